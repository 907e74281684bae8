#!/bin/bash
# `anjungan-setup lock`: what it says is what systemd, logind, the kernel, the console and usbguard read; unlock takes all back.
set -euo pipefail
cd "$SOURCE_DIR"
if [ "${1:-}" != inside ]; then
    command -v loadkeys >/dev/null || { echo 'SKIP: kbd is missing'; exit 77; }
    exec tests/support/machine 200 tests/flows/lock.sh inside
fi

# --- inside -------------------------------------------------------------------------------------
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
fail() { echo "$*"; cat /tmp/said 2>/dev/null || true; exit 1; }
DESTDIR='' cmake --install "$BINARY_DIR" --prefix /usr >/tmp/install.log || { cat /tmp/install.log; exit 1; }
systemctl daemon-reload
# What was there before, to be compared with what is there at the end.
mkdir -p /etc/usbguard
echo '# of yesterday' >/etc/usbguard/rules.conf
chmod 600 /etc/usbguard/rules.conf
mkdir -p /etc/default/grub.d
state() { find /etc -xdev \( -type f -o -type l \) ! -name '*-' -printf '%p %m %l\n' | sort; }
masked=(ctrl-alt-del.target getty@tty1.service debug-shell.service suspend.target hibernate.target)
systemctl unmask --quiet "${masked[@]}" 2>/dev/null || true
systemctl disable --quiet usbguard 2>/dev/null || true
state >/tmp/before
setup() { (cd / && anjungan-setup "$@") >/tmp/said 2>&1; }

setup lock --usb keypad && fail 'a device may have any name'
setup lock --stick 1 && fail 'there is such a word'
state | cmp -s - /tmp/before || fail 'wrong words changed the machine'

setup lock --usb 1a2c:2124 --usb 05e0:1200 || fail 'it cannot be locked'
grep -q 'holds from the next start' /tmp/said || fail 'nobody says when it holds'
has() { grep -qxF "$2" < <($1) || fail "$1 lacks: $2"; }
sysctls() { cat /etc/sysctl.d/60-anjungan.conf; }
logind() { systemd-analyze cat-config systemd/logind.conf; }
manager() { systemd-analyze cat-config systemd/system.conf; }
has sysctls 'kernel.sysrq = 0'
has logind 'NAutoVTs=0'
has logind 'ReserveVT=0'
has manager 'CtrlAltDelBurstAction=none'
# systemd itself takes every line of them.
systemctl daemon-reexec
systemctl restart systemd-logind 2>/dev/null || true # not everywhere inside
! journalctl -b --no-pager | grep -E '60-anjungan.conf.*(Unknown|Failed|ignoring)' || fail 'systemd does not know a line'
sysctl --ignore --dry-run --load=/etc/sysctl.d/60-anjungan.conf >/tmp/said 2>&1 || fail 'sysctl does not take it'
[ "$(systemctl show --property=CtrlAltDelBurstAction --value)" = none ] || fail 'seven times Ctrl-Alt-Del restarts it'
for unit in "${masked[@]}"; do
    [ "$(systemctl is-enabled "$unit" 2>/dev/null)" = masked ] || fail "$unit can be had"
done
[ "$(systemctl is-enabled anjungan-keys)" = enabled ] || fail "the console's keys stay"

# The console's keymap: what the kernel's own has for consoles and restart is gone.
cat >/tmp/console.map <<'KEYS'
keymaps 0-2,4-5,8,12
	alt keycode 59 = Console_1
	control alt keycode 60 = Console_2
	control alt keycode 88 = Console_12
	alt keycode 105 = Decr_Console
	alt keycode 106 = Incr_Console
	alt keycode 99 = Last_Console
	alt keycode 103 = KeyboardSignal
	keycode 70 = Scroll_Lock
	shift keycode 70 = Show_Memory
	control keycode 70 = Show_State
	alt keycode 70 = Show_Registers
	control alt keycode 111 = Boot
	control alt keycode 83 = Boot
KEYS
# In the kernel's own table (linux/keyboard.h): 0xf5.. are consoles, 0xf2.. what it does itself, 0xf200 nothing, 0xf201 Return.
left() { loadkeys --mktable "$@" 2>/tmp/said | grep -oE '0xf(5[0-9a-f]{2}|2[0-9a-f]{2})' | grep -vE '0xf20[01]' || true; }
[ "$(left /tmp/console.map | wc -l)" -ge 12 ] || fail 'the test knows no keys of the console'
[ -z "$(left /tmp/console.map /usr/share/anjungan/lockdown/keys.map)" ] || fail 'a key still leads to a console or the kernel'

# USB: each kind of device against the rules, in the order in which usbguard reads them.
rules=/etc/usbguard/rules.conf
[ "$(stat -c %a $rules)" = 600 ] || fail 'usbguard refuses what others may read'
grep -qx 'allow id 1a2c:2124' $rules || fail "the office's keypad is refused"
! grep -q 'of yesterday' $rules || fail 'what was plugged in when usbguard came is let in'
first_for() { # INTERFACE…
    local line interface pattern
    while read -r line; do
        case $line in *with-interface*) ;; block) echo block; return ;; *) continue ;; esac
        for interface in "$@"; do
            for pattern in $line; do
                # shellcheck disable=SC2053 # a pattern
                [[ $interface == $pattern ]] && { echo "${line%% *}"; return; }
            done
        done
    done <$rules
}
[ "$(first_for 03:01:01)" = reject ] || fail 'a keyboard works'
[ "$(first_for 08:06:50)" = reject ] || fail 'a stick works'
[ "$(first_for 03:00:00 03:01:01)" = reject ] || fail 'a touch panel that types works'
[ "$(first_for e0:01:01)" = reject ] || fail 'a wireless adapter works'
[ "$(first_for 03:00:00)" = allow ] || fail 'no touch panel works'
[ "$(first_for 07:01:02)" = allow ] || fail 'no printer works'
[ "$(first_for 09:00:01)" = allow ] || fail 'no hub works'
[ "$(first_for 0e:01:00)" = reject ] || fail 'a camera works'
[ "$(first_for 03:00:00 0e:01:00)" = reject ] || fail 'a touch panel that films works'
[ "$(first_for 07:01:02 08:06:50)" = reject ] || fail 'a printer that is a stick works'
[ "$(first_for dc:01:01)" = block ] || fail 'whatever else works'

setup lock --usb 1a2c:2124 --usb 05e0:1200 || fail 'a second time fails'
grep -qx 'all was right already' /tmp/said || fail 'a second time does something'

# The doctor tells what does not hold yet.
doctor() { (cd / && { anjungan-ctl doctor || true; }) | grep ' lock: '; }
doctor | grep -q '^look lock: usbguard does not run' || fail "the doctor says: $(doctor)"

setup unlock || fail 'it cannot be opened'
state >/tmp/after
same() { diff /tmp/before /tmp/after >/tmp/said || fail "something of the lock is left by $1"; }
same unlock
doctor | grep -q '^ok   lock: none' || fail "the doctor says: $(doctor)"

# The package that goes takes it away too.
setup lock || fail 'it cannot be locked again'
sh config/debian/anjungan-kiosk.postrm remove >/tmp/said 2>&1 || fail 'the package is not removed'
systemctl daemon-reload
state >/tmp/after
same "the package's removal"
