package io.sessionwarden.faults;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.policy.OpenPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shipped rules and ladders, with thresholds of 0 s (10 s for STUCK_STATE) and no limit to reach; and how far each symptom goes as shipped. */
final class ShippedThresholds {

    private static final Path SHIPPED = Path.of("rules", "thresholds.csv");
    private static final Path LIMITS = Path.of("src", "main", "dist", "practice", "rules", "limits.csv");

    /** In seconds: a desktop that is only starting is in such a state, too. */
    private static final int STARTING = 10;

    private final Map<String, String> modes = new TreeMap<>();
    private final OpenPolicy policy;

    ShippedThresholds(Path folder) throws IOException {
        var rules = PolicyFolders.shipped(folder);
        var rows = new StringBuilder("server,symptom,seconds,mode,grace-seconds,note\n");
        for (var row : rows()) {
            modes.put(row.get(1), row.get(3));
            rows.append("*,%s,%d,enforce,,\n".formatted(row.get(1), row.get(1).equals("STUCK_STATE") ? STARTING : 0));
        }
        Files.writeString(rules.path().resolve("thresholds.csv"), rows);
        Files.copy(LIMITS, rules.path().resolve("limits.csv"), StandardCopyOption.REPLACE_EXISTING);
        policy = rules.open();
    }

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(SHIPPED).stream()
                .filter(line -> line.startsWith("*,"))
                .map(line -> List.of(line.split(",", -1)))
                .toList();
    }

    OpenPolicy policy() {
        return policy;
    }

    /** What the shipped table says of that symptom: enforce, ask or observe. */
    String mode(String symptom) {
        return modes.getOrDefault(symptom, "observe");
    }
}
