#!/bin/bash
# Runs bench_screen upright and wide, each on an X server of its own. Usage: bench_screen.sh BIN_DIR FONT_DIR
# ROUNDS and TAPS say how long it takes: 3 and 24, with a browser a quarter of an hour.
set -eu
bin=$1 fonts=$2
page=$(realpath "$(dirname "$0")/equal_page.html")
xvfb='' work='' failed=0
command -v Xvfb >/dev/null || { echo "SKIP: no Xvfb on this machine"; exit 77; }
stop() {
    [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
    [ -z "$work" ] || rm -rf "$work" || true # a browser may still be writing
}
trap stop EXIT

measure() { # WIDTH HEIGHT
    local display=''
    work=$(mktemp -d)
    : >"$work/display" # it may be read before Xvfb writes
    Xvfb -displayfd 4 -screen 0 "$1x$2x24" -nolisten tcp 4>"$work/display" 2>/dev/null &
    xvfb=$!
    for _ in $(seq 100); do
        display=$(cat "$work/display")
        [ -z "$display" ] || break
        sleep 0.05
    done
    [ -n "$display" ] || { echo "bench_screen: Xvfb did not start" >&2; exit 1; }
    mkdir -p "$work/paper" "$work/state"
    printf '[print]\nbackend = folder\nfolder = %s\n' "$work/paper" >"$work/state/anjungan.conf"
    # shellcheck disable=SC2046 # no browser: one argument less
    DISPLAY=:$display "$bin/bench_screen" "$bin" "$fonts" "$page" "$work/state" "${ROUNDS:-3}" "${TAPS:-24}" "$1" "$2" \
        $([ -n "${NO_BROWSER:-}" ] || command -v chromium) || failed=1
    stop
    xvfb='' work=''
}

for view in ${VIEWS:-1080x1920 1920x1080}; do measure "${view%x*}" "${view#*x}"; done
printf '{"bench":"machine","load":"%s","cores":%s}\n' "$(cut -d' ' -f1-3 /proc/loadavg)" "$(nproc)"
exit "$failed"
