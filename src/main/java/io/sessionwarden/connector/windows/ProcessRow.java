package io.sessionwarden.connector.windows;

import io.sessionwarden.session.ForeignText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One process as {@code qprocess} printed it: its row ends with the id of its session, its pid and its program, whatever stands
 * before and whatever the language.
 *
 * @param pid its process id
 * @param image its program
 */
record ProcessRow(long pid, String image) {

    private static final int MOST = 50;
    private static final Pattern ROW =
            Pattern.compile(".*[ >](?<session>[0-9]{1,9}) +(?<pid>[0-9]{1,9}) +(?<image>[^ ].*)");

    /** Those of that session, at most {@value #MOST}. */
    static List<ProcessRow> of(String output, String session) {
        return output.lines()
                .map(line -> ROW.matcher(line.stripTrailing()))
                .filter(row -> row.matches() && row.group("session").equals(session))
                .map(row -> new ProcessRow(Long.parseLong(row.group("pid")), ForeignText.clean(row.group("image"), 64)))
                .limit(MOST)
                .toList();
    }

    @Override
    public String toString() {
        return image + " (pid " + pid + ")";
    }
}
