package io.sessionwarden.app.config;

import io.sessionwarden.policy.Edits;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.session.Nearest;
import io.sessionwarden.session.Selector;
import io.sessionwarden.yaml.DurationText;
import io.sessionwarden.yaml.MappingReader;
import io.sessionwarden.yaml.Problems;
import io.sessionwarden.yaml.YamlFile;
import io.sessionwarden.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code config/warden.yaml}. Tells everything that is wrong with it at once, each with its line. */
public final class ConfigurationFile {

    static final Set<String> VITALS = Set.of("mark", "tty", "user", "pane");

    private static final String NAME = "config/warden.yaml";
    private static final long MOST_BYTES = 1 << 20;
    private static final Set<String> KEYS = Set.of("data", "servers", "policy", "audit");
    private static final Set<String> POLICY_KEYS = Set.of("edits");
    private static final Set<String> SERVER_KEYS = Set.of(
            "name",
            "address",
            "key",
            "knownHosts",
            "connectors",
            "watch",
            "interval",
            "timeout",
            "mode",
            "keep",
            "checks");
    private static final Set<String> KEEP_KEYS = Set.of("screen");
    private static final Pattern SERVER_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern ADDRESS =
            Pattern.compile("([^@\\s:]{1,64})@(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::([0-9]{1,5}))?");
    private static final Duration LOCAL_INTERVAL = Duration.ofMillis(500);
    private static final Duration LOCAL_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration REMOTE_INTERVAL = Duration.ofSeconds(5);
    private static final Duration REMOTE_TIMEOUT = Duration.ofSeconds(10);

    private final Path home;
    private final Map<String, Map<String, Consumer<List<String>>>> connectors;
    private final Problems problems = new Problems(NAME);
    private final Set<String> names = new HashSet<>();
    private boolean localSeen;

    private ConfigurationFile(Path home, Map<String, Map<String, Consumer<List<String>>>> connectors) {
        this.home = home;
        this.connectors = connectors;
    }

    /**
     * What the file of that home says; where it is wrong, what can be made out all the same, for other files to be held
     * against.
     *
     * @param home the home folder, to which relative paths are relative
     * @param connectors the connectors that there are, each with the settings that it takes and what refuses senseless
     *     values of them: by an {@link IllegalArgumentException} whose message goes on after the setting's name
     * @param told is told each mistake, {@code config/warden.yaml:12: ...}
     * @throws CannotStartException where the file cannot be read at all
     */
    public static Configuration read(
            Path home, Map<String, Map<String, Consumer<List<String>>>> connectors, Consumer<String> told)
            throws CannotStartException {
        return new ConfigurationFile(home.toAbsolutePath(), connectors).read(told);
    }

    private Configuration read(Consumer<String> told) throws CannotStartException {
        var configuration = new Configuration(home.resolve("data"), List.of(), Edits.WAIT_WHEN_WIDER);
        try {
            configuration = configuration(YamlFile.read(text()));
        } catch (YamlFile.SyntaxException e) {
            problems.add(e.line(), String.valueOf(e.getMessage()));
        }
        problems.all().forEach(told);
        return configuration;
    }

