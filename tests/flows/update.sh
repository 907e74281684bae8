#!/bin/bash
# Newer versions out of a signed repository: a good one serves, with every number; each kind of bad one is taken back by
# itself, with every number, and not tried again; a cut in the middle of any step ends in service.
set -euo pipefail
cd "$SOURCE_DIR"
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
fail() { echo "$*"; cat /tmp/said 2>/dev/null || true; exit 1; }
at=$BINARY_DIR/update

# --- outside: versions, each of the same files but for what is bad about it -------------------------------
if [ "${1:-}" != inside ]; then
    for tool in dpkg-buildpackage dh help2man dpkg-repack apt-ftparchive gpg cupsd; do
        command -v "$tool" >/dev/null || { echo "SKIP: $tool is missing"; exit 77; }
    done
    rm -rf "$at" && mkdir -p "$at"
    kiosk/cmake/packages.sh "$at/built"
    # What installs packages is not restarted by them.
    for script in postinst prerm; do
        dpkg-deb --info "$at"/built/anjungan-kiosk_*.deb $script | grep deb-systemd-invoke | grep -q 'anjungan-update[a-z-]*\.service' && fail "$script ends an update"
    done
    make_version() { tests/support/package-version "$at/built" "$at/$1" "$1" "${2:-}"; }
    replace() { # FILE SCRIPT: the words for it
        printf '[ ! -e %s ] || mv %s %s.sound; cat >%s <<"END"; chmod 755 %s\n#!/bin/sh\n%s\nEND\n' "$1" "$1" "$1" "$1" "$1" "$2"
    }
    make_version 0.0.1
    make_version 0.0.2
    make_version 0.0.3 "$(replace usr/bin/anjungan 'exec sleep 1000')"
    # On the real panel it shows nothing, and has changed the database beyond what the version before can read.
    # shellcheck disable=SC2016 # words of its script
    make_version 0.0.4 "$(replace usr/bin/anjungan 'case "$*" in *rehearsal*) exec /usr/bin/anjungan.sound "$@" ;; esac
