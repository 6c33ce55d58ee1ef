# Put in front of the scripts that talk to systemd.
LC_ALL=C TZ=UTC
export LC_ALL TZ

finish() {
    echo end
    exit
}

# Sets line to /proc/PID/stat, empty where there is no such process.
look() {
    line=
    while read -r more; do
        line="$line${line:+?}$more"
    done 2> /dev/null < "/proc/$1/stat"
}

# The file with the pids in a unit's control group, as systemctl(1) names it, in whichever hierarchy systemd keeps it.
members() {
    for root in /sys/fs/cgroup /sys/fs/cgroup/systemd /sys/fs/cgroup/unified; do
        if [ -n "$1" ] && [ -e "$root$1/cgroup.procs" ]; then
            echo "$root$1/cgroup.procs"
            return
        fi
    done
    echo /dev/null
}
