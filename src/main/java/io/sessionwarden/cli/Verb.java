package io.sessionwarden.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Every command of the program: its words, what it takes, and its help. The only place where that is written down; parsing,
 * help and dispatch all read it here.
 */
enum Verb {
    WATCH(
            "watch",
            Place.HERE,
            "Watches the servers of config/warden.yaml by the rules of rules/, until it is ended.",
            List.of(
                    Word.toggle("practice", "on sessions of its own, broken on purpose, instead of real ones"),
                    Word.value("for", "TIME", "end by itself after that time, such as 60s or 8h"))),
    QUERY_SESSION(
            "query session",
            Place.WARDEN,
            "Lists the sessions of a server; > marks your own.",
            List.of(
                    Word.positional(
                            "what", "[NAME|USER|ID]", "only that session, or that user's (name:7 is a name, 7 an id)"),
                    Word.server(),
                    Word.json())),
    RESET_SESSION(
            "reset session",
            Place.WARDEN,
            "Resets the subsystem hardware and software of a session to known initial values.",
            List.of(
                    Word.positional(
                            "what", "{NAME|ID}", "the session, as query session prints it (name:7 is a name, 7 an id)"),
                    Word.server(),
                    Word.toggle("verbose", "-v", "displays additional information"))),
    STATUS("status", Place.WARDEN, "Says how the warden itself is.", List.of(Word.json())),
    INCIDENTS(
            "incidents",
            Place.WARDEN,
            "Lists the latest incidents, newest first.",
            List.of(
                    Word.value("since", "TIME", "only those that began no longer ago than that, such as 7d"),
                    Word.value("server", "SERVER", "only those of that server"),
                    Word.toggle("open", "only those that are open"),
                    Word.value("most", "N", "how many at most (50; up to 1000)"),
                    Word.json())),
    EXPLAIN(
            "explain",
            Place.WARDEN,
            "Tells the whole story of an incident: what was seen, decided and done, by which rule.",
            List.of(Word.positional("id", "{ID}", "the incident, such as i-12"), Word.json())),
    EVIDENCE(
            "evidence",
            Place.WARDEN,
            "Shows what a session's screen showed before it was reset, where that is kept; the reading is recorded.",
            List.of(Word.positional("id", "{ID}", "what explain calls screen, such as i-12.1"))),
    APPROVE(
            "approve",
            Place.WARDEN,
            "Approves a reset that waits for a human; never one's own request.",
            List.of(Word.positional("id", "{ID}", "the incident, such as i-12"))),
    REJECT(
            "reject",
            Place.WARDEN,
            "Rejects a reset that waits for a human.",
            List.of(Word.positional("id", "{ID}", "the incident, such as i-12"))),
    KEEP(
            "keep",
            Place.WARDEN,
            "Objects: nothing automatic is done about that incident as long as it lasts.",
            List.of(
                    Word.positional(
                            "id", "[ID]", "the incident, such as i-12; otherwise that of the session you sit in"),
                    Word.value("reason", "R", "why, for the trail"))),
    ACK(
            "ack",
            Place.WARDEN,
            "Gives back to the watchdog what it could not heal and has given up.",
            List.of(Word.positional("id", "{ID}", "the incident, such as i-12, or the place as status names it"))),
    NOTE(
            "note",
            Place.WARDEN,
            "Puts a note about an incident into the trail.",
            List.of(
                    Word.positional("id", "{ID}", "the incident, such as i-12"),
                    Word.positional("text", "{TEXT}", "the note, in quotes; at most 2000 characters"))),
    PAUSE(
            "pause",
            Place.WARDEN,
            "Begins nothing automatic, and withdraws what is queued; people can reset all the same.",
            List.of(
                    Word.value("server", "SERVER", "only on that server"),
                    Word.value("reason", "R", "why; needed"),
                    Word.value("for", "TIME", "ends by itself after that time, such as 2h"))),
    RESUME(
            "resume",
            Place.WARDEN,
            "Ends a pause.",
            List.of(Word.value("server", "SERVER", "that of this server; otherwise that of all"))),
    POLICY_CHECK(
            "policy check",
            Place.WARDEN_OR_HERE,
            "Says everything that is wrong with the policy: where, and what to write instead.",
            List.of(Word.rules(), Word.json())),
    POLICY_EXPLAIN(
            "policy explain",
            Place.WARDEN_OR_HERE,
            "Tells why a decision fell, or would fall, as it does: rules, conditions that failed, rows of tables.",
            List.of(
                    Word.positional("id", "[ID]", "the incident, such as i-12, or the number of a record"),
                    Word.value("session", "NAME|ID", "instead: what if that live session were to be reset now"),
                    Word.server(),
                    Word.value("who", "LOGON", "by that user of this machine (or uid:N), not by the watchdog"),
                    Word.rules(),
                    Word.json())),
    POLICY_TEST(
            "policy test",
            Place.WARDEN_OR_HERE,
            "Puts the scenarios of rules/scenarios/ to the policy, and says what they leave untried.",
            List.of(Word.rules(), Word.junit(), Word.json())),
    POLICY_GUARANTEE(
            "policy guarantee",
            Place.WARDEN_OR_HERE,
            "Tries whether rules/never.yaml holds, whatever is asked; and finds rules without effect.",
            List.of(Word.rules(), Word.json())),
    POLICY_REPLAY(
            "policy replay",
            Place.HERE,
            "Decides again what was decided of late, by the rules as they are edited now: what would change.",
            List.of(Word.value("since", "DAYS", "how far back (30d)"), Word.rules(), Word.json())),
    POLICY_DIFF(
            "policy diff",
            Place.HERE,
            "Says in which rules and rows two policies differ; by default the one in force and the folder.",
            List.of(
                    Word.positional("from", "[REV|shipped|DIR]", "a revision, the rules as shipped, or a folder"),
                    Word.positional("to", "[REV|shipped|DIR]", "the other one"),
                    Word.json())),
    POLICY_SHOW(
            "policy show",
            Place.WARDEN,
            "Lists the revisions of the policy with when, who and why; or the files of one.",
            List.of(Word.positional("revision", "[REV]", "show its files"), Word.json())),
    POLICY_ACTIVATE(
            "policy activate",
            Place.WARDEN,
            "Puts in force an edit of the policy that waits.",
            List.of(Word.positional("revision", "[REV]", "only if it is this one"))),
    DOCTOR(
            "doctor",
            Place.WARDEN_OR_HERE,
            "Says what is missing for a server to be watched; changes nothing.",
            List.of(Word.server(), Word.json())),
    AUDIT_VERIFY(
            "audit verify",
            Place.HERE,
            "Checks that no record of the trail was altered; or an export or proof, without a warden.",
            List.of(
                    Word.positional("file", "[FILE]", "that export or proof instead of the warden's trail"),
                    Word.value("since", "FILE", "only what came after the last checkpoint in that file"),
                    Word.value("against", "FILE", "hold it against the checkpoints in that file, kept elsewhere"),
                    Word.value("key", "FILE", "the public key that must have signed them"),
                    Word.json())),
    AUDIT_EXPORT(
            "audit export",
            Place.HERE,
            "Exports the trail with a fresh checkpoint; an export can be verified anywhere.",
            List.of(
                    Word.value("format", "FORMAT", "jsonl, csv or syslog (jsonl, the only one to verify)"),
                    Word.value("output", "-o", "FILE", "write there instead of to standard output"))),
    AUDIT_PROVE(
            "audit prove",
            Place.WARDEN,
            "Proves that a record, or each of an incident, is in the trail that a checkpoint signs.",
            List.of(
                    Word.positional("id", "{ID|NUMBER}", "the incident, such as i-12, or the record's number"),
                    Word.value("output", "-o", "FILE", "write there instead of to standard output"))),
    AUDIT_CHECKPOINT(
            "audit checkpoint",
            Place.WARDEN,
            "Signs a checkpoint of the trail now, sends it where they go, and prints it.",
            List.of(Word.value("output", "-o", "FILE", "write it there instead of to standard output"))),
    AUDIT_KEY(
            "audit key",
            Place.WARDEN,
            "Prints the public key that checkpoints are signed with.",
            List.of(Word.value("output", "-o", "FILE", "write it there instead of to standard output"))),
    REPORT(
            "report",
            Place.HERE,
            "Reports what was reset, refused and healed in a period.",
            reported(
                    Word.value("format", "FORMAT", "text, html, pdf, csv or json (text)"),
                    Word.toggle("summary", "the first page only, without the incidents one by one"),
                    Word.value("output", "-o", "FILE", "write there instead of to standard output"))),
    REPORT_SIGN_OFF(
            "report sign-off",
            Place.WARDEN,
            "Says in the trail that you have reviewed the report of a period.",
            reported(Word.value("comment", "TEXT", "what you have to say about it"))),
    PRACTICE_START(
            "practice start",
            Place.HERE,
            "Keeps and watches sessions of its own, and breaks none by itself.",
            List.of()),
    PRACTICE_BREAK(
            "practice break",
            Place.WARDEN,
            "Breaks one of the practice sessions.",
            List.of(Word.positional(
                    "kind", "{KIND}", "leader-killed, stopped, output-blocked, hup-immune, busy or protected"))),
    PRACTICE_STOP("practice stop", Place.WARDEN, "Ends practice and its sessions.", List.of());

