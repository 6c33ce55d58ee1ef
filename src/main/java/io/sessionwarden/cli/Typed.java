package io.sessionwarden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command line taken apart as far as its command's words.
 *
 * @param verb the command, or null where the words name none
 * @param words the words that were taken for the command's name
 * @param rest everything else in its order, Windows options as Unix ones
 */
record Typed(@Nullable Verb verb, String words, List<String> rest) {

    private static final Pattern WINDOWS_OPTION = Pattern.compile("/[A-Za-z]+(:.*)?", Pattern.DOTALL);

    static Typed of(String[] args) {
        var rest = new ArrayList<String>();
        var words = "";
        Verb verb = null;
        int at = 0;
        for (; at < args.length && verb == null && !"--".equals(args[at]); at++) {
            var arg = args[at];
            if (isOption(arg)) {
                rest.add(arg);
                if ("--home".equalsIgnoreCase(arg) && at + 1 < args.length) {
                    rest.add(args[++at]);
                }
            } else {
                words = words.isEmpty() ? Verb.unaliased(arg) : words + " " + arg.toLowerCase(Locale.ROOT);
                verb = verbOf(words);
                if (verb != null && at + 1 < args.length) {
                    var longer = words + " " + args[at + 1].toLowerCase(Locale.ROOT);
                    if (verbOf(longer) != null) {
                        words = longer;
                        verb = verbOf(words);
                        at++;
                    }
                }
                if (verb == null && !begins(words)) {
                    at = args.length;
                }
            }
        }
        for (; at < args.length; at++) {
            rest.add(args[at]);
        }
        return new Typed(verb, words, unixStyle(verb, rest));
    }

    private static boolean isOption(String arg) {
        return arg.startsWith("-") || arg.startsWith("/");
    }

    private static @Nullable Verb verbOf(String words) {
        for (var verb : Verb.values()) {
            if (verb.words().equals(words)) {
                return verb;
            }
        }
        return null;
    }

    private static boolean begins(String words) {
        for (var verb : Verb.values()) {
            if (verb.words().startsWith(words + " ")) {
                return true;
            }
        }
        return false;
    }

    /** {@code /server:x}, {@code /V} and {@code /?} as this command's own options. */
    private static List<String> unixStyle(@Nullable Verb verb, List<String> args) {
        var unix = new ArrayList<String>();
        boolean valueFollows = false;
        for (int at = 0; at < args.size(); at++) {
            var arg = args.get(at);
            if ("--".equals(arg) && !valueFollows) {
                unix.addAll(args.subList(at, args.size()));
                break;
            }
            var option = valueFollows || !arg.startsWith("/") ? arg : unixOption(verb, arg);
            unix.add(option);
            valueFollows = !valueFollows && takesValue(verb, option);
        }
        return List.copyOf(unix);
    }

    private static String unixOption(@Nullable Verb verb, String arg) {
        int colon = arg.indexOf(':');
        var name = arg.substring(1, colon < 0 ? arg.length() : colon).toLowerCase(Locale.ROOT);
        if (arg.equals("/?") || arg.equalsIgnoreCase("/help")) {
            return "--help";
        }
        if (name.equals("home")) {
            return colon < 0 ? "--home" : "--home=" + arg.substring(colon + 1);
        }
        if (verb != null) {
            for (var word : verb.takes()) {
                boolean meant = word.name().equals(name) || word.shortName().equals("-" + name);
                if (!word.positional() && meant && (colon < 0 || !word.label().isEmpty())) {
                    return colon < 0 ? "--" + word.name() : "--" + word.name() + "=" + arg.substring(colon + 1);
                }
            }
        }
        // A path or a name may begin with a slash too; what looks like an option and is none is refused as one.
        return WINDOWS_OPTION.matcher(arg).matches() ? "--" + arg.substring(1) : arg;
    }

    private static boolean takesValue(@Nullable Verb verb, String option) {
        if (option.equalsIgnoreCase("--home")) {
            return true;
        }
        if (verb != null) {
            for (var word : verb.takes()) {
                boolean meant = option.equalsIgnoreCase("--" + word.name())
                        || (!word.shortName().isEmpty() && option.equalsIgnoreCase(word.shortName()));
                if (!word.positional() && !word.label().isEmpty() && meant) {
                    return true;
                }
            }
        }
        return false;
    }
}
