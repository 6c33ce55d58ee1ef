package io.sessionwarden.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.real.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/connectors.md, as it stands there, in a jar of its own beside the delivered program. */
@RealHost(programs = {"sh", "cat", "stat", "sleep"})
class OwnConnectorIT {

    private static final String CLASS = "com/example/pidfile/PidFileConnector";
    private static final String NAME = CLASS.replace('/', '.');
    private static final String SERVICE = "META-INF/services/io.sessionwarden.connector.Connector";

    @TempDir
    private Path folder;

    private Installation installed;
    private Process program;

    @BeforeEach
    void open() throws IOException {
        installed = Installation.copy();
        program = new ProcessBuilder("sleep", "1000").start();
        var file = Files.writeString(folder.resolve("till.pid"), program.pid() + "\n");
        installed.configure("""
                data: data
                servers:
                  - name: local
                    connectors:
                      pidfile: {files: [%s]}
                    watch: all
                    interval: 200ms
                    mode: observe
                """.formatted(file));
    }

    @AfterEach
    void close() throws IOException {
        installed.close();
        program.destroyForcibly();
    }

    /** The text between the fences. */
    private static String example() throws IOException {
        var docs = Files.readString(Path.of("docs", "connectors.md"));
        int begin = docs.indexOf("package com.example.pidfile;");
        return docs.substring(begin, docs.indexOf("```", begin));
    }

    private Path classes(String text) throws IOException {
        var source = folder.resolve("src/" + CLASS + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, text);
        var classes = Files.createDirectories(folder.resolve("classes"));
        int exit = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK")
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all,-processing,-classfile",
                        "-cp",
                        classPath(),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(exit).as("the example compiles").isZero();
        return classes;
    }

    private String classPath() throws IOException {
        try (var jars = Files.list(installed.home().resolve("lib"))) {
            return String.join(
                    ":",
                    jars.map(Path::toString).filter(jar -> jar.endsWith(".jar")).toList());
        }
    }

    private void pack(String text, String service) throws IOException {
        var classes = classes(text);
        try (var out = new JarOutputStream(
                        Files.newOutputStream(installed.home().resolve("lib/pidfile.jar")));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
            out.putNextEntry(new JarEntry(SERVICE));
            out.write((service + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void isFoundListsAndResets() throws Exception {
        pack(example(), NAME);
        assertThat(installed.warden("doctor").out()).contains("1 sessions are watched");
        installed.watch();
        Await.until(
                "it is listed", () -> installed.warden("query", "session").out().contains("till.pid"));
        assertThat(installed.warden("query", "session").out()).contains(Long.toString(program.pid()), "Active");

        var reset = installed.warden("reset", "session", Long.toString(program.pid()), "/v");

        assertThat(reset.out()).as(reset.err()).contains("sent TERM to process " + program.pid());
        Await.until("the program has ended", () -> !program.isAlive());
    }

    @Test
    void itsSettingsAreCheckedLikeAllOthers() throws Exception {
        pack(example(), NAME);
        var file = installed.home().resolve("config/warden.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("files: .*", "files: [till.pid]}"));

        assertThat(installed.warden("watch").err()).contains("config/warden.yaml:5", "is a list of whole paths");
    }

    @Test
    void whatCannotBeUsedIsToldAtTheStart() throws Exception {
        pack(example(), "com.example.Gone");
        assertThat(installed.warden("watch"))
                .satisfies(missing -> assertThat(missing.exit()).isEqualTo(2))
                .satisfies(missing ->
                        assertThat(missing.err()).contains("a connector in lib/ cannot be used", "com.example.Gone"));

        pack(example().replace("return \"pidfile\"", "return \"tmux\""), NAME);
        assertThat(installed.warden("watch"))
                .satisfies(taken -> assertThat(taken.exit()).isEqualTo(2))
                .satisfies(taken -> assertThat(taken.err()).contains("two connectors are called 'tmux'", NAME));
    }
}
