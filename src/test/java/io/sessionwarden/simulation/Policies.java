package io.sessionwarden.simulation;

import io.sessionwarden.policy.Limits;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shipped policy with several tables: what a site may have in force one after the other. */
final class Policies {

    /** One of them, and its limits as this test wrote them down. */
    record Edition(DroolsResetPolicy policy, Limits limits) {}

    private static final List<Limits> LIMITS = List.of(
            new Limits(3, 6, 20, 60, 4, 2, 3), new Limits(1, 2, 3, 5, 1, 1, 1), new Limits(2, 9, 9, 9, 9, 9, 2));

    private final List<Edition> editions = new ArrayList<>();

    Policies() {
        LIMITS.forEach(limits -> editions.add(new Edition(open(limits), limits)));
    }

    List<Edition> all() {
        return List.copyOf(editions);
    }

    private static DroolsResetPolicy open(Limits limits) {
        try {
            var folder = Files.createTempDirectory("simulated-policy");
            Files.writeString(folder.resolve("thresholds.csv"), """
                    server,symptom,seconds,mode,grace-seconds
                    *,DEAD_LEADER,0,enforce,
                    *,DOWN,5,enforce,
                    *,FROZEN_DISPLAY,5,enforce,10
                    *,STOPPED,5,enforce,
                    *,OUTPUT_BLOCKED,10,ask,
                    """);
            Files.writeString(folder.resolve("limits.csv"), """
                    server,scope,limit
                    *,session,%d
                    *,account,%d
                    *,server,%d
                    *,overall,%d
                    *,running,%d
                    *,account-running,%d
                    *,server-running,%d
                    *,server-running-percent,100
                    *,storm-sessions,4
                    *,storm-percent,80
                    *,cooldown-seconds,30
                    *,recurrence-ask,6
                    *,recurrence-give-up,12
                    """.formatted(
                            limits.session(),
                            limits.account(),
                            limits.server(),
                            limits.overall(),
                            limits.running(),
                            limits.accountRunning(),
                            limits.serverRunning()));
            Files.writeString(
                    folder.resolve("protected-accounts.csv"),
                    "server,account,session,reason\n*," + World.PROTECTED + ",*,runs the pay slips\n");
            return DroolsResetPolicy.open(List.of(Path.of("rules"), folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PolicyException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
