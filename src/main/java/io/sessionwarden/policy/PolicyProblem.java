package io.sessionwarden.policy;

/**
 * One thing that is wrong with the policy's files, said so that whoever edits them can put it right.
 *
 * @param file the file as the author knows it: {@code rules/reset.drl}
 * @param line the line, from 1; 0 where it is about the whole file
 * @param column the column, from 1, in a table the number of the cell; 0 where it is about the whole line
 * @param message what is wrong and what to do about it
 * @param severity whether the files cannot be used because of it
 */
public record PolicyProblem(String file, int line, int column, String message, Severity severity) {

    /** How bad it is. */
    public enum Severity {
        /** The files cannot be used as they are. */
        ERROR,
        /** They are used as they are, and somebody should look whether that is what was meant. */
        WARNING
    }

    /** An error. */
    public PolicyProblem(String file, int line, int column, String message) {
        this(file, line, column, message, Severity.ERROR);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code rules/reset.drl:12:15: unknown field 'sickSecond'; did you mean 'sickSeconds'?} */
    @Override
    public String toString() {
        var place = column > 0 ? file + ":" + line + ":" + column : line > 0 ? file + ":" + line : file;
        return place + (isError() ? ": " : ": warning: ") + message;
    }
}
