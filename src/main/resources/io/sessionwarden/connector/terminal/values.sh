# The values of one session that a reset must restore.
#   $1 its leader   $2 the leader's start in ticks   $3 its terminal, without /dev/
# Prints: command WORDS; directory PATH; stty SETTINGS; nothing of that where another process has the number. Last: end

if same "$1" "$2" 2> /dev/null; then
    command=$(tr '\0\n' ' ?' < "/proc/$1/cmdline" | head -c 2000)
    directory=$(readlink "/proc/$1/cwd" | tr '\n' '?')
    settings=$(stty -a -F "/dev/$3" < /dev/null | tr '\n' ' ')
    if same "$1" "$2"; then
        echo "command $command"
        echo "directory ${directory%?}"
        echo "stty $settings"
    fi
fi 2> /dev/null
echo end
