#!/bin/bash
# Runs bench_screen on an X server of its own. Usage: bench_screen.sh BIN_DIR FONT_DIR
set -eu
bin=$1 fonts=$2
work=$(mktemp -d)
display=
command -v Xvfb >/dev/null || { echo "SKIP: no Xvfb on this machine"; exit 77; }
stop() {
    [ -z "${xvfb:-}" ] || kill "$xvfb" 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT
Xvfb -displayfd 4 -screen 0 1080x1920x24 -nolisten tcp 4>"$work/display" 2>/dev/null &
xvfb=$!
for _ in $(seq 100); do
    display=$(cat "$work/display")
    [ -z "$display" ] || break
    sleep 0.05
done
[ -n "$display" ] || { echo "bench_screen: Xvfb did not start" >&2; exit 1; }
mkdir -p "$work/paper" "$work/state"
printf '[print]\nbackend = folder\nfolder = %s\n' "$work/paper" >"$work/state/anjungan.conf"
DISPLAY=:$display "$bin/bench_screen" "$bin/anjungan" "$bin/anjungan-print" "$bin/bare_sdl" \
    "$fonts" "$work/state" pekanbaru "${ROUNDS:-3}"
printf '{"bench":"machine","load":"%s","cores":%s}\n' "$(cut -d' ' -f1-3 /proc/loadavg)" "$(nproc)"
