package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.guarantee.GuaranteeReader;
import io.sessionwarden.policy.scenario.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mistakes of {@code mistakes.txt}: each is told with file, line and column, and with what to write instead. */
class MistakesTest {

    private static final Path TABLE = Path.of("src/test/resources/io/sessionwarden/policy/drools/mistakes.txt");

    @TempDir
    Path temp;

    /** What somebody wrote into a file, and the problems that they are told of. */
    private record Mistake(String file, String text, List<String> told) {}

    static Stream<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        try {
            for (var line : Files.readAllLines(TABLE)) {
                if (line.startsWith("    ")) {
                    var last = mistakes.get(mistakes.size() - 1);
                    last.told().add("rules/" + last.file() + ":" + line.strip().replaceFirst("  ", ": "));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    var parts = line.split(": ?", 2);
                    mistakes.add(new Mistake(parts[0], parts[1].replace('⏎', '\n'), new ArrayList<>()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mistakes.stream();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldWithItsPlaceAndWhatToWriteInstead(Mistake mistake) {
        var folder = Folder.with(temp, "rule \"Sound\" when ResetRequest( automatic ) then permit( \"x\" ); end")
                .write(mistake.file(), mistake.text());
        var refused = catchThrowableOfType(PolicyException.class, () -> {
            var policy = DroolsResetPolicy.open(List.of(folder.path()));
            ScenarioReader.read(policy);
            GuaranteeReader.read(policy);
        });
        assertThat(refused).as("it is accepted").isNotNull();
        assertThat(refused.problems().stream().map(Object::toString)).containsExactlyElementsOf(mistake.told());
    }

    @Test
    void thereAreManyKindsOfThem() {
        assertThat(mistakes().map(Mistake::told).collect(Collectors.toSet())).hasSizeGreaterThan(60);
    }
}
