package io.sessionwarden.control.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "name:7",
                "",
                "a|b",
                "\"quoted\" \\ and \\u0041",
                "line\nfeed\r\ttab",
                "\u0000\u001b[31m\u007f\u009b",
                "Zo\u00eb \u2028 \ud83d\ude00",
                "half a pair \ud83d and the other \ude00"
            })
    void carriesAnyText(String text) {
        var request = new Request("reset session", Map.of("what", text, "server", "a b"));

        var line = request.toLine();

        assertThat(line).doesNotContain("\n", "\r");
        // As bytes, because that is how it travels: half a pair would not survive as itself.
        var travelled = new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(Request.ofLine(travelled)).isEqualTo(request);
    }

    @Test
    void readsWhatItsDocumentationShows() {
        assertThat(Request.ofLine("{\"command\": \"reset session\", \"args\": {\"what\": \"7\"}}"))
                .isEqualTo(new Request("reset session", Map.of("what", "7")));
    }

    @Test
    void readsMembersInAnyOrderWithBlanksAnywhereAndEveryEscape() {
        assertThat(
                        Request.ofLine(
                                "\t{ \"args\" : {\"a\" :\"\\\"\\\\\\/\\n\\t\\r\\b\\f\\u00e9\\u00E9\"} ,\"command\":\"status\" } "))
                .isEqualTo(new Request("status", Map.of("a", "\"\\/\n\t\r\b\f\u00e9\u00e9")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}",
                "{",
                "}",
                "[]",
                "null",
                "\"status\"",
                "{\"command\": \"\"}",
                "{\"command\": \"  \"}",
                "{\"command\": status}",
                "{\"command\": 7}",
                "{\"command\": null}",
                "{\"command\": [\"status\"]}",
                "{\"command\": {\"a\": \"b\"}}",
                "{\"command\": \"status\"",
                "{\"command\": \"status}",
                "{\"command\": \"status\"}}",
                "{\"command\": \"status\"} {\"command\": \"status\"}",
                "{\"command\": \"status\",}",
                "{\"command\" \"status\"}",
                "{'command': 'status'}",
                "{command: \"status\"}",
                "{\"command\": \"status\", \"command\": \"report\"}",
                "{\"command\": \"status\", \"uid\": \"0\"}",
                "{\"command\": \"status\", \"\": \"0\"}",
                "{\"command\": \"status\", \"args\": []}",
                "{\"command\": \"status\", \"args\": \"json\"}",
                "{\"command\": \"status\", \"args\": {\"json\": true}}",
                "{\"command\": \"status\", \"args\": {\"json\": 1}}",
                "{\"command\": \"status\", \"args\": {\"json\": null}}",
                "{\"command\": \"status\", \"args\": {\"json\": {}}}",
                "{\"command\": \"status\", \"args\": {\"json\": \"true\",}}",
                "{\"command\": \"status\", \"args\": {\"json\": \"true\", \"json\": \"false\"}}",
                "{\"command\": \"bare \t control\"}",
                "{\"command\": \"bad \\x escape\"}",
                "{\"command\": \"short \\u00 escape\"}",
                "{\"command\": \"no \\u00g0 digit\"}",
                "{\"command\": \"the end \\",
                "{\"command\": \"the end \\u00",
                "\ufeff{\"command\": \"status\"}",
                "{\"command\": \"status\"}\u0000"
            })
    void refusesEverythingElse(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Request.ofLine(line));
    }

    @Test
    void isNotExhaustedByNesting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Request.ofLine("{\"args\": " + "{\"a\": ".repeat(Request.MOST_BYTES / 6)));
    }

    @Test
    void boundsTheNumberOfArguments() {
        var args = new TreeMap<String, String>();
        for (int i = 0; i < 32; i++) {
            args.put("a" + i, "x");
        }
        var most = new Request("status", args);
        args.put("one more", "x");

        assertThat(Request.ofLine(most.toLine())).isEqualTo(most);
        assertThatIllegalArgumentException().isThrownBy(() -> new Request("status", args));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Request.ofLine(most.toLine().replace("\"a0\"", "\"more\": \"x\", \"a0\"")));
    }

    @Test
    void aSwitchIsGivenOrNot() {
        var request = new Request("status", Map.of("json", "true", "verbose", "false"));

        assertThat(request.has("json")).isTrue();
        assertThat(request.has("verbose")).isFalse();
        assertThat(request.has("help")).isFalse();
        assertThat(request.arg("help")).isEmpty();
    }
}
