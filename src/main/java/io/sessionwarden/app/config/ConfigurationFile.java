package io.sessionwarden.app.config;

import io.sessionwarden.policy.Edits;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads {@code config/warden.yaml}. Tells everything that is wrong with it at once, each with its line. */
public final class ConfigurationFile {

    static final Set<String> VITALS = Set.of("mark", "tty", "user", "pane");

    private static final String NAME = "config/warden.yaml";
    private static final long MOST_BYTES = 1 << 20;
    private static final Set<String> KEYS = Set.of("data", "groups", "servers", "policy", "audit");
    private static final Set<String> POLICY_KEYS = Set.of("edits");

    private final Path home;
    private final Map<String, Map<String, Consumer<List<String>>>> connectors;
    private final Problems problems = new Problems(NAME);

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
        var data = file.value("data", text -> path(home, text)).orElse(home.resolve("data"));
        var reader = new ServersReader(home, connectors, problems);
        file.find("groups").ifPresent(node -> items(node, "groups").forEach(reader::group));
        var servers = new ArrayList<Configuration.Server>();
        file.require("servers", "the file")
                .ifPresent(node -> items(node, "servers").forEach(item -> servers.add(reader.server(item))));
        servers.sort(Comparator.comparing((Configuration.Server server) -> !server.isLocal()));
        var usual = AuditSettings.in(data);
        return new Configuration(
                data,
                servers,
                file.find("policy").flatMap(this::edits).orElse(Edits.WAIT_WHEN_WIDER),
                file.find("audit")
                        .map(node -> new AuditReader(problems, text -> path(home, text), usual).read(node))
                        .orElse(usual));
    }

    private List<YamlNode> items(YamlNode node, String what) {
        if (node instanceof YamlNode.Sequence sequence && !sequence.items().isEmpty()) {
            return sequence.items();
        }
        problems.add(
                node.line(),
                "'" + what + "' should be a list of " + what + ", and is "
                        + (node instanceof YamlNode.Sequence ? "an empty list" : node.what()));
        return List.of();
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

    static Path path(Path home, String text) {
        try {
            return home.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is no path: " + e.getReason(), e);
        }
    }
}
