# Runs a script as the user whom a process belongs to, through sudo where that is another one; root runs it itself. A script
# looks itself whether the process that has the number is the one that is meant.
#   $1 the script   $2 the number of the process; where there is none by now, the script is run by the runner   $3... the script's
#   arguments
# Prints what the script prints; where sudo refuses, nothing.
work=$1 pid=$2
shift 2
# Sets uid to the real uid of a process, or to nothing.
real() {
    uid=
    while read -r key uid rest; do
        [ "$key" != Uid: ] || return
    done 2> /dev/null < "/proc/$1/status"
}
real self
own=$uid
real "$pid" 2> /dev/null
if [ "$own" = 0 ] || [ -z "$uid" ] || [ "$uid" = "$own" ]; then
    eval "$work"
    exit
fi
exec sudo -n -u "#$uid" -- env LC_ALL=C.UTF-8 sh -c "$work" warden "$@"
