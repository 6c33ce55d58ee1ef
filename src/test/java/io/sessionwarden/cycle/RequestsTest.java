package io.sessionwarden.cycle;

import static io.sessionwarden.cycle.FlowOnFakes.caller;
import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.cycle.Operations.ResetAnswer;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What people ask for, several at once, and beside the watchdog's own resets. */
class RequestsTest {

    private final Session session = session("pts/1", 101);
    private FlowOnFakes on = new FlowOnFakes(Mode.ENFORCE);

    private CompletableFuture<ResetAnswer> asks(String name, long uid) {
        return CompletableFuture.supplyAsync(
                () -> on.flow.operations().reset(caller(name, uid), session), work -> new Thread(work, name).start());
    }

    private void healthySessionThatReopens() {
        on.host.put(session);
        on.host.onReset(old -> session("pts/1", 102), true);
    }

    private List<AuditEvent> decisions() {
        return on.trail.events(EventType.DECISION);
    }

    @Test
    void refusedRequestsAtTheSameTimeAllHaveTheirRecord() throws Exception {
        on.policy.say(Effect.DENY);
        on.host.put(session);
        var together = new CountDownLatch(1);
        var asking = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 7; i++) {
            asking.add(CompletableFuture.runAsync(
                    () -> {
                        awaitCount(together);
                        for (int k = 0; k < 40; k++) {
                            on.flow.operations().reset(caller("ann", 1003), session);
                        }
                    },
                    work -> new Thread(work).start()));
        }
        together.countDown();
        for (var one : asking) {
            one.get();
        }
        assertThat(decisions())
                .hasSize(7 * 40)
                .allSatisfy(event -> assertThat(event.outcome()).isEqualTo("deny"));
        assertThat(on.ledger.openIncidents()).isEmpty();
        assertThat(on.trail.events(EventType.INCIDENT_OPENED))
                .hasSameSizeAs(on.trail.events(EventType.INCIDENT_CLOSED));
        assertThat(on.book.size()).isZero();
    }

    private static void awaitCount(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRefusalLeavesTheResetOfAnotherAlone() throws Exception {
        healthySessionThatReopens();
        var root = asks("root", 0);
        Await.until("the cycle is queued", () -> !on.queued.isEmpty());
        on.policy.say(Effect.DENY);
        var refused = on.flow.operations().reset(caller("mallory", 1004), session);
        assertThat(refused.decision()).isInstanceOf(Decision.Deny.class);
        on.policy.say(Effect.PERMIT);
        on.runQueued();
        assertThat(root.get().cycle()).isNotNull().extracting(Cycle::state).isEqualTo(CycleState.HEALED);
        assertThat(on.recorded())
                .containsExactly(
                        "INCIDENT_OPENED ",
                        "DECISION permit",
                        "DECISION deny",
                        "CYCLE_STEP EVIDENCE_KEPT",
                        "CYCLE_STEP RESETTING",
                        "CYCLE_STEP VERIFYING",
                        "CYCLE_STEP HEALED",
                        "INCIDENT_CLOSED HEALED");
        assertThat(on.recorded(AuditEvent::incident)).containsOnly("i-1");
    }

    @Test
    void whoIsPermittedWhileAResetGoesOnIsRecordedAndWaitsForItsEnd() throws Exception {
        healthySessionThatReopens();
        var first = asks("root", 0);
        Await.until("the cycle is queued", () -> !on.queued.isEmpty());
        var second = asks("carol", 1005);
        Await.until("the second is decided", () -> decisions().size() == 2 && on.queued.size() == 2);
        on.runQueued();
        for (var answer : List.of(first.get(), second.get())) {
            assertThat(answer.cycle()).isNotNull().extracting(Cycle::state).isEqualTo(CycleState.HEALED);
            assertThat(answer.told()).contains("closed");
        }
        assertThat(decisions()).extracting(AuditEvent::who).containsExactly("root (local:0)", "carol (local:1005)");
        assertThat(decisions()).extracting(event -> event.detail("cycle")).containsOnly("c-1");
        assertThat(on.trail.events(EventType.INCIDENT_OPENED)).hasSize(1);
        assertThat(on.host.resets()).hasSize(1);
        assertThat(on.ledger.openIncidents()).isEmpty();
    }

    @Test
    void aCycleThatHasEndedBeforeAnybodyWaitsForItIsAnsweredAtOnce() {
        var run = new AtomicReference<Runnable>(() -> {});
        on = new FlowOnFakes(Mode.ENFORCE, ledger -> afterOpening(ledger, run));
        healthySessionThatReopens();
        run.set(() -> on.flow.reset().run("c-1"));
        var answer = on.flow.operations().reset(caller("root", 0), session);
        assertThat(answer.cycle()).isNotNull().extracting(Cycle::state).isEqualTo(CycleState.HEALED);
        assertThat(answer.told()).last().asString().contains("reopened as id 102");
        assertThat(on.recorded()).last().isEqualTo("INCIDENT_CLOSED HEALED");
        assertThat(on.book.size()).isZero();
    }

    /** The same ledger, whose cycles run as soon as they have been opened, as a sweep may have them run. */
    private static Ledger afterOpening(Ledger ledger, AtomicReference<Runnable> run) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, args) -> {
                    try {
                        var result = method.invoke(ledger, args);
                        if (method.getName().equals("open")) {
                            Objects.requireNonNull(run.get()).run();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aRequestThatIsWithdrawnTakesItsIncidentWithIt() throws Exception {
        healthySessionThatReopens();
        var asked = asks("root", 0);
        Await.until("the cycle is queued", () -> !on.queued.isEmpty());
        on.host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs"));
        on.runQueued();
        assertThat(asked.get().cycle()).isNotNull().extracting(Cycle::state).isEqualTo(CycleState.WITHDRAWN);
        assertThat(on.recorded()).endsWith("CYCLE_STEP WITHDRAWN", "INCIDENT_CLOSED NOT_RESET");
        assertThat(on.book.size()).isZero();
    }

    @Test
    void anIllnessGoesOnWhenARequestAboutItIsWithdrawn() throws Exception {
        on.policy.say(Effect.DENY);
        on.host.put(with(session, "ill", "STOPPED"));
        on.sweep();
        on.policy.say(Effect.PERMIT);
        var asked = asks("root", 0);
        Await.until("the cycle is queued", () -> !on.queued.isEmpty());
        on.policy.say(Effect.DENY);
        on.runQueued();
        assertThat(asked.get().cycle()).isNotNull().extracting(Cycle::state).isEqualTo(CycleState.WITHDRAWN);
        assertThat(on.ledger.openIncidents()).hasSize(1);
        on.policy.say(Effect.PERMIT);
        on.clock.advance(Duration.ofSeconds(10));
        on.sweep();
        assertThat(on.queued).as("it is decided again").hasSize(1);
    }
}
