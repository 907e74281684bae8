"""Several fingers at once on a real X server: Xorg with the dummy screen and the input driver that X.Org has
for tests, the kiosk in front of it. Only taps on targets act.
  test_flow_touch.py [--long]   also what takes half a minute: something that is held down is told"""
import json
import os
import random
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

BIN = os.path.join(os.environ["BINARY_DIR"], "bin")
WIDTH, HEIGHT = 1080, 1920
BEGIN, UPDATE, END = 18, 19, 20  # of the driver's protocol
PATIENCE = 60

CONFIG = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "BlankTime" "0"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "glass"
  HorizSync 1-1000
  VertRefresh 1-1000
  Modeline "1080x1920" 176.50 1080 1168 1280 1480 1920 1923 1933 1989
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "glass"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1080x1920"
    Virtual 1080 1920
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "touch"
  Driver "inputtest"
  Option "SocketPath" "{socket}"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
EndSection
Section "ServerLayout"
  Identifier "all"
  Screen "screen"
  InputDevice "touch"
EndSection
"""


def until(what, answer, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = answer()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"{what} did not come to be")


class Glass:
    """Fingers, through the driver's socket."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        until("the touch device", lambda: self.has_connected(path))
        self.socket.sendall(struct.pack("<IIHH", 12, 0, 1, 1))
        self.read(12)

    def has_connected(self, path):
        try:
            self.socket.connect(path)
            return True
        except OSError:
            return False

    def read(self, count):
        data = b""
        while len(data) < count:
            data += self.socket.recv(count - len(data)) or exit("the X server has gone")
        return data

    def send(self, finger, kind, x, y):
        places = [x * 65535 / (WIDTH - 1), y * 65535 / (HEIGHT - 1)] + 62 * [0.0]
        self.socket.sendall(struct.pack("<IIII", 1056, 6, finger, kind) + struct.pack("<I", 0)
                            + bytes([3, 0, 0, 0, 0, 0, 0, 0]) + bytes(4)
                            + struct.pack("<64d", *places) + struct.pack("<64d", *(64 * [0.0])))

    def down(self, finger, at):
        self.send(finger, BEGIN, *at)

    def move(self, finger, at):
        self.send(finger, UPDATE, *at)

    def up(self, finger, at):
        self.send(finger, END, *at)

    def tap(self, at, finger=0):
        self.down(finger, at)
        self.up(finger, at)


class Rig:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="anjungan-touch.")
        self.tree = os.path.join(self.folder, "tree.json")
        self.programs = []
        os.mkdir(self.path("state"))
        with open(self.path("kiosk.conf"), "w", encoding="utf-8") as file:
            file.write("[print]\nbackend = folder\n")
        with open(self.path("xorg.conf"), "w", encoding="utf-8") as file:
            file.write(CONFIG.format(socket=self.path("touch.sock")))

    def path(self, name):
        return os.path.join(self.folder, name)

    def start(self, *words, **more):
        log = open(self.path("log"), "ab")
        program = subprocess.Popen(words, stdout=log, stderr=log, **more)
        self.programs.append(program)
        return program

    def open(self):
        reading, writing = os.pipe()
        self.start("Xorg", "-displayfd", str(writing), "-config", self.path("xorg.conf"), "-noreset",
                   "-novtswitch", "-sharevts", "-nolisten", "tcp", "-logfile", self.path("xorg.log"),
                   pass_fds=[writing])
        os.close(writing)
        number = os.read(reading, 16).decode().strip()
        if not number:
            raise AssertionError("Xorg does not start")
        self.glass = Glass(self.path("touch.sock"))
        environment = dict(os.environ, DISPLAY=":" + number, SDL_VIDEODRIVER="x11")
        environment.pop("WAYLAND_DISPLAY", None)
        self.kiosk = self.start(os.path.join(BIN, "anjungan"), "--state", self.path("state"), "--config",
                                self.path("kiosk.conf"), "--now", "2026-11-23T09:41:00+07:00", "--ui-tree",
                                self.tree, env=environment)
        until("the welcome screen", lambda: self.screen() == "attract")

    def close(self):
        for program in reversed(self.programs):
            program.terminate()
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
        shutil.rmtree(self.folder)

    def view(self):
        try:
            with open(self.tree, encoding="utf-8") as file:
                return json.load(file)
        except (OSError, ValueError):
            return {"screen": "", "lang": "", "frame": 0, "widgets": []}

    def screen(self):
        return self.view()["screen"]

    def lang(self):
        return self.view()["lang"]

    def place(self, name):
        for widget in self.view()["widgets"]:
            if widget["name"] == name:
                x, y, width, height = widget["rect"]
                return x + width // 2, y + height // 2
        raise AssertionError(f"{name} is not on {self.screen()}")

    def quiet(self):
        """What was sent has been heard and shown; and the guard of double taps is over."""
        time.sleep(0.6)
        assert self.kiosk.poll() is None, "the kiosk has ended"

    def go(self, name, screen):
        self.quiet()
        self.glass.tap(self.place(name))
        until(screen, lambda: self.screen() == screen)
        self.quiet()


def a_tap_is_a_tap(rig):
    rig.go("wake", "home")


def only_the_first_of_two_fingers_acts(rig):
    language, help_ = rig.place("nav-language"), rig.place("service-1")
    rig.glass.down(1, language)
    rig.glass.down(2, help_)
    rig.glass.up(2, help_)
    rig.quiet()
    assert (rig.screen(), rig.lang()) == ("home", "id")
    rig.glass.up(1, language)
    until("English", lambda: rig.lang() == "en")
    assert rig.screen() == "home"
    rig.go("nav-language", "home")
    until("Indonesian", lambda: rig.lang() == "id")


