# Takes one rung with one session, if it is still that one: lets it go on, or ends its processes, and what they have started
# meanwhile.
#   $1 the boot's id   $2 the leader's pid, which is the session's number   $3 the leader's start in ticks
#   $4 the device number of its terminal, 0 where the leader has gone   $5 the terminal's name, without /dev/
#   $6 the pause in milliseconds   $7 the rung: continue, log-off, reset, force   $8 yes where something waits to write there
#   $9... whom it is about, PID:TICKS each: what is stopped, or what is to end, the leader first
# Prints: other where another incarnation has the number now, denied where a stopped process or, to end it, its leader may not
# be signalled; nothing has been done to that one then. Otherwise for each process: continued PID; hung PID, later killed PID,
# and at the end kept PID where it is still there. What flow.sh prints. Last: end

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

# Whether that descriptor of a process is the terminal, which may have been closed since.
holds() {
    target=$(readlink "/proc/$1/fd/$2")
    [ "$target" = "$device" ] || [ "$target" = "$device (deleted)" ]
}

# As nohup(1) leaves a process: deaf to the hang-up, and writing somewhere else.
hung_up_off() {
    mask=
    while read -r key value; do
        [ "$key" != SigIgn: ] || mask=$value
    done 2> /dev/null < "/proc/$1/status"
    case $mask in
    *[13579bdf]) ! holds "$1" 1 && ! holds "$1" 2 ;;
    *) return 1 ;;
    esac
}

# What is about to end closes its descriptors first, and then looks as if it wrote elsewhere.
exits() {
    ! readlink "/proc/$1/fd/1" > /dev/null && ! readlink "/proc/$1/fd/2" > /dev/null
}

# One round: kills what is in the session by now. Sets found to it, and whole to nothing where a process ended before it could
# be looked at: that may have forked another one that is not in the list. Not to look again at processes of
# other sessions makes a round shorter than the life of what is to be found.
kill_newcomers() {
    found= whole=yes
    for process in /proc/[0-9]*; do
        pid=${process#/proc/}
        case $strangers in
        *" $pid "*) continue ;;
        esac
        look "$pid" 2> /dev/null
        # -1 is the session of a process that is being taken out of the list.
        if [ -z "$ticks" ] || [ "$sid" = -1 ]; then
            whole=
        elif [ "$sid" = "$leader" ]; then
            case "$state $dead" in
            [ZX]*" $pid:$ticks "*) ;;
            [ZX]*) whole= dead="$dead$pid:$ticks " ;;
            *)
                newcomer=$pid:$ticks
                if ! hung_up_off "$pid"; then
                    found="$found $newcomer"
                    end_by_force "$newcomer"
                elif ! same "$newcomer" || exits "$pid"; then
                    whole=
                fi
                ;;
            esac
        else
            strangers="$strangers$pid "
        fi
    done
}

end_by_force() {
    kill -KILL "${1%:*}" 2> /dev/null || return 1
    case $killed in
    *" $1 "*) ;;
    *) echo "killed ${1%:*}" ;;
    esac
    killed="$killed$1 "
}

hang_up() {
    kill -HUP "${1%:*}" 2> /dev/null || return 1
    # A stopped process keeps a hangup pending until it goes on.
    kill -CONT "${1%:*}" 2> /dev/null
    echo "hung ${1%:*}"
}

# Continues those that are stopped; what waits to write to the terminal waits for its output to flow.
let_go_on() {
    for victim in $victims; do
        same "$victim" && [ "$state" = T ] || continue
        if kill -CONT "${victim%:*}" 2> /dev/null; then
            echo "continued ${victim%:*}"
            waits=yes
        else
            echo denied
            finish
        fi
    done
    [ "$waits" != yes ] || let_flow "$device"
}

tell_kept() {
    for victim in $victims; do
        echo "kept ${victim%:*}"
    done
}

read -r boot < /proc/sys/kernel/random/boot_id
leader=$2 device=/dev/$5 pause=$6 rung=$7 waits=$8
if [ "$boot" != "$1" ] || { [ "$4" != 0 ] && { ! same "$2:$3" || [ "$tty" != "$4" ]; }; }; then
    echo other
    finish
fi
shift 8
victims="$*" acted= killed=' '

if [ "$rung" = continue ]; then
    let_go_on
    finish
fi

first=hang_up
[ "$rung" != force ] || first=end_by_force
for victim in $victims; do
    same "$victim" || continue
    if $first "$victim"; then
        acted=yes
    elif [ "${victim%:*}" = "$leader" ] && same "$victim"; then
        echo denied
        finish
    fi
done

[ -n "$acted" ] || finish
await
if [ "$rung" = log-off ]; then
    tell_kept
    finish
fi
for victim in $victims; do
    same "$victim" && end_by_force "$victim"
done
await

dead=' ' strangers=' ' round=0
while [ "$((round += 1))" -le 40 ]; do
    kill_newcomers
    [ -n "$found" ] || [ -z "$whole" ] || break
done
victims=$found
await
tell_kept
# No round could show that nothing is left.
[ -n "$found$whole" ] || echo 'kept ?'
finish
