package io.sessionwarden.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission();

    private int admitted(long uid, boolean administrator) {
        int count = 0;
        while (admission.enter(uid, administrator)) {
            count++;
        }
        return count;
    }

    @Test
    void boundsEachUser() {
        assertThat(admitted(1001, false)).isEqualTo(Admission.PLACES_OF_ONE_USER);
        assertThat(admitted(1002, false)).isEqualTo(Admission.PLACES_OF_ONE_USER);
    }

    @Test
    void keepsPlacesForAdministratorsFromAnyCrowd() {
        int crowd = 0;
        for (long uid = 1001; uid < 1100; uid++) {
            crowd += admitted(uid, false);
        }

        assertThat(crowd).isEqualTo(Admission.PLACES - Admission.KEPT_FOR_ADMINISTRATORS);
        assertThat(admitted(0, true)).isEqualTo(Admission.KEPT_FOR_ADMINISTRATORS);
        assertThat(admission.all()).isEqualTo(Admission.PLACES);
    }

    @Test
    void aPlaceGivenBackCanBeTakenAgain() {
        admitted(1001, false);
        admission.leave(1001);

        assertThat(admitted(1001, false)).isEqualTo(1);
    }
}
