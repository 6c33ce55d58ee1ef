package io.sessionwarden.store;

import io.sessionwarden.audit.Link;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/** Runs work in a transaction of its own. Safe for use by several threads. */
final class Transactions {

    private final String where;
    private final SessionFactory sessions;
    private final String durably;
    private volatile Runnable written = () -> {};

    /**
     * @param where what messages call the database
     * @param durably the statement that makes what was committed survive power loss, or empty where the commit does
     */
    Transactions(String where, SessionFactory sessions, String durably) {
        this.where = where;
        this.sessions = sessions;
        this.durably = durably;
    }

    /** From now on this is run after each write that is durable, by the thread that wrote. */
    void whenWritten(Runnable written) {
        this.written = written;
    }

    /**
     * Does the work, commits it, and returns when it is durable. Where the work or the commit fails nothing was changed.
     * Where only making it durable fails, the change stands and may be lost; the caller learns no more than that it cannot
     * be relied on.
     */
    <T> T write(Function<StatelessSession, T> work) {
        try (var session = sessions.openStatelessSession()) {
            T result = inTransaction(session, work);
            if (!durably.isEmpty()) {
                session.doWork(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(durably);
                    }
                });
            }
            written.run();
            return result;
        } catch (ConstraintViolationException e) {
            throw e;
        } catch (PersistenceException e) {
            throw StoreException.of(where, e);
        }
    }

    /** Does the work, which changes nothing. */
    <T> T read(Function<StatelessSession, T> work) {
        try (var session = sessions.openStatelessSession()) {
            return inTransaction(session, work);
        } catch (PersistenceException e) {
            throw StoreException.of(where, e);
        }
    }

    /** The first {@value LinkPages#PAGE} records of those with a number from {@code first} to {@code last}. */
    List<Link> readLinks(long first, long last) {
        return read(session -> session.doReturningWork(connection -> LinkPages.page(connection, first, last)));
    }

    private static <T> T inTransaction(StatelessSession session, Function<StatelessSession, T> work) {
        var transaction = session.beginTransaction();
        try {
            T result = work.apply(session);
            transaction.commit();
            return result;
        } finally {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        }
    }
}
