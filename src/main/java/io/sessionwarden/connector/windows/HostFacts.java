package io.sessionwarden.connector.windows;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.ForeignText;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code facts.ps1} says of a host: the things that {@code qwinsta} and {@code quser} do not print.
 *
 * @param boot when it was started
 * @param computer its own name, which stands as the domain of its local accounts
 * @param codePage its OEM code page, or null where it names none that Java has
 * @param owners whose processes run in which session, by SID
 */
record HostFacts(Instant boot, String computer, @Nullable Charset codePage, List<Owner> owners) {

    /** Setting the clock moves the time of the boot, which Windows counts back from it. */
    private static final Duration CLOCK_SET = Duration.ofMinutes(1);

    /** Windows cuts names in its lists to this many characters. */
    private static final int NAMES_CUT = 20;

    private static final String SID = "S-1-(?:5-21|12-1)-[0-9-]{5,100}";

    /**
     * Somebody whose process runs in a session.
     *
     * @param session the session's id
     * @param sid a person's, never one of the system's own accounts
     * @param domain the account's domain, or the computer
     * @param user the account's name
     */
    record Owner(long session, String sid, String domain, String user) {}

    HostFacts {
        owners = List.copyOf(owners);
    }

    /** @throws HostException where the script did not come to its end */
    static HostFacts of(String output, String said) throws HostException {
        Instant boot = null;
        var computer = "";
        Charset codePage = null;
        boolean whole = false;
        var owners = new ArrayList<Owner>();
        for (var line : output.lines().toList()) {
            var words = line.strip().split(" ", -1);
            switch (words[0] + words.length) {
                case "boot2" -> boot = instant(words[1]);
                case "computer2" -> computer = unescaped(words[1]);
                case "codepage2" -> codePage = CodePage.find(words[1]).orElse(null);
                case "owner5" -> owner(words).ifPresent(owners::add);
                case "end1" -> whole = true;
                default -> {
                    // PowerShell may say more than it was asked.
                }
            }
        }
        if (boot == null || !whole) {
            throw new HostException(
                    Fault.GARBLED,
                    "PowerShell does not say when the host was started, and without that no session can be told from an"
                            + " earlier one: " + ForeignText.clean((output + " " + said).strip(), 300));
        }
        return new HostFacts(boot, computer, codePage, owners);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Optional<Owner> owner(String[] words) {
        return words[1].matches("[0-9]{1,9}") && words[2].matches(SID)
                ? Optional.of(new Owner(Long.parseLong(words[1]), words[2], unescaped(words[3]), unescaped(words[4])))
                : Optional.empty();
    }

    private static String unescaped(String text) {
        try {
            return ForeignText.clean(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8), 100);
        } catch (IllegalArgumentException e) {
            return ForeignText.clean(text, 100);
        }
    }

    /** The same, with the time of the boot as it was known before where it has only been moved a little. */
    HostFacts after(HostFacts earlier) {
        return Duration.between(earlier.boot, boot).abs().compareTo(CLOCK_SET) <= 0
                ? new HostFacts(earlier.boot, computer, codePage, owners)
                : this;
    }

    /**
     * Who that user of that session is; nobody where no process of theirs is there, or where two accounts of that name have
     * processes in it.
     *
     * @param server the server's configured name, which stands as the authority of its local accounts
     * @param user as Windows prints it, perhaps with a domain in front
     */
    Optional<Account> account(String server, long session, String user) {
        var found = owners.stream()
                .filter(owner -> owner.session() == session && named(owner, user))
                .map(owner -> new Account(
                        owner.domain().isBlank() || owner.domain().equalsIgnoreCase(computer)
                                ? server
                                : owner.domain().toUpperCase(Locale.ROOT),
                        owner.sid()))
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static boolean named(Owner owner, String printed) {
        int slash = printed.lastIndexOf('\\');
        var domain = slash < 0 ? "" : printed.substring(0, slash);
        var user = printed.substring(slash + 1);
        return !user.isBlank()
                && (domain.isEmpty() || domain.equalsIgnoreCase(owner.domain()))
                && (owner.user().equalsIgnoreCase(user)
                        || (user.length() >= NAMES_CUT && owner.user().regionMatches(true, 0, user, 0, user.length())));
    }
}
