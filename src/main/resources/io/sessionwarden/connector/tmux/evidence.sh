# What runs in one kernel session; says nothing to tmux, so that it answers whatever the server's state.
#   $1 the socket   $2 the session id
# Prints for each of at most 30 processes: process PID PPID STATE WAITS_IN CPU_TICKS NAME; last: more COUNT.
echo as-owner
awk -v sid="$2" "$proc"'
BEGIN {
    for (i = 1; i < ARGC; i++) {
        if (!look(substr(ARGV[i], 7), f) || f[4] != sid) continue
        if (++found > 30) continue
        where = ""
        file = ARGV[i] "/wchan"
        if ((getline where < file) <= 0 || where == "") where = "0"
        close(file)
        print "process " substr(ARGV[i], 7) " " f[2] " " f[1] " " where " " (f[12] + f[13]) " " name
    }
    print "more " (found > 30 ? found - 30 : 0)
}' /proc/[0-9]*
