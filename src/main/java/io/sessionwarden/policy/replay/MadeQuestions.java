package io.sessionwarden.policy.replay;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The questions of a trial: every combination of what the changed rules and rows name, and beside each of these every number
 * that stands there, for one count at a time. Pure.
 */
final class MadeQuestions {

    /** More are not tried; what is left then counts as untried. */
    static final long MOST = 400_000;

    private static final int MOST_VALUES = 60;
    private static final int HOURS_OF_A_WEEK = 168;
    private static final String ELSEWHERE = "some-other-server";
    private static final String ANY = "*";

    private final OpenPolicy before;
    private final OpenPolicy after;
    private final Instant at;
    private final Set<Facet> facets = EnumSet.noneOf(Facet.class);
    private final Named named = new Named();
    private final Set<Long> numbers = new TreeSet<>();

    private MadeQuestions(OpenPolicy before, OpenPolicy after, Instant at) {
        this.before = before;
        this.after = after;
        this.at = at;
    }

    static MadeQuestions of(OpenPolicy before, OpenPolicy after, Differences differences, Instant at) {
        var made = new MadeQuestions(before, after, at);
        differences.rules().stream()
                .filter(change -> !NarrowingRules.canOnlyNarrow(change))
                .flatMap(change -> Stream.of(Optional.ofNullable(change.before()), Optional.ofNullable(change.after())))
                .flatMap(Optional::stream)
                .forEach(made::noteRule);
        differences.rows().stream()
                .flatMap(change -> Stream.of(Optional.ofNullable(change.before()), Optional.ofNullable(change.after())))
                .flatMap(Optional::stream)
                .forEach(row -> {
                    made.facets.addAll(Facet.ofTable(row.table()));
                    row.cells().forEach(made::noteCell);
                });
        return made;
    }

    private void noteRule(RuleView rule) {
        // A change of a rule that reads nothing is one for every question.
        facets.add(Facet.CALLER);
        for (var condition : rule.conditions()) {
            facets.addAll(Facet.ofFields(condition.fields()));
            condition.constants().forEach((field, values) -> values.forEach(value -> noteConstant(field, value)));
            condition.fields().forEach(this::noteTableValues);
        }
    }

    private void noteTableValues(String field) {
        Stream.of(before, after)
                .flatMap(policy -> policy.tableValues().getOrDefault(field, Set.of()).stream())
                .forEach(value -> noteConstant(field, value));
    }

    private void noteConstant(String field, Object value) {
        if (value instanceof Number number) {
            numbers.add(number.longValue());
        } else if (value instanceof String text) {
            named.note(field, text);
        }
    }

    private void noteCell(String column, String cell) {
        if (cell.matches("[0-9]{1,9}")) {
            long number = Long.parseLong(cell);
            numbers.add(column.endsWith("-minutes") ? Duration.ofMinutes(number).toSeconds() : number);
        } else if (!cell.isEmpty() && !cell.equals(ANY)) {
            named.note(column, cell);
        }
    }

    /** What could not be made, or nothing. */
    Optional<String> untried() {
        long all = product(structure()) * counts().size();
        return all > MOST
                ? Optional.of("it differs in so much that only " + MOST + " of " + all + " questions could be tried")
                : Optional.empty();
    }

    private static long product(Map<Facet, List<Object>> values) {
        return values.values().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    }

    /** At most {@link #MOST}; none where nothing can permit more. */
    Stream<Question> questions() {
        if (facets.isEmpty()) {
            return Stream.empty();
        }
        var structure = structure();
        var counts = counts();
        return LongStream.range(0, product(structure))
                .mapToObj(index -> chosen(structure, index))
                .flatMap(chosen -> counts.stream().map(count -> {
                    var values = new EnumMap<Facet, Object>(chosen);
                    values.putAll(count);
                    return MadeQuestion.of(values, at);
                }))
                .limit(MOST);
    }

    private static Map<Facet, Object> chosen(Map<Facet, List<Object>> structure, long index) {
        var chosen = new EnumMap<Facet, Object>(Facet.class);
        long rest = index;
        for (var facet : structure.entrySet()) {
            int size = facet.getValue().size();
            chosen.put(facet.getKey(), facet.getValue().get((int) (rest % size)));
            rest /= size;
        }
        return chosen;
    }

    private Map<Facet, List<Object>> structure() {
        var values = new EnumMap<Facet, List<Object>>(Facet.class);
        var servers = new LinkedHashSet<Object>(named.servers());
        servers.add(ELSEWHERE);
        values.put(Facet.SERVER, bounded(servers));
        var people = named.people();
        values.put(Facet.OWNER, bounded(people));
        values.put(Facet.CALLER, bounded(MadeQuestion.callers(people)));
        values.put(Facet.SYMPTOM, bounded(symptoms()));
        values.put(Facet.STATE, List.of(SessionState.ACTIVE, SessionState.DISCONNECTED, SessionState.DOWN));
        if (facets.contains(Facet.NAME)) {
            values.put(Facet.NAME, bounded(named.sessionNames()));
        }
        if (facets.contains(Facet.ID)) {
            values.put(Facet.ID, bounded(named.sessionIds()));
        }
        if (facets.contains(Facet.CONNECTOR)) {
            values.put(Facet.CONNECTOR, bounded(named.connectors()));
        }
        if (facets.contains(Facet.STANDING)) {
            values.put(Facet.STANDING, List.of(false, true));
        }
        if (facets.contains(Facet.AT)) {
            values.put(
                    Facet.AT,
                    LongStream.range(0, HOURS_OF_A_WEEK)
                            .<Object>mapToObj(hour -> at.plus(Duration.ofHours(hour)))
                            .toList());
        }
        return values;
    }

    private Set<Object> symptoms() {
        var symptoms = new LinkedHashSet<Object>(named.symptoms());
        symptoms.add("");
        if (facets.contains(Facet.IDLE) || facets.contains(Facet.DISCONNECTED)) {
            symptoms.add("IDLE_LIMIT");
            symptoms.add("DISCONNECTED_LIMIT");
        }
        return symptoms;
    }

    private static List<Object> bounded(Set<?> values) {
        return values.stream()
                .limit(MOST_VALUES)
                .<Object>map(Objects::requireNonNull)
                .toList();
    }

    /** Sick for long, warned or not; sick since now; and beside the first, each number for each count that matters. */
    private List<Map<Facet, Object>> counts() {
        var counts = new ArrayList<Map<Facet, Object>>();
        counts.add(Map.of());
        counts.add(Map.of(Facet.WARNED, MadeQuestion.LONG));
        counts.add(Map.of(Facet.SICK, 0L));
        var tried = new TreeSet<Long>();
        numbers.forEach(number -> Collections.addAll(tried, Math.max(0, number - 1), number, number + 1));
        for (var facet : facets) {
            if (facet.isNumber()) {
                tried.stream().limit(MOST_VALUES).forEach(number -> {
                    counts.add(Map.of(facet, number));
                    var warned = new EnumMap<Facet, Object>(Map.of(Facet.WARNED, MadeQuestion.LONG));
                    warned.put(facet, number);
                    counts.add(warned);
                });
            }
        }
        return counts;
    }
}
