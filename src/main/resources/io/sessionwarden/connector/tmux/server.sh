# Put in front of the scripts that speak to a tmux server. Looks at the server before a word is said to it: a command that
# a stopped server did not answer is still carried out when the server goes on.
#   $1 the socket   $2 the server's pid, or nothing where it is not known yet   $3 its start in ticks
# Prints stopped PID or gone PID where that is so.

# Sets state, sid and ticks to fields 3, 6 and 22 of proc_pid_stat(5); all empty where there is no such process.
look() {
    state= sid= ticks= line=
    while read -r more; do
        line="$line $more"
    done 2> /dev/null < "/proc/$1/stat" || return
    set -f
    set -- ${line##*) }
    set +f
    state=$1 sid=$4 ticks=${20}
}

# Prints a condition, as a tmux format, narrowed where another process has the pid of the one we mean: tmux cannot tell the two,
# and that is the same pane only if the pane is dead.
#   $1 the pid   $2 its start in ticks, 0 where it is not known   $3 the condition that it is still the same pane
same_pane() {
    look "$1"
    if [ -n "$ticks" ] && [ "$2" != 0 ] && [ "$ticks" != "$2" ]; then
        printf '%s\n' "#{&&:$3,#{pane_dead}}"
    else
        printf '%s\n' "$3"
    fi
}

stopped() {
    [ "$state" = T ] || [ "$state" = t ]
}

# Whether that process may be the one that listens on the socket: its descriptors hold the listener's inode, or we cannot
# tell. Field 4 of /proc/net/unix: 00010000 = listens.
serves() {
    [ -O "/proc/$2" ] || return 1
    inode=
    while read -r _ _ _ flags _ _ number path; do
        if [ "$flags" = 00010000 ] && [ "$path" = "$1" ]; then
            inode=$number
        fi
    done < /proc/net/unix
    [ -n "$inode" ] || return 0
    held=$(ls -l "/proc/$2/fd" 2> /dev/null) || return 0
    case $held in
    *"socket:[$inode]"*) return 0 ;;
    *) return 1 ;;
    esac
}

# Whether tmux may be spoken to. Where the server is not known, or has gone and another may have taken its place, any
# stopped tmux server that may be the one is taken for it.
safe() {
    if [ -n "$2" ]; then
        look "$2"
        if [ "$ticks" = "$3" ] && [ "$state" != Z ]; then
            stopped || return 0
            echo "stopped $2"
            return 1
        fi
        echo "gone $2"
    fi
    for comm in $(grep -ls '^tmux: server' /proc/[0-9]*/comm); do
        pid=${comm#/proc/}
        pid=${pid%/comm}
        look "$pid"
        if stopped && serves "$1" "$pid"; then
            echo "stopped $pid"
            return 1
        fi
    done
    return 0
}
