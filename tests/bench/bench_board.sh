#!/bin/bash
# Runs bench_board on an X server of its own. Usage: bench_board.sh BIN_DIR
set -eu
bin=$1
work=$(mktemp -d)
display=
command -v Xvfb >/dev/null || { echo "SKIP: no Xvfb on this machine"; exit 77; }
stop() {
    [ -z "${xvfb:-}" ] || kill "$xvfb" 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT
Xvfb -displayfd 4 -screen 0 1920x1080x24 -nolisten tcp 4>"$work/display" 2>/dev/null &
xvfb=$!
for _ in $(seq 100); do
    display=$(cat "$work/display")
    [ -z "$display" ] || break
    sleep 0.05
done
[ -n "$display" ] || { echo "bench_board: Xvfb did not start" >&2; exit 1; }
mkdir -p "$work/state"
printf '[display]\nvoice = no\n' >"$work/state/anjungan.conf"
DISPLAY=:$display SDL_VIDEODRIVER=x11 "$bin/bench_board" "$bin/anjungan" "$work/state" "${ROUNDS:-100}"
