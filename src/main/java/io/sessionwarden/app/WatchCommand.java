package io.sessionwarden.app;

import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.app.config.Configuration;
import io.sessionwarden.app.config.Unreadable;
import io.sessionwarden.control.Practising;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.evidence.EvidenceFolder;
import io.sessionwarden.evidence.Masks;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import io.sessionwarden.yaml.DurationText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code warden watch}: checks everything that can be wrong before anything is started, then watches until the end. */
final class WatchCommand {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    /** Longer than any sane time-out of a server; what is said then is said later as an incident, too. */
    private static final Duration FIRST_SWEEPS = Duration.ofSeconds(15);

    private final Home home;
    private final InstantSource clock;
    private final PrintStream out;

    WatchCommand(Home home, InstantSource clock, PrintStream out) {
        this.home = home;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Watches until the end.
     *
     * @param args {@code practice} and {@code for}, each possibly missing
     * @return the exit code
     */
    int run(Map<String, String> args) throws CannotStartException, InterruptedException {
        var atMost = atMost(args.get("for"));
        return args.containsKey("practice") ? practise(atMost, true) : watch(atMost);
    }

    /**
     * Watches practice sessions until the end.
     *
     * @param breaking whether one is broken every few seconds, or only by hand
     * @return the exit code
     */
    int practise(@Nullable Duration atMost, boolean breaking) throws CannotStartException, InterruptedException {
        TrustCheck.of(home.folder());
        var connectors = ServerOpening.connectors();
        var configuration =
                Written.read(home, connectors, DroolsResetPolicy::open).configuration();
        TrustCheck.of(configuration);
        return new PracticeRun(home, configuration.data().resolve("practice"), clock, out, breaking).run(atMost);
    }

    private static @Nullable Duration atMost(@Nullable String text) throws CannotStartException {
        try {
            return text == null ? null : DurationText.parse(text, SHORTEST, LONGEST);
        } catch (IllegalArgumentException e) {
            throw new CannotStartException("--for " + e.getMessage());
        }
    }

    private int watch(@Nullable Duration atMost) throws CannotStartException, InterruptedException {
        var connectors = ServerOpening.connectors();
        TrustCheck.of(home.folder());
        var written = Written.read(home, connectors, DroolsResetPolicy::open);
        var configuration = written.configuration();
        TrustCheck.of(configuration);
        var evidence = new EvidenceFolder(configuration.data().resolve("evidence"), new Masks(written.masks()), clock);
        var opening = new ServerOpening(connectors, written.names(), evidence, clock);
        var doctor = new Checkup(configuration, opening, clock);
        var servers = opening.open(configuration);
        var plan = new Plan(
                home,
                configuration.data(),
                List.of(home.rules()),
                configuration.edits(),
                configuration.audit(),
                servers,
                configuration.servers().stream()
                        .collect(Collectors.toMap(Configuration.Server::name, Configuration.Server::interval)),
                hashes(),
                evidence,
                doctor,
                Practising.NONE,
                new TrailPrinter(out));
        return watch(plan, atMost);
    }

    private int watch(Plan plan, @Nullable Duration atMost) throws CannotStartException, InterruptedException {
        try (var stop = new StopSignal();
                var warden = Warden.open(plan, clock)) {
            warden.start();
            boolean swept = warden.awaitFirstSweeps(FIRST_SWEEPS);
            out.println((swept ? "watching " : "not all swept after " + FIRST_SWEEPS.toSeconds() + " s; watching ")
                    + plan.servers().stream()
                            .map(server ->
                                    server.name() + " (" + server.mode().name().toLowerCase(Locale.ROOT) + ")")
                            .collect(Collectors.joining(", "))
                    + " under policy " + warden.revision() + "; stop with Ctrl-C");
            out.flush();
            stop.await(atMost);
            return ExitCode.DONE;
        }
    }

    private SortedMap<String, String> hashes() throws CannotStartException {
        var hashes = new TreeMap<String, String>();
        for (var file : List.of(home.configuration(), home.sessionNames(), home.secrets())) {
            if (Files.exists(file)) {
                hashes.put(String.valueOf(file.getFileName()), hash(file));
            }
        }
        return hashes;
    }

    private static String hash(Path file) throws CannotStartException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new CannotStartException("cannot read " + file + ": " + Unreadable.why(e));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
