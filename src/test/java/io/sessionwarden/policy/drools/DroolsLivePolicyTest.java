package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.LivePolicy.Reload;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Editing the policy while it is in force. */
class DroolsLivePolicyTest {

    private static final Reload UNCHANGED = new Reload.Unchanged();

    @TempDir
    Path temp;

    private final AtomicLong nanos = new AtomicLong();
    private Folder folder;
    private DroolsLivePolicy policy;

    @BeforeEach
    void open() throws PolicyException {
        folder = Folder.shipped(temp);
        policy = DroolsLivePolicy.open(List.of(folder.path()), DroolsLivePolicy.REST, nanos::get);
    }

    /** Looks once, and again after the files have rested. */
    private Reload settle() {
        assertThat(policy.check()).isEqualTo(UNCHANGED);
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        return policy.check();
    }

    private String word() {
        return policy.decide(about().sick(Symptom.DEAD_LEADER, 60).ask()).word();
    }

    @Test
    void anEditIsTakenIntoForceOnceItHasRested() {
        var before = policy.revision();
        assertThat(word()).isEqualTo("permit");
        folder.row("protected-accounts.csv", "*,ann,*,demo");
        assertThat(settle())
                .isEqualTo(new Reload.Changed(before, policy.revision(), List.of("protected-accounts.csv")));
        assertThat(policy.revision()).isNotEqualTo(before);
        assertThat(word()).isEqualTo("deny");
        assertThat(settle()).isEqualTo(UNCHANGED);
    }

    @Test
    void anEditThatGoesOnIsWaitedFor() {
        folder.row("people.csv", "# one");
        assertThat(policy.check()).isEqualTo(UNCHANGED);
        nanos.addAndGet(Duration.ofMillis(400).toNanos());
        folder.row("people.csv", "# two");
        assertThat(policy.check()).isEqualTo(UNCHANGED);
        nanos.addAndGet(Duration.ofMillis(400).toNanos());
        assertThat(policy.check()).isEqualTo(UNCHANGED);
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(policy.check()).isInstanceOf(Reload.Changed.class);
    }

    @Test
    void aBrokenEditLeavesTheOldPolicyInForceAndIsToldOnce() {
        var before = policy.revision();
        folder.write("extra.drl", "rule \"x\" when ResetRequest( sickSecond > 1 ) then deny( \"x\" ); end");
        assertThat(settle()).isInstanceOfSatisfying(Reload.Refused.class, refused -> {
            assertThat(refused.revision()).isEqualTo(before);
            assertThat(refused.problems())
                    .singleElement()
                    .hasToString("rules/extra.drl:1:29: unknown field 'sickSecond'; did you mean 'sickSeconds'?");
        });
        assertThat(policy.problems()).hasSize(1);
        assertThat(policy.revision()).isEqualTo(before);
        assertThat(word()).isEqualTo("permit");
        assertThat(settle()).isEqualTo(UNCHANGED);
        folder.write("extra.drl", "rule \"x\" when ResetRequest( sickSecond > 2 ) then deny( \"other\" ); end");
        assertThat(settle()).isInstanceOf(Reload.Refused.class);
        folder.delete("extra.drl");
        assertThat(settle()).isEqualTo(UNCHANGED);
        assertThat(policy.problems()).isEmpty();
    }

    @Test
    void whatAnEditorLeavesBesideAFileIsNoEdit() {
        folder.write(".limits.csv.swp", "x")
                .write("limits.csv~", "x")
                .write("#limits.csv#", "x")
                .write("4913.tmp", "");
        assertThat(settle()).isEqualTo(UNCHANGED);
        assertThat(policy.problems()).isEmpty();
    }

    @Test
    void aTableThatIsGoneIsABrokenEdit() {
        folder.delete("limits.csv");
        assertThat(settle()).isInstanceOf(Reload.Refused.class);
        assertThat(word()).isEqualTo("permit");
    }

    @Test
    void manyEditsLeaveNothingBehind() {
        for (int i = 0; i < 5; i++) {
            edit(i);
        }
        long before = used();
        for (int i = 5; i < 45; i++) {
            edit(i);
        }
        assertThat(used() - before).as("bytes kept by 40 reloads").isLessThan(3_000_000);
    }

    private void edit(int number) {
        folder.write("notes.txt", "edit " + number);
        assertThat(settle()).isInstanceOf(Reload.Changed.class);
        assertThat(word()).isEqualTo("permit");
    }

    private static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
