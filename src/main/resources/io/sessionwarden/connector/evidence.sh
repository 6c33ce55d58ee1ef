# Put in front of the scripts that look at a session before something is done to it.

# Prints: other where another process has the number; otherwise process PID PPID STATE WAITS_IN CPU_TICKS NAME for at most 50,
# more COUNT for the rest, socket PID PROTOCOL LOCAL REMOTE STATE for at most 20, as /proc/net/tcp writes them, and settings with
# what stty says. Last: end
#   $1 the session's number, which is its leader's pid   $2 the leader's start in ticks, 0 where it is not known
#   $3 its terminal, with /dev/
evidence() {
    LC_ALL=C awk -v sid="$1" -v start="$2" '
# proc_pid_stat(5), from behind the name: f[1] = state, f[2] = ppid, f[4] = session, f[20] = starttime.
function look(pid,    file, line, more, parts) {
    file = "/proc/" pid "/stat"
    line = ""
    # A whole line has more fields than a name can hold. To read on behind it could meet the end of the process, of which mawk dies.
    while (split(line, parts, " ") < 40 && (getline more < file) > 0) line = line (line == "" ? "" : "?") more
    close(file)
    if (line !~ /^[0-9]+ \(.*\) /) return 0
    name = line
    sub(/^[0-9]+ \(/, "", name)
    sub(/\) [^)]*$/, "", name)
    sub(/^.*\) /, "", line)
    return split(line, f, " ") >= 20
}
function first(file,    line) {
    line = ""
    if ((getline line < file) <= 0) line = ""
    close(file)
    return line
}
# Whose each socket is: the lines of ls are about the folder that it named last.
function owners(folders,    command, line, pid, inode, seen) {
    command = "ls -l " folders " 2> /dev/null"
    while ((command | getline line) > 0 && ++seen < 4000) {
        if (line ~ /^\/proc\/[0-9]+\/fd:$/) { pid = line; gsub(/[^0-9]/, "", pid) }
        else if (line ~ /-> socket:\[[0-9]+\]$/) {
            inode = line
            sub(/^.*socket:\[/, "", inode)
            sub(/\]$/, "", inode)
            owner[inode] = pid
        }
    }
    close(command)
}
function sockets(pid, protocol,    file, line, part, seen) {
    file = "/proc/" pid "/net/" protocol
    while (told < 20 && seen++ < 20000 && (getline line < file) > 0) {
        split(line, part, " ")
        if (!(part[10] in owner)) continue
        print "socket " owner[part[10]] " " protocol " " part[2] " " part[3] " " part[4]
        told++
    }
    close(file)
}
BEGIN {
    if (look(sid) && start != 0 && f[20] != start) { print "other"; exit }
    for (i = 1; i < ARGC; i++) {
        pid = substr(ARGV[i], 7)
        if (!look(pid) || f[4] != sid) continue
        if (++found > 50) continue
        where = first("/proc/" pid "/wchan")
        if (where !~ /^[A-Za-z0-9_.]+$/) where = "0"
        print "process " pid " " f[2] " " f[1] " " where " " (f[12] + f[13]) " " name
        folders = folders " /proc/" pid "/fd"
        if (net == "") net = pid
    }
    if (found > 50) print "more " (found - 50)
    if (net == "") exit
    owners(folders)
    sockets(net, "tcp")
    sockets(net, "tcp6")
}' /proc/[0-9]*
    settings=$(LC_ALL=C stty -a -F "$3" 2> /dev/null | tr '\n' ' ')
    [ -z "$settings" ] || echo "settings $settings"
    echo end
}

