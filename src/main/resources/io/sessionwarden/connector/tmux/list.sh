# Lists every pane of the server.
#   $1 the socket   $2 the server's pid   $3 its start in ticks   $4 the format of a pane's line
#   $5 1 where the time of boot is wanted
# Prints, after what server.sh prints: boot SECONDS_SINCE_1970; server PID TICKS NAME; for each pane: process STATE TICKS
# FOREGROUND WRITER WAIT_STATUS and pane |FIELDS|NAME; anything else tmux says as: said TEXT; last: exit STATUS.
echo as-owner
safe "$@" || exit 0
{
    tmux -u -S "$1" list-panes -a -F "$4" 2>&1
    echo "exit $?"
} | awk -v boot="$5" "$proc"'
function first(file,    line) {
    line = ""
    if ((getline line < file) <= 0) line = ""
    close(file)
    return line
}
# How a process ended that nobody has waited for yet, as wait(2) tells it (proc_pid_stat(5), field 52). The kernel shows a 0
# to those who may not know, so it counts only for root and where every uid and gid is our own.
function ended(pid, f,    who) {
    who = ids("/proc/self/status")
    if (who !~ /^Uid:\t[0-9]+\t0\t/ && who != ids("/proc/" pid "/status")) return "-"
    return f[50] ~ /^[0-9]+$/ ? f[50] : "-"
}
function ids(file,    line, found) {
    found = ""
    while (found !~ /Gid:/ && (getline line < file) > 0) if (line ~ /^[UG]id:/) found = found line
    close(file)
    return found
}
# A process that waits in a write to its terminal: which descriptor, the arguments, and how often it has gone to sleep; the
# same again later means that it got no further. write and writev are 1 and 20 on x86-64, 64 and 66 on arm64 and riscv64,
# 4 and 146 on 32 bits.
function writer(pid, tty,    where, call, part, fd, link, command) {
    where = first("/proc/" pid "/wchan")
    if (where != "n_tty_write" && where != "wait_woken") return ""
    call = first("/proc/" pid "/syscall")
    split(call, part, " ")
    if (part[1] !~ /^(1|20|64|66|4|146)$/) return ""
    fd = number(part[2])
    command = "readlink /proc/" pid "/fd/" fd
    link = ""
    command | getline link
    close(command)
    if (link != tty) return ""
    return pid "/" fd "/" part[3] ":" part[4] "/" value("/proc/" pid "/status", "voluntary_ctxt_switches:")
}
function number(hex,    at, n) {
    n = 0
    for (at = 3; at <= length(hex); at++) n = 16 * n + index("0123456789abcdef", substr(hex, at, 1)) - 1
    return n
}
# Follows the children of the main threads of the leader and of what it finds, as long as they stay in the session.
function walk(leader, tty,    queue, at, end, pid, f, group, states, child, count, i) {
    queue[1] = leader; end = 1; states = ""
    for (at = 1; at <= end && at <= 64; at++) {
        pid = queue[at]
        if (!look(pid, f) || f[4] != leader) continue
        if (at == 1) { group = f[6]; leaderState = f[1]; leaderTicks = f[20] }
        if (f[3] == group && f[1] != "Z") states = states (states == "" ? "" : ",") f[1]
        if (waits == "" && f[1] != "Z") waits = writer(pid, tty)
        count = split(first("/proc/" pid "/task/" pid "/children"), child, " ")
        for (i = 1; i <= count && end < 64; i++) queue[++end] = child[i]
    }
    return states
}
BEGIN {
    if (boot) print "boot " value("/proc/stat", "btime")
}
/^pane\|[0-9]+\|[0-9]+\|[0-9]+\|[$][0-9]+\|@[0-9]+\|%[0-9]+\|[0-9]+\|[01]\|[0-9]*\|[A-Za-z0-9+]*\|[0-9]*\|[^|]*\|[0-9]*\|[0-9]*\|[0-9]+\|[0-9]+\|/ {
    split($0, p, "|")
    if (!seen++) {
        look(p[2], s)
        print "server " p[2] " " s[20] " " name
    }
    leaderState = "gone"; leaderTicks = 0; front = ""; waits = ""; status = "-"
    if (p[9] == "0") front = walk(p[8], p[13])
    else if (look(p[8], s) && s[1] == "Z") { leaderState = "Z"; leaderTicks = s[20]; status = ended(p[8], s) }
    print "process " leaderState " " leaderTicks " " (front == "" ? "-" : front) " " (waits == "" ? "-" : waits) " " status
    print
    next
}
/^exit [0-9]+$/ { print; next }
{ print "said " $0 }
'
