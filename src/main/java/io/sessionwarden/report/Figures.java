package io.sessionwarden.report;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.session.ForeignText;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was counted in a part of the trail: of each section any number of items with a sum, and some with a greatest value. The
 * figures of two parts put together are the figures of both, so a day's can be kept. An item is a few texts, the first of them
 * the server, or empty. Of a section no more than {@value #MOST_ITEMS} items are told apart: memory is bounded whatever hosts and users
 * are called. For one thread.
 */
public final class Figures {

    static final int MOST_ITEMS = 20_000;

    /** Of what is told line by line, such as pauses, so many lines are kept. */
    public static final int MOST_LINES = 1_000;

    /** Stands for all items beyond {@value #MOST_ITEMS}. */
    public static final String OTHERS = "(others)";

    private static final int LONGEST_PART = 500;
    private static final String BETWEEN = "\u001f";
    private static final String LINES = "lines.";
    private static final String SUM = "+";
    private static final String GREATEST = ">";

    private final SortedMap<String, SortedMap<String, Long>> sums = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> greatest = new TreeMap<>();

    /** Counts an item {@code n} times more. */
    public void add(String section, long n, String... item) {
        put(sums, section, joined(item), n);
    }

    /** Remembers that value of an item where it is greater than what is known. */
    public void greatest(String section, long value, String... item) {
        put(greatest, section, joined(item), value);
    }

    /** Keeps what a record says as a line of its own, whose parts follow its server, its number and its time. */
    public void line(String section, AuditRecord record, String... told) {
        var item = new String[told.length + 3];
        item[0] = record.event().server();
        item[1] = String.format(Locale.ROOT, "%018d", record.sequence());
        item[2] = record.at().toString();
        System.arraycopy(told, 0, item, 3, told.length);
        add(LINES + section, 1, item);
    }

    /** The lines of a section in the order of their records; those beyond {@value #MOST_LINES} are one item without a number. */
    public List<Item> lines(String section) {
        return items(LINES + section).stream()
                .sorted(Comparator.comparing(item -> item.part(1)))
                .toList();
    }

    private static String joined(String... item) {
        return Arrays.stream(item)
                .map(part -> ForeignText.clean(part, LONGEST_PART))
                .collect(Collectors.joining(BETWEEN));
    }

    private void put(SortedMap<String, SortedMap<String, Long>> into, String section, String item, long value) {
        var items = into.computeIfAbsent(section, name -> new TreeMap<>());
        int most = section.startsWith(LINES) ? MOST_LINES : MOST_ITEMS;
        var told = items.size() < most || items.containsKey(item) ? item : server(item) + BETWEEN + OTHERS;
        if (into == sums) {
            items.merge(told, value, Long::sum);
        } else {
            items.merge(told, value, Math::max);
        }
    }

    private static String server(String item) {
        int end = item.indexOf(BETWEEN);
        return end < 0 ? item : item.substring(0, end);
    }

    /** Puts what another part says to this. */
    public void merge(Figures other) {
        other.sums.forEach((section, items) -> items.forEach((item, value) -> put(sums, section, item, value)));
        other.greatest.forEach((section, items) -> items.forEach((item, value) -> put(greatest, section, item, value)));
    }

    /** These figures of one server and of the warden itself; all where it is empty. */
    Figures of(String server) {
        if (server.isEmpty()) {
            return this;
        }
        var only = new Figures();
        keep(sums, only.sums, server);
        keep(greatest, only.greatest, server);
        return only;
    }

    private static void keep(
            SortedMap<String, SortedMap<String, Long>> from,
            SortedMap<String, SortedMap<String, Long>> into,
            String server) {
        from.forEach((section, items) -> {
            var kept = new TreeMap<>(items);
            kept.keySet()
                    .removeIf(item -> !server(item).isEmpty() && !server(item).equals(server));
            into.put(section, kept);
        });
    }

    /** The sums of a section's items, in the order of their texts. */
    public List<Item> items(String section) {
        return items(sums, section);
    }

    /** The greatest values of a section's items. */
    public List<Item> greatest(String section) {
        return items(greatest, section);
    }

    private static List<Item> items(SortedMap<String, SortedMap<String, Long>> of, String section) {
        return of.getOrDefault(section, Collections.emptySortedMap()).entrySet().stream()
                .map(item -> new Item(List.of(item.getKey().split(BETWEEN, -1)), item.getValue()))
                .toList();
    }

    /** The sum of a section's items of which that part is that text. */
    public long sum(String section, int part, String text) {
        return items(section).stream()
                .filter(item -> item.part(part).equals(text))
                .mapToLong(Item::value)
                .sum();
    }

    /** The sum of all items of a section. */
    public long sum(String section) {
        return items(section).stream().mapToLong(Item::value).sum();
    }

    /**
     * One item.
     *
     * @param parts its texts, the first of them the server
     */
    public record Item(List<String> parts, long value) {

        /** The part at that place; the others of a section have no more than two. */
        public String part(int place) {
            return place < parts.size() ? parts.get(place) : place == 1 ? OTHERS : "";
        }
    }

    /** Writes them line by line, as {@link #read} reads them; no line holds a line feed. */
    void write(Consumer<String> line) {
        write(SUM, sums, line);
        write(GREATEST, greatest, line);
    }

    private static void write(String kind, SortedMap<String, SortedMap<String, Long>> from, Consumer<String> line) {
        from.forEach((section, items) ->
                items.forEach((item, value) -> line.accept(kind + '\t' + section + '\t' + value + '\t' + item)));
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException where the lines are something else
     */
    static Figures read(Stream<String> lines) {
        var figures = new Figures();
        lines.forEach(line -> {
            var parts = line.split("\t", 4);
            if (parts.length != 4 || !(parts[0].equals(SUM) || parts[0].equals(GREATEST))) {
                throw new IllegalArgumentException("not a line of figures: " + line);
            }
            figures.put(
                    parts[0].equals(SUM) ? figures.sums : figures.greatest,
                    parts[1],
                    parts[3],
                    Long.parseLong(parts[2]));
        });
        return figures;
    }

    /** All sums of a section by one of the parts. */
    public Map<String, Long> by(String section, int part) {
        return items(section).stream()
                .collect(Collectors.groupingBy(
                        item -> item.part(part), TreeMap::new, Collectors.summingLong(Item::value)));
    }
}
