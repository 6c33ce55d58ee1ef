package io.sessionwarden.notary;

import io.sessionwarden.audit.AuditTrail.Verification;
import io.sessionwarden.audit.Checkpoint;
import io.sessionwarden.audit.VerifierKey;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.Json;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a verification found, as people and programs read it. */
final class FoundText {

    private static final int LONGEST = 1_000;

    private FoundText() {}

    /**
     * What it was held against.
     *
     * @param since where the check began; null for the first record
     * @param kept every checkpoint kept elsewhere, that one too
     * @param before how many others it was held against just before, and agreed with
     * @param key who must have signed them
     */
    record Compared(@Nullable Checkpoint since, List<Checkpoint> kept, long before, VerifierKey key) {

        private long number() {
            return kept.size() + before;
        }

        private List<String> unsigned() {
            return kept.stream()
                    .filter(checkpoint -> !checkpoint.signedBy(key))
                    .map(checkpoint -> "the checkpoint of " + checkpoint.at() + " (" + checkpoint.size()
                            + " records) is not signed by " + key.text())
                    .toList();
        }
    }

    static Answer answer(Verification found, Compared compared, boolean json) {
        var faults = new ArrayList<>(found.faults());
        faults.addAll(compared.unsigned());
        var out = json ? json(found, compared, faults) : text(found, compared, faults.isEmpty());
        return faults.isEmpty() ? Answer.done(out) : new Answer(ExitCode.FAILED, out, told(faults));
    }

    private static String text(Verification found, Compared compared, boolean holds) {
        var since = compared.since();
        var text = new StringBuilder();
        text.append("records: ").append(found.records());
        text.append(since == null ? "\n" : " (after record " + since.size() + ")\n");
        text.append("head:    ")
                .append(ForeignText.clean(found.head(), LONGEST))
                .append('\n');
        text.append("root:    ").append(found.root()).append('\n');
        if (found.payloadsRemoved() > 0 && holds) {
            text.append("payloads removed by age, as recorded: ")
                    .append(found.payloadsRemoved())
                    .append('\n');
        }
        if (holds) {
            text.append("the chain holds\n").append(comparedText(compared));
        }
        return text.toString();
    }

    private static String comparedText(Compared compared) {
        return compared.kept().stream()
                .max(Comparator.comparingLong(Checkpoint::size))
                .map(latest -> "it agrees with " + compared.number()
                        + (compared.number() == 1 ? " checkpoint" : " checkpoints")
                        + " kept elsewhere, the latest of "
                        + latest.at() + " (" + latest.size() + " records), signed by "
                        + compared.key().text() + "\n")
                .orElse(
                        "held against no checkpoint kept elsewhere: a cut end, or a trail written anew as a whole, would"
                                + " not show\n");
    }

    private static String json(Verification found, Compared compared, List<String> faults) {
        var since = compared.since();
        return Json.text(new Json()
                .put("holds", faults.isEmpty())
                .put("records", found.records())
                .put("after", since == null ? 0 : since.size())
                .put("payloadsRemoved", found.payloadsRemoved())
                .put("head", found.head())
                .put("root", found.root())
                .put("checkpoints", compared.number())
                .put("faults", faults)
                .members());
    }

    static String told(List<String> faults) {
        var text =
                new StringBuilder("it was altered: " + faults.size() + (faults.size() == 1 ? " fault\n" : " faults\n")
                        + "keep everything as it is, and hold it against a checkpoint kept elsewhere: warden audit verify --against"
                        + " FILE\n");
        faults.forEach(fault -> text.append(ForeignText.clean(fault, LONGEST)).append('\n'));
        return text.toString();
    }
}
