package io.sessionwarden.cycle;

import io.sessionwarden.host.HostException;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes what a later reader may want to know of a session, which nobody can see once it is reset. What cannot be taken or
 * kept is said, and stops nothing.
 */
final class EvidenceKeeper {

    /** The details of a record under which it is told what is kept outside the trail. */
    static final String SCREEN = "screen";

    static final String SHA256 = "screenSha256";

    private EvidenceKeeper() {}

    /** What the record of it is to tell. */
    static SortedMap<String, String> take(Cycle cycle, WatchedServer server, Session session) {
        var details = Events.told(evidence(server, session));
        if (server.screens() != EvidenceStore.NONE) {
            details.putAll(screen(cycle, server, session));
        }
        return details;
    }

    private static Evidence evidence(WatchedServer server, Session session) {
        try {
            return server.roster().hostOf(session).evidence(session);
        } catch (HostException | RuntimeException e) {
            return Evidence.of("could not be taken: " + e.getMessage());
        }
    }

    private static Map<String, String> screen(Cycle cycle, WatchedServer server, Session session) {
        try {
            var screen = server.roster().hostOf(session).screen(session);
            if (screen.isEmpty()) {
                return Map.of();
            }
            var kept = server.screens().keep(cycle.incident(), screen.get().text());
            var details = new TreeMap<String, String>();
            details.put(SCREEN, kept.id());
            details.put(SHA256, kept.sha256());
            details.put("screenBytes", Integer.toString(kept.bytes()));
            details.put("screenMasked", Integer.toString(kept.masked()));
            return details;
        } catch (HostException | IOException | RuntimeException e) {
            return Map.of("screenNotKept", String.valueOf(e.getMessage()));
        }
    }
}
