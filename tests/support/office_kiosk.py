"""A kiosk of an office rig: its state directory, its programs, and what visitors were told."""
import contextlib
import glob
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import threading
import time

from .sick_disk import SickDisk

CRASHES = (signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGSEGV, signal.SIGSYS, signal.SIGTRAP)


class OfficeKiosk:
    """Enrolled through `url`; `history` takes what tests/fault/office/rules.py reads. `inside` stands before each
    program of the kiosk, `moment` is the time that they believe (as libfaketime writes it), `disk` fails on command."""

    def __init__(self, rig, name, url, history, inside=(), copied=None):
        self.rig, self.history, self.inside = rig, history, list(inside)
        self.folder = os.path.join(rig.directory, name)
        self.disk, self.moment = SickDisk(self.folder), None
        self.programs = os.path.join(os.environ["BINARY_DIR"], "bin")
        self.conf = os.path.join(rig.directory, f"{name}.conf")
        self.log = open(os.path.join(rig.directory, f"{name}.log"), "ab")  # noqa: SIM115 (ends with the process)
        self.process, self.is_sick = None, False
        self.lock = threading.Lock()  # of the disk: whoever exchanges it has it for himself
        with open(self.conf, "w", encoding="utf-8") as file:
            file.write("[office]\nid = pekanbaru\n")
        if copied:
            shutil.copytree(copied.folder, self.folder)
            self.id = copied.id
        else:
            os.mkdir(self.folder)
            self.enrol(url)

    def clone(self, name):
        """Another machine with a copy of this one's disk: one identity, one past."""
        with self.lock:
            return OfficeKiosk(self.rig, name, None, self.history, self.inside, self)

    def words(self, program, *words):
        # Not `faketime`: it would stay between us and the program's end.
        believed = [] if self.moment is None else [
            f"FAKETIME={self.moment}", "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1"]
        libraries = glob.glob("/usr/lib/*/faketime/libfaketime.so.1") if believed else []
        return [*self.inside, *self.disk.words(*libraries), *believed, os.path.join(self.programs, program), "--state", self.folder,
                "--config", self.conf, *words]

    def enrol(self, url, *words):
        code = self.rig.office("code").split()[0]
        for _ in range(20):  # one a second from an address is what nginx lets pass
            done = subprocess.run(self.words("anjungan-ctl", "enrol", url, code, "--authority", self.rig["AUTHORITY"],
                                             *words), check=False, stdout=self.log, stderr=self.log)
            if done.returncode == 0:
                break
            time.sleep(0.5)
        with open(os.path.join(self.folder, "identity/office.json"), encoding="utf-8") as file:
            self.id = json.load(file)["kiosk"]

    @property
    def database(self):
        return os.path.join(self.folder, "anjungan.db")

    def start(self):
        if self.process is None or self.process.poll() is not None:
            self.note_end("anjungan-sync", self.process.returncode if self.process else 0)
            self.process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *self.words("anjungan-sync")],
                                            stdout=self.log, stderr=self.log)

    def end(self, by=signal.SIGTERM):
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(by)
            self.process.wait(timeout=120)
        self.note_end("anjungan-sync", self.process.returncode)
        self.process = None

    def note_end(self, program, code):
        """What nobody sent is a crash."""
        if -code in CRASHES:
            self.history.append({"op": "crash", "program": program, "kiosk": self.id, "signal": -code})

    def order(self, word):
        """Of the disk, between two visitors: who finds it sick may go without a number, who does not may not."""
        with self.lock:
            self.disk.order(word)
            self.is_sick = word is not None

    def issue(self, service, kill_after=None):
        """A visitor takes a number. With `kill_after` (seconds) the program is killed then."""
        with self.lock:
            self.issue_now(service, kill_after)

    def issue_now(self, service, kill_after):
        begin = time.monotonic()
        program = subprocess.Popen(self.words("anjungan-ctl", "ticket", "issue", "--json", "--service", service),
                                   stdout=subprocess.PIPE, stderr=self.log, text=True)
        try:
            said = program.communicate(timeout=kill_after)[0]
        except subprocess.TimeoutExpired:
            program.kill()
            said = program.communicate()[0]
        took = int((time.monotonic() - begin) * 1000)
        self.note_end("anjungan-ctl", program.returncode)
        if said.strip():
            self.history.append({"op": "ticket", "kiosk": self.id, "disk": self.folder,
                                 "ticket": json.loads(said)["id"], "ms": took})
        elif kill_after is None and not self.is_sick:
            self.history.append({"op": "ticket", "kiosk": self.id, "ticket": None, "ok": False, "ms": took})
        elif self.is_sick:
            self.history.append({"op": "turned away", "kiosk": self.id, "ms": took})

    def ask(self, text):
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)) as db:
            return db.execute(text).fetchall()

    def waiting(self):
        """Records that are still to be delivered."""
        return self.ask("SELECT sum(waiting) FROM stream")[0][0] or 0
