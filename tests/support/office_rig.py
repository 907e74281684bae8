"""A whole office in a directory of its own (support/office-rig), as tests in Python hold it."""
import os
import shutil
import subprocess
import tempfile
import time


class OfficeRig:
    """Ends with the test, however that ends. `options` are those of `office-rig start`."""

    def __init__(self, *options):
        self.directory = tempfile.mkdtemp(prefix="anj-", dir="/tmp")
        os.chmod(self.directory, 0o711)
        self.rig = os.path.join(os.environ["SOURCE_DIR"], "tests/support/office-rig")
        self.folder = os.path.join(self.directory, "o")
        try:
            self.facts = self.call("start", *options, "--owner", str(os.getpid()))
        except subprocess.CalledProcessError:
            self.stop()
            raise

    def call(self, verb, *words):
        done = subprocess.run([self.rig, verb, self.folder, *words], check=True, text=True, stdout=subprocess.PIPE)
        return dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def __getitem__(self, name):
        return self.facts[name]

    def kill(self, part):
        self.call("kill", part)

    def up(self, part):
        """A child of a killed server may hold its memory for a moment."""
        for last in (False, False, False, True):
            try:
                self.call("up", part)
                return
            except subprocess.CalledProcessError:
                if last:
                    raise
                time.sleep(0.5)

    def up_all(self):
        """Starts what does not run, until the database answers: it may die late of what it met."""
        for _ in range(60):
            done = subprocess.run(f'"{self.rig}" up "{self.folder}" all && "{self.rig}" sql "{self.folder}" "SELECT 1"',
                                  check=False, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            if done.returncode == 0:
                return
            time.sleep(0.25)
        raise RuntimeError(done.stderr)

    def office(self, *words):
        """What the office's program says."""
        program = os.path.join(os.environ["BINARY_DIR"], "bin/anjungan-office")
        return subprocess.run([program, "--config", self["CONFIG"], *words], check=True, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.strip()

    def certificate(self, name, days=730):
        """KIOSK, SERIAL, CERTIFICATE and KEY of an enrolled kiosk that has no program."""
        return self.call("certificate", name, str(days))

    def sql(self, text):
        done = subprocess.run([self.rig, "sql", self.folder, text], check=True, text=True, stdout=subprocess.PIPE)
        return done.stdout.strip()

    def conninfo(self, role):
        return f"{self['DATABASE']} user={role}"

    def stop(self):
        subprocess.run([self.rig, "stop", self.folder], check=False)
        shutil.rmtree(self.directory, ignore_errors=True)
