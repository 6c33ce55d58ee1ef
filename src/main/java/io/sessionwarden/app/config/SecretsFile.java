package io.sessionwarden.app.config;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.sessionwarden.evidence.Masks.Mask;
import io.sessionwarden.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads {@code config/secrets.csv}: what is masked in what a screen showed. */
public final class SecretsFile {

    private static final String NAME = "config/secrets.csv";
    private static final List<String> COLUMNS = List.of("pattern", "replacement", "note");

    private final Problems problems = new Problems(NAME);
    private final List<Mask> masks = new ArrayList<>();

    private SecretsFile() {}

    /**
     * The rows of that home's file. It may be missing only where no screens are kept.
     *
     * @param told is told each mistake, with row and column
     */
    public static List<Mask> read(Path home, Configuration configuration, Consumer<String> told) {
        var file = home.resolve(NAME);
        if (!Files.exists(file)) {
            configuration.servers().stream()
                    .filter(Configuration.Server::keepsScreens)
                    .findFirst()
                    .ifPresent(server -> told.accept(NAME + ":1: there is no such file, and without it the screens of"
                            + " server '" + server.name() + "' would be kept with every secret on them"));
            return List.of();
        }
        return new SecretsFile().read(file, told);
    }

    private List<Mask> read(Path file, Consumer<String> told) {
        new CsvTable(COLUMNS, problems).read(file, this::take);
        problems.all().forEach(told);
        return List.copyOf(masks);
    }

    private void take(CsvRecord record) {
        try {
            masks.add(Mask.of(record.getField(0), record.getField(1), CsvTable.line(record)));
        } catch (IllegalArgumentException e) {
            problems.add(CsvTable.line(record), "column pattern: " + e.getMessage());
        }
    }
}
