#!/bin/bash
# A floor includes only floors below it, and each third-party header is used in one folder.
. "$(dirname "$0")/lib.sh"
mapfile -t files < <(product_c)
grep -nE '^[[:space:]]*#[[:space:]]*include' "${files[@]}" | awk -f tests/lint/includes.awk | collect

# The libraries link in the same direction: each add_floor names only floors it may include.
grep -HnE '^[[:space:]]*#?[[:space:]]*(add_floor|USES)|USES' kiosk/*/CMakeLists.txt | grep -v '/app/' |
    sed -nE 's,^(kiosk/([a-z]+)/CMakeLists.txt:[0-9]+):.*USES ([a-z_ ]+).*,\1 \3,p' |
    while read -r place floors; do
        for floor in $floors; do printf '%s:#include "%s/"\n' "$place" "$floor"; done
    done | awk -f tests/lint/includes.awk | collect
finish "${#files[@]} files"
