#!/bin/bash
# What an administrator finds in the journal of a kiosk: it keeps to its size, no program fills it, and each alert
# comes with an explanation in Indonesian, or in English where that is the language.
set -euo pipefail
cd "$SOURCE_DIR"
[ "${1:-}" = inside ] || exec tests/support/machine 300 tests/flows/logs.sh inside

# --- inside -------------------------------------------------------------------------------------
export LC_ALL=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
fail() { echo "$*"; journalctl -n 20 --no-pager; exit 1; }
wait_until() { # COMMAND…
    local _
    for _ in {1..300}; do "$@" && return; sleep 0.1; done
    return 1
}
DESTDIR='' cmake --install "$BINARY_DIR" --prefix /usr >/tmp/install.log || { cat /tmp/install.log; exit 1; }
systemd-sysusers
systemd-tmpfiles --create
journalctl --update-catalog
systemctl restart systemd-journald
for unit in anjungan anjungan-print anjungan-display; do
    mkdir -p "/etc/systemd/system/$unit.service.d"
    printf '[Service]\nEnvironment=SDL_VIDEODRIVER=dummy\n' >"/etc/systemd/system/$unit.service.d/trial.conf"
done

# It lasts over a power cut, and has an end.
says_limit() { journalctl --no-pager -o cat SYSLOG_IDENTIFIER=systemd-journald | grep -qE 'System Journal \(/var/log/journal/.* max (200\.0M|[0-9.]+M,)'; }
wait_until says_limit || fail 'the journal is not persistent, or has no limit'
for line in SystemMaxUse=200M MaxRetentionSec=30day Storage=persistent; do
    systemd-analyze cat-config systemd/journald.conf | grep -qx "$line" || fail "the journal does not know: $line"
done

# A program that writes without end is cut short, and what others say is there.
cat >/etc/systemd/system/anjungan-display.service.d/trial.conf <<'END'
[Service]
Type=simple
WatchdogSec=0
LogRateLimitIntervalSec=5s
ExecStart=
ExecStart=/bin/sh -c 'i=0; while [ $i -lt 20000 ]; do echo planted $i; i=$((i+1)); done; exec sleep 1000'
END
systemctl daemon-reload
systemctl start anjungan-display
is_cut() { journalctl --no-pager -o cat SYSLOG_IDENTIFIER=systemd-journald | grep -q 'Suppressed .* messages from anjungan-display.service' || { echo more | systemd-cat; false; }; }
flood=$(wait_until is_cut; journalctl --no-pager -o cat -u anjungan-display | grep -c '^planted')
((flood >= 100 && flood <= 1000)) || fail "$flood lines of 20000 came into the journal"
echo "a flood of 20000 lines: $flood kept"
systemctl kill --signal=KILL anjungan-display
systemctl stop anjungan-display

# Each alert has its number, whatever restrictions its program runs under, and is explained.
explained() { journalctl --no-pager -q -x "ANJUNGAN_ALERT=$1"; }
raised() { [ -n "$(explained "$1")" ]; }
mkdir -p /etc/anjungan
printf '[office]\ncatalog = /etc/anjungan/office.json\n[print]\nqueue = tiket\n' >/etc/anjungan/anjungan.conf
systemctl start --no-block anjungan anjungan-print
wait_until raised catalogue || fail 'a kiosk without a catalogue raises no alert'
explained catalogue | grep -q 'out of service, code P03' || fail 'the line of the alert is gone'
for words in 'Subject: Tidak melayani, kode P03' 'Artinya bagi pengunjung:' 'Yang harus dilakukan:'; do
    explained catalogue | grep -q "$words" || { explained catalogue; fail "it is not explained: $words"; }
done
journalctl --no-pager -x -p warning -u 'anjungan*' | grep -q 'Yang harus dilakukan:' || fail 'what the README says shows no explanation'
journalctl -q -o json -u anjungan ANJUNGAN_ALERT=catalogue | grep -q '"PRIORITY":"3"' || fail 'the alert is not of its unit, or no error'

# In English where somebody works in that language.
localedef -i en_US -f UTF-8 en_US.UTF-8 2>/dev/null || true
if LC_ALL=en_US.UTF-8 locale 2>&1 | grep -q 'Cannot set'; then
    echo 'the language English is not installed here'
