package io.sessionwarden.store;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.policy.PolicyEdition;
import io.sessionwarden.policy.PolicyEdition.Content;
import io.sessionwarden.rollout.EditState;
import io.sessionwarden.rollout.PolicyArchive;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/** The archive of the policy in the database. Every failure is a {@link StoreException}. */
public final class HibernatePolicyArchive implements PolicyArchive {

    private static final int LONGEST_WHY = 4000;

    private final Transactions transactions;
    private final HibernateAuditTrail trail;

    public HibernatePolicyArchive(Database database, HibernateAuditTrail trail) {
        this.transactions = database.transactions();
        this.trail = trail;
    }

    @Override
    public void record(List<PolicyEdition> editions, List<Standing> standings, List<AuditEvent> events) {
        transactions.write(session -> {
            editions.forEach(edition -> keep(session, edition));
            standings.forEach(standing -> session.upsert(new PolicyRow(bounded(standing))));
            return trail.append(session, events);
        });
    }

    private static Standing bounded(Standing standing) {
        var why = standing.why();
        return new Standing(
                standing.revision(),
                standing.state(),
                standing.since().truncatedTo(ChronoUnit.MICROS),
                standing.who(),
                why.length() <= LONGEST_WHY ? why : why.substring(0, LONGEST_WHY));
    }

    private static void keep(StatelessSession session, PolicyEdition edition) {
        long kept = session.createNativeQuery("select count(*) from policy_file where revision = :revision", Long.class)
                .setParameter("revision", edition.revision())
                .getSingleResult();
        if (kept == 0) {
            session.insertMultiple(edition.files().entrySet().stream()
                    .map(file -> new PolicyFileRow(edition.revision(), file.getKey(), file.getValue()))
                    .toList());
        }
    }

    @Override
    public Optional<PolicyEdition> find(String revision) {
        var files = new TreeMap<String, Content>();
        transactions
                .read(session -> session.createNativeQuery(
                                "select * from policy_file where revision = :revision", PolicyFileRow.class)
                        .setParameter("revision", revision)
                        .getResultList())
                .forEach(row -> files.put(row.name(), row.file()));
        return files.isEmpty() ? Optional.empty() : Optional.of(new PolicyEdition(revision, files));
    }

    @Override
    public Optional<Standing> standing(String revision) {
        return Optional.ofNullable(transactions.read(session -> session.get(PolicyRow.class, revision)))
                .map(PolicyRow::standing);
    }

    @Override
    public Optional<Standing> inForce() {
        return transactions
                .read(session -> session.createNativeQuery(
                                "select * from policy_edition where state = :state", PolicyRow.class)
                        .setParameter("state", EditState.IN_FORCE.name())
                        .getResultList())
                .stream()
                .map(PolicyRow::standing)
                .findFirst();
    }

    @Override
    public List<Standing> latest(int most) {
        return transactions
                .read(session -> session.createNativeQuery(
                                "select * from policy_edition order by since desc fetch first :most rows only",
                                PolicyRow.class)
                        .setParameter("most", most)
                        .getResultList())
                .stream()
                .map(PolicyRow::standing)
                .toList();
    }
}
