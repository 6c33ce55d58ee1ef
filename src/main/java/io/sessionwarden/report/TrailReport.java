package io.sessionwarden.report;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.report.StoryPage.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A report that is read from the trail. The figures of days that are over come from {@link KeptFigures}; what is left of the
 * period at its two ends is read record by record. Neither part grows with the trail. For one thread.
 */
public final class TrailReport implements ReportSource {

    /** A page of incidents ends with the first of these that is reached. */
    private static final int MOST_STORIES = 200;

    private static final int MOST_RECORDS = 20_000;
    private static final int MOST_CHARACTERS = 2_000_000;
    private static final int READ_AT_ONCE = 1_000;
    private static final int TOLD_AT_ONCE = 50;

    /** A clock that was set back may have put records of the period after the first one of the time that follows. */
    private static final Duration SET_BACK = Duration.ofDays(1);

    private final AuditTrail trail;
    private final KeptFigures kept;
    private final Supplier<List<Section>> sections;
    private final Scope scope;
    private final InstantSource clock;

    /**
     * @param kept the figures of days that are over
     * @param sections makes the parts of a report, for one reading of the trail
     */
    public TrailReport(
            AuditTrail trail, KeptFigures kept, Supplier<List<Section>> sections, Scope scope, InstantSource clock) {
        this.trail = trail;
        this.kept = kept;
        this.sections = sections;
        this.scope = scope;
        this.clock = clock;
    }

    @Override
    public Summary summary() {
        var head = trail.head();
        var figures = scope.choosesIncidents() ? ofStories() : ofDays();
        var draft = new Draft(scope.period());
        sections.get().forEach(section -> section.tell(figures, draft));
        return new Summary(
                scope,
                clock.instant(),
                head.sequence(),
                head.hash(),
                draft.headlines(),
                draft.charts(),
                draft.tables());
    }

    private Figures ofDays() {
        return kept.between(scope.period().from(), scope.period().to()).of(scope.server());
    }

    /** Which incidents are meant only all their records tell; what is of no incident belongs to every report. */
    private Figures ofStories() {
        var figures = new Figures();
        var counting = sections.get();
        trail.read(scope.period().from(), scope.period().to(), record -> {
            if (record.event().incident().isEmpty() && scope.covers(record)) {
                counting.forEach(section -> section.take(record, figures));
            }
        });
        var at = Place.START;
        do {
            at = page(
                    at,
                    (story, records) -> records.stream()
                            .filter(scope::covers)
                            .forEach(record -> counting.forEach(section -> section.take(record, figures))));
        } while (!at.isEnd());
        return figures;
    }

    @Override
    public StoryPage stories(Place from) {
        var stories = new ArrayList<Story>();
        var end = page(from, (story, records) -> stories.add(story));
        return new StoryPage(stories, end);
    }

    private interface StoryReader {
        void take(Story story, List<AuditRecord> records);
    }

    private Place page(Place begin, StoryReader reader) {
        var place = begin.equals(Place.START) ? start() : begin;
        var budget = new Budget();
        var seen = new HashSet<String>();
        while (!place.isEnd() && !budget.spent()) {
            var firsts = new ArrayList<AuditRecord>();
            long to = Math.min(place.last(), place.after() + READ_AT_ONCE);
            trail.readNumbers(place.after() + 1, to, record -> take(record, seen, firsts::add));
            for (int i = 0; i < firsts.size(); i += TOLD_AT_ONCE) {
                if (budget.spent()) {
                    return new Place(firsts.get(i).sequence() - 1, place.last());
                }
                tell(firsts.subList(i, Math.min(firsts.size(), i + TOLD_AT_ONCE)), budget, reader);
            }
            budget.records += to - place.after();
            place = new Place(to, place.last());
        }
        return place;
    }

    /** Where the period begins and ends. An empty one begins at its end. */
    private Place start() {
        var period = scope.period();
        long last = trail.firstSince(plus(period.to())) - 1;
        return new Place(Math.min(last, trail.firstSince(period.from()) - 1), last);
    }

    private static Instant plus(Instant to) {
        return to.isBefore(Instant.MAX.minus(SET_BACK)) ? to.plus(SET_BACK) : to;
    }

    private void take(AuditRecord record, Set<String> seen, Consumer<AuditRecord> found) {
        var incident = record.event().incident();
        if (!incident.isEmpty() && scope.covers(record) && seen.add(incident)) {
            found.accept(record);
        }
    }

    /** An incident stands where its first record of the period does. */
    private void tell(List<AuditRecord> firsts, Budget budget, StoryReader reader) {
        var incidents = trail.ofIncidents(
                firsts.stream().map(record -> record.event().incident()).toList());
        for (var record : firsts) {
            var records = incidents.getOrDefault(record.event().incident(), List.of());
            if (firstOf(records) == record.sequence()) {
                var story = StoryTeller.of(records);
                if (scope.wants(story)) {
                    budget.add(story);
                    reader.take(story, records);
                }
            }
        }
    }

    private long firstOf(List<AuditRecord> records) {
        return records.stream()
                .filter(scope::covers)
                .mapToLong(AuditRecord::sequence)
                .findFirst()
                .orElse(-1);
    }

    /** What a page may hold. */
    private static final class Budget {
        private int stories;
        private long records;
        private long characters;

        void add(Story story) {
            stories++;
            characters += story.lines().stream()
                    .mapToInt(line -> line.text().length())
                    .sum();
        }

        boolean spent() {
            return stories >= MOST_STORIES || records >= MOST_RECORDS || characters >= MOST_CHARACTERS;
        }
    }
}
