package io.sessionwarden.report;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.fake.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes what several servers might go through in a period: incidents of every ending, what people said, policy changes. */
public final class LargeTrail {

    private static final List<String> SERVERS = List.of("till-north", "till-south", "office", "warehouse");
    private static final List<String> NAMES =
            List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy", "mallory");
    private static final List<String> SYMPTOMS =
            List.of("DEAD_LEADER", "STOPPED", "FROZEN_DISPLAY", "OUTPUT_BLOCKED", "ORPHANED");
    private static final String THRESHOLDS =
            "A session may be reset once it has been sick for as long as thresholds.csv says";

    private final AuditTrail trail;
    private final SettableClock clock;
    private final Random dice;
    private final List<AuditEvent> batch = new ArrayList<>();
    private int incidents;

    private LargeTrail(AuditTrail trail, SettableClock clock, long seed) {
        this.trail = trail;
        this.clock = clock;
        this.dice = new Random(seed);
    }

    /**
     * Fills the trail with about so many records, evenly over the period; the same ones for the same seed.
     *
     * @param clock the trail's own, which ends at the period's end
     */
    public static void fill(AuditTrail trail, SettableClock clock, Instant from, Instant to, int records, long seed) {
        var large = new LargeTrail(trail, clock, seed);
        clock.set(from);
        int batches = Math.max(1, records / 100);
        var step = Duration.between(from, to).dividedBy(batches + 1L);
        var day = Duration.ZERO;
        for (int i = 0; i < batches; i++) {
            if (day.compareTo(Duration.ofDays(1)) >= 0) {
                day = Duration.ZERO;
                large.atNight();
            }
            while (large.batch.size() < Math.min(100, records)) {
                large.incident();
            }
            trail.append(large.batch);
            large.batch.clear();
            clock.advance(step);
            day = day.plus(step);
        }
        clock.set(to);
    }

    private void add(EventType type, String who, String outcome, String... details) {
        batch.add(new AuditEvent(type, "warden", who, "", "", "", outcome, "7f4bf75adfc6", map(details)));
    }

    private static SortedMap<String, String> map(String... details) {
        var map = new TreeMap<String, String>();
        for (int i = 0; i < details.length; i += 2) {
            map.put(details[i], details[i + 1]);
        }
        return map;
    }

    private void atNight() {
        add(
                EventType.TRAIL_VERIFIED,
                "watchdog",
                "holds",
                "records",
                Long.toString(trail.latest()),
                "root",
                "7fb5df99");
        add(EventType.CHECKPOINT_SIGNED, "watchdog", "signed");
        switch (dice.nextInt(12)) {
            case 0 ->
                add(
                        EventType.POLICY_CHANGED,
                        "dora (local:1009)",
                        "in force",
                        "from",
                        "7f4bf75adfc6",
                        "to",
                        "22eb259ce015",
                        "files",
                        "thresholds.csv",
                        "why",
                        "permits more: 1 of 412 decisions of the last 30 days");
            case 1 -> add(EventType.PAUSED, "dora (local:1009)", "paused", "reason", "move of the till room");
            case 2 ->
                add(
                        EventType.NOT_WATCHED,
                        "watchdog",
                        "not watched",
                        "seconds",
                        "640",
                        "from",
                        clock.instant().minusSeconds(640).toString(),
                        "to",
                        clock.instant().toString());
            default -> {
                // A quiet night.
            }
        }
    }

    /** One incident with all its records. */
    private void incident() {
        var incident = new Incident("i-" + ++incidents);
        switch (dice.nextInt(20)) {
            case 0, 1 -> incident.opened().closed("RECOVERED");
            case 2 ->
                incident.opened()
                        .decided("deny", "Protected", "till-1 is protected (protected-accounts.csv)")
                        .closed("RECOVERED");
            case 3 ->
                incident.opened()
                        .decided("deny", "Storm", "a storm: 9 of 12 sessions are sick")
                        .closed("RECOVERED");
            case 4 ->
                incident.opened()
                        .permitted()
                        .step("RESETTING", "PERMITTED")
                        .step("FAILED", "RESETTING")
                        .closed("NOT_HEALED");
            case 5 ->
                incident.opened()
                        .decided("ask", "Ask", "somebody is logged on")
                        .step("PERMITTED", "ASKED", "message", "dora (local:1009) approves it")
                        .healed();
            case 6 -> incident.asked().refused().closed("REFUSED");
            default -> incident.opened().permitted().healed();
        }
        if (dice.nextInt(200) == 0) {
            incident.said(EventType.NOTED, "the cable was loose");
        }
        if (dice.nextInt(400) == 0) {
            incident.said(EventType.KEPT, "I am working in it");
        }
    }

