#!/bin/bash
# Functions that the style guide forbids, in code (not in comments or strings).
. "$(dirname "$0")/lib.sh"
banned='sprintf|vsprintf|strcpy|strcat|strtok|atoi|atol|gets|system|popen|alloca|sleep|localtime|gmtime|rand|srand|tmpnam|mktemp'
mapfile -t files < <(all_c)
awk -f tests/lint/code.awk "${files[@]}" | { grep -E "(^|[^A-Za-z0-9_.>])($banned)[[:space:]]*\(" || true; } | collect
grep -nE '(^|[^A-Za-z])(TODO|FIXME|XXX)([^A-Za-z]|$)' "${files[@]}" | { grep -vE '(TODO|FIXME) #[0-9]+' || true; } | collect
find kiosk include -regex '.*/\(utils?\|common\|manager\|helpers?\|misc\)\.[ch]' -printf '%p:1: a name that says nothing\n' | collect
finish "${#files[@]} files"
