#!/bin/bash
# `anjungan-office setup` makes a machine the office's server and changes nothing the second time.
set -euo pipefail
cd "$SOURCE_DIR"
if [ "${1:-}" != inside ]; then
    [ -d /etc/postgresql/15/main ] || { echo 'SKIP: no cluster of postgresql-15'; exit 77; }
    exec tests/support/machine 600 tests/flows/setup.sh inside
fi

# --- inside: a server on its first day ----------------------------------------------------------
fail() { echo "$*"; exit 1; }
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
DESTDIR='' cmake --install "$BINARY_DIR" --prefix /usr >/tmp/install.log || { cat /tmp/install.log; exit 1; }

office() { (cd / && anjungan-office "$@"); }
office setup --host kantor.example --name 'DPMPTSP Percobaan' >/tmp/first 2>/tmp/first.err || { cat /tmp/first /tmp/first.err; exit 1; }
password=$(sed -n 's/^made the account admin; its one-time password, shown only now: //p' /tmp/first)
[ -n "$password" ] || { cat /tmp/first; fail 'there is no first account'; }

# Nothing that is right is touched: no line says so, and no file is another one.
files() { find /etc /var/lib/anjungan-office /usr/lib -xdev -type f -newer /tmp/first -printf '%p\n' | sort; }
touch /tmp/first
office setup >/tmp/second 2>&1 || { cat /tmp/second; exit 1; }
grep -qx 'all was right already' /tmp/second || { cat /tmp/second; fail 'a second run did something'; }
[ -z "$(files)" ] || { files; fail 'a second run wrote files'; }

# What was spoilt is mended, and only that.
unit=/etc/systemd/system/anjungan-office-web.service
sed -i 's/^NoNewPrivileges=yes/NoNewPrivileges=no/' "$unit"
rm /etc/nginx/sites-enabled/anjungan-office
chmod 644 /var/lib/anjungan-office/authority/authority.key
sed -i '/anjungan-web/d' /etc/postgresql/15/main/pg_ident.conf
office setup >/tmp/third 2>&1 || { cat /tmp/third; exit 1; }
grep -qx 'NoNewPrivileges=yes' "$unit" || fail 'a unit stays spoilt'
[ "$(grep -cE '^(made|renewed|switched|gave) ' /tmp/third)" = 4 ] || { cat /tmp/third; fail 'not four things were mended'; }

# Units are such, and start this program.
systemd-analyze verify /etc/systemd/system/anjungan-office*.{service,target,timer} >/tmp/units 2>&1 || true
! grep -F anjungan /tmp/units || fail 'systemd does not like a unit'
grep -q '^ExecStart=/usr/bin/anjungan-office --config /etc/anjungan/office.conf web$' "$unit" || fail 'the unit starts another program'

# Who may be which role.
as() { runuser -u "$1" -- psql -XqAt -d anjungan -U "$2" -c "$3" >/tmp/as 2>&1; }
as anjungan-ingest office_web 'select' && fail 'ingest may be the pages'
as anjungan-web office_owner 'select' && fail 'the pages may be the owner'
as nobody kiosk_api 'select' && fail 'anybody may be a kiosk'
as anjungan-web office_web 'select' || fail 'the pages may not be the pages'
as anjungan-ingest kiosk_api 'select count(*) from office.event' && fail 'kiosks may read'
for key in authority/authority.key authority/server.key keys/office.secret; do
    runuser -u anjungan-web -- test -r "/var/lib/anjungan-office/$key" && fail "the pages may read $key"
done

# Everything runs, as the units say, and goes on running.
units=(enrolment web project ingest@1 ingest@2)
wait_until() { # COMMAND…
    local _
    for _ in {1..600}; do "$@" && return; sleep 0.1; done
    return 1
}
check_units() {
    local unit
    for unit in "${units[@]}"; do
        wait_until systemctl is-active --quiet "anjungan-office-$unit" || { journalctl -n 20 --no-pager -u "anjungan-office-$unit"; fail "$unit does not run"; }
    done
}
check_units

# An update: the file of the program is another one; a run of setup exchanges who still runs the old one.
pids() { systemctl show --property=MainPID --value "${units[@]/#/anjungan-office-}" | grep .; }
pids >/tmp/before
cp /usr/bin/anjungan-office /usr/bin/anjungan-office.new
mv /usr/bin/anjungan-office.new /usr/bin/anjungan-office
office setup >/tmp/fourth 2>&1 || { cat /tmp/fourth; exit 1; }
[ "$(grep -c '^restarted ' /tmp/fourth)" = 5 ] || { cat /tmp/fourth; fail 'the old program goes on'; }
check_units
pids | sort | comm -12 - <(sort /tmp/before) | grep . && fail 'a process was not exchanged'
systemctl is-enabled --quiet anjungan-office.target anjungan-office-backup.timer || fail 'it is not there after a boot'

# A browser's and a kiosk's first words, through nginx as www-data.
call() { curl -sS --retry 60 --retry-delay 1 --retry-connrefused --resolve "kantor.example:443:127.0.0.1" --resolve "kantor.example:8443:127.0.0.1" \
    --cacert /var/lib/anjungan-office/authority/authority.crt -o /tmp/page -w '%{http_code} %{ssl_verify_result}' "$@"; }
[ "$(call https://kantor.example/masuk)" = '200 0' ] || { cat /tmp/page ; fail 'no page to sign in'; }
call --tls-max 1.2 https://kantor.example/masuk >/tmp/old 2>&1 && fail 'TLS 1.2 is taken'
status=$(call https://kantor.example:8443/v1/streams/00000000-0000-4000-8000-000000000001)
[[ "$status" =~ ^40[13]\  ]] || { cat /tmp/page; fail "without a certificate: $status"; }

systemctl start anjungan-office-backup || { journalctl -n 20 --no-pager -u anjungan-office-backup; fail 'no backup'; }
[ "$(stat -c %a /var/backups/anjungan-office/*.tar)" = 600 ] || fail 'others may read the backup'
office doctor >/tmp/doctor || true
! grep '^BAD' /tmp/doctor || fail 'doctor finds something bad on the first day'
echo 'a server on its first day'
