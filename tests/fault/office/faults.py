"""What goes wrong between kiosks and an office of real processes: one function a fault, which mends at once what it
broke where healing does not."""
import os
import shutil
import signal
import time

from support.sick_disk import SickDisk

MOST_CLONES = 2


class Faults:
    """Of a class that has rig, proxy, kiosks, die, history, lost, network and given."""

    NAMES = ("kill_sync", "kill_ingest", "kill_nginx", "kill_postgres", "kill_project", "cut", "part", "noise", "clock",
             "kiosk_full", "kiosk_eio", "office_full", "office_eio", "set_back", "clone", "office_set_back")

    backup = None  # the office's, from which it was not yet restored

    def kill_sync(self):
        kiosk = self.die.choice(self.kiosks)
        kiosk.end(signal.SIGKILL)
        kiosk.start()

    def kill_ingest(self):
        self.again(self.die.choice(["ingest-1", "ingest-2"]))

    def kill_nginx(self):
        self.again("nginx")

    def kill_postgres(self):
        self.again("postgres")

    def kill_project(self):
        self.again("project")

    def again(self, part):
        self.rig.kill(part)
        time.sleep(self.die.uniform(0, 0.3))
        self.rig.up(part)

    def cut(self):
        self.proxy.plan(*(f"{self.die.choice(['cut-up', 'cut-down'])}:{self.die.randrange(6000)}" for _ in range(4)))
        self.proxy.tell("partition shut")
        self.proxy.tell("partition none")

    def part(self):
        self.proxy.tell(f"partition {self.die.choice(['shut', 'up', 'down'])}")
        time.sleep(self.die.uniform(0.1, 1.0))
        self.proxy.tell("partition none")

    def noise(self):
        self.proxy.tell(f"random {self.die.choice([0, 30, 70])} {self.die.randrange(1 << 30)}")

    def clock(self):
        """1986, in twenty years, or right again: for visitors and for the way to the office."""
        kiosk = self.die.choice(self.kiosks)
        moment = self.die.choice([None, "@1986-03-01 08:00:00", "+20y"])
        kiosk.end()
        with kiosk.lock:
            kiosk.moment = moment
        kiosk.start()

    def kiosk_full(self):
        self.kiosk_sick("full")

    def kiosk_eio(self):
        self.kiosk_sick(self.die.choice(["eio-write", "eio-sync", "eio-read", "eio-write-3", "eio-sync-2", "eio-read-7"]))

    def kiosk_sick(self, order):
        """For visitors and for the way to the office, with a death in between now and then."""
        kiosk = self.die.choice(self.kiosks)
        kiosk.order(order)
        time.sleep(self.die.uniform(0.1, 0.6))
        if self.die.random() < 0.3:
            kiosk.end(signal.SIGKILL)
        kiosk.start()
        time.sleep(self.die.uniform(0.1, 0.6))
        kiosk.order(None)
        kiosk.start()

    def office_full(self):
        self.office_sick("full")

    def office_eio(self):
        self.office_sick(self.die.choice(["eio-write", "eio-sync", "eio-read", "eio-sync-3", "eio-read-5"]))

    def office_sick(self, order):
        """PostgreSQL ends itself when it cannot be sure of its disk; its supervisor starts it again."""
        disk = SickDisk(os.path.join(self.rig["DIR"], "pg"))
        disk.order(order)
        time.sleep(self.die.uniform(0.3, 1.0))
        disk.order(None)
        self.rig.up_all()

    def set_back(self):
        """The disk as it is now is kept; the next time it comes back, and what was written since is lost."""
        kiosk = self.die.choice(self.kiosks)
        old = kiosk.folder + ".old"
        kiosk.end()
        with kiosk.lock:
            if not os.path.exists(old):
                shutil.copytree(kiosk.folder, old)
            else:
                gone = f"{kiosk.folder}.gone{len(self.lost)}"
                os.rename(kiosk.folder, gone)
                os.rename(old, kiosk.folder)
                self.lost.append({"kiosk": kiosk.id, "path": os.path.join(gone, "anjungan.db"), "is_forgotten": False})
                for entry in self.history:
                    if entry["op"] == "ticket" and entry["disk"] == kiosk.folder:
                        entry["op"] = "ticket of a lost disk"
        kiosk.start()

    def clone(self):
        """A second machine goes on with a copy of a kiosk's disk, beside the first."""
        if len(self.kiosks) >= self.given.kiosks + MOST_CLONES:
            return
        kiosk = self.die.choice(self.kiosks)
        kiosk.end()
        copy = kiosk.clone(f"k{len(self.kiosks) + 1}")
        self.kiosks.append(copy)
        kiosk.start()
        copy.start()
        self.visit(copy)

    def office_set_back(self):
        """The office's machine is lost, and a fresh one gets the last backup: what came since is in no table."""
        if self.backup is None:
            self.backup = self.rig.office("backup")
            return
        self.rig.call("wipe")
        self.rig.office("restore", self.backup)
        self.rig.call("up", "all")
        self.backup = None
        for lost in self.lost:
            lost["is_forgotten"] = True

    def loss(self):
        """Packets between kiosks and office vanish, in one direction or both."""
        self.network.lose(self.die.choice([15, 30, 60]), self.die.choice([("input",), ("output",), ("input", "output")]))
        time.sleep(self.die.uniform(0.2, 4))

    def pull(self):
        """The cable, now and then for longer than a request may take (30 s)."""
        self.network.pull()
        time.sleep(self.die.choice([self.die.uniform(0.2, 3), self.die.uniform(0.2, 3), self.die.uniform(6, 12), 35]))
        self.network.plug()
