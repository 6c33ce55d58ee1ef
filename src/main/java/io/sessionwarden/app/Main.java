package io.sessionwarden.app;

import io.sessionwarden.cli.LocalCommands;
import io.sessionwarden.cli.WardenCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Where the program starts. What a client command needs is loaded, and nothing else. */
public final class Main {

    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

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
            // One line for each message, without the name of the class that logged it; -D on the command line wins.
            if (System.getProperty(LOG_FORMAT) == null) {
                System.setProperty(LOG_FORMAT, "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
            }
            return new HereCommands(new Home(home), InstantSource.system(), out, err).run(command, args);
        }
    }
}
