package io.sessionwarden.connector.desktop;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether what draws the desktop gives no answer: its user sees a black screen, or one that stands still. Sick where it gave none
 * in the look before either; a busy one may be late once.
 */
final class FrozenDisplay implements Probe {

    private static final String SILENT = "silent";

    @Override
    public String name() {
        return "frozen-display";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        if (now.state() == SessionState.DOWN || now.state() == SessionState.INIT) {
            return new Finding.Unknown(name(), now.state() == SessionState.INIT ? "it is being opened" : "it has gone");
        }
        var silent = Stream.of(DesktopSession.X11, DesktopSession.RFB)
                .filter(port -> now.vital(port).equals(SILENT))
                .toList();
        if (silent.isEmpty()) {
            return now.vital(DesktopSession.X11).equals("answers")
                    ? new Finding.Healthy(name())
                    : new Finding.Unknown(name(), "its X server cannot be reached at its socket");
        }
        if (before == null
                || silent.stream().noneMatch(port -> before.vital(port).equals(SILENT))) {
            return new Finding.Unknown(name(), "it gave no answer, for the first time: it may be busy");
        }
        return new Finding.Sick(
                name(),
                Symptom.FROZEN_DISPLAY,
                Evidence.of(
                        "the X server of " + now.name() + " gives no answer, twice in a row",
                        Stream.of(DesktopSession.X11, DesktopSession.RFB, DesktopSession.SERVER_STATE)
                                .filter(vital -> !now.vital(vital).isEmpty())
                                .collect(Collectors.toMap(vital -> vital, now::vital))));
    }
}
