#!/bin/bash
# What systemd does with the kiosk's processes: they start whatever else hangs, and come back when they crash or hang.
set -euo pipefail
cd "$SOURCE_DIR"
if [ "${1:-}" != inside ]; then
    command -v cupsd >/dev/null || { echo 'SKIP: cupsd is missing'; exit 77; }
    exec tests/support/machine 500 tests/flows/units.sh inside ${ANJUNGAN_LONG:+in-time}
fi

# --- inside -------------------------------------------------------------------------------------
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
# Where other tests run beside, all takes longer.
crash_s=60 hang_s=60
[ "${2:-}" != in-time ] || crash_s=5 hang_s=25
all=(anjungan anjungan-display anjungan-print anjungan-sync)
fail() { echo "$*"; exit 1; }
DESTDIR='' cmake --install "$BINARY_DIR" --prefix /usr >/tmp/install.log || { cat /tmp/install.log; exit 1; }
systemd-sysusers 2>/dev/null
systemd-tmpfiles --create
for unit in anjungan anjungan-display; do
    mkdir -p "/etc/systemd/system/$unit.service.d"
    printf '[Service]\nEnvironment=SDL_VIDEODRIVER=dummy\n' >"/etc/systemd/system/$unit.service.d/trial.conf"
done
# A cupsd and a network that are never there.
mkdir -p /etc/systemd/system/cups.service.d
printf '[Service]\nExecStartPre=\nExecStart=\nExecStart=/bin/sleep 600\nTimeoutStartSec=infinity\n' >/etc/systemd/system/cups.service.d/hang.conf
printf '[Unit]\nWants=network.target network-online.target\nBefore=network.target network-online.target\n[Service]\nType=oneshot\nExecStart=/bin/sleep 600\nTimeoutStartSec=infinity\n' >/etc/systemd/system/slow-network.service
systemctl daemon-reload
systemctl start --no-block cups slow-network

pid() { systemctl show --property=MainPID --value "$1"; }
is_another() { # UNIT PID: 0 is none, and as a word to kill it is this script itself
    local now
    now=$(pid "$1")
    [[ $now != 0 && $now != "$2" && "$(systemctl is-active "$1")" = active ]]
}
within() { # SECONDS COMMAND…
    local until=$(($(date +%s%N) + $1 * 1000000000))
    while ! "${@:2}"; do
        [ "$(date +%s%N)" -lt "$until" ] || return 1
        sleep 0.05
    done
}

systemctl start --no-block "${all[@]}"
for unit in "${all[@]}"; do
    within "$crash_s" is_another "$unit" 0 || { systemctl list-jobs --no-pager; fail "$unit waits for what it does not need"; }
done
! systemctl is-active --quiet cups || fail 'cupsd does not hang here'

for signal in KILL SEGV; do
    for unit in "${all[@]}"; do
        before=$(pid "$unit")
        kill -s "$signal" "$before"
        within "$crash_s" is_another "$unit" "$before" || fail "$unit is not back $crash_s s after $signal"
    done
done
before=()
for unit in "${all[@]}"; do
    before+=("$(pid "$unit")")
    kill -s STOP "${before[-1]}"
done
began=$(date +%s)
for i in "${!all[@]}"; do
    left=$((hang_s - ($(date +%s) - began)))
    within "$left" is_another "${all[i]}" "${before[i]}" || fail "${all[i]} still hangs after $hang_s s"
done

# By night: a checked copy; and where there is damage, no copy, and the database goes to quarantine at once.
state=/var/lib/anjungan
systemctl start anjungan-backup || { journalctl -n 20 --no-pager -u anjungan-backup; fail 'no copy was made'; }
copies=("$state"/backup/anjungan-*Z.db)
[ -s "${copies[0]}" ] || fail 'the copy is not where it belongs'
[ "$(stat -c '%U %a' "${copies[0]}")" = 'anjungan 600' ] || fail 'others may read the copy'
systemctl is-enabled --quiet anjungan-backup.timer || systemctl enable --quiet --now anjungan-backup.timer
systemctl list-timers --no-pager | grep -q anjungan-backup || fail 'no night has a backup'
now=$(pid anjungan)
touch "$state/check-database" # what a check that found damage leaves behind
systemctl start anjungan-mend
within "$crash_s" is_another anjungan "$now" || fail 'a damaged database stays in use until somebody restarts'
[ ! -e "$state/check-database" ] || fail 'nobody looked at the whole database'
# What lies in quarantine is gone through by itself.
systemctl enable --quiet --now anjungan-salvage.path
folder=$state/quarantine/20261123T024100Z-00000000
runuser -u anjungan -- mkdir -p "$state/quarantine" "$state/moved"
runuser -u anjungan -- cp "${copies[0]}" "$state/moved/anjungan.db"
runuser -u anjungan -- mv "$state/moved" "$folder"
within "$crash_s" test -e "$folder/salvaged" || { journalctl -n 20 --no-pager -u anjungan-salvage; fail 'a quarantine lies there until somebody looks'; }
now=$(pid anjungan)
systemctl start anjungan-mend
[ "$(pid anjungan)" = "$now" ] || fail 'without damage the kiosk is disturbed'

# The whole way: damage under the running units, quarantine, a fresh database that serves, and what was in the other
# one taken over, without anybody's hand.
ctl() { (cd / && runuser -u anjungan -- anjungan-ctl "$@"); }
take() { ctl ticket issue --service sik-perekam-medis --json | grep -o '"number":"[^"]*"'; }
serves() { [ "$(systemctl show -p ActiveState,StatusText anjungan | sort)" = $'ActiveState=active\nStatusText=serving' ]; }
has_quarantined() { take >>/tmp/taken; [ "$(find "$state/quarantine" -name salvaged | wc -l)" -gt 1 ]; }
for _ in 1 2 3; do take >>/tmp/taken; done
systemctl stop anjungan-backup.timer
ctl backup >/tmp/said # all of it is in the file itself
dd if=/dev/urandom of="$state/anjungan.db" bs=4096 seek=1 count=$(($(stat -c %s "$state/anjungan.db") / 8192)) conv=notrunc status=none
within "$crash_s" has_quarantined || { ls -R "$state/quarantine"; journalctl -n 40 --no-pager; fail 'a damaged database is not replaced and gone through by itself'; }
within "$crash_s" serves || fail 'on a fresh database the kiosk does not serve'
[ -z "$(sort /tmp/taken | uniq -d)" ] || { cat /tmp/taken; fail 'a number was given twice'; }
# The settings are wrong: systemd knows it, the panel says it, and mended it serves.
printf '[office]\nid = nowhere at all\n' >/etc/anjungan/anjungan.conf
systemctl restart anjungan
[ "$(systemctl show -p StatusText --value anjungan)" = 'out of service, code P06' ] || fail 'nobody knows that the settings are wrong'
rm /etc/anjungan/anjungan.conf
within "$crash_s" serves || fail 'with mended settings the kiosk does not serve'
