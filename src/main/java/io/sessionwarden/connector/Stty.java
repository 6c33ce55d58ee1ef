package io.sessionwarden.connector;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What stty(1) says of a terminal. */
public final class Stty {

    private Stty() {}

    /**
     * The flags among what {@code stty -a} said, with {@code -} before those that are off, in the order of {@code flags}.
     *
     * @param flags the names of those that count
     */
    public static String flags(String said, List<String> flags) {
        var words = Arrays.asList(said.split("[\\s;]+", -1));
        return flags.stream()
                .flatMap(flag -> words.stream().filter(word -> word.equals(flag) || word.equals("-" + flag)))
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
