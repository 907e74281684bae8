#!/bin/bash
# Every alert of the code is explained in the journal's catalogues, in both languages, and the reverse: what happened,
# what it means for visitors, what to do. Each is raised somewhere, and each code of screen 27 is among them.
. "$(dirname "$0")/lib.sh"
table=kiosk/base/alert.c
rows=$(tr -d '\n' <"$table" | grep -oE '\[ALERT_[A-Z_]+\] = \{"[a-z-]+", *"[0-9a-f]{32}"' | sed -E 's/[][{},="]+/ /g; s/ +/ /g; s/^ //')
cut -d' ' -f3 <<<"$rows" | sort | uniq -d | sed "s,^,$table:1: stands twice: ," | collect
while read -r alert name _; do
    grep -rqE "\\b$alert\\b" kiosk --include='*.c' --exclude=alert.c || echo "$table:1: $alert ($name): no code uses it"
done <<<"$rows" | collect

for catalogue in assets/journal/anjungan.catalog assets/journal/anjungan.en.catalog; do
    case $catalogue in
        *.en.*) headings='What happened:|What it means for visitors:|What to do:' ;;
        *) headings='Apa yang terjadi:|Artinya bagi pengunjung:|Yang harus dilakukan:' ;;
    esac
    awk -v rows="$rows" -v headings="$headings" -v file="$catalogue" '
        function ends() {
            if (name == "") return
            if (subject == "") print file ":" at ": " name ": no Subject"
            for (i = 1; i <= 3; i++) if (!(i in words)) print file ":" at ": " name ": says nothing below " heading[i]
        }
        BEGIN {
            split(headings, heading, "|")
            count = split(rows, row, "\n")
            for (i = 1; i <= count; i++) { split(row[i], part, " "); names[part[3]] = part[2] }
        }
        /^# /  { noted = $2 }
        /^-- / {
            ends()
            at = NR; name = noted; subject = ""; section = 0; delete words
            if (!($2 in names)) print file ":" at ": " name ": is no alert of the code"
            else if (names[$2] != name) print file ":" at ": " name ": the code calls it " names[$2]
            if ($2 in seen) print file ":" at ": " name ": stands twice"
            seen[$2]
        }
        /^Subject: ./ { subject = $0 }
        { for (i = 1; i <= 3; i++) if ($0 == heading[i]) { section = i; next } }
        section && /./ { words[section] }
        END {
            ends()
            for (id in names) if (!(id in seen)) print file ":1: " names[id] " is not explained"
        }
    ' "$catalogue" | collect
    grep -n '@' "$catalogue" | sed "s,^,$catalogue:,; s,\$,: @ is a field there," | collect
    while read -r code; do
        grep -q "^Subject: .*$code" "$catalogue" || echo "$catalogue:1: the code $code of screen 27 is not explained"
    done < <(grep -oE '"P[0-9]{2}"' kiosk/screens/fault.c | tr -d '"') | collect
done
finish "$(wc -l <<<"$rows") alerts"
