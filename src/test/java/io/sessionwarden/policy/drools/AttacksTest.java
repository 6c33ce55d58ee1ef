package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.Reason;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules, tables and files that want more than to decide. None of them may come into force or do harm. */
@Timeout(60)
class AttacksTest {

    private static final Path TABLE = Path.of("src/test/resources/io/sessionwarden/policy/drools/attacks.txt");
    private static final String SOUND = "rule \"a\" when ResetRequest( automatic ) then permit( \"x\" ); end";

    @TempDir
    Path temp;

    /** One line of {@code attacks.txt} and the message below it. */
    private record Attack(String place, String text, String told) {

        String rules() {
            return switch (place) {
                case "condition" -> "rule \"a\" when " + text + " then permit( \"x\" ); end";
                case "consequence" -> "rule \"a\" when ResetRequest( automatic ) then " + text + " end";
                case "attribute" -> "rule \"a\" " + text + " when ResetRequest( automatic ) then permit( \"x\" ); end";
                case "declaration" -> text + "\n" + SOUND;
                default -> throw new IllegalArgumentException("an attack is not put into a " + place);
            };
        }
    }

    static Stream<Attack> attacks() {
        var attacks = new ArrayList<Attack>();
        try {
            var lines = Files.readAllLines(TABLE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            for (int i = 0; i < lines.size(); i += 2) {
                var words = lines.get(i).split(" ", 2);
                attacks.add(new Attack(
                        words[0], words[1].replace('⏎', '\n'), lines.get(i + 1).strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return attacks.stream();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isRefusedAndItsAuthorIsToldWhy(Attack attack) {
        assertThat(refused(Folder.with(temp, attack.rules())).get(0)).isEqualTo(attack.told());
    }

    @Test
    void thereAreManyOfThem() {
        assertThat(attacks()).hasSizeGreaterThan(100);
    }

    @Test
    void theSameFramesWithoutAnAttackAreAccepted() {
        assertThat(Folder.with(temp, SOUND).problems()).isEmpty();
        assertThat(Folder.with(temp, "\n" + SOUND).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 20_000})
    void deepNestingCannotExhaustTheReader(int depth) {
        var open = "(".repeat(depth);
        var close = ")".repeat(depth);
        for (var condition :
                List.of("!".repeat(depth) + "automatic", "-".repeat(depth) + "1 > 0", open + "automatic" + close)) {
            refused(Folder.with(temp, "rule \"a\" when ResetRequest( " + condition + " ) then permit( \"x\" ); end"));
        }
        refused(Folder.with(temp, SOUND.replace("\"x\"", open + "\"x\"" + close)));
    }

    @Test
    void longLinesAndLargeFilesAreRefusedInTime() {
        assertThat(refused(Folder.with(temp, SOUND.replace("automatic", "automatic" + ", automatic".repeat(5_000)))))
                .containsExactly("a rule has at most 100 conditions; divide it into several");
        assertThat(refused(Folder.with(temp, "/*" + "x".repeat(1_000_000) + "*/" + SOUND)))
                .containsExactly("is larger than 1000000 bytes; divide it");
        assertThat(refused(Folder.with(temp, "// " + "x".repeat(300_000) + "\n" + SOUND)
                        .write("more.drl", "// " + "x".repeat(300_000) + "\n" + SOUND.replace("\"a\"", "\"b\""))))
                .containsExactly("the rules together are larger than 500000 bytes; say it with fewer");
        Folder.with(temp, SOUND).delete("more.drl");
        assertThat(Folder.with(temp, "// " + "x".repeat(400_000) + "\n" + SOUND).problems())
                .isEmpty();
        assertThat(refused(Folder.with(temp, SOUND)
                        .write("people.csv", "person,server,account\n" + "\"".repeat(900_001) + "\n")))
                .hasSize(1);
    }

    /** Each pattern would look at its text for longer than anybody lives. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"(.*a){30}b", "((a+)+)+b"})
    void aPatternThatNeverEndsIsEndedAndTheWardenGoesOnDeciding(String pattern) throws Exception {
        var folder = Folder.with(temp, SOUND.replace("automatic", "caller matches \"" + pattern + "\""));
        var limit = Duration.ofMillis(200);
        var policy = DroolsResetPolicy.of(PolicyFiles.read(List.of(folder.path())), new BatchRunner(limit));
        var bomb = about().by("a".repeat(60), 1002).ask();
        for (int i = 0; i < 10; i++) {
            assertThat(policy.decide(bomb)).isInstanceOf(Decision.Indeterminate.class);
        }
        assertThat(policy.decide(about().sick(Symptom.DEAD_LEADER, 99).ask()).word())
                .as("the places of the batches that were ended are free again")
                .isEqualTo("deny");
    }

    /** What stands in a table's cell is never read as anything but that cell. */
    @Test
    void aCellIsTextWhateverItHolds() {
        var reason =
                "x\"\" ); then System.exit(1); end rule b when eval(true) then end =cmd|' /C calc'!A0 ${jndi:ldap://x}";
        var folder = Folder.with(temp, "rule \"a\" when ResetRequest( protectedAccount ) then deny( \"no\" ); end")
                .write("protected-accounts.csv", "server,account,session,reason\n*,ann,*,\"" + reason + "\"\n");
        var policy = folder.open();
        assertThat(policy.rules()).hasSize(1);
        assertThat(policy.decide(about().ask()).reasons())
                .extracting(Reason::rule)
                .containsExactly("a");
    }

    @Test
    void aCellOfSeveralLinesIsNoName() {
        var folder = Folder.with(temp, SOUND)
                .write("people.csv", "person,server,account\n\"ann\nrule b when eval(true) then end\",db1,uid:1001\n");
        assertThat(folder.problems()).isNotEmpty().allMatch(problem -> problem.startsWith("rules/people.csv:2:"));
    }

    @Test
    void whatIsNoRegularFileOfTheFolderIsNotOpened() throws Exception {
        var folder = Folder.with(temp, SOUND);
        var outside = Files.writeString(temp.resolve("outside.drl"), SOUND);
        Files.createSymbolicLink(folder.path().resolve("link.drl"), outside);
        Files.createSymbolicLink(folder.path().resolve("nothing.drl"), temp.resolve("gone"));
        Files.createSymbolicLink(folder.path().resolve("zero.drl"), Path.of("/dev/zero"));
        assertThat(new ProcessBuilder(
                                "mkfifo", folder.path().resolve("pipe.drl").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(folder.problems())
                .containsExactlyInAnyOrder(
                        "rules/link.drl: is a link that leads out of the folder; put the file itself here",
                        "rules/nothing.drl: is a pipe, a device, a socket or a link to nothing; remove it",
                        "rules/zero.drl: is a pipe, a device, a socket or a link to nothing; remove it",
                        "rules/pipe.drl: is a pipe, a device, a socket or a link to nothing; remove it");
    }

    private static List<String> refused(Folder folder) {
        var refusal = catchThrowableOfType(PolicyException.class, () -> DroolsResetPolicy.open(List.of(folder.path())));
        assertThat(refusal).as("it is accepted").isNotNull();
        return refusal.problems().stream().map(problem -> problem.message()).toList();
    }
}
