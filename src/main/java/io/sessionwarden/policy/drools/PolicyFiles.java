package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.PolicyEdition;
import io.sessionwarden.policy.PolicyEdition.Content;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.PolicyText;
import io.sessionwarden.session.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a policy as they were read at one moment, by their names within its folder.
 *
 * @param files each file's name and what it holds
 */
record PolicyFiles(SortedMap<String, Content> files) {

    private static final int MOST_FILES = 200;
    private static final long LARGEST_FILE = 1_000_000;
    /** Some thousands of rules. Many times as much would take all the memory that the warden has. */
    private static final long MOST_RULE_BYTES = 500_000;

    private static final String SCENARIOS = "scenarios";
    private static final int REVISION_DIGITS = 12;
    private static final Set<String> ENDINGS = Set.of("drl", "csv", "md", "yaml", "yml", "txt");

    PolicyFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static PolicyFiles of(PolicyEdition edition) {
        return new PolicyFiles(edition.files());
    }

    /**
     * Reads folders. A file of a later folder stands in for one of the same name in an earlier folder.
     *
     * @throws PolicyException where a folder or a file cannot be read, or is none that a policy has
     */
    static PolicyFiles read(List<Path> folders) throws PolicyException {
        var problems = new ArrayList<PolicyProblem>();
        var files = new TreeMap<String, Content>();
        for (var folder : folders) {
            var shown = shown(folder, folder.equals(folders.get(0)));
            try {
                for (var file : list(folder)) {
                    var name = name(folder, file);
                    var wrong = fault(folder, file, name);
                    if (wrong.isEmpty()) {
                        files.put(name, new Content(shown + "/" + name, bytes(file)));
                    } else {
                        problems.add(new PolicyProblem(shown + "/" + name, 0, 0, wrong));
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                problems.add(new PolicyProblem(shown, 0, 0, "cannot be read: " + e));
            }
        }
        if (files.size() > MOST_FILES) {
            problems.add(new PolicyProblem(
                    shown(folders.get(0), true), 0, 0, "more than " + MOST_FILES + " files are no policy"));
        }
        long ruleBytes = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".drl"))
                .mapToLong(file -> file.getValue().bytes().remaining())
                .sum();
        if (ruleBytes > MOST_RULE_BYTES) {
            problems.add(new PolicyProblem(
                    shown(folders.get(0), true),
                    0,
                    0,
                    "the rules together are larger than " + MOST_RULE_BYTES + " bytes; say it with fewer"));
        }
        if (!problems.isEmpty()) {
            throw new PolicyException(problems);
        }
        return new PolicyFiles(files);
    }

    /**
     * The policy's files in a folder and in its folder of scenarios, sorted. Other folders, hidden files and what editors
     * leave beside a file do not count.
     */
    static List<Path> list(Path folder) throws IOException {
        var files = new ArrayList<>(entries(folder));
        var scenarios = folder.resolve(SCENARIOS);
        if (Files.isDirectory(scenarios)) {
            files.addAll(entries(scenarios));
        }
        return List.copyOf(files);
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(PolicyFiles::counts)
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
        }
    }

    private static boolean counts(Path file) {
        var name = String.valueOf(file.getFileName());
        boolean leftByAnEditor = name.startsWith(".")
                || name.startsWith("#")
                || name.endsWith("~")
                || name.startsWith("~$")
                || name.matches("[0-9]+")
                || name.matches(".*\\.(sw[a-z]|tmp|bak|orig|part)");
        return !leftByAnEditor && !Files.isDirectory(file);
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString();
    }

    private static String shown(Path folder, boolean first) {
        var full = folder.toAbsolutePath().normalize();
        int names = full.getNameCount();
        int kept = first ? 1 : 2;
        return names < kept
                ? full.toString()
                : full.subpath(names - kept, names).toString();
    }

    /** Why a file cannot be one of a policy's, found without opening it; empty where it can. */
    private static String fault(Path folder, Path file, String name) throws IOException {
        if (!Files.isRegularFile(file)) {
            // To open a pipe would wait for ever.
            return "is a pipe, a device, a socket or a link to nothing; remove it";
        }
        if (!file.toRealPath().startsWith(folder.toRealPath())) {
            return "is a link that leads out of the folder; put the file itself here";
        }
        if (!ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
            return "is no file of a policy: rules end in .drl, tables in .csv; rename or remove it";
        }
        if (name.endsWith(".csv") && !TableReader.COLUMNS.containsKey(name)) {
            return "there is no such table" + Nearest.hint(name, TableReader.COLUMNS.keySet());
        }
        return Files.size(file) > LARGEST_FILE ? "is larger than " + LARGEST_FILE + " bytes; divide it" : "";
    }

    private static ByteBuffer bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return ByteBuffer.wrap(in.readNBytes((int) LARGEST_FILE + 1)).asReadOnlyBuffer();
        }
    }

    /** The first digits of the SHA-256 over the names and bytes of all files, in the order of their names. */
    String revision() {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                // Lengths in front, so that no bytes can wander from one file to the next unnoticed.
                var head = name.getBytes(StandardCharsets.UTF_8);
                hash.update(ByteBuffer.allocate(8)
                        .putInt(head.length)
                        .putInt(content.bytes().remaining())
                        .flip());
                hash.update(head);
                hash.update(content.bytes().duplicate());
            });
            return HexFormat.of().formatHex(hash.digest()).substring(0, REVISION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The same files with other texts under these names. */
    PolicyFiles with(Map<String, String> texts) {
        var replaced = new TreeMap<>(files);
        texts.forEach((name, text) -> replaced.put(
                name,
                new Content(
                        name,
                        ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer())));
        return new PolicyFiles(replaced);
    }

    /** The rule files as text, in the order of their names. */
    List<Source> rules(List<PolicyProblem> problems) {
        return files.keySet().stream()
                .filter(name -> name.endsWith(".drl"))
                .flatMap(name -> source(name, problems).stream())
                .toList();
    }

    /** The files that are text, in the order of their names. One that is not UTF-8 is left out. */
    List<PolicyText> texts() {
        return files.keySet().stream()
                .flatMap(name -> source(name, new ArrayList<>()).stream()
                        .map(source -> new PolicyText(name, source.name(), source.text())))
                .toList();
    }

    /** One file as text; nothing where it is missing, or where it is not UTF-8, which is then told. */
    Optional<Source> source(String name, List<PolicyProblem> problems) {
        var content = files.get(name);
        if (content == null) {
            return Optional.empty();
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(content.bytes().duplicate())
                    .toString();
            return Optional.of(new Source(content.shown(), text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (CharacterCodingException e) {
            problems.add(new PolicyProblem(content.shown(), 0, 0, "is not UTF-8; save it as UTF-8"));
            return Optional.empty();
        }
    }
}
