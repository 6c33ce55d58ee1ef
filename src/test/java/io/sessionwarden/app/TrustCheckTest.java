package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sessionwarden.app.config.CannotStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real files of this user; who is in a group is made up. */
class TrustCheckTest {

    @TempDir
    private Path folder;

    private Path home;
    private int own;
    private int gid;

    @BeforeEach
    void makeHome() throws IOException {
        home = folder.resolve("above/home");
        for (var name : List.of("bin", "lib", "config", "rules/scenarios")) {
            Files.createDirectories(home.resolve(name));
        }
        write("config/warden.yaml");
        write("rules/scenarios/own.yaml");
        try (var all = Files.walk(folder)) {
            all.forEach(path -> mode(path, "rwxr-xr-x"));
        }
        own = (int) Files.getAttribute(home, "unix:uid");
        gid = (int) Files.getAttribute(home, "unix:gid");
    }

    private Path write(String name) throws IOException {
        return Files.writeString(home.resolve(name), "x");
    }

    private static Path mode(Path path, String mode) {
        try {
            return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> problems(Groups groups) throws IOException {
        return problems(home, own, groups);
    }

    private static List<String> problems(Path home, int uid, Groups groups) throws IOException {
        try {
            TrustCheck.of(home, uid, groups);
            return List.of();
        } catch (CannotStartException e) {
            return e.problems();
        }
    }

    private List<String> problems() throws IOException {
        return problems(alone());
    }

    /** Nobody but this user is in its group. */
    private Groups alone() {
        return new Groups(List.of("me:x:" + own + ":" + gid + "::/:"), List.of("mine:x:" + gid + ":"));
    }

    private Groups inCompany() {
        return new Groups(List.of("me:x:" + own + ":" + gid + "::/:"), List.of("ours:x:" + gid + ":ann"));
    }

    @Test
    void trustsWhatOnlyItsOwnUserCanWrite() throws IOException {
        assertThat(problems()).isEmpty();
        assertThat(problems(inCompany())).isEmpty();
    }

    @Test
    void refusesWhatEverybodyCanWriteHoweverDeep() throws IOException {
        var file = mode(home.resolve("rules/scenarios/own.yaml"), "rw-r--rw-");
        var config = mode(home.resolve("config"), "rwxr-xrwx");

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        file + " can be written by everybody; chmod o-w it",
                        config + " can be written by everybody; chmod o-w it");
    }

    @Test
    void refusesWhatAGroupCanWriteUnlessNobodyElseIsInIt() throws IOException {
        var file = mode(home.resolve("config/warden.yaml"), "rw-rw-r--");

        assertThat(problems()).isEmpty();
        assertThat(problems(inCompany()))
                .containsExactly(file + " can be written by group " + gid + ", in which others are; chmod g-w it");
    }

    @Test
    void refusesAFolderAboveThatOthersCanWrite() throws IOException {
        mode(folder.resolve("above"), "rwxrwxrwx");

        assertThat(problems()).containsExactly(folder.resolve("above") + " can be written by everybody; chmod o-w it");
    }

    @Test
    void aStickyFolderIsTrustedAboveButNotAsTheHome() throws IOException {
        sticky(folder.resolve("above"));
        assertThat(problems()).isEmpty();

        sticky(home);
        assertThat(problems()).containsExactly(home + " can be written by everybody; chmod o-w it");
    }

    private static void sticky(Path path) throws IOException {
        Files.setAttribute(path, "unix:mode", 01777);
    }

    @Test
    void aStickyFolderThatALinkMakesTheRulesIsNotTrusted() throws IOException {
        var shared = Files.createDirectory(folder.resolve("shared"));
        sticky(shared);
        mode(Files.writeString(shared.resolve("file"), "x"), "rw-r--r--");
        Files.createSymbolicLink(home.resolve("bin/one"), shared.resolve("file"));
        assertThat(problems()).isEmpty();

        Files.createSymbolicLink(home.resolve("rules/more"), shared);
        assertThat(problems()).containsExactly(shared + " can be written by everybody; chmod o-w it");
    }

    @Test
    void followsLinksOutOfTheHomeToFiles() throws IOException {
        var outside = mode(Files.writeString(folder.resolve("outside.yaml"), "x"), "rw-rw-rw-");
        Files.createSymbolicLink(home.resolve("rules/linked.yaml"), outside);

        assertThat(problems()).containsExactly(outside + " can be written by everybody; chmod o-w it");
    }

    @Test
    void followsLinksOutOfTheHomeToFoldersAndLooksIntoThem() throws IOException {
        var outside = mode(Files.createDirectories(folder.resolve("etc/warden")), "rwxr-xr-x");
        mode(folder.resolve("etc"), "rwxr-xr-x");
        var file = mode(Files.writeString(outside.resolve("warden.yaml"), "x"), "rw-rw-rw-");
        Files.delete(home.resolve("config/warden.yaml"));
        Files.delete(home.resolve("config"));
        Files.createSymbolicLink(home.resolve("config"), outside);

        assertThat(problems()).containsExactly(file + " can be written by everybody; chmod o-w it");
    }

    @Test
    void looksAtEveryFolderThatAChainOfLinksLeadsThrough() throws IOException {
        var open = mode(Files.createDirectory(folder.resolve("open")), "rwxrwxrwx");
        var target = mode(Files.writeString(folder.resolve("target"), "x"), "rw-r--r--");
        Files.createSymbolicLink(open.resolve("second"), target);
        Files.createSymbolicLink(home.resolve("rules/first.csv"), open.resolve("second"));

        assertThat(problems()).containsExactly(open + " can be written by everybody; chmod o-w it");
    }

    @Test
    void findsItsHomeThroughALinkToo() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("above"));
        var file = mode(home.resolve("config/warden.yaml"), "rw-rw-rw-");

