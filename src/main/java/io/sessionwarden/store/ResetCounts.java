package io.sessionwarden.store;

import io.sessionwarden.cycle.CycleState;
import io.sessionwarden.cycle.Ledger.NewCycle;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What was reset lately and what is being reset, as policies ask for it and as limits count it: in the caller's transaction. */
final class ResetCounts {

    /** So long a reset that the watchdog began counts towards the limits. */
    static final Duration OVER = Duration.ofHours(1);

    private static final String COUNTS = """
            select
                count(case when lately and seat = :seat then 1 end),
                count(case when lately and server = :server and account = :account then 1 end),
                count(case when lately and server = :server then 1 end),
                count(case when lately then 1 end),
                count(running),
                count(case when server = :server and account = :account then running end),
                count(case when server = :server then running end)
            from (
                select seat, server, account,
                    case when state <> 'ASKED' then open_identity end as running,
                    automatic and opened > :since and (begun is not null or (open_identity is not null and state <> 'ASKED')) as lately
                from reset_cycle
                where number <> :except
                    and (opened > :since or (open_identity is not null and state <> 'ASKED'))
            ) as others""";

    private ResetCounts() {}

    /** @param except a cycle not to count, or empty */
    static History history(
            StatelessSession database, Session session, int ofLogonName, int ofServer, Instant now, String except) {
        var sick = database.createNativeQuery("""
                        select count(*) from incident
                        where server = :server and closed_at is null
                            and session is not null and symptom is not null""", Long.class)
                .setParameter("server", session.server())
                .getSingleResult();
        return history(
                counts(database, session, now, except),
                ofLogonName,
                ofServer,
                sick.intValue(),
                lastReset(database, session.seat(), except));
    }

    /** Counts behind the gate, which stays locked until the place is taken; what waits for a human takes none yet. */
    static Optional<String> limitReached(StatelessSession database, NewCycle cycle) {
        var limits = cycle.limits();
        if (limits == null || cycle.first() == CycleState.ASKED) {
            return Optional.empty();
        }
        database.createNativeQuery("select id from limit_gate where id = 1 for update", Integer.class)
                .getSingleResult();
        return limits.reached(history(counts(database, cycle.session(), cycle.at(), ""), 0, 0, 0, null));
    }

    private static History history(
            Object[] counts, int ofLogonName, int ofServer, int sickOfServer, @Nullable Instant lastReset) {
        return new History(
                ofLogonName,
                ofServer,
                sickOfServer,
                count(counts[0]),
                count(counts[1]),
                count(counts[2]),
                count(counts[3]),
                count(counts[4]),
                count(counts[5]),
                count(counts[6]),
                lastReset);
    }

    private static Object[] counts(StatelessSession database, Session session, Instant now, String except) {
        var account = session.account();
        return database.createNativeQuery(COUNTS, Object[].class)
                .setParameter("seat", session.seat())
                .setParameter("server", session.server())
                .setParameter("account", account == null ? "" : account.toString())
                .setParameter("since", now.minus(OVER))
                .setParameter("except", Ids.find(CycleRow.PREFIX, except).orElse(0))
                .getSingleResult();
    }

    /** When the latest reset at that seat was begun, whoever asked for it. */
    private static @Nullable Instant lastReset(StatelessSession database, String seat, String except) {
        return database.createNativeQuery(
                        "select max(begun) from reset_cycle where seat = :seat and number <> :except", Instant.class)
                .setParameter("seat", seat)
                .setParameter("except", Ids.find(CycleRow.PREFIX, except).orElse(0))
                .getSingleResultOrNull();
    }

    private static int count(Object sum) {
        return ((Number) sum).intValue();
    }
}
