package io.sessionwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/warden}, with a stand-in for java that prints what it is started with, one argument on a line. */
class LauncherTest {

    @TempDir
    private Path folder;

    private Path home;
    private Path jdk;
    private final List<String> output = new ArrayList<>();

    @BeforeEach
    void install() throws IOException {
        home = folder.resolve("a home with blanks");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.copy(Path.of("src/main/dist/bin/warden"), home.resolve("bin/warden"));
        executable(home.resolve("bin/warden"));
        Files.createFile(home.resolve("lib/session-warden-1.jar"));
        Files.createFile(home.resolve("lib/picocli-4.jar"));
        jdk = jdk("jdk", "17.0.1");
    }

    private Path jdk(String name, String version) throws IOException {
        var made = folder.resolve(name);
        Files.createDirectories(made.resolve("bin"));
        executable(Files.writeString(made.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n"));
        Files.writeString(made.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return made;
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int run(Map<String, String> environment, Path directory, String... words) throws Exception {
        output.clear();
        var builder = new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        output.addAll(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList());
        return process.waitFor();
    }

    private int run(String... arguments) throws Exception {
        var words = new ArrayList<String>();
        words.add(home.resolve("bin/warden").toString());
        words.addAll(List.of(arguments));
        return run(Map.of(), folder, words.toArray(new String[0]));
    }

    /** What the program itself is given. */
    private List<String> arguments() {
        return output.subList(output.indexOf("io.sessionwarden.app.Main") + 1, output.size());
    }

    @Test
    void startsTheProgramOfItsOwnHomeWithItsArgumentsAsTheyAre() throws Exception {
        assertThat(run("reset", "session", "a  b", "*", "", "$HOME", "--", "-v"))
                .isZero();

        assertThat(output).contains("-Dwarden.home=" + home.toRealPath());
        assertThat(output)
                .contains(home.toRealPath() + "/lib/session-warden-1.jar:" + home.toRealPath() + "/lib/picocli-4.jar");
        assertThat(arguments()).containsExactly("reset", "session", "a  b", "*", "", "$HOME", "--", "-v");
    }

    /** Without it a full disk is a thread that turns for ever: tried by FullDiskIT, which runs with assertions. */
    @Test
    void whoeverOpensTheDatabaseHasItsAssertionAgainstAnEndlessWait() throws Exception {
        for (var command : List.of("watch", "practice", "doctor", "policy")) {
            assertThat(run(command)).isZero();
            assertThat(output).contains("-ea:org.h2.mvstore.MVStore");
        }
    }

    @Test
    void findsItsHomeThroughLinksAndFromAnywhere() throws Exception {
        Files.createDirectories(folder.resolve("usr/bin"));
        Files.createSymbolicLink(folder.resolve("usr/one"), home.resolve("bin/warden"));
        Files.createSymbolicLink(folder.resolve("usr/bin/w"), Path.of("../one"));

        for (var words : List.of(
                List.of("usr/bin/w", folder.toString()),
                List.of("./w", folder.resolve("usr/bin").toString()),
                List.of(folder.resolve("usr/one").toString(), "/"))) {
            assertThat(run(Map.of(), Path.of(words.get(1)), words.get(0), "status"))
                    .isZero();

            assertThat(output).contains("-Dwarden.home=" + home.toRealPath());
            assertThat(arguments()).containsExactly("status");
        }
    }

    @Test
    void aFolderForCdpathDoesNotLeadItAstray() throws Exception {
        var environment = Map.of("CDPATH", folder.resolve("usr").toString());
        Files.createDirectories(folder.resolve("usr/bin"));

        assertThat(run(environment, home, "bin/warden", "status")).isZero();

        assertThat(output).contains("-Dwarden.home=" + home.toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwinsta", "qwinsta"})
    void theOldNamesAreCommands(String name) throws Exception {
        Files.createSymbolicLink(folder.resolve(name), home.resolve("bin/warden"));

        assertThat(run(Map.of(), folder, "./" + name, "7", "/v")).isZero();

        assertThat(arguments()).containsExactly(name, "7", "/v");
    }

    @Test
    void aClientCommandOpensTwoArchivesOnlyTheWatchdogAllOfThem() throws Exception {
        for (var client : List.of(
                List.of("status"), List.of("--home", "watch", "status"), List.of("reset", "session", "watch"))) {
            run(client.toArray(new String[0]));
            assertThat(output).as(client.toString()).noneMatch(word -> word.endsWith("/lib/*"));
        }
        for (var whole :
                List.of(List.of("watch"), List.of("WATCH"), List.of("--home", "x", "/v", "watch"), List.of("doctor"))) {
            run(whole.toArray(new String[0]));
            assertThat(output).as(whole.toString()).anyMatch(word -> word.endsWith("/lib/*"));
        }
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws Exception {
        var tools = Files.createDirectory(folder.resolve("tools"));
        for (var tool : List.of("readlink", "dirname", "sh")) {
            Files.createSymbolicLink(
                    tools.resolve(tool), Path.of("/usr/bin", tool).toRealPath());
        }
        var environment = Map.of("PATH", tools.toString(), "JAVA_HOME", "");

        assertThat(run(environment, folder, home.resolve("bin/warden").toString(), "status"))
                .isEqualTo(2);

        assertThat(output)
                .containsExactly(
                        "warden: there is no java on this machine", "install Java 17 or later, or set JAVA_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_392", "11.0.2", "16"})
    void aJavaTooOldIsNamed(String version) throws Exception {
        jdk = jdk("old jdk", version);

        assertThat(run("watch")).isEqualTo(2);

        assertThat(output)
                .containsExactly(
                        "warden: " + jdk + "/bin/java is Java " + version,
                        "install Java 17 or later, or set JAVA_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21.0.1", "25-ea", "26"})
    void aJavaNewEnoughIsUsed(String version) throws Exception {
        jdk = jdk("new jdk", version);

        assertThat(run("status")).isZero();
    }

    @Test
    void aJavaWithoutAReleaseFileIsAsked() throws Exception {
        Files.delete(jdk.resolve("release"));
        Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");

        assertThat(run("status")).isEqualTo(2);
        assertThat(output).first().isEqualTo("warden: " + jdk + "/bin/java is Java 11.0.2");
    }

    @Test
    void anEmptyJavaHomeFallsBackToThePath() throws Exception {
        var environment = Map.of("JAVA_HOME", folder.resolve("nothing").toString(), "PATH", jdk + "/bin:/usr/bin:/bin");

        assertThat(run(environment, folder, home.resolve("bin/warden").toString(), "status"))
                .isZero();
        assertThat(arguments()).containsExactly("status");
    }
}
