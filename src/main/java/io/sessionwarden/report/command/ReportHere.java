package io.sessionwarden.report.command;

import io.sessionwarden.control.AskWarden;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.report.form.Form;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** {@code report}: fetches the report from the running warden and writes it, so that neither side holds more than a page. */
public final class ReportHere {

    private static final Path OWN_FILES = Path.of("/proc/self/fd");

    private final AskWarden warden;
    private final PrintStream out;
    private final PrintStream err;

    public ReportHere(AskWarden warden, PrintStream out, PrintStream err) {
        this.warden = warden;
        this.out = out;
        this.err = err;
    }

    /**
     * Writes the report to standard output.
     *
     * @param args what was typed
     * @param toFile whether standard output is a file that was named
     * @return the exit code
     */
    public int run(Map<String, String> args, boolean toFile) {
        var asked = new TreeMap<>(args);
        try {
            var form = Form.named(asked.containsKey("format") ? asked.remove("format") : "text");
            boolean incidents = asked.remove("summary") == null;
            if (form == Form.PDF && !toFile && isTerminal("1")) {
                return fail("a PDF is not for a terminal", "name a file: warden report --format pdf -o report.pdf");
            }
            boolean watched = isTerminal("2") && (toFile || !isTerminal("1"));
            form.write(new WardenReport(warden, asked, watched ? this::progress : (done, of) -> {}), incidents, out);
            if (watched) {
                err.print("\r\u001b[K");
                err.flush();
            }
            return ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            return fail(String.valueOf(e.getMessage()), "see: warden report --help");
        } catch (IOException e) {
            return fail(String.valueOf(e.getMessage()), "is the disk full, or the reader gone?");
        } catch (WardenReport.Refused e) {
            err.print(e.answer().err());
            return e.answer().exit();
        }
    }

    private int fail(String what, String remedy) {
        err.println(what);
        err.println(remedy);
        return ExitCode.USAGE;
    }

    private void progress(long done, long of) {
        err.print("\rreport: " + (of <= 0 ? 100 : 100 * done / of) + " % of " + of + " records");
        err.flush();
    }

    private static boolean isTerminal(String descriptor) {
        try {
            var file = Files.readSymbolicLink(OWN_FILES.resolve(descriptor)).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }
}
