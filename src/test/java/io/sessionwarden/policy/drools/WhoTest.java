package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.session.Account;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a cell of a table names. */
class WhoTest {

    @ParameterizedTest
    @CsvSource({
        "*, ANYBODY, *",
        "uid:1001, UID, 1001",
        "CORP:S-1-5-21-7, ACCOUNT, CORP:S-1-5-21-7",
        "CORP\\ann, NAME, CORP\\ann",
        "ann, NAME, ann",
        ":ann, NAME, :ann"
    })
    void aCellIsReadInOneForm(String cell, Who.Form form, String value) {
        var who = Who.parse(cell);
        assertThat(who).isEqualTo(new Who(form, value));
        assertThat(who.wellFormed()).isTrue();
        assertThat(who).hasToString(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uid:", "uid:-1", "uid:12345678901", "CORP:", " ", "a\nb"})
    void whatCannotBeRightIsKnown(String cell) {
        assertThat(Who.parse(cell).wellFormed()).isFalse();
    }

    /** One row: the cell, the logon name and account that are asked about, and whether it fits to the letter, and in doubt. */
    @ParameterizedTest
    @CsvSource({
        "*, , , true, true",
        "ann, ann, , true, true",
        "ann, ANN, , false, true",
        "ann, bob, local:1001, false, false",
        "uid:1001, ann, local:1001, true, true",
        "uid:1001, ann, local:1002, false, false",
        "uid:1001, ann, db1:1001, false, false",
        "uid:1001, ann, , false, false",
        "db1:1001, ann, db1:1001, true, true",
        "db1:1001, ann, local:1001, false, false",
        "db1:1001, ann, , false, false"
    })
    void fitsOnTheServerCalledLocal(String cell, String logonName, String account, boolean fits, boolean mayFit) {
        var who = Who.parse(cell);
        var parts = account == null ? null : account.split(":");
        var asked = parts == null ? null : new Account(parts[0], parts[1]);
        assertThat(who.fits(logonName, asked, "local")).isEqualTo(fits);
        assertThat(who.mayFit(logonName, asked, "local")).isEqualTo(mayFit);
    }
}
