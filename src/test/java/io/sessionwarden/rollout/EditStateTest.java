package io.sessionwarden.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may follow what. */
class EditStateTest {

    @ParameterizedTest
    @CsvSource({
        "LOADED, 'CHECKED REFUSED IN_FORCE'",
        "CHECKED, 'IN_FORCE WAITING'",
        "WAITING, 'IN_FORCE REPLACED LOADED'",
        "IN_FORCE, 'REPLACED'",
        "REFUSED, 'LOADED'",
        "REPLACED, 'LOADED'"
    })
    void onlyTheseMayFollow(EditState state, String followers) {
        Set<EditState> may = EnumSet.noneOf(EditState.class);
        Arrays.stream(followers.split(" ", -1)).map(EditState::valueOf).forEach(may::add);

        for (var next : EditState.values()) {
            assertThat(state.mayBecome(next)).as("%s -> %s", state, next).isEqualTo(may.contains(next));
        }
    }
}
