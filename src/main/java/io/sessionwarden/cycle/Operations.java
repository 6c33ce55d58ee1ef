package io.sessionwarden.cycle;

import io.sessionwarden.host.Roll;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyStanding;
import io.sessionwarden.policy.Privilege;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person can ask of the running warden. Safe for use by several threads. */
public interface Operations {

    /** The configured names of the servers, the local one first. */
    List<String> servers();

    /**
     * The sessions of a server, listed now, and what did not answer.
     *
     * @throws IllegalArgumentException where there is no such server
     */
    Roll sessions(String server);

    /** Whether the policy lets this caller see that session. */
    boolean mayQuery(Caller caller, Session session);

    /** Whether the policy lets this caller do that on that server; {@link Hold#EVERYWHERE} stands for all of them. */
    boolean may(Caller caller, Privilege what, String server);

    /**
     * A person's request to reset a session: decided, recorded and carried out like the watchdog's own. Returns when the
     * cycle has ended, or when within the warden's patience it has not.
     */
    ResetAnswer reset(Caller caller, Session session);

    /** How long a cycle waits for a human's approval. */
    Duration APPROVAL_WAITS = Duration.ofMinutes(30);

    /** The latest of those incidents as they stand now, newest first. */
    List<Incident> latestIncidents(IncidentFilter which, int most);

    /** The incidents that are open now. */
    List<Incident> openIncidents();

    /** Why the watchdog did nothing about that open incident when it last decided, in plain words; empty where it did. */
    String whyNot(Incident incident);

    /** The incident with that id, or of the cycle with that id, as it stands now. */
    Optional<Incident> findIncident(String id);

    /** How the warden itself is. */
    Status status();

    /**
     * What became of a request.
     *
     * @param incident the incident it hangs on
     * @param decision what the policy said
     * @param cycle the cycle as it stands at the end; null where there was none
     * @param told what was done and proved, in order, in plain words
     */
    record ResetAnswer(
            String incident, Decision decision, @Nullable Cycle cycle, List<String> told) {}

    /**
     * How the warden is.
     *
     * @param started when it started
     * @param revision the policy's revision in force
     * @param edits what there is to say of the policy's files
     * @param servers how each server is
     * @param openIncidents how many incidents are open
     * @param openCycles how many cycles are going on
     * @param waiting the incidents whose cycles wait for a human's approval
     * @param holds what holds the watchdog back
     * @param unfit why the warden itself is in no state to judge, or empty
     */
    record Status(
            Instant started,
            String revision,
            PolicyStanding edits,
            List<ServerStatus> servers,
            int openIncidents,
            int openCycles,
            List<String> waiting,
            List<Hold> holds,
            String unfit) {}

    /**
     * How one server is.
     *
     * @param name its configured name
     * @param mode how far the watchdog may go there
     * @param lastSweep when it was last listed, or null where it never was
     * @param sessions how many of its sessions are watched
     * @param trouble what does not answer, or empty
     */
    record ServerStatus(String name, Mode mode, @Nullable Instant lastSweep, int sessions, String trouble) {}
}
