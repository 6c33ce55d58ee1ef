# Lists the sessions of systemd-logind.
#   $1 after how many seconds a command of systemd's that gives no answer is ended
# Prints, in this order:
#   boot ID; now SECONDS_SINCE_1970; consoles NAMES; foreground NAME; own SCOPE, which this script runs in
#   sessions, and what loginctl(1) says of them: NAME=VALUE, an empty line between two sessions
#   scopes, and what systemctl(1) says of their scopes, likewise
#   processes, and of each session's leader, and of each kernel session in its scope that has a terminal, the leader:
#     stat SCOPE LINE       /proc/PID/stat, a line break in its name as a question mark
#     preauthenticated PID  of a login(1) that was told not to ask for a password
#     device /dev/TTY MAJOR:MINOR UID   of the sessions' terminals, the two in hexadecimal
# or instead: failed TEXT where they cannot be listed, changed where sessions came and went too fast. Last: end
limit=$1

# Fields 5, 6 and 7 of proc_pid_stat(5) stand 4, 5 and 6 behind the name.
leads_a_terminal() {
    set -f
    set -- "$1" ${line##*) }
    set +f
    [ "$5" = "$1" ] && [ "$6" != 0 ]
}

# The sessions that there are; loginctl stops at the first one that has ended since it was listed.
read_sessions() {
    list=$(timeout "$limit" loginctl --no-pager --no-legend list-sessions 2>&1) || {
        echo "failed $(printf %s "$list" | tr '\n' ' ')"
        finish
    }
    ids=
    while read -r id rest; do
        case $id in
        '' | *[!A-Za-z0-9]*) ;;
        *) ids="$ids $id" ;;
        esac
    done << END
$list
END
    sessions=
    [ -z "$ids" ] || sessions=$(timeout "$limit" loginctl --no-pager show-session -p Id -p User -p Name \
        -p TimestampMonotonic -p Timestamp -p Seat -p TTY -p Service -p Scope -p Leader -p Type -p Class -p State -p IdleHint \
        -p IdleSinceHint $ids 2> /dev/null)
}

read -r boot < /proc/sys/kernel/random/boot_id
echo "boot $boot"
echo "now $(date +%s)"
consoles=
{ read -r consoles < /sys/class/tty/console/active; } 2> /dev/null
echo "consoles $consoles"
foreground=
{ read -r foreground < /sys/class/tty/tty0/active; } 2> /dev/null
echo "foreground $foreground"
while IFS=: read -r number controllers path; do
    case $path in
    */session-*.scope*) path=${path##*/session-}; own=session-${path%%.scope*}.scope ;;
    esac
done < /proc/self/cgroup
echo "own ${own:-none}"

tries=0
until read_sessions; do
    [ "$((tries += 1))" -lt 3 ] || { echo changed; finish; }
done
echo sessions
printf '%s\n' "$sessions"

scopes= leaders= terminals=
while IFS='=' read -r name value; do
    case $name=$value in
    Scope=session-*[!A-Za-z0-9.-]* | Leader=*[!0-9]* | TTY=*[!A-Za-z0-9/]*) ;;
    Scope=session-*) scope=$value scopes="$scopes $value" ;;
    Leader=?*) leaders="$leaders $value" ;;
    TTY=?*) terminals="$terminals /dev/$value" ;;
    esac
done << END
$sessions
END
[ -n "$scopes" ] || finish

echo scopes
states=$(timeout "$limit" systemctl --no-pager show -p Id -p ActiveState -p SubState -p FreezerState -p ControlGroup $scopes 2> /dev/null)
printf '%s\n' "$states"

echo processes
group=
while IFS='=' read -r name value; do
    case $name in
    Id) scope=$value ;;
    ControlGroup) group=$value ;;
    esac
    [ -z "$name" ] || continue
    members=$(members "$group")
    while read -r pid; do
        look "$pid"
        if leads_a_terminal "$pid"; then
            echo "stat $scope $line"
        fi
    done 2> /dev/null < "$members"
    group=
done << END
$states

END
for pid in $leaders; do
    look "$pid"
    [ -z "$line" ] || echo "stat leader $line"
    case $line in
    "$pid (login) "*) tr '\0' '\n' < "/proc/$pid/cmdline" | grep -qx -e -f && echo "preauthenticated $pid" ;;
    esac
done 2> /dev/null
[ -z "$terminals" ] || stat -c 'device %n %t:%T %u' $terminals 2> /dev/null
finish
