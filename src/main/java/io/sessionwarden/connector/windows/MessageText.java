package io.sessionwarden.connector.windows;

import io.sessionwarden.session.ForeignText;
import java.util.regex.Pattern;

/** A text as {@code msg.exe} can be given it: no character that a Windows shell expands, and nothing that is an option. */
final class MessageText {

    private static final int LONGEST = 250;
    private static final Pattern EXPANDED = Pattern.compile("[^\\p{L}\\p{N} .,:;()<>#+*=/_'?-]");
    private static final Pattern LIKE_AN_OPTION = Pattern.compile("^[^\\p{L}\\p{N}]+");

    private MessageText() {}

    static String of(String text) {
        var plain = EXPANDED.matcher(ForeignText.clean(text, LONGEST)).replaceAll(" ");
        var message = LIKE_AN_OPTION.matcher(plain).replaceFirst("").strip();
        // Without a text msg.exe waits for one.
        return message.isEmpty() ? "Session Warden" : message;
    }
}
