package io.sessionwarden.connector.windows;

import io.sessionwarden.session.ForeignText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code quser} printed.
 *
 * @param rows one for each session that somebody is logged on to
 * @param unread lines of it that no sense can be made of; where there are no rows, what it said instead
 */
record UserTable(List<Row> rows, List<String> unread) {

    /** Where the ids end, and how far before that the column of the session's name begins. */
    private static final int IDS = 44;

    private static final int SESSION = 21;

    private static final Pattern IDLE =
            Pattern.compile("(?:(?:(?<days>[0-9]{1,6})\\+)?(?<hours>[0-9]{1,2}):)?(?<minutes>[0-9]{1,6})");

    /**
     * One session.
     *
     * @param id its id
     * @param user its user as printed
     * @param idle for how long nobody has typed, in Windows' words; or empty
     * @param logon when the user logged on, to the minute, as the account's language writes it; or empty
     */
    record Row(long id, String user, String idle, String logon) {}

    UserTable {
        rows = List.copyOf(rows);
        unread = List.copyOf(unread);
    }

    static UserTable of(String output, StateWords words) {
        var table = IdTable.of(output, IDS);
        return new UserTable(table.rows().stream().map(row -> row(row, words)).toList(), table.unread());
    }

    private static Row row(IdTable.Row row, StateWords words) {
        var behind = words.leading(row.rest()).rest();
        int blank = behind.indexOf(' ');
        return new Row(
                row.id(),
                clean(row.before(SESSION)),
                clean(blank < 0 ? behind : behind.substring(0, blank)),
                clean(blank < 0 ? "" : behind.substring(blank).strip()));
    }

    private static String clean(String text) {
        return ForeignText.clean(text, 100);
    }

    Optional<Row> find(long id) {
        return rows.stream().filter(row -> row.id() == id).findFirst();
    }

    /**
     * An idle time as a duration: {@code .} and the words for none, minutes, {@code h:mm} or {@code d+hh:mm}. Nothing where it
     * is none of these, or longer than the host has been up: Windows prints nonsense such as {@code 24692+13:29} of sessions in
     * which nobody has typed yet.
     */
    static Optional<Duration> idle(String text, StateWords words, Duration up) {
        if (words.notIdle(text)) {
            return Optional.of(Duration.ZERO);
        }
        var read = IDLE.matcher(text);
        if (!read.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(number(read.group("days")))
                        .plusHours(number(read.group("hours")))
                        .plusMinutes(number(read.group("minutes"))))
                .filter(idle -> idle.compareTo(up) <= 0);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
