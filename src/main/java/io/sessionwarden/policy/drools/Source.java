package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.PolicyProblem;

/**
 * One file of the policy as text.
 *
 * @param name the file as its author knows it: {@code rules/reset.drl}
 * @param text what it holds, without a byte order mark
 */
record Source(String name, String text) {

    /** The line of that character, from 1. */
    int line(int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    private int column(int offset) {
        return offset - text.lastIndexOf('\n', offset - 1);
    }

    /** Where the character stands that has so many before it in that line, from 1. */
    int offset(int line, int before) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return Math.max(start + before, 0);
    }

    /** Something wrong at that character. */
    PolicyProblem problem(int offset, String message) {
        int at = Math.min(Math.max(offset, 0), text.length());
        return new PolicyProblem(name, line(at), column(at), message);
    }

    /** Something wrong with that line; told where its first word stands. */
    PolicyProblem problemInLine(int line, String message) {
        int at = offset(line, 0);
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return problem(at, message);
    }

    /** Something wrong with the file as a whole, told where it begins. */
    PolicyProblem problem(String message) {
        return new PolicyProblem(name, 1, 1, message);
    }
}
