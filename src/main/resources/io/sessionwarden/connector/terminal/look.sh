# Reads /proc: everything about terminals, or everything about one session.
#   $1 empty for all processes with a terminal, or the number of a kernel session: then all processes, that one's closely
#   $2 numbers of kernel sessions: what belongs to them is told, too, where it has no terminal
# Prints, in any order:
#   boot ID; booted SECONDS_SINCE_1970; up SECONDS; hundredths HUNDREDTHS_MORE; console NAMES; foreground NAME
#   stat LINE            /proc/PID/stat, a line break in its name as a question mark
#   fact PID NAME VALUE  of /proc/PID/status, or one of the files loginuid, sessionid, wchan, syscall, schedstat
#   seen SECONDS FILE    when a terminal was last read, or FILE -> TARGET of a descriptor, quoted by stat(1)
#   /proc/PID/environ:NAME=VALUE of the variables by which a process shows where it was started
#   tcp LINE             /proc/net/tcp or tcp6, of a connection on which something was sent again
#   name UID NAME        of the users among them
# and last: end
# Needs no more than one process each of awk, stat, grep, tr and getent, however much there is to see.
LC_ALL=C
export LC_ALL
awk -v sid="$1" -v numbers="$2" '
# proc_pid_stat(5). From behind the name, which may hold anything: f[1] = state, f[2] = ppid, f[4] = session, f[5] = tty_nr,
# f[20] = starttime.
function look(pid,    file, more, rest, parts) {
    file = "/proc/" pid "/stat"
    whole = ""
    # A whole line has more fields than a name can hold. To read on behind it could meet the end of the process, of which mawk dies.
    while (split(whole, parts, " ") < 40 && (getline more < file) > 0) whole = whole (whole == "" ? "" : "?") more
    close(file)
    if (whole !~ /^[0-9]+ \(.*\) /) return 0
    name = whole
    sub(/^[0-9]+ \(/, "", name)
    sub(/\) [^)]*$/, "", name)
    rest = whole
    sub(/^.*\) /, "", rest)
    return split(rest, f, " ") >= 20
}
function first(file,    line) {
    line = ""
    if ((getline line < file) <= 0) line = ""
    close(file)
    return line
}
function fact(pid, key, value) {
    if (value != "") print "fact " pid " " key " " value
}
function status(pid, key,    file, line, part, value) {
    file = "/proc/" pid "/status"
    value = ""
    while ((getline line < file) > 0) {
        split(line, part, /[ \t]+/)
        if (part[1] == key ":") { value = part[2]; break }
    }
    close(file)
    fact(pid, key, value)
    return value
}
function number(hex,    at, n) {
    n = 0
    for (at = 3; at <= length(hex) && at <= 10; at++) n = 16 * n + index("0123456789abcdef", substr(hex, at, 1)) - 1
    return sprintf("%.0f", n)
}
# The words of one command line have to fit into it: 128 KiB (execve(2)). What no longer does is not told.
function add(list, file) {
    return length(list) < 100000 ? list " " file : list
}
function waits(pid,    where, part) {
    where = first("/proc/" pid "/wchan")
    if (where != "n_tty_write" && where != "wait_woken") return
    fact(pid, "wchan", where)
    where = first("/proc/" pid "/syscall")
    fact(pid, "syscall", where)
    status(pid, "voluntary_ctxt_switches")
    split(where, part, " ")
    if (part[2] ~ /^0x[0-9a-f]+$/) links = add(links, "/proc/" pid "/fd/" number(part[2]))
}
function run(command,    line) {
    while ((command | getline line) > 0) print line
    close(command)
}
function user(pid,    uid) {
    if (pid in asked) return
    asked[pid] = 1
    uid = status(pid, "Uid")
    if (uid != "") uids[uid] = 1
}
# Users of a directory are not in the file.
function directory(    uid, command, line, entry) {
    command = ""
    for (uid in uids) if (uid ~ /^[0-9]+$/ && uid != "4294967295") command = add(command, uid)
    if (command == "") return
    command = "getent passwd" command " 2> /dev/null"
    while ((command | getline line) > 0) {
        split(line, entry, ":")
        print "name " entry[3] " " entry[1]
    }
    close(command)
}
function terminals(    pid, up, steps) {
    for (pid in parent) {
        if (session[pid] == pid) {
            uid = first("/proc/" pid "/loginuid")
            fact(pid, "loginuid", uid)
            uids[uid] = 1
            user(pid)
            environments = add(environments, "/proc/" pid "/environ")
            up = parent[pid]
            for (steps = 0; steps < 3 && up > 0 && !(up in parent) && !(up in asked); steps++) {
                if (!look(up)) break
                print "stat " whole
                user(up)
                environments = add(environments, "/proc/" up "/environ")
                up = f[2]
            }
        }
        if (called[parent[pid]] == "login") user(pid)
    }
}
function left(pid) {
    print "stat " whole
    uid = first("/proc/" pid "/loginuid")
    fact(pid, "loginuid", uid)
    uids[uid] = 1
    uid = status(pid, "Uid")
    if (uid != "") uids[uid] = 1
    if (f[1] == "R") fact(pid, "schedstat", first("/proc/" pid "/schedstat"))
    closely(pid)
}
function unanswered(file,    line, part) {
    while ((getline line < file) > 0)
        if (split(line, part, " ") > 6 && part[7] ~ /^[0-9A-F]+$/ && part[7] !~ /^0+$/) print "tcp " line
    close(file)
}
function closely(pid) {
    status(pid, "SigIgn")
    links = add(add(links, "/proc/" pid "/fd/1"), "/proc/" pid "/fd/2")
}
BEGIN {
    print "boot " first("/proc/sys/kernel/random/boot_id")
    while ((getline line < "/proc/stat") > 0)
        if (line ~ /^btime /) { print "booted " substr(line, 7); break }
    line = first("/proc/uptime")
    sub(/ .*/, "", line)
    split(line, part, ".")
    print "up " part[1]
    print "hundredths " part[2]
    print "console " first("/sys/class/tty/console/active")
    print "foreground " first("/sys/class/tty/tty0/active")
    links = ""; environments = ""
    split(numbers, part, " ")
    for (i in part) known[part[i]] = 1
    for (i = 1; i < ARGC; i++) {
        pid = substr(ARGV[i], 7)
        if (!look(pid)) continue
        if (sid == "" && f[5] == 0) {
            if (f[4] in known) left(pid)
            continue
        }
        print "stat " whole
        if (sid != "") {
            fact(pid, "sessionid", first("/proc/" pid "/sessionid"))
            status(pid, "Uid")
            environments = add(environments, "/proc/" pid "/environ")
            if (f[4] == sid) closely(pid)
            continue
        }
        parent[pid] = f[2]; session[pid] = f[4]; called[pid] = name
        if (f[1] == "S") waits(pid)
        if (f[1] == "D") status(pid, "voluntary_ctxt_switches")
    }
    if (sid == "") {
        terminals()
        while ((getline line < "/etc/passwd") > 0) {
            split(line, entry, ":")
            if (!(entry[3] in uids)) continue
            print "name " entry[3] " " entry[1]
            delete uids[entry[3]]
        }
        directory()
        unanswered("/proc/net/tcp")
        unanswered("/proc/net/tcp6")
    }
    files = sid == "" ? "/dev/pts/[0-9]* /dev/tty[0-9A-Z]* /dev/hvc[0-9]* /dev/console" : ""
    if (files links != "") run("stat -c \"seen %X %N\" " files links " 2> /dev/null")
    if (environments != "")
        run("grep -aHzso \"^\\(WARDEN_SESSION\\|SSH_TTY\\|SSH_CONNECTION\\|WINDOWID\\|XDG_SESSION_ID\\)=.\\{0,300\\}\"" environments " | tr \"\\n\\000\" \"?\\n\"")
    print "end"
}' /proc/[0-9]*
