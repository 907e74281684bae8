"""A kiosk of an office rig: its state directory, its programs, and what visitors were told."""
import json
import os
import signal
import subprocess
import threading
import time


class OfficeKiosk:
    """Enrolled through `url`; `history` takes what tests/fault/office/rules.py reads. `inside` stands before each
    program of the kiosk, whatever else its `prefix` is for a time."""

    def __init__(self, rig, name, url, history, inside=()):
        self.rig, self.history, self.inside, self.prefix = rig, history, list(inside), []
        self.folder = os.path.join(rig.directory, name)
        self.programs = os.path.join(os.environ["BINARY_DIR"], "bin")
        self.conf = os.path.join(rig.directory, f"{name}.conf")
        self.log = open(os.path.join(rig.directory, f"{name}.log"), "ab")  # noqa: SIM115 (ends with the process)
        self.process = None
        self.lock = threading.Lock()  # of the disk: whoever exchanges it has it for himself
        os.mkdir(self.folder)
        with open(self.conf, "w", encoding="utf-8") as file:
            file.write("[office]\nid = pekanbaru\n")
        self.enrol(url)

    def words(self, program, *words):
        return [*self.inside, *self.prefix, os.path.join(self.programs, program), "--state", self.folder, "--config", self.conf, *words]

    def enrol(self, url, *words):
        code = subprocess.run([os.path.join(self.programs, "anjungan-office"), "--config", self.rig["CONFIG"], "code"],
                              check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.split()[0]
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
            self.process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *self.words("anjungan-sync")], stdout=self.log, stderr=self.log)

    def end(self, by=signal.SIGTERM):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(by)
            self.process.wait(timeout=40)

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
        if said.strip():
            self.history.append({"op": "ticket", "kiosk": self.id, "ticket": json.loads(said)["id"], "ms": took})
        elif kill_after is None:
            self.history.append({"op": "ticket", "kiosk": self.id, "ticket": None, "ok": False, "ms": took})

    def waiting(self):
        """Records that are still to be delivered."""
        import sqlite3
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10) as db:
            count = db.execute("SELECT sum(waiting) FROM stream").fetchone()[0]
        db.close()
        return count or 0
