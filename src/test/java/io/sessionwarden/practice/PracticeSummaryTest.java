package io.sessionwarden.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PracticeSummaryTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final PracticeSummary summary = new PracticeSummary();

    @Test
    void passesWhenEverythingIsHealedOrRightlyLeftAlone() {
        broken(Fault.LEADER_KILLED, "till-1");
        broken(Fault.PROTECTED, "payroll");
        summary.ended("till-1");
        summary.healed("till-1", START.plusMillis(1400));
        summary.leftAlone("payroll");

        assertThat(summary.success()).isTrue();
        assertThat(summary.slowest()).contains(Duration.ofMillis(1400));
        assertThat(summary.text()).contains("1.40 s").contains("Practice passed");
    }

    @Test
    void keepsTheSlowestTime() {
        broken(Fault.STOPPED, "till-1");
        broken(Fault.STOPPED, "report");
        summary.healed("till-1", START.plusSeconds(3));
        summary.healed("report", START.plusSeconds(2));

        assertThat(summary.slowest()).contains(Duration.ofSeconds(3));
        assertThat(summary.text()).containsPattern("stopped +2 +2 +- +0 +3\\.00 s");
    }

    @Test
    void failsWhileSomethingIsNotHealed() {
        broken(Fault.STOPPED, "till-1");
        summary.leftAlone("till-1");

        assertThat(summary.success()).isFalse();
        assertThat(summary.isOpen("till-1")).isTrue();
        assertThat(summary.text()).contains("till-1: stopped was not healed").contains("Practice failed");
    }

    @Test
    void failsWhenNobodyNoticedTheProtectedSession() {
        broken(Fault.PROTECTED, "payroll");

        assertThat(summary.success()).isFalse();
        assertThat(summary.text()).contains("payroll: protected was not seen to be left alone");
    }

    @Test
    void countsAProtectedSessionThatWasResetAsWrongOnce() {
        broken(Fault.PROTECTED, "payroll");
        summary.ended("payroll");
        summary.healed("payroll", START.plusSeconds(1));
        summary.wronglyReset("payroll");

        assertThat(summary.success()).isFalse();
        assertThat(summary.text()).containsPattern("protected +1 +- +0 +1 +-");
    }

    @Test
    void countsAResetAfterItWasLeftAloneAsWrong() {
        broken(Fault.PROTECTED, "payroll");
        summary.leftAlone("payroll");
        summary.ended("payroll");

        assertThat(summary.success()).isFalse();
        assertThat(summary.text()).contains("although nothing was wrong with them: 1");
    }

    @Test
    void countsTheResetOfAHealthySessionAsWrong() {
        broken(Fault.STOPPED, "till-1");
        summary.healed("till-1", START.plusSeconds(1));
        summary.ended("clock");

        assertThat(summary.success()).isFalse();
    }

    @Test
    void countsASecondEndAfterOneFaultAsWrong() {
        broken(Fault.LEADER_KILLED, "till-1");
        summary.ended("till-1");
        summary.ended("till-1");
        summary.healed("till-1", START.plusSeconds(1));

        assertThat(summary.success()).isFalse();
        assertThat(summary.text()).containsPattern("leader-killed +1 +0 +- +1 +-");
    }

    @Test
    void forgivesNothingButCountsASeatAnewWhenItIsBrokenAgain() {
        broken(Fault.BUSY, "busy");
        summary.wronglyReset("busy");
        broken(Fault.BUSY, "busy");
        summary.wronglyReset("busy");

        assertThat(summary.text()).containsPattern("busy +2 +- +0 +2 +-");
    }

    @Test
    void provesNothingWhereNothingWasBroken() {
        assertThat(summary.success()).isFalse();
        assertThat(summary.text()).contains("proved nothing");
    }

    @Test
    void waitsOnlyAsLongAsItIsTold() throws InterruptedException {
        broken(Fault.STOPPED, "till-1");
        assertThat(summary.awaitSettled(Duration.ofMillis(20))).isFalse();
    }

    @Test
    void stopsWaitingWhenTheLastFaultIsSettled() throws InterruptedException {
        broken(Fault.STOPPED, "till-1");
        var healer = new Thread(() -> summary.healed("till-1", START.plusSeconds(1)));
        healer.start();
        assertThat(summary.awaitSettled(Duration.ofSeconds(20))).isTrue();
        healer.join();
    }

    private void broken(Fault fault, String seat) {
        summary.broken(new Broken(fault, seat, seat + " broken"), START);
    }
}
