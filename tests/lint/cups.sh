#!/bin/bash
# cupsd takes the kiosk's settings without a word, and they are the ones that printing relies on.
. "$(dirname "$0")/lib.sh"
PATH=$PATH:/usr/sbin
need cupsd
here=$(mktemp -d)
trap 'rm -rf "$here" "$findings"' EXIT

# Beside the kiosk's lines only where this test's directories are: nothing of the machine is touched.
mkdir "$here"/{cache,run,spool,tmp}
{
    cat config/cups/cups-files.conf
    printf 'ServerRoot %s\nCacheDir %s/cache\nStateDir %s/run\nRequestRoot %s/spool\nTempDir %s/tmp\n' \
        "$here" "$here" "$here" "$here" "$here"
} >"$here/cups-files.conf"
sed "s,^Listen .*,Listen $here/cups.sock," config/cups/cupsd.conf >"$here/cupsd.conf"
cupsd -t -c "$here/cupsd.conf" -s "$here/cups-files.conf" 2>&1 | { grep -v ' is OK[.]$' || true; } |
    sed 's,^,config/cups/cupsd.conf:1: ,' | collect

expect() { # FILE LINE…
    local file=$1 line
    shift
    for line in "$@"; do
        [ "$(grep -cE "^${line%% *}( |\$)" "$file")" = 1 ] && grep -qxF "$line" "$file" || echo "$file:1: not exactly once: $line"
    done | collect
}
expect config/cups/cupsd.conf 'Listen /run/cups/cups.sock' 'Browsing No' 'DefaultShared No' 'WebInterface No' \
    'ErrorPolicy abort-job' 'MaxJobTime 0' 'PreserveJobHistory Yes' 'PreserveJobFiles No' 'MaxJobs 500' \
    'MultipleOperationTimeout 60' 'DirtyCleanInterval 0'
expect config/cups/cups-files.conf 'User lp' 'Group lp' 'SyncOnClose Yes'
expect systemd/cups.service.conf 'StartLimitIntervalSec=0' 'Restart=always'
grep -nE '^(Port|Listen .*:[0-9]+)' config/cups/cupsd.conf | sed 's,^\([0-9]*\):,config/cups/cupsd.conf:\1: the network: ,' | collect

# The backend keeps as many marks as cupsd keeps jobs.
kept=$(sed -nE 's/.*JOURNAL_KEEP = ([0-9]+).*/\1/p' kiosk/printing/backend/journal.h)
[ "$kept" -ge 500 ] || echo "kiosk/printing/backend/journal.h:1: keeps $kept marks for 500 jobs" | collect
finish '3 files'
