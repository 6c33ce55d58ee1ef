package io.sessionwarden.session;

/** What one probe says of one session. A probe observes; it never judges. */
public sealed interface Finding {

    /** The name of the probe that says it. */
    String probe();

    /** Nothing is wrong with this aspect of the session. */
    record Healthy(String probe) implements Finding {}

    /** Something is. */
    record Sick(String probe, Symptom symptom, Evidence evidence) implements Finding {}

    /** It cannot be told, and why. Never a reason to act, and never a recovery. */
    record Unknown(String probe, String reason) implements Finding {}
}
