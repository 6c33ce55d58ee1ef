package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;

/**
 * What a command answers, as text that can be printed as it stands.
 *
 * @param exit one of {@link ExitCode}
 * @param out for standard output; longer than {@value #MOST_OUT} characters is cut, and says so
 * @param err for standard error: what is wrong in the first line, what to do about it in the second
 */
public record Answer(int exit, String out, String err) {

    static final int MOST_OUT = 16 * 1024 * 1024;
    static final int MOST_ERR = 12 * 1024;

    public Answer {
        if (exit < 0 || exit > 255) {
            throw new IllegalArgumentException("an exit code is 0 to 255");
        }
        out = cut(out, MOST_OUT);
        err = cut(err, MOST_ERR);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 60) + "\n(the rest is left out: too long)\n";
    }

    /** Done, with this to print. */
    public static Answer done(String out) {
        return new Answer(ExitCode.DONE, out, "");
    }

    /** Not done: what is wrong, and what to do about it. */
    public static Answer error(int exit, String what, String remedy) {
        return new Answer(exit, "", what + "\n" + remedy + "\n");
    }

    Answer printing(String text) {
        return new Answer(exit, text, err);
    }
}
