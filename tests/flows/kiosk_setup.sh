#!/bin/bash
# `anjungan-setup kiosk` makes a machine a kiosk, changes nothing the second time, and asks where somebody is there.
set -euo pipefail
cd "$SOURCE_DIR"
if [ "${1:-}" != inside ]; then
    command -v cupsd >/dev/null || { echo 'SKIP: cupsd is missing'; exit 77; }
    exec tests/support/machine 300 tests/flows/kiosk_setup.sh inside
fi

# --- inside -------------------------------------------------------------------------------------
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
fail() { echo "$*"; cat /tmp/said 2>/dev/null || true; exit 1; }
wait_until() { # COMMAND…
    local _
    for _ in {1..600}; do "$@" && return; sleep 0.1; done
    return 1
}
DESTDIR='' cmake --install "$BINARY_DIR" --prefix /usr >/tmp/install.log || { cat /tmp/install.log; exit 1; }
systemd-sysusers
systemd-tmpfiles --create
# No screen and no paper here.
for unit in anjungan anjungan-display; do
    mkdir -p "/etc/systemd/system/$unit.service.d"
    printf '[Service]\nEnvironment=SDL_VIDEODRIVER=dummy\n' >"/etc/systemd/system/$unit.service.d/trial.conf"
done
systemctl daemon-reload
setup() { (cd / && anjungan-setup kiosk "$@") >/tmp/said 2>&1; }
conf=/etc/anjungan/anjungan.conf

# What is wrong is refused before anything is done.
setup --office nowhere --yes && fail 'an office without a catalogue is taken'
grep -q 'nowhere.json' /tmp/said || fail 'it does not say which catalogue is missing'
setup --rotation 45 --yes && fail 'a panel may hang askew'
setup --panel 398 --yes && fail 'a panel has no height'
setup --server https://kantor.example:8443 --yes && fail 'a server without a code'
setup --colour red && fail 'a word that there is none of'
[ ! -e $conf ] || fail 'a refused setup wrote settings'
! cmp -s /etc/cups/cupsd.conf config/cups/cupsd.conf || fail 'a refused setup wrote settings of cupsd'

# A kiosk at the exit. The printer is not there: said, and the rest is done.
setup --office bombana --role exit --device K7 --panel 398x708 --rotation 90 --printer /dev/nowhere --yes && fail 'a printer that is not there is none'
grep -q 'no printer yet' /tmp/said || fail 'it does not say that there is no printer'
for line in 'id = bombana' 'role = exit' 'id = K7' 'rotation = 90'; do grep -qx "$line" $conf || fail "the settings lack: $line"; done
cmp -s /etc/cups/cupsd.conf config/cups/cupsd.conf || fail 'cupsd has other settings'
[ -s /etc/cups/cupsd.conf.before-anjungan ] || fail 'what cupsd had before is lost'
for unit in anjungan anjungan-print; do
    wait_until systemctl is-active --quiet $unit || { journalctl -n 20 --no-pager -u $unit; fail "$unit does not run"; }
    systemctl is-enabled --quiet $unit || fail "$unit does not come back with the machine"
done
for unit in anjungan-update.timer anjungan-update-resume anjungan-update-judge; do
    systemctl is-enabled --quiet $unit || fail "an update has no $unit"
done
! systemctl is-enabled --quiet anjungan-display || fail 'a kiosk at the exit is a board'
! systemctl is-enabled --quiet anjungan-sync || fail 'a kiosk without an office sends'

# The second time nothing is touched.
touch /tmp/first
setup --office bombana --yes || fail 'a second run fails'
grep -qx 'all was right already' /tmp/said || fail 'a second run did something'
[ -z "$(find /etc -xdev -type f -newer /tmp/first)" ] || fail 'a second run wrote files'

# It becomes a board: the other units go.
echo '# ours' >>$conf
setup --role display --yes || fail 'it does not become a board'
wait_until systemctl is-active --quiet anjungan-display || fail 'the board does not run'
! systemctl is-active --quiet anjungan || fail 'the screen of the exit runs on'
grep -qx '# ours' $conf || fail 'a line of the office is lost'
grep -qx 'id = bombana' $conf || fail 'the office is lost'

# Somebody is there: questions, a wrong answer once, what is there by Return.
printf 'rokan-hulu\nlobi\nlobby\n\n\n\n\n\nnone\n' |
    script -qec 'anjungan-setup kiosk --no-start' /dev/null >/tmp/said 2>&1 || fail 'the questions lead nowhere'
grep -q 'Office' /tmp/said || fail 'nobody was asked'
for line in 'id = rokan-hulu' 'role = lobby' 'id = K7'; do grep -qx "$line" $conf || fail "after the questions the settings lack: $line"; done

# What fails again and again is tried once a minute, without end (here once a second).
mkdir -p /etc/systemd/system/anjungan-display.service.d /etc/systemd/system/anjungan-again@.service.d
printf '[Service]\nExecStart=\nExecStart=/bin/false\nRestartSec=20ms\n' >/etc/systemd/system/anjungan-display.service.d/broken.conf
printf '[Service]\nExecStart=\nExecStart=/bin/sleep 1\nExecStart=/bin/systemctl reset-failed %%i.service\nExecStart=/bin/systemctl start --no-block %%i.service\n' \
    >/etc/systemd/system/anjungan-again@.service.d/soon.conf
systemctl daemon-reload
systemctl restart --no-block anjungan-display
pauses() { [ "$(systemctl is-active anjungan-again@anjungan-display)" = activating ]; }
wait_until pauses || fail 'a board that cannot start is started on and on'
rm /etc/systemd/system/anjungan-display.service.d/broken.conf
systemctl daemon-reload
wait_until systemctl is-active --quiet anjungan-display || { systemctl status --no-pager anjungan-display anjungan-again@anjungan-display; fail 'a board that could start again stays dark'; }
