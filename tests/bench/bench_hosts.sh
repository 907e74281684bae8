#!/bin/bash
# What a kiosk takes at rest under each host, a minute each.  bench_hosts.sh BIN_DIR
# X11 (Xvfb), cage (headless) and, where this machine has a panel, KMSDRM; the flow "machine" says it of an emulated one.
# SECONDS_EACH makes it shorter. Figures are of the screen's process, of all three of a kiosk that knows its office, and of
# the compositor.
set -eu
bin=$1 seconds=${SECONDS_EACH:-60}
rest=$(realpath "$(dirname "$0")/rest.sh")
support=$(realpath "$(dirname "$0")/../support")
export BIN=$bin
work=$(mktemp -d)
started=()
for program in Xvfb cage; do
    command -v $program >/dev/null || { echo "SKIP: no $program on this machine"; exit 77; }
done
stop() {
    "$support/office-rig" stop "$work/office" || true
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait
    rm -rf "$work"
}
trap stop EXIT

as_nobody=()
[ "$EUID" != 0 ] || as_nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups) # cage refuses root
chmod 755 "$work"
"$support/office-rig" start "$work/office" --ingest 1 --owner $$ >"$work/facts"
fact() { sed -n "s/^$1=//p" "$work/facts"; }
cp "$(fact AUTHORITY)" "$work/authority.crt"
chmod 644 "$work/authority.crt"
printf '[print]\nbackend = folder\n' >"$work/anjungan.conf"

measure() { # HOST COMMAND…: starts it, waits for the first screen, measures it and, under cage, the compositor
    local host=$1 dir="$work/$1" pid screen others=() own code # cage ends well when its child does, and badly by a signal
    shift
    mkdir -p "$dir/state"
    chmod 700 "$dir"
    [ "$EUID" != 0 ] || chown -R 65534:65534 "$dir"
    own=(--state "$dir/state" --config "$work/anjungan.conf")
    code=$("$bin/anjungan-office" --config "$(fact CONFIG)" code 2>>"$dir/log")
    "${as_nobody[@]}" "$bin/anjungan-ctl" "${own[@]}" enrol "$(fact URL)" "$code" --authority "$work/authority.crt" >>"$dir/log"
    for program in anjungan-print anjungan-sync; do
        "${as_nobody[@]}" "$bin/$program" "${own[@]}" >>"$dir/log" 2>&1 &
        others+=("$!")
        started+=("$!")
    done
    "${as_nobody[@]}" env XDG_RUNTIME_DIR="$dir" "$@" "$bin/anjungan" "${own[@]}" \
        --ui-tree "$dir/tree" >>"$dir/log" 2>&1 &
    pid=$! screen=$!
    started+=("$pid")
    for _ in {1..600}; do
        [ -f "$dir/tree" ] && break
        kill -0 "$pid" 2>/dev/null || { cat "$dir/log"; exit 1; }
        sleep 0.1
    done
    [ -f "$dir/tree" ] || { cat "$dir/log"; echo "bench_hosts: $host shows nothing" >&2; exit 1; }
    [ "$host" != cage ] || screen=$(cut -d' ' -f1 "/proc/$pid/task/$pid/children")
    sleep 10
    "$rest" "$host" "$seconds" "$screen"
    "$rest" "$host, all three" "$seconds" "$screen" "${others[@]}"
    [ "$screen" = "$pid" ] || "$rest" "$host, compositor" "$seconds" "$pid"
    kill "$screen" "${others[@]}"
    wait "$pid" "${others[@]}" || true
    started=("${started[@]:0:1}")
}

exec {shown}< <(exec Xvfb -displayfd 1 -screen 0 1080x1920x24 -nolisten tcp 2>/dev/null)
started+=("$!")
read -r -t 30 display <&"$shown"
measure x11 env DISPLAY=":$display" SDL_VIDEODRIVER=x11
measure cage env -u DISPLAY SDL_VIDEODRIVER=wayland WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman \
    WLR_XWAYLAND=/bin/false cage -r --
[ ! -w /dev/dri/card0 ] || measure kmsdrm env SDL_VIDEODRIVER=kmsdrm
printf '{"bench":"machine","load":"%s","cores":%s}\n' "$(cut -d' ' -f1-3 /proc/loadavg)" "$(nproc)"
