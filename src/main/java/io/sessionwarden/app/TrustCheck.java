package io.sessionwarden.app;

import io.sessionwarden.app.config.CannotStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses to start where other users could change what the warden runs or obeys: its home, {@code bin/}, {@code lib/},
 * {@code config/} and {@code rules/} with everything in them, and every folder above them. Its own user and root may write.
 * A group may where nobody else is in it, and everybody may write to a folder above that has the sticky bit. Looks at
 * permission bits, which hold the mask of access control lists too.
 */
public final class TrustCheck {

    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 020;
    private static final int OTHERS_WRITE = 02;
    private static final int MOST_FILES = 20_000;
    private static final int MOST_PROBLEMS = 100;

    private final int ownUid;
    private final Groups groups;
    private final Set<Path> seen = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private TrustCheck(int ownUid, Groups groups) {
        this.ownUid = ownUid;
        this.groups = groups;
    }

    /**
     * Looks at everything.
     *
     * @throws CannotStartException with all that can be written by others, and how to mend it
     */
    public static void of(Path home) throws CannotStartException {
        try {
            int own = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            of(home, own, Groups.ofSystem());
        } catch (IOException e) {
            throw new CannotStartException("cannot tell who may write to " + home + ": " + e.getMessage());
        }
    }

    static void of(Path home, int ownUid, Groups groups) throws CannotStartException, IOException {
        var check = new TrustCheck(ownUid, groups);
        check.trust(home);
        for (var name : List.of("bin", "lib", "config", "rules")) {
            check.trustAll(home.resolve(name));
        }
        if (!check.problems.isEmpty()) {
            throw new CannotStartException(check.problems);
        }
    }

    private void trustAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.limit(MOST_FILES).forEach(file -> {
                try {
                    trust(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What a link leads to counts, and so does every folder on the way to it. */
    private void trust(Path path) throws IOException {
        if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            return;
        }
        var real = path.toRealPath();
        check(real, false);
        for (var above = real.getParent(); above != null; above = above.getParent()) {
            check(above, true);
        }
        var linked = path.toAbsolutePath().getParent();
        if (linked != null) {
            check(linked.toRealPath(), true);
        }
    }

    private void check(Path path, boolean above) throws IOException {
        if (problems.size() >= MOST_PROBLEMS || !seen.add(path)) {
            return;
        }
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid,gid");
        int mode = (int) attributes.getOrDefault("mode", 0);
        int uid = (int) attributes.getOrDefault("uid", -1);
        int gid = (int) attributes.getOrDefault("gid", -1);
        if (uid != 0 && uid != ownUid) {
            problems.add(path + " belongs to uid " + uid + ", neither root nor the warden's own user; chown it");
        }
        boolean sticky = above && (mode & STICKY) != 0;
        if ((mode & OTHERS_WRITE) != 0 && !sticky) {
            problems.add(path + " can be written by everybody; chmod o-w it");
        } else if ((mode & GROUP_WRITES) != 0 && !sticky && !groups.holdsOnly(gid, ownUid)) {
            problems.add(path + " can be written by group " + gid + ", in which others are; chmod g-w it");
        }
    }
}
