package io.sessionwarden.connector.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What can become of an answer on its way, or come in its place. */
final class Damage {

    /** What other programs say: none of it is an answer. */
    static final List<String> FOREIGN = List.of(
            "",
            "\n\n\n",
            "<html><head><title>502 Bad Gateway</title></head></html>\n",
            "Welcome to till-1!\nLast login: Mon Nov 23 08:30:00 2026\n",
            "\u0000\u0001\u001b[2J\ufffd\ufffd\u202e\n",
            "0 0 0 0\n0 0 0 0\n",
            "%".repeat(100_000));

    private static final int CUTS = 12;

    private Damage() {}

    /** Each by what is done. None takes a whole line out of the middle, or puts another word into one: nobody could see that. */
    static Map<String, UnaryOperator<String>> all() {
        var all = new LinkedHashMap<String, UnaryOperator<String>>();
        for (int cut = 0; cut < CUTS; cut++) {
            int part = cut;
            all.put("cut after " + cut + "/" + CUTS, text -> text.substring(0, text.length() * part / CUTS));
        }
        all.put("its last line cut", text -> text.substring(0, Math.max(0, text.length() - 3)));
        all.put("without its last line", text -> joined(lines(text), 1));
        all.put("lines in the opposite order", Damage::reversed);
        all.put("twice", text -> text + text);
        all.put("begins in the middle", text -> text.substring(text.length() / 2));
        for (var foreign : FOREIGN) {
            var shown = foreign.replaceAll("[^ -~]", "?");
            all.put("instead: " + shown.substring(0, Math.min(30, shown.length())), text -> foreign);
        }
        all.put("a greeting before it", text -> "Welcome to till-1!\n" + text);
        all.put("something after it", text -> text + "Connection to till-1 closed.\n");
        return all;
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(text.lines().toList());
    }

    private static String joined(List<String> lines, int without) {
        return String.join("\n", lines.subList(0, Math.max(0, lines.size() - without))) + "\n";
    }

    private static String reversed(String text) {
        var lines = lines(text);
        Collections.reverse(lines);
        return joined(lines, 0);
    }
}
