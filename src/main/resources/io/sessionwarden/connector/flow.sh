# Put in front of the scripts that let a session go on.

# Lets the output of a terminal flow again, as Ctrl-Q does, and types nothing into it: where flow control is switched off, what
# it held goes on (n_tty_set_termios), and it is switched on again at once. Prints flowing; held where the terminal may not be
# opened; nothing where flow control is off and so holds nothing.
#   $1 the terminal, with /dev/
let_flow() {
    trap '' HUP TERM
    case $(LC_ALL=C stty -a -F "$1" 2> /dev/null) in
    '') echo held ;;
    *' ixon'*)
        # Without -drain, which older ones do not know, it would wait on a serial line for the output that is held.
        stty -F "$1" -drain -ixon 2> /dev/null || stty -F "$1" -ixon 2> /dev/null
        if stty -F "$1" -drain ixon 2> /dev/null || stty -F "$1" ixon 2> /dev/null; then
            echo flowing
        else
            echo held
        fi
        ;;
    esac
}

