package io.sessionwarden.app;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.host.Roster;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.session.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastSeenTest {

    private static final SessionName TILL =
            new SessionName(Sessions.SERVER, Sessions.CONNECTOR, "seat", "till", "till", true);

    @TempDir
    Path data;

    private static Roster roster(FakeSessionHost host) {
        return new Roster(Sessions.SERVER, List.of(host), Selector.ALL, List.of(TILL));
    }

    @Test
    void aSessionThatEndsWhileNothingIsWatchedIsMissedAsWhatItWas() throws IOException {
        try (var earlier = roster(new FakeSessionHost().put(session("till", 101)))) {
            earlier.call();
            new LastSeen(data).write(earlier.standing());
        }
        try (var later = roster(new FakeSessionHost())) {
            later.recall(LastSeen.read(data));

            var missing = later.call().sessions().get(0);

            assertThat(missing.state()).isEqualTo(SessionState.DOWN);
            assertThat(missing.identity()).isEqualTo(session("till", 101).identity());
            assertThat(missing.account()).isEqualTo(session("till", 101).account());
            assertThat(missing.logonName()).isEqualTo("alice");
        }
    }

    @Test
    void aNameThatIsNoLongerGivenIsNotRecalled() {
        try (var roster = roster(new FakeSessionHost())) {
            roster.recall(Map.of(
                    new SessionName(Sessions.SERVER, Sessions.CONNECTOR, "seat", "board", "till", true),
                    standing("till", 101)));

            assertThat(roster.standing()).isEmpty();
        }
    }

    @Test
    void nothingIsKnownWhereNoWardenHasBeen() throws IOException {
        assertThat(LastSeen.read(data)).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Files.writeString(data.resolve("standing.properties"), "0.name.name=till");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LastSeen.read(data))
                .withMessageContaining("standing.properties");
    }
}
