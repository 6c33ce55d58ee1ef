package io.sessionwarden.connector.windows;

/**
 * A line as a Windows console aligns it: by display columns, of which an East Asian wide character takes two. The second of
 * them is filled with a NUL, which no line holds otherwise, so that the index of a character is its column.
 */
final class Columns {

    private static final char FILLER = '\0';

    private Columns() {}

    static String spread(String line) {
        var spread = new StringBuilder(line.length());
        line.codePoints().forEach(point -> {
            spread.appendCodePoint(point);
            if (Character.isBmpCodePoint(point) && wide(point)) {
                spread.append(FILLER);
            }
        });
        return spread.toString();
    }

    /** The characters alone, without blanks around them. */
    static String text(String spread) {
        return spread.replace(String.valueOf(FILLER), "").strip();
    }

    /**
     * Unicode's East Asian Width, wide and full-width. Characters beyond the first plane are two chars already, and wide where
     * they are letters at all.
     */
    private static boolean wide(int point) {
        return (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6);
    }
}
