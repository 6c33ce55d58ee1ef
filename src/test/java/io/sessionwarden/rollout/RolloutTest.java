package io.sessionwarden.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.fake.FakePolicyArchive;
import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.policy.Edits;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyCheck;
import io.sessionwarden.policy.PolicyFolder.Look;
import io.sessionwarden.policy.PolicyInForce;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.replay.RecordedQuestions;
import io.sessionwarden.rollout.PolicyArchive.Standing;
import io.sessionwarden.rollout.Rollout.Activation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edit's way from the folder into force. */
class RolloutTest {

    private static final String STOPPED = "*,STOPPED,600,observe,60,perhaps Ctrl-Z";

    @TempDir
    Path temp;

    private final SettableClock clock = new SettableClock();
    private final RecordingAuditTrail trail = new RecordingAuditTrail(clock);
    private final FakePolicyArchive archive = new FakePolicyArchive(trail);
    private final List<PolicyCheck> checks = new CopyOnWriteArrayList<>();
    private PolicyFolders folder;
    private OpenPolicy first;
    private PolicyInForce inForce;

    @BeforeEach
    void open() {
        folder = PolicyFolders.shipped(temp);
        first = folder.open();
        inForce = new PolicyInForce(first);
    }

    private Rollout rollout(Edits edits) {
        var rollout = new Rollout(
                inForce,
                Look.Nothing::new,
                archive,
                new Judge(List.of(this::check), RecordedQuestions.of(trail), clock),
                edits,
                clock);
        rollout.begin();
        return rollout;
    }

    private List<PolicyProblem> check(OpenPolicy policy) {
        return checks.stream().flatMap(check -> check.problems(policy).stream()).toList();
    }

    private OpenPolicy narrower() {
        return folder.line("protected-accounts.csv", "*,ann,*,a demonstration").open();
    }

    private OpenPolicy wider() {
        return folder.replace("thresholds.csv", STOPPED, "*,STOPPED,1,enforce,,on purpose")
                .open();
    }

    private EditState state(OpenPolicy policy) {
        return archive.standing(policy.revision()).map(Standing::state).orElseThrow();
    }

    private AuditEvent only(EventType type) {
        assertThat(trail.events(type)).hasSize(1);
        return trail.events(type).get(0);
    }

    @Test
    void theFirstPolicyIsSimplyInForce() {
        rollout(Edits.ALL_WAIT);

        assertThat(state(first)).isEqualTo(EditState.IN_FORCE);
        assertThat(archive.find(first.revision())).contains(first.edition());
        assertThat(trail.events()).isEmpty();
    }

    @Test
    void anEditThatOnlyNarrowsGoesLive() {
        var rollout = rollout(Edits.WAIT_WHEN_WIDER);
        var edit = narrower();
        rollout.take(new Look.Edited(edit));

        assertThat(inForce.revision()).isEqualTo(edit.revision());
        assertThat(state(edit)).isEqualTo(EditState.IN_FORCE);
        assertThat(state(first)).isEqualTo(EditState.REPLACED);
        var event = only(EventType.POLICY_CHANGED);
        assertThat(event.who()).isEqualTo("watchdog");
        assertThat(event.detail("from")).isEqualTo(first.revision());
        assertThat(event.detail("to")).isEqualTo(edit.revision());
        assertThat(event.detail("files")).isEqualTo("protected-accounts.csv");
        assertThat(event.detail("why")).startsWith("nothing more is permitted in ");
    }

    @Test
    void anEditIsRefusedForItsErrorsAndNotForItsWarnings() {
        var rollout = rollout(Edits.WAIT_WHEN_WIDER);
        rollout.take(new Look.Broken(List.of(
                new PolicyProblem("rules/a.csv", 3, 1, "suspicious", PolicyProblem.Severity.WARNING),
                new PolicyProblem("rules/b.csv", 4, 2, "is empty"))));

        assertThat(rollout.standing().error()).isEqualTo("rules/b.csv:4:2: is empty");
    }

    @Test
    void whatASpreadsheetMayHaveDamagedIsToldAsLongAsItIsInForce() {
        var rollout = rollout(Edits.NONE_WAIT);
        assertThat(rollout.standing().warnings()).isEmpty();
        var edit = folder.line("protected-accounts.csv", "*,2-Mar,*,damaged");
        rollout.take(new Look.Edited(edit.open()));
        assertThat(rollout.standing().warnings())
                .singleElement()
                .asString()
                .startsWith("rules/protected-accounts.csv:")
                .contains(": warning: column 'account': '2-Mar' looks like a date");

        edit.replace("protected-accounts.csv", "2-Mar", "mar2");
        rollout.take(new Look.Edited(edit.open()));
        assertThat(rollout.standing().warnings()).isEmpty();
    }

    @Test
    void anEditThatPermitsMoreWaitsForSomebodyWhoIsNamed() {
        var rollout = rollout(Edits.WAIT_WHEN_WIDER);
        var edit = wider();
        rollout.take(new Look.Edited(edit));

        assertThat(inForce.revision()).isEqualTo(first.revision());
        assertThat(state(edit)).isEqualTo(EditState.WAITING);
        assertThat(rollout.standing().waiting()).startsWith(edit.revision() + " waits: it permits more: STOPPED");
        assertThat(only(EventType.POLICY_WAITING).detail("waiting")).isEqualTo(edit.revision());

        assertThat(rollout.activate("root (local:0)", ""))
                .isEqualTo(new Activation.Done(edit.revision(), first.revision()));
        assertThat(inForce.revision()).isEqualTo(edit.revision());
        assertThat(only(EventType.POLICY_CHANGED).who()).isEqualTo("root (local:0)");
        assertThat(state(edit)).isEqualTo(EditState.IN_FORCE);
        assertThat(rollout.standing().waiting()).isEmpty();
    }

