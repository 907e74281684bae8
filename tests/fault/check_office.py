#!/usr/bin/python3
"""Holds kiosks' databases against the office's tables after a campaign has healed, rule by rule.

    check_office.py [--office CONNINFO | --dump FILE] [--province CONNINFO] [--history FILE] [--waiting]
                    [--now MS] [--secret TEXT]… KIOSK=DATABASE… KIOSK=DATABASE:lost…

KIOSK is its UUID. ":lost" marks a disk that was destroyed or set back. --waiting: not yet healed, records
may still wait. Prints one line per violation; exits with 1 when there is one."""
import argparse
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from fault.office.rules import Check, relay_violations, violations  # noqa: E402
from fault.office.sides import Disk, history_of, office_of_database, office_of_dump  # noqa: E402


def main():
    words = argparse.ArgumentParser(usage=__doc__)
    words.add_argument("--office")
    words.add_argument("--dump")
    words.add_argument("--province")
    words.add_argument("--history")
    words.add_argument("--waiting", action="store_true")
    words.add_argument("--now", type=int)
    words.add_argument("--secret", action="append", default=[])
    words.add_argument("disks", nargs="+")
    given = words.parse_args()
    if bool(given.office) == bool(given.dump):
        words.error("either --office or --dump")
    office = office_of_database(given.office) if given.office else office_of_dump(given.dump)
    disks = []
    for word in given.disks:
        kiosk, _, path = word.partition("=")
        disks.append(Disk(kiosk, path.removesuffix(":lost"), path.endswith(":lost")))
    found = violations(Check(disks, office, history_of(given.history), is_healed=not given.waiting,
                             now_ms=given.now, secrets=given.secret))
    if given.province:
        found += relay_violations(office, office_of_database(given.province))
    for name, what in found[:200]:
        print(f"{name}: {what}")
    records = sum(len(rows) for disk in disks for rows in disk.rows.values())
    print(f"{len(found)} violations; {len(disks)} disks with {records} records, {len(office.events)} events"
          f" and {len(office.responses)} answers at the office")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