else
    LC_ALL=en_US.UTF-8 journalctl --no-pager -q -x ANJUNGAN_ALERT=catalogue | grep -q 'What it means for visitors:' || fail 'there is no English'
fi

# Mended, that is an event too.
cp /usr/share/anjungan/catalog/rokan-hulu.json /etc/anjungan/office.json
wait_until raised in-service || fail 'nobody hears that it serves again'
wait_until raised printer || fail 'a kiosk without a printer raises no alert'
echo "$(journalctl -q -o json -u 'anjungan*' | grep -c '"ANJUNGAN_ALERT"') alerts with their numbers"

# So is what the night's backup, or a person at a terminal, did.
systemctl start anjungan-backup || fail 'the backup fails'
! raised backup || fail 'a good backup raises an alert'
printf '[office]\ncatalog = /etc/anjungan/office.json\n[backup]\nfolder = /nowhere\n' >/etc/anjungan/anjungan.conf
! systemctl start anjungan-backup 2>/dev/null || fail 'a backup into a folder that is not there succeeds'
wait_until raised backup || fail 'a failed backup raises no alert'
explained backup | grep -q 'Subject: Cadangan basis data gagal' || fail 'a failed backup is not explained'
systemctl stop 'anjungan*'
(cd / && anjungan-ctl restore "$(find /var/lib/anjungan/backup -name "anjungan-*.db" | sort | tail -n 1)") >/tmp/said 2>&1 || { cat /tmp/said; fail 'a backup is not put back'; }
wait_until raised restored || fail 'nobody hears that a backup was put back'
systemctl start anjungan

# A support bundle: root asks, the file is root's, and what was planted in the journal is not in it.
ctl() { (cd / && anjungan-ctl "$@"); }
printf '%s\n' 482913 | ctl staff add P-07 'Siti Zzpetugas' --pin-stdin >/tmp/said 2>&1 || { cat /tmp/said; fail 'no officer can be added'; }
systemd-run --quiet --wait --unit=anjungan-trial sh -c "echo 'planted for Siti Zzpetugas, NIK 1471012309870001, 0812-3456-7890, zz@kantor.example, token=zzsecret, kept: job 812'; sleep 1"
wait_until sh -c 'journalctl -q -u anjungan-trial | grep -q "kept: job 812"' || fail 'the planted line is not in the journal'
mkdir /srv/bundle
chmod 700 /srv/bundle
ctl support-bundle /srv/bundle/k1.tar.gz >/tmp/said 2>&1 || { cat /tmp/said; fail 'no bundle is made'; }
[ "$(stat -c '%U %a' /srv/bundle/k1.tar.gz)" = 'root 600' ] || fail 'others may read the bundle'
tar -xzf /srv/bundle/k1.tar.gz -C /srv/bundle
cd /srv/bundle/anjungan-*
for words in 'Id=anjungan.service' 'ActiveState=active'; do grep -q "$words" units.txt || fail "the bundle does not know of units: $words"; done
grep -q 'out of service, code P03' journal.txt || { cat journal.txt; fail 'the bundle does not hold the journal'; }
grep -q 'planted for P-07, NIK \[number\], \[phone\], \[mail\], \[secret\], kept: job 812' journal.txt || { grep "kept: job" journal.txt || true; fail 'the planted line is not redacted, or gone'; }
for words in Zzpetugas 1471012309870001 0812-3456 3456-7890 kantor.example zzsecret 482913; do
    ! grep -rF "$words" . || fail "the bundle holds: $words"
done
[ -z "$(find /var/lib/anjungan -user root ! -type l)" ] || fail 'root left something in the state directory'
! ctl support-bundle /srv/bundle/k1.tar.gz >/tmp/said 2>&1 || fail 'a file that is there is written over'
echo "a bundle of $(stat -c %s /srv/bundle/k1.tar.gz) bytes, $(find . -type f | wc -l) files"

# Wrong settings, which stop every program, do not stop it.
echo 'colour = red' >>/etc/anjungan/anjungan.conf
ctl support-bundle /srv/bundle/wrong.tar.gz >/tmp/said 2>&1 || { cat /tmp/said; fail 'with wrong settings no bundle is made'; }
tar -xOzf /srv/bundle/wrong.tar.gz --wildcards '*/settings.txt' | grep -q '^# wrong: .*colour' || fail 'the bundle does not say what is wrong with the settings'
