package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {

    @Test
    void comesApartIntoTheSameWords() throws Exception {
        var words = List.of("printf", "%s|", "", "it's", "\"$HOME\" `id` $(id)", "a\nb\\", "*", "'", "-n", "ä", ";#&");
        var result = new LocalRunner().run(Command.of(Duration.ofSeconds(5), "sh", "-c", ShellWords.quoted(words)));
        assertThat(result.out()).isEqualTo(String.join("|", words.subList(2, words.size())) + "|");
    }

    @Test
    void refusesWhatNoArgumentCanHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> ShellWords.quoted(List.of("a\0b")));
    }
}
