package io.sessionwarden.connector.desktop;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.session.ForeignText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a listing script printed.
 *
 * @param boot the id of the server's present boot
 * @param booted when that began
 * @param desktops the desktops that stand
 * @param services what serves them, where that was looked at
 * @param unread how many lines make no sense
 */
record Look(String boot, Instant booted, List<Desktop> desktops, List<Service> services, int unread) {

    /** USER_HZ is 100 on every Linux that Debian, Red Hat and their like ship (time(7)). */
    static final int TICK_MILLIS = 10;

    private static final Pattern HOST = Pattern.compile("host ([0-9a-f-]{36}) ([0-9]{1,12})");

    private static final Pattern SERVICE = Pattern.compile("service ([a-z-]{1,30}) (runs|stopped|gone) ([a-z]{1,30})");

    /**
     * A service of the host.
     *
     * @param name that of its process
     * @param state {@code runs}, {@code stopped} (by a signal) or {@code gone}
     * @param heard what came of asking it: {@code answers}, {@code silent}, {@code strange} (something else), {@code refused},
     *     {@code absent} (nothing listens) or {@code unasked}
     */
    record Service(String name, String state, String heard) {}

    Look {
        desktops = List.copyOf(desktops);
        services = List.copyOf(services);
    }

    /** @throws HostException where the answer broke off, or begins with something else */
    static Look of(CommandResult result) throws HostException {
        var lines = Answer.whole(result);
        var host = HOST.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!host.matches()) {
            throw new HostException(
                    Fault.GARBLED,
                    "no sense can be made of the answer: " + ForeignText.clean(String.join(" ", lines), 300));
        }
        var desktops = new ArrayList<Desktop>();
        var services = new ArrayList<Service>();
        int unread = 0;
        for (var line : lines.subList(1, lines.size())) {
            var desktop = Desktop.of(line);
            var service = SERVICE.matcher(line);
            if (line.startsWith("session ") && desktop.isPresent()) {
                desktops.add(desktop.get());
            } else if (service.matches()) {
                services.add(new Service(service.group(1), service.group(2), service.group(3)));
            } else {
                unread++;
            }
        }
        return new Look(
                host.group(1), Instant.ofEpochSecond(Long.parseLong(host.group(2))), desktops, services, unread);
    }
}
