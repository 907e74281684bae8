#!/bin/bash
# An installed tree works where it lies: programs find catalogues, fonts and translations beside
# themselves, and every file that a kiosk needs is there.
set -euo pipefail
cd "$SOURCE_DIR"
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$BINARY_DIR" --prefix "$prefix" >"$prefix/log" || { cat "$prefix/log"; exit 1; }

for file in bin/anjungan bin/anjungan-print bin/anjungan-ctl bin/anjungan-setup bin/anjungan-sync bin/anjungan-office lib/cups/backend/anjungan-escpos \
    share/anjungan/catalog/pekanbaru.json share/anjungan/fonts/LICENSE_FONT share/anjungan/speech/id.lexicon share/anjungan/speech/en.lexicon share/anjungan/icons/LICENSE \
    share/locale/id/LC_MESSAGES/anjungan.mo lib/systemd/system/anjungan.service \
    lib/systemd/system/anjungan-display.service lib/systemd/system/anjungan-print.service lib/sysusers.d/anjungan.conf lib/tmpfiles.d/anjungan.conf \
    lib/systemd/system/cups.service.d/anjungan.conf lib/udev/rules.d/60-anjungan-printer.rules \
    share/anjungan/cups/cupsd.conf share/anjungan/cups/cups-files.conf share/anjungan/cups/README.md share/anjungan/cups/pause-stock-queues \
    share/doc/anjungan/README.md share/doc/anjungan/office/README.md share/doc/anjungan/anjungan.conf share/doc/anjungan/office.conf; do
    [ -f "$prefix/$file" ] || { echo "not installed: $file"; exit 1; }
done
for office in pekanbaru rokan-hulu bombana; do
    "$prefix/bin/anjungan-ctl" --office "$office" catalog show --json >"$prefix/said"
    grep -q "\"id\":\"$office\"" "$prefix/said" || { echo "the installed program does not find $office"; exit 1; }
done
# The screen opens: fonts, icons and the mark are there.
mkdir "$prefix/state"
SDL_VIDEODRIVER=dummy "$prefix/bin/anjungan" --state "$prefix/state" --window --ui-tree "$prefix/tree" >"$prefix/log" 2>&1 &
screen=$!
for _ in {1..1200}; do [ -f "$prefix/tree" ] && break; kill -0 "$screen" 2>/dev/null || break; sleep 0.05; done
kill "$screen" 2>/dev/null || true
wait "$screen" || true
grep -qs '"screen":"attract"' "$prefix/tree" || { cat "$prefix/log"; echo 'the installed screen does not open'; exit 1; }

# What is installed is a copy: no link back into the source, no path of this build in the programs.
[ -z "$(find "$prefix" -type l)" ] || { echo 'links were installed'; exit 1; }
! grep -rlF "$SOURCE_DIR/assets" "$prefix/bin" || { echo 'a program remembers the source tree'; exit 1; }
