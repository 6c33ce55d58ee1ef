package io.sessionwarden.connector.desktop;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where xrdp's services listen, as TCP ports of the server; 0 where that is not asked, as where xrdp listens at a socket of
 * another kind.
 *
 * @param listener that of xrdp itself: {@code port}, 3389 unless told
 * @param sesman that of xrdp-sesman: {@code sesman-port}, 3350 unless told
 */
record Ports(String listener, String sesman) {

    private static final String LISTENER = "port";
    private static final String SESMAN = "sesman-port";
    private static final int MOST = 65_535;

    static Ports of(Map<String, List<String>> given) {
        return new Ports(
                port(given.getOrDefault(LISTENER, List.of("3389"))), port(given.getOrDefault(SESMAN, List.of("3350"))));
    }

    /** Each with what refuses senseless values of it. */
    static Map<String, Consumer<List<String>>> checks() {
        return Map.of(LISTENER, Ports::port, SESMAN, Ports::port);
    }

    private static String port(List<String> words) {
        return Integer.toString(Settings.number(words, 0, MOST));
    }
}