    /** Which report is meant, and what else the command takes. */
    private static List<Word> reported(Word... more) {
        var words = new ArrayList<>(List.of(
                Word.value("from", "DATE", "first day, such as 2026-07-01 (30 days ago)"),
                Word.value("to", "DATE", "last day (today)"),
                Word.value("quarter", "QUARTER", "instead of the two days, such as 2026Q3"),
                Word.toggle("since-my-last-review", "instead: from where the report ended that you last signed off"),
                Word.value("zone", "ZONE", "time zone, such as Europe/Berlin; otherwise that of the warden's machine"),
                Word.value("server", "SERVER", "only of that server"),
                Word.value("account", "ACCOUNT", "only incidents of that logon name or account"),
                Word.value("rule", "TITLE", "only incidents about which that rule spoke")));
        words.addAll(List.of(more));
        return List.copyOf(words);
    }

    /** Where a command is carried out. */
    enum Place {
        HERE,
        WARDEN,
        /**
         * By the warden where one runs. With {@code --rules DIR} always here: no warden reads a folder for somebody who
         * perhaps may not.
         */
        WARDEN_OR_HERE
    }

    /**
     * Something that a command takes.
     *
     * @param name its name in a request
     * @param shortName such as {@code -v}, or empty
     * @param label what its value is called; empty for a switch
     * @param positional whether it is known by its place; required where its label is in braces
     * @param text what it is, for the help
     */
    record Word(String name, String shortName, String label, boolean positional, String text) {

