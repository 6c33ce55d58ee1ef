package io.sessionwarden.connector.windows;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.session.ForeignText;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The number of an error, which is the only part of Windows' messages that is the same in every language. */
final class WindowsError {

    /**
     * {@code Error [5]:Access is denied.}, {@code Error 0x00000005 enumerating sessionnames}, and {@code Could not logoff
     * session ID 0 from session Console, Error code 5}. A number that ends a sentence without a comma may be a session's id.
     */
    private static final Pattern NUMBER = Pattern.compile(
            "\\[(?<brackets>[0-9]{1,5})]|0x(?<hex>[0-9A-Fa-f]{8})|[,\\uFF0C][^,\\uFF0C0-9]{1,60}(?<last>[0-9]{1,5})\\.?\\s*$",
            Pattern.MULTILINE);

    private static final int ACCESS_DENIED = 5;
    private static final int RPC_UNAVAILABLE = 1722;

    private WindowsError() {}

    static OptionalInt find(String said) {
        var number = NUMBER.matcher(said);
        if (!number.find()) {
            return OptionalInt.empty();
        }
        var hex = number.group("hex");
        if (hex != null) {
            return OptionalInt.of(Integer.parseUnsignedInt(hex, 16));
        }
        var brackets = number.group("brackets");
        return OptionalInt.of(Integer.parseInt(brackets != null ? brackets : number.group("last")));
    }

    /**
     * Refuses what is an error that says something of the host rather than of a session.
     *
     * @param program what said it
     */
    static void refuse(String program, String said) throws HostException {
        var number = find(said);
        if (number.isPresent() && number.getAsInt() == ACCESS_DENIED) {
            throw new HostException(
                    Fault.NOT_PERMITTED,
                    program
                            + " is denied access (error 5): the account needs to be an administrator there, or the rights that"
                            + " docs/connectors.md names");
        }
        if (number.isPresent() && number.getAsInt() == RPC_UNAVAILABLE) {
            throw new HostException(
                    Fault.NOT_ANSWERING,
                    program + " gets no answer from the host's Remote Desktop Services (error 1722): "
                            + ForeignText.clean(said.strip(), 200));
        }
    }
}
