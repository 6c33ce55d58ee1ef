package io.sessionwarden.policy;

import io.sessionwarden.policy.Question.History;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many resets the watchdog may begin within an hour, and have going on at once. A negative number permits none.
 *
 * @param session for one session's place, within an hour
 * @param account for one account on a server, within an hour
 * @param server for one server, within an hour
 * @param overall for all servers together, within an hour
 * @param running at once
 * @param accountRunning at once, for one account on a server
 * @param serverRunning at once, on one server
 */
public record Limits(
        int session, int account, int server, int overall, int running, int accountRunning, int serverRunning) {

    private static final int ALL = 100;

    /** Which limit leaves no room for one more, in plain words; nothing where all do. */
    public Optional<String> reached(History counts) {
        return Stream.of(
                        reached(counts.sessionResets(), session, "of this session within an hour"),
                        reached(counts.accountResets(), account, "of this account within an hour"),
                        reached(counts.serverResets(), server, "on this server within an hour"),
                        reached(counts.overallResets(), overall, "within an hour"),
                        reached(counts.running(), running, "at once"),
                        reached(counts.accountRunning(), accountRunning, "of this account at once"),
                        reached(counts.serverRunning(), serverRunning, "on this server at once"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> reached(int count, int limit, String what) {
        return count < limit
                ? Optional.empty()
                : Optional.of(count + " resets " + what + ", and " + Math.max(0, limit) + " may be");
    }

    /**
     * The ones that a fact was completed with. A share of a server's sessions always leaves room for one.
     *
     * @param sessionsOfServer how many sessions the server has
     */
    public static Limits of(ResetRequest request, int sessionsOfServer) {
        int share = request.serverRunningPercentLimit() < 0
                ? request.serverRunningPercentLimit()
                : Math.max(1, sessionsOfServer * request.serverRunningPercentLimit() / ALL);
        return new Limits(
                request.sessionLimitPerHour(),
                request.accountLimitPerHour(),
                request.serverLimitPerHour(),
                request.overallLimitPerHour(),
                request.runningLimit(),
                request.accountRunningLimit(),
                Math.min(request.serverRunningLimit(), share));
    }
}
