package io.sessionwarden.connector.desktop;

import io.sessionwarden.connector.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The settings of the connector.
 *
 * @param answer how long X servers may take to answer, all of them together: {@code answer-ms}, 100 to 5000, 1000
 *     unless told; never more than a third of the server's time-out, because a list that takes half of it counts as slow, and of
 *     a slow server nothing is concluded
 * @param pause how long a desktop that was asked to end may take: {@code pause-ms}, 10 to 10000, 2000 unless told
 */
record Settings(Duration answer, Duration pause) {

    private static final String ANSWER = "answer-ms";
    private static final String PAUSE = "pause-ms";
    private static final int SHARE = 3;

    static Settings of(Target target) {
        var given = target.settings();
        var answer = answer(given.getOrDefault(ANSWER, List.of("1000")));
        var most = most(target.timeout());
        return new Settings(
                answer.compareTo(most) < 0 ? answer : most, pause(given.getOrDefault(PAUSE, List.of("2000"))));
    }

    private static Duration most(Duration timeout) {
        return timeout.dividedBy(SHARE);
    }

    /** That the answers are given less time than was set, where it was. */
    static List<String> remarks(Map<String, List<String>> given, Duration timeout) {
        var set = given.get(ANSWER);
        var most = most(timeout);
        return set == null || answer(set).compareTo(most) <= 0
                ? List.of()
                : List.of(ANSWER + ": its " + answer(set).toMillis() + " ms count as " + most.toMillis()
                        + ", a third of the server's timeout; with a timeout of "
                        + answer(set).multipliedBy(SHARE).toMillis() + " ms all of them would");
    }

    /** Each with what refuses senseless values of it. */
    static Map<String, Consumer<List<String>>> checks() {
        return Map.of(ANSWER, Settings::answer, PAUSE, Settings::pause);
    }

    private static Duration answer(List<String> words) {
        return Duration.ofMillis(number(words, 100, 5000));
    }

    private static Duration pause(List<String> words) {
        return Duration.ofMillis(number(words, 10, 10000));
    }

    /** @throws IllegalArgumentException where that is not one number within the bounds */
    static int number(List<String> words, int least, int most) {
        int number = words.size() == 1 && words.get(0).matches("[0-9]{1,6}") ? Integer.parseInt(words.get(0)) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    "is one number from " + least + " to " + most + ", not " + String.join(", ", words));
        }
        return number;
    }
}
