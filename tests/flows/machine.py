#!/usr/bin/python3 -B
"""The whole machine: a Debian 12 of our packages in QEMU, set up as an installer does it, touched, killed, stopped,
typed at and cut from its power. Every step leaves a picture of its panel in BINARY_DIR/machine/pictures.
  machine.py [STEP…]      these steps alone, on the machine that was built before"""
import datetime
import glob
import json
import os
import shutil
import signal
import subprocess
import sys
import time

SOURCE = os.environ["SOURCE_DIR"]
BINARY = os.environ["BINARY_DIR"]
HOME = os.path.join(BINARY, "machine")
GUEST = os.path.join(HOME, "guest")
PICTURES = os.path.join(HOME, "pictures")
PAPER = os.path.join(HOME, "paper")
PROGRAM = os.path.join(SOURCE, "tests/support/guest")
WIDTH, HEIGHT = 1080, 1920
CLOCK = datetime.datetime(2026, 11, 23, 2) - datetime.timedelta(seconds=time.monotonic())  # a Monday morning at the office
PATIENCE = 180
BAR = 120  # rows of the bar: time, date and the printer's state stand there
LIKE = 0.99  # below it; another screen shares less than three quarters
STATE = "/run/anjungan/tree.json"
SETTLED = 0.6  # the echo of a tap is ignored for 400 ms
CHORDS = 200
CRASH_S, HANG_S = 5, 25  # by the machine's own clock; an emulated one keeps to it where nothing runs beside
GOOD, BAD = "9.0.1", "9.0.2"
REST_PERCENT = 15  # of a processor; the minute changes, which an emulated one draws in seconds
MANY = 50  # colours


class Failure(Exception):
    pass


def check(is_true, text):
    if not is_true:
        raise Failure(text)


def wait_until(what, question, seconds=PATIENCE, pause=0.3):
    until = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        check(time.monotonic() < until, f"not within {seconds} s: {what}")
        time.sleep(pause)


