#!/bin/bash
# The top level is fixed; floors are those of the map; every source is named in a list.
. "$(dirname "$0")/lib.sh"
allowed=' kiosk include assets config systemd tests CMakeLists.txt CMakePresets.json README.md LICENSE build '
# In a repository what is tracked counts (and a trial's pictures may lie about), else what is there.
if git -c safe.directory='*' rev-parse --git-dir >/dev/null 2>&1; then
    git -c safe.directory='*' ls-files --cached --others --exclude-standard --deduplicate | cut -d/ -f1 | sort -u
else
    find . -maxdepth 1 -mindepth 1 -printf '%f\n'
fi | grep -v '^\.' | while read -r name; do
    # A folder with the pictures of a guided visit is the user's own.
    [[ $allowed == *" $name "* ]] || [ -f "$name/01-attract.png" ] || echo "$name:1: not a name of the top level"
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
