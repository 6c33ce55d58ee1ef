package io.sessionwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainTest {

    private static final Instant AT = Instant.parse("2026-03-01T08:00:00.000001999Z");

    private static AuditEvent event(String who, Map<String, String> details) {
        return new AuditEvent(
                EventType.DECISION,
                "policy",
                who,
                "local",
                "local/terminal sid=7",
                "i-1",
                "permit",
                "3f9a",
                new TreeMap<>(details));
    }

    @Test
    void writesTheHeaderAsDocumented() {
        var link = Chain.link(12, AT, event("a\nhash=0", Map.of("b", "2", "a", "\"1\"")), Chain.START);

        assertThat(link.payload()).isEqualTo("{\"a\":\"\\\"1\\\"\",\"b\":\"2\"}");
        assertThat(Chain.header(link)).isEqualTo("""
                session-warden record 1
                sequence=12
                at=2026-03-01T08:00:00.000001Z
                type=DECISION
                source=policy
                outcome=permit
                who=a\\nhash=0
                incident=i-1
                server=local
                session=local/terminal sid=7
                revision=3f9a
                payloadHash=4d19b58ad04a7d975447684e36680a1345460bf4983c9b9e24d2cc056b005c41
                previousHash=0000000000000000000000000000000000000000000000000000000000000000
                """);
    }

    /** The figures come from another program: Python's json, hashlib. */
    @Test
    void hashesAsAnotherProgramDoes() {
        var link =
                Chain.link(1, AT, event("anna", Map.of("note", "d\u00e9j\u00e0 \u0001\t\ud83d\ude80/")), Chain.START);

        assertThat(link.payloadHash()).isEqualTo("9c5b1338979654d4415aff5e0ec0d8c27b13dfef1231fb9aea1e9be42507e902");
        assertThat(link.hash()).isEqualTo("fb515a950f7d8b71322dd55bb6e975056d84fe0da4641ef535e3793844b450e2");
    }

    @Test
    void readsBackWhatItWrote() {
        var event = event("anna", Map.of("\u0000\b\f\r\\", "\"/\u2028", "", ""));
        var record = Chain.record(Chain.link(1, AT, event, Chain.START));

        assertThat(record.event()).isEqualTo(event);
        assertThat(record.at()).isEqualTo("2026-03-01T08:00:00.000001Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"}",
                "{\"a\":1}",
                "{\"a\":\"b\"",
                "{\"a\":\"b\"}}",
                "{\"a\":\"b\",}",
                "{\"a\":\"b\",\"a\":\"c\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u00",
                "{\"a\":\"\\u00zz\"}",
                "{\"a\":\"\\"
            })
    void refusesAPayloadThatItNeverWrote(String payload) {
        assertThatThrownBy(() -> FlatJson.read(payload)).isInstanceOf(IllegalArgumentException.class);
    }

    /** In UTF-8 a lone half becomes a question mark, and would pass for one. */
    @Test
    void halfOfASurrogatePairHasTheHashOfNoOtherText() {
        assertThat(Chain.hash("a\ud83d"))
                .isNotEqualTo(Chain.hash("a?"))
                .isNotEqualTo(Chain.hash("a\ufffd"))
                .isNotEqualTo(Chain.hash("a\ude80"));
        assertThatThrownBy(() -> FlatJson.read("{\"who\":\"a\\ud83d\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half of a surrogate pair");
        assertThat(FlatJson.read("{\"who\":\"\\ud83d\\ude80\"}")).containsValue("\ud83d\ude80");
    }

    @Test
    void hashesWhatUtf8Has() {
        var text = "d\u00e9j\u00e0 \u20ac \ud83d\ude80 \u0000\u007f \\\"";
        assertThat(new RecordBytes().text(text).copy()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }
}
