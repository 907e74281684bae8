#!/bin/bash
# systemd accepts the units and the list of users.
. "$(dirname "$0")/lib.sh"
need systemd-analyze
here=$(mktemp -d)
trap 'rm -rf "$here" "$findings"' EXIT
for unit in systemd/*.service; do
    # The programs are not installed on the machine that checks.
    sed -E 's,^(Exec[A-Za-z]+=)[^ ]+.*,\1/bin/true,' "$unit" >"$here/${unit##*/}"
done
systemd-analyze verify --man=no "$here"/*.service 2>&1 | sed 's,^,systemd/:1: ,' | collect
for unit in systemd/*.service; do
    grep -q '^LogRateLimitBurst=' "$unit" || echo "$unit:1: LogRateLimitBurst is missing: it could fill the journal"
done | collect
# How much of the machine each is exposed to: a screen 1.5, what speaks over a network 1.2, all else below 1.0.
# Printing speaks over a network and with devices; an update installs packages.
for unit in systemd/*.service; do
    case "${unit##*/}" in
        anjungan.service | anjungan-display.service) most=15 ;;
        anjungan-print.service) most=14 ;;
        anjungan-sync.service | anjungan-office-relay.service) most=12 ;;
        anjungan-update*.service) most=32 ;;
        *) most=9 ;;
    esac
    exposure=$(systemd-analyze security --offline=true --threshold=$most --no-pager "$PWD/$unit" 2>&1) ||
        echo "$unit:1: more than $most tenths: ${exposure##*→ }"
done | collect
# What is left open stands in the unit by its name, with the reason: "# NAME, NAME: why".
open_in() { # UNIT
    systemd-analyze security --offline=true --json=short "$PWD/$1" | tr '}' '\n' |
        sed -nE 's/.*"set":false,"name":"([^"]*)".*/\1/p' | sed -E 's/.*=~//; s/[(=*|].*//'
}
for unit in systemd/*.service; do
    while read -r name; do
        grep -qE "^# ([A-Za-z0-9_]+, )*${name}[A-Za-z0-9_]*(, [A-Za-z0-9_]+)*: ." "$unit" || echo "$unit:1: $name stays open, and nothing says why"
    done < <(open_in "$unit")
done | collect
for list in systemd/*.sysusers; do
    mkdir -p "$here/root/etc"
    systemd-sysusers --root="$here/root" "$PWD/$list" 2>&1 | { grep -iE 'error|fail|invalid|unknown' || true; } | collect
done
finish "$(find systemd -type f | wc -l) files"
