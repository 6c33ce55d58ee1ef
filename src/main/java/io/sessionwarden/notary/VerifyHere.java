package io.sessionwarden.notary;

import io.sessionwarden.audit.Checkpoint;
import io.sessionwarden.audit.ExportCheck;
import io.sessionwarden.audit.ExportLine;
import io.sessionwarden.audit.VerifierKey;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AskWarden;
import io.sessionwarden.control.Json;
import io.sessionwarden.control.wire.ExitCode;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit verify} as it is typed. Reads the files with the caller's own rights; checks an export or a proof in this process,
 * without a warden or a configuration, and has everything else checked by the running warden.
 */
public final class VerifyHere {

    /** More than the last line of an export has. */
    private static final int LAST_BYTES = 16 * 1024;

    private final AskWarden warden;

    public VerifyHere(AskWarden warden) {
        this.warden = warden;
    }

    /**
     * What is found.
     *
     * @param args {@code file}, {@code since}, {@code against}, {@code key} and {@code json}, each possibly missing
     */
    public Answer answer(Map<String, String> args) {
        try {
            var against = args.containsKey("against")
                    ? KeptCheckpoints.in(args.getOrDefault("against", ""))
                    : KeptCheckpoints.NONE;
            var key = args.containsKey("key") ? key(args.getOrDefault("key", "")) : null;
            if (!args.containsKey("file")) {
                return askWarden(args, against, key);
            }
            if (args.containsKey("since")) {
                return Answer.error(
                        ExitCode.USAGE,
                        "an export is checked as a whole, not since a checkpoint",
                        "hold it against that: warden audit verify FILE --against FILE");
            }
            return offline(Path.of(args.getOrDefault("file", "")), against, key, args.containsKey("json"));
        } catch (IOException e) {
            return Answer.error(ExitCode.USAGE, String.valueOf(e.getMessage()), "see: warden audit verify --help");
        }
    }

    private Answer askWarden(Map<String, String> args, KeptCheckpoints against, @Nullable VerifierKey given)
            throws IOException {
        var asked = new TreeMap<String, String>();
        if (args.containsKey("json")) {
            asked.put("json", "true");
        }
        if (!args.containsKey("since") && against.all().isEmpty()) {
            return warden.ask(AuditCommands.VERIFY, asked);
        }
        var answer = given == null ? warden.ask(AuditCommands.KEY, Map.of()) : Answer.done(given.text());
        if (answer.exit() != ExitCode.DONE) {
            return answer;
        }
        var key = VerifierKey.parse(answer.out());
        asked.put("key", key.text());
        if (args.containsKey("since")) {
            var since = KeptCheckpoints.in(args.getOrDefault("since", "")).of(key.name());
            asked.put("since", since.greatest().note());
        }
        return askAgainst(asked, against.of(key.name()));
    }

    /**
     * Has the trail held against all of them: first, by the stored tree, against those that are too many for one request, and then
     * as a whole, which also shows whether that tree is right.
     */
    private Answer askAgainst(Map<String, String> asked, KeptCheckpoints against) {
        long before = 0;
        var answer = Answer.done("");
        for (var some : against.askable()) {
            var request = new TreeMap<>(asked);
            request.put("against", notes(some));
            boolean last = some.contains(against.greatest());
            if (!last) {
                request.put("since", against.greatest().note());
            } else if (before > 0) {
                request.put("before", Long.toString(before));
            }
            answer = warden.ask(AuditCommands.VERIFY, request);
            if (answer.exit() != ExitCode.DONE) {
                return answer;
            }
            before += some.size();
        }
        if (against.all().isEmpty()) {
            return warden.ask(AuditCommands.VERIFY, asked);
        }
        return asked.containsKey("json") ? answer : Answer.done(answer.out() + against.passedOver());
    }

    private static String notes(List<Checkpoint> checkpoints) {
        return String.join("\n", checkpoints.stream().map(Checkpoint::note).toList());
    }

