package io.sessionwarden.app.config;

import io.sessionwarden.yaml.MappingReader;
import io.sessionwarden.yaml.Problems;
import io.sessionwarden.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a server is reached over SSH, itself or its jump host. */
final class SshReader {

    /** What stands beside an {@code address}. */
    static final Set<String> KEYS = Set.of("key", "agent", "knownHosts", "jump");

    private static final Set<String> JUMP_KEYS = Set.of("address", "key", "agent", "knownHosts");
    private static final Pattern ADDRESS =
            Pattern.compile("([^@\\s:]{1,64})@(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::([0-9]{1,5}))?");

    /** unix(7): the path of a socket, without the NUL behind it. */
    private static final int LONGEST_SOCKET = 107;

    private final Path home;
    private final Problems problems;

    /** Where nothing that could be read says otherwise: always some remote server, so that other mistakes of it are told. */
    private final Configuration.Ssh unread;

    SshReader(Path home, Problems problems) {
        this.home = home;
        this.problems = problems;
        this.unread = new Configuration.Ssh("nobody", "nowhere", 22, home, null, home, null);
    }

    /** @param called what the server is called in messages */
    Configuration.Ssh server(MappingReader reader, String called) {
        reader.require("key", called + ", which has an address,");
        reader.require("knownHosts", called + ", which has an address,");
        var own = one(reader, unread);
        return reader.find("jump").map(node -> own.through(jump(node, own))).orElse(own);
    }

    /** What a group says of it, without an address. */
    void group(MappingReader reader) {
        var own = one(reader, unread);
        reader.find("jump").ifPresent(node -> jump(node, own));
    }

    /** What is not said of a jump host is as it is of the server behind it. */
    private Configuration.Ssh jump(YamlNode node, Configuration.Ssh behind) {
        var reader = new MappingReader(node, "'jump'", JUMP_KEYS, problems);
        reader.require("address", "'jump'");
        boolean otherKey = reader.find("key").isPresent();
        return one(
                reader,
                new Configuration.Ssh(
                        "nobody",
                        "nowhere",
                        22,
                        behind.key(),
                        otherKey ? null : behind.agent(),
                        behind.knownHosts(),
                        null));
    }

    private Configuration.Ssh one(MappingReader reader, Configuration.Ssh unless) {
        var key = reader.value("key", this::path).orElse(unless.key());
        var agent = reader.value("agent", this::socket).orElse(unless.agent());
        var knownHosts = reader.value("knownHosts", this::path).orElse(unless.knownHosts());
        return reader.value("address", text -> address(text, key, agent, knownHosts))
                .orElse(new Configuration.Ssh(
                        unless.user(), unless.host(), unless.port(), key, agent, knownHosts, null));
    }

    private Path path(String text) {
        return ConfigurationFile.path(home, text);
    }

    private Path socket(String text) {
        var socket = path(text);
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET) {
            throw new IllegalArgumentException(
                    "is longer than " + LONGEST_SOCKET + " bytes, which no socket's path can be");
        }
        return socket;
    }

    private static Configuration.Ssh address(String text, Path key, @Nullable Path agent, Path knownHosts) {
        var parts = ADDRESS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("is user@host or user@host:port, not '" + text + "'");
        }
        int port = parts.group(3) == null ? 22 : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("has port " + port + "; a port is 1 to 65535");
        }
        return new Configuration.Ssh(
                parts.group(1), parts.group(2).replaceAll("[\\[\\]]", ""), port, key, agent, knownHosts, null);
    }
}
