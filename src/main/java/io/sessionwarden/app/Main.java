package io.sessionwarden.app;

import io.sessionwarden.cli.LocalCommands;
import io.sessionwarden.cli.WardenCommand;
import io.sessionwarden.control.wire.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Where the program starts. What a client command needs is loaded, and nothing else. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
        int exit = new WardenCommand(new InThisProcess(), System.getProperty("warden.home", ""), out, err).run(args);
        out.flush();
        err.flush();
        System.exit(exit);
    }

    /** A class of its own, so that the server's classes are looked up when one of its commands runs, and not before. */
    private static final class InThisProcess implements LocalCommands {
        @Override
        public int run(String command, Path home, Map<String, String> args, PrintStream out, PrintStream err) {
            err.println("'" + command + "' is not in this program");
            err.println("see the commands: warden --help");
            return ExitCode.USAGE;
        }
    }
}
