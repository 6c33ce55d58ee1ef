package io.sessionwarden.notary;

import io.sessionwarden.audit.Checkpoint;
import io.sessionwarden.audit.ExportFormat;
import io.sessionwarden.audit.ExportLine;
import io.sessionwarden.audit.Link;
import io.sessionwarden.audit.RemovedPayloads;
import io.sessionwarden.audit.VerifierKey;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AskWarden;
import io.sessionwarden.control.wire.ExitCode;
import java.io.PrintStream;
import java.util.Map;

/**
 * {@code audit export}: has the warden sign a checkpoint, and fetches the records that it covers page by page, so that neither
 * side holds more than a page. What is appended meanwhile is not in it.
 */
public final class ExportHere {

    private final AskWarden warden;
    private final PrintStream out;
    private final PrintStream err;

    public ExportHere(AskWarden warden, PrintStream out, PrintStream err) {
        this.warden = warden;
        this.out = out;
        this.err = err;
    }

    /** The warden did not answer, or not as it should; carries what to say. */
    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Answer answer;

        Stopped(Answer answer) {
            this.answer = answer;
        }
    }

    /**
     * Exports to standard output.
     *
     * @param args {@code format}, possibly missing
     * @return the exit code
     */
    public int run(Map<String, String> args) {
        try {
            export(ExportFormat.named(args.getOrDefault("format", "jsonl")));
            return ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println("the formats are jsonl, csv and syslog");
            return ExitCode.USAGE;
        } catch (Stopped e) {
            err.print(e.answer.err());
            return e.answer.exit() == ExitCode.DONE ? ExitCode.UNREACHABLE : e.answer.exit();
        }
    }

    private void export(ExportFormat format) throws Stopped {
        var key = VerifierKey.parse(ask(AuditCommands.KEY, Map.of()));
        if (!format.header().isEmpty()) {
            out.print(format.header() + "\n");
        }
        var removed = new RemovedPayloads();
        var checkpoint = checkpoint();
        records(0, checkpoint, format, removed);
        if (removed.areUntold()) {
            // Payloads were removed while this was going on. The record of it was there first: with it the export is
            // whole.
            long last = checkpoint.size();
            checkpoint = checkpoint();
            records(last, checkpoint, format, removed);
        }
        if (format == ExportFormat.JSONL) {
            out.print(ExportLine.of(checkpoint, key) + "\n");
        }
        if (out.checkError()) {
            throw new Stopped(Answer.error(
                    ExitCode.USAGE, "the export could not be written whole", "is the disk full, or the reader gone?"));
        }
    }

    private Checkpoint checkpoint() throws Stopped {
        return Checkpoint.parse(ask(AuditCommands.CHECKPOINT, Map.of()));
    }

    private void records(long after, Checkpoint checkpoint, ExportFormat format, RemovedPayloads removed)
            throws Stopped {
        long last = after;
        while (last < checkpoint.size()) {
            var page = ask(
                    AuditCommands.RECORDS,
                    Map.of("after", Long.toString(last), "to", Long.toString(checkpoint.size())));
            long before = last;
            for (var line : page.lines().toList()) {
                last = sequence(line, format, removed);
            }
            if (last == before) {
                // Of an altered trail too, what is there is exported, and the check of the export names the gap.
                last = Math.min(checkpoint.size(), before + 1_000);
            }
        }
    }

    private long sequence(String line, ExportFormat format, RemovedPayloads removed) {
        Link link = ExportLine.read(line).link().orElseThrow();
        out.print((format == ExportFormat.JSONL ? line : format.line(link)) + "\n");
        try {
            removed.note(link);
        } catch (IllegalArgumentException e) {
            // That it cannot be read is for whoever checks the export to say.
        }
        return link.sequence();
    }

    private String ask(String command, Map<String, String> args) throws Stopped {
        var answer = warden.ask(command, args);
        if (answer.exit() != ExitCode.DONE) {
            throw new Stopped(answer);
        }
        return answer.out();
    }
}
