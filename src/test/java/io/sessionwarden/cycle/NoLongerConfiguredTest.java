package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.cycle.FlowOnFakes.Parts;
import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a cycle whose server is not in the configuration any more when the warden starts again. */
class NoLongerConfiguredTest {

    private final FakeSessionHost otherHost = new FakeSessionHost();
    private final FlowOnFakes before = new FlowOnFakes(Parts.of(Mode.ENFORCE).beside("other", otherHost));
    private final FlowOnFakes after = new FlowOnFakes(Parts.of(Mode.ENFORCE).ledger(own -> before.ledger));

    private static Session onOther() {
        var sick = with(session("pts/1", 101), "ill", "STOPPED");
        return new Session(
                SessionIdentity.of("other", "fake", Map.of("boot", "b", "sid", "101")),
                sick.id(),
                sick.name(),
                sick.kind(),
                sick.state(),
                sick.standing(),
                sick.logonName(),
                null,
                sick.leader(),
                sick.started(),
                sick.idle(),
                sick.disconnected(),
                sick.vitals());
    }

    private String endOf(String cycle) {
        after.flow.reset().run(cycle);
        var ended = before.ledger.findCycle(cycle).orElseThrow();
        assertThat(ended.state().ended()).isTrue();
        return before.recorded(event -> event.outcome() + " " + event.detail("message")).stream()
                .filter(line -> line.startsWith(ended.state().name()))
                .findFirst()
                .orElse("");
    }

    @Test
    void whatWasQueuedIsWithdrawn() {
        otherHost.put(onOther());
        before.sweep("other");
        assertThat(endOf("c-1")).isEqualTo("WITHDRAWN its server is no longer configured");
        assertThat(otherHost.resets()).isEmpty();
    }

    @Test
    void ofWhatWasBegunNobodyKnowsHowItWent() {
        otherHost.put(onOther());
        otherHost.onAct(() -> {
            throw new IllegalStateException("the warden stops here");
        });
        before.sweep("other");
        try {
            before.runQueued();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("the warden stops here");
        }
        assertThat(endOf("c-1")).isEqualTo("UNKNOWN its server is no longer configured");
    }

    @Test
    void whatSomebodyElseHasEndedMeanwhileIsNoLongerInCare() {
        otherHost.put(onOther());
        before.sweep("other");
        var late = new FlowOnFakes(Parts.of(Mode.ENFORCE).ledger(own -> (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, args) -> {
                    var result = method.invoke(before.ledger, args);
                    if (method.getName().equals("claim")) {
                        before.flow.interventions().keep(FlowOnFakes.caller("ann", 1003), "i-1", "mine");
                    }
                    return result;
                })));
        late.book.resume(before.ledger.openIncidents());
        late.flow.reset().run("c-1");
        assertThat(before.ledger.openCycles()).isEmpty();
        assertThat(late.book.takeIntoCare("i-1")).as("it was given back").isTrue();
    }
}
