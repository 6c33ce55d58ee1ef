package io.sessionwarden.connector.windows;

import io.sessionwarden.connector.windows.Rendered.Line;
import io.sessionwarden.fuzz.FuzzTarget;
import io.sessionwarden.fuzz.Input;
import io.sessionwarden.fuzz.Listed;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** What the commands of Windows print, in any language and code page, and names that users chose in it. */
public final class WindowsFuzz {

    private static final StateWords WORDS = StateWords.ofProgram();
    private static final String BETWEEN = "\n----\n";
    private static final Duration UP = Duration.ofDays(20);

    private static final String FACTS = """
            boot 2026-11-05T06:12:13.5000000Z
            computer TS1
            codepage 850
            owner 3 S-1-5-21-1-2-3-1001 CORP ann
            owner 5 S-1-12-1-4-5 %C3%A4 bo%20b
            end
            """;

    private static final String PROCESSES = """
             USERNAME              SESSIONNAME         ID    PID  IMAGE
            >ann                   rdp-tcp#1            3   1071  winlogon.exe
             ann                   rdp-tcp#1            3   2044  a program.exe
            """;

    private WindowsFuzz() {}

    public static List<FuzzTarget> targets() {
        var lists = new ArrayList<String>();
        for (var language : List.of(Language.ENGLISH, Language.RUSSIAN, Language.JAPANESE)) {
            var lines = Rendered.sessions(new Random(lists.size()), language);
            lists.add(Rendered.narrow(language).qwinsta(lines)
                    + BETWEEN
                    + Rendered.wide(language).quser(lines)
                    + BETWEEN
                    + FACTS);
        }
        lists.add("Error 0x000006BA enumerating sessionnames\nError [1722]:The RPC server is unavailable." + BETWEEN
                + BETWEEN + FACTS);
        return List.of(
                FuzzTarget.ofText("windows-list", WindowsFuzz::list, lists.toArray(String[]::new)),
                FuzzTarget.ofBuilt("windows-known", WindowsFuzz::known, 40),
                FuzzTarget.ofBuilt("windows-cut", WindowsFuzz::cut, 40),
                FuzzTarget.ofText("windows-facts", WindowsFuzz::facts, FACTS),
                FuzzTarget.ofText(
                        "windows-said",
                        WindowsFuzz::said,
                        PROCESSES,
                        "Error [5]:Access is denied.",
                        "Could not logoff session ID 0 from session Console, Error code 5"));
    }

    private static void list(Input input) throws HostException {
        var text = CodePage.decode(
                new String(input.restBytes(), StandardCharsets.ISO_8859_1),
                CodePage.find("850").orElse(StandardCharsets.ISO_8859_1));
        var parts = (text + BETWEEN + BETWEEN).split(BETWEEN, 3);
        var rows = SessionTable.of(parts[0], WORDS).rows();
        var sessions =
                new WindowsSession("s", HostFacts.of(FACTS, ""), UserTable.of(parts[1], WORDS), WORDS, UP).of(rows);
        Listed.check(new Listing(sessions, List.of()), parts[0]);
    }

    private static void facts(Input input) throws HostException {
        var text = input.rest();
        var facts = HostFacts.of(text, "");
        for (var owner : facts.owners()) {
            if (!text.contains("owner " + owner.session()) && !text.contains("owner 0")) {
                throw new AssertionError("an owner was invented: " + owner);
            }
            if (!text.contains(owner.sid())) {
                throw new AssertionError("a SID was misread: " + owner);
            }
        }
        facts.after(HostFacts.of(FACTS, ""));
        facts.account("s", 3, "CORP\\ann");
    }

    private static void said(Input input) throws HostException {
        var text = input.rest();
        for (var row : ProcessRow.of(text, "3")) {
            if (!text.matches("(?s).*(?<![0-9])0*" + row.pid() + "(?![0-9]).*")) {
                throw new AssertionError("a pid was misread: " + row);
            }
        }
        UserTable.idle(text.strip(), WORDS, UP);
        WindowsError.refuse("qwinsta.exe", text);
    }

    /** Tables as Windows prints them, of sessions whose users chose their names. */
    private static void known(Input input) throws HostException {
        var lines = lines(input);
        var printed = printed(input);
        var known = new TreeMap<String, String>();
        lines.forEach(line ->
                known.put(Long.toString(line.id()), line.user().isEmpty() ? "null" : Columns.text(line.user())));
        var listing = listing(printed.qwinsta(lines), printed.quser(lines));
        Listed.exactly(known, listing, session -> String.valueOf(session.logonName()));
    }

    /** The same, of which something got lost: what is listed is known, and under its own id. */
    private static void cut(Input input) throws HostException {
        var lines = lines(input);
        var printed = printed(input);
        var whole = printed.qwinsta(lines);
        var table = whole.substring(0, input.below(whole.length() + 1));
        var ids = new TreeMap<String, String>();
        lines.forEach(line -> ids.put(Long.toString(line.id()), ""));
        Listed.among(ids.keySet(), listing(table, printed.quser(lines)));
    }

    private static Listing listing(String qwinsta, String quser) throws HostException {
        var rows = SessionTable.of(qwinsta, WORDS).rows();
        var users = UserTable.of(quser, WORDS);
        List<Session> sessions = new WindowsSession("s", HostFacts.of(FACTS, ""), users, WORDS, UP).of(rows);
        return new Listing(sessions, List.of());
    }

    private static Rendered printed(Input input) {
        var languages = List.of(Language.values());
        var language = languages.get(input.below(languages.size()));
        var printed = input.toss() ? Rendered.narrow(language) : Rendered.wide(language);
        return input.toss() ? printed.crlf() : printed;
    }

    private static List<Line> lines(Input input) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(0, "services", "", SessionState.DISCONNECTED, false, "", ""));
        lines.add(new Line(1, "console", "", SessionState.CONNECTED, false, "", ""));
        long id = 1;
        for (int more = 1 + input.below(6); more > 0; more--) {
            id += 1 + input.below(3000);
            var state = input.toss() ? SessionState.ACTIVE : SessionState.DISCONNECTED;
            lines.add(new Line(id, "rdp-tcp#" + input.below(200), user(input), state, false, ".", "02/09/2026 09:10"));
        }
        lines.add(new Line(65537, "rdp-tcp", "", SessionState.LISTEN, false, "", ""));
        return lines;
    }

    /** At most 20 signs as a user's name may hold them (and more than that: blanks and digits are what misleads). */
    private static String user(Input input) {
        var signs = " 0123456789abcXYZ.-_$'\u00e4\u5de5";
        var name = new StringBuilder("u");
        for (int more = input.below(20); more > 0; more--) {
            name.append(signs.charAt(input.below(signs.length())));
        }
        var user = name.toString().strip();
        return Columns.spread(user).length() > 20 ? "u" : user;
    }
}
