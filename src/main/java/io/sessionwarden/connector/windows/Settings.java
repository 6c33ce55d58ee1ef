package io.sessionwarden.connector.windows;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of a Windows host, checked.
 *
 * @param root the folder of Windows
 * @param codePage the code page of its commands, or null where the host is asked
 * @param listeners the listeners that must be there
 * @param words the words of states
 * @param endsWinlogon whether the last rung may end the session's winlogon
 */
record Settings(
        String root, @Nullable Charset codePage, List<String> listeners, StateWords words, boolean endsWinlogon) {

    static final Map<String, Consumer<List<String>>> CHECKS = Map.of(
            "root", Settings::root,
            "codepage", Settings::codePage,
            "listeners", Settings::listeners,
            "states", Settings::words,
            "winlogon", Settings::winlogon);

    private static final String NONE = "none";
    private static final Pattern LISTENER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}");
    private static final Pattern ROOT = Pattern.compile("[A-Za-z]:(?:\\\\[A-Za-z0-9_.-]+)+");

    Settings {
        listeners = List.copyOf(listeners);
    }

    static Settings of(Map<String, List<String>> given) {
        var codePage = given.get("codepage");
        return new Settings(
                root(given.getOrDefault("root", List.of("C:\\Windows"))),
                codePage == null ? null : codePage(codePage),
                listeners(given.getOrDefault("listeners", List.of("rdp-tcp"))),
                words(given.getOrDefault("states", List.of())),
                winlogon(given.getOrDefault("winlogon", List.of("spare"))));
    }

    private static String root(List<String> values) {
        var value = one(values);
        if (!ROOT.matcher(value).matches()) {
            throw new IllegalArgumentException("is the folder of Windows, such as C:\\Windows, not '" + value + "'");
        }
        return value;
    }

    private static Charset codePage(List<String> values) {
        var value = one(values);
        return CodePage.find(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "is the number of a code page such as 850, 866, 932 or 65001, not '" + value + "'"));
    }

    private static List<String> listeners(List<String> values) {
        if (values.isEmpty()
                || !values.stream().allMatch(value -> LISTENER.matcher(value).matches())) {
            throw new IllegalArgumentException(
                    "is a list of names of listeners such as [rdp-tcp], or none, not " + String.join(", ", values));
        }
        return values.equals(List.of(NONE)) ? List.of() : values;
    }

    private static StateWords words(List<String> values) {
        return StateWords.ofProgram().with(values);
    }

    private static boolean winlogon(List<String> values) {
        return switch (one(values)) {
            case "end" -> true;
            case "spare" -> false;
            default ->
                throw new IllegalArgumentException(
                        "is 'end' (the last rung may end a session's winlogon) or 'spare' (it never does), not '"
                                + one(values) + "'");
        };
    }

    private static String one(List<String> values) {
        if (values.size() != 1) {
            throw new IllegalArgumentException("takes one value, not " + values.size());
        }
        return values.get(0);
    }
}
