# Takes one rung with one session, if it is still that one.
#   $1 after how many seconds a command of systemd's that gives no answer is ended   $2 the boot's id   $3 the session's id
#   $4 its TimestampMonotonic   $5 its leader, as logind names it   $6 its scope
#   $7 the rung: continue, log-off, reset, force, or look to do nothing   $8 how long it may take to end, in milliseconds
# Prints: other where it is another one, absent where it is no more, and nothing has been done; denied TEXT, failed TEXT where
# systemd refused. Otherwise, in order: stands; thawed; terminated; killed; and where it was to end: gone, or kept COUNT
# processes. Last: end
limit=$1 id=$3 scope=$6 rung=$7 pause=$8

# Whether that is the session that logind has by that id. Of a logind that gives no answer it is not known, and nothing is sent to it then: it
# would be carried out once logind goes on.
same() {
    said=$(timeout "$limit" loginctl --no-pager show-session -p TimestampMonotonic -p Leader "$id" 2>&1) || {
        case $said in
        *"No session '$id' known"*) echo absent; finish ;;
        *) refused "$said" ;;
        esac
    }
    since= leader=
    while IFS='=' read -r name value; do
        case $name in
        TimestampMonotonic) since=$value ;;
        Leader) leader=$value ;;
        esac
    done << END
$said
END
    [ "$since" = "$1" ] && [ "$leader" = "$2" ]
}

refused() {
    said=$(printf %s "$1" | tr '\n' ' ')
    case $said in
    *[Aa]uthentication\ required* | *[Aa]ccess\ denied* | *[Pp]ermission\ denied*) echo "denied $said" ;;
    *) echo "failed $said" ;;
    esac
    finish
}

tell() {
    word=$1
    shift
    said=$(timeout "$limit" "$@" 2>&1) || refused "$said"
    echo "$word"
}

terminate() {
    tell terminated loginctl --no-ask-password terminate-session "$id"
}

# One that has ended meanwhile cannot be killed, and need not be.
kill_all() {
    said=$(timeout "$limit" loginctl --no-ask-password kill-session -s KILL "$id" 2>&1) || stands_not || refused "$said"
    echo killed
}

# logind keeps what it knows of a session there (sd-login(3) reads it) as long as it has the session.
stands_not() {
    [ ! -e "/run/systemd/sessions/$id" ]
}

# Waits until the session has ended, or the pause is over.
await() {
    waited=0 moment=5
    until stands_not || [ "$waited" -ge "$pause" ]; do
        moment=$((moment * 2))
        [ "$moment" -le $((pause - waited)) ] || moment=$((pause - waited))
        thousandths=$((1000 + moment % 1000))
        sleep "$((moment / 1000)).${thousandths#1}"
        waited=$((waited + moment))
    done
}

read -r boot < /proc/sys/kernel/random/boot_id
if [ "$boot" != "$2" ] || ! same "$4" "$5"; then
    echo other
    finish
fi

case $rung in
look)
    echo stands
    finish
    ;;
continue)
    tell thawed systemctl --no-ask-password thaw "$scope"
    finish
    ;;
force)
    kill_all
    ;;
*)
    terminate
    await
    [ "$rung" = log-off ] || stands_not || kill_all
    ;;
esac
await
if stands_not; then
    echo gone
else
    group=$(timeout "$limit" systemctl --no-pager show -p ControlGroup "$scope" 2> /dev/null)
    echo "kept $(wc -l < "$(members "${group#ControlGroup=}")")"
fi
finish
