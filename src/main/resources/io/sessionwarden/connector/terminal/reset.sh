# Ends the processes of one session, if it is still that one.
#   $1 the boot's id   $2 the leader's pid, which is the session's number   $3 the leader's start in ticks
#   $4 the device number of its terminal   $5 the pause in milliseconds   $6... what is to end, PID:TICKS each, the leader first
# Prints: other where another incarnation has the number now, denied where its leader may not be signalled; nothing has been
# done then. Otherwise for each process: hung PID, and later killed PID or kept PID (not permitted). Last: end

# Sets state, sid, tty and ticks to fields 3, 6, 7 and 22 of proc_pid_stat(5); all empty where there is no such process.
look() {
    line=
    while read -r more; do
        line="$line $more"
    done 2> /dev/null < "/proc/$1/stat"
    set -f
    set -- ${line##*) }
    set +f
    state=$1 sid=$4 tty=$5 ticks=${20}
}

# Whether that process still belongs to the session, and is the one that was meant.
same() {
    look "${1%:*}" 2> /dev/null
    [ "$ticks" = "${1#*:}" ] && [ "$sid" = "$leader" ] && [ "$state" != Z ] && [ "$state" != X ]
}

# Narrows victims down to those that are still there.
still_there() {
    left=
    for victim in $victims; do
        same "$victim" && left="$left $victim"
    done
    victims=$left
}

# Waits until all have ended, or the pause is over.
await() {
    waited=0 moment=5
    while still_there; [ -n "$victims" ] && [ "$waited" -lt "$pause" ]; do
        moment=$((moment * 2))
        [ "$moment" -le $((pause - waited)) ] || moment=$((pause - waited))
        thousandths=$((1000 + moment % 1000))
        sleep "$((moment / 1000)).${thousandths#1}"
        waited=$((waited + moment))
    done
}

finish() {
    echo end
    exit
}

read -r boot < /proc/sys/kernel/random/boot_id
leader=$2 terminal=$4 pause=$5
if ! same "$2:$3" || [ "$boot" != "$1" ] || [ "$tty" != "$terminal" ]; then
    echo other
    finish
fi
shift 5
victims="$*"

for victim in $victims; do
    same "$victim" || continue
    pid=${victim%:*}
    if kill -HUP "$pid" 2> /dev/null; then
        # A stopped process keeps a hangup pending until it goes on.
        kill -CONT "$pid" 2> /dev/null
        echo "hung $pid"
    elif [ "$pid" = "$leader" ] && same "$victim"; then
        echo denied
        finish
    fi
done

await
killed=
for victim in $victims; do
    same "$victim" || continue
    pid=${victim%:*}
    if kill -KILL "$pid" 2> /dev/null; then
        echo "killed $pid"
        killed="$killed $victim"
    elif same "$victim"; then
        echo "kept $pid"
    fi
done
victims=$killed
await
finish
