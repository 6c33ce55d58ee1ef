package io.sessionwarden.app;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/** What the trail is told at a start: that the warden started, and what is other than it was when it last ran. Pure. */
final class WhatChanged {

    static final String FILE = "file.";
    static final String MODE = "mode.";

    private WhatChanged() {}

    /**
     * The events of a start.
     *
     * @param before what the last warden left; empty at the very first start
     * @param now the settings in force
     * @param revision the policy's revision in force
     */
    static List<AuditEvent> events(SortedMap<String, String> before, SortedMap<String, String> now, String revision) {
        var events = new ArrayList<AuditEvent>();
        if (before.isEmpty()) {
            return events;
        }
        var names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> !name.startsWith(FILE) && !name.startsWith(MODE));
        for (var name : names) {
            var from = before.getOrDefault(name, "");
            var to = now.getOrDefault(name, "");
            if (!from.equals(to)) {
                events.add(event(name, from, to, revision));
            }
        }
        return events;
    }

    private static AuditEvent event(String name, String from, String to, String revision) {
        if (name.startsWith(MODE)) {
            return AuditEvent.ofWarden(
                    EventType.MODE_CHANGED,
                    to.isEmpty() ? "no longer watched" : to,
                    revision,
                    Map.of("server", name.substring(MODE.length()), "from", from, "to", to));
        }
        return AuditEvent.ofWarden(
                EventType.CONFIGURATION_CHANGED,
                "while stopped",
                revision,
                Map.of("file", name.substring(FILE.length()), "from", from, "to", to));
    }
}
