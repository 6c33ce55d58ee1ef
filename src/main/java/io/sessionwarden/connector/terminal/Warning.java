package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Notice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can become of a warning; the words are those of {@code warn.sh}. */
enum Warning {
    TOLD,
    OTHER,
    NOT_THEIRS,
    DENIED,
    BLOCKED;

    Notice on(Incarnation incarnation) {
        var terminal = incarnation.terminal();
        return switch (this) {
            case TOLD -> Notice.told("written on " + terminal);
            case OTHER ->
                Notice.untold("process " + incarnation.pid() + " no longer leads that session on " + terminal);
            case NOT_THEIRS -> Notice.untold(terminal + " does not belong to the session's user");
            case DENIED -> Notice.untold("the warden may not write on " + terminal);
            case BLOCKED -> Notice.untold(terminal + " takes no output");
        };
    }

    /** @throws HostException where the script said none of the words */
    static Notice told(List<String> lines, Incarnation incarnation) throws HostException {
        return Arrays.stream(values())
                .filter(word -> lines.equals(List.of(word.name().toLowerCase(Locale.ROOT))))
                .findFirst()
                .orElseThrow(() -> new HostException(
                        Fault.GARBLED,
                        "the warning on " + incarnation.terminal() + " answered in words that are not known"))
                .on(incarnation);
    }
}
