#!/bin/bash
# Before cupsd starts, queues of stock backends are paused, ours go on, and nothing else of cupsd's file changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
pause() { "$SOURCE_DIR/config/cups/pause-stock-queues" "$here/printers.conf"; }
fail() { echo "$1"; cat "$here/printers.conf"; exit 1; }
queues() { # STATE of each: first, ours, its state before the device, already paused
    printf '# Printer configuration file\nNextPrinterId 5\n'
    printf '<Printer raw>\nInfo State Idle\nDeviceURI socket://192.0.2.10\nState %s\nStateTime 1\n</Printer>\n' "$1"
    printf '<DefaultPrinter tiket>\nDeviceURI anjungan-escpos://192.0.2.11:9100/\nState %s\n</DefaultPrinter>\n' "$2"
    printf '<Printer roll>\nState %s\nDeviceURI ipp://192.0.2.12/ipp/print\n</Printer>\n' "$3"
    printf '<Printer off>\nDeviceURI ipp://192.0.2.13/ipp/print\nState %s\nReason paused\n</Printer>\n' "$4"
}

pause # no queue yet
[ ! -e "$here/printers.conf" ] || fail 'made a file of its own'
queues Idle Idle Idle Stopped >"$here/printers.conf"
chmod 600 "$here/printers.conf"
pause
queues Stopped Idle Stopped Stopped | cmp - "$here/printers.conf" || fail 'not what was wanted'
[ "$(stat -c %a "$here/printers.conf")" = 600 ] || fail 'everybody reads it'
before=$(stat -c %i "$here/printers.conf")
pause
[ "$(stat -c %i "$here/printers.conf")" = "$before" ] || fail 'written again without need'
printf '<Printer cut>\nDeviceURI socket://192.0.2.10\nState Idle\n' >"$here/printers.conf"
pause
grep -q '^State Idle$' "$here/printers.conf" || fail 'half a queue is not understood, and not lost'
[ "$(find "$here" -type f | wc -l)" = 1 ] || fail 'left something behind'
