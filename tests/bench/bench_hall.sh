#!/bin/bash
# Eight hours of an office with every process (bench_hall), from eight in the morning, in half an hour of ours: the clocks
# of the kiosk's programs go sixteen times as fast, all from the same moment.  bench_hall.sh BIN_DIR [HOURS]
set -eu
bin=$1 hours=${2:-8} pace=16
library=/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1
[ -r "$library" ] || { echo 'SKIP: libfaketime is missing'; exit 77; }
morning=$(date -d "$(date -d 'next monday' +%F) 08:00:00 +0700" '+%F %T')
exec faketime -f "@$morning x$pace" env -u LD_PRELOAD "$bin/bench_hall" $((${MINUTES:-$((hours * 60))})) "$pace" "$library"
