package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private final Groups groups = new Groups(
            List.of(
                    "root:x:0:0:root:/root:/bin/sh",
                    "warden:x:990:990::/:/bin/false",
                    "twin:x:990:100::/:/bin/false",
                    "ann:x:1001:1001::/:/bin/sh",
                    "bob:x:1002:50::/:/bin/sh",
                    "",
                    "garbled"),
            List.of(
                    "root:x:0:",
                    "warden:x:990:",
                    "own:x:991:warden,root",
                    "twins:x:993:twin",
                    "mixed:x:992:warden,ann",
                    "staff:x:50:",
                    "ghosts:x:994:nobody-knows",
                    "doubled:x:995:",
                    "doubled2:x:995:ann",
                    "short:x"));

    private boolean holdsOnlyWarden(int gid) {
        return groups.holdsOnly(gid, 990);
    }

    @Test
    void aGroupHoldsOnlyItsUserAndRoot() {
        assertThat(holdsOnlyWarden(990)).isTrue();
        assertThat(holdsOnlyWarden(991)).isTrue();
        assertThat(holdsOnlyWarden(993)).isTrue();
        assertThat(holdsOnlyWarden(0)).isTrue();
    }

    @Test
    void aGroupWithAnybodyElseDoesNot() {
        assertThat(holdsOnlyWarden(992)).as("a member").isFalse();
        assertThat(holdsOnlyWarden(50)).as("somebody's first group").isFalse();
        assertThat(holdsOnlyWarden(994)).as("a member whom nobody knows").isFalse();
        assertThat(holdsOnlyWarden(995)).as("two groups of one number").isFalse();
        assertThat(holdsOnlyWarden(7777)).as("a group that nobody knows").isFalse();
    }
}
