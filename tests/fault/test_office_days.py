"""Real kiosks, a real office and a network between them that fails on command: whatever dies or is lost on the
way, afterwards both sides hold the same.

    test_office_days.py [--seconds N] [--kiosks N] [--seed N] [--cuts N] [--only FAULT…] [--netns] [--keep]

With --netns kiosks and office have a network each, and the cable between them is pulled or loses packets.
--seconds 0: each fault once. The checker (check_office.py) has the last word; the seed repeats the order of the faults."""
import argparse
import glob
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
import uuid

sys.path.insert(0, os.path.join(os.environ["SOURCE_DIR"], "tests"))
from fault.office.faults import Faults  # noqa: E402
from fault.office.rules import Check, violations  # noqa: E402
from fault.office.sides import Disk, office_of_database  # noqa: E402
from support import kiosk_network  # noqa: E402
from support.fault_proxy import FaultProxy  # noqa: E402
from support.kiosk_network import OFFICE, KioskNetwork  # noqa: E402
from support.office_kiosk import OfficeKiosk  # noqa: E402
from support.office_rig import OfficeRig  # noqa: E402

DRAIN_S, HEARTBEAT_S = 180, 60


class Days(Faults):
    def __init__(self, rig, given):
        self.rig, self.given = rig, given
        self.die = random.Random(given.seed)
        self.history, self.lost, self.found, self.tally = [], [], [], {}
        self.network = KioskNetwork() if given.netns else None
        self.proxy = FaultProxy(rig.directory, f"{OFFICE if given.netns else '127.0.0.1'}:0", f"127.0.0.1:{rig['PORT']}",
                                seed=given.seed)
        port = self.proxy.address.split(":")[1]
        if self.network:
            self.network.lead(port)
        self.kiosks = [OfficeKiosk(rig, f"k{i + 1}", f"https://localhost:{port}", self.history,
                                   self.network.inside if self.network else ()) for i in range(given.kiosks)]
        self.ends, self.threads = threading.Event(), []

    def visit(self, kiosk):
        self.threads.append(threading.Thread(target=self.visitors, args=(kiosk,), daemon=True))
        self.threads[-1].start()

    def visitors(self, kiosk):
        die = random.Random(self.given.seed * 1000 + self.kiosks.index(kiosk))
        while not self.ends.is_set():
            kiosk.issue(die.choice(self.given.services), kill_after=die.choice([None, None, None, die.uniform(0, 0.2)]))
            self.ends.wait(die.uniform(0, 0.3))

    def wrong_clocks(self):
        """A kiosk whose clock is wrong by decades still delivers, through TLS that believes the office's time."""
        kiosk = self.kiosks[0]
        kiosk.start()
        kiosk.issue(self.given.services[0])
        self.wait_for(kiosk, "with the right clock")
        for moment in ("@1986-03-01 08:00:00", "+20y"):
            kiosk.end()
            kiosk.moment = moment
            kiosk.start()
            kiosk.issue(self.given.services[0])
            self.wait_for(kiosk, f"at {moment}")
        kiosk.end()
        kiosk.moment = None

    def wait_for(self, kiosk, when):
        end = time.monotonic() + DRAIN_S
        while kiosk.waiting() and time.monotonic() < end:
            time.sleep(0.02)
        if kiosk.waiting():
            self.found.append(("I10", f"nothing is delivered {when}"))

    def take_over(self):
        """A standby takes over that lacks the last records. A kiosk at rest learns that from its next heartbeat."""
        kiosk, files = self.kiosks[0], os.path.join(self.rig.folder, "pg")
        events = "SELECT count(*) FROM office.event"
        kiosk.start()
        kiosk.issue(self.given.services[0])
        self.wait_for(kiosk, "before a standby is made")
        self.rig.kill("postgres")
        subprocess.run(["cp", "-a", files, files + ".standby"], check=True)
        self.rig.up("postgres")
        for _ in range(3):
            kiosk.issue(self.given.services[0])
        self.wait_for(kiosk, "after a standby is made")
        before = self.rig.sql(events)
        self.rig.kill("postgres")
        shutil.rmtree(files)
        os.rename(files + ".standby", files)
        open(os.path.join(files, "standby.signal"), "wb").close()
        self.rig.up("postgres")
        self.rig.sql("SELECT pg_promote()")
        begin = time.monotonic()
        if self.rig.sql(events) == before:
            raise RuntimeError("the standby lacked nothing")
        while self.rig.sql(events) != before and time.monotonic() < begin + 3 * HEARTBEAT_S:
            time.sleep(0.5)
        print(f"{time.monotonic() - begin:.0f} s until a standby that took over had what it lacked")
        if self.rig.sql(events) != before:
            self.found.append(("I4", "what a standby lacked when it took over stays lost"))
        kiosk.end()

    def run(self):
        for kiosk in self.kiosks:
            kiosk.start()
            self.visit(kiosk)
        end = time.monotonic() + self.given.seconds
        for name in self.names():
            if self.given.seconds and time.monotonic() >= end:
                break
            getattr(self, name)()
            self.tally[name] = self.tally.get(name, 0) + 1
            time.sleep(self.die.uniform(0.05, 0.5))
        self.ends.set()
        for thread in self.threads:
            thread.join()
        self.heal()

    def names(self):
        """Each fault as often as the others, in an order that the seed repeats."""
        names = list(self.given.only or self.NAMES + (("loss", "loss", "pull") if self.given.netns else ()))
        self.die.shuffle(names)
        yield from names
        while self.given.seconds:
            self.die.shuffle(names)
            yield from names

    def every_cut(self):
        """An exchange of a few records, cut after every so many bytes in both directions."""
        kiosk, cuts = self.kiosks[0], self.given.cuts
        for i in range(cuts):
            kind = "cut-up" if i % 2 else "cut-down"
            at = (i // 2) * (2 * 6000 // cuts)
            kiosk.issue(self.given.services[0])
            self.proxy.plan(f"{kind}:{at}")
            self.proxy.tell("partition shut")
            self.proxy.tell("partition none")
            kiosk.end(signal.SIGKILL)
            kiosk.start()

    def heal(self):
        if self.network:
            self.network.mend()
        self.proxy.tell("clear")
        self.proxy.tell("random 0 0")
        self.proxy.tell("partition none")
        healed = time.time()
        self.history.append({"op": "healed", "at": int(healed * 1000)})
        for kiosk in self.kiosks:
            kiosk.end()
            kiosk.moment = None
            kiosk.start()
        while not all(self.is_level(kiosk) for kiosk in self.kiosks) and time.time() < healed + DRAIN_S:
            time.sleep(0.1)
        for kiosk in self.kiosks:
            self.history.append({"op": "drained", "kiosk": kiosk.id, "at": int(time.time() * 1000)})
        print(f"drained {time.time() - healed:.1f} s after all had healed")
        self.wait_for_pages()
        for kiosk in self.kiosks:
            kiosk.end()

    def is_level(self, kiosk):
        """Nothing waits, and the office has what it once had, which a restored one must first be told again."""
        if kiosk.waiting():
            return False
        there = dict(line.split("|") for line in self.rig.sql(
            f"SELECT stream_id, contiguous FROM office.stream WHERE kiosk_id = '{kiosk.id}'").splitlines())
        return all(int(there.get(str(uuid.UUID(bytes=stream)), 0)) >= last for stream, last in kiosk.ask(
            "SELECT stream, max(seq) FROM outbox GROUP BY stream HAVING stream NOT IN (SELECT stream FROM set_aside)"
            " AND stream IN (SELECT id FROM stream WHERE closed_at = 0)"))

    def wait_for_pages(self):
        """Until the tables that pages read have taken up all events."""
        end = time.monotonic() + DRAIN_S
        while self.rig.sql("SELECT count(*) FROM office.stream WHERE got <> projected") != "0" and time.monotonic() < end:
            time.sleep(0.1)

    def crashes(self):
        """What the office's own programs say of ends that nobody ordered: PostgreSQL's are its answer to a disk."""
        for path in glob.glob(os.path.join(self.rig["LOG"], "*.log")) + glob.glob(os.path.join(self.rig.directory, "k*.log")):
            with open(path, encoding="utf-8", errors="replace") as lines:
                for line in lines if "postgres" not in os.path.basename(path) else ():
                    if re.search(r"signal (4|6|7|8|11)\b|Sanitizer|runtime error:", line):
                        yield {"op": "crash", "program": os.path.basename(path), "said": line.strip()}

    def judge(self):
        disks = [Disk(kiosk.id, kiosk.database) for kiosk in self.kiosks]
        disks += [Disk(is_lost=True, **lost) for lost in self.lost]
        disks += [Disk(kiosk.id, path, is_lost=True) for kiosk in self.kiosks
                  for path in glob.glob(os.path.join(kiosk.folder, "quarantine/*/anjungan.db"))]
        self.history += self.crashes()
        if not self.given.seconds:  # every day, beside other tests: how long a visitor waits is judged by campaigns
            slowest = max((entry.pop("ms") for entry in self.history if "ms" in entry), default=0)
            print(f"the slowest number took {slowest} ms")
        office = office_of_database(self.rig["SUPERUSER"])
        told, away = (sum(1 for entry in self.history if entry["op"] == op) for op in ("ticket", "turned away"))
        if self.network:
            print(f"{self.network.lost()} packets lost, the cable pulled {self.network.pulled} times")
            if self.given.seconds >= 60 and not (self.network.lost() and self.network.pulled):
                raise RuntimeError("a network that nothing befell proves nothing")
        print(f"{told} visitors, {away} turned away by a disk, {len(office.events)} events, faults {self.tally}, proxy {self.proxy.stats()}")
        return self.found + violations(Check(disks, office, self.history))


def main():
    words = argparse.ArgumentParser(usage=__doc__)
    words.add_argument("--seconds", type=float, default=8)
    words.add_argument("--kiosks", type=int, default=2)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--cuts", type=int, default=0)
    words.add_argument("--only", nargs="+")
    words.add_argument("--keep", action="store_true")
    words.add_argument("--services", nargs="+", default=["berkas", "informasi"])
    words.add_argument("--netns", action="store_true")
    given = words.parse_args()
    if given.netns:
        reason = kiosk_network.why_not()
        if reason:
            print(f"SKIP: {reason}")
            return 77
        kiosk_network.enter()
    with OfficeRig("--ingest", "2", "--sick-disk") as rig:
        days = Days(rig, given)
        days.every_cut()
        days.wrong_clocks()
        if given.seconds >= 60:
            days.take_over()
        days.run()
        found = days.judge()
        days.proxy.close()
        for name, what in found[:40]:
            print(f"{name}: {what}")
        if found and given.keep:
            shutil.copytree(rig.directory, f"{rig.directory}-kept", ignore=shutil.ignore_patterns("sock", "*.sock", "tick", "control-*"))
    print(f"{len(found)} violations, seed {given.seed}")
    return 1 if found else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception:  # 1 is "something that must not be was there"; this proves nothing
        traceback.print_exc()
        sys.exit(2)