    private static Answer offline(Path file, KeptCheckpoints kept, @Nullable VerifierKey key, boolean json)
            throws IOException {
        try {
            var signer = key == null ? keyIn(file) : key;
            var against = signer == null ? kept : kept.of(signer.name());
            try (var lines = Files.newBufferedReader(file)) {
                return told(ExportCheck.read(lines, against.all(), key), against, key, json);
            }
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The key in the last line of an export, so that it is known whose trail this is before it is read; null where there is none. */
    private static @Nullable VerifierKey keyIn(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            channel.position(Math.max(0, channel.size() - LAST_BYTES));
            var end = Channels.newInputStream(channel).readNBytes(LAST_BYTES);
            var text = new String(end, StandardCharsets.UTF_8).stripTrailing();
            return VerifierKey.parse(
                    ExportLine.read(text.substring(text.lastIndexOf('\n') + 1)).key());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Answer told(ExportCheck.Found found, KeptCheckpoints kept, @Nullable VerifierKey key, boolean json) {
        var against = kept.all();
        var signer = found.end() == null ? key : key == null ? VerifierKey.parse(found.signer()) : key;
        var faults = new ArrayList<>(found.verification().faults());
        for (var checkpoint : against) {
            if (signer != null && !checkpoint.signedBy(signer)) {
                faults.add("the checkpoint of " + checkpoint.at() + " is not signed by " + signer.text());
            }
        }
        var out = json
                ? json(found, against, faults)
                : text(found, against, key != null, faults.isEmpty()) + kept.passedOver();
        return faults.isEmpty() ? Answer.done(out) : new Answer(ExitCode.FAILED, out, FoundText.told(faults));
    }

    private static String json(ExportCheck.Found found, List<Checkpoint> against, List<String> faults) {
        return Json.text(new Json()
                .put("holds", faults.isEmpty())
                .put("proofs", found.proofs())
                .put("records", found.records())
                .put("payloadsRemoved", found.verification().payloadsRemoved())
                .put("root", found.verification().root())
                .put("key", found.signer())
                .put("checkpoints", against.size())
                .put("faults", faults)
                .members());
    }

    private static String text(ExportCheck.Found found, List<Checkpoint> against, boolean keyGiven, boolean holds) {
        var text = new StringBuilder();
        text.append(found.proofs() ? "proofs:  " : "records: ")
                .append(found.records())
                .append('\n');
        text.append("root:    ").append(found.verification().root()).append('\n');
        var end = found.end();
        if (end != null) {
            text.append("signed:  ")
                    .append(end.at())
                    .append(" over ")
                    .append(end.size())
                    .append(" records, ");
            text.append(keyGiven ? "by the key that was given: " : "by the key in the file itself: ");
            text.append(found.signer()).append('\n');
        }
        if (holds) {
            text.append(withoutPayload(found));
            text.append(found.proofs() ? "each record is among those that were signed\n" : "the chain holds\n");
            text.append(heldAgainst(found, against));
            text.append(
                    keyGiven
                            ? ""
                            : "whose key that is the file cannot prove: hold it against one that was kept elsewhere\n");
        }
        return text.toString();
    }

    private static String withoutPayload(ExportCheck.Found found) {
        long bare = found.verification().payloadsRemoved();
        if (bare == 0) {
            return "";
        }
        return found.proofs()
                ? "without their payload: " + bare
                        + " (removed by age, or taken out of this file: a proof cannot tell which)\n"
                : "payloads removed by age, as recorded: " + bare + "\n";
    }

    private static String heldAgainst(ExportCheck.Found found, List<Checkpoint> against) {
        if (against.isEmpty()) {
            return "held against no checkpoint kept elsewhere: a cut end, or a trail written anew as a whole, would not"
                    + " show\n";
        }
        var end = found.end();
        long fit = against.stream()
                .filter(checkpoint -> end != null
                        && (found.proofs() ? checkpoint.size() == end.size() : checkpoint.size() <= end.size()))
                .count();
        return "it agrees with " + fit + " of " + against.size() + " checkpoints kept elsewhere"
                + (fit == against.size() ? "\n" : "; the others were signed over other records\n");
    }

    private static VerifierKey key(String name) throws IOException {
        try {
            return VerifierKey.parse(KeptCheckpoints.text(name));
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }
}
