#!/bin/bash
# The golden pictures once more, under the X11 driver: what is drawn does not depend on who shows it.
set -euo pipefail
command -v Xvfb >/dev/null || { echo "SKIP: no Xvfb on this machine"; exit 77; }
exec {shown}< <(exec Xvfb -displayfd 1 -screen 0 1920x1920x24 -nolisten tcp 2>/dev/null)
server=$!
trap 'kill "$server"' EXIT
read -r -t 30 display <&"$shown"
DISPLAY=":$display" SDL_VIDEODRIVER=x11 "$BINARY_DIR/bin/test_screens_pictures"
