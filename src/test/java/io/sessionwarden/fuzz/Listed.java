package io.sessionwarden.fuzz;

import io.sessionwarden.host.Listing;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What must hold of every list of sessions, whatever a host has said. */
public final class Listed {

    private Listed() {}

    /** Each session once, its id out of the host's words, and nothing in it that could control a terminal. */
    public static void check(Listing listing, String said) {
        once(listing.sessions());
        stems(listing, said);
    }

    /** The same, but for how often a session is listed. */
    public static void stems(Listing listing, String said) {
        for (var session : listing.sessions()) {
            if (!isWord(session.id(), said)) {
                throw new AssertionError("a session was invented, or its id misread: " + session);
            }
            clean(session);
        }
        listing.faults().forEach(fault -> {
            clean(fault.evidence().summary());
            clean(fault.what());
        });
    }

    private static boolean isWord(String id, String said) {
        for (int at = said.indexOf(id); at >= 0; at = said.indexOf(id, at + 1)) {
            if (!within(said, at - 1) && !within(said, at + id.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether what is there would be part of the same word. */
    private static boolean within(String said, int at) {
        return at >= 0 && at < said.length() && said.charAt(at) < 128 && Character.isLetterOrDigit(said.charAt(at));
    }

    private static void once(List<Session> sessions) {
        var seen = new HashSet<>();
        for (var session : sessions) {
            if (!seen.add(session.identity())) {
                throw new AssertionError("a session is listed twice: " + session);
            }
        }
    }

    private static void clean(Session session) {
        clean(session.name());
        clean(session.logonName() == null ? "" : session.logonName());
        session.identity().parts().values().forEach(Listed::clean);
        session.vitals().values().forEach(Listed::clean);
    }

    private static void clean(String text) {
        if (!ForeignText.clean(text, Integer.MAX_VALUE).equals(text)) {
            throw new AssertionError("what a host said was not cleaned: " + ForeignText.clean(text, 300));
        }
    }

    /**
     * Just the known ones are listed, each under its own id with what is known of it.
     *
     * @param known for each id what {@code shown} is to say of it
     */
    public static void exactly(Map<String, String> known, Listing listing, Function<Session, String> shown) {
        var listed = new TreeMap<String, String>();
        for (var session : listing.sessions()) {
            if (listed.put(session.id(), shown.apply(session)) != null) {
                throw new AssertionError("the id " + session.id() + " is listed twice");
            }
        }
        if (!listed.equals(new TreeMap<>(known))) {
            throw new AssertionError("known are " + new TreeMap<>(known) + ", and listed " + listed);
        }
    }

    /** The ids alone. */
    public static void among(Set<String> known, Listing listing) {
        for (var session : listing.sessions()) {
            if (!known.contains(session.id())) {
                throw new AssertionError("known are " + known + ", and listed is " + session);
            }
        }
    }
}
