#!/bin/bash
# `anjungan-setup printer` under the kiosk's own settings of cupsd: a stranger is refused with words and changes
# nothing, a printer becomes a queue that prints confirmed slips, a second run changes nothing, and what was
# spoilt is mended.
set -euo pipefail
cd "$SOURCE_DIR"
export LC_ALL=C BIN=$BINARY_DIR/bin PATH=$PATH:/usr/sbin
command -v cupsd >/dev/null || { echo 'SKIP: cupsd is missing'; exit 77; }
at=$(mktemp -d /tmp/anjungan-setup.XXXXXX)
chmod 755 "$at"
print=''
finish() {
    [ -z "$print" ] || kill "$print" 2>/dev/null || true
    [ ! -d "$at/ipp" ] || tests/support/ipp-printer stop "$at/ipp" || true
    kiosk/virtual-printer stop "$at/printer" || true
    rm -rf "$at"
}
trap finish EXIT
fail() { echo "$*"; cat "$at/said" 2>/dev/null || true; exit 1; }

# --- a kiosk's cupsd ----------------------------------------------------------------------------
kiosk/virtual-printer start "$at/printer" >"$at/env"
# shellcheck source=/dev/null
. "$at/env"
export CUPS_SERVER
port=$(cat "$at/printer/port")
kill "$(cat "$at/printer/cupsd.pid")"
while kill -0 "$(cat "$at/printer/cupsd.pid")" 2>/dev/null; do sleep 0.05; done
sed "s,^Listen .*,Listen $CUPS_SERVER," config/cups/cupsd.conf >"$at/printer/etc/cupsd.conf"
group=$(id -gn)
[ "$(id -u)" != 0 ] || group='root lpadmin'
sed -i '/^SystemGroup/d' "$at/printer/etc/cups-files.conf"
{ grep '^SyncOnClose' config/cups/cups-files.conf; echo "SystemGroup $group"; } >>"$at/printer/etc/cups-files.conf"
rm -f "$CUPS_SERVER" "$at/printer/etc/printers.conf"*
setsid cupsd -f -c "$at/printer/etc/cupsd.conf" -s "$at/printer/etc/cups-files.conf" >>"$at/printer/log/cupsd.log" 2>&1 </dev/null &
echo $! >"$at/printer/cupsd.pid"
disown
for _ in {1..1200}; do [ -S "$CUPS_SERVER" ] && break; sleep 0.05; done

setup() { "$BIN/anjungan-setup" printer "$@" >"$at/said" 2>&1 </dev/null; }
queues() { "$BIN/anjungan-setup" printer --list --json | sed 's/.*"queues"://'; }
paper() { find "$PAPER" -name '*.bin' | wc -l; }
refuses() { # CODE WORDS ARGUMENTS…
    local code=$1 words=$2 got=0
    shift 2
    setup "$@" || got=$?
    [ "$got" = "$code" ] || fail "$*: exit code $got, not $code"
    grep -qF -- "$words" "$at/said" || fail "$*: does not say: $words"
    [ "$(queues)" = '[]}' ] || fail "$*: something was changed: $(queues)"
}

# --- nothing is changed while something is wrong ------------------------------------------------
here=127.0.0.1:$port
refuses 1 'cannot be reached' --device 127.0.0.1:1
refuses 1 'cannot be reached' --device /dev/anjungan/not-there
refuses 2 'add --yes' --device "$here"
refuses 2 'tells nothing of what the paper does' --device "socket://$here" --yes
refuses 2 'their right edge would be missing' --device "$here" --yes --model epson-tm-t88
refuses 2 'no such model' --device "$here" --model nonsense
refuses 2 'letters, digits' --device "$here" --name 'a b'
refuses 2 '80 or 58' --device "$here" --roll 70
refuses 2 'unknown word' --device "$here" nonsense
refuses 2 'needs a value' --device
refuses 1 'cannot be used' --device "ipp://$here/ipp/print"
for fault in 'media-empty:Put a roll in' 'cover-open:Close it' 'media-jam:Clear it' 'mute:does not answer as an ESC/POS'; do
    touch "$CONTROL/${fault%%:*}"
    refuses 1 "${fault#*:}" --device "$here" --yes
    rm "$CONTROL/${fault%%:*}"
done
[ "$(paper)" = 0 ] || fail 'a refused printer printed'
if [ "$(id -u)" = 0 ]; then # and nobody but an administrator
    install -m 755 "$BIN/anjungan-setup" "$at/other"
    ! setpriv --reuid nobody --regid nogroup --clear-groups "$at/other" printer --device "$here" --yes >"$at/said" 2>&1 </dev/null ||
        fail 'anybody may set up queues'
    grep -q 'Run this as root' "$at/said" || fail 'does not say who may'
    [ "$(queues)" = '[]}' ] || fail 'anybody may set up queues'