python3 -c "import sqlite3; d = sqlite3.connect(\"/var/lib/anjungan/anjungan.db\"); d.execute(\"PRAGMA user_version=99\"); d.execute(\"DROP TABLE ticket\"); d.commit()"
exec sleep 1000')"
    # Somebody's command has the database brought up to date meanwhile.
    make_version 0.0.5 "$(replace DEBIAN/postinst 'python3 -c "import sqlite3; d = sqlite3.connect(\"/var/lib/anjungan/anjungan.db\"); d.execute(\"PRAGMA user_version=98\"); d.commit()"
exit 1')"
    make_version 0.0.6 "$(replace usr/lib/cups/backend/anjungan-escpos 'cat >/dev/null; exit 0')"
    make_version 0.0.7 "$(replace usr/bin/anjungan-ctl 'exec sleep 1000')"
    make_version 0.0.8
    export GNUPGHOME=$at/keys
    mkdir -m 700 "$GNUPGHOME"
    for name in office stranger; do
        gpg --batch --quiet --passphrase '' --quick-generate-key "$name@example.org" default default never 2>/dev/null
    done
    publish() { # FOLDER KEY VERSION…
        local version packages=()
        for version in "${@:3}"; do packages+=("$at/$version"/anjungan-{common,kiosk}_*.deb); done
        kiosk/cmake/repository.sh "$at/repository/$1" "$2@example.org" "${packages[@]}" >/dev/null
    }
    for version in 0.0.2 0.0.3 0.0.4 0.0.5 0.0.6 0.0.7 0.0.8; do publish "$version" office 0.0.1 "$version"; done
    publish stranger stranger 0.0.2
    publish changed office 0.0.2
    printf x >>"$(ls "$at"/repository/changed/anjungan-kiosk_*.deb)"
    publish unsigned office 0.0.2
    rm "$at/repository/unsigned/InRelease"
    gpgconf --kill all
    exec tests/support/machine 1500 tests/flows/update.sh inside
fi

# --- inside: a kiosk ------------------------------------------------------------------------------------
rm -f /usr/sbin/policy-rc.d # a real one lets services start
export DEBIAN_FRONTEND=noninteractive
wait_until() { # COMMAND…
    local _
    for _ in {1..600}; do "$@" && return; sleep 0.1; done
    return 1
}
ctl() { (cd / && runuser -u anjungan -- anjungan-ctl "$@"); }
is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status} ${Version}' anjungan-kiosk)" = "installed $1" ] && [ "$(dpkg-query -W -f '${db:Status-Status} ${Version}' anjungan-common)" = "installed $1" ]; }
serves() { [ "$(systemctl show -p ActiveState,StatusText anjungan | sort)" = $'ActiveState=active\nStatusText=serving' ] && systemctl is-active --quiet anjungan-print; }
numbers() { ctl ticket list --json | grep -o '"number":"[^"]*"' | sort; }
update() { anjungan-setup update "$@" >/tmp/said 2>&1; }
is_well() { # VERSION: it serves, with every number, and nothing of an update is left
    wait_until serves || { journalctl -n 40 --no-pager -u anjungan -u anjungan-print; fail "$1 does not serve"; }
    is_installed "$1" || { dpkg -l 'anjungan*'; journalctl -n 40 --no-pager -u anjungan-update-resume; fail "not $1 is installed"; }
    numbers >/tmp/now
    cmp /tmp/now /tmp/numbers || fail "$1 lost a number"
    [ ! -e /var/lib/anjungan-update/state ] || fail 'an update is still under way'
    [ -z "$(systemctl list-unit-files --no-legend --state=masked-runtime 'anjungan*')" ] || fail 'a unit may not start any more'
    [ -z "$(systemctl list-units --failed --no-legend anjungan anjungan-print)" ] || fail "$1 leaves a failed unit"
    [ -z "$(pgrep -f rehearsal)" ] || fail 'the rehearsal goes on'
    ctl journal verify >/dev/null || fail 'the journal was changed'
}
take_number() { ctl ticket issue --service sik-perekam-medis >/tmp/said 2>&1 || fail 'no number is given'; numbers >/tmp/numbers; }

dpkg -i "$at"/0.0.1/anjungan-{common,kiosk}_*.deb >/tmp/said 2>&1 || fail 'the packages cannot be installed'
mkdir -p /etc/systemd/system/anjungan.service.d
printf '[Service]\nEnvironment=SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy\n' >/etc/systemd/system/anjungan.service.d/trial.conf
systemctl daemon-reload
printf '[print]\nbackend = folder\n[update]\nsource = copy:%s\n' "$at/repository/0.0.2" >/etc/anjungan/anjungan.conf
systemctl enable --now --quiet anjungan anjungan-print
systemctl enable --quiet anjungan-update-resume anjungan-update-judge
wait_until serves || fail 'the kiosk does not serve'
for _ in 1 2 3; do take_number; done
[ "$(wc -l </tmp/numbers)" = 3 ] || fail 'three numbers were taken, and not three are there'

# Nobody's word but the office's: no key, another's key, no signature, changed bytes.
update && fail 'without a key something is taken'
grep -q update.gpg /tmp/said || fail 'it does not say that the key is missing'
cp "$at/repository/0.0.2/update.gpg" /etc/anjungan/
before=$(systemctl show -p MainPID anjungan)
for bad in stranger unsigned changed; do
    update --from "$at/repository/$bad" && fail "$bad is taken"
    is_well 0.0.1
done
[ "$(systemctl show -p MainPID anjungan)" = "$before" ] || fail 'what is not even taken disturbed the kiosk'

# A good one, by the unit of the night. Numbers go on behind it.
systemctl start anjungan-update || { journalctl -n 40 --no-pager -u anjungan-update; fail 'a good version is refused'; }
is_well 0.0.2
journalctl -o cat ANJUNGAN_ALERT=updated | grep -q '0.0.2 serves' || fail 'the journal does not know of it'
take_number
update || fail 'without a newer version something fails'
grep -q 'nothing newer' /tmp/said || fail 'it does not say that there is none'
grep -qx 'backend = folder' /etc/anjungan/anjungan.conf || fail 'the settings were changed'

