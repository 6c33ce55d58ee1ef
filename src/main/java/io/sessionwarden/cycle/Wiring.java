package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.ResetPolicy;
import io.sessionwarden.reset.Resetter;
import java.time.InstantSource;

/**
 * What the flow is made of; shared by the watch cycle, the reset cycle and the desk where people ask.
 *
 * @param servers the servers that are watched
 * @param incidents the open incidents
 * @param policy decides
 * @param ownSession the kernel's session id of the warden's own process, or -1 where it cannot be told
 * @param resetter performs and verifies
 * @param ledger what must not be forgotten
 * @param trail what is recorded
 * @param queue where permitted cycles wait
 * @param leaders learns at once of a leader's death
 * @param clock the time
 * @param steady a clock that cannot be set: how much time has passed
 */
public record Wiring(
        Servers servers,
        IncidentBook incidents,
        ResetPolicy policy,
        int ownSession,
        Resetter resetter,
        Ledger ledger,
        AuditTrail trail,
        CycleQueue queue,
        LeaderWatch leaders,
        InstantSource clock,
        InstantSource steady) {}
