package io.sessionwarden.host;

/**
 * What a session shows its user: foreign text that may hold anything, secrets too.
 *
 * @param text its lines; what is longer than {@value #MOST_CHARACTERS} characters is cut
 */
public record Screen(String text) {

    public static final int MOST_CHARACTERS = 64 * 1024;

    public Screen {
        text = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
}
