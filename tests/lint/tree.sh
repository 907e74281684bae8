#!/bin/bash
# The top level is fixed; floors are those of the map; every source is named in a list.
. "$(dirname "$0")/lib.sh"
allowed=' kiosk include assets config systemd tests CMakeLists.txt CMakePresets.json README.md LICENSE build '
find . -maxdepth 1 -mindepth 1 -not -name '.*' -printf '%f\n' | while read -r name; do
    [[ $allowed == *" $name "* ]] || echo "$name:1: not a name of the top level"
done | collect
find kiosk -name '*.c' | while read -r file; do
    folder=${file%/*}
    while [ ! -f "$folder/CMakeLists.txt" ]; do folder=${folder%/*}; done
    list=$folder/CMakeLists.txt
    name=${file#"$folder"/}
    grep -qsE "(^|[ (\"])$name([ )\"]|$)" "$list" || echo "$file:1: is in no list of $list"
done | collect
find . -path ./build -prune -o -path ./.git -prune -o -size +1M -type f -printf '%p:1: larger than 1 MB\n' | collect
finish 'top level, lists, sizes'
