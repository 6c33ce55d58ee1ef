package io.sessionwarden.connector.logind;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sick where all that runs in the session is frozen, as by {@code systemctl freeze}, and was so in the look before. */
final class FrozenScope implements Probe {

    @Override
    public String name() {
        return "frozen-scope";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        var freezer = now.vital(LoginSession.FREEZER);
        if (freezer.isEmpty() || freezer.equals("running")) {
            return new Finding.Healthy(name());
        }
        if (!freezer.equals(LoginSession.FROZEN)
                || before == null
                || !before.vital(LoginSession.FREEZER).equals(freezer)) {
            return new Finding.Unknown(name(), freezer + ", for the first time: it may be passing");
        }
        return new Finding.Sick(
                name(),
                Symptom.STOPPED,
                Evidence.of(
                        "all that runs in " + now.vital(LoginSession.SCOPE) + " is frozen",
                        Map.of(LoginSession.FREEZER, freezer)));
    }
}
