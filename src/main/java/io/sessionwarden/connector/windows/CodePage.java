package io.sessionwarden.connector.windows;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The code pages of Windows consoles, by their numbers. */
final class CodePage {

    private static final String UTF_8 = "65001";

    /** The names under which Java has code pages: OEM ones, ANSI ones, and those of East Asia. */
    private static final List<String> NAMES = List.of("IBM", "windows-", "x-windows-", "ms", "cp");

    private CodePage() {}

    /** The one of that number, if Java has it. */
    static Optional<Charset> find(String number) {
        if (number.equals(UTF_8)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (!number.matches("[0-9]{3,5}")) {
            return Optional.empty();
        }
        return NAMES.stream()
                .map(name -> name + number)
                .filter(Charset::isSupported)
                .map(Charset::forName)
                .findFirst();
    }

    /**
     * The text of an output of which each byte is one character. What is UTF-8 throughout is taken for it, because no sentence
     * of another code page happens to be; the rest is read in {@code page}.
     */
    static String decode(String bytes, Charset page) {
        var raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(raw, page);
        }
    }
}
