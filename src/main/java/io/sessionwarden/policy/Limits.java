package io.sessionwarden.policy;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many resets the watchdog may begin within an hour, and have going on at once. A negative number permits none.
 *
 * @param session for one session's place
 * @param account for one account on a server
 * @param server for one server
 * @param overall for all servers together
 * @param running at once
 */
public record Limits(int session, int account, int server, int overall, int running) {

    /**
     * Which limit leaves no room for one more, in plain words; nothing where all do. The numbers are how many there have been,
     * in the order of the components.
     */
    public Optional<String> reached(int ofSession, int ofAccount, int ofServer, int ofAll, int goingOn) {
        return Stream.of(
                        reached(ofSession, session, "of this session within an hour"),
                        reached(ofAccount, account, "of this account within an hour"),
                        reached(ofServer, server, "on this server within an hour"),
                        reached(ofAll, overall, "within an hour"),
                        reached(goingOn, running, "at once"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> reached(int count, int limit, String what) {
        return count < limit ? Optional.empty() : Optional.of(count + " resets " + what + ", and " + limit + " may be");
    }

    /** The ones that a fact was completed with. */
    public static Limits of(ResetRequest request) {
        return new Limits(
                request.sessionLimitPerHour(),
                request.accountLimitPerHour(),
                request.serverLimitPerHour(),
                request.overallLimitPerHour(),
                request.runningLimit());
    }
}
