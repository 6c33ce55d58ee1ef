package io.sessionwarden.app;

import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.app.config.Configuration;
import io.sessionwarden.app.config.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to start where other users could change what the warden runs or obeys: its home, {@code bin/}, {@code lib/},
 * {@code config/}, {@code rules/} and {@code practice/} with everything in them, {@code run/}, in which its socket lies, and
 * every folder above them; and what the configuration names elsewhere: keys, agents, known hosts, the data folder. Its own user and
 * root may write.
 * A group may where nobody else is in it, and everybody may write to a folder above that has the sticky bit. Looks at
 * permission bits, which hold the mask of access control lists too.
 */
public final class TrustCheck {

    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 020;
    private static final int OTHERS_WRITE = 02;
    private static final int MOST_FILES = 20_000;
    private static final int MOST_PROBLEMS = 100;
    private static final int MOST_LINKS = 40;

    /** Once as a folder on the way, where the sticky bit is enough, and once as what is run or obeyed itself. */
    private record Look(Path path, boolean above) {}

    private final int ownUid;
    private final Groups groups;
    private final Set<Look> seen = new HashSet<>();
    private final Map<Path, Integer> foreignFolders = new HashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();

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
            throw new CannotStartException("cannot tell who may write to " + home + ": " + Unreadable.why(e));
        }
    }

    /**
     * Looks at the files and folders that the configuration names; those that are not there yet are no matter of trust.
     *
     * @throws CannotStartException as for the home
     */
    static void of(Configuration configuration) throws CannotStartException {
        var named = new ArrayList<Path>();
        named.add(configuration.data());
        named.add(configuration.audit().key());
        named.add(configuration.audit().file());
        if (configuration.audit().mail() != null) {
            named.add(configuration.audit().sendmail());
        }
        for (var server : configuration.servers()) {
            for (var ssh = server.ssh(); ssh != null; ssh = ssh.jump()) {
                named.add(ssh.key());
                named.add(ssh.knownHosts());
                if (ssh.agent() != null) {
                    named.add(ssh.agent());
                }
            }
            if (server.isLocal()) {
                server.checks().forEach(check -> named.add(Path.of(check.words().get(0))));
            }
        }
        try {
            int own = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            of(named, own, Groups.ofSystem());
        } catch (IOException e) {
            throw new CannotStartException("cannot tell who may write to " + named + ": " + Unreadable.why(e));
        }
    }

    static void of(List<Path> named, int ownUid, Groups groups) throws CannotStartException, IOException {
        var check = new TrustCheck(ownUid, groups);
        for (var path : named) {
            check.trustIfThere(path);
        }
        check.tell();
    }

    static void of(Path home, int ownUid, Groups groups) throws CannotStartException, IOException {
        var check = new TrustCheck(ownUid, groups);
        check.trust(home);
        check.trustIfThere(home.resolve("run"));
        for (var name : List.of("bin", "lib", "config", "rules", "practice")) {
            check.trustAll(home.resolve(name));
        }
        check.tell();
    }

    private void tell() throws CannotStartException {
        if (!problems.isEmpty()) {
            throw new CannotStartException(told());
        }
    }

    private List<String> told() {
        var told = new ArrayList<>(problems.stream().limit(MOST_PROBLEMS).toList());
        if (problems.size() > MOST_PROBLEMS) {
            told.add("and " + (problems.size() - MOST_PROBLEMS) + " more like these");
        }
        return told;
    }

    private void trustAll(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        int count = 0;
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (++count > MOST_FILES) {
                    problems.add(folder + " holds more than " + MOST_FILES + " files, too many to look at each");
                    return;
                }
                trust(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void trustIfThere(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            trust(path);
        }
    }

    /** What a link leads to counts, and so does every folder and link on the way to it. */
    private void trust(Path path) throws IOException {
        trust(path.toAbsolutePath(), 0);
    }

    private void trust(Path path, int links) throws IOException {
        var at = path.getRoot();
        for (int i = 0; i < path.getNameCount(); i++) {
            check(at, true);
            var name = path.getName(i).toString();
            if (name.equals("..")) {
                at = at.getParent() == null ? at : at.getParent();
            } else if (!name.isEmpty() && !name.equals(".")) {
                var next = at.resolve(name);
                if (Files.isSymbolicLink(next)) {
                    follow(next, i + 1 < path.getNameCount() ? path.subpath(i + 1, path.getNameCount()) : null, links);
                    return;
                }
                at = next;
            }
        }
        if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
            check(at, false);
        } else {
            // Whoever makes the file later would decide what it holds.
            problems.add(path + " does not exist, though a link leads there; remove the link");
        }
    }

    private void follow(Path link, @Nullable Path rest, int links) throws IOException {
        if (links == MOST_LINKS) {
            throw new IOException(link + " leads through more than " + MOST_LINKS + " links");
        }
        int uid = (int) Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (uid != 0 && uid != ownUid) {
            problems.add(link + " is a link of uid " + uid + ", who can turn it elsewhere; remove it");
        }
        var target = link.resolveSibling(Files.readSymbolicLink(link));
        trust(rest == null ? target : target.resolve(rest), links + 1);
    }

    /** A folder is told of once, and not again with everything of the same user that is in it. */
    private void foreign(Path path, int uid, boolean folder) {
        if (folder) {
            foreignFolders.put(path, uid);
        }
        if (!Integer.valueOf(uid).equals(foreignFolders.get(path.getParent()))) {
            problems.add(path + " belongs to uid " + uid + ", neither root nor the warden's own user; "
                    + (folder ? "chown -R it" : "chown it"));
        }
    }

    private void check(Path path, boolean above) throws IOException {
        if (!seen.add(new Look(path, above))) {
            return;
        }
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) attributes.getOrDefault("mode", 0);
        int uid = (int) attributes.getOrDefault("uid", -1);
        int gid = (int) attributes.getOrDefault("gid", -1);
        if (uid != 0 && uid != ownUid) {
            foreign(path, uid, Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        }
        boolean sticky = above && (mode & STICKY) != 0;
        if ((mode & OTHERS_WRITE) != 0 && !sticky) {
            problems.add(path + " can be written by everybody; chmod o-w it");
        } else if ((mode & GROUP_WRITES) != 0 && !sticky && !groups.holdsOnly(gid, ownUid)) {
            problems.add(path + " can be written by group " + gid + ", in which others are; chmod g-w it");
        }
    }
}