        assertThat(problems(folder.resolve("link/home"), own, alone()))
                .containsExactly(file + " can be written by everybody; chmod o-w it");
    }

    @Test
    void aLinkThatLeadsNowhereIsRefused() throws IOException {
        var link = Files.createSymbolicLink(home.resolve("rules/later.csv"), folder.resolve("not-yet"));

        assertThat(problems())
                .containsExactly(
                        folder.resolve("not-yet") + " does not exist, though a link leads there; remove the link");
        Files.delete(link);
        assertThat(problems()).isEmpty();
    }

    @Test
    void linksInACircleAreRefused() throws IOException {
        Files.createSymbolicLink(home.resolve("rules/a"), home.resolve("rules/b"));
        Files.createSymbolicLink(home.resolve("rules/b"), home.resolve("rules/a"));

        assertThatCode(this::problems).isInstanceOf(IOException.class);
    }

    @Test
    void aMissingFolderIsNoMatterOfTrust() throws IOException {
        Files.delete(home.resolve("lib"));

        assertThat(problems()).isEmpty();
    }

    @Test
    void tellsSomeOfManyProblemsAndTheirNumber() throws IOException {
        for (int i = 0; i < 120; i++) {
            mode(write("rules/" + i + ".csv"), "rw-rw-rw-");
        }

        assertThat(problems()).hasSize(101).last().isEqualTo("and 20 more like these");
    }

    @Test
    void refusesAFolderOfTheSocketThatOthersCanWrite() throws IOException {
        var run = mode(Files.createDirectory(home.resolve("run")), "rwxrwxrwx");

        assertThat(problems()).containsExactly(run + " can be written by everybody; chmod o-w it");
    }

    @Test
    void theSocketItselfIsForEverybody() throws IOException {
        mode(Files.createDirectory(home.resolve("run")), "rwxr-xr-x");
        mode(write("run/warden.sock"), "rw-rw-rw-");

        assertThat(problems()).isEmpty();
    }

    @Test
    void whatTheConfigurationNamesElsewhereCountsWhereItIs() throws IOException {
        var open = mode(Files.createDirectory(folder.resolve("etc")), "rwxrwxrwx");
        var known = mode(Files.writeString(open.resolve("known_hosts"), "x"), "rw-rw-rw-");
        var missing = folder.resolve("nowhere/key");

        assertThat(catchThrowableOfType(
                                CannotStartException.class, () -> TrustCheck.of(List.of(known, missing), own, alone()))
                        .problems())
                .containsExactlyInAnyOrder(
                        open + " can be written by everybody; chmod o-w it",
                        known + " can be written by everybody; chmod o-w it");
    }

    @Test
    void aHomeOfSomebodyElsesIsOneProblem() throws IOException {
        // Seen from another user, everything of this one is a stranger's.
        var told = problems(home, own + 1, alone());

        assertThat(told).hasSizeLessThan(5).allSatisfy(line -> assertThat(line).endsWith("chown -R it"));
        assertThat(told).noneMatch(line -> line.contains("own.yaml"));
    }

    @Test
    void aCloneOfANewcomerIsTrusted() {
        assertThatCode(() -> TrustCheck.of(home)).doesNotThrowAnyException();
    }
}
