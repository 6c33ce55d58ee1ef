package io.sessionwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditTrail.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainCheckTest {

    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    private final List<Link> links = chain(6);

    private static List<Link> chain(int records) {
        var links = new ArrayList<Link>();
        var previous = Chain.START;
        for (int i = 1; i <= records; i++) {
            var event = AuditEvent.ofWarden(EventType.CYCLE_STEP, "step " + i, "r", Map.of("n", Integer.toString(i)));
            var link = Chain.link(i, AT, event, previous);
            links.add(link);
            previous = link.hash();
        }
        return links;
    }

    private static Link with(Link link, String outcome, String payload, String payloadHash, String hash) {
        return new Link(
                link.sequence(),
                link.at(),
                link.type(),
                link.source(),
                outcome,
                link.who(),
                link.incident(),
                link.server(),
                link.session(),
                link.revision(),
                payload,
                payloadHash,
                link.previousHash(),
                hash);
    }

    private Verification check(long headSequence, String headHash) {
        var check = new ChainCheck();
        links.forEach(check::next);
        return check.against(headSequence, headHash);
    }

    private Verification check() {
        return check(6, links.get(links.size() - 1).hash());
    }

    @Test
    void findsNothingWrongWithAWholeChain() {
        var found = check();

        assertThat(found.faults()).isEmpty();
        assertThat(found.records()).isEqualTo(6);
        assertThat(found.head()).isEqualTo(links.get(5).hash());
    }

    @Test
    void seesAnAlteredHeader() {
        var link = links.get(2);
        links.set(2, with(link, "other", link.payload(), link.payloadHash(), link.hash()));

        assertThat(check().faults()).containsExactly("record 3: its header was altered");
    }

    @Test
    void seesAnAlteredPayload() {
        var link = links.get(2);
        links.set(2, with(link, link.outcome(), "{}", link.payloadHash(), link.hash()));

        assertThat(check().faults()).containsExactly("record 3: its payload was altered");
    }

    @Test
    void seesAnAlteredPayloadWhoseHashWasMadeToFit() {
        var link = links.get(2);
        links.set(2, with(link, link.outcome(), "{}", Chain.hash("{}"), link.hash()));

        assertThat(check().faults()).containsExactly("record 3: its header was altered");
    }

    @Test
    void seesARecordThatWasSealedAnewByTheOneAfterIt() {
        var link = links.get(2);
        var forged = with(link, "other", link.payload(), link.payloadHash(), "");
        links.set(2, with(link, "other", link.payload(), link.payloadHash(), Chain.hash(Chain.header(forged))));

        assertThat(check().faults())
                .containsExactly("record 4: does not follow what stands before it; one of the two was altered");
    }

    @Test
    void seesWhatIsMissing() {
        links.remove(4);
        links.remove(2);
        links.remove(1);

        assertThat(check().faults()).containsExactly("records 2 to 3: missing", "record 5: missing");
    }

    @Test
    void seesAMissingEnd() {
        var head = links.get(5).hash();
        links.remove(5);

        assertThat(check(6, head).faults()).containsExactly("record 6: missing: the head is at record 6");
    }

    @Test
    void seesWhatTheHeadDoesNotKnow() {
        assertThat(check(5, links.get(4).hash()).faults())
                .containsExactly("record 6: the head knows of no record after 5");
        assertThat(check(6, Chain.START).faults()).containsExactly("record 6: the head has another hash for it");
    }

    @Test
    void seesARecordThatIsThereTwice() {
        links.add(3, links.get(2));

        assertThat(check().faults()).containsExactly("record 3: stands there twice; one of the two was inserted");
    }

    /** Where every second payload is missing there are more ranges than are kept. */
    @Test
    void noMissingPayloadIsForgotten() {
        links.clear();
        var whole = chain(401);
        var told = Chain.link(
                402, AT, PayloadRemoval.told(300, 30, "r"), whole.get(400).hash());
        whole.forEach(link -> links.add(link.sequence() % 2 == 0 ? link.withPayload("") : link));
        links.add(told);

        assertThat(check(402, told.hash()).faults())
                .hasSize(50)
                .startsWith("record 302: the payload was removed, and no record says so")
                .endsWith("record 400: the payload was removed, and no record says so");

        links.remove(401);
        assertThat(check(401, links.get(400).hash()).faults())
                .startsWith("records 1 to 200: the payloads of some of them were removed, and no record says so")
                .hasSize(ChainCheck.MOST_FAULTS);
    }

    @Test
    void listsAHundredFaultsAndGoesOn() {
        links.clear();
        chain(300).forEach(link -> links.add(with(link, "x", link.payload(), link.payloadHash(), link.hash())));

        var verification = check(300, links.get(299).hash());

        assertThat(verification.faults()).hasSize(100);
        assertThat(verification.records()).isEqualTo(300);
    }
}
