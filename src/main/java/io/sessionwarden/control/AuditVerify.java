package io.sessionwarden.control;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import java.util.concurrent.Semaphore;

/** {@code audit verify}: checks the chain of records. One check at a time, because it reads all of them. */
final class AuditVerify implements CommandHandler {

    private final AuditTrail trail;
    private final Semaphore one = new Semaphore(1);

    AuditVerify(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public Answer handle(Peer peer, Request request) {
        if (!one.tryAcquire()) {
            return Answer.error(
                    ExitCode.WAITING, "the trail is being verified for somebody else", "try again when that is done");
        }
        try {
            return answer(trail.verify(), request.has("json"));
        } finally {
            one.release();
        }
    }

    private static Answer answer(AuditTrail.Verification found, boolean json) {
        var out = json
                ? Json.text(new Json()
                        .put("holds", found.holds())
                        .put("records", found.records())
                        .put("head", found.head())
                        .put("faults", found.faults())
                        .members())
                : "records: " + found.records() + "\nhead:    " + found.head() + "\n"
                        + (found.holds() ? "the chain holds\n" : "");
        return found.holds()
                ? Answer.done(out)
                : new Answer(
                        ExitCode.FAILED,
                        out,
                        "the trail was altered: " + found.faults().size() + " faults\n"
                                + "keep the data directory as it is, and compare the head with one kept elsewhere\n"
                                + String.join("\n", found.faults())
                                + "\n");
    }
}
