package io.sessionwarden.probe;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a process of a session whose terminal has gone does nothing but run: in two looks it was running, and for
 * {@value #MUCH} % of the time between them or more it ran, or waited for others to leave it a processor. A program that reads from
 * a terminal that has gone gets nothing at once, for ever, and some ask again without end. How long it must go on so is for the
 * table of thresholds to say.
 *
 * <p>Reads the vital {@value #VITAL}: {@code MILLISECONDS-SINCE-1970 PID/MILLISECONDS,...}, the moment of the look and for how
 * long each process that was running has run, or wanted to, in its life; empty where none was running. A session whose terminal
 * stands has no such vital.
 */
public final class Runaway implements Probe {

    /** The vital that holds which processes were running, and for how long each has, or wanted to. */
    public static final String VITAL = "running";

    private static final int MUCH = 90;
    private static final Pattern LOOK =
            Pattern.compile("([0-9]{1,15}) ([0-9]{1,9}/[0-9]{1,15}(?:,[0-9]{1,9}/[0-9]{1,15})*)");

    @Override
    public String name() {
        return "runaway";
    }

    /** What merely winds up needs a moment for it, too. Of a session that has its terminal there is nothing to be compared. */
    @Override
    public Duration spacing(Session session) {
        return session.vitals().containsKey(VITAL) ? Duration.ofSeconds(10) : Probe.super.spacing(session);
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        var later = LOOK.matcher(now.vital(VITAL));
        if (!later.matches()) {
            return new Finding.Healthy(name());
        }
        if (before == null) {
            return new Finding.Unknown(name(), "a process runs without a terminal, seen for the first time");
        }
        var earlier = LOOK.matcher(before.vital(VITAL));
        if (!earlier.matches()) {
            return new Finding.Healthy(name());
        }
        long wall = Long.parseLong(later.group(1)) - Long.parseLong(earlier.group(1));
        if (wall <= 0) {
            return new Finding.Unknown(name(), "the server's clock was set back between two looks");
        }
        var had = times(earlier.group(2));
        for (var process : times(later.group(2)).entrySet()) {
            long used = process.getValue() - had.getOrDefault(process.getKey(), process.getValue());
            if (used * 100 >= wall * MUCH) {
                return sick(process.getKey(), used * 100 / wall, wall);
            }
        }
        return new Finding.Healthy(name());
    }

    private Finding sick(String pid, long percent, long wall) {
        return new Finding.Sick(
                name(),
                Symptom.RUNAWAY,
                Evidence.of(
                        "its terminal has gone, and process " + pid + " only runs: it wanted a processor for " + percent
                                + " % of " + wall / 1000 + " s",
                        Map.of("pid", pid, "percent", Long.toString(percent))));
    }

    private static Map<String, Long> times(String processes) {
        var times = new HashMap<String, Long>();
        for (var process : processes.split(",", -1)) {
            int slash = process.indexOf('/');
            times.put(process.substring(0, slash), Long.parseLong(process.substring(slash + 1)));
        }
        return times;
    }
}
