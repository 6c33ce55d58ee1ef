# Shows a line to the clients that look at one pane's session.
#   $1 the socket   $2 the server's pid   $3 its start in ticks   $4 the pane's target   $5 the session's id
#   $6 the condition that it is still the same pane, as a tmux format   $7 the line, with what tmux would expand doubled
#   $8 the pid of the pane's process   $9 that process's start in ticks, 0 where it is not known
# Prints, after what server.sh prints: other where it is another pane by now; otherwise told CLIENTS
echo as-owner
safe "$@" || exit 0
if [ "$(tmux -u -S "$1" display-message -p -t "$4" "$(same_pane "$8" "$9" "$6")" 2> /dev/null)" != 1 ]; then
    echo other
    exit 0
fi
told=0
# tmux before 3.2 shows it only for the user's own display-time: there it has no -d.
while read -r client; do
    [ -n "$client" ] || continue
    if tmux -u -S "$1" display-message -d 15000 -c "$client" "$7" 2> /dev/null \
        || tmux -u -S "$1" display-message -c "$client" "$7" 2> /dev/null; then
        told=$((told + 1))
    fi
done << CLIENTS
$(tmux -u -S "$1" list-clients -t "$5" -F '#{client_name}' 2> /dev/null)
CLIENTS
echo "told $told"