# Bad ones, each taken back by itself; and not tried again.
for bad in 0.0.3 0.0.4 0.0.5 0.0.6 0.0.7; do
    echo "bad: $bad"
    update --from "$at/repository/$bad" && fail "$bad is taken"
    cat /tmp/said
    is_well 0.0.2
    journalctl -o cat ANJUNGAN_ALERT=update-undone | grep -q "took $bad back" || fail "the journal does not know of $bad"
    grep -q "look update: .*took $bad back" < <(ctl doctor) || fail 'the doctor says nothing of it'
    before=$(systemctl show -p MainPID anjungan)
    update --from "$at/repository/$bad" && fail "$bad is taken the second time"
    grep -q 'taken back before' /tmp/said || fail 'it is tried again'
    [ "$(systemctl show -p MainPID anjungan)" = "$before" ] || fail 'the second time it disturbs'
    take_number
done

# A cut in the middle: what a machine without power finds when it starts. The state tells the step.
cut_at() { # STEP: kills the update when it stands in its file, and with it all that it started
    local _
    systemd-run --quiet --unit=cut --collect anjungan-setup update --from "$at/repository/0.0.8" --again
    for _ in {1..6000}; do
        ! grep -qs "^$1" /var/lib/anjungan-update/state || break
        sleep 0.01
    done
    sleep "$2"
    systemctl kill --signal=KILL cut
    systemctl stop 'anjungan-rehearsal*' anjungan anjungan-print
    rm -f /run/systemd/system/anjungan*.service # what a start of the machine forgets
    systemctl daemon-reload
    grep -q "^$1" /var/lib/anjungan-update/state || fail "the cut missed the step $1"
}
start_machine() { systemctl start --no-block anjungan-update-resume anjungan-update-judge anjungan anjungan-print; }
for pause in 0 0.3 1 3; do # in the middle of the packages, of the slip, of the screen
    echo "cut: installing, after $pause s"
    cut_at installing "$pause"
    start_machine
    wait_until sh -c '! test -e /var/lib/anjungan-update/state' || { journalctl -n 30 --no-pager -u anjungan-update-resume; fail 'the way back is not taken'; }
    is_well 0.0.2
    take_number
done
# Killed by night, on a machine that nobody starts anew: the unit's own way back.
sed -i "s,^source = .*,source = copy:$at/repository/0.0.8," /etc/anjungan/anjungan.conf
for pause in 0 3 6; do
    echo "killed: the unit of the night, after $pause s"
    rm -f /var/lib/anjungan-update/refused
    systemctl start --no-block anjungan-update
    wait_until test -e /var/lib/anjungan-update/state || { journalctl -n 30 --no-pager -u anjungan-update; fail 'it does not begin'; }
    sleep "$pause"
    systemctl kill --signal=KILL anjungan-update
    wait_until sh -c '! test -e /var/lib/anjungan-update/state' || { journalctl -n 30 --no-pager -u anjungan-update-resume; fail 'nobody takes it up'; }
    is_well 0.0.2
    take_number
done
# At the start of the new screen it goes on: it serves, so it stays.
echo 'cut: starting'
cut_at starting 0
start_machine
wait_until sh -c '! test -e /var/lib/anjungan-update/state' || { journalctl -n 30 --no-pager -u anjungan-update-judge; fail 'nobody judges'; }
is_well 0.0.8
take_number

# By night, by itself: while the office takes numbers nothing happens.
systemctl enable --now --quiet anjungan-update.timer
systemctl list-timers --no-pager | grep -q anjungan-update || fail 'no night looks for a newer version'
sed -i "s,^source = .*,source = copy:$at/repository/0.0.2," /etc/anjungan/anjungan.conf
systemctl start anjungan-update || { journalctl -n 30 --no-pager -u anjungan-update; fail 'the unit cannot do it'; }
journalctl -o cat -u anjungan-update | grep -qE 'nothing newer|not now' || fail 'the unit did not look'
is_well 0.0.8
