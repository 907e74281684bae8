#!/bin/bash
# `anjungan-office setup` makes a machine the office's server and changes nothing the second time. The
# machine is this one with all that it has installed: an overlay of its files, its own processes and network.
set -euo pipefail
cd "$SOURCE_DIR"

# --- outside: the machine -----------------------------------------------------------------------
if [ "${1:-}" != inside ]; then
    [ "$(id -u)" = 0 ] || { echo 'SKIP: needs root'; exit 77; }
    [ -d /etc/postgresql/15/main ] || { echo 'SKIP: no cluster of postgresql-15'; exit 77; }
    at=$(mktemp -d /tmp/anjungan-setup-XXXXXX)
    trap 'rmdir "$at"' EXIT
    # shellcheck disable=SC2016 # words of the inner shell
    unshare -mpn --fork --kill-child bash -euc '
        at=$1 self=$2
        mount --make-rprivate /
        mount -t tmpfs -o size=1g machine "$at"
        mkdir "$at"/{up,work,machine}
        mount -t overlay overlay -o "lowerdir=/,upperdir=$at/up,workdir=$at/work" "$at/machine" ||
            { echo "SKIP: no overlays here"; exit 77; }
        cd "$at/machine"
        mount --rbind /dev dev
        mount -t tmpfs -o mode=1777 shm dev/shm
        mount -t proc proc proc
        for folder in run tmp; do mount -t tmpfs -o mode=1777 "$folder" "$folder"; done
        chmod 755 run
        install -d -o postgres -g postgres run/postgresql
        for folder in "$SOURCE_DIR" "$BINARY_DIR"; do
            mkdir -p ".$folder"
            mount --rbind "$folder" ".$folder"
        done
        exec chroot . "$self" inside
    ' machine "$at" "$(realpath "$0")"
    exit
fi

# --- inside: a server on its first day ----------------------------------------------------------
fail() { echo "$*"; exit 1; }
ip link set lo up
rm -rf /etc/anjungan /var/lib/anjungan-office /etc/nginx/sites-enabled/*
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
DESTDIR='' cmake --install "$BINARY_DIR" --prefix /usr >/tmp/install.log || { cat /tmp/install.log; exit 1; }

office() { (cd / && anjungan-office "$@"); }
office setup --no-start --host kantor.example --name 'DPMPTSP Percobaan' >/tmp/first 2>/tmp/first.err || { cat /tmp/first /tmp/first.err; exit 1; }
password=$(sed -n 's/^made the account admin; its one-time password, shown only now: //p' /tmp/first)
[ -n "$password" ] || { cat /tmp/first; fail 'there is no first account'; }

# Nothing that is right is touched: no line says so, and no file is another one.
files() { find /etc /var/lib/anjungan-office /usr/lib -xdev -type f -newer /tmp/first -printf '%p\n' | sort; }
touch /tmp/first
office setup --no-start >/tmp/second 2>&1 || { cat /tmp/second; exit 1; }
grep -qx 'all was right already' /tmp/second || { cat /tmp/second; fail 'a second run did something'; }
[ -z "$(files)" ] || { files; fail 'a second run wrote files'; }

# What was spoilt is mended, and only that.
unit=/etc/systemd/system/anjungan-office-web.service
sed -i 's/^NoNewPrivileges=yes/NoNewPrivileges=no/' "$unit"
rm /etc/nginx/sites-enabled/anjungan-office
chmod 644 /var/lib/anjungan-office/authority/authority.key
sed -i '/anjungan-web/d' /etc/postgresql/15/main/pg_ident.conf
office setup --no-start >/tmp/third 2>&1 || { cat /tmp/third; exit 1; }
grep -qx 'NoNewPrivileges=yes' "$unit" || fail 'a unit stays spoilt'
[ "$(grep -cE '^(made|renewed|switched|gave) ' /tmp/third)" = 4 ] || { cat /tmp/third; fail 'not four things were mended'; }

# Units are such, and start this program.
systemd-analyze verify /etc/systemd/system/anjungan-office* >/tmp/units 2>&1 || true
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

# The processes as their users, from the units' own lines; systemd itself does not run here.
mkdir -m 711 /tmp/credentials
install -o anjungan-web -m 400 /var/lib/anjungan-office/keys/office.secret /tmp/credentials/
start() { # UNIT INSTANCE
    local file=/etc/systemd/system/anjungan-office-$1.service user line
    user=$(sed -n 's/^User=//p' "$file")
    line=$(sed -n 's/^ExecStart=//p' "$file")
    # shellcheck disable=SC2086 # its words
    (umask "$(sed -n 's/^UMask=//p' "$file")" && cd / && exec env CREDENTIALS_DIRECTORY=/tmp/credentials \
        setpriv --reuid "$user" --regid "$user" --clear-groups -- ${line//%i/$2} >>"/tmp/$1-$2.log" 2>&1) &
}
listens() { grep -qE " 00010000 .* $1\$" /proc/net/unix; }
mkfifo /tmp/tick
wait_for() { for _ in {1..500}; do "$@" && return 0; read -rt 0.02 <>/tmp/tick || true; done; return 1; }
has() { anjungan-office --help | grep -qE "^  $1 "; }
for unit in ingest@/1 ingest@/2 enrolment/1 web/1; do
    name=${unit%/*} no=${unit#*/} word=${name%@}
    has "$word" || continue
    start "$name" "$no"
    wait_for listens "/run/anjungan-office/$word/$no.sock" || { cat /tmp/"$name"-*.log; fail "$name does not listen"; }
done
has project && start project 1
nginx -q || fail 'nginx does not start'

# A browser's and a kiosk's first words, through nginx as www-data.
call() { curl -sS --resolve "kantor.example:443:127.0.0.1" --resolve "kantor.example:8443:127.0.0.1" \
    --cacert /var/lib/anjungan-office/authority/authority.crt -o /tmp/page -w '%{http_code} %{ssl_verify_result}' "$@"; }
[ "$(call https://kantor.example/masuk)" = '200 0' ] || { cat /tmp/page /tmp/web*.log; fail 'no page to sign in'; }
call --tls-max 1.2 https://kantor.example/masuk >/tmp/old 2>&1 && fail 'TLS 1.2 is taken'
status=$(call https://kantor.example:8443/v1/streams/00000000-0000-4000-8000-000000000001)
[[ "$status" =~ ^40[13]\  ]] || { cat /tmp/page; fail "without a certificate: $status"; }

office backup >/tmp/backup || { cat /tmp/backup; fail 'no backup'; }
[ "$(stat -c %a "$(cat /tmp/backup)")" = 600 ] || fail 'others may read the backup'
office doctor >/tmp/doctor || true
has enrolment || sed -i '/enrolment 1/d' /tmp/doctor
! grep '^BAD' /tmp/doctor || fail 'doctor finds something bad on the first day'
echo 'a server on its first day'
