package io.sessionwarden.connector.tmux;

import io.sessionwarden.fuzz.FuzzTarget;
import io.sessionwarden.fuzz.Input;
import io.sessionwarden.fuzz.Listed;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Rung;
import java.util.List;
import java.util.TreeMap;

/** What {@code list.sh} and {@code act.sh} print of a tmux server, in which users name sessions as they like. */
public final class TmuxFuzz {

    private static final String HEAD = """
            host 3a6290e8-4a16-4a36-b1a1-7deffa14608f 0
            socket /tmp/tmux-1000/default
            owner 1000 ann
            as-owner
            """;

    private static final String LIST = HEAD + """
            boot 1795431865
            server 50 900 tmux: server
            process S 1000 S,R 77/1/0x5:0x9/12 -
            pane|50|1795441130|1|$0|@0|%0|77|0||||/dev/pts/4|1795441100|1795441130|0|0|work
            process Z 1200 - - 9
            pane|50|1795441130|0|$1|@1|%3|79|1|3||1795441139|/dev/pts/5|1795441100|1795441130|0|1|till|1
            said some warning
            exit 0
            """;

    private TmuxFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.ofText(
                        "tmux-list",
                        TmuxFuzz::list,
                        LIST,
                        LIST.replace("%3|79", "%3|09"),
                        LIST.replace("/default", "/\u0085"),
                        HEAD + "stopped 50\n",
                        "host x\n"),
                FuzzTarget.ofBuilt("tmux-known", TmuxFuzz::known, 30),
                FuzzTarget.ofText(
                        "tmux-act",
                        TmuxFuzz::act,
                        "answer same\nhung 77 bash\nkilled 78 vi\nleft 80 nohup|sleep 100\n",
                        "answer respawned 91 /dev/pts/9\nflowing\nheld\n",
                        "answer other\n",
                        "answer detached\ncontinued 77 vi\noutlived 78 x\nkept 79 y\n"));
    }

    private static Listing listing(String said) throws HostException {
        var answer = Answer.of(new CommandResult(0, said, ""));
        var list = PaneList.of(answer.body());
        var memory = Memory.NOTHING.of(answer).after(list);
        var sessions = new PaneSession("s", "label", answer, memory);
        return new Listing(list.panes().stream().map(sessions::of).toList(), List.of());
    }

    private static void list(Input input) throws HostException {
        var said = input.rest();
        Listed.check(listing(said), said);
    }

    private static void known(Input input) throws HostException {
        var said = new StringBuilder(HEAD)
                .append("boot 1795431865\nserver 50 900 ")
                .append(input.word(15))
                .append('\n');
        var known = new TreeMap<String, String>();
        int pid = 100;
        for (int more = 1 + input.below(5); more > 0; more--) {
            pid += 1 + input.below(2000);
            var name = input.word(60);
            said.append("process S 1000 S - -\npane|50|1795441130|1|$" + more + "|@" + more + "|%" + more + "|" + pid
                    + "|0||||/dev/pts/4|1795441100|1795441130|0|0|" + name + "\n");
            known.put(Integer.toString(pid), "%" + more + " label/" + ForeignText.clean(name, 100) + ":0.0");
        }
        var listing = listing(said.append("exit 0\n").toString());
        Listed.exactly(known, listing, session -> session.identity().parts().get("pane") + " " + session.name());
        Listed.check(listing, said.toString());
    }

    private static void act(Input input) throws HostException {
        var lines = new CommandResult(0, input.rest(), "").lines();
        for (var rung : List.of(Rung.RESET, Rung.CONTINUE, Rung.FORCE)) {
            var act = ActReport.of(lines, rung, "%1");
            if (act.steps().size() > 200 || act.leftRunning().size() > 50) {
                throw new AssertionError("an act is told without a bound");
            }
        }
    }
}
