package io.sessionwarden.practice;

import io.sessionwarden.session.Account;
import java.util.ArrayList;
import java.util.List;

/**
 * A place at which practice keeps a terminal session open, and the made-up person who sits there.
 *
 * @param name the name that the session goes by: {@code till-1}
 * @param logonName the made-up person's logon name
 * @param program what runs there
 */
public record Seat(String name, String logonName, Program program) {

    /** One seat for each kind of program: fewer could not show every fault. */
    public static final int FEWEST = 6;

    /** A bound, so that a slip of the pen does not fill the machine's terminals. */
    public static final int MOST = 32;

    /** The logon name that practice's rules protect. */
    public static final String PROTECTED_LOGON = "payroll";

    /** The authority of every made-up account: no real account has it. */
    public static final String AUTHORITY = "practice";

    /**
     * The usual seats, and more tills where more than {@value #FEWEST} are wanted.
     *
     * @param number how many, from {@value #FEWEST} to {@value #MOST}
     */
    public static List<Seat> usual(int number) {
        if (number < FEWEST || number > MOST) {
            throw new IllegalArgumentException("practice has " + FEWEST + " to " + MOST + " seats, not " + number);
        }
        var seats = new ArrayList<>(List.of(
                new Seat("till-1", "alice", Program.TILL),
                new Seat("busy", "bob", Program.BOOKS),
                new Seat("clock", "carol", Program.CLOCK),
                new Seat("report", "dave", Program.REPORT),
                new Seat("stubborn", "erin", Program.STUBBORN),
                new Seat("payroll", PROTECTED_LOGON, Program.PAYROLL)));
        for (int till = 2; seats.size() < number; till++) {
            seats.add(new Seat("till-" + till, "clerk-" + till, Program.TILL));
        }
        return List.copyOf(seats);
    }

    public Account account() {
        return new Account(AUTHORITY, logonName);
    }

    @Override
    public String toString() {
        return name + " (" + logonName + ")";
    }
}
