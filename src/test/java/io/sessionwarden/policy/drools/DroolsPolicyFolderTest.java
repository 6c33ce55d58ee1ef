package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyFolder.Look;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Editing the policy's files while somebody looks. */
class DroolsPolicyFolderTest {

    private static final Look NOTHING = new Look.Nothing();

    @TempDir
    Path temp;

    private final AtomicLong nanos = new AtomicLong();
    private Folder folder;
    private DroolsPolicyFolder looked;
    private OpenPolicy first;

    @BeforeEach
    void open() throws PolicyException {
        folder = Folder.shipped(temp);
        looked = new DroolsPolicyFolder(List.of(folder.path()), DroolsPolicyFolder.REST, nanos::get);
        first = looked.read();
    }

    /** Looks once, and again after the files have rested. */
    private Look settle() {
        assertThat(looked.look()).isEqualTo(NOTHING);
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        return looked.look();
    }

    private static String word(OpenPolicy policy) {
        return policy.decide(about().sick(Symptom.DEAD_LEADER, 60).ask()).word();
    }

    @Test
    void anEditIsReadOnceItHasRested() {
        assertThat(word(first)).isEqualTo("permit");
        folder.row("protected-accounts.csv", "*,ann,*,demo");
        assertThat(settle()).isInstanceOfSatisfying(Look.Edited.class, edited -> {
            assertThat(edited.policy().revision()).isNotEqualTo(first.revision());
            assertThat(word(edited.policy())).isEqualTo("deny");
        });
        assertThat(settle()).isEqualTo(NOTHING);
    }

    @Test
    void anEditThatGoesOnIsWaitedFor() {
        folder.row("people.csv", "# one");
        assertThat(looked.look()).isEqualTo(NOTHING);
        nanos.addAndGet(Duration.ofMillis(400).toNanos());
        folder.row("people.csv", "# two");
        assertThat(looked.look()).isEqualTo(NOTHING);
        nanos.addAndGet(Duration.ofMillis(400).toNanos());
        assertThat(looked.look()).isEqualTo(NOTHING);
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(looked.look()).isInstanceOf(Look.Edited.class);
    }

    @Test
    void aBrokenEditIsTold() {
        folder.write("extra.drl", "rule \"x\" when ResetRequest( sickSecond > 1 ) then deny( \"x\" ); end");
        assertThat(settle())
                .isInstanceOfSatisfying(
                        Look.Broken.class,
                        broken -> assertThat(broken.problems())
                                .singleElement()
                                .asString()
                                .startsWith("rules/extra.drl:1")
                                .endsWith("unknown field 'sickSecond'; did you mean 'sickSeconds'?"));
        assertThat(settle()).isEqualTo(NOTHING);
        folder.delete("extra.drl");
        assertThat(settle())
                .isInstanceOfSatisfying(
                        Look.Edited.class,
                        edited -> assertThat(edited.policy().revision()).isEqualTo(first.revision()));
    }

    @Test
    void whatAnEditorLeavesBesideAFileIsNoEdit() {
        folder.write(".limits.csv.swp", "x")
                .write(".limits.csv.swx", "x")
                .write(".~lock.limits.csv#", "x")
                .write(".#limits.csv", "x")
                .write("~$limits.csv", "x")
                .write("limits.csv~", "x")
                .write("#limits.csv#", "x")
                .write("4913", "")
                .write("lu1234.tmp", "");
        assertThat(settle()).isEqualTo(NOTHING);
    }

    @Test
    void aTableThatIsGoneIsABrokenEdit() {
        folder.delete("limits.csv");
        assertThat(settle()).isInstanceOf(Look.Broken.class);
    }

    @Test
    void anEditionThatWasKeptIsTheSamePolicy() throws PolicyException {
        folder.row("protected-accounts.csv", "*,ann,*,demo");
        var kept = DroolsResetPolicy.open(looked.read().edition());
        assertThat(kept.revision()).isEqualTo(looked.read().revision());
        assertThat(word(kept)).isEqualTo("deny");
    }

    @Tag("slow")
    @Test
    void manyEditsLeaveNothingBehind() {
        for (int i = 0; i < 5; i++) {
            edit(i);
        }
        long before = used();
        for (int i = 5; i < 45; i++) {
            edit(i);
        }
        assertThat(used() - before).as("bytes kept by 40 edits").isLessThan(3_000_000);
    }

    private void edit(int number) {
        folder.write("notes.txt", "edit " + number);
        assertThat(settle())
                .isInstanceOfSatisfying(
                        Look.Edited.class,
                        edited -> assertThat(word(edited.policy())).isEqualTo("permit"));
    }

    private static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
