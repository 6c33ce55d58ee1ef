package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsWordsTest {

    private static final String PROGRAM = "C:\\Windows\\System32\\msg.exe";

    private static String quoted(String... arguments) {
        var words = new ArrayList<>(List.of(PROGRAM));
        words.addAll(List.of(arguments));
        return Dialect.WINDOWS.line(words);
    }

    @Test
    void leavesPlainWordsAlone() {
        assertThat(quoted("7", "/TIME:60", "-EncodedCommand", "QQBC+/=="))
                .isEqualTo(PROGRAM + " 7 /TIME:60 -EncodedCommand QQBC+/==");
    }

    @Test
    void quotesWhatAShellWouldTakeApart() {
        assertThat(quoted("SESSION eq 7", "a & b | c > d ^ (e) ; f, #g 'h' {i}", "", "é"))
                .isEqualTo(PROGRAM + " \"SESSION eq 7\" \"a & b | c > d ^ (e) ; f, #g 'h' {i}\" \"\" \"é\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%PATH%", "$x y", "a\"b", "\u201cx\u201d", "`x", "a !b! c", "a\nb", "a\u0000b", "ends in \\"})
    void refusesWhatAShellWouldChange(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> quoted(word)).withMessageContaining("would change");
    }

    @Test
    void refusesAProgramThatCannotBeCalled() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dialect.WINDOWS.line(List.of("C:\\Program Files\\x.exe")))
                .withMessageContaining("cannot be called");
    }
}
