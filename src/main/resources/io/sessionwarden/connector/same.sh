# Put in front of the scripts that look at one process again.

# Whether the process that has the number is still that one: field 22 of proc_pid_stat(5), counted from behind the name.
same() {
    line=
    while read -r more; do
        line="$line $more"
    done 2> /dev/null < "/proc/$1/stat"
    wanted=$2
    set -f
    set -- ${line##*) }
    set +f
    [ "${20}" = "$wanted" ]
}

