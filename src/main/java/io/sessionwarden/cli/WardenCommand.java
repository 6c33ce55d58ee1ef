package io.sessionwarden.cli;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** The {@code warden} command: understands what was typed and has it done, here or by the running warden. */
public final class WardenCommand {

    private final LocalCommands local;
    private final String home;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * A command that prints to those streams.
     *
     * @param local the commands that run in this process
     * @param home the home folder where {@code --home} names none, or empty
     */
    public WardenCommand(LocalCommands local, String home, PrintStream out, PrintStream err) {
        this.local = local;
        this.home = home;
        this.out = out;
        this.err = err;
    }

    /** Runs one command line and returns its exit code. */
    public int run(String... args) {
        var typed = Typed.of(args);
        var verb = typed.verb();
        if (verb == null) {
            return withoutVerb(typed);
        }
        var model = new CommandModel(verb);
        Map<String, String> values;
        try {
            values = model.parse(typed.rest().toArray(new String[0]));
        } catch (ParameterException e) {
            return fail(ExitCode.USAGE, String.valueOf(e.getMessage()), "see: warden " + verb.words() + " --help");
        }
        if (values.containsKey("help")) {
            out.print(model.help());
            out.flush();
            return ExitCode.DONE;
        }
        return run(verb, values);
    }

    private int run(Verb verb, Map<String, String> values) {
        var named = values.remove("home");
        var folder = named == null ? home : named;
        if (folder.isEmpty()) {
            return fail(ExitCode.USAGE, "no home folder is known", "name one: warden " + verb.words() + " --home DIR");
        }
        var place = Path.of(folder).toAbsolutePath().normalize();
        if (verb.place() == Verb.Place.HERE && !values.containsKey("output")) {
            return local.run(verb.words(), place, values, out, err);
        }
        var client = new SocketClient(place, verb.patience());
        var file = file(values);
        if (verb == Verb.REPORT && file != null) {
            // A form that is not for a terminal has to know that it is not written to one.
            values.put("output", file);
        }
        try (var output = Output.to(file, out)) {
            boolean here = verb.place() == Verb.Place.HERE
                    || (verb.place() == Verb.Place.WARDEN_OR_HERE
                            && (values.containsKey(Verb.RULES) || !client.wardenRuns()));
            int exit = here
                    ? local.run(verb.words(), place, values, output.stream(), err)
                    : client.ask(new Request(verb.words(), values), output.stream(), err);
            return output.kept(exit);
        } catch (UnreachableException e) {
            return fail(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e.remedy());
        } catch (IOException e) {
            return fail(
                    ExitCode.USAGE,
                    "cannot write " + (file == null ? "to standard output" : file) + ": " + e.getMessage(),
                    "is the disk full, or the reader gone?");
        }
    }

    /** The file that the output is for, or null. For a format of its own, whoever answers is told that it is asked for. */
    private static @Nullable String file(Map<String, String> values) {
        var junit = values.get(Verb.JUNIT);
        if (junit != null) {
            values.put(Verb.JUNIT, "true");
            return junit;
        }
        return values.remove("output");
    }

    private int withoutVerb(Typed typed) {
        for (var arg : typed.rest()) {
            if (arg.equalsIgnoreCase("--help") || arg.equals("-h")) {
                out.print(overview());
                out.flush();
                return ExitCode.DONE;
            }
            if (arg.equalsIgnoreCase("--version")) {
                var version = WardenCommand.class.getPackage().getImplementationVersion();
                out.println("Session Warden " + (version == null ? "(built from source)" : version));
                out.flush();
                return ExitCode.DONE;
            }
        }
        return fail(
                ExitCode.USAGE,
                typed.words().isEmpty() ? "no command" : "there is no command '" + typed.words() + "'",
                "see the commands: warden --help");
    }

    /** The help of the whole program. */
    static String overview() {
        var text = new StringBuilder("Watches terminal sessions and resets those that the written policy allows.\n\n");
        text.append("Usage: warden COMMAND [...]\n\n");
        for (var verb : Verb.values()) {
            text.append("  ")
                    .append(verb.words())
                    .append(" ".repeat(18 - verb.words().length()));
            text.append(verb.summary()).append('\n');
        }
        text.append("\nrwinsta and qwinsta mean reset session and query session.\n");
        text.append("Each command: warden COMMAND --help (or /?). --home DIR names another home folder.\n");
        return text.toString();
    }

    private int fail(int exit, String what, String remedy) {
        out.flush();
        err.println(what);
        err.println(remedy);
        err.flush();
        return exit;
    }
}
