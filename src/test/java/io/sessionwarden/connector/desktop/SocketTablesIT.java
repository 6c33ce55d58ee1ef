package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.RealHost;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.LocalRunner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts on a host with very many sockets, or whose tables of them cannot be read: nobody is taken for gone. */
@RealHost(programs = "perl")
class SocketTablesIT {

    /** A display that no X server of this machine has. */
    private static final String DISPLAY = "64999";

    /** Opens another file in place of one table; no vncserver is ever started. */
    private static final String INSTEAD = """
            BEGIN {
                my ($table, $instead) = splice @ARGV, 0, 2;
                *CORE::GLOBAL::open = sub (*;$@) {
                    my $mode = $_[1];
                    return CORE::open($_[0], $mode, defined $_[2] && $_[2] eq $table ? $instead : $_[2]);
                };
                *CORE::GLOBAL::exec = sub { CORE::exit 127 };
            }
            """;

    private static final String OPEN = "- open " + DISPLAY + " 100 - - - - no 65534 open";

    private static final String XRDP_LOOK = "500 no 0 no 0";

    @TempDir
    private Path folder;

    @Test
    void seesTheLastOfVeryManySockets() throws Exception {
        var last = "0000000000000000: 00000002 00000000 00010000 0001 01 99999 @/tmp/.X11-unix/X" + DISPLAY + "\n";
        var table = table("0000000000000000: 00000003 00000000 00000000 0001 03 11111\n".repeat(100_000) + last);
        assertThat(Files.size(table)).isGreaterThan(1 << 22);

        assertThat(said(Script.ACT, "/proc/net/unix", table, OPEN)).containsExactly("other");
        assertThat(said(Script.ACT, "/proc/net/unix", table("nothing\n"), OPEN))
                .isNotEmpty()
                .doesNotContain("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/net/unix", "/proc/net/tcp", "/proc/net/tcp6"})
    void concludesNothingFromATableThatCannotBeReadToItsEnd(String table) throws Exception {
        Files.createDirectory(folder.resolve("unreadable"));
        var endless = Files.createFile(folder.resolve("endless"));
        try (var file = FileChannel.open(endless, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[1]), (1L << 26) + (1 << 17));
        }

        for (var instead : List.of(folder.resolve("missing"), folder.resolve("unreadable"), endless)) {
            requireBrokenOff(Script.XRDP_LIST, table, instead, XRDP_LOOK);
        }
        assertThat(said(Script.XRDP_LIST, table, table("nothing\n"), XRDP_LOOK)).isNotEmpty();
    }

    @Test
    void opensNoDisplayOfWhichItCannotTellWhoHasIt() {
        requireBrokenOff(Script.ACT, "/proc/net/unix", folder.resolve("missing"), OPEN);
    }

    private void requireBrokenOff(Script script, String table, Path instead, String arguments) {
        assertThatThrownBy(() -> said(script, table, instead, arguments))
                .as("%s instead of %s", instead.getFileName(), table)
                .isInstanceOfSatisfying(
                        HostException.class, e -> assertThat(e.fault()).isEqualTo(HostException.Fault.GARBLED))
                .hasMessageContaining(table);
    }

    private Path table(String text) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "table", ""), text);
    }

    private static List<String> said(Script script, String table, Path instead, String arguments) throws HostException {
        var words = new ArrayList<>(
                script.command(Duration.ofSeconds(20), List.of()).words());
        words.set(2, INSTEAD + words.get(2));
        words.addAll(List.of(table, instead.toString()));
        words.addAll(List.of(arguments.split(" ")));
        CommandResult result = new LocalRunner().run(new Command(words, "", Duration.ofSeconds(20), 1 << 22));
        return Answer.whole(result);
    }
}
