# The values that a respawn restores.
#   $1 the socket   $2 the server's pid   $3 its start   $4 the pane's target   $5 a word that nobody can guess
#   $6 the pane's terminal, or nothing where the pane is dead
# Prints the word on a line of its own between: the command, the default command, the default shell, the directory, the size
# and what stty says.
echo as-owner
safe "$@" || exit 0
tmux -u -S "$1" \
    display-message -p "$5" \; display-message -p -t "$4" '#{pane_start_command}' \; \
    display-message -p "$5" \; display-message -p -t "$4" '#{default-command}' \; \
    display-message -p "$5" \; display-message -p -t "$4" '#{default-shell}' \; \
    display-message -p "$5" \; display-message -p -t "$4" '#{pane_start_path}' \; \
    display-message -p "$5" \; display-message -p -t "$4" '#{pane_width}x#{pane_height}' \; \
    display-message -p "$5"
[ -z "$6" ] || stty -a -F "$6" 2> /dev/null
echo "$5"
