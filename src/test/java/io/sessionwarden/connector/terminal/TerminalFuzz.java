package io.sessionwarden.connector.terminal;

import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.ScriptedRunner;
import io.sessionwarden.fuzz.FuzzTarget;
import io.sessionwarden.fuzz.Input;
import io.sessionwarden.fuzz.Listed;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code look.sh} and its like print on another server, in which users name processes and variables as they like. */
public final class TerminalFuzz {

    private static final String BOOT = "3464d991-343a-4727-98f5-eca3257a4745";
    private static final String MACHINE =
            "boot " + BOOT + "\nbooted 1795604514\nup 4000\nconsole tty0\nforeground tty2\n";
    private static final String BEHIND_THE_START = " 6381568 1 2";

    private static final String LIST = MACHINE
            + stat(712, "-bash", 700, 34819, 4471)
            + stat(700, "sshd", 600, 0, 4444)
            + stat(900, "tmux: server", 1, 1025, 5000)
            + """
            stat 713 (cat) D 712 713 712 34819 713 4194560 9 0 0 0 5 2 0 0 20 0 1 0 4500 6381568
            fact 713 voluntary_ctxt_switches 7
            fact 712 loginuid 1000
            fact 712 Uid 1000
            fact 713 wchan n_tty_write
            fact 713 syscall 1 0x1 0x5581 0x400 0x0 0x0 0x0 0x7ffd 0x7f3a
            seen 1795608000 '/dev/pts/3'
            seen 1795608000 '/proc/713/fd/1' -> '/dev/pts/3'
            tcp    0: 0100007F:0016 0100007F:9C4A 01 00000024:00000000 01:00000200 00000007     0        0 1 1 0
            /proc/712/environ:WARDEN_SESSION=till-1
            /proc/712/environ:SSH_TTY=/dev/pts/3
            /proc/712/environ:SSH_CONNECTION=127.0.0.1 40010 127.0.0.1 22
            name 1000 ann
            end
            """;

    private TerminalFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.ofText("terminal-list", TerminalFuzz::list, LIST),
                FuzzTarget.ofBuilt("terminal-known", TerminalFuzz::known, 30),
                FuzzTarget.ofText(
                        "terminal-act",
                        TerminalFuzz::act,
                        "hung 712\nkilled 713\nend\n",
                        "continued 712\nflowing\nheld\nend\n",
                        "told\nend\n",
                        "command bash\0-l\ndirectory /home/ann\nstty speed 38400 baud; rows 24; columns 80; -icanon echo\nend\n",
                        "other\nend\n",
                        "denied\nend\n"));
    }

    private static String stat(int pid, String command, int parent, int terminal, long start) {
        return "stat " + pid + " (" + command + ") S " + parent + " " + pid + " " + pid + " " + terminal + " " + pid
                + " 4194560 9 0 0 0 5 2 0 0 20 0 1 0 " + start + BEHIND_THE_START + "\n";
    }

    private static SessionHost host(String answer) {
        return new TerminalConnector()
                .open(new Target(
                        "s",
                        new ScriptedRunner().answer(answer),
                        Duration.ofSeconds(5),
                        Map.of(),
                        InstantSource.system()));
    }

    private static void list(Input input) throws HostException {
        var said = input.rest();
        Listed.check(host(said).list(), said);
    }

    /** Sessions whose ids, users and terminals are known, with names and marks that their users chose. */
    private static void known(Input input) throws HostException {
        var said = new StringBuilder(MACHINE);
        var marks = new StringBuilder();
        var known = new TreeMap<String, String>();
        int pid = 100;
        for (int more = 1 + input.below(5); more > 0; more--) {
            pid += 1 + input.below(2000);
            int uid = 1000 + input.below(60_000);
            int start = 1 + input.below(60_000);
            said.append(stat(pid, input.word(15), 1, 34816 + more, start));
            said.append("fact ").append(pid).append(" loginuid ").append(uid).append('\n');
            marks.append("/proc/" + pid + "/environ:WARDEN_SESSION=" + input.word(300) + "\n");
            known.put(
                    Integer.toString(pid),
                    Account.ofUid("s", uid) + " " + BOOT + " " + start + " pts/" + more + " " + uid);
        }
        var listing = host(said.append(marks).append("end\n").toString()).list();
        Listed.exactly(known, listing, TerminalFuzz::shown);
        Listed.check(listing, said.toString());
    }

    private static String shown(Session session) {
        var parts = session.identity().parts();
        return session.account() + " " + parts.get("boot") + " " + parts.get("start") + " " + session.name() + " "
                + session.logonName();
    }

    private static void act(Input input) throws HostException {
        var answer = input.rest();
        var session = host(LIST).list().sessions().stream()
                .filter(one -> one.id().equals("712"))
                .findFirst()
                .orElseThrow();
        var host = host(answer);
        for (Check check : List.<Check>of(
                () -> host.warn(session, "soon"),
                () -> host.values(session),
                () -> host.evidence(session),
                () -> host.perform(Rung.CONTINUE, session, new TreeMap<>()),
                () -> host.reset(session, new TreeMap<>()))) {
            try {
                check.run();
            } catch (HostException declared) {
                // The next one reads the same answer.
            }
        }
    }

    private interface Check {
        Object run() throws HostException;
    }
}
