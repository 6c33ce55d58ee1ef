#!/bin/sh
# A small Windows host, as OpenSSH shows one: takes the line of a command apart as cmd.exe does, and runs the few programs that
# the connector calls. Its state is files in the folder $1:
#   sessions    id|name|user|state|idle|logon|sid|domain, one for each session
#   boot        when it was started
#   words       state=word, for hosts of another language; header.qwinsta, header.quser likewise
#   codepage    what its programs print in; crlf, wide, shifted: how; exit: the exit code of its queries
#   hang        programs that do not return; error: program=number, what they answer instead
#   deaf        programs that do nothing; slow: how many more lists a reset takes; down: ids that stay when they are reset
#   log         every line that it was given
dir=$1
line=$SSH_ORIGINAL_COMMAND
exec 9> "$dir/lock"
flock 9
printf '%s\n' "$line" >> "$dir/log"

knob() {
    [ -f "$dir/$1" ] && cat "$dir/$1"
}

has() {
    [ -f "$dir/$1" ] && grep -qxF -- "$2" "$dir/$1"
}

arguments=$(printf '%s' "$line" | awk '{
    for (i = 1; i <= length($0); i++) {
        c = substr($0, i, 1)
        if (c == "\"") quoted = !quoted
        else if (c == " " && !quoted) { if (word != "") print word; word = "" }
        else word = word c
    }
    if (word != "") print word
}')
program=$(printf '%s\n' "$arguments" | head -n 1)
argument() {
    printf '%s\n' "$arguments" | sed -n "$(($1 + 1))p"
}

# What is printed, in the host's code page and with its line ends.
say() {
    if [ -f "$dir/crlf" ]; then sed 's/$/\r/'; else cat; fi | if [ -f "$dir/codepage" ]; then
        iconv -f UTF-8 -t "CP$(knob codepage)"
    else
        cat
    fi
}

case $program in
    'C:\Windows\System32\'*.exe) ;;
    *)
        echo "'$program' is not recognized as an internal or external command," >&2
        exit 1
        ;;
esac
name=${program##*\\}
name=${name%.exe}

if has hang "$name"; then
    flock -u 9
    exec sleep 600
fi
error=$(knob error | sed -n "s/^$name=//p")
case $error in
    '') ;;
    none)
        echo 'No session exists for *' | say
        exit 1
        ;;
    *)
        printf 'Error 0x%08X enumerating sessionnames\nError [%s]:It did not work.\n' "$error" "$error" | say >&2
        exit 1
        ;;
esac

session() {
    grep "^$1|" "$dir/sessions"
}

edit() {
    awk -F '|' -v OFS='|' -v id="$1" "$2" "$dir/sessions" > "$dir/edited" && mv "$dir/edited" "$dir/sessions"
}

table() {
    awk -F '|' -v width="$([ -f "$dir/wide" ] && echo 26 || echo 18)" -v shifted="$([ -f "$dir/shifted" ] && echo ' ')" -v users="$1" '
        FILENAME ~ /words$/ { cut = index($0, "="); word[substr($0, 1, cut - 1)] = substr($0, cut + 1); next }
        {
            state = $4 in word ? word[$4] : $4
            mark = $9 == "current" ? ">" : " "
            if (!users) printf "%s%s%-" width "s%-20s%7s  %s\n", mark, shifted, $2, $3, $1, state
            else if ($3 != "") printf "%s%s%-22s%-15s%6s  %-7s%10s  %s\n", mark, shifted, $3, $2, $1, state, $5, $6
        }' "$dir/words" "$dir/sessions"
}

# What a reset takes longer than its command: the row stays for some lists.
age() {
    for rest in "$dir"/ending.*; do
        [ -f "$rest" ] || return 0
        left=$(($(cat "$rest") - 1))
        if [ "$left" -le 0 ]; then
            edit "${rest##*.}" '$1 != id'
            rm "$rest"
        else
            echo "$left" > "$rest"
        fi
    done
}

close() {
    if has down "$1"; then
        edit "$1" '$1 == id { $2 = ""; $3 = ""; $4 = "Down" } { print }'
    elif [ -f "$dir/slow" ]; then
        cat "$dir/slow" > "$dir/ending.$1"
        edit "$1" '$1 == id { $2 = ""; $3 = ""; $4 = "Reset" } { print }'
    else
        edit "$1" '$1 != id'
    fi
}

act() {
    id=$(argument 1)
    case $id in
        '' | *[!0-9]*)
            echo "$name: own session" >> "$dir/log"
            exit 0
            ;;
    esac
    if ! session "$id" > /dev/null; then
        echo "Error [7022]:The requested session cannot be found." | say >&2
        exit 1
    fi
    has deaf "$name" && exit 0
    case $name in
        tsdiscon) edit "$id" '$1 == id { $2 = ""; $4 = "Disc" } { print }' ;;
        msg) [ -n "$(argument 3)" ] || { flock -u 9; exec sleep 600; } ;;
        *) close "$id" ;;
    esac
}

case $name in
    qwinsta)
        age
        { knob header.qwinsta; table ''; } | say
        exit "$(knob exit || echo 0)"
        ;;
    quser)
        if cut -d '|' -f 3 "$dir/sessions" | grep -q .; then
            { knob header.quser; table users; } | say
            exit "$(knob exit || echo 0)"
        fi
        echo 'No User exists for *' | say
        exit 1
        ;;
    qprocess)
        id=$(argument 1)
        id=${id#/ID:}
        session "$id" | awk -F '|' '{
            printf " USERNAME              SESSIONNAME         ID    PID  IMAGE\n"
            printf " %-21s %-16s %5s %6s  csrss.exe\n", "system", $2, $1, 1000 + 10 * $1
            printf " %-21s %-16s %5s %6s  winlogon.exe\n", "system", $2, $1, 1001 + 10 * $1
            if ($3 != "") printf " %-21s %-16s %5s %6s  explorer.exe\n", $3, $2, $1, 1002 + 10 * $1
        }' | say
        ;;
    taskkill)
        [ "$(argument 1) $(argument 2) $(argument 4) $(argument 6) $(argument 7)" = '/F /PID /FI /FI IMAGENAME eq winlogon.exe' ] || exit 1
        id=$(argument 5 | sed -n 's/^SESSION eq //p')
        [ "$(argument 3)" = "$((1001 + 10 * id))" ] || exit 1
        echo "SUCCESS: The process with PID $(argument 3) has been terminated." | say
        edit "$id" '$1 != id'
        ;;
    powershell)
        printf '%s\n' "$arguments" | tail -n 1 | base64 -d | iconv -f UTF-16LE -t UTF-8 > "$dir/script"
        grep -q GetOwnerSid "$dir/script" || exit 1
        echo "boot $(knob boot)"
        echo 'computer TS1'
        echo "codepage $(knob codepage || echo 437)"
        [ -f "$dir/nobodys" ] || awk -F '|' '$7 != "" { print "owner " $1 " " $7 " " $8 " " $3 }' "$dir/sessions"
        echo end
        ;;
    tsdiscon | logoff | rwinsta | msg) act ;;
    *)
        echo "$name is no program of this host" >&2
        exit 1
        ;;
esac
