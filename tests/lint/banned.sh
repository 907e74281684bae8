#!/bin/bash
# Functions that the style guide forbids, in code (not in comments or strings).
. "$(dirname "$0")/lib.sh"
banned='sprintf|vsprintf|strcpy|strcat|strtok|atoi|atol|gets|system|popen|alloca|sleep|localtime|gmtime|rand|srand|tmpnam|mktemp'
mapfile -t files < <(all_c)
awk -f tests/lint/code.awk "${files[@]}" | { grep -E "(^|[^A-Za-z0-9_.>])($banned)[[:space:]]*\(" || true; } | collect
# Words with cupsd on libcups's own connection wait for minutes where it hangs; ours have a time-out.
default='CUPS_HTTP_DEFAULT|_cupsConnect|(cupsGetDests|cupsGetNamedDest|cupsGetJobs|cupsGetPPD|cupsGetDefault|cupsGetPrinters|cupsCreateJob|cupsPrintFiles?|cupsCancelJob|cupsEnumDests|cupsDoFileRequest|cupsDoIORequest|cupsDoRequest)2?[[:space:]]*[(]'
mapfile -t product < <(product_c)
awk -f tests/lint/code.awk "${product[@]}" | { grep -E "(^|[^A-Za-z0-9_.>])($default)" || true; } |
    sed 's/$/: waits for minutes where cupsd hangs/' | collect
grep -nE '(^|[^A-Za-z])(TODO|FIXME|XXX)([^A-Za-z]|$)' "${files[@]}" | { grep -vE '(TODO|FIXME) #[0-9]+' || true; } | collect
find kiosk include -regex '.*/\(utils?\|common\|manager\|helpers?\|misc\)\.[ch]' -printf '%p:1: a name that says nothing\n' | collect
finish "${#files[@]} files"