    @Test
    void onlyWhatWaitsCanBeActivated() {
        var rollout = rollout(Edits.WAIT_WHEN_WIDER);
        assertThat(rollout.activate("root", "")).isEqualTo(new Activation.NotWaiting(""));
        var edit = wider();
        rollout.take(new Look.Edited(edit));
        assertThat(rollout.activate("root", first.revision())).isEqualTo(new Activation.NotWaiting(edit.revision()));
        assertThat(inForce.revision()).isEqualTo(first.revision());
    }

    @Test
    void aBrokenEditStaysOutAndIsToldOnce() {
        var rollout = rollout(Edits.NONE_WAIT);
        var broken = new Look.Broken(List.of(new PolicyProblem("rules/x.drl", 3, 7, "unknown field")));
        rollout.take(broken);
        rollout.take(broken);

        assertThat(inForce.revision()).isEqualTo(first.revision());
        assertThat(rollout.standing().error()).isEqualTo("rules/x.drl:3:7: unknown field");
        assertThat(only(EventType.POLICY_REFUSED).detail("error")).isEqualTo("rules/x.drl:3:7: unknown field");
    }

    @Test
    void anEditWhoseOwnScenariosFailIsRefusedWhateverWaits() {
        checks.add(policy -> List.of(new PolicyProblem("rules/scenarios/a.yaml", 4, 1, "expected deny, was permit")));
        var rollout = rollout(Edits.NONE_WAIT);
        var edit = narrower();
        rollout.take(new Look.Edited(edit));

        assertThat(inForce.revision()).isEqualTo(first.revision());
        assertThat(state(edit)).isEqualTo(EditState.REFUSED);
        assertThat(rollout.standing().error()).startsWith("rules/scenarios/a.yaml:4:1");
    }

    @Test
    void aSettingMakesAllEditsWait() {
        var rollout = rollout(Edits.ALL_WAIT);
        var edit = narrower();
        rollout.take(new Look.Edited(edit));

        assertThat(state(edit)).isEqualTo(EditState.WAITING);
        assertThat(rollout.standing().waiting()).contains("every edit is to wait");
    }

    @Test
    void anotherMakesNoneWait() {
        var rollout = rollout(Edits.NONE_WAIT);
        var edit = wider();
        rollout.take(new Look.Edited(edit));

        assertThat(state(edit)).isEqualTo(EditState.IN_FORCE);
        assertThat(only(EventType.POLICY_CHANGED).detail("why")).startsWith("no edit is to wait; it permits more");
    }

    @Test
    void filesThatArePutBackWaitForNobody() {
        var rollout = rollout(Edits.WAIT_WHEN_WIDER);
        var edit = wider();
        rollout.take(new Look.Edited(edit));
        rollout.take(new Look.Edited(first));

        assertThat(rollout.standing().waiting()).isEmpty();
        assertThat(state(edit)).isEqualTo(EditState.REPLACED);
        assertThat(state(first)).isEqualTo(EditState.IN_FORCE);
        assertThat(rollout.activate("root", "")).isEqualTo(new Activation.NotWaiting(""));
    }

    @Test
    void aSecondEditTakesThePlaceOfTheOneThatWaits() {
        var rollout = rollout(Edits.ALL_WAIT);
        var one = narrower();
        rollout.take(new Look.Edited(one));
        var two = wider();
        rollout.take(new Look.Edited(two));

        assertThat(state(one)).isEqualTo(EditState.REPLACED);
        assertThat(state(two)).isEqualTo(EditState.WAITING);
    }

    @Test
    void anEditThatIsFoundAgainAtAStartIsNoNews() {
        var edit = wider();
        rollout(Edits.WAIT_WHEN_WIDER).take(new Look.Edited(edit));
        var restarted = rollout(Edits.WAIT_WHEN_WIDER);
        restarted.take(new Look.Edited(edit));

        assertThat(restarted.standing().waiting()).startsWith(edit.revision());
        assertThat(trail.events(EventType.POLICY_WAITING)).hasSize(1);
    }

    @Test
    void anEditIsJudgedAgainWhereAnotherCameIntoForceMeanwhile() {
        var rollout = rollout(Edits.WAIT_WHEN_WIDER);
        var waiting = wider();
        rollout.take(new Look.Edited(waiting));
        var judged = new ArrayList<String>();
        checks.add(policy -> {
            judged.add(policy.revision());
            if (judged.size() == 1) {
                rollout.activate("root", "");
            }
            return List.of();
        });
        var edit = narrower();
        rollout.take(new Look.Edited(edit));

        assertThat(judged).hasSize(2);
        assertThat(inForce.revision()).isEqualTo(edit.revision());
        assertThat(trail.events(EventType.POLICY_CHANGED).stream().map(event -> event.detail("from")))
                .containsExactly(first.revision(), waiting.revision());
    }
}
