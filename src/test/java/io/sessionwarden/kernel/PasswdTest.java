package io.sessionwarden.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswdTest {

    @Test
    void knowsNamesAndTheirAbsence() {
        assertThat(Passwd.nameOf(0)).contains("root");
        assertThat(Passwd.nameOf(4_000_000_123L)).isEmpty();
    }

    @Test
    void knowsUidsOfNamesAndTheirAbsence() {
        assertThat(Passwd.uidOf("root")).hasValue(0);
        assertThat(Passwd.uidOf("nobody")).hasValue(65534);
        assertThat(Passwd.uidOf("no-such-user-here")).isEmpty();
    }
}
