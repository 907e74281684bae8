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
# What speaks over a network or runs as root is closed in: an exposure of 2.0 at most.
for unit in systemd/anjungan-office-*.service systemd/anjungan-sync.service; do
    exposure=$(systemd-analyze security --offline=true --threshold=20 --no-pager "$PWD/$unit" 2>&1) ||
        echo "$unit:1: ${exposure##*→ }"
done | collect
for list in systemd/*.sysusers; do
    mkdir -p "$here/root/etc"
    systemd-sysusers --root="$here/root" "$PWD/$list" 2>&1 | { grep -iE 'error|fail|invalid|unknown' || true; } | collect
done
finish "$(find systemd -type f | wc -l) files"
