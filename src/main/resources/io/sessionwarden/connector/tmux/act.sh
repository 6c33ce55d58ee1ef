# Takes one rung with one pane, if it still holds the same process: lets it go on, detaches its clients, hangs it up, or
# respawns it and ends what the hangup did not.
#   $1 the socket   $2 the server's pid   $3 its start in ticks   $4 the pane's target   $5 the pane's id
#   $6 the pid of the pane's process, which is its session id   $7 that process's start in ticks, 0 where it is not known
#   $8 when the pane died in seconds since 1970, 0 where it lives   $9 its terminal   ${10} the condition, as a tmux format
#   ${11} the rung: continue, disconnect, log-off, reset, force   ${12} the session's id
#   ${13} yes where something waits to write to the terminal
# Prints, after what server.sh prints: left PID HOW|NAME for what has left the session; answer respawned PID TTY, answer
# detached, answer same or answer other; continued, hung, killed, outlived (the hangup) and kept (not permitted), each with PID
# NAME; what flow.sh prints; exit STATUS of tmux.
echo as-owner
safe "$@" || exit 0
socket=$1 target=$4 pane=$5 old=$6 start=$7 died=$8 tty=$9 rung=${11} session=${12} waits=${13}
condition=$(same_pane "$old" "$start" "${10}")


# Taken before the act, while it can still be told who belongs together:
# stopped PID TICKS NAME of the leader and the foreground, end PID TICKS NAME, left PID HOW|NAME, perhaps PID.
snapshot=$(awk -v old="$old" -v start="$start" -v died="$died" -v tty="$tty" -v self=$$ "$proc"'
function link(file,    line, command) {
    line = ""
    command = "readlink " file
    command | getline line
    close(command)
    return line
}
function server(name) {
    return name == "tmux: server" ? "tmux server" : tolower(name) == "screen" ? "screen server" : ""
}
# nohup(1): ignores SIGHUP, prints elsewhere, is nothing that the user sits at.
function nohup(pid,    at) {
    at = "/proc/" pid
    return pid != old && group[pid] != front && value(at "/status", "SigIgn:") ~ /[13579bdf]$/ \
        && index(link(at "/fd/1"), tty) != 1 && index(link(at "/fd/2"), tty) != 1
}
function above(pid, of,    steps) {
    for (steps = 0; steps < 64 && pid > 1; steps++) {
        if (pid in of) return 1
        pid = parent[pid]
    }
    return 0
}
BEGIN {
    born = value("/proc/stat", "btime")
    front = -1
    for (i = 1; i < ARGC; i++) {
        pid = substr(ARGV[i], 7)
        if (!look(pid, f) || f[1] == "Z") continue
        parent[pid] = f[2]; group[pid] = f[3]; state[pid] = f[1]; session[pid] = f[4]; ticks[pid] = f[20]; called[pid] = name
        if (f[4] == old && f[6] > 0) front = f[6]
    }
    ours[self] = 1
    # The number of a session is not given away again before its last process has gone. So where a stranger has it, nobody of
    # the old session is left; where nobody has it, its processes are ours unless they began after the pane had died.
    # Of a pane that nobody has seen alive the start is not known; tmux has waited for its process when it says when it died.
    stranger = (old in ticks) && (start != 0 ? ticks[old] != start : died != 0)
    for (pid in session)
        if (session[pid] == old && !stranger && !(died != 0 && ticks[pid] / 100 + born > died + 1)) member[pid] = 1
    for (pid in session) {
        if (pid in member) {
            if (state[pid] == "T" && (pid == old || group[pid] == front))
                print "stopped " pid " " ticks[pid] " " called[pid]
            how = server(called[pid])
            if (how == "" && nohup(pid)) how = "nohup"
            print (how == "" ? "end " pid " " ticks[pid] " " : "left " pid " " how "|") called[pid]
        } else if (above(pid, member)) {
            how = server(called[pid])
            if (session[pid] == pid || how != "") print "left " pid " " (how == "" ? "setsid" : how) "|" called[pid]
        } else if (ticks[pid] + 0 >= start + 0 && session[pid] == pid && !above(pid, ours)) print "perhaps " pid
    }
}' /proc/[0-9]*)

case $rung in
reset | force) act="respawn-pane -k -t $pane ; display-message -p -t $pane 'respawned #{pane_pid} #{pane_tty}'" ;;
disconnect) act="detach-client -s '$session' ; display-message -p detached" ;;
*) act='display-message -p same' ;;
esac
answer=$(tmux -u -S "$socket" if-shell -F -t "$target" "$condition" "$act" "display-message -p other" 2>&1)
code=$?
echo "answer $answer"
echo "exit $code"
case $answer in
respawned* | same) ;;
*) exit 0 ;;
esac

