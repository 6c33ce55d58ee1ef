package io.sessionwarden.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.evidence.Masks;
import io.sessionwarden.evidence.Masks.Mask;
import io.sessionwarden.policy.Edits;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.session.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsFileTest {

    @TempDir
    private Path home;

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void makeFolder() throws Exception {
        Files.createDirectories(home.resolve("config"));
    }

    private static Configuration configuration(boolean keepsScreens) {
        return new Configuration(
                Path.of("/data"),
                List.of(new Configuration.Server(
                        "local",
                        null,
                        Map.of("tmux", Map.of()),
                        Selector.ALL,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Mode.OBSERVE,
                        keepsScreens)),
                Edits.WAIT_WHEN_WIDER);
    }

    private List<Mask> read(String csv) throws Exception {
        Files.writeString(home.resolve("config/secrets.csv"), csv);
        return SecretsFile.read(home, configuration(false), told::add);
    }

    @Test
    void aBrokenRowIsToldWithItsFileAndLine() throws Exception {
        read("pattern,replacement,note\n# a comment\n(a,x,broken\nb,$1,no group\nc,x\nd,x,good\n");
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).startsWith("config/secrets.csv:3: column pattern: is no regular expression");
        assertThat(told.get(1)).startsWith("config/secrets.csv:4: column pattern: has 0 groups");
        assertThat(told.get(2)).isEqualTo("config/secrets.csv:5: has 2 columns instead of 3");
    }

    @Test
    void mayBeMissingOnlyWhereNoScreensAreKept() {
        assertThat(SecretsFile.read(home, configuration(false), told::add)).isEmpty();
        assertThat(told).isEmpty();
        SecretsFile.read(home, configuration(true), told::add);
        assertThat(told).singleElement().asString().startsWith("config/secrets.csv:1: there is no such file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[sudo] password for kiosk: sesame1 | [sudo] password for kiosk: ****",
                "Enter passphrase for key '/home/a/id': sesame1 | Enter passphrase for key '/home/a/id': ****",
                "export DB_PASSWORD=sesame1 | export DB_PASSWORD=****",
                "MY_API_KEY: \"sesame1\" | MY_API_KEY: ****",
                "mysql --password=sesame1 db | mysql --password=**** db",
                "deploy --token sesame1 | deploy --token ****",
                "Authorization: Bearer sesame12 | Authorization: Bearer ****",
                "psql postgres://app:sesame1@db/x | psql postgres://app:****@db/x",
                "id AKIAIOSFODNN7EXAMPLE x | id (a key) x",
                "ghp_abcdefghijklmnopqrstuvwx01 | (a token)",
                "x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl y | x (a token) y",
                "ls -l /etc/passwd | ls -l /etc/passwd",
                "load: 0.3 tasks=7 | load: 0.3 tasks=7",
            })
    void theShippedOnesMaskSecretsAndLeaveTheRest(String shown, String kept) throws Exception {
        var masks = new Masks(read(Files.readString(Path.of("config/secrets.csv"))));
        assertThat(told).isEmpty();
        assertThat(masks.apply(shown).text()).isEqualTo(kept);
    }

    @Test
    void theShippedOnesMaskPrivateKeysAndAreQuickOnAFullScreen() throws Exception {
        var masks = new Masks(read(Files.readString(Path.of("config/secrets.csv"))));
        var key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
        assertThat(masks.apply("$ cat id\n" + key + "$ ").text()).isEqualTo("$ cat id\n(a private key)\n$ ");
        for (var text : List.of("password ", "a:", "--token", "://a", "eyJ", "-----BEGIN ", "secret=\t")) {
            masks.apply(text.repeat(64 * 1024 / text.length()));
        }
    }
}
