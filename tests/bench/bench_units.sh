#!/bin/bash
# A kiosk under systemd as it is installed: from start, and from kill -9, to the first frame; the memory of all of it, and
# its rest. Needs a build; on a machine of its own (tests/support/machine), without a display: SDL's own takes its place.
set -euo pipefail
cd "$SOURCE_DIR"
rounds=${2:-${ROUNDS:-50}}
if [ "${1:-}" != inside ]; then
    exec tests/support/machine 900 tests/bench/bench_units.sh inside "$rounds"
fi

# --- inside -------------------------------------------------------------------------------------
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
DESTDIR='' cmake --install "$BINARY_DIR" --prefix /usr >/tmp/install.log || { cat /tmp/install.log; exit 1; }
systemd-sysusers 2>/dev/null
systemd-tmpfiles --create
units=(anjungan anjungan-print anjungan-sync)
for unit in "${units[@]}"; do
    mkdir -p "/etc/systemd/system/$unit.service.d"
    printf '[Unit]\nStartLimitIntervalSec=0\n[Service]\nEnvironment=SDL_VIDEODRIVER=dummy\n' >"/etc/systemd/system/$unit.service.d/trial.conf"
done
systemctl daemon-reload
systemctl start "${units[@]}"
sleep 3

shown() { systemctl show --property="$1" --value anjungan; }
now_us() { python3 -c 'import time; print(time.monotonic_ns() // 1000)'; }
percentile() { sort -n | awk -v p="$1" '{v[NR] = $1} END {i = int(NR * p / 100 + 0.999); print v[i < 1 ? 1 : i]}'; }
: >/tmp/starts
: >/tmp/kills
for ((i = 0; i < rounds; i++)); do
    before=$(shown ActiveEnterTimestampMonotonic)
    from=$(now_us)
    kill -9 "$(shown MainPID)"
    for _ in {1..600}; do
        after=$(shown ActiveEnterTimestampMonotonic)
        [ "$after" = "$before" ] || [ "$after" = 0 ] || break
        sleep 0.02
    done
    echo $(((after - from) / 1000)) >>/tmp/kills
    echo $(((after - $(shown ExecMainStartTimestampMonotonic)) / 1000)) >>/tmp/starts
done
pids=()
for unit in "${units[@]}"; do pids+=("$(systemctl show --property=MainPID --value "$unit")"); done
sleep 4
tests/bench/rest.sh systemd 60 "${pids[@]}"
printf '{"bench":"units","rounds":%d,"start_ms_p50":%d,"start_ms_p99":%d,"kill_ms_p50":%d,"kill_ms_p99":%d,"load":"%s"}\n' \
    "$rounds" "$(percentile 50 </tmp/starts)" "$(percentile 99 </tmp/starts)" "$(percentile 50 </tmp/kills)" "$(percentile 99 </tmp/kills)" \
    "$(cut -d' ' -f1-3 /proc/loadavg)"