def ten_fingers_at_once_are_one(rig):
    language = rig.place("nav-language")
    rig.glass.down(0, language)
    others = [(40 + 100 * n, 300 + 150 * n) for n in range(1, 10)]
    for finger, at in enumerate(others, 1):
        rig.glass.down(finger, at)
    for finger, at in enumerate(others, 1):
        rig.glass.up(finger, at)
    rig.glass.move(0, (5, 5))
    rig.glass.up(0, (5, 5))
    rig.quiet()
    assert (rig.screen(), rig.lang()) == ("home", "id")


def a_palm_that_rests_keeps_nobody_from_tapping(rig):
    palm = [(3 + n, 1690 + 2 * n) for n in range(5)]
    for finger, at in enumerate(palm, 3):
        rig.glass.down(finger, at)
    rig.quiet()
    rig.glass.tap(rig.place("nav-language"))
    until("English under a palm", lambda: rig.lang() == "en")
    for finger, at in enumerate(palm, 3):
        rig.glass.up(finger, at)
    rig.go("nav-language", "home")
    until("Indonesian", lambda: rig.lang() == "id")


def a_swipe_does_nothing(rig):
    for begin, end in (((540, 1918), (540, 200)), ((1, 960), (1000, 960)), ((1078, 900), (60, 900)),
                       (rig.place("service-1"), rig.place("nav-language"))):
        rig.glass.down(1, begin)
        for step in range(1, 9):
            rig.glass.move(1, tuple(a + (b - a) * step // 8 for a, b in zip(begin, end)))
        rig.glass.up(1, end)
        rig.quiet()
        assert (rig.screen(), rig.lang()) == ("home", "id"), (begin, end)


def a_burst_of_taps_is_one(rig):
    at = rig.place("nav-language")
    begin = time.monotonic()
    for _ in range(5):
        rig.glass.tap(at)
    took = time.monotonic() - begin
    rig.quiet()
    if took < 0.3:  # else it was no burst
        assert rig.lang() == "en"
    while rig.lang() != "id":
        rig.go("nav-language", "home")


def a_long_press_acts_and_a_very_long_one_does_not(rig):
    at = rig.place("nav-language")
    for seconds, lang in ((2, "en"), (10.5, "en")):
        rig.glass.down(1, at)
        time.sleep(seconds)
        rig.glass.up(1, at)
        rig.quiet()
        assert rig.lang() == lang, seconds
    rig.go("nav-language", "home")


def a_storm_of_fingers_breaks_nothing(rig):
    seed = int(time.time())
    print(f"  seed {seed}")
    chance = random.Random(seed)
    down = {}
    for _ in range(3000):
        finger = chance.randrange(10)
        at = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        if finger not in down:
            rig.glass.down(finger, at)
            down[finger] = at
        elif chance.random() < 0.5:
            rig.glass.up(finger, down.pop(finger))
        else:
            rig.glass.move(finger, at)
            down[finger] = at
    for finger, at in down.items():
        rig.glass.up(finger, at)
    rig.quiet()
    before = rig.view()["frame"]
    for finger in range(2):
        rig.glass.tap((540, 1000), finger)
    until("an answer after the storm", lambda: rig.view()["frame"] > before)


def what_is_held_down_is_told_and_does_not_block(rig):
    rig.glass.down(9, rig.place("nav-access"))
    time.sleep(31)
    rig.glass.tap(rig.place("nav-language"))  # the look of a pressed button, and another one works
    until("English beside a stuck finger", lambda: rig.lang() == "en")
    rig.quiet()
    told = subprocess.run([os.path.join(BIN, "anjungan-ctl"), "--state", rig.path("state"), "--config",
                           rig.path("kiosk.conf"), "doctor"], stdout=subprocess.PIPE, check=False, text=True)
    assert "pressing on the screen lobby" in told.stdout, told.stdout
    rig.glass.up(9, rig.place("nav-access"))
    rig.quiet()
    rig.glass.tap(rig.place("nav-language"))  # nobody was there for so long that the welcome screen is
    until("Indonesian", lambda: rig.lang() == "id")


PROMISES = [a_tap_is_a_tap, only_the_first_of_two_fingers_acts, ten_fingers_at_once_are_one,
            a_palm_that_rests_keeps_nobody_from_tapping, a_swipe_does_nothing, a_burst_of_taps_is_one]
LONG = [a_long_press_acts_and_a_very_long_one_does_not, what_is_held_down_is_told_and_does_not_block]


def main():
    if not shutil.which("Xorg") or not os.path.exists("/usr/lib/xorg/modules/input/inputtest_drv.so"):
        print("SKIP: Xorg with its driver inputtest is missing")
        return 77
    if os.geteuid() != 0:
        print("SKIP: Xorg without a seat needs root")
        return 77
    rig = Rig()
    try:
        rig.open()
        for promise in PROMISES + (LONG if "--long" in sys.argv else []) + [a_storm_of_fingers_breaks_nothing]:
            print(promise.__name__, flush=True)
            promise(rig)
    except BaseException:
        with open(rig.path("log"), encoding="utf-8", errors="replace") as file:
            print(file.read()[-3000:])
        raise
    finally:
        rig.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
