package io.sessionwarden.connector.windows;

import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.SessionState;
import java.util.List;

/**
 * What {@code qwinsta} printed.
 *
 * @param rows one for each session
 * @param unread lines of it that no sense can be made of; where there are no rows, what it said instead
 */
record SessionTable(List<Row> rows, List<String> unread) {

    /** Where the ids end in the narrow layout and in the wide one; the user's column begins so far before either. */
    private static final int NARROW = 46;

    private static final int WIDE = 54;
    private static final int USER = 27;

    /**
     * One session.
     *
     * @param current whether the command ran in it
     * @param id its id
     * @param name its name; empty where nobody is connected
     * @param user its user as printed, perhaps with a domain in front; or empty
     * @param state what its state word means
     * @param word its state word
     */
    record Row(boolean current, long id, String name, String user, SessionState state, String word) {}

    SessionTable {
        rows = List.copyOf(rows);
        unread = List.copyOf(unread);
    }

    static SessionTable of(String output, StateWords words) {
        var table = IdTable.of(output, NARROW, WIDE);
        return new SessionTable(
                table.rows().stream().map(row -> row(row, words)).toList(), table.unread());
    }

    private static Row row(IdTable.Row row, StateWords words) {
        var state = words.leading(row.rest());
        return new Row(
                row.current(),
                row.id(),
                clean(row.before(USER)),
                clean(row.from(USER)),
                state.state(),
                clean(state.word()));
    }

    private static String clean(String text) {
        return ForeignText.clean(text, 100);
    }
}
