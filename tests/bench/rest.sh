#!/bin/sh
# What processes take while nobody touches anything, as one JSON line.  rest.sh HOST SECONDS PID…
# Wake-ups are the times that a thread slept and was woken; PSS as the kernel counts it now.
set -eu
host=$1 seconds=$2
shift 2

wakeups() { for pid; do cat "/proc/$pid"/task/*/status; done | awk '/^voluntary_ctxt/ { n += $2 } END { print n }'; }
ticks() { for pid; do cat "/proc/$pid/stat"; done | awk '{ sub(/.*\) /, ""); n += $12 + $13 } END { print n }'; }
pss_kb() { for pid; do cat "/proc/$pid/smaps_rollup"; done | awk '/^Pss:/ { n += $2 } END { print n }'; }

w=$(wakeups "$@") t=$(ticks "$@")
sleep "$seconds"
w=$(($(wakeups "$@") - w)) t=$(($(ticks "$@") - t))
awk -v host="$host" -v w=$w -v t=$t -v hz="$(getconf CLK_TCK)" -v s="$seconds" -v pss="$(pss_kb "$@")" 'BEGIN {
    printf "{\"bench\":\"hosts\",\"host\":\"%s\",\"seconds\":%d,", host, s
    printf "\"cpu_percent\":%.3f,\"wakeups_per_s\":%.2f,\"pss_kb\":%d}\n", 100 * t / hz / s, w / s, pss
}'
