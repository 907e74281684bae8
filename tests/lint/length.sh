#!/bin/bash
# A source file over 800 lines says on its first line why ("Long because …").
. "$(dirname "$0")/lib.sh"
mapfile -t files < <(all_c; scripts)
for file in "${files[@]}"; do
    lines=$(wc -l <"$file")
    [ "$lines" -le 800 ] || head -3 "$file" | grep -qi 'long because' || echo "$file:1: $lines lines"
done | collect
finish "${#files[@]} files"
