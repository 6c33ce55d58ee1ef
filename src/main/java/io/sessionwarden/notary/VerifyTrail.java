package io.sessionwarden.notary;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.Checkpoint;
import io.sessionwarden.audit.TrailVerifier;
import io.sessionwarden.audit.VerifierKey;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.wire.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** {@code audit verify}, of the warden's own trail. One check at a time, because it may read all of it. */
final class VerifyTrail implements AuthorCommand {

    private final AuditTrail trail;
    private final VerifierKey own;
    private final Semaphore one = new Semaphore(1);

    VerifyTrail(AuditTrail trail, VerifierKey own) {
        this.trail = trail;
        this.own = own;
    }

    @Override
    public Set<String> takes() {
        return Set.of("since", "against", "before", "key", "json");
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        if (!one.tryAcquire()) {
            return Answer.error(
                    ExitCode.WAITING, "the trail is being verified for somebody else", "try again when that is done");
        }
        try {
            var key = args.containsKey("key") ? VerifierKey.parse(args.getOrDefault("key", "")) : own;
            var kept = Checkpoint.all(args.getOrDefault("against", ""));
            var since = args.containsKey("since") ? Checkpoint.parse(args.getOrDefault("since", "")) : null;
            var found = TrailVerifier.verify(trail, since, kept);
            var checked = since == null ? kept : concat(kept, since);
            return FoundText.answer(
                    found, new FoundText.Compared(since, checked, before(args), key), "true".equals(args.get("json")));
        } catch (IllegalArgumentException e) {
            return Answer.error(ExitCode.USAGE, String.valueOf(e.getMessage()), "see: warden audit verify --help");
        } finally {
            one.release();
        }
    }

    /** How many it was found to agree with in requests just before. */
    private static long before(Map<String, String> args) {
        var text = args.getOrDefault("before", "0");
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("'before' is a number of checkpoints");
        }
        return Long.parseLong(text);
    }

    private static List<Checkpoint> concat(List<Checkpoint> kept, Checkpoint since) {
        return Stream.concat(kept.stream(), Stream.of(since)).toList();
    }
}
