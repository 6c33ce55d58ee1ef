package io.sessionwarden.policy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.RowView;
import io.sessionwarden.policy.replay.Differences.OfRow;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which rules and rows two policies differ. */
class DifferencesTest {

    @TempDir
    Path temp;

    private PolicyFolders folder;
    private OpenPolicy before;

    @BeforeEach
    void open() {
        folder = PolicyFolders.shipped(temp)
                .line(
                        "extra.drl",
                        "rule \"one\"\nwhen\n    ResetRequest( server == \"a\" )\nthen\n    deny( \"x\" );\nend");
        before = folder.open();
    }

    private Differences differences() {
        return Differences.between(before, folder.open());
    }

    @Test
    void commentsAndBlanksAreNone() {
        folder.line("limits.csv", "# a comment")
                .line("extra.drl", "// a comment")
                .replace("extra.drl", "then\n    deny", "then deny");

        assertThat(differences().none()).isTrue();
    }

    @Test
    void aRuleThatWasAddedHasNoTextBefore() {
        folder.line("extra.drl", "rule \"two\" when ResetRequest( automatic ) then deny( \"y\" ); end");

        assertThat(differences().rules()).singleElement().satisfies(rule -> {
            assertThat(rule.title()).isEqualTo("two");
            assertThat(rule.before()).isNull();
            assertThat(rule.textBefore()).isEmpty();
            assertThat(rule.textAfter()).startsWith("rule \"two\"").endsWith("end");
        });
    }

    @Test
    void aRuleThatWasChangedHasBothTexts() {
        folder.replace("extra.drl", "\"x\"", "\"z\"");

        assertThat(differences().rules()).singleElement().satisfies(rule -> {
            assertThat(rule.textBefore()).contains("deny( \"x\" )").endsWith("end");
            assertThat(rule.textAfter()).contains("deny( \"z\" )");
        });
    }

    @Test
    void aRuleThatWasTakenAwayHasNoTextAfter() {
        folder.replace("extra.drl", "rule \"one\"", "rule \"two\"");

        assertThat(differences().rules())
                .extracting(rule -> rule.title() + ": " + rule.textAfter().isEmpty())
                .containsExactly("one: true", "two: false");
    }

    @Test
    void aCommentBehindTheEndOfARuleBelongsToIt() {
        folder.line("extra.drl", "rule \"two\" when ResetRequest( automatic ) then deny( \"y\" ); end // of two");

        assertThat(differences().rules().get(0).textAfter())
                .startsWith("rule \"two\"")
                .endsWith("end // of two");
    }

    @Test
    void aRowIsChangedWhereItIsAboutTheSame() {
        folder.replace("limits.csv", "*,session,3", "*,session,4").line("limits.csv", "till,session,1,");

        assertThat(differences().rows()).extracting(DifferencesTest::limits).containsExactly("3 -> 4", "none -> 1");
    }

    @Test
    void aRowThatWasTakenAwayIsTold() {
        folder.replace("limits.csv", "*,session,3", "# no session");

        var differences = differences();
        assertThat(differences.rows()).extracting(DifferencesTest::limits).containsExactly("3 -> none");
        assertThat(differences.rows().get(0).table()).isEqualTo("limits.csv");
        assertThat(differences.none()).isFalse();
    }

    private static String limits(OfRow row) {
        return limit(row.before()) + " -> " + limit(row.after());
    }

    private static String limit(@Nullable RowView row) {
        return row == null ? "none" : row.cells().getOrDefault("limit", "");
    }

    @Test
    void otherFilesAreNamedWhereTheyDiffer() {
        folder.line("scenarios/mine.yaml", "scenarios: []");
        before = folder.open();
        folder.line("scenarios/mine.yaml", "# an edit").line("never.yaml", "guarantees: []");

        assertThat(differences().files()).containsExactly("never.yaml", "scenarios/mine.yaml");
        assertThat(differences().none()).isFalse();
    }

    @Test
    void aNoteIsNoDifferenceOfARow() {
        folder.replace("thresholds.csv", "perhaps Ctrl-Z", "surely Ctrl-Z");

        assertThat(differences().rows()).isEmpty();
    }
}