    /** Adds the records of one incident to the batch. */
    private final class Incident {
        private final String id;
        private final String server = SERVERS.get(dice.nextInt(SERVERS.size()));
        private final String name = NAMES.get((int) (NAMES.size() * Math.pow(dice.nextDouble(), 2)));
        private final String symptom = SYMPTOMS.get((int) (SYMPTOMS.size() * Math.pow(dice.nextDouble(), 2)));
        private final long millis = (long) (900 * Math.exp(dice.nextGaussian()));

        Incident(String id) {
            this.id = id;
        }

        private Incident add(EventType type, String who, String outcome, String... details) {
            var all = map(details);
            all.put("sessionName", name + "-" + server);
            all.put("sessionId", Integer.toString(4_000 + NAMES.indexOf(name)));
            all.put("logonName", name);
            all.put("account", "local:" + (1_001 + NAMES.indexOf(name)));
            all.put("symptom", symptom);
            batch.add(new AuditEvent(
                    type, "warden", who, server, server + "/terminal", id, outcome, "7f4bf75adfc6", all));
            return this;
        }

        Incident opened() {
            return add(
                    EventType.INCIDENT_OPENED,
                    "watchdog",
                    symptom,
                    "evidence",
                    "the leader of " + name + " is in state T, waits in do_signal_stop",
                    "onset",
                    clock.instant().minusMillis(millis / 4).toString());
        }

        Incident asked() {
            return add(EventType.INCIDENT_OPENED, name, "", "evidence", name + " asked for a reset");
        }

        Incident permitted() {
            return add(
                    EventType.DECISION,
                    "watchdog",
                    "permit",
                    "rule",
                    THRESHOLDS,
                    "reasons",
                    symptom + " for 30 s (threshold 30 s) [" + THRESHOLDS + "]",
                    "automatic",
                    "true",
                    "carriedOut",
                    "true",
                    "cycle",
                    "c" + id);
        }

        Incident decided(String outcome, String rule, String reason) {
            return add(
                    EventType.DECISION,
                    "watchdog",
                    outcome,
                    "rule",
                    rule,
                    "reasons",
                    reason + " [" + rule + "]",
                    "automatic",
                    "true",
                    "carriedOut",
                    "false",
                    "cycle",
                    "c" + id,
                    "asked.history.sickOfServer",
                    "9");
        }

        Incident refused() {
            return add(
                    EventType.DECISION,
                    name + " (local:" + (1_001 + NAMES.indexOf(name)) + ")",
                    "deny",
                    "rule",
                    "Own",
                    "reasons",
                    "the session is not " + name + "'s own",
                    "automatic",
                    "false",
                    "carriedOut",
                    "false");
        }

        Incident step(String to, String from, String... details) {
            var all = map(details);
            all.put("from", from);
            all.put("cycle", "c" + id);
            all.put("sickMillis", Long.toString(millis));
            all.put("tookMillis", Long.toString(millis / 2));
            all.putIfAbsent("message", "closed | reopened as id 4711 (" + name + ")");
            var flat = new ArrayList<String>();
            all.forEach((key, value) -> flat.addAll(List.of(key, value)));
            return add(EventType.CYCLE_STEP, "watchdog", to, flat.toArray(String[]::new));
        }

        void healed() {
            step("RESETTING", "PERMITTED")
                    .step("VERIFYING", "RESETTING")
                    .step("HEALED", "VERIFYING")
                    .closed("HEALED");
        }

        void closed(String ending) {
            add(
                    EventType.INCIDENT_CLOSED,
                    "watchdog",
                    ending,
                    "lastedMillis",
                    Long.toString(millis),
                    "observations",
                    "2");
        }

        void said(EventType type, String message) {
            add(type, "dora (local:1009)", "said", "message", message);
        }
    }
}
