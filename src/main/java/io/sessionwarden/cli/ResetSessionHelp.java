package io.sessionwarden.cli;

/**
 * What {@code reset session /?} says besides its syntax, in the words of the command's original documentation. A paragraph
 * is one text, which is broken to the width of the help; the parameters are a table, whose lines are short enough.
 */
final class ResetSessionHelp {

    static final String[] PARAMETERS = {
        "",
        "sessionname           Identifies the name of the session.",
        "sessionID             Identifies the ID of the session.",
        "/server:servername    Specifies the Terminal Server. Otherwise, the current",
        "                      Terminal Server is used.",
        "/v (verbose)          Displays additional information.",
        "/? (help)             Displays the syntax for the command and information about the",
        "                      command's options.",
        "",
        "The name was created by the system administrator when the session was configured. Query session can be used"
                + " to determine the name of the session. Digits are an ID; name:7 forces a name.",
        "",
        "The same as Unix options:",
    };

    static final String[] NOTES = {
        "",
        "You can always reset your session, but you must have Reset access permission to reset other sessions.",
        "Reset session causes the device to close and then to reopen. Use it when the session malfunctions or when"
                + " the session appears to be down. RWINSTA is another name of this command.",
        "",
        "Exit codes: 0 done; 1 refused; 2 wrong usage; 3 the server or the warden cannot be reached; 4 no such session"
                + " or server; 5 tried, not healed; 6 waiting.",
    };

    private ResetSessionHelp() {}
}