fi

# cupsd itself lists what the backend finds; on the network there is nothing to be found.
lpinfo --include-schemes anjungan-escpos -v >"$at/said" 2>&1 || fail 'cupsd does not ask the backend'
grep -qx 'network anjungan-escpos' "$at/said" || fail 'cupsd does not know the backend'

# --- a printer ----------------------------------------------------------------------------------
setup --device "$here" --yes --test || fail 'the printer is not set up'
for words in 'confirmation: GS ( H' 'made the queue tiket' 'made tiket the default' 'confirms that the test page came out'; do
    grep -qF "$words" "$at/said" || fail "does not say: $words"
done
[ "$(paper)" = 1 ] || fail "$(paper) test pages"
setup --device "$here" --test --json || fail 'no second test page'
[ "$(wc -l <"$at/said")" = 1 ] || fail 'the test page is told beside the JSON'
grep -q '"test":"printed"}' "$at/said" || fail 'the test page is not in the JSON'
! grep -q 'Its number is better' "$at/said" || fail 'takes a number for a name'
want="[{\"queue\":\"tiket\",\"device\":\"anjungan-escpos://$here/\"}]}"
[ "$(queues)" = "$want" ] || fail "the queue is another one: $(queues)"

# Once more changes nothing, not a byte.
before=$(sha256sum "$at/printer/etc/printers.conf")
setup --device "$here" --yes || fail 'not the second time'
grep -qx 'all was right already' "$at/said" || fail 'a second run did something'
setup --device "$here" || fail 'asks once more what it knows'
grep -qx 'all was right already' "$at/said" || fail 'without a question it did something'
setup --device "$here" --model epson-tm-t82 --json || fail 'not by its model'
grep -q '"changed":false' "$at/said" || fail 'the model changed something'
[ "$(sha256sum "$at/printer/etc/printers.conf")" = "$before" ] || fail 'a second run wrote'

# A number comes out through the default queue, confirmed.
printf '[print]\nroll = 80\n' >"$at/anjungan.conf"
mkdir -m 2770 "$at/state"
"$BIN/anjungan-ctl" --state "$at/state" --config "$at/anjungan.conf" print test >"$at/said" 2>&1 || fail 'no test slip'
"$BIN/anjungan-print" --state "$at/state" --config "$at/anjungan.conf" >"$at/print.log" 2>&1 &
print=$!
for _ in {1..1200}; do
    "$BIN/anjungan-ctl" --state "$at/state" --config "$at/anjungan.conf" print list >"$at/said" 2>&1 || true
    [ "$(paper)" = 3 ] && grep -q "no slip waits" "$at/said" && break
    sleep 0.05
done
[ "$(paper)" = 3 ] || { cat "$at/print.log"; fail 'the slip does not come out'; }
grep -q "no slip waits, and none failed or is uncertain" "$at/said" || fail 'the slip is not confirmed'
kill "$print"
wait "$print" || true
print=''

# What was spoilt is mended, the paused queue too.
lpadmin -p tiket -o printer-error-policy=retry-job
cupsdisable tiket
setup --device "$here" --yes || fail 'is not mended'
grep -q 'set the queue tiket right' "$at/said" || fail 'is not mended'
setup --device "$here" --yes || fail 'is not mended'
grep -qx 'all was right already' "$at/said" || fail 'stays spoilt'

# A user who administers nothing, as the print process's is, may set a paused queue going and not pause it.
if [ "$(id -u)" = 0 ]; then
    nobody() { timeout 60 setpriv --reuid nobody --regid nogroup --clear-groups "$@" </dev/null >"$at/said" 2>&1; }
    cupsdisable tiket
    nobody cupsenable tiket || fail 'a paused queue stays so'
    lpstat -p tiket | grep -q 'is idle' || fail 'a paused queue stays so'
    ! nobody cupsdisable tiket || fail 'anybody may pause the queue'
    ! nobody cupsreject tiket || fail 'anybody may close the queue'
    ! nobody cupsdisable --hold tiket || fail 'anybody may hold new slips'

    # Root asks printers as the kiosk's user does: with the groups that own their device files.
    chown -R nobody:nogroup "$at/state"
    touch "$CONTROL/mute" # so that it takes a while
    "$BIN/anjungan-ctl" --state "$at/state" --config "$at/anjungan.conf" printers >"$at/said" 2>&1 &
    asks=$!
    groups=''
    while [ -z "$groups" ] && [ -r "/proc/$asks/status" ]; do
        groups=$(awk -v uid="$(id -u nobody)" '/^Uid:/ { is_it = $3 == uid } /^Groups:/ && is_it' "/proc/$asks/status" 2>/dev/null || true)
    done
    wait "$asks" || true
    rm "$CONTROL/mute"
    for group in lp dialout; do
        grep -qw "$(getent group "$group" | cut -d: -f3)" <<<"$groups" || fail "asks without the group $group: $groups"
    done
