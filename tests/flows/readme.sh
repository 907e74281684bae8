#!/bin/bash
# Every command of the README's operations part, in its order, on a machine of its own.
set -euo pipefail
cd "$SOURCE_DIR"
if [ "${1:-}" != inside ]; then
    for tool in cupsd loadkeys; do
        command -v $tool >/dev/null || { echo "SKIP: $tool is missing"; exit 77; }
    done
    exec tests/support/machine 400 tests/flows/readme.sh inside
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
systemd-sysusers 2>/dev/null
systemd-tmpfiles --create
mkdir -p /etc/systemd/system/anjungan.service.d /etc/usbguard /etc/default/grub.d
printf '[Service]\nEnvironment=SDL_VIDEODRIVER=dummy\n' >/etc/systemd/system/anjungan.service.d/trial.conf
echo >/etc/usbguard/rules.conf
rm -f /etc/default/grub.d/60-anjungan.cfg
systemctl daemon-reload

# What a person answers or has plugged in, in words; and what this machine has: no printer, no right clock, no office.
answer() { # COMMAND: as it runs here
    case $1 in
        'anjungan-setup kiosk') echo 'anjungan-setup kiosk --office pekanbaru --printer none --yes' ;;
        *'staff add'*) echo "echo 482915 | $1 --pin-stdin" ;;
        *) echo "$1" ;;
    esac
}
commands() {
    sed -n '/^## Install it/,/^## The office/p' README.md | sed -nE 's/^    //p' | sed -E 's/ {2,}.*//' | grep -v apt-get
}
count=0
while read -r command; do
    case $command in
        'anjungan-ctl doctor' | 'anjungan-ctl printers') may_fail=1 ;; # it has something to say of this machine
        *) may_fail='' ;;
    esac
    echo "\$ $command"
    code=0
    bash -o pipefail -c "cd / && $(answer "$command")" >/tmp/said 2>&1 </dev/null || code=$?
    [ $code = 0 ] || [ "$may_fail$code" = 11 ] || fail "the README's \"$command\" ends with $code"
    [ "$may_fail$code" != 11 ] || [ -s /tmp/said ] || fail "\"$command\" fails and says nothing"
    case $command in
        'anjungan-setup kiosk') wait_until systemctl is-active --quiet anjungan || fail 'the kiosk does not run' ;;
        *'start anjungan-backup') runuser -u anjungan -- anjungan-ctl ticket issue --service sik-perekam-medis >/tmp/said 2>&1 || fail 'no number is given' ;;
    esac
    count=$((count + 1))
done < <(commands)
[ $count -ge 14 ] || fail "only $count commands were found"
systemctl is-active --quiet anjungan-backup.timer || fail 'after all of it no night has a backup'
wait_until systemctl is-active --quiet anjungan || fail 'after all of it the kiosk does not run'
grep -q P-01 < <(runuser -u anjungan -- anjungan-ctl staff list) || fail 'the officer of the first day is gone'
# Whoever follows a link of that part finds something.
while read -r to; do
    [ -e "$to" ] || fail "the README leads to $to, which is not there"
done < <(sed -n '/^## Install it/,/^## The office/p' README.md | grep -oE '\]\([^)]+\)' | tr -d ']()')
echo "$count commands"
