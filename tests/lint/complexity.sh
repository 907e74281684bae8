#!/bin/bash
# Cyclomatic complexity (a switch counts once): over 15 is worth a look, over 25 fails.
. "$(dirname "$0")/lib.sh"
need pmccabe
mapfile -t files < <(find kiosk tests -name '*.c' -not -path 'tests/out/*' | sort)
pmccabe "${files[@]}" 2>/dev/null | sort -rn | awk -F'\t' '$1 > 15 { print "look: " $1 " " $6 }'
pmccabe "${files[@]}" 2>/dev/null | awk -F'\t' '$1 > 25 { print $6 " has complexity " $1 }' | collect
finish "${#files[@]} files"
