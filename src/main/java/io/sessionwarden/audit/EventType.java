package io.sessionwarden.audit;

/** The kinds of things that the trail records. Stored by name: a name is never changed or used again. */
public enum EventType {
    WARDEN_STARTED,
    WARDEN_STOPPED,
    /** Nothing was watched between two moments. */
    NOT_WATCHED,
    /** The machine's clock was set, or the machine slept: times before and after this record are not to be compared. */
    CLOCK_SET,
    CONFIGURATION_CHANGED,
    MODE_CHANGED,
    POLICY_CHANGED,
    /** An edit of the policy may permit more, and waits for somebody to activate it. */
    POLICY_WAITING,
    /** An edit of the policy was not taken; the one in force stays. */
    POLICY_REFUSED,
    INCIDENT_OPENED,
    INCIDENT_CLOSED,
    DECISION,
    /** The user of a session was told that it is going to be reset, or could not be told. */
    USER_WARNED,
    /** A reset cycle went from one state to the next. */
    CYCLE_STEP,
    /** The owner of a session was told afterwards that it had been reset, or nobody could be told. */
    OWNER_TOLD,
    /** Somebody paused everything automatic, on a server or everywhere. */
    PAUSED,
    /** Somebody ended a pause. */
    RESUMED,
    /** Somebody said that nothing automatic is to be done about an incident. */
    KEPT,
    /** A place whose sessions fall ill again and again was given up until somebody acknowledges it. */
    GIVEN_UP,
    /** Somebody acknowledged what the watchdog had given up. */
    ACKNOWLEDGED,
    /** Somebody wrote a note about an incident. */
    NOTED,
    /** The warden is in no state to judge, and begins nothing automatic for a while. */
    WARDEN_UNFIT,
    /** It is fit to judge again, and goes on. */
    WARDEN_FIT,
    /** Somebody read, or tried to read, evidence that is kept outside the trail. */
    EVIDENCE_READ,
    /** Evidence outside the trail was kept for as long as it is to be kept, and is deleted. */
    EVIDENCE_DELETED,
    /** A checkpoint of the trail was signed, and sent where it is to be kept. */
    CHECKPOINT_SIGNED,
    /** The whole trail was verified by itself. */
    TRAIL_VERIFIED,
    /** Payloads of old records are removed; their headers stay. */
    PAYLOADS_REMOVED,
    /** Somebody reviewed a report and signed it off. */
    REPORT_SIGNED_OFF,
    /** A report was mailed, or could not be. */
    REPORT_MAILED,
    /** A person asked for something that is refused before any decision, such as a command without the right to it. */
    COMMAND_REFUSED
}
