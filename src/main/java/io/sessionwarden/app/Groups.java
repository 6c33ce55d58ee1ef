package io.sessionwarden.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is in a group, by group(5) and passwd(5). Groups of a directory service are not in these files; who is in one of
 * those cannot be told, and is taken to be somebody else.
 */
final class Groups {

    private final List<String[]> users;
    private final List<String[]> groups;

    Groups(List<String> passwd, List<String> group) {
        users = rows(passwd, 4);
        groups = rows(group, 3);
    }

    static Groups ofSystem() throws IOException {
        return new Groups(Files.readAllLines(Path.of("/etc/passwd")), Files.readAllLines(Path.of("/etc/group")));
    }

    private static List<String[]> rows(List<String> lines, int fewest) {
        var rows = new ArrayList<String[]>();
        for (var line : lines) {
            var fields = line.split(":", -1);
            if (fields.length >= fewest) {
                rows.add(fields);
            }
        }
        return rows;
    }

    /** Whether nobody is in that group but that user and root. */
    boolean holdsOnly(int gid, int uid) {
        boolean known = false;
        for (var group : groups) {
            if (group[2].equals(Integer.toString(gid))) {
                known = true;
                var members = group.length > 3 ? group[3] : "";
                for (var member : members.split(",", -1)) {
                    if (!member.isEmpty() && !isOneOf(member, uid)) {
                        return false;
                    }
                }
            }
        }
        return known
                && users.stream()
                        .filter(user -> user[3].equals(Integer.toString(gid)))
                        .allMatch(user -> user[2].equals("0") || user[2].equals(Integer.toString(uid)));
    }

    private boolean isOneOf(String member, int uid) {
        return users.stream()
                .filter(user -> user[0].equals(member))
                .anyMatch(user -> user[2].equals("0") || user[2].equals(Integer.toString(uid)));
    }
}
