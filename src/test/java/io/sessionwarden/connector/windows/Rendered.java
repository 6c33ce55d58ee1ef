package io.sessionwarden.connector.windows;

import io.sessionwarden.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables as {@code qwinsta} and {@code quser} print them, in the layouts that are documented and the faults that were seen. */
final class Rendered {

    /** One session as it is to be printed. */
    record Line(long id, String name, String user, SessionState state, boolean current, String idle, String logon) {}

    private final Language language;
    private final int ids;
    private String idHeader = "ID";
    private UnaryOperator<String> header = line -> line;
    private UnaryOperator<String> row = line -> line;
    private String end = "\n";

    private Rendered(Language language, int ids) {
        this.language = language;
        this.ids = ids;
    }

    static Rendered narrow(Language language) {
        return new Rendered(language, 46);
    }

    static Rendered wide(Language language) {
        return new Rendered(language, 54);
    }

    Rendered crlf() {
        end = "\r\n";
        return this;
    }

    Rendered trailingBlanks() {
        row = and(row, line -> line + "            ");
        return this;
    }

    Rendered rowsOneToTheRight() {
        row = and(row, line -> line.charAt(0) + " " + line.substring(1));
        return this;
    }

    Rendered rowsWithoutLeadingBlank() {
        row = and(row, line -> line.startsWith(" ") ? line.substring(1) : line);
        return this;
    }

    /** One letter that is not ASCII gets lost on the way, and the rest of the header moves up. */
    Rendered headerLosesALetter() {
        header = and(header, line -> line.replaceFirst("[^ -~]", ""));
        return this;
    }

    /** As a host of which nobody knows how it writes the header. */
    Rendered headerWithoutId() {
        idHeader = "識別碼";
        return this;
    }

    private static UnaryOperator<String> and(UnaryOperator<String> one, UnaryOperator<String> other) {
        return line -> other.apply(one.apply(line));
    }

    String qwinsta(List<Line> lines) {
        var titles = language.sessionHeader();
        var head = new Printed()
                .at(1, titles.get(0))
                .at(ids - 27, titles.get(1))
                .endingAt(ids, idHeader)
                .at(ids + 2, titles.get(2))
                .at(ids + 10, titles.get(3))
                .at(ids + 22, titles.get(4));
        return page(
                head,
                lines.stream()
                        .map(line -> new Printed()
                                .at(0, line.current() ? ">" : " ")
                                .at(1, line.name())
                                .at(ids - 27, line.user())
                                .endingAt(ids, Long.toString(line.id()))
                                .at(ids + 2, language.word(line.state()))));
    }

    String quser(List<Line> lines) {
        var titles = language.userHeader();
        var head = new Printed()
                .at(1, titles.get(0))
                .at(23, titles.get(1))
                .endingAt(44, idHeader)
                .at(46, titles.get(2))
                .at(54, titles.get(3))
                .at(65, titles.get(4));
        return page(
                head,
                lines.stream()
                        .filter(line -> !line.user().isEmpty())
                        .map(line -> new Printed()
                                .at(0, line.current() ? ">" : " ")
                                .at(1, line.user())
                                .at(23, line.name())
                                .endingAt(44, Long.toString(line.id()))
                                .at(46, language.word(line.state()))
                                .endingAt(63, line.idle())
                                .at(65, line.logon())));
    }

    private String page(Printed head, Stream<Printed> rows) {
        return Stream.concat(
                        Stream.of(header.apply(head.toString())), rows.map(printed -> row.apply(printed.toString())))
                .collect(Collectors.joining(end, "", end));
    }

    /** A line that is filled up to columns of the display; what overruns a column pushes the rest, one blank apart. */
    private static final class Printed {
        private final StringBuilder text = new StringBuilder();

        Printed at(int column, String word) {
            fill(column);
            text.append(word);
            return this;
        }

        Printed endingAt(int column, String word) {
            return at(column - Columns.spread(word).length(), word);
        }

        private void fill(int column) {
            int width = Columns.spread(text.toString()).length();
            text.append(" ".repeat(Math.max(width == 0 || column == 1 ? 0 : 1, column - width)));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /** Sessions of all sorts, the same for the same seed. */
    static List<Line> sessions(Random random, Language language) {
        var states = List.of(SessionState.values()).subList(0, 10);
        var users =
                List.of("ann", "o'neil", "team 12", "a.b-c_d$", "MYDOMAIN\\Administrator", "12345678901234567890", "x");
        var idles = List.of(".", language.notIdle, "7", "1:09", "1+03:52", "24692+13:29");
        var lines = new ArrayList<Line>();
        lines.add(new Line(0, "services", "", SessionState.DISCONNECTED, random.nextBoolean(), "", ""));
        lines.add(new Line(1, "console", "", SessionState.CONNECTED, false, "", ""));
        long id = 1;
        for (int i = 0; i < 12; i++) {
            id += 1 + random.nextInt(i < 6 ? 3 : 4000);
            var state = states.get(random.nextInt(states.size()));
            boolean disconnected = state == SessionState.DISCONNECTED || random.nextInt(4) == 0;
            boolean nobody = random.nextInt(4) == 0;
            lines.add(new Line(
                    id,
                    disconnected ? "" : "rdp-tcp#" + random.nextInt(130),
                    nobody ? "" : users.get(random.nextInt(users.size())),
                    state,
                    false,
                    nobody ? "" : idles.get(random.nextInt(idles.size())),
                    nobody ? "" : "02/09/2026 09:" + (10 + random.nextInt(50))));
        }
        lines.add(new Line(65536, "31c5ce94259d4...", "", SessionState.LISTEN, false, "", ""));
        lines.add(new Line(65537, "rdp-tcp", "", SessionState.LISTEN, false, "", ""));
        return lines;
    }
}
