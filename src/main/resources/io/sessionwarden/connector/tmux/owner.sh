# Runs a script as the user whom a tmux socket belongs to, and as nobody else.
#   $1 the script   $2 the socket, or nothing for the runner's own default one   $3 the runner's name, if known from before
#   $4... the script's further arguments
# Prints: host BOOT_ID RUNNER_UID; socket PATH; absent or not-a-socket where that is so, otherwise owner UID NAME; then what
# the script prints, its first line being as-owner: where that is missing, the user could not be become.
work=$1 socket=$2 name=$3
shift 3
while read -r key uid rest; do
    [ "$key" = Uid: ] && break
done < /proc/self/status
read -r boot < /proc/sys/kernel/random/boot_id
[ -n "$socket" ] || socket=/tmp/tmux-$uid/default
echo "host $boot $uid"
echo "socket $socket"

# The socket's folder (0700 in /tmp/tmux-UID) may be closed to us: then it says who the owner is.
owner=$socket
folder=${socket%/*}
if [ -d "$folder" ] && [ ! -x "$folder" ]; then
    owner=$folder
elif [ -h "$socket" ] || { [ -e "$socket" ] && [ ! -S "$socket" ]; }; then
    echo 'not-a-socket'
    exit
elif [ ! -e "$socket" ]; then
    echo 'absent'
    exit
fi
if [ -O "$owner" ]; then
    echo "owner $uid ${name:-$(id -un 2> /dev/null)}"
    set -- "$socket" "$@"
    eval "$work"
    exit
fi
set -- "$socket" "$@"
entry=$(stat -c '%u %U' -- "$owner") || exit
owner=${entry%% *}
echo "owner $entry"
if [ "$uid" = 0 ]; then
    gid=$(id -g -- "$owner") || exit
    exec setpriv --reuid="$owner" --regid="$gid" --init-groups --reset-env \
        env LC_ALL=C.UTF-8 sh -c "$work" warden "$@"
fi
exec sudo -n -u "#$owner" -- env LC_ALL=C.UTF-8 sh -c "$work" warden "$@"
