package io.sessionwarden.connector;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Notice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can become of a warning on a terminal; the words are those of {@code warn.sh}. */
public enum Warning {
    TOLD,
    OTHER,
    NOT_THEIRS,
    DENIED,
    BLOCKED;

    /**
     * The same for people.
     *
     * @param leader the pid of the session's leader
     */
    public Notice on(String terminal, int leader) {
        return switch (this) {
            case TOLD -> Notice.told("written on " + terminal);
            case OTHER -> Notice.untold("process " + leader + " no longer leads that session on " + terminal);
            case NOT_THEIRS -> Notice.untold(terminal + " does not belong to the session's user");
            case DENIED -> Notice.untold("the warden may not write on " + terminal);
            case BLOCKED -> Notice.untold(terminal + " takes no output");
        };
    }

    /**
     * What the script's answer says.
     *
     * @param lines without the last one, {@code end}
     * @throws HostException where the script said none of the words
     */
    public static Warning said(List<String> lines, String terminal) throws HostException {
        return Arrays.stream(values())
                .filter(word -> lines.equals(List.of(word.name().toLowerCase(Locale.ROOT))))
                .findFirst()
                .orElseThrow(() -> new HostException(
                        Fault.GARBLED, "the warning on " + terminal + " answered in words that are not known"));
    }
}
