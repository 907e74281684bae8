#!/bin/bash
# How long the office's statements may take is said in one place, and nginx waits longer.
. "$(dirname "$0")/lib.sh"
roles=kiosk/office/sql/roles.sql
site=config/nginx/anjungan-office.conf
grace=$(sed -nE 's/.*GRACE_MS = ([0-9]+)000,.*/\1/p' kiosk/office/pg.c)

role_timeout() { sed -nE "s/^ALTER ROLE $1 SET statement_timeout = '([0-9]+)s';\$/\1/p" "$roles" | tail -n1; }
# The longest wait of the site's server block with this port.
nginx_wait() { awk -v port="@$1@" '/^server/ { here = 0 } index($0, port) { here = 1 }
    here && /proxy_read_timeout/ { gsub(/[^0-9]/, "", $2); print $2 }' "$site"; }

compare() { # ROLE NGINX-SECONDS
    local most
    most=$(role_timeout "$1")
    if [ -z "$most" ] || [ -z "$grace" ] || [ -z "$2" ]; then
        echo "$roles:1: no time for statements of $1, or no wait to compare it with"
    elif [ $((most + grace + 1)) -gt "$2" ]; then
        echo "$roles:1: statements of $1 may take $most s and $grace s more, nginx waits $2 s"
    fi
}
{
    compare kiosk_api "$(nginx_wait KIOSK_LISTEN)"
    compare kiosk_enrol "$(nginx_wait KIOSK_LISTEN)"
    compare office_web "$(nginx_wait PAGE_LISTEN)"
    # No wait of nginx, only the watchdog's.
    for role in project relay; do
        compare "office_$role" "$(sed -n 's/^WatchdogSec=//p' "systemd/anjungan-office-$role.service")"
    done
    grep -rnE -e "-c statement_timeout|SET statement_timeout" kiosk/office --include='*.[ch]' --include='*.sql' |
        grep -vE "^$roles:|SET LOCAL statement_timeout = 0" | sed 's/$/ (only roles.sql sets it)/' || true
} | collect
finish 'the times of 5 roles'
