#!/bin/bash
# Real losses of power: the kiosk's disk is a file system on a block device whose volatile cache dies with it.
#   power_cut.sh [CUTS] [SEED]
# nbdkit keeps writes in its cache until they are flushed; killing it is the cut. After each one the image is
# mounted again as ext4 finds it: every number that a visitor was told must be there. Needs root and FUSE, and fails
# where they are missing. CACHE=unsafe is a disk that lies about flushes: that must be noticed.
set -euo pipefail
cuts=${1:-20} seed=${2:-1} bin=$BINARY_DIR/bin
RANDOM=$seed
for tool in nbdkit nbdfuse losetup mkfs.ext4 fusermount3; do
    type -P "$tool" >/dev/null || { echo "power_cut: $tool is missing"; exit 1; }
done
{ [ "$(id -u)" = 0 ] && [ -e /dev/fuse ]; } || { echo 'power_cut: needs root and /dev/fuse'; exit 1; }
dir=$(mktemp -d)
tick=$dir/tick
mkfifo "$tick"
pause() { read -rt "$1" <>"$tick" || true; }
nbdkit_pid='' fuse_pid='' loop='' writer=''

let_go() {
    [ -z "$writer" ] || { kill -9 "$writer" 2>/dev/null || true; wait "$writer" 2>/dev/null || true; writer=''; }
    umount -l "$dir/disk" 2>/dev/null || true
    [ -z "$loop" ] || { losetup -d "$loop" 2>/dev/null || true; loop=''; }
    fusermount3 -uz "$dir/nbd" 2>/dev/null || true
    [ -z "$nbdkit_pid" ] || { kill -9 "$nbdkit_pid" 2>/dev/null || true; nbdkit_pid=''; }
    [ -z "$fuse_pid" ] || { kill -9 "$fuse_pid" 2>/dev/null || true; fuse_pid=''; }
}
trap 'let_go; rm -rf "$dir"' EXIT
mkdir "$dir/nbd" "$dir/disk"

plug_in() {
    rm -f "$dir/sock"
    nbdkit -f -U "$dir/sock" --filter=cache file "$dir/image" cache="${CACHE:-writeback}" &
    nbdkit_pid=$!
    disown # whose death is no news
    for ((i = 0; i < 250; i++)); do [ ! -S "$dir/sock" ] || break; pause 0.02; done
    nbdfuse "$dir/nbd" --unix "$dir/sock" 2>>"$dir/log" &
    fuse_pid=$!
    disown
    for ((i = 0; i < 250; i++)); do [ ! -e "$dir/nbd/nbd" ] || break; pause 0.02; done
    loop=$(losetup -f --show "$dir/nbd/nbd")
    mount "$loop" "$dir/disk"
}
ctl() { "$bin/anjungan-ctl" --state "$1/kiosk" --config "$dir/conf" --office pekanbaru "${@:2}"; }

# The kernel lets go of the last mount in its own time.
mount_image() {
    for ((i = 0; i < 100; i++)); do
        ! mount -o loop "$dir/image" "$dir/disk" 2>>"$dir/log" || return 0
        pause 0.05
    done
    return 1
}
# One number after the other; a line is written once the visitor was told.
visitors() {
    while ctl "$dir/disk" ticket issue --json --service berkas >"$dir/said" 2>>"$dir/log"; do
        cat "$dir/said" >>"$dir/told"
    done
}

call_broken() {
    broken=$((broken + 1))
    echo "cut $cut: the database $1"
    tail -n 5 "$dir/log"
}

: >"$dir/conf"
truncate -s 64M "$dir/image"
mkfs.ext4 -qF "$dir/image"
mount -o loop "$dir/image" "$dir/disk"
mkdir "$dir/disk/kiosk"
ctl "$dir/disk" ticket issue --service berkas >/dev/null
umount "$dir/disk"

lost=0 broken=0 all=0
for ((cut = 1; cut <= cuts; cut++)); do
    : >"$dir/told"
    plug_in
    visitors &
    writer=$!
    pause "$(printf '0.%03d' $((300 + RANDOM % 600)))"
    kill -9 "$nbdkit_pid" # the power is gone; whatever is told from now on would be a lie
    cp "$dir/told" "$dir/kept"
    let_go
    if ! mount_image; then
        call_broken 'is not mounted'
    elif ! ctl "$dir/disk" ticket list --json >"$dir/list" 2>>"$dir/log"; then
        call_broken 'is not read'
    else
        [ ! -d "$dir/disk/kiosk/quarantine" ] || call_broken 'lies in quarantine'
        while read -r id; do
            all=$((all + 1))
            grep -qF "$id" "$dir/list" || lost=$((lost + 1))
        done < <(sed -n 's/.*"id":"\([^"]*\)".*/\1/p' "$dir/kept")
    fi
    umount "$dir/disk" 2>/dev/null || true
    [ "$broken" = 0 ] || break
done
echo "$((cut - 1)) cuts, seed $seed: $all numbers told, $lost lost, $broken databases broken"
[ "$lost" = 0 ] && [ "$broken" = 0 ] && [ "$all" -gt 0 ]
