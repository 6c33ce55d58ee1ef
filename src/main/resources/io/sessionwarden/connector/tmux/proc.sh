# Put in front of the scripts that look at processes: functions of awk that read /proc.
#   look(pid, f)      proc_pid_stat(5), from behind the name, which may hold anything and is left in name: f[1] = state,
#                     f[2] = ppid, f[3] = pgrp, f[4] = session, f[5] = tty_nr, f[6] = tpgid, f[20] = starttime,
#                     f[50] = exit_code; answers 0 where there is no such process
#   value(file, key)  the word behind the key at the beginning of a line
proc='function look(pid, f,    file, line, more, parts) {
    file = "/proc/" pid "/stat"
    line = ""
    # A whole line has more fields than a name can hold. To read on behind it could meet the end of the process, of which mawk dies.
    while (split(line, parts, " ") < 40 && (getline more < file) > 0) line = line (line == "" ? "" : "?") more
    close(file)
    if (line == "") return 0
    name = line
    sub(/^[0-9]+ \(/, "", name)
    sub(/\) [^)]*$/, "", name)
    sub(/^.*\) /, "", line)
    split(line, f, " ")
    return 1
}
function value(file, key,    line, part, found) {
    found = ""
    while ((getline line < file) > 0) {
        split(line, part, /[ \t]+/)
        if (part[1] == key) { found = part[2]; break }
    }
    close(file)
    return found
}
'
