# What one pane shows.
#   $1 the socket   $2 the server's pid   $3 its start   $4 the pane's target   $5 a word that nobody can guess
#   $6 the condition that it is still the same pane, as a tmux format   $7 the pane's id   $8 the pid of the pane's process
#   $9 that process's start in ticks, 0 where it is not known
# Prints, after what server.sh prints: the word on a line of its own, and then the screen; other where it is another pane by now.
echo as-owner
safe "$@" || exit 0
condition=$(same_pane "$8" "$9" "$6")
tmux -u -S "$1" if-shell -F -t "$4" "$condition" "display-message -p $5 ; capture-pane -p -t $7" "display-message -p other" 2>&1
