package io.sessionwarden.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.Mode;
import io.sessionwarden.session.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of servers, agents and jump hosts in {@code config/warden.yaml}. */
class ServerGroupsTest {

    private static final String TILLS = """
            groups:
              - name: tills
                key: keys/tills
                knownHosts: known
                connectors: {tmux: {sockets: [/tmp/a]}}
                watch: {tty: [tty1]}
                interval: 20s
                timeout: 3s
                mode: ask
                keep: {screen: true}
                checks: [{name: load, command: [/bin/load]}]
                jump: {address: hop@bastion.example}
            """;

    @TempDir
    private Path home;

    private final List<String> mistakes = new ArrayList<>();

    private List<Configuration.Server> read(String yaml) throws Exception {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/warden.yaml"), yaml);
        return ConfigurationFile.read(
                        home, Map.of("terminal", Map.of(), "tmux", Map.of("sockets", words -> {})), mistakes::add)
                .servers();
    }

    private static Configuration.Ssh way(Configuration.Server server) {
        return Objects.requireNonNull(server.ssh());
    }

    @Test
    void aServerHasTheSettingsOfItsGroup() throws Exception {
        var till = read(TILLS + "servers: [{name: till, group: tills, address: w@till.example}]")
                .get(0);

        assertThat(mistakes).isEmpty();
        assertThat(till.ssh())
                .isEqualTo(new Configuration.Ssh(
                        "w",
                        "till.example",
                        22,
                        home.resolve("keys/tills"),
                        null,
                        home.resolve("known"),
                        new Configuration.Ssh(
                                "hop",
                                "bastion.example",
                                22,
                                home.resolve("keys/tills"),
                                null,
                                home.resolve("known"),
                                null)));
        assertThat(till.connectors()).isEqualTo(Map.of("tmux", Map.of("sockets", List.of("/tmp/a"))));
        assertThat(till.watch()).isEqualTo(new Selector(false, Map.of("tty", Set.of("tty1"))));
        assertThat(till.interval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(till.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(till.mode()).isEqualTo(Mode.ASK);
        assertThat(till.keepsScreens()).isTrue();
        assertThat(till.checks()).extracting("name").containsExactly("load");
    }

    @Test
    void itsOwnSettingsWinEachAsAWhole() throws Exception {
        var till = read(TILLS + """
                servers:
                  - name: till
                    group: tills
                    address: w@till.example
                    key: mine
                    connectors: {terminal: {}}
                    mode: observe
                    timeout: 9s
                """).get(0);

        assertThat(mistakes).isEmpty();
        assertThat(way(till).key()).isEqualTo(home.resolve("mine"));
        assertThat(till.connectors()).containsOnlyKeys("terminal");
        assertThat(till.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(till.timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(till.interval()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void thisMachineTakesFromAGroupWhatIsNoWayToAServer() throws Exception {
        var here = read(TILLS + "servers: [{name: here, group: tills}]").get(0);

        assertThat(mistakes).isEmpty();
        assertThat(here.isLocal()).isTrue();
        assertThat(here.mode()).isEqualTo(Mode.ASK);
    }

    @Test
    void whatIsWrongInAGroupIsToldOnceAtItsPlaceWhetherAServerHasItOrNot() throws Exception {
        var yaml = """
                groups:
                  - name: tills
                    mode: on
                    interval: 1
                    address: a@b
                    checks: [{name: a b, command: []}]
                  - name: tills
                  - conectors: {}
                servers:
                """;
        var wrong = List.of(
                "config/warden.yaml:3: 'mode' is observe, ask or enforce, not 'on'",
                "config/warden.yaml:4: 'interval' is a time with its unit, such as 500ms or 2s, not '1'",
                "config/warden.yaml:7: there are two groups called 'tills'",
                "config/warden.yaml:8: a group needs 'name'",
                "config/warden.yaml:8: unknown key 'conectors' in a group; did you mean 'connectors'?");
        read(yaml + "  - {name: a, connectors: {tmux: }}");
        assertThat(mistakes).containsAll(wrong).anyMatch(told -> told.contains("unknown key 'address' in a group"));
        var alone = List.copyOf(mistakes);

        mistakes.clear();
        read(yaml + "  - {name: a, connectors: {tmux: }, group: tills}\n"
                + "  - {name: b, address: w@b, key: k, knownHosts: k, connectors: {tmux: }, group: tills}\n");
        assertThat(mistakes).isEqualTo(alone).doesNotHaveDuplicates();
    }

    @Test
    void aGroupThatIsNotThereIsTold() throws Exception {
        read(TILLS + "servers: [{name: a, group: tils, connectors: {tmux: }}]");
        assertThat(mistakes)
                .singleElement()
                .asString()
                .endsWith(": 'group' names a group that is not there, 'tils'; did you mean 'tills'?");
        mistakes.clear();
        read("servers: [{name: a, group: tills, connectors: {tmux: }}]");
        assertThat(mistakes)
                .containsExactly("config/warden.yaml:1: 'group' names a group that is not there, 'tills';"
                        + " there are no 'groups'");
    }

    @Test
    void aKeyMayBeAnAgents() throws Exception {
        var yaml = "servers:\n  - {name: a, connectors: {tmux: }, address: w@a, knownHosts: h, key: k.pub, agent: ";
        var ssh = way(read(yaml + "run/agent}").get(0));

        assertThat(mistakes).isEmpty();
        assertThat(ssh.key()).isEqualTo(home.resolve("k.pub"));
        assertThat(ssh.agent()).isEqualTo(home.resolve("run/agent"));

        read(yaml + "/" + "x".repeat(107) + "}");
        assertThat(mistakes)
                .containsExactly(
                        "config/warden.yaml:2: 'agent' is longer than 107 bytes, which no socket's path can be");
    }

    @Test
    void aJumpHostHasTheServersKeyUnlessItHasOneOfItsOwn() throws Exception {
        var yaml = """
                servers:
                  - name: a
                    connectors: {tmux: }
                    address: w@a
                    key: k.pub
                    agent: /run/agent
                    knownHosts: h
                    jump:\s""";
        assertThat(way(read(yaml + "{address: hop@b:2222}").get(0)).jump())
                .isEqualTo(new Configuration.Ssh(
                        "hop", "b", 2222, home.resolve("k.pub"), Path.of("/run/agent"), home.resolve("h"), null));
        assertThat(way(read(yaml + "{address: hop@b, key: mine, knownHosts: its}")
                                .get(0))
                        .jump())
                .isEqualTo(
                        new Configuration.Ssh("hop", "b", 22, home.resolve("mine"), null, home.resolve("its"), null));
        assertThat(mistakes).isEmpty();
    }

    @Test
    void aJumpHostThatCannotBeOneIsTold() throws Exception {
        var server = "servers:\n  - {name: a, connectors: {tmux: }, address: w@a, key: k, knownHosts: h, jump: ";
        for (var wrong : Map.of(
                        "{}}", "2: 'jump' needs 'address'",
                        "bastion}", "2: 'jump' should be keys with values, and is 'bastion'",
                        "{address: bastion}}", "2: 'address' is user@host or user@host:port, not 'bastion'",
                        "{address: a@b, jump: {}}}", "2: unknown key 'jump' in 'jump'; known are: address")
                .entrySet()) {
            mistakes.clear();
            read(server + wrong.getKey());
            assertThat(mistakes).anyMatch(told -> told.startsWith("config/warden.yaml:" + wrong.getValue()));
        }
        mistakes.clear();
        read("servers: [{name: here, connectors: {tmux: }, agent: x, jump: {address: a@b}}]");
        assertThat(mistakes)
                .containsExactly(
                        "config/warden.yaml:1: server 'here' has 'agent' and no 'address'; without one it is this machine",
                        "config/warden.yaml:1: server 'here' has 'jump' and no 'address'; without one it is this machine");
    }
}
