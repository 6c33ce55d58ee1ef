package io.sessionwarden.app.config;

import io.sessionwarden.check.Check;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.session.Nearest;
import io.sessionwarden.session.Selector;
import io.sessionwarden.yaml.DurationText;
import io.sessionwarden.yaml.MappingReader;
import io.sessionwarden.yaml.Problems;
import io.sessionwarden.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the {@code groups}, and then the {@code servers}, each of which has the settings of its group where it has none of its own. */
final class ServersReader {

    private static final Set<String> COMMON_KEYS =
            Set.of("connectors", "watch", "interval", "timeout", "mode", "keep", "checks");
    private static final Set<String> GROUP_KEYS = with(SshReader.KEYS, "name");
    private static final Set<String> SERVER_KEYS = with(GROUP_KEYS, "address", "group");
    private static final Set<String> KEEP_KEYS = Set.of("screen");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Duration LOCAL_INTERVAL = Duration.ofMillis(500);
    private static final Duration LOCAL_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration REMOTE_INTERVAL = Duration.ofSeconds(5);
    private static final Duration REMOTE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    private final Map<String, Map<String, Consumer<List<String>>>> connectors;
    private final Problems problems;
    private final SshReader ssh;
    private final Map<String, MappingReader> groups = new TreeMap<>();
    private final Set<String> names = new HashSet<>();
    private boolean localSeen;

    ServersReader(Path home, Map<String, Map<String, Consumer<List<String>>>> connectors, Problems problems) {
        this.connectors = connectors;
        this.problems = problems;
        this.ssh = new SshReader(home, problems);
    }

    private static Set<String> with(Set<String> keys, String... more) {
        return Stream.of(COMMON_KEYS, keys, Set.of(more)).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Notes a group, and what is wrong with it, whether a server belongs to it or not. */
    void group(YamlNode node) {
        var reader = new MappingReader(node, "a group", GROUP_KEYS, problems);
        reader.require("name", "a group");
        ssh.group(reader);
        common(reader, Duration.ZERO, LONGEST_TIMEOUT);
        reader.value("name", ServersReader::name).ifPresent(name -> {
            if (groups.putIfAbsent(name, reader) != null) {
                problems.add(node.line(), "there are two groups called '" + name + "'");
            }
        });
    }

    Configuration.Server server(YamlNode node) {
        var reader = new MappingReader(node, "a server", SERVER_KEYS, problems);
        reader.require("name", "a server");
        var name = reader.value("name", ServersReader::name).orElse("");
        var called = name.isEmpty() ? "a server" : "server '" + name + "'";
        if (!name.isEmpty() && !names.add(name.toLowerCase(Locale.ROOT))) {
            problems.add(node.line(), "there are two servers called '" + name + "'");
        }
        boolean local = reader.find("address").isEmpty();
        if (local) {
            checkLocal(reader, called);
        }
        reader.value("group", this::known).ifPresent(group -> reader.inherit(group, local ? COMMON_KEYS : GROUP_KEYS));
        var way = local ? null : ssh.server(reader, called);
        reader.require("connectors", called);
        var common = common(reader, local ? LOCAL_INTERVAL : REMOTE_INTERVAL, local ? LOCAL_TIMEOUT : REMOTE_TIMEOUT);
        return new Configuration.Server(
                name,
                way,
                common.connectors(),
                common.watch(),
                common.interval(),
                common.timeout(),
                common.mode(),
                common.keepsScreens(),
                common.checks());
    }

    /** What a server and a group have in common, besides the way there. */
    private record Common(
            Map<String, Map<String, List<String>>> connectors,
            Selector watch,
            Duration interval,
            Duration timeout,
            Mode mode,
            boolean keepsScreens,
            List<Check> checks) {}

    private Common common(MappingReader reader, Duration interval, Duration unlessSaid) {
        var timeout = reader.value("timeout", text -> DurationText.parse(text, Duration.ofMillis(100), LONGEST_TIMEOUT))
                .orElse(unlessSaid);
        return new Common(
                reader.find("connectors").map(this::connectors).orElse(Map.of()),
                reader.find("watch").map(this::watch).orElse(Selector.NOTHING),
                reader.value("interval", text -> DurationText.parse(text, Duration.ofMillis(100), Duration.ofDays(1)))
                        .orElse(interval),
                timeout,
                reader.value("mode", ServersReader::mode).orElse(Mode.OBSERVE),
                reader.find("keep").flatMap(this::screen).orElse(false),
                new ChecksReader(problems, timeout).read(reader.find("checks").orElse(null)));
    }

    private MappingReader known(String group) {
        var known = groups.get(group);
        if (known == null) {
            throw new IllegalArgumentException("names a group that is not there, '" + group + "'"
                    + (groups.isEmpty() ? "; there are no 'groups'" : Nearest.hintOrAll(group, groups.keySet())));
        }
        return known;
    }

    private Optional<Boolean> screen(YamlNode node) {
        return new MappingReader(node, "'keep'", KEEP_KEYS, problems).value("screen", ServersReader::trueOrFalse);
    }

    private static boolean trueOrFalse(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is true or false, not '" + text + "'");
        };
    }

    private void checkLocal(MappingReader reader, String called) {
        for (var key : SshReader.KEYS.stream().sorted().toList()) {
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

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
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
        var reader = new MappingReader(node, "'watch'", ConfigurationFile.VITALS, problems);
        var vitals = new HashMap<String, Set<String>>();
        for (var vital : ConfigurationFile.VITALS) {
            Optional<YamlNode> value = reader.find(vital);
            value.ifPresent(words ->
                    vitals.put(vital, Set.copyOf(new HashSet<>(reader.words(words, "'" + vital + "'")))));
        }
        return new Selector(false, vitals);
    }
}
