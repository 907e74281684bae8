#!/bin/bash
# What each unit keeps its process from, proven: a probe takes the process's place and tries it. What may be done is
# said here, for each; everything else must fail.
set -euo pipefail
cd "$SOURCE_DIR"
[ "${1:-}" = inside ] || exec tests/support/machine 300 tests/flows/isolation.sh inside

# --- inside -------------------------------------------------------------------------------------
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
fail() { echo "$*"; exit 1; }
DESTDIR='' cmake --install "$BINARY_DIR" --prefix /usr >/tmp/install.log || { cat /tmp/install.log; exit 1; }
cp systemd/anjungan-office*.service /etc/systemd/system/
cp "$BINARY_DIR/bin/anjungan-probe" /usr/bin/probe
systemd-sysusers "$PWD/systemd/anjungan.sysusers" "$PWD/systemd/anjungan-office.sysusers" >/dev/null 2>&1
systemd-tmpfiles --create "$PWD/systemd/anjungan.tmpfiles"
mkdir -p /run/user/visitor /said-by /var/lib/anjungan-office/keys
echo 'Dear office' >/run/user/visitor/letter
chmod 644 /run/user/visitor/letter
echo secret >/var/lib/anjungan-office/keys/office.secret
systemd-tmpfiles --create "$PWD/systemd/anjungan-office.tmpfiles"
python3 -m http.server 8099 --bind 127.0.0.1 --directory /said-by >/dev/null 2>&1 &
server=$!
trap 'kill "$server" "${neighbour:-$server}" 2>/dev/null || true' EXIT
for _ in {1..200}; do (exec 3<>/dev/tcp/127.0.0.1/8099) 2>/dev/null && break; sleep 0.05; done

# A disk that anybody may read, were it not for the units.
read -r number < <(cat /sys/block/*/dev)
mknod -m 666 /dev/probe-disk b "${number%:*}" "${number#*:}"

# Without a unit's rules all of it can be done here: else nothing would be proven.
/usr/bin/probe 8099 "$server" >/said-by/root
for what in etc usr disk-device network raw-socket packet-socket ptrace write-and-execute mount home shadow; do
    grep -qx "$what yes" /said-by/root || fail "even root cannot do this here: $(grep "^$what " /said-by/root)"
done

try() { # UNIT ALLOWED…
    local unit=$1 account file allowed
    shift
    account=$(systemctl show --property=User --value "$unit")
    neighbour=''
    setpriv --reuid "${account:-root}" --regid "${account:-root}" --clear-groups sleep 600 &
    neighbour=$!
    mkdir -p "/run/systemd/system/$unit.service.d"
    printf '[Unit]\nOnFailure=\n[Service]\nType=oneshot\nSystemCallErrorNumber=EPERM\nWatchdogSec=0\nRestart=no\nExecStart=\nExecStart=/usr/bin/probe 8099 %s\nStandardOutput=append:/said-by/%s\n' \
        "$neighbour" "$unit" >"/run/systemd/system/$unit.service.d/probe.conf"
    systemctl daemon-reload
    systemctl restart "$unit" || { journalctl -n 10 --no-pager -u "$unit"; fail "$unit: the probe does not run"; }
    kill "$neighbour"
    file=/said-by/$unit
    [ "$(wc -l <"$file")" = "$(wc -l </said-by/root)" ] || { cat "$file"; fail "$unit: the probe did not come to its end"; }
    for allowed in "$@"; do
        grep -qx "$allowed yes" "$file" || fail "$unit cannot do what it needs: $(grep "^$allowed " "$file")"
    done
    while read -r what can _; do
        [[ $can = no || " $* " == *" $what "* ]] || fail "$unit can do what it must not: $what"
    done <"$file"
}
try anjungan state write-and-execute
try anjungan-display state write-and-execute
try anjungan-print state network
try anjungan-sync state network
try anjungan-again@anjungan shadow
try anjungan-office-enrolment
try anjungan-office-web
try anjungan-office-project
try anjungan-office-ingest@1
try anjungan-office-relay network
try anjungan-office-backup shadow

# Processes of one account keep their memory and environment from each other: what seals complaints, the way to the office.
may_read() { setpriv --reuid anjungan --regid anjungan --clear-groups head -c 1 "/proc/$1/environ" >/dev/null 2>&1; }
setpriv --reuid anjungan --regid anjungan --clear-groups sleep 600 &
neighbour=$!
for _ in {1..100}; do [ "$(cat /proc/$neighbour/comm)" = sleep ] && break; sleep 0.05; done
may_read "$neighbour" || fail 'even an open process cannot be read here'
kill "$neighbour"
rm -r /run/systemd/system/anjungan*.service.d
for unit in anjungan anjungan-display; do
    mkdir -p "/run/systemd/system/$unit.service.d"
    printf '[Service]\nEnvironment=SDL_VIDEODRIVER=dummy\n' >"/run/systemd/system/$unit.service.d/trial.conf"
done
systemctl daemon-reload
for unit in anjungan-sync anjungan-print anjungan anjungan-display; do
    systemctl restart "$unit" || { journalctl -n 10 --no-pager -u "$unit"; fail "$unit does not start"; }
    ! may_read "$(systemctl show --property=MainPID --value "$unit")" || fail "$unit can be read by its neighbours"
done
