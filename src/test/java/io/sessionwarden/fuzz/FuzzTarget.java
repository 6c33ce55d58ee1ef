package io.sessionwarden.fuzz;

import io.sessionwarden.host.HostException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One parser and what must hold of it. Stateless.
 *
 * @param name what is parsed, in one word
 * @param seeds inputs that make sense, to begin with
 * @param check reads an input and throws where something does not hold
 */
public record FuzzTarget(String name, List<byte[]> seeds, Check check) {

    /** What reads an input. */
    @FunctionalInterface
    public interface Check {

        /**
         * Reads it.
         *
         * @throws HostException where the parser says that it can make no sense of it, as it may
         * @throws AssertionError where something else comes of it than may
         */
        void read(Input input) throws HostException;
    }

    public FuzzTarget {
        seeds = List.copyOf(seeds);
    }

    /** Of a parser that reads text, and is given all of the input. */
    public static FuzzTarget ofText(String name, Check check, String... seeds) {
        return new FuzzTarget(
                name,
                List.of(seeds).stream()
                        .map(seed -> seed.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                check);
    }

    /**
     * Of a check that builds a text itself around what it takes from the input.
     *
     * @param tries how many inputs to begin with
     */
    public static FuzzTarget ofBuilt(String name, Check check, int tries) {
        return new FuzzTarget(name, Mutants.dice(name.hashCode(), tries, 400), check);
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * Tries one input.
     *
     * @param longest how many bytes a text in it is blown up to at most
     */
    public void on(byte[] bytes, int longest) {
        try {
            check.read(new Input(bytes, longest));
        } catch (HostException declared) {
            if (declared.getMessage() == null || declared.getMessage().length() > 2000) {
                throw new AssertionError("a host's words are told without a bound", declared);
            }
        }
    }
}