# Signals one process if it is still the one, and names it.
#   $1 PID:TICKS   $2 the signal   $3 the word for it
signal() {
    look "${1%:*}"
    [ "$ticks" = "${1#*:}" ] && [ "$sid" = "$old" ] && [ "$state" != Z ] || return 0
    name=
    read -r name 2> /dev/null < "/proc/${1%:*}/comm"
    if kill "-$2" "${1%:*}" 2> /dev/null; then
        echo "$3 ${1%:*} $name"
    else
        echo "kept ${1%:*} $name"
        return 1
    fi
}

if [ "$rung" = continue ]; then
    while read -r what pid rest; do
        [ "$what" = stopped ] && signal "$pid:${rest%% *}" CONT continued && waits=yes
    done << SNAPSHOT
$snapshot
SNAPSHOT
    [ "$waits" != yes ] || let_flow "$tty"
    exit 0
fi

# Reports what has left; gathers what is to end, and whose environment must tell where it was started.
victims= strangers=
while read -r what pid rest; do
    case $what in
    end) victims="$victims $pid:${rest%% *}" ;;
    left) echo "left $pid $rest" ;;
    perhaps) [ -O "/proc/$pid" ] && strangers="$strangers /proc/$pid/environ" ;;
    esac
done << SNAPSHOT
$snapshot
SNAPSHOT

# What left long ago has init for a parent; its environment still tells which pane it was started in.
[ -z "$strangers" ] || for file in $(grep -ls "TMUX_PANE=$pane" $strangers); do
    tr '\0' '\n' 2> /dev/null < "$file" | awk -v pane="TMUX_PANE=$pane" -v tmux="TMUX=$socket," '
        $0 == pane { here++ }
        index($0, tmux) == 1 { here++ }
        END { exit here != 2 }' || continue
    pid=${file#/proc/}
    pid=${pid%/environ}
    name=
    read -r name 2> /dev/null < "/proc/$pid/comm"
    case $name in
    'tmux: server') echo "left $pid tmux server|$name" ;;
    [Ss][Cc][Rr][Ee][Ee][Nn]) echo "left $pid screen server|$name" ;;
    *) echo "left $pid setsid|$name" ;;
    esac
done

# Narrows victims down to those that are still the same processes in the same session.
still_there() {
    left=
    for victim in $victims; do
        look "${victim%:*}"
        if [ "$ticks" = "${victim#*:}" ] && [ "$sid" = "$old" ] && [ "$state" != Z ]; then
            left="$left $victim"
        fi
    done
    victims=$left
}

if [ "$rung" = log-off ]; then
    for victim in $victims; do
        # A stopped process keeps a hangup pending until it goes on.
        signal "$victim" HUP hung && kill -CONT "${victim%:*}" 2> /dev/null
    done
fi
# The hangup is enough for most, and lets shells and editors save what they have; they get 150 ms for it.
[ "$rung" = force ] || for moment in 0.005 0.01 0.02 0.04 0.08; do
    still_there
    [ -n "$victims" ] || exit 0
    sleep "$moment"
done
still_there
for victim in $victims; do
    if [ "$rung" = log-off ]; then
        signal "$victim" 0 outlived
    else
        signal "$victim" KILL killed
    fi
done
