package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import org.junit.jupiter.api.Test;

class LookTest {

    private static final String HOST = "host 01234567-89ab-cdef-0123-456789abcdef 1700000000\n";
    private static final String DESKTOP =
            "session asker=no clients=1 display=61 kept=yes manager=12:345:S:openbox name=ann"
                    + " opening=-localhost%0Ayes rfb=answers server=11:340:S:Xtigervnc session=10:300:S:vncserver size=640x480"
                    + " uid=1000 x11=answers\n";

    private static Look look(String out) throws HostException {
        return Look.of(new CommandResult(0, out, ""));
    }

    @Test
    void readsADesktop() throws Exception {
        var sessions = new DesktopSession("here", Technology.VNC, look(HOST + DESKTOP + "end\n")).sessions();

        assertThat(sessions).singleElement().satisfies(session -> {
            assertThat(session.name()).isEqualTo("vnc:61");
            assertThat(session.id()).isEqualTo("11");
            assertThat(session.state()).isEqualTo(SessionState.ACTIVE);
            assertThat(session.logonName()).isEqualTo("ann");
        });
    }

    @Test
    void keepsTheWardensOwnDesktopFromBeingReset() throws Exception {
        var own = look(HOST + DESKTOP + DESKTOP.replace("asker=no", "asker=yes") + "end\n");

        assertThat(new DesktopSession("here", Technology.VNC, own).sessions())
                .extracting(Session::kind)
                .containsExactly(SessionKind.USER, SessionKind.SERVICES);
    }

    @Test
    void inventsNoDesktopFromALineThatIsDamaged() throws Exception {
        for (var part : new String[] {"server=11:340:S:Xtigervnc", "uid=1000", "display=61", "clients=1"}) {
            var look = look(HOST + DESKTOP.replace(part, part.replaceFirst("=.*", "=x")) + "end\n");

            assertThat(look.desktops()).as(part).isEmpty();
            assertThat(look.unread()).as(part).isEqualTo(1);
        }
    }

    @Test
    void refusesAnAnswerThatBrokeOffOrBeginsStrangely() {
        for (var out : new String[] {"", HOST, HOST + DESKTOP, DESKTOP + "end\n", "end\n"}) {
            assertThatThrownBy(() -> look(out))
                    .isInstanceOfSatisfying(
                            HostException.class, e -> assertThat(e.fault()).isEqualTo(HostException.Fault.GARBLED));
        }
    }

    @Test
    void takesNoLineWithSignsThatNoScriptWrites() throws Exception {
        assertThat(look(HOST + DESKTOP.replace("x11=answers", "x11=ans\rwers") + "end\n")
                        .desktops())
                .isEmpty();
    }
}
