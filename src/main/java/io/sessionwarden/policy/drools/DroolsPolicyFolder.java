package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The folders in which people edit rules and tables. */
public final class DroolsPolicyFolder implements PolicyFolder {

    /** How long the files must lie untouched before they are read: editors write in several steps. */
    public static final Duration REST = Duration.ofMillis(500);

    private static final Look NOTHING = new Look.Nothing();

    private final List<Path> folders;
    private final long restNanos;
    private final LongSupplier nanoTime;
    private final BatchRunner runner = new BatchRunner(DroolsResetPolicy.TIME_LIMIT);

    private @Nullable Sight settled;
    private @Nullable Sight moving;
    private long movingSince;

    /**
     * @param folders as in {@link DroolsResetPolicy#open(List)}
     */
    public DroolsPolicyFolder(List<Path> folders) {
        this(folders, REST, System::nanoTime);
    }

    DroolsPolicyFolder(List<Path> folders, Duration rest, LongSupplier nanoTime) {
        this.folders = List.copyOf(folders);
        this.restNanos = rest.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * The policy of the files as they are now. What {@link #look} tells from then on is what has changed since.
     *
     * @throws PolicyException where the files cannot be used as they are now
     */
    public synchronized OpenPolicy read() throws PolicyException {
        // Seen before it is read: an edit in between is then noticed by the next look.
        settled = Sight.of(folders);
        moving = null;
        return DroolsResetPolicy.of(PolicyFiles.read(folders), runner);
    }

    @Override
    public synchronized Look look() {
        var sight = Sight.of(folders);
        if (sight.equals(settled)) {
            moving = null;
            return NOTHING;
        }
        if (!sight.equals(moving)) {
            moving = sight;
            movingSince = nanoTime.getAsLong();
        }
        if (nanoTime.getAsLong() - movingSince < restNanos) {
            return NOTHING;
        }
        try {
            return new Look.Edited(read());
        } catch (PolicyException e) {
            return new Look.Broken(e.problems());
        }
    }

    /** What can be seen of the files without reading them: their names, sizes and times. */
    private record Sight(List<String> files) {

        static Sight of(List<Path> folders) {
            var files = new ArrayList<String>();
            for (var folder : folders) {
                try {
                    for (var file : PolicyFiles.list(folder)) {
                        files.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                    }
                } catch (IOException | UncheckedIOException e) {
                    files.add(folder + " cannot be read");
                }
            }
            return new Sight(List.copyOf(files));
        }
    }
}
