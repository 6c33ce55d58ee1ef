package io.sessionwarden.host.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The scripts and tables that come with the program, as resources beside the class that uses them. */
public final class OwnScript {

    private OwnScript() {}

    /**
     * The texts of several, one behind the other.
     *
     * @throws IllegalStateException where the program came without one of them
     */
    public static String joined(Class<?> beside, String... names) {
        return Arrays.stream(names).map(name -> read(beside, name)).collect(Collectors.joining());
    }

    /**
     * The text of one.
     *
     * @throws IllegalStateException where the program came without it
     */
    public static String read(Class<?> beside, String name) {
        try (var in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program's own " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
