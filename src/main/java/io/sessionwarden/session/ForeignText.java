package io.sessionwarden.session;

/** Text that a host or a user chose. It is hostile until it has been through here. */
public final class ForeignText {

    private ForeignText() {}

    /**
     * The text without control characters, invisible format characters and line or paragraph separators (each becomes a
     * {@code ?}), cut to at most {@code longest} characters, the last of them then an ellipsis. Never splits a surrogate
     * pair.
     */
    public static String clean(String text, int longest) {
        if (text.length() <= longest && plain(text)) {
            return text;
        }
        var clean = new StringBuilder(Math.min(text.length(), longest));
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (clean.length() + Character.charCount(point) > longest - (at < text.length() ? 1 : 0)) {
                clean.append('\u2026');
                break;
            }
            clean.appendCodePoint(harmless(point) ? point : '?');
        }
        return clean.toString();
    }

    /** Most texts are, and then there is nothing to copy. */
    private static boolean plain(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