fi

# Another confirmation is another address of the same queue, and one printer has one queue.
setup --device "anjungan-escpos://$here/?ack=gsr" --yes --json || fail 'not by GS r'
grep -q '"confirms":"GS r"' "$at/said" || fail 'the address is not obeyed'
got=0
setup --device "$here" --yes --name lain || got=$?
[ "$got" = 1 ] || fail 'one printer has two queues'
grep -q 'queue tiket is or may be that printer already' "$at/said" || fail 'does not say whose printer it is'
setup --device "$here" --yes || fail 'not the first one again'
grep -q 'changed the queue tiket: it was for' "$at/said" || fail 'does not say what it changed'

# A queue that somebody else made for something else stays theirs.
lpadmin -p kasir -E -v socket://127.0.0.1:1 2>/dev/null
got=0
setup --device "localhost:$port" --yes --name kasir || got=$?
[ "$got" = 1 ] || fail 'a queue of others is taken'
grep -q 'there is a queue kasir already, for socket:' "$at/said" || fail 'does not say whose queue it is'
lpstat -v kasir | grep -q socket: || fail 'a queue of others is changed'
lpstat -d | grep -q tiket || fail 'the default is another one'
lpadmin -x kasir

# A name is taken, with a warning.
setup --device "localhost:$port" --yes --name nama || fail 'not by a name'
grep -q 'Its number is better' "$at/said" || fail 'does not warn of a name'
lpadmin -x nama

# What confirms nothing is not believed: after each slip a person is asked.
setup --device "anjungan-escpos://$here/?ack=none" --yes --test || fail 'not without confirmation'
grep -q 'Look whether it came out' "$at/said" || fail 'what was only sent is called printed'

# One that answers nothing is taken only when somebody says that it is so.
touch "$CONTROL/mute"
refused=0
setup --device "$here" --yes || refused=$?
[ "$refused" = 1 ] || fail 'a silent printer is taken'
setup --device "$here" --model silent-80 --json || fail 'not even on a word'
grep -qF "\"device\":\"anjungan-escpos://$here/?ack=none&status=off\"" "$at/said" || fail 'its address is another one'
rm "$CONTROL/mute"

# The printer that takes over is another one, and the default stays.
got=0
setup --device "$here" --yes --second || got=$?
[ "$got" = 1 ] || fail 'a printer takes over from itself'
grep -q 'the second must be another' "$at/said" || fail 'does not say that it is the same printer'
got=0
setup --device "anjungan-escpos://$here/?ack=none" --yes --second || got=$?
grep -q 'the second must be another' "$at/said" || fail "another option makes it another printer: $got"
setup --device "$here" --yes || fail 'the first one is not the default again'
before=$(queues)
got=0
setup --device "localhost:$port" --yes --second --name tiket || got=$?
[ "$got" = 1 ] || fail 'the second printer takes the queue of the first'
grep -q "queue tiket is the first printer's" "$at/said" || fail 'does not say whose queue it is'
[ "$(queues)" = "$before" ] || fail 'the second printer took the queue of the first'
lpadmin -x tiket
setup --device "$here" --yes --second || fail 'no second printer'
grep -q 'made the queue tiket2' "$at/said" || fail 'the second printer has no queue'
! grep -q 'the default queue' "$at/said" || fail 'the second printer is the default'
grep -q 'second_queue = tiket2' "$at/said" || fail 'does not say what is left to do'

# --- a driverless one ---------------------------------------------------------------------------
code=0
tests/support/ipp-printer start "$at/ipp" 80 >"$at/ipp.env" || code=$?
if [ "$code" = 77 ]; then
    echo "without an IPP printer: $(cat "$at/ipp.env")"
    exit 0
fi
[ "$code" = 0 ] || exit "$code"
uri=$(sed -n 's/^URI=//p' "$at/ipp.env")
setup --device "$uri" --name rol || fail 'the IPP printer is not set up'
grep -q 'made the queue rol' "$at/said" || fail 'the IPP printer has no queue'
setup --device "$uri" --name rol || fail 'the IPP printer, the second time'
grep -qx 'all was right already' "$at/said" || fail 'a second run did something to the IPP printer'
