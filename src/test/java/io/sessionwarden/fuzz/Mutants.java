package io.sessionwarden.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Inputs that are made of others by chance, the same for the same seed. For one thread. */
final class Mutants {

    /** What parsers stumble over. */
    private static final List<String> TOKENS = List.of(
            "\r",
            "\n",
            "\r\n",
            "\t",
            " ",
            "|",
            "=",
            ":",
            ",",
            "'",
            "\"",
            "(",
            ")",
            "%",
            "\\",
            "-",
            "-1",
            "0",
            "00",
            "4294967295",
            "999999999999999999",
            "9223372036854775808",
            "\0",
            "\u001b[31m",
            "\u202e",
            "\u0085",
            "\ud83d\ude00",
            "工",
            "end\n",
            "{",
            "}",
            "&a [*a,*a]",
            "/*",
            "#",
            "\ufeff");

    private final List<byte[]> seeds;
    private final Random random;

    Mutants(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    /** So many inputs of pure chance. */
    static List<byte[]> dice(long seed, int count, int longest) {
        var random = new Random(seed);
        var all = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            var bytes = new byte[1 + random.nextInt(longest)];
            random.nextBytes(bytes);
            all.add(bytes);
        }
        return all;
    }

    byte[] next() {
        var mutant = any();
        for (int more = 1 + random.nextInt(4); more > 0; more--) {
            mutant = changed(mutant);
        }
        return mutant;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] changed(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(random.nextBoolean() ? 8 : 200));
        return switch (random.nextInt(7)) {
            case 0 -> joined(bytes, from, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, from + 1));
            case 1 -> joined(bytes, from, token(), from);
            case 2 -> joined(bytes, from, token(), to);
            case 3 -> joined(bytes, from, new byte[0], to);
            case 4 -> joined(bytes, random.nextInt(bytes.length + 1), Arrays.copyOfRange(bytes, from, to));
            case 5 -> joined(bytes, from, tail(any()), bytes.length);
            default ->
                joined(
                        bytes,
                        from,
                        new byte[] {(byte) Input.BLOW_UP, (byte) random.nextInt(40), (byte) random.nextInt(256)},
                        from);
        };
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] tail(byte[] other) {
        return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
    }

    private static byte[] joined(byte[] bytes, int at, byte[] more) {
        return joined(bytes, at, more, at);
    }

    /** The bytes before {@code end}, then these, then the ones from {@code from} on. */
    private static byte[] joined(byte[] bytes, int end, byte[] between, int from) {
        var all = Arrays.copyOf(bytes, end + between.length + bytes.length - from);
        System.arraycopy(between, 0, all, end, between.length);
        System.arraycopy(bytes, from, all, end + between.length, bytes.length - from);
        return all;
    }
}
