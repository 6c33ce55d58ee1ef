package io.sessionwarden.connector.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.connector.windows.Rendered.Line;
import io.sessionwarden.session.SessionState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read from the tables of qwinsta and quser: as recorded from real hosts, and as rendered in every language and layout. */
class SessionListsTest {

    private static final StateWords WORDS = StateWords.ofProgram();

    private static String recorded(String name) throws IOException {
        try (var in = SessionListsTest.class.getResourceAsStream("recorded/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        }
    }

    private static List<String> sessions(String output) {
        var table = SessionTable.of(output, WORDS);
        assertThat(table.unread()).isEmpty();
        return table.rows().stream()
                .map(row -> (row.current() ? ">" : "") + row.id() + "|" + row.name() + "|" + row.user() + "|"
                        + row.state().label())
                .toList();
    }

    private static List<String> users(String output) {
        var table = UserTable.of(output, WORDS);
        assertThat(table.unread()).isEmpty();
        return table.rows().stream()
                .map(row -> row.id() + "|" + row.user() + "|" + row.idle() + "|" + row.logon())
                .toList();
    }

    @Test
    void readsRecordedSessions() throws IOException {
        assertThat(sessions(recorded("qwinsta-de-win11.txt")))
                .containsExactly("0|services||Disconnected", "3|console|Joe|Active", "65536|rdp-tcp||Listen");
        assertThat(sessions(recorded("qwinsta-en-connq.txt")))
                .containsExactly(
                        ">0|services||Disconnected",
                        "1|console|joe|Active",
                        "2|rdp-tcp#5||ConnectQuery",
                        "65536|rdp-tcp||Listen");
        assertThat(sessions(recorded("qwinsta-en-server-many-disc.txt")))
                .hasSize(11)
                .contains(
                        "1|console||Connected",
                        "2||t1_user.name5|Disconnected",
                        ">3|rdp-tcp#18|t2_another.username|Active",
                        "9||t2_another.account|Disconnected");
        assertThat(sessions(recorded("qwinsta-en-truncated-listener-name.txt")))
                .contains(">7|rdp-tcp#40|MYDOMAIN\\Administrator|Active", "65536|31c5ce94259d4...||Listen");
        assertThat(sessions(recorded("qwinsta-en-wide26-disc-no-sessionname.txt")))
                .containsExactly(
                        "0|services||Disconnected",
                        ">1||someu|Disconnected",
                        "2|console||Connected",
                        "65537|rdp-tcp||Listen");
        assertThat(sessions(recorded("qwinsta-es-server.txt")))
                .hasSize(14)
                .contains("2||abc|Disconnected", "14|rdp-tcp#78|username22|Active", "65536|rdp-tcp||Listen");
    }

    @Test
    void readsRecordedUsers() throws IOException {
        assertThat(users(recorded("quser-de-rdp.txt"))).containsExactly("5|some.longusername|.|07.09.2021 17:58");
        assertThat(users(recorded("quser-en-active-disc.txt")))
                .containsExactly(
                        "1|localuser|none|6/25/2026 7:27 PM",
                        "3|alex.samename|10|6/25/2026 8:30 PM",
                        "4|alex.samename|.|6/25/2026 8:45 PM");
        assertThat(users(recorded("quser-it.txt")))
                .containsExactly(
                        "2|a11111a|.|02/09/2024 09:47",
                        "3|c22222c|1+03:52|05/09/2024 12:51",
                        "4|d33333d|23:34|05/09/2024 17:08");
    }

    @Test
    void believesNoLineThatIsCut() throws IOException {
        var whole = recorded("quser-it.txt");
        for (int length = whole.indexOf("d33333d"); length < whole.length(); length++) {
            var table = UserTable.of(whole.substring(0, length), WORDS);
            assertThat(table.rows()).extracting(UserTable.Row::id).containsExactly(2L, 3L);
        }
    }

    @Test
    void readsNoSessionFromAMessage() throws IOException {
        for (var name : List.of("error-quser-rpc-unavailable-en.txt", "error-qwinsta-no-session.txt")) {
            assertThat(SessionTable.of(recorded(name), WORDS).rows()).isEmpty();
            assertThat(UserTable.of(recorded(name), WORDS).rows()).isEmpty();
            assertThat(SessionTable.of(recorded(name), WORDS).unread()).isNotEmpty();
        }
        assertThat(SessionTable.of("", WORDS).rows()).isEmpty();
    }

    /** Each of the layouts and of the faults that were seen, alone. */
    private static Stream<Function<Language, Rendered>> layouts() {
        return Stream.of(
                Rendered::narrow,
                Rendered::wide,
                language -> Rendered.narrow(language).crlf().trailingBlanks(),
                language -> Rendered.wide(language).crlf(),
                language -> Rendered.narrow(language).rowsOneToTheRight(),
                language -> Rendered.wide(language).rowsOneToTheRight(),
                language -> Rendered.narrow(language).rowsWithoutLeadingBlank(),
                language -> Rendered.wide(language).rowsWithoutLeadingBlank(),
                language -> Rendered.narrow(language).headerLosesALetter(),
                language -> Rendered.wide(language).headerLosesALetter().rowsOneToTheRight(),
                language -> Rendered.narrow(language).headerWithoutId(),
                language -> Rendered.wide(language).headerWithoutId());
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryLanguageInEveryLayout(Language language) {
        var random = new Random(language.name().hashCode());
        layouts().forEach(layout -> {
            for (int i = 0; i < 8; i++) {
                var lines = Rendered.sessions(random, language);
                var rendered = layout.apply(language);
                var qwinsta = throughTheWire(rendered.qwinsta(lines), language);
                assertThat(sessions(qwinsta)).as(qwinsta).containsExactlyElementsOf(expectedSessions(lines));
                var quser = throughTheWire(rendered.quser(lines), language);
                assertThat(users(quser)).as(quser).containsExactlyElementsOf(expectedUsers(lines));
            }
        });
    }

    /** As the host's bytes in its own code page, which the transport gives on one by one. */
    private static String throughTheWire(String text, Language language) {
        var page = CodePage.find(language.codePage).orElseThrow();
        return CodePage.decode(new String(text.getBytes(page), StandardCharsets.ISO_8859_1), page);
    }

    private static List<String> expectedSessions(List<Line> lines) {
        return lines.stream()
                .map(line -> (line.current() ? ">" : "") + line.id() + "|" + line.name() + "|" + line.user() + "|"
                        + line.state().label())
                .toList();
    }

    private static List<String> expectedUsers(List<Line> lines) {
        return lines.stream()
                .filter(line -> !line.user().isEmpty())
                .map(line -> line.id() + "|" + line.user() + "|" + line.idle() + "|" + line.logon())
                .toList();
    }

    @Test
    void aLanguageThatNobodyKnowsStillHasIdsNamesAndUsers() {
        assertThat(sessions("""
                         工作階段名稱      使用者名稱             識別碼  狀態    類型        裝置
                         services                                    0  中斷連線
                        >rdp-tcp#3         陳大文                    12  Foo bar
                                           o'neil                  123  Baz
                         rdp-tcp                                 65536  聆聽
                        """))
                .containsExactly(
                        "0|services||Unknown",
                        ">12|rdp-tcp#3|陳大文|Unknown",
                        "123||o'neil|Unknown",
                        "65536|rdp-tcp||Unknown");
        assertThat(users("""
                         使用者名稱            工作階段名稱   識別碼  狀態    閒置時間   登入時間
                        >陳大文                rdp-tcp#3          12  Foo bar       10  2026/7/13 16:38
                        """)).containsExactly("12|陳大文|10|2026/7/13 16:38");
    }

    @Test
    void readsStatesOfWhichALetterWasLost() {
        assertThat(WORDS.leading("Abh\ufffdr.").state()).isEqualTo(SessionState.LISTEN);
        assertThat(WORDS.leading("Abh”r.  rdpwd").state()).isEqualTo(SessionState.LISTEN);
        assertThat(WORDS.leading("D?co").state()).isEqualTo(SessionState.DISCONNECTED);
        assertThat(WORDS.leading("Dco").state()).isEqualTo(SessionState.UNKNOWN);
        assertThat(WORDS.leading("Downtown").state()).isEqualTo(SessionState.UNKNOWN);
        assertThat(WORDS.leading("").state()).isEqualTo(SessionState.UNKNOWN);
        var taught = WORDS.with(List.of("gestört=Down"));
        assertThat(taught.leading("Gestört").state()).isEqualTo(SessionState.DOWN);
        assertThat(taught.leading("Gest?rt").state()).isEqualTo(SessionState.UNKNOWN);
    }

    @Test
    void noWordMeansTwoStatesAndOnlyARecordedOneMeansDown() {
        var meanings = StateWords.table().stream()
                .collect(Collectors.groupingBy(
                        row -> row[2].toLowerCase(Locale.ROOT), Collectors.mapping(row -> row[1], Collectors.toSet())));
        assertThat(meanings.values()).allMatch(states -> states.size() == 1);
        assertThat(StateWords.table().stream()
                        .filter(row -> row[1].equals("Down"))
                        .map(row -> row[3]))
                .containsOnly("recorded");
        assertThat(StateWords.table())
                .allMatch(row ->
                        row.length == 4 && List.of("recorded", "expected").contains(row[3]));
    }

    @Test
    void readsNoIdWhereTheNumberIsNotAnId() {
        var table = SessionTable.of("""
                 SESSIONNAME       USERNAME                 ID  STATE
                 services                                    0  Disc
                 rdp-tcp#4         a.name.far.too.long.for.its.column    77  Active
                 rdp-tcp#5         ann                       7 Active
                """.indent(1), WORDS);
        assertThat(table.rows().stream().map(SessionTable.Row::id)).containsExactly(0L, 7L);
        assertThat(table.unread()).singleElement().asString().contains("far.too.long");
    }

    /** Lines of which letters are lost, doubled and swapped: no failure, and no id that was not printed. */
    @Test
    void inventsNoSessionWhateverIsPrinted() {
        var random = new Random(4711);
        var languages = List.of(Language.values());
        for (int i = 0; i < 3_000; i++) {
            var language = languages.get(random.nextInt(languages.size()));
            var rendered = random.nextBoolean() ? Rendered.narrow(language) : Rendered.wide(language);
            var lines = Rendered.sessions(random, language);
            var damaged = damaged(random.nextBoolean() ? rendered.qwinsta(lines) : rendered.quser(lines), random);
            var printed = Arrays.asList(damaged.split("[\\s>]+", -1));
            SessionTable.of(damaged, WORDS)
                    .rows()
                    .forEach(row -> assertThat(printed).contains(Long.toString(row.id())));
            UserTable.of(damaged, WORDS)
                    .rows()
                    .forEach(row -> assertThat(printed).contains(Long.toString(row.id())));
        }
    }

    private static String damaged(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (int i = random.nextInt(40); i >= 0; i--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(40)) {
                case 0 -> damaged.setLength(at + 1);
                case 1, 2, 3, 4, 5 -> damaged.setCharAt(at, (char) random.nextInt(0x10000));
                case 6, 7, 8, 9, 10 -> damaged.insert(at, damaged.charAt(random.nextInt(damaged.length())));
                default -> damaged.deleteCharAt(at).append(' ');
            }
        }
        return damaged.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "., PT0S",
        "none, PT0S",
        "отсутствует, PT0S",
        "无, PT0S",
        "10, PT10M",
        "1:09, PT1H9M",
        "1+03:52, PT27H52M"
    })
    void readsIdleTimes(String text, Duration idle) {
        assertThat(UserTable.idle(text, WORDS, Duration.ofDays(30))).contains(idle);
    }

    @Test
    void readsNoIdleTimeFromNonsense() {
        for (var text : List.of("24692+13:29", "", "x", "99999999", "1:2:3", "-5")) {
            assertThat(UserTable.idle(text, WORDS, Duration.ofDays(30))).isEmpty();
        }
    }

    @Test
    void knowsTheCodePagesOfConsoles() {
        for (var page :
                Arrays.asList("437", "850", "852", "858", "866", "874", "932", "936", "949", "950", "1252", "65001")) {
            assertThat(CodePage.find(page)).as(page).isPresent();
        }
        assertThat(CodePage.find("12")).isEmpty();
        assertThat(CodePage.find("x850")).isEmpty();
        assertThat(CodePage.decode(
                        new String("Écouter".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                        CodePage.find("850").orElseThrow()))
                .isEqualTo("Écouter");
    }

    /** An id of which the end got lost would be another one's. */
    @Test
    void anIdThatWasCutIsNotTakenForAnother() {
        var whole = Rendered.narrow(Language.ENGLISH)
                .qwinsta(List.of(
                        new Line(0, "services", "", SessionState.DISCONNECTED, false, "", ""),
                        new Line(71, "rdp-tcp#1", "ann", SessionState.ACTIVE, false, "", "")));
        var cut = whole.substring(0, whole.indexOf("71") + 1);

        var table = SessionTable.of(cut, WORDS);
        assertThat(table.rows()).extracting(SessionTable.Row::id).containsExactly(0L);
        assertThat(table.unread()).hasSize(1);
    }

    @Test
    void ofTwoRowsWithOneIdNeitherIsTaken() {
        var table = SessionTable.of(
                Rendered.narrow(Language.ENGLISH)
                        .qwinsta(List.of(
                                new Line(0, "services", "", SessionState.DISCONNECTED, false, "", ""),
                                new Line(7, "rdp-tcp#1", "ann", SessionState.ACTIVE, false, "", ""),
                                new Line(7, "rdp-tcp#2", "bob", SessionState.ACTIVE, false, "", ""))),
                WORDS);

        assertThat(table.rows()).extracting(SessionTable.Row::id).containsExactly(0L);
        assertThat(table.unread()).hasSize(2);
    }

    @Test
    void aHeaderFullOfIdsTakesNoTime() {
        var table = " ID".repeat(30_000) + "\n" + (" ".repeat(45) + "7  Active\n").repeat(20_000);

        assertThat(SessionTable.of(table, WORDS).rows()).hasSizeLessThanOrEqualTo(1);
    }
}
