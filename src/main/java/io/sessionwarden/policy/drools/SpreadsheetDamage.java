package io.sessionwarden.policy.drools;

import java.util.Optional;
import java.util.regex.Pattern;

/** Knows a name again that a spreadsheet took for a number, a date or a formula when the table was saved. Pure. */
final class SpreadsheetDamage {

    private static final String MONTHS = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|m\u00e4r|mai|okt|dez)";
    private static final Pattern DATE = Pattern.compile(
            "(?i)[0-9]{1,2}[-. ]{1,2}" + MONTHS + "\\.?([-. ][0-9]{2,4})?|" + MONTHS + "\\.?[-. ][0-9]{1,4}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+([.,][0-9]+)?[Ee][+-]?[0-9]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern FLAG = Pattern.compile("TRUE|FALSE|WAHR|FALSCH");
    private static final Pattern FORMULA = Pattern.compile("#[A-Z/0]+[!?]|#N/A|#NV");

    private SpreadsheetDamage() {}

    /** What is suspicious about a cell that names somebody or something, and what to write; nothing where all is well. */
    static Optional<String> in(String cell) {
        if (DATE.matcher(cell).matches()) {
            return told(cell, "looks like a date that a spreadsheet made of a name such as MAR2");
        }
        if (NUMBER.matcher(cell).matches()) {
            return told(cell, "looks like a number that a spreadsheet has rounded, such as 100000 or a name like 1E5");
        }
        if (FLAG.matcher(cell).matches()) {
            return told(cell, "looks like a yes-or-no that a spreadsheet made of a name such as true");
        }
        if (FORMULA.matcher(cell).matches()) {
            return told(cell, "looks like the error of a formula that a spreadsheet made of a name");
        }
        if (DIGITS.matcher(cell).matches()) {
            return Optional.of(
                    "'" + cell + "' is a name of digits only: a spreadsheet drops noughts in front of it, as of"
                            + " 007; for a uid write uid:" + cell + ", and a name as text");
        }
        return Optional.empty();
    }

    private static Optional<String> told(String cell, String what) {
        return Optional.of("'" + cell + "' " + what + "; make the column a column of text and write the name again");
    }
}
