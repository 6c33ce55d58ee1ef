package io.sessionwarden.host.transport;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns words into one line that cmd.exe and PowerShell both take apart into the very same words. They agree on plain words
 * and on what stands between double quotes, as long as none of the characters is in it that one of them expands there.
 */
final class WindowsWords {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/\\\\=+-]+");

    /** Besides control characters: quotes (PowerShell also knows curved ones), %NAME%, $name, backquote and !NAME!. */
    private static final Pattern EXPANDED = Pattern.compile("[\\p{Cntrl}\"\u201c\u201d\u201e%$`!]");

    private WindowsWords() {}

    /** @throws IllegalArgumentException where one of the shells would change a word */
    static String quoted(List<String> words) {
        if (!PLAIN.matcher(words.get(0)).matches()) {
            // PowerShell takes a quoted word in the first place for a text, not for a program.
            throw new IllegalArgumentException("'" + words.get(0) + "' cannot be called without quotes");
        }
        return words.stream().map(WindowsWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        // A backslash before the closing quote would escape it.
        if (EXPANDED.matcher(word).find() || word.endsWith("\\")) {
            throw new IllegalArgumentException("a Windows shell would change the word '" + word + "'");
        }
        return '"' + word + '"';
    }
}
