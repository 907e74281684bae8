#!/bin/bash
# The Debian packages: the same bytes from two builds, nothing for lintian to say, and a machine on which they are
# installed, brought up to date with numbers taken, removed and purged.
set -euo pipefail
cd "$SOURCE_DIR"
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
fail() { echo "$*"; exit 1; }

# --- outside: they are made ---------------------------------------------------------------------
if [ "${1:-}" != inside ]; then
    for tool in dpkg-buildpackage dh help2man lintian; do
        command -v "$tool" >/dev/null || { echo "SKIP: $tool is missing"; exit 77; }
    done
    at=$BINARY_DIR/packages
    rm -rf "$at" && mkdir -p "$at"
    kiosk/cmake/packages.sh "$at/new"
    kiosk/cmake/packages.sh "$at/again/elsewhere"
    for package in "$at"/new/*.deb; do
        cmp "$package" "$at/again/elsewhere/${package##*/}" || fail "two builds of ${package##*/} differ"
    done
    rm -rf "$at/again"
    lintian --allow-root --fail-on error,warning "$at"/new/*.changes || fail 'lintian has something to say'
    # The version before: the same files under another number.
    tests/support/package-version "$at/new" "$at/old" 0.0.9
    exec tests/support/machine 900 tests/flows/packages.sh inside
fi

# --- inside: a machine of an office -------------------------------------------------------------
rm -f /usr/sbin/policy-rc.d # a real one lets services start
export DEBIAN_FRONTEND=noninteractive
packages=$BINARY_DIR/packages
wait_until() { # COMMAND…
    local _
    for _ in {1..600}; do "$@" && return; sleep 0.1; done
    return 1
}
ctl() { (cd / && anjungan-ctl "$@"); }
put() { dpkg -i "$@" >/tmp/dpkg 2>&1 || { cat /tmp/dpkg; fail "dpkg -i $*"; }; }
runs() { systemctl is-active --quiet anjungan && systemctl is-active --quiet anjungan-print; }

# Installed, it has its account and folders, and nothing runs.
put "$packages"/old/anjungan-{common,kiosk}_*.deb
[ "$(stat -c '%U:%G %a' /var/lib/anjungan)" = 'anjungan:anjungan 2770' ] || fail 'the state directory is not of another account'
for unit in anjungan anjungan-print anjungan-sync anjungan-display; do
    [ "$(systemctl is-enabled "$unit" 2>&1)" = disabled ] || fail "$unit is enabled before anybody said so"
    ! systemctl is-active --quiet "$unit" || fail "$unit runs before anybody said so"
done
for page in anjungan anjungan-ctl anjungan-print anjungan-setup anjungan-sync; do
    zgrep -q NAME "/usr/share/man/man8/$page.8.gz" || fail "no page for $page"
done

[ -s /usr/share/doc/anjungan/README.md ] || fail "the page that the units name is missing"

# The journal keeps to its limits at once, and explains alerts.
wait_until sh -c "journalctl -o cat SYSLOG_IDENTIFIER=systemd-journald | grep -q 'System Journal .*max 200.0M'" || fail 'the journal has no limit'
[ "$(journalctl --list-catalog | grep -c 'Anjungan: ')" -ge 20 ] || fail 'the journal explains no alert'

# An office's own settings, and a day with numbers. There is no screen here: SDL's own takes its place.
printf '[print]\nbackend = folder\n' >/etc/anjungan/anjungan.conf
for unit in anjungan anjungan-print; do
    mkdir -p "/etc/systemd/system/$unit.service.d"
    printf '[Service]\nEnvironment=SDL_VIDEODRIVER=dummy\n' >"/etc/systemd/system/$unit.service.d/trial.conf"
done
systemctl daemon-reload
systemctl enable --now --quiet anjungan anjungan-print
wait_until runs || { journalctl -n 30 --no-pager -u anjungan -u anjungan-print; fail 'the kiosk does not run'; }
for _ in 1 2 3; do ctl ticket issue --service sik-perekam-medis --json >>/tmp/issued 2>&1; done
numbers() { ctl ticket list --json | grep -o '"number":"[^"]*"' | sort; }
numbers >/tmp/numbers
[ "$(wc -l </tmp/numbers)" = 3 ] || { cat /tmp/issued; fail 'three numbers were taken, and not three are there'; }
pids() { systemctl show --property=MainPID --value anjungan anjungan-print; }
pids >/tmp/before

# Brought up to date: settings and numbers as they were, and the new programs run.
put "$packages"/new/anjungan-{common,kiosk}_*.deb
grep -qx 'backend = folder' /etc/anjungan/anjungan.conf || fail 'an update changed the settings'
wait_until runs || fail 'the kiosk does not run after an update'
pids >/tmp/after
[ "$(cat /tmp/before /tmp/after | grep . | sort | uniq -d | wc -l)" = 0 ] || fail 'the old programs run on'
numbers | cmp - /tmp/numbers || fail 'an update lost a number'

# Removed, it stops; its records and settings stay.
dpkg -r anjungan-kiosk >/tmp/dpkg 2>&1 || { cat /tmp/dpkg; fail 'it cannot be removed'; }
[ ! -e /usr/bin/anjungan ] || fail 'removed, its program is left'
! systemctl is-active --quiet anjungan || fail 'removed, it runs on'
for file in /var/lib/anjungan/anjungan.db /etc/anjungan/anjungan.conf; do
    [ -s "$file" ] || fail "removed, it took $file along"
done
put "$packages"/new/anjungan-kiosk_*.deb
numbers | cmp - /tmp/numbers || fail 'numbers are lost after it was removed and installed'

# The server beside it; its records are PostgreSQL's and outlive the package.
put "$packages"/new/anjungan-office_*.deb
(cd / && anjungan-office setup --host kantor.example --name 'DPMPTSP Percobaan') >/tmp/setup 2>&1 || { cat /tmp/setup; fail 'the server cannot be set up'; }
wait_until systemctl is-active --quiet anjungan-office-web || fail 'the pages do not run'
sed -i 's/^NoNewPrivileges=yes/NoNewPrivileges=no/' /etc/systemd/system/anjungan-office-web.service
put "$packages"/new/anjungan-office_*.deb
grep -qx 'NoNewPrivileges=yes' /etc/systemd/system/anjungan-office-web.service || { cat /tmp/dpkg; fail 'an update left an old unit'; }
wait_until systemctl is-active --quiet anjungan-office-web || fail 'the pages do not run after an update'
dpkg -P anjungan-office >/tmp/dpkg 2>&1 || { cat /tmp/dpkg; fail 'the server cannot be purged'; }
[ -d /var/lib/anjungan-office/authority ] || fail 'purged, the server took the authority along'
! systemctl is-active --quiet anjungan-office-web || fail 'purged, the pages run on'
[ -z "$(find /etc/systemd /etc/nginx /etc/tmpfiles.d -name 'anjungan-office*')" ] || fail 'purged, units or the site are left'

# Purged, nothing of a visitor is left, and no file of the packages.
dpkg -L anjungan-kiosk anjungan-common | sort -u >/tmp/files
dpkg -P anjungan-kiosk anjungan-common >/tmp/dpkg 2>&1 || { cat /tmp/dpkg; fail 'it cannot be purged'; }
for file in /var/lib/anjungan /var/lib/anjungan-update /etc/anjungan/anjungan.conf; do
    [ ! -e "$file" ] || fail "purged, $file is left"
done
while read -r file; do [ -d "$file" ] || [ ! -e "$file" ] || fail "purged, $file is left"; done </tmp/files
[ -z "$(find /etc/systemd -name 'anjungan.service' -o -name 'anjungan-print.service')" ] || fail 'purged, links to its units are left'
