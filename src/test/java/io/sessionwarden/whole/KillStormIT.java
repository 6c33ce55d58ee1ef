package io.sessionwarden.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.practice.Fault;
import io.sessionwarden.practice.Program;
import io.sessionwarden.practice.Seat;
import io.sessionwarden.real.Installation;
import io.sessionwarden.real.Installation.Watchdog;
import io.sessionwarden.session.Leader;
import io.sessionwarden.store.Database;
import io.sessionwarden.store.HibernateAuditTrail;
import io.sessionwarden.whole.Storm.Injected;
import io.sessionwarden.whole.StormTrail.Act;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A warden over real sessions that are broken all the time is killed with -9 at random moments and started again: 10 times
 * in the ordinary build, {@code mvn -B test -Dtest=KillStormIT -Dstorm.kills=100} for more, {@code -Dstorm.seed=N} for the same
 * dice. Afterwards what the trail says is held against what was really done to the sessions.
 */
@RealHost(programs = {"script", "setsid", "nice"})
class KillStormIT {

    private static final int KILLS = Integer.getInteger("storm.kills", 10);
    private static final long SEED = Long.getLong("storm.seed", new Random().nextInt(1_000_000));

    private static final Set<Program> NEVER_RESET = Set.of(Program.BOOKS, Program.PAYROLL);

    private final Random random = new Random(SEED);
    private Installation installed;
    private Storm storm;

    @BeforeEach
    void open() throws Exception {
        System.out.println("STORM seed " + SEED);
        storm = new Storm(SEED);
        installed = Installation.copy();
        installed.practiceTables("limits.csv", "thresholds.csv", "ladders.csv");
        installed.row("protected-accounts.csv", "*,*," + Seat.PROTECTED_LOGON + ",runs the pay slips");
        installed.watchMarks(
                "enforce", "", storm.seats().stream().map(storm::markOf).toArray(String[]::new));
        Files.writeString(
                installed.home().resolve("config/sessions.csv"),
                storm.seats().stream()
                        .map(seat -> "local,terminal,mark=" + storm.markOf(seat) + "," + seat.name() + ",yes\n")
                        .collect(Collectors.joining("", "server,connector,match,name,standing\n", "")));
    }

    @AfterEach
    void close() throws Exception {
        installed.close();
        storm.close();
    }

    @Test
    void noResetIsWrongNoneDoubleNoneForgottenAndTheTrailHolds() throws Exception {
        assertThat(storm.stillBroken()).isEmpty();
        var before = storm.leaders();
        storm.begin();
        for (int kill = 1; kill <= KILLS; kill++) {
            var watchdog = installed.begin();
            awaitAMoment(watchdog);
            watchdog.kill();
            storm.noteWhoGoesOn();
        }
        storm.end();
        var last = installed.watch();
        assertThat(storm.stillBroken()).as(String.join("\n", last.lines())).isEmpty();
        Await.until(
                "every cycle has ended",
                () -> installed.warden("status", "--json").out().contains("\"openCycles\" : 0"));
        last.stop();

        try (var database = Database.h2(installed.home().resolve("data"))) {
            var trail = new HibernateAuditTrail(database, InstantSource.system());
            var verification = trail.verify();
            assertThat(verification.faults()).isEmpty();
            judge(new StormTrail(trail), before, verification.records());
        }
    }

    /** At any moment, in the start too; when it has watched for a while; or right after it has recorded that it resets. */
    private void awaitAMoment(Watchdog watchdog) {
        int longest = switch (random.nextInt(4)) {
            case 0 -> 3000;
            case 1 -> {
                watchdog.awaitLine("watching ");
                yield 1500;
            }
            default -> {
                watchdog.awaitLine(" resets ");
                yield 60;
            }
        };
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(longest)).toNanos());
    }

    private void judge(StormTrail trail, Map<String, Leader> before, long records) {
        var injected = storm.injected();
        var acts = trail.acts();
        System.out.println("STORM " + KILLS + " kills; found by the next warden: " + trail.atTheKills());
        System.out.println("STORM injected: " + counted(injected));
        System.out.println("STORM cycles: " + trail.cycles() + "; " + acts.size() + " acts, " + records
                + " records, the chain holds");

        var after = storm.leaders();
        storm.seats().stream()
                .filter(seat -> NEVER_RESET.contains(seat.program()))
                .forEach(seat -> assertThat(after.get(seat.name()))
                        .as("%s was never to be touched", seat)
                        .isEqualTo(before.get(seat.name())));
        var broken = injected.stream()
                .filter(one -> one.fault().heals())
                .map(Injected::leader)
                .collect(Collectors.toSet());
        assertThat(acts).as("what was reset had been broken").allMatch(act -> broken.contains(act.leader()));
        assertThat(twice(acts)).as("done twice").isEmpty();
        assertThat(trail.unended()).isEmpty();
        for (var seat : storm.seats()) {
            assertThat(storm.ended(seat.name()) + storm.wentOn(seat.name()))
                    .as("each session at %s was healed for one fault, and for each fault one", seat)
                    .isEqualTo(injected.stream()
                            .filter(one -> one.seat().equals(seat.name())
                                    && one.fault().heals())
                            .count());
        }
    }

    private static List<Act> twice(List<Act> acts) {
        var done = new TreeMap<String, Act>();
        var twice = new ArrayList<Act>();
        acts.stream().filter(Act::done).forEach(act -> {
            if (done.put(act.rung() + " " + act.leader(), act) != null) {
                twice.add(act);
            }
        });
        return twice;
    }

    private static Map<Fault, Long> counted(List<Injected> injected) {
        var counted = new EnumMap<Fault, Long>(Fault.class);
        injected.forEach(one -> counted.merge(one.fault(), 1L, Long::sum));
        return counted;
    }
}
