"""Kiosks' records under crowds and kills: what is answered is true, and what is answered stays.

    test_office_ingest.py [--rounds N] [--walks N] [--kills N] [--seed N] [--twin PATCH]

With --twin the office is broken on purpose, its functions or its program: then the exit code must be 1."""
import argparse
import glob
import http.client
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import traceback

import psycopg2

SOURCE_DIR = os.environ["SOURCE_DIR"]
sys.path.insert(0, os.path.join(SOURCE_DIR, "tests"))
from fault.office.rules import ZERO_CHAIN, Check, chained, i5_streams_are_whole  # noqa: E402
from fault.office.sides import office_of_database  # noqa: E402
from fault.office.stream import DaemonDoor, Door, Record, Stream  # noqa: E402
from support.office_rig import OfficeRig  # noqa: E402


class Campaign:
    def __init__(self, rig, given):
        self.rig, self.given = rig, given
        self.faults = []

    def fault(self, what):
        self.faults.append(what)

    def crowd(self):
        """Eight connections send the same batch at the same moment: each record is stored by one of them."""
        kiosk = self.rig.certificate("crowd")
        doors = [Door(self.rig, kiosk) for _ in range(8)]
        stream, tally = Stream(self.given.seed), {"s": 0, "d": 0}
        for _ in range(self.given.rounds):
            first = len(stream.records) + 1
            for _ in range(100):
                stream.add()
            batch = stream.batch(range(first, first + 100))
            barrier, answers = threading.Barrier(len(doors)), []
            threads = [threading.Thread(daemon=True, target=self.rush, args=(door, stream, batch, barrier, answers))
                       for door in doors]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            for answer in answers:
                for letter in answer[0]:
                    tally[letter] = tally.get(letter, 0) + 1
            if len(answers) != len(doors):
                self.fault(f"crowd: {len(doors) - len(answers)} of 8 got no answer")
        records = len(stream.records)
        if tally != {"s": records, "d": 7 * records}:
            self.fault(f"crowd: of {records} records sent 8 times each: {tally}")
        print(f"crowd: {self.given.rounds} rounds, answers {tally}")
        for door in doors:
            door.close()

    def rush(self, door, stream, batch, barrier, answers):
        door.connect()
        barrier.wait()
        try:
            answers.append(door.send(stream, batch))
        except psycopg2.Error as error:
            self.fault(f"crowd: {str(error).splitlines()[0]}")

    def crossing(self):
        """Eight connections send other parts of one stream at the same moment: all of them stay."""
        doors = [Door(self.rig, self.rig.certificate("crossing"))]
        doors += [Door(self.rig, doors[0].kiosk) for _ in range(7)]
        stream, answers = Stream(self.given.seed + 3), []
        for _ in range(max(self.given.rounds // 4, 1)):
            first, barrier = len(stream.records) + 1, threading.Barrier(len(doors))
            for _ in range(80):
                stream.add()
            threads = [threading.Thread(daemon=True, target=self.rush, args=(
                door, stream, stream.batch(range(first + i, first + 80, len(doors))), barrier, answers))
                for i, door in enumerate(doors)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        for what in i5_streams_are_whole(Check([], office_of_database(self.rig["SUPERUSER"]))):
            self.fault(f"crossing: I5: {what}")
        print(f"crossing: {len(answers)} batches")
        for door in doors:
            door.close()

    def walk(self, seed):
        """Batches in any order, with gaps, repeats, records that moved and records that lie, against a model."""
        die = random.Random(seed)
        door = Door(self.rig, self.rig.certificate(f"walk{seed}"))
        old, new = Stream(seed * 2), Stream(seed * 2 + 1)
        for _ in range(40):
            record = old.add()
            new.add(record if die.random() < 0.3 else None)
        held, owners = {old.id: {}, new.id: {}}, {}
        for _ in range(25):
            stream = die.choice([old, new])
            batch = stream.batch(sorted(die.sample(range(1, 41), die.randint(1, 12))))
            if die.random() < 0.2:
                at = die.randrange(len(batch))
                batch[at] = (batch[at][0], lying(batch[at][1], die))
            letters, contiguous, chain, gaps = door.send(stream, batch)
            expected = "".join(self.judge(stream, seq, record, held, owners) for seq, record in batch)
            self.compare(seed, stream, (letters, contiguous, chain, gaps), expected, held[stream.id])
        door.close()

    def judge(self, stream, seq, record, held, owners):
        here, owner = held[stream.id].get(seq), owners.get(record.id)
        if here is not None:
            return "d" if here == (record.id, record.rec) else "c"
        if owner is not None and owner != record.rec:
            return "c"
        held[stream.id][seq] = (record.id, record.rec)
        owners[record.id] = record.rec
        return "s" if owner is None else "d"

    def compare(self, seed, stream, answer, expected, held):
        letters, contiguous, chain, gaps = answer
        upto, own = 0, ZERO_CHAIN
        while upto + 1 in held:
            upto += 1
            own = chained(own, upto, held[upto][1])
        missing = [seq for first, last in gaps for seq in range(first, last + 1)]
        really = [seq for seq in range(upto + 1, max(held, default=0)) if seq not in held]
        if letters != expected:
            self.fault(f"walk {seed}: answered {letters}, the model {expected}")
        elif contiguous != upto or missing != really:
            self.fault(f"walk {seed}: reaches {contiguous} without {missing}, the model {upto} without {really}")
        elif bytes.fromhex(chain or ZERO_CHAIN.hex()) != own:
            self.fault(f"walk {seed}: the chain at {upto} is another")

    def other_chain(self):
        """A kiosk whose chain differs (an old disk) is found out."""
        door, stream = Door(self.rig, self.rig.certificate("chain")), Stream(self.given.seed + 7)
        for _ in range(3):
            stream.add()
        door.send(stream, stream.batch([1, 2, 3]), claim=(3, b"\1" * 32))
        if self.rig.sql("SELECT count(*) FROM office.stream WHERE chain_broken_at = 3") != "1":
            self.fault("chain: another chain went unseen")
        door.close()

    def kill(self):
        """PostgreSQL dies at any moment; two writers at the function and two at a daemon send on until they have
        an answer. Half of the time a COMMIT takes as long as on a slow disk, so that the kill finds one under way."""
        self.rig.sql("ALTER SYSTEM SET commit_siblings = 0")
        ends, acked, found = threading.Event(), [], [0]
        doors = [(Door, DaemonDoor)[i % 2](self.rig, self.rig.certificate(f"writer{i}")) for i in range(4)]
        writers = [threading.Thread(daemon=True, target=self.write, args=(i, door, ends, acked, found))
                   for i, door in enumerate(doors)]
        for writer in writers:
            writer.start()
        die = random.Random(self.given.seed)
        for _ in range(self.given.kills):
            self.rig.sql(f"ALTER SYSTEM SET commit_delay = {die.choice([0, 20000])}")
            self.rig.sql("SELECT pg_reload_conf()")
            time.sleep(die.uniform(0.05, 0.6))
            self.rig.kill("postgres")
            self.rig.up("postgres")
        time.sleep(0.2)
        ends.set()
        for writer in writers:
            writer.join()
        office = office_of_database(self.rig["SUPERUSER"])
        there = {(event["kiosk"], event["id"]): event["rec"] for event in office.events}
        lost = [key for key, rec in acked if there.get(key) != rec]
        if lost:
            self.fault(f"kill: {len(lost)} of {len(acked)} acknowledged records are lost")
        for what in i5_streams_are_whole(Check([], office)):
            self.fault(f"kill: I5: {what}")
        print(f"kill: {self.given.kills} kills, {len(acked)} records acknowledged, {len(lost)} lost, "
              f"{found[0]} found on the second try")

    def write(self, i, door, ends, acked, found):
        stream = Stream(self.given.seed * 100 + i)
        while not ends.is_set():
            first = len(stream.records) + 1
            batch = [(first + n, stream.add()) for n in range(20)]
            is_again, letters = False, None
            while letters is None and not (is_again and ends.is_set()):
                try:
                    letters = door.send(stream, batch)[0]
                except (psycopg2.Error, OSError, http.client.HTTPException):
                    is_again = True
                    door.close()
                    time.sleep(0.02)
            if letters is None:
                break
            found[0] += letters.count("d") if is_again else 0
            if letters.strip("sd"):
                self.fault(f"kill: writer {i} was answered {letters}")
            acked.extend(((door.kiosk["KIOSK"], record.id), record.rec) for _, record in batch)
        door.close()

    def run(self):
        self.crowd()
        self.crossing()
        for i in range(self.given.walks):
            self.walk(self.given.seed * 1000 + i)
        print(f"walks: {self.given.walks} from seed {self.given.seed * 1000}")
        self.other_chain()
        if self.given.kills:
            self.kill()
        return self.faults


def lying(record, die):
    """The same id with other bytes, or a new record in the old one's place."""
    if die.random() < 0.5:
        return Record(die)
    other = Record(die)
    other.id = record.id
    return other


def functions(sql):
    """Each function's text by its name."""
    return {match[1]: match[0] for match in re.finditer(r"CREATE (?:OR REPLACE )?FUNCTION (\w+)\(.*?\$\$.*?\$\$;?", sql, re.S)}


def break_office(rig, patch):
    """Puts the functions that a patch changes in the place of the sound ones."""
    with open(patch, encoding="utf-8") as file:
        words = file.read()
    name = re.search(r"^\+\+\+ b/(\S+)", words, re.M)[1]
    with open(os.path.join(SOURCE_DIR, name), encoding="utf-8") as file:
        sound = file.read()
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(os.path.join(folder, os.path.dirname(name)))
        broken = os.path.join(folder, name)
        with open(broken, "w", encoding="utf-8") as file:
            file.write(sound)
        subprocess.run(["patch", "--silent", "--fuzz=0", "-p1", "-d", folder, "-i", patch], check=True)
        with open(broken, encoding="utf-8") as file:
            after = functions(file.read())
    changed = {key for key, text in after.items() if functions(sound).get(key) != text}
    if not changed:
        raise RuntimeError(f"{patch} changes no function")
    for later in sorted(glob.glob(os.path.join(SOURCE_DIR, os.path.dirname(name), "[0-9]*.sql"))):
        with open(later, encoding="utf-8") as file:
            if os.path.basename(later) > os.path.basename(name) and changed & functions(file.read()).keys():
                raise RuntimeError(f"{patch} changes a function that {later} replaces")
    if "asynchronous" in patch:
        rig.sql("ALTER SYSTEM SET synchronous_commit = off")
        rig.sql("ALTER SYSTEM SET wal_writer_delay = '10s'")
        rig.sql("SELECT pg_reload_conf()")
    for key in changed:
        rig.sql("SET search_path = office, pg_temp; " + after[key].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1))


def broken_program(patch):
    """The folder of an anjungan-office that the patch made."""
    build = os.environ["BINARY_DIR"]
    folder, name = os.path.split(os.path.splitext(patch)[0])
    twin = f"test_{os.path.basename(folder)}_twin_{name.replace('-', '_')}"
    subprocess.run(["cmake", "--build", build, "--target", twin], check=True, stdout=subprocess.DEVNULL)
    programs = tempfile.mkdtemp(prefix="anj-")
    os.symlink(os.path.join(build, "bin", twin), os.path.join(programs, "anjungan-office"))
    return programs


def main():
    words = argparse.ArgumentParser(usage=__doc__)
    words.add_argument("--rounds", type=int, default=20)
    words.add_argument("--walks", type=int, default=10)
    words.add_argument("--kills", type=int, default=2)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--twin")
    given = words.parse_args()
    is_program = given.twin and "office_program" in given.twin
    if is_program:
        os.environ["BIN"] = broken_program(os.path.abspath(given.twin))
    try:
        with OfficeRig("--ingest", "1", "--without", "enrolment,web,project") as rig:
            if given.twin and not is_program:
                break_office(rig, os.path.abspath(given.twin))
            faults = Campaign(rig, given).run()
    finally:
        if is_program:
            shutil.rmtree(os.environ["BIN"])
    for what in faults[:20]:
        print(what)
    print(f"{len(faults)} violations, seed {given.seed}")
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception:  # 1 is "something that must not be was there"; this proves nothing
        traceback.print_exc()
        sys.exit(2)
