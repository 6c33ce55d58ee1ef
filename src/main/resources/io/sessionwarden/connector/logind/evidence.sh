# What runs in one session's scope, whatever kernel session it is in.
#   $1 after how many seconds a command of systemd's that gives no answer is ended   $2 the scope
# Prints: process PID PPID STATE WAITS_IN CPU_TICKS NAME for at most 50, and more COUNT for the rest. Last: end
group=$(timeout "$1" systemctl --no-pager show -p ControlGroup "$2" 2> /dev/null)
found=0
while read -r pid; do
    look "$pid"
    [ -n "$line" ] && [ "$((found += 1))" -le 50 ] || continue
    where=0
    read -r where < "/proc/$pid/wchan"
    case $where in
    '' | *[!A-Za-z0-9_.]*) where=0 ;;
    esac
    name=${line#*\(}
    set -f
    # From behind the name, proc_pid_stat(5): $1 = state, $2 = ppid, $12 and $13 = the time that it ran.
    set -- ${line##*) }
    set +f
    echo "process $pid $2 $1 $where $((${12} + ${13})) ${name%)*}"
done 2> /dev/null < "$(members "${group#ControlGroup=}")"
[ "$found" -le 50 ] || echo "more $((found - 50))"
finish
