package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sessionwarden.policy.PolicyEdition.Content;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files make a policy, how many and how large they may be, and what its revision hangs on. */
class PolicyFilesTest {

    @TempDir
    Path temp;

    private Folder folder;

    @BeforeEach
    void emptyFolder() throws IOException {
        folder = new Folder(Files.createDirectories(temp.resolve("site/rules")));
    }

    private List<String> problems() {
        var refused = catchThrowableOfType(PolicyException.class, () -> PolicyFiles.read(List.of(folder.path())));
        return refused == null
                ? List.of()
                : refused.problems().stream().map(Object::toString).toList();
    }

    private static PolicyFiles files(String... namesAndTexts) {
        var files = new TreeMap<String, Content>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            var bytes = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
            files.put(namesAndTexts[i], new Content("rules/" + namesAndTexts[i], ByteBuffer.wrap(bytes)));
        }
        return new PolicyFiles(files);
    }

    @Test
    void twoHundredFilesAreReadAndOneMoreIsRefused() {
        for (int i = 0; i < 200; i++) {
            folder.write("note" + i + ".txt", "");
        }
        assertThat(problems()).isEmpty();
        folder.write("scenarios/one.yaml", "");
        assertThat(problems()).containsExactly("rules: more than 200 files are no policy");
    }

    @Test
    void aFileHasAtMostAMillionBytes() {
        folder.write("notes.txt", new byte[1_000_000]);
        assertThat(problems()).isEmpty();
        folder.write("notes.txt", new byte[1_000_001]);
        assertThat(problems()).containsExactly("rules/notes.txt: is larger than 1000000 bytes; divide it");
    }

    @Test
    void theRulesHaveAtMostHalfAMillionBytesTogetherWhateverTheRestHas() {
        folder.write("one.drl", new byte[250_000])
                .write("two.drl", new byte[250_000])
                .write("people.csv", new byte[900_000]);
        assertThat(problems()).isEmpty();
        folder.write("three.drl", new byte[1]);
        assertThat(problems())
                .containsExactly("rules: the rules together are larger than 500000 bytes; say it with fewer");
    }

    /** The folder that stands in for another is told with the one that it lies in: both are mostly called rules. */
    @Test
    void filesAreToldByTheNamesOfTheirFolders() throws PolicyException {
        folder.write("notes.txt", "site").write("reset.drl", "site");
        var over = new Folder(temp.resolve("practice/rules")).write("reset.drl", "over");
        assertThat(PolicyFiles.read(List.of(folder.path(), over.path())).texts())
                .containsExactly(
                        new PolicyText("notes.txt", "rules/notes.txt", "site"),
                        new PolicyText("reset.drl", "practice/rules/reset.drl", "over"));
        var nowhere = catchThrowableOfType(
                PolicyException.class, () -> PolicyFiles.read(List.of(Path.of("/no-policy"), Path.of("/none-either"))));
        assertThat(nowhere.problems()).extracting("file").containsExactly("no-policy", "/none-either");
    }

    /** Revisions stand in trails, so they must come out the same for ever. This one was reckoned by another program. */
    @Test
    void theRevisionIsTheHashOfEachNameAndTextWithTheirLengths() {
        assertThat(files("people.csv", "person,server,account\n", "reset.drl", "rule\n")
                        .revision())
                .isEqualTo("bafb883b2b01");
    }

    @Test
    void noByteCanWanderFromOneFileToTheNextUnnoticed() {
        assertThat(List.of(
                        files("a", "bc", "d", "e").revision(),
                        files("a", "b", "cd", "e").revision(),
                        files("ab", "c", "d", "e").revision(),
                        files("a", "bc", "de", "").revision(),
                        files("a", "bcde").revision()))
                .doesNotHaveDuplicates();
    }

    @Test
    void otherTextsTakeThePlaceOfSomeAndTheRestStays() {
        var files = files("a.csv", "one", "b.csv", "two");
        assertThat(files.with(Map.of("b.csv", "other", "c.csv", "more")).texts())
                .extracting(PolicyText::text)
                .containsExactly("one", "other", "more");
        assertThat(files.texts()).extracting(PolicyText::text).containsExactly("one", "two");
    }
}
