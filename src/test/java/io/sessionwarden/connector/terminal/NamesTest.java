package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamesTest {

    private final Map<Long, String> users = new HashMap<>(Map.of(1001L, "ann"));
    private final List<Long> asked = new ArrayList<>();
    private long nanos;
    private final Names names = new Names(this::find, () -> nanos);

    private Optional<String> find(long uid) {
        asked.add(uid);
        return Optional.ofNullable(users.get(uid));
    }

    private void later() {
        nanos += Duration.ofMinutes(1).toNanos();
    }

    @Test
    void aUserIsCalledByNameAndAnUnnamedUidByItsNumber() {
        assertThat(names.of(1001)).isEqualTo("ann");
        assertThat(names.of(1002)).isEqualTo("1002");
    }

    @Test
    void neitherIsAskedForAgainAtEverySweep() {
        for (int sweep = 0; sweep < 5; sweep++) {
            names.of(1001);
            names.of(1002);
        }
        assertThat(asked).containsExactly(1001L, 1002L);
    }

    @Test
    void anAccountThatIsMadeOrRenamedIsCalledByItsNewNameAWhileLater() {
        names.of(1001);
        names.of(1002);
        users.put(1001L, "anna");
        users.put(1002L, "bob");
        later();
        assertThat(names.of(1001)).isEqualTo("anna");
        assertThat(names.of(1002)).isEqualTo("bob");
    }

    @Test
    void aDirectoryThatNoLongerAnswersTakesNoNameAway() {
        names.of(1001);
        users.clear();
        later();
        assertThat(names.of(1001)).isEqualTo("ann");
    }
}