        static Word toggle(String name, String text) {
            return new Word(name, "", "", false, text);
        }

        static Word toggle(String name, String shortName, String text) {
            return new Word(name, shortName, "", false, text);
        }

        static Word value(String name, String label, String text) {
            return new Word(name, "", label, false, text);
        }

        static Word value(String name, String shortName, String label, String text) {
            return new Word(name, shortName, label, false, text);
        }

        static Word positional(String name, String label, String text) {
            return new Word(name, "", label, true, text);
        }

        static Word server() {
            return value("server", "SERVER", "the terminal server; otherwise the local one");
        }

        static Word rules() {
            return value(RULES, "DIR", "the policy of that folder instead of the warden's own");
        }

        static Word junit() {
            return value(JUNIT, "FILE", "write the results there as build servers read them");
        }

        static Word json() {
            return toggle("json", "for programs to read");
        }

        boolean required() {
            return label.startsWith("{");
        }
    }

    /** The name of the word that says which folder's policy is meant. */
    static final String RULES = "rules";

    /** The name of the word that asks for results in the form that build servers read, and names their file. */
    static final String JUNIT = "junit";

    private final String words;
    private final Place place;
    private final String summary;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Word> takes;

    Verb(String words, Place place, String summary, List<Word> takes) {
        this.words = words;
        this.place = place;
        this.summary = summary;
        this.takes = takes;
    }

    String words() {
        return words;
    }

    Place place() {
        return place;
    }

    String summary() {
        return summary;
    }

    List<Word> takes() {
        return takes;
    }

    /** How long an answer is waited for: a reset has to be verified, the whole trail may have to be read, a policy tried. */
    Duration patience() {
        return switch (this) {
            case RESET_SESSION, REPORT_SIGN_OFF, DOCTOR -> Duration.ofMinutes(10);
            case AUDIT_PROVE, AUDIT_CHECKPOINT -> Duration.ofMinutes(2);
            case POLICY_GUARANTEE -> Duration.ofMinutes(1);
            default -> Duration.ofSeconds(30);
        };
    }

    /** Words that mean another command: the ones that RESET SESSION and QUERY SESSION replaced. */
    static String unaliased(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "rwinsta" -> RESET_SESSION.words;
            case "qwinsta" -> QUERY_SESSION.words;
            default -> word.toLowerCase(Locale.ROOT);
        };
    }
}
