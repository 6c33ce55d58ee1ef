package io.sessionwarden.policy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.policy.OpenPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes of one rule are taken for granted to permit nothing more. What may permit more must be tried. */
class NarrowingRulesTest {

    private static final String NONE = "";

    @TempDir
    private Path temp;

    /** {@code says: conditions}, with {@code @mode} before where it is not enforced; nothing where there is no such rule. */
    private OpenPolicy with(String folder, String rule) {
        var other = "rule \"Other\" when ResetRequest( wardensOwn ) then deny( \"x\" ); end\n";
        if (rule.equals(NONE)) {
            return PolicyFolders.withRules(temp.resolve(folder), other).open();
        }
        var parts = rule.split(": ", -1);
        var says = parts[0].split(" ", -1);
        var mode = says.length > 1 ? "@mode( " + says[0] + " ) " : "";
        var word = says[says.length - 1];
        var delay = word.equals("warn") || word.equals("defer") ? "60, " : "";
        return PolicyFolders.withRules(
                        temp.resolve(folder),
                        other + "rule \"Changed\" " + mode + "when ResetRequest( " + parts[1] + " ) then " + word + "( "
                                + delay + "\"x\" ); end")
                .open();
    }

    private boolean canOnlyNarrow(String before, String after) {
        var changes = Differences.between(with("before", before), with("after", after))
                .rules();
        assertThat(changes).hasSize(1);
        return NarrowingRules.canOnlyNarrow(changes.get(0));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', emptyValue = NONE, nullValues = "-", textBlock = """
            ''                                  | deny: standing
            ''                                  | warn: standing
            ''                                  | defer: standing
            ''                                  | observe permit: standing
            permit: standing                    | ''
            permit: standing                    | permit: standing, automatic
            permit: standing                    | observe permit: standing
            permit: standing                    | deny: standing
            observe permit: standing            | ''
            observe permit: standing            | defer: standing
            deny: standing, automatic           | deny: standing
            warn: standing, automatic           | warn: automatic
            """)
    void permitsNothingMore(String before, String after) {
        assertThat(canOnlyNarrow(before, after)).isTrue();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', emptyValue = NONE, nullValues = "-", textBlock = """
            ''                                  | permit: standing
            ''                                  | ask: standing
            deny: standing                      | ''
            ask: standing                       | ''
            ask permit: standing                | ''
            ask: standing                       | deny: standing
            permit: standing, automatic         | permit: standing
            permit: standing                    | permit: automatic
            permit: standing                    | ask: standing
            ask permit: standing                | permit: standing
            ask permit: standing                | ask permit: standing, automatic
            ask: standing                       | ask: standing, automatic
            ask: standing, automatic            | ask: standing
            observe permit: standing            | permit: standing
            deny: standing                      | deny: standing, automatic
            deny: standing                      | observe deny: standing
            deny: standing                      | defer: standing
            permit: 9 / observations > 1        | ''
            observe permit: 9 % observations > 1 | ''
            deny: standing, 9 * observations > 1 | deny: standing
            """)
    void mayPermitMore(String before, String after) {
        assertThat(canOnlyNarrow(before, after)).isFalse();
    }
}
