#!/bin/bash
# Each way out has what closes it and what tries it: every file that the table names is there, and every file is in the table.
. "$(dirname "$0")/lib.sh"
table=config/lockdown/README.md
sheet=config/lockdown/LEMBAR-PEMASANG.md
# shellcheck disable=SC2016 # backquotes of Markdown
quoted='`[a-zA-Z0-9_./-]+\.(conf|map|rules|cfg|c|sh|py|service)`'
while IFS='|' read -r _ way closed tried _; do
    where="$table:$(grep -nF "|$way|" $table | cut -d: -f1)"
    while read -r file; do
        [ -e "$file" ] || [ -e "config/lockdown/$file" ] || [ -e "systemd/$file" ] || echo "$where: there is no $file"
    done < <(grep -oE "$quoted" <<<"$closed$tried" | tr -d '`')
    if [[ $tried == *LEMBAR* ]]; then
        grep -q "^$(grep -oE '[0-9]+' <<<"$tried")\. " $sheet || echo "$where: the sheet has no such part"
    elif [[ $tried != *tests/* ]]; then
        echo "$where: nothing tries it"
    fi
done < <(grep '^|' $table | tail -n +3) | collect
for file in config/lockdown/*; do
    case $file in *.md) continue ;; esac
    grep -q "\`${file##*/}\`" $table || echo "$file:1: no way out in the table is closed by it"
done | collect
finish "$(grep -c '^|' $table) lines"
