package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import java.util.Map;

/**
 * Moves along with the machine's clock wherever somebody has set it: no illness has lasted longer by that, no grace is shorter,
 * and no limit is forgotten. Safe for use by several threads.
 */
final class SetClock {

    private final Wiring wiring;
    private final Vantage vantage;
    private final ClockSteps steps;

    SetClock(Wiring wiring, Vantage vantage) {
        this.wiring = wiring;
        this.vantage = vantage;
        this.steps = new ClockSteps(wiring.clock(), wiring.steady());
    }

    /** To be called before anything is done that goes by the clock. A step that could not be written down is noticed again. */
    synchronized void mind() {
        var step = steps.look();
        if (step.isZero()) {
            return;
        }
        vantage.clockSet(step);
        wiring.ledger()
                .clockSet(
                        step,
                        wiring.clock().instant(),
                        AuditEvent.ofWarden(
                                EventType.CLOCK_SET,
                                "clock set",
                                wiring.policy().revision(),
                                Map.of("byMillis", Long.toString(step.toMillis()))));
        wiring.incidents().clockSet(step);
        steps.minded(step);
    }
}
