package io.sessionwarden.connector.logind;

import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.ScriptedRunner;
import io.sessionwarden.fuzz.FuzzTarget;
import io.sessionwarden.fuzz.Input;
import io.sessionwarden.fuzz.Listed;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code list.sh} prints of systemd-logind, in which users name processes as they like. */
public final class LogindFuzz {

    private static final String BOOT = "3464d991-343a-4727-98f5-eca3257a4745";
    private static final String MACHINE =
            "boot " + BOOT + "\nnow 1795604514\nconsoles tty0\nforeground tty2\nown session-9.scope\n";

    private static final String LIST = MACHINE + """
            sessions
            Id=12
            User=1000
            Name=ann
            Timestamp=Wed 2026-11-25 10:58:55 UTC
            TimestampMonotonic=31458652994
            TTY=pts/3
            Service=sshd
            Scope=session-12.scope
            Leader=700
            Type=tty
            Class=user
            State=active
            IdleHint=no
            IdleSinceHint=1795604454000000

            Id=c1
            User=0
            Name=root
            Timestamp=Wed 2026-11-25 10:58:55 UTC
            TimestampMonotonic=31458652
            TTY=tty1
            Scope=session-c1.scope
            Leader=701
            Type=tty
            Class=user
            State=closing
            IdleHint=yes
            scopes
            Id=session-12.scope
            ActiveState=active
            FreezerState=running
            SubState=running
            processes
            stat session-12.scope 712 (-bash) S 711 712 712 34819 712 4194560 9 0 0 0 5 2 0 0 20 0 1 0 4471 6381568
            stat leader 700 (sshd) S 600 700 700 0 -1 4194560 9 0 0 0 5 2 0 0 20 0 1 0 4444 6381568
            preauthenticated 701
            device /dev/pts/3 88:3 1000
            end
            """;

    /** One id twice, and then a word that takes nothing of it back. */
    private static final String TWICE = LIST.replace("Id=c1", "Id=12").replace("preauthenticated 701", "failed ");

    private LogindFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.ofText("logind-list", LogindFuzz::list, LIST, TWICE, "failed Failed to connect\nend\n"),
                FuzzTarget.ofBuilt("logind-known", LogindFuzz::known, 30));
    }

    private static SessionHost host(String answer) {
        return new LogindConnector()
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

    private static void known(Input input) throws HostException {
        var sessions = new StringBuilder("sessions\n");
        var scopes = new StringBuilder("scopes\n");
        var processes = new StringBuilder("processes\n");
        var known = new TreeMap<String, String>();
        int id = 0;
        int pid = 100;
        for (int more = 1 + input.below(5); more > 0; more--) {
            id += 1 + input.below(50);
            pid += 1 + input.below(2000);
            int uid = 1000 + input.below(60_000);
            int since = 1 + input.below(60_000);
            sessions.append(String.join(
                    "\n",
                    "Id=" + id,
                    "User=" + uid,
                    "Name=" + input.word(32),
                    "TimestampMonotonic=" + since,
                    "Scope=session-" + id + ".scope",
                    "Leader=" + pid,
                    "Class=user",
                    "State=active",
                    "",
                    ""));
            scopes.append("Id=session-" + id + ".scope\nActiveState=active\n\n");
            processes.append("stat leader " + pid + " (" + input.word(15) + ") S 1 " + pid + " " + pid
                    + " 0 -1 4194560 9 0 0 0 5 2 0 0 20 0 1 0 4444 6381568\n");
            known.put(Integer.toString(id), Account.ofUid("s", uid) + " " + BOOT + " " + since + " " + pid);
        }
        var said = MACHINE + sessions + scopes + processes + "end\n";
        var listing = host(said).list();
        Listed.exactly(known, listing, LogindFuzz::shown);
        Listed.check(listing, said);
    }

    private static String shown(Session session) {
        var parts = session.identity().parts();
        return session.account() + " " + parts.get("boot") + " " + parts.get("since") + " " + parts.get("leader");
    }
}
