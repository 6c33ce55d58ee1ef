# Writes a line to the terminal of one session, without waiting for it.
#   $1 the boot's id   $2 the leader's pid   $3 the leader's start in ticks   $4 its terminal, without /dev/
#   $5 the uid whose terminal it must be   $6 the line, without control characters
# Prints one of: told; other where another process has the number; not_theirs; denied; blocked where the terminal takes no
# output, or only a part. Last: end

warn() {
    device=/dev/$4
    read -r boot < /proc/sys/kernel/random/boot_id
    if [ "$boot" != "$1" ] || ! same "$2" "$3" 2> /dev/null; then
        echo other
    elif [ -h "$device" ] || [ ! -c "$device" ] || [ "$(stat -c %u -- "$device")" != "$5" ]; then
        echo not_theirs
    elif [ ! -w "$device" ]; then
        echo denied
    elif printf '\r\n%s\r\n' "$6" | dd of="$device" oflag=nonblock,noctty conv=nocreat,notrunc bs=4096 2> /dev/null; then
        echo told
    else
        echo blocked
    fi
}
warn "$@"
echo end
