package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.Cycle;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.cycle.Operations.ResetAnswer;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Reason;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Session;
import java.util.List;
import java.util.stream.Collectors;

/** {@code reset session}: finds the one session that is meant, asks for its reset, and says what became of it. */
final class ResetSession implements CommandHandler {

    private static final int LONGEST_TOLD = 1000;

    private final ServerSessions servers;
    private final Operations operations;
    private final Refusals refusals;
    private final RefusalLimit limit;

    ResetSession(ServerSessions servers, Operations operations, Refusals refusals, RefusalLimit limit) {
        this.servers = servers;
        this.operations = operations;
        this.refusals = refusals;
        this.limit = limit;
    }

    @Override
    public Answer handle(Peer peer, Request request) {
        var typed = request.arg("what");
        if (typed.isEmpty()) {
            return Answer.error(ExitCode.USAGE, "which session is to be reset?", "see them with: warden query session");
        }
        var found = servers.find(peer, typed, request.arg("server"), ", and none was reset");
        return found instanceof ServerSessions.Found.One one
                ? reset(peer, one.session(), one.among().sessions(), request.has("verbose"))
                : ((ServerSessions.Found.Failed) found).answer();
    }

    private Answer reset(Peer peer, Session session, List<Session> among, boolean verbose) {
        if (!limit.take(peer.who())) {
            return refusals.refuse(
                    peer,
                    "reset session",
                    "you were refused " + RefusalLimit.MOST + " resets within a minute, and this one was not looked at",
                    "wait a minute; why you were refused: warden incidents");
        }
        var answer = operations.reset(peer.asking(session, among), session);
        if (answer.decision() instanceof Decision.Permitted) {
            limit.giveBack(peer.who());
        }
        return outcome(session, answer).printing(verbose ? account(session, answer) : "");
    }

    private static Answer outcome(Session session, ResetAnswer answer) {
        var decision = answer.decision();
        var which = "session " + session.id() + " (" + SessionMatch.shownName(session) + ")";
        var explain = "the whole story: warden explain " + answer.incident();
        if (decision instanceof Decision.Permitted) {
            return afterPermit(which, explain, answer);
        }
        if (decision instanceof Decision.Defer defer) {
            return Answer.error(
                    ExitCode.WAITING,
                    which + " is not reset before " + Elapsed.moment(defer.until()) + ": " + reasons(decision),
                    explain);
        }
        if (decision instanceof Decision.Warn) {
            return Answer.error(
                    ExitCode.WAITING,
                    which + " is not reset before its user was warned: " + reasons(decision),
                    explain);
        }
        if (decision instanceof Decision.Ask) {
            return Answer.error(
                    ExitCode.WAITING, which + " waits for somebody's approval: " + reasons(decision), explain);
        }
        if (decision instanceof Decision.Indeterminate) {
            return Answer.error(
                    ExitCode.REFUSED,
                    which + " was not reset, because the policy gave no answer: " + reasons(decision),
                    explain);
        }
        return Answer.error(ExitCode.REFUSED, which + " may not be reset: " + reasons(decision), explain);
    }

    private static Answer afterPermit(String which, String explain, ResetAnswer answer) {
        var cycle = answer.cycle();
        if (cycle == null) {
            return Answer.error(
                    ExitCode.WAITING,
                    which + " was not reset by this request: another reset of it has just ended",
                    explain);
        }
        return switch (cycle.state()) {
            case HEALED -> Answer.done("");
            case WITHDRAWN ->
                Answer.error(ExitCode.REFUSED, which + " was not reset after all: " + last(answer), explain);
            case FAILED, ESCALATED, UNKNOWN ->
                Answer.error(ExitCode.FAILED, which + " was reset without proof of success: " + last(answer), explain);
            case ASKED, PERMITTED, WARNED, EVIDENCE_KEPT, RESETTING, VERIFYING ->
                Answer.error(ExitCode.WAITING, which + " is still being reset", explain);
        };
    }

    private static String last(ResetAnswer answer) {
        var told = answer.told();
        return told.isEmpty() ? "no reason was given" : clean(told.get(told.size() - 1));
    }

    /** The rule and the reason, on one line. */
    private static String reasons(Decision decision) {
        return decision.reasons().stream()
                .map(Reason::toString)
                .map(ResetSession::clean)
                .collect(Collectors.joining("; "));
    }

    /** What {@code /v} prints. */
    private static String account(Session session, ResetAnswer answer) {
        var text = new StringBuilder();
        text.append("session:   ").append(session.id()).append(" (").append(SessionMatch.shownName(session));
        text.append(") of ")
                .append(session.server())
                .append(", ")
                .append(session.connector())
                .append('\n');
        text.append("decision:  ").append(answer.decision().word()).append(", policy ");
        text.append(answer.decision().revision()).append('\n');
        answer.decision()
                .reasons()
                .forEach(reason -> text.append("rule:      ")
                        .append(clean(reason.rule()))
                        .append(": ")
                        .append(clean(reason.message()))
                        .append('\n'));
        answer.told()
                .forEach(line -> text.append("           ").append(clean(line)).append('\n'));
        text.append("incident:  ").append(answer.incident()).append('\n');
        Cycle cycle = answer.cycle();
        if (cycle != null) {
            text.append("cycle:     ")
                    .append(cycle.id())
                    .append(", ")
                    .append(cycle.state())
                    .append('\n');
        }
        return text.toString();
    }

    private static String clean(String told) {
        return ForeignText.clean(told, LONGEST_TOLD);
    }
}
