package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Questions;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sees whose sessions, by access.csv. */
class QueryPermissionTest {

    @TempDir
    Path temp;

    private Folder folder;

    @BeforeEach
    void copyTheShippedRules() {
        folder = Folder.shipped(temp);
    }

    private boolean sees(Questions asking) {
        var question = asking.ask();
        return folder.open().mayQuery(question.caller(), question.session());
    }

    private static Questions ann() {
        return about().by("ann", 1001);
    }

    private static Questions bob() {
        return about().by("bob", 1002);
    }

    @Test
    void everybodySeesEverythingWhereNoRowSaysQuery() {
        folder.row("access.csv", "carol,*,reset,").row("access.csv", "bob,*,deny,");

        assertThat(sees(bob())).isTrue();
    }

    @Test
    void aRowThatSaysQueryKeepsEverybodyElseToTheirOwn() {
        folder.row("access.csv", "carol,*,query,");

        assertThat(sees(bob())).isFalse();
        assertThat(sees(ann())).as("a session of their own account").isTrue();
        assertThat(sees(about().by("carol", 1003))).isTrue();
        assertThat(sees(about().by("ann", 2001))).as("only the same logon name").isFalse();
    }

    @Test
    void whoeverMayResetMaySee() {
        folder.row("access.csv", "carol,*,query,").row("access.csv", "uid:1002,*,reset,");

        assertThat(sees(bob())).isTrue();
    }

    @Test
    void denyBeatsQuery() {
        folder.row("access.csv", "bob,*,query,").row("access.csv", "BOB,*,deny,");

        assertThat(sees(bob())).isFalse();
    }

    @Test
    void aRowForAnotherServerKeepsNobodyOffThisOne() {
        folder.row("access.csv", "carol,db1,query,");

        assertThat(sees(bob())).isTrue();
    }
}
