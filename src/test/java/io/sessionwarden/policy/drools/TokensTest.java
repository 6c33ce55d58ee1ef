package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the text of a rule is divided into words, and how far each goes. */
class TokensTest {

    private static List<String> words(String text, int from, int end) {
        var tokens = Tokens.between(text, from, end);
        var words = new ArrayList<String>();
        while (tokens.peek().type() != Token.Type.END) {
            words.add(tokens.take().text());
        }
        return words;
    }

    private static List<String> words(String text) {
        return words(text, 0, text.length());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            a1_B>=90 -> a1_B >= 90
            a==b     -> a == b
            a<b!=c   -> a < b != c
            a ==     -> a ==
            x // y   -> x
            x /**/ y -> x y
            /* / */x -> x
            x /* y*/ -> x
            """)
    void wordsEndWhereAnotherBeginsOrTheTextDoes(String text, String words) {
        assertThat(String.join(" ", words(text))).isEqualTo(words);
    }

    @Test
    void onlyTheTextBetweenTwoCharactersCounts() {
        assertThat(words("ab cd ef", 1, 7)).containsExactly("b", "cd", "e");
        assertThat(words("a // b\nc", 0, 5)).containsExactly("a");
        assertThat(words("a /* b */ c", 0, 9)).containsExactly("a");
        assertThat(words("a==b", 0, 3)).containsExactly("a", "==");
        assertThat(words("\"ab\"c", 0, 4)).containsExactly("ab");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            a /* b      -> 2 -> this comment has no end; close it with */
            a /*/ b     -> 2 -> this comment has no end; close it with */
            a "b        -> 2 -> this text has no closing quote in its line
            a "b\\    -> 4 -> after a backslash only " or another backslash may follow
            a "b\\n"  -> 4 -> after a backslash only " or another backslash may follow
            a \\u0041 -> 2 -> a backslash may stand only in a text, before a quote or a backslash
            a & b       -> 2 -> write '&&'
            a #         -> 2 -> the character '#' has no meaning here
            5.0         -> 0 -> a number is up to 15 digits and nothing else, such as 90
            """)
    void whatBelongsToNoWordIsToldWhereItStands(String text, int offset, String problem) {
        for (var misread : List.of(
                catchThrowableOfType(Misread.class, () -> words(text)),
                Tokens.fault(text).orElseThrow())) {
            assertThat(misread.problem()).isEqualTo(problem);
            assertThat(misread.offset()).isEqualTo(offset);
        }
    }

    @Test
    void aCommentMustEndWithinThePart() {
        var misread = catchThrowableOfType(Misread.class, () -> words("a /* b */ c", 0, 8));
        assertThat(misread.problem()).isEqualTo("this comment has no end; close it with */");
    }

    @Test
    void aPartHasAtMostTwoThousandWordsAndANumberFifteenDigits() {
        assertThat(words("a ".repeat(2_000))).hasSize(2_000);
        var misread = catchThrowableOfType(Misread.class, () -> words("a ".repeat(2_001)));
        assertThat(misread.problem()).isEqualTo("the rule is too long; divide it into several rules");
        assertThat(words("9".repeat(15))).hasSize(1);
        assertThat(catchThrowableOfType(Misread.class, () -> words("9".repeat(16))))
                .isNotNull();
    }
}