def is_running(pid):
    """An ended process that nobody has asked for yet has no words."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read() != b""
    except FileNotFoundError:
        return False


def report(**figures):
    print(json.dumps(figures), flush=True)


class Printer:
    """On paper, outside: what came out stays there whatever happens to the machine."""

    def __init__(self):
        control, port = os.path.join(HOME, "control"), os.path.join(HOME, "port")
        for folder in PAPER, control:
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
        former = ["--port", open(port, encoding="ascii").read().strip()] if os.path.exists(port) else []
        self.process = subprocess.Popen([os.path.join(BINARY, "bin/anjungan-virtual-printer"), "--control", control,
                                         "--paper", PAPER, "--port-file", port, *former])
        time.sleep(1)
        wait_until("the printer's port", lambda: os.path.exists(port) and os.path.getsize(port), 30)
        with open(port, encoding="ascii") as file:
            self.port = int(file.read())

    def slips(self):
        return sorted(glob.glob(os.path.join(PAPER, "*.bin")))

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Machine:
    def __init__(self):
        self.process = None
        self.pictures = 0
        self.model = None

    def boot(self):
        """Gives the seconds to the first frame, as the panel's watcher counts them from switching it on."""
        started = time.monotonic()
        clock = (CLOCK + datetime.timedelta(seconds=started)).isoformat("T", "seconds")
        self.process = subprocess.Popen(["nice", "-n", "10", PROGRAM, "boot", GUEST, f"{WIDTH}x{HEIGHT}", clock])
        return started

    def boot_to_service(self):
        """An emulated clock that stands still is no fault of a kiosk's: its kernel says so, before anything of ours runs."""
        for is_last in False, False, True:
            self.boot()
            try:
                return self.expect("attract")
            except Failure:
                with open(os.path.join(GUEST, "console"), encoding="utf-8", errors="replace") as file:
                    if is_last or "kthread timer wakeup didn't happen" not in file.read():
                        raise
            report(bench="machine", emulator="its clock stood still; switched off and on")
            self.cut()

    def is_on(self):
        return self.process is not None and self.process.poll() is None

    def cut(self):
        self.process.kill()
        self.wait_off()

    def wait_off(self):
        self.process.wait(PATIENCE)
        with open(os.path.join(GUEST, "disk.ready"), encoding="ascii") as file:
            disk = int(file.read())
        wait_until("the disk is let go", lambda: not is_running(disk), 30)

    def say(self, command):
        """What a root's shell says, and how it ends."""
        done = subprocess.run([PROGRAM, "shell", GUEST, command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, errors="replace")
        check(self.is_on(), f"the machine went off at: {command}")
        return done.returncode, done.stdout + done.stderr

    def shell(self, command):
        code, said = self.say(command)
        check(code == 0, f"{command}: {code}: {said}")
        return said.strip()

    def keys(self, chords):
        subprocess.run([PROGRAM, "key", GUEST, *chords], check=True)

    # --- what is seen ---------------------------------------------------------------------------

    def panel(self):
        path = os.path.join(GUEST, "shown.ppm")
        subprocess.run([PROGRAM, "picture", GUEST, path], check=True)
        with open(path, "rb") as file:
            kind, size, depth, pixels = file.read().split(b"\n", 3)
        check((kind, depth) == (b"P6", b"255"), "the picture is none")
        return pixels if size == f"{WIDTH} {HEIGHT}".encode() else b""  # dark: QEMU's own word is another size

    def keep_picture(self, name):
        self.pictures += 1
        path = os.path.join(PICTURES, f"{self.pictures:02}-{name}.png")
        subprocess.run([PROGRAM, "picture", GUEST, path], check=True)

    def take_model(self):
        """The first screen, once the console's two colours are gone."""
        self.model = self.panel()
        return len({self.model[at:at + 3] for at in range(0, len(self.model), 3 * 11)}) > MANY

    def likeness(self):
        shown, points = self.panel(), range(3 * WIDTH * BAR, len(self.model), 3 * 7)
        return sum(shown[at:at + 3] == self.model[at:at + 3] for at in points) / len(points)

    def expect_first_screen(self, name):
        """On the panel itself, as it was after the first boot."""
        self.expect("attract")
        try:
            wait_until("the panel shows the first screen", lambda: self.likeness() >= LIKE, 60)
        finally:
            self.keep_picture(name)

    def tree(self):
        code, said = self.say(f"cat {STATE}")
        return json.loads(said) if code == 0 and said.strip() else {"screen": "", "widgets": []}

    def widget(self, name):
        return next((widget for widget in self.tree()["widgets"] if widget["name"] == name), None)

    def expect(self, screens):
        return wait_until(f"the screen {screens}", lambda: self.tree()["screen"] in screens.split("|"))

    # --- what is done ---------------------------------------------------------------------------

    def find(self, name):
        widget = wait_until(f"the button {name}", lambda: (found := self.widget(name)) and found["enabled"] and found)
        left, top, width, height = widget["rect"]
        return f"{left + width // 2} {top + height // 2} 80"

    def tap(self, name):
        where = self.find(name)
        time.sleep(SETTLED)
        self.shell(f"echo {where} >/run/touch")

    def walk_to_confirm(self):
        self.expect("attract")
        self.tap("start-id")
        self.expect("home")
        self.tap("take-1")
        self.expect("confirm")

    def told(self):
        """The number on the screen, once there is one."""
        return wait_until("a number", lambda: (found := self.widget("number")) and found["label"], pause=0)

    def finish(self):
        if self.widget("printed"):
            self.tap("printed")
        self.tap("done")
        time.sleep(2)  # a page that closes by itself just then leaves the tap to the first screen, which comes back
        self.expect("attract")

    def numbers(self):
        said = self.shell("cd / && anjungan-ctl ticket list --json")
        return [json.loads(line)["number"] for line in said.splitlines()]

    def property(self, unit, name):
        return self.shell(f"systemctl show --property={name} --value {unit}")


machine = Machine()
printer = None


def visit(name):
    """A number is taken; it is on the screen, in the records and on paper."""
    slips = len(printer.slips())
    machine.walk_to_confirm()
    machine.tap("take-general")
    number = machine.told()
    machine.expect("ticket|done|problem")
    wait_until(f"the slip of {number}", lambda: len(printer.slips()) == slips + 1)
    machine.keep_picture(name)
    check(machine.numbers().count(number) == 1, f"{number} was told, and is not once in the records")
    machine.finish()
    return number


# --- steps, in their order ------------------------------------------------------------------------


def make_updates(packages):
    """Two newer versions, each in a signed folder: the same files, and the same with a screen that fails on the panel."""
    keys = os.path.join(packages, "keys")
    os.mkdir(keys, 0o700)
    signing = dict(os.environ, GNUPGHOME=keys)
    subprocess.run(["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", "trial@example.org", "default",
                    "default", "never"], check=True, env=signing)
    fails = r"""mv usr/bin/anjungan usr/bin/anjungan.sound
    printf '#!/bin/sh\ncase "$*" in *rehearsal*) exec /usr/bin/anjungan.sound "$@" ;; esac\nexec sleep 1000\n' >usr/bin/anjungan
    chmod 755 usr/bin/anjungan"""
    for version, script in (GOOD, ""), (BAD, fails):
        out = os.path.join(packages, "versions", version)
        subprocess.run([os.path.join(SOURCE, "tests/support/package-version"), packages, out, version, script], check=True)
        folder = os.path.join(packages, "update", version)
        debs = [glob.glob(os.path.join(out, f"anjungan-{name}_*.deb"))[0] for name in ("common", "kiosk")]
        subprocess.run([os.path.join(SOURCE, "kiosk/cmake/repository.sh"), folder, "trial@example.org", *debs], check=True,
                       env=signing)
        shutil.move(os.path.join(folder, "update.gpg"), os.path.join(packages, "update/update.gpg"))
    subprocess.run(["gpgconf", "--kill", "all"], check=True, env=signing)


def it_is_built_and_set_up():
    """As an installer does it; that the screen tells its buttons is the trial's alone."""
    packages = os.path.join(HOME, "packages")
    shutil.rmtree(packages, ignore_errors=True)
    subprocess.run([os.path.join(SOURCE, "kiosk/cmake/packages.sh"), packages], check=True)
    make_updates(packages)
    subprocess.run([PROGRAM, "build", GUEST, os.path.join(SOURCE, "tests/support/guest-installed")],
                   check=True, env=dict(os.environ, PACKAGES=packages))
    machine.boot()
    machine.shell("systemctl is-system-running --wait")
    machine.shell("cd / && anjungan-setup kiosk --office rokan-hulu --role lobby --device K1 --panel 398x708 "
                  f"--printer 10.0.2.2:{printer.port} --yes")
    # QEMU loads the kernel by itself and has no USB here: of start menu and usbguard it says that they are missing.
    _, said = machine.say("cd / && anjungan-setup lock")
    missing = [line.split()[1] for line in said.splitlines() if line.startswith("anjungan-setup:")]
    check(missing == ["/etc/default/grub.d", "/etc/usbguard/rules.conf"], f"anjungan-setup lock: {said}")
    unit = "/etc/systemd/system/anjungan.service.d"
    machine.shell(f"printf '[debug]\\nallow_ui_tree = yes\\n' >>/etc/anjungan/anjungan.conf; mkdir -p {unit}\n"
                  f"printf '[Service]\\nExecStart=\\nExecStart=/usr/bin/anjungan --ui-tree {STATE}\\n' >{unit}/trial.conf")
    machine.say("systemctl poweroff")
    machine.wait_off()


def it_boots_to_the_first_screen():
    started = machine.boot()
    wait_until("the panel shows a picture", machine.take_model, pause=0.1)
    check(machine.tree()["screen"] == "attract", "it is another picture")
    seen = time.monotonic() - started
    machine.keep_picture("first-screen")
    check(machine.shell("systemctl is-system-running --wait") == "running", "a unit failed")
    inside = int(machine.property("anjungan", "ActiveEnterTimestampMonotonic")) / 1e6
    kernel = machine.shell("systemd-analyze time | head -n 1")
    report(bench="machine", boot_to_first_frame_s=round(inside, 1), seen_from_outside_s=round(seen, 1), systemd=kernel)


def a_visit_ends_on_paper():
    started = time.monotonic()
    number = visit("visit")
    report(bench="machine", visit=number, seconds=round(time.monotonic() - started, 1))


def it_rests():
    """Nobody is there: what a minute costs, of our processes and of cupsd, as far as they run; anjungan-sync does not where
    no office is known. The emulated processor is a slow one."""
    with open(os.path.join(SOURCE, "tests/bench/rest.sh"), encoding="utf-8") as file:
        script = file.read()
    machine.expect("attract")
    for what, units in ("screen", ["anjungan"]), ("all", ["anjungan", "anjungan-print", "anjungan-sync", "cups"]):
        pids = " ".join(pid for unit in units if (pid := machine.property(unit, "MainPID")) != "0")
        said = machine.shell(f"cat >/run/rest.sh <<'END'\n{script}\nEND\nsh /run/rest.sh 'machine, {what}' 60 {pids}")
        print(said, flush=True)
        check(json.loads(said)["cpu_percent"] < REST_PERCENT, f"at rest it works: {said}")


def whatever_is_killed_comes_back():
    for unit in ("anjungan", "anjungan-print", "cups", "systemd-journald", "systemd-udevd", "systemd-logind"):
        before = machine.property(unit, "MainPID")
        code, said = machine.say(f"cut -d' ' -f1 /proc/uptime; kill -9 {before}")
        check(code == 0, f"{unit}: {said}")
        at = float(said.split()[0])
        wait_until(f"{unit} is back", lambda unit=unit, before=before: machine.shell(
            f"systemctl show --property=ActiveState,MainPID --value {unit}").split() not in ([before, "active"], ["0", "active"])
            and machine.property(unit, "ActiveState") == "active" and machine.property(unit, "MainPID") not in (before, "0"))
        back = int(machine.property(unit, "ActiveEnterTimestampMonotonic")) / 1e6 - at
        report(bench="machine", killed=unit, back_after_s=round(back, 1))
        check(back <= CRASH_S, f"{unit} was away for {back:.1f} s")
    machine.expect_first_screen("after-kills")
    visit("visit-after-kills")


def a_hang_is_ended_by_the_watchdog():
    for unit in "anjungan", "anjungan-print":
        before = machine.property(unit, "MainPID")
        at = float(machine.shell(f"kill -STOP {before}; cut -d' ' -f1 /proc/uptime"))
        wait_until(f"{unit} is started anew",
                   lambda unit=unit, before=before: machine.property(unit, "MainPID") not in (before, "0")
                   and machine.property(unit, "ActiveState") == "active")
        back = int(machine.property(unit, "ActiveEnterTimestampMonotonic")) / 1e6 - at
        report(bench="machine", stopped=unit, back_after_s=round(back, 1))
        check(back <= HANG_S, f"{unit} hung for {back:.1f} s")
    machine.expect_first_screen("after-hangs")
    visit("visit-after-hangs")


def chords():
    """What people try at a keyboard; the power button is meant to switch off."""
    functions = [f"f{number}" for number in range(1, 13)]
    once = [f"ctrl+alt+{key}" for key in [*functions, "delete", "backspace", "esc", "t", "kp_subtract", "l"]]
    once += [f"alt+{key}" for key in [*functions, "tab", "esc", "left", "right", "spc", "up"]]
    once += [f"alt+sysrq+{key}" for key in "bceiofkrsutmpw0123456789"]
    once += [f"ctrl+{key}" for key in ["c", "d", "z", "q", "w", "s", "esc", "alt", "shift", "shift+esc"]]
    once += [f"meta_l+{key}" for key in ["l", "d", "r", "e", "tab", "p"]] + ["meta_l", "print", "pause", "scroll_lock"]
    once += [*functions, "menu", "insert", "num_lock", "caps_lock", "caps_lock", "sleep", "wake", "ctrl+alt+delete"]
    return (once * CHORDS)[:CHORDS]


def no_keys_lead_out():
    boot = machine.shell("cat /proc/sys/kernel/random/boot_id")
    pid = machine.property("anjungan", "MainPID")
    keys = chords()
    for at in range(0, len(keys), 20):
        batch = keys[at:at + 20]
        machine.keys(batch)
        time.sleep(1)
        check(machine.is_on(), f"the machine went off at one of: {' '.join(batch)}")
        try:
            likeness = wait_until("the app's picture", lambda: (found := machine.likeness()) >= 0.95 and found, 20)
        except Failure as failure:
            machine.keep_picture("led-out")
            raise Failure(f"the panel shows something else after one of: {' '.join(batch)}") from failure
        check(likeness, "")
    # The quick way that systemd takes when it is asked often.
    machine.keys(["ctrl+alt+delete"] * 8)
    time.sleep(3)
    check(machine.shell("cat /proc/sys/kernel/random/boot_id") == boot, "the machine has started anew")
    check(machine.property("anjungan", "MainPID") == pid, "the app has started anew")
    machine.expect_first_screen("after-chords")
    visit("visit-after-chords")
    report(bench="machine", chords=len(keys) + 8)


def power_cuts_lose_and_double_nothing():
    """The first when the number has just been told, the others while it is being taken."""
    for delay in None, 0.3, 1.2, 2.5:
        before = machine.numbers()
        machine.walk_to_confirm()
        where = machine.find("take-general")
        time.sleep(SETTLED)
        machine.shell(f"echo {where} >/run/touch")
        if delay is None:
            number = machine.told()
        else:
            number = None
            time.sleep(delay)
        machine.keep_picture("at-power-cut")
        machine.cut()
        machine.boot_to_service()
        machine.expect_first_screen("after-power-cut")
        after = machine.numbers()
        check(len(set(after)) == len(after), f"doubled: {after}")
        check(after[:len(before)] == before, f"lost: {before} became {after}")
        check(len(after) <= len(before) + 1, f"more than one number for one visit: {after}")
        check(number is None or number in after, f"{number} was told and is lost: {after}")
        slips = printer.slips()
        check(len(slips) <= len(after), f"{len(slips)} slips of {len(after)} numbers")
        taken = visit("visit-after-power-cut")
        check(taken not in after, f"{taken} is given twice")
        slips = [open(path, "rb").read() for path in printer.slips()]
        check(len(set(slips)) == len(slips), "a slip came out twice")
        report(bench="machine", power_cut="told" if delay is None else f"{delay} s after the tap", told=number,
               numbers=[len(before), len(after)], slips=len(slips), next=taken)


def touch_panel_comes_back_under_the_running_screen():
    pid = machine.property("anjungan", "MainPID")
    machine.shell("systemctl stop touch-panel")
    time.sleep(3)
    machine.expect_first_screen("without-touch-panel")
    machine.shell("systemctl start touch-panel")
    visit("visit-after-touch-panel")
    check(machine.property("anjungan", "MainPID") == pid, "the app has started anew")


def screen_comes_back():
    """The kernel is told that the plug is out. QEMU's panel goes on with the last picture, as many a converter does."""
    outlet = machine.shell("ls -d /sys/class/drm/card*-*/status")
    machine.shell(f"echo off >{outlet}")
    try:
        check(machine.shell(f"cat {outlet}") == "disconnected", "the plug stays in")
        time.sleep(5)
    finally:
        machine.shell(f"echo on >{outlet}")
    machine.expect_first_screen("after-screen")
    visit("visit-after-screen")
    machine.shell(f"echo detect >{outlet}")


def sleep_is_refused():
    """Not tried is waking up: this machine's panel does not come back from it, whatever draws on it."""
    for way in "suspend", "hibernate", "hybrid-sleep", "suspend-then-hibernate":
        code, said = machine.say(f"systemctl {way}")
        check(code != 0, f"systemctl {way}: the machine goes to sleep: {said}")
    check("PM: suspend entry" not in machine.shell("dmesg"), "the machine went to sleep")
    machine.expect_first_screen("after-refused-sleep")


def take_update(version):
    """Gives what became of it, in the updater's words."""
    machine.shell("cp /srv/update/update.gpg /etc/anjungan/; rm -f /var/lib/anjungan-update/last\n"
                  f"systemd-run --quiet --unit=trial-update --collect anjungan-setup update --from /srv/update/{version}")
    said = wait_until(f"the end of the update to {version}", lambda: machine.say("cat /var/lib/anjungan-update/last")[1]
                      if machine.property("trial-update", "ActiveState") == "inactive" else "", 900)
    wait_until("the screen is there again", lambda: machine.property("anjungan", "ActiveState") == "active")
    return said.strip()


def installed():
    return machine.shell("dpkg-query --show --showformat='${Version}' anjungan-kiosk")


def a_bad_update_is_rolled_back():
    """It does well on the copy; on the real panel it shows nothing."""
    version, numbers = installed(), machine.numbers()
    started = time.monotonic()
    said = take_update(BAD)
    check(f"took {BAD} back, {version} serves" in said, f"the updater says: {said}")
    check("anjungan.service shows no frame" in said, f"it was not the panel that told: {said}")
    check(installed() == version, f"{installed()} is installed")
    check(machine.numbers() == numbers, "a number is lost")
    machine.expect_first_screen("after-bad-update")
    report(bench="machine", update_taken_back_s=round(time.monotonic() - started))
    visit("visit-after-bad-update")


def a_good_update_serves():
    numbers = machine.numbers()
    started = time.monotonic()
    said = take_update(GOOD)
    check(f"{GOOD} serves in place of" in said, f"the updater says: {said}")
    check(installed() == GOOD, f"{installed()} is installed")
    check(machine.numbers() == numbers, "a number is lost")
    machine.expect_first_screen("after-good-update")
    report(bench="machine", update_s=round(time.monotonic() - started))
    visit("visit-after-good-update")


STEPS = [it_is_built_and_set_up, it_boots_to_the_first_screen, a_visit_ends_on_paper, it_rests,
         whatever_is_killed_comes_back, a_hang_is_ended_by_the_watchdog, no_keys_lead_out,
         touch_panel_comes_back_under_the_running_screen, screen_comes_back, sleep_is_refused,
         power_cuts_lose_and_double_nothing, a_bad_update_is_rolled_back, a_good_update_serves]


def is_possible():
    if os.geteuid() != 0:
        return "only root can build a machine"
    missing = [name for name in ("qemu-system-x86_64", "mmdebstrap", "nbdkit", "dpkg-buildpackage", "apt-ftparchive", "gpg") if not shutil.which(name)]
    return f"{missing[0]} is missing" if missing else None


def run(steps):
    failed = []
    for step in steps:
        started = time.monotonic()
        try:
            if not machine.is_on() and step not in STEPS[:2]:
                machine.boot_to_service()
                wait_until("the panel shows a picture", machine.take_model)
            step()
            end = "ok"
        except (Failure, subprocess.SubprocessError, OSError) as failure:
            failed.append(step)
            end = f"FAILED: {failure}"
            if machine.is_on():
                machine.keep_picture(f"failed-{step.__name__}")
                print(machine.say("journalctl -b --no-pager -o short-monotonic -n 40")[1])
        print(f"{step.__name__}: {end} ({time.monotonic() - started:.0f} s)", flush=True)
        if failed and step in STEPS[:2]:
            break
    return len(failed)


def main(words):
    global printer
    reason = is_possible()
    if reason:
        print(f"SKIP: {reason}")
        return 77
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is ended
    steps = [step for step in STEPS if not words or step.__name__ in words]
    os.makedirs(HOME, exist_ok=True)
    if not words:
        shutil.rmtree(PICTURES, ignore_errors=True)
    os.makedirs(PICTURES, exist_ok=True)
    printer = Printer()
    try:
        return 1 if run(steps) else 0
    finally:
        if machine.is_on():
            machine.cut()
        printer.stop()


sys.exit(main(sys.argv[1:]))
