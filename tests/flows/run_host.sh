#!/bin/bash
# A host that cannot be had is refused before anything is installed or built, with the reason.
set -euo pipefail
cd "$SOURCE_DIR"
unset DISPLAY WAYLAND_DISPLAY

refuses() { # HOST WORDS
    local said status=0
    said=$(kiosk/run --host "$1" 2>&1) || status=$?
    [ "$status" = 2 ] || { echo "--host $1 ended with $status: $said"; exit 1; }
    [[ $said == "kiosk/run: --host $1: "*"$2"* ]] || { echo "--host $1 says: $said"; exit 1; }
}

refuses desktop 'not session, cage or kmsdrm'
refuses session 'neither DISPLAY nor WAYLAND_DISPLAY is set'
if [ "$EUID" = 0 ]; then
    refuses cage 'refuses to run as root'
fi
[ -e /dev/dri ] || refuses kmsdrm 'no connected panel that this account may drive'