    private String text() throws CannotStartException {
        var file = home.resolve(NAME);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CannotStartException(NAME + ":1: longer than " + MOST_BYTES + " bytes");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CannotStartException("there is no " + file + "; is " + home + " the warden's home?");
        } catch (CharacterCodingException e) {
            throw new CannotStartException(NAME + ":1: this is not UTF-8");
        } catch (IOException e) {
            throw new CannotStartException("cannot read " + file + ": " + Unreadable.why(e));
        }
    }

    private Configuration configuration(YamlNode root) {
        var file = new MappingReader(root, "the file", KEYS, problems);
        var data = file.value("data", this::path).orElse(home.resolve("data"));
        var servers = new ArrayList<Configuration.Server>();
        file.require("servers", "the file").ifPresent(node -> {
            if (node instanceof YamlNode.Sequence sequence && !sequence.items().isEmpty()) {
                sequence.items().forEach(item -> servers.add(server(item)));
            } else {
                problems.add(
                        node.line(),
                        "'servers' should be a list of servers, and is "
                                + (node instanceof YamlNode.Sequence ? "an empty list" : node.what()));
            }
        });
        servers.sort(Comparator.comparing((Configuration.Server server) -> !server.isLocal()));
        var usual = AuditSettings.in(data);
        return new Configuration(
                data,
                servers,
                file.find("policy").flatMap(this::edits).orElse(Edits.WAIT_WHEN_WIDER),
                file.find("audit")
                        .map(node -> new AuditReader(problems, this::path, usual).read(node))
                        .orElse(usual));
    }

    private Optional<Edits> edits(YamlNode node) {
        return new MappingReader(node, "'policy'", POLICY_KEYS, problems).value("edits", ConfigurationFile::edits);
    }

    private static Edits edits(String text) {
        return switch (text) {
            case "wait-when-wider" -> Edits.WAIT_WHEN_WIDER;
            case "all-wait" -> Edits.ALL_WAIT;
            case "none-wait" -> Edits.NONE_WAIT;
            default ->
                throw new IllegalArgumentException("is wait-when-wider, all-wait or none-wait, not '" + text + "'");
        };
    }

    private Path path(String text) {
        try {
            return home.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is no path: " + e.getReason(), e);
        }
    }

    private Configuration.Server server(YamlNode node) {
        var reader = new MappingReader(node, "a server", SERVER_KEYS, problems);
        reader.require("name", "a server");
        var name = reader.value("name", ConfigurationFile::serverName).orElse("");
        var called = name.isEmpty() ? "a server" : "server '" + name + "'";
        if (!name.isEmpty() && !names.add(name.toLowerCase(Locale.ROOT))) {
            problems.add(node.line(), "there are two servers called '" + name + "'");
        }
        boolean local = reader.find("address").isEmpty();
        var ssh = local ? null : ssh(reader, called);
        if (local) {
            checkLocal(reader, called);
        }
        var timeout = reader.value(
                        "timeout", text -> DurationText.parse(text, Duration.ofMillis(100), Duration.ofMinutes(10)))
                .orElse(local ? LOCAL_TIMEOUT : REMOTE_TIMEOUT);
        return new Configuration.Server(
                name,
                ssh,
                reader.require("connectors", called).map(this::connectors).orElse(Map.of()),
                reader.find("watch").map(this::watch).orElse(Selector.NOTHING),
                reader.value("interval", text -> DurationText.parse(text, Duration.ofMillis(100), Duration.ofDays(1)))
                        .orElse(local ? LOCAL_INTERVAL : REMOTE_INTERVAL),
                timeout,
                reader.value("mode", ConfigurationFile::mode).orElse(Mode.OBSERVE),
                reader.find("keep").flatMap(this::screen).orElse(false),
                new ChecksReader(problems, timeout).read(reader.find("checks").orElse(null)));
    }

    private Optional<Boolean> screen(YamlNode node) {
        return new MappingReader(node, "'keep'", KEEP_KEYS, problems).value("screen", ConfigurationFile::trueOrFalse);
    }

    private static boolean trueOrFalse(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is true or false, not '" + text + "'");
        };
    }

    private void checkLocal(MappingReader reader, String called) {
        for (var key : List.of("key", "knownHosts")) {
            reader.find(key)
                    .ifPresent(node -> problems.add(
                            node.line(),
                            called + " has '" + key + "' and no 'address'; without one it is this machine"));
        }
        if (localSeen) {
            problems.add(reader.line(), called + " is this machine too, for want of an 'address'; one server can be");
        }
        localSeen = true;
    }

    private static String serverName(String text) {
        if (!SERVER_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "is made of up to 63 letters, digits, '.', '_' and '-', unlike '" + text + "'");
        }
        return text;
    }

    private static Mode mode(String text) {
        for (var mode : Mode.values()) {
            if (mode.name().equalsIgnoreCase(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("is observe, ask or enforce, not '" + text + "'");
    }

    private Configuration.@Nullable Ssh ssh(MappingReader reader, String called) {
        reader.require("key", called + ", which has an address,");
        reader.require("knownHosts", called + ", which has an address,");
        var key = reader.value("key", this::path);
        var knownHosts = reader.value("knownHosts", this::path);
        // Always read as some remote server, so that its other mistakes are not judged as those of a local one.
        return reader.value("address", text -> address(text, key.orElse(home), knownHosts.orElse(home)))
                .orElse(new Configuration.Ssh("nobody", "nowhere", 22, home, home));
    }

    private static Configuration.Ssh address(String text, Path key, Path knownHosts) {
        var parts = ADDRESS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("is user@host or user@host:port, not '" + text + "'");
        }
        int port = parts.group(3) == null ? 22 : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("has port " + port + "; a port is 1 to 65535");
        }
        return new Configuration.Ssh(parts.group(1), parts.group(2).replaceAll("[\\[\\]]", ""), port, key, knownHosts);
    }

    private Map<String, Map<String, List<String>>> connectors(YamlNode node) {
        var read = new HashMap<String, Map<String, List<String>>>();
        if (node instanceof YamlNode.Mapping mapping && mapping.members().isEmpty()) {
            problems.add(node.line(), "'connectors' names none" + Nearest.hintOrAll("", connectors.keySet()));
        }
        var reader = new MappingReader(node, "'connectors'", connectors.keySet(), problems);
        for (var connector : connectors.keySet()) {
            reader.find(connector).ifPresent(settings -> read.put(connector, settings(connector, settings)));
        }
        return read;
    }

    private Map<String, List<String>> settings(String connector, YamlNode node) {
        if (node instanceof YamlNode.Missing) {
            return Map.of();
        }
        var known = connectors.getOrDefault(connector, Map.of());
        var reader = new MappingReader(node, "connector '" + connector + "'", known.keySet(), problems);
        var settings = new HashMap<String, List<String>>();
        known.forEach((key, check) -> reader.find(key).ifPresent(value -> {
            int before = problems.count();
            var words = reader.words(value, "'" + key + "'");
            if (problems.count() == before) {
                check(check, words, value, key);
            }
            settings.put(key, words);
        }));
        return settings;
    }

    private void check(Consumer<List<String>> check, List<String> words, YamlNode value, String key) {
        try {
            check.accept(words);
        } catch (IllegalArgumentException e) {
            problems.add(value, "'" + key + "' " + e.getMessage());
        }
    }

    private Selector watch(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            if (scalar.text().equals("all")) {
                return Selector.ALL;
            }
            problems.add(node.line(), "'watch' is all, or keys with values such as {tty: [tty1]}, not " + node.what());
            return Selector.NOTHING;
        }
        var reader = new MappingReader(node, "'watch'", VITALS, problems);
        var vitals = new HashMap<String, Set<String>>();
        for (var vital : VITALS) {
            Optional<YamlNode> value = reader.find(vital);
            value.ifPresent(words ->
                    vitals.put(vital, Set.copyOf(new HashSet<>(reader.words(words, "'" + vital + "'")))));
        }
        return new Selector(false, vitals);
    }
}
