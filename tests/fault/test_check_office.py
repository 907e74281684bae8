"""The checker finds nothing in sound data, and every damage that is done to it on purpose."""
import copy
import hashlib
import json
import os
import sqlite3
import sys
import tempfile
import unittest
import uuid

import psycopg2

SOURCE_DIR = os.environ["SOURCE_DIR"]
sys.path.insert(0, os.path.join(SOURCE_DIR, "tests"))
from fault.office.rules import (KEEP_MS, ZERO_CHAIN, Check, chained, relay_violations,  # noqa: E402
                                violations)
from fault.office.sides import ELEMENTS, Disk, Office, office_of_database  # noqa: E402
from support.office_rig import OfficeRig  # noqa: E402

KIOSK = "0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f0"
OTHER = "11111111-2222-4333-8444-555555555555"
NOW = 1795401660000


def insert(db, table, **values):
    db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
               list(values.values()))


class Kiosk:
    """A database with the product's schema and a small day in it, written by this test alone."""

    def __init__(self, folder, kiosk=KIOSK):
        self.kiosk, self.path = kiosk, os.path.join(folder, kiosk[:4], "anjungan.db")
        os.mkdir(os.path.dirname(self.path))
        self.db = sqlite3.connect(self.path, isolation_level=None)
        self.db.execute("PRAGMA synchronous = OFF")
        migrations = os.path.join(SOURCE_DIR, "kiosk/store/migrations")
        for name in sorted(os.listdir(migrations)):
            with open(os.path.join(migrations, name), encoding="utf-8") as file:
                self.db.executescript(file.read())
        self.streams = {}
        self.session = uuid.uuid4()
        insert(self.db, "session", no=1, id=self.session.bytes, local_day=20780, is_dated=1, generation=0,
               opened_at=NOW)
        for name in ("main", "survey"):
            self.open_stream(name)
        for seq in range(1, 6):
            self.issue(seq)
        for mark in (4, 3, 4):
            self.answer(mark)
        self.add("complaint.words", {"number": "PD-1001", "words": "c2VhbGVk"})

    def open_stream(self, name, previous=None, previous_seq=0):
        stream = uuid.uuid4()
        insert(self.db, "stream", id=stream.bytes, name=name, previous=previous and previous.bytes,
               previous_seq=previous_seq, opened_at=NOW, head_chain=ZERO_CHAIN)
        self.streams[name] = stream
        self.add("stream.opened", {"stream": str(stream)}, name)

    def add(self, kind, data, name="main", record=None):
        record, stream = record or uuid.uuid4(), self.streams[name]
        rec = json.dumps({"v": 1, "id": str(record), "kind": kind, "data": data}).encode()
        head, chain = self.db.execute("SELECT head_seq, head_chain FROM stream WHERE id = ?",
                                      [stream.bytes]).fetchone()
        insert(self.db, "outbox", stream=stream.bytes, seq=head + 1, id=record.bytes, kind=kind, rec=rec,
               sha=hashlib.sha256(rec).digest(), chain=chained(chain, head + 1, rec))
        return record

    def issue(self, seq):
        ticket = uuid.uuid4()
        insert(self.db, "ticket", session=1, series="A", seq=seq, id=ticket.bytes, place=seq,
               number=f"A-{seq:03}", code=f"7F3{seq}", service_id="izin-a", service_name="Izin A",
               group_id="intake", is_priority=0, priority_reason="", state="waiting", issued_at=NOW,
               people_ahead=0, wait_is_known=0, wait_from_min=0, wait_to_min=0, lang="id", unticked=b"")
        self.add("ticket.issued", {"ticket": str(ticket), "number": f"A-{seq:03}"})

    def answer(self, mark):
        response = uuid.uuid4()
        insert(self.db, "response", day=20780, id=response.bytes, bracket=0, source=0, flags=0, gender=0, age=0,
               education=0, occupation=0, service_id="", sector_id="", device="K1", form="uji/1", extras=b"",
               is_sent=1, **dict.fromkeys(ELEMENTS, mark))
        self.add("survey.answered", {"id": str(response), "answers": dict.fromkeys(ELEMENTS, mark)}, "survey")

    def acknowledge(self, at=NOW):
        self.db.execute("UPDATE outbox SET acked_at = ?", [at])

    def disk(self, is_lost=False):
        return Disk(self.kiosk, self.path, is_lost)


def office_with(*disks):
    """An office that took everything as it should."""
    office = Office()
    for disk in disks:
        office.kiosks[disk.kiosk] = {"revoked_ms": None}
        for stream, head in disk.streams.items():
            office.streams[disk.kiosk, stream] = {
                "name": head["name"], "contiguous": head["head_seq"], "chain": bytes(head["head_chain"]),
                "broken": None, "previous": None, "previous_seq": None, "got": [(1, head["head_seq"])]}
        for stream, row in disk.records():
            office.events.append({
                "kiosk": disk.kiosk, "stream": stream, "seq": row["seq"], "id": row["id"], "kind": row["kind"],
                "rec": bytes(row["rec"]), "sha": bytes(row["sha"]), "quarantined": False, "parsed": True,
                "received_ms": NOW})
        for name in ("tickets", "responses", "abandoned"):
            getattr(office, name).update(
                {(disk.kiosk, key): copy.copy(value) for key, value in getattr(disk, name).items()})
        office.complaints |= {(disk.kiosk, number) for number in disk.complaints}
    return office


class Rules(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.kiosk = Kiosk(self.folder)
        self.addCleanup(self.kiosk.db.close)
        self.kiosk.acknowledge()
        self.disk = self.kiosk.disk()
        self.office = office_with(self.disk)
        self.main = str(self.kiosk.streams["main"])

    def found(self, disks=None, history=(), **options):
        check = Check(disks or [self.disk], self.office, history, **options)
        return {name for name, _ in violations(check)}

    def event(self, seq, stream=None):
        return next(event for event in self.office.events
                    if event["seq"] == seq and event["stream"] == (stream or self.main))

    def test_sound_data_has_no_violation(self):
        history = [{"op": "ticket", "kiosk": KIOSK, "ticket": ticket, "ms": 12} for ticket in self.disk.tickets]
        history += [{"op": "healed", "at": NOW}, {"op": "drained", "kiosk": KIOSK, "at": NOW + 9000},
                    {"op": "sessions", "kiosk": KIOSK, "most": 1}]
        self.assertEqual(violations(Check([self.disk], self.office, history, now_ms=NOW)), [])

    def test_a_record_that_never_came_breaks_i1(self):
        self.office.events.remove(self.event(3))
        self.assertLessEqual({"I1", "I4", "I5"}, self.found())

    def test_a_record_that_never_came_breaks_i1_without_its_ack_too(self):
        self.kiosk.acknowledge(0)
        self.disk = self.kiosk.disk()
        self.office.events.remove(self.event(3))
        self.assertIn("I1", self.found())

    def test_a_committed_record_that_no_disk_has_breaks_i1(self):
        self.assertIn("I1", self.found(history=[{"op": "commit", "kiosk": KIOSK, "id": str(uuid.uuid4())}]))

    def test_a_visitors_ticket_that_is_unknown_breaks_i1(self):
        self.assertIn("I1", self.found(history=[{"op": "ticket", "kiosk": KIOSK, "ticket": str(uuid.uuid4())}]))

    def test_a_record_stored_twice_breaks_i1(self):
        twin = dict(self.event(3), seq=9)
        self.office.events.append(twin)
        self.assertIn("I1", self.found())

    def test_other_bytes_break_i1_and_i2(self):
        event = self.event(3)
        event["rec"] = event["rec"].replace(b"A-", b"B-")
        event["sha"] = hashlib.sha256(event["rec"]).digest()
        self.assertLessEqual({"I1", "I2", "I5"}, self.found())

    def test_a_hash_of_other_bytes_breaks_i2(self):
        self.event(3)["sha"] = bytes(32)
        self.assertIn("I2", self.found())

    def test_an_event_from_nowhere_breaks_i2(self):
        self.office.events.append(dict(self.event(3), seq=10, id=str(uuid.uuid4())))
        self.assertIn("I2", self.found())

    def test_records_deleted_after_delivery_are_covered_by_the_chain(self):
        self.kiosk.db.execute("DELETE FROM outbox WHERE seq < 4")
        self.disk = self.kiosk.disk()
        self.assertEqual(self.found(), set())
        event = self.event(2)
        event["rec"] += b" "
        event["sha"] = hashlib.sha256(event["rec"]).digest()
        self.assertIn("I5", self.found())

    def test_a_missing_answer_breaks_i3(self):
        self.office.responses.popitem()
        self.assertEqual(self.found(), {"I3"})

    def test_a_changed_answer_breaks_i3(self):
        next(iter(self.office.responses.values()))[4] -= 1
        self.assertEqual(self.found(), {"I3"})

    def test_an_invented_answer_breaks_i3(self):
        self.office.responses[KIOSK, str(uuid.uuid4())] = [4] * 9
        self.assertEqual(self.found(), {"I3"})

    def test_a_ticket_with_another_fate_breaks_i3(self):
        next(iter(self.office.tickets.values()))["state"] = "finished"
        self.assertEqual(self.found(), {"I3"})

    def test_a_province_that_lacks_a_record_breaks_i3(self):
        upper = copy.deepcopy(self.office)
        self.assertEqual(list(relay_violations(self.office, upper)), [])
        upper.events.pop()
        self.assertNotEqual(list(relay_violations(self.office, upper)), [])

    def test_an_acknowledged_record_that_is_gone_breaks_i4(self):
        event = self.event(4)
        ack = {"op": "ack", "kiosk": KIOSK, "id": event["id"], "sha": event["sha"].hex()}
        self.assertEqual(self.found(history=[ack]), set())
        self.office.events.remove(event)
        self.kiosk.acknowledge(0)
        self.disk = self.kiosk.disk()
        self.assertIn("I4", self.found(history=[ack]))

    def test_a_list_of_numbers_that_lies_breaks_i5(self):
        self.office.streams[KIOSK, self.main]["got"] = [(1, 3), (5, 7)]
        self.assertIn("I5", self.found())

    def test_a_mark_that_lies_breaks_i5(self):
        self.office.streams[KIOSK, self.main]["contiguous"] -= 1
        self.assertIn("I5", self.found())

    def test_another_chain_at_the_office_breaks_i5(self):
        self.office.streams[KIOSK, self.main]["chain"] = bytes(32)
        self.assertIn("I5", self.found())

    def test_a_broken_chain_at_the_kiosk_breaks_i5(self):
        self.kiosk.db.execute("DROP TRIGGER outbox_is_written_once")
        self.kiosk.db.execute("UPDATE outbox SET rec = x'00' WHERE seq = 2")
        self.disk = self.kiosk.disk()
        self.assertIn("I5", self.found())

    def test_a_gap_that_stays_breaks_i5(self):
        event = self.event(5)
        self.office.events.remove(event)
        row = self.office.streams[KIOSK, self.main]
        row["got"] = [(1, 4), (6, row["got"][0][1])]
        row["contiguous"] = 4
        self.assertIn("I5", self.found())

    def test_a_record_that_moved_is_held_once_and_is_no_gap(self):
        record = self.disk.rows[self.main][2]["id"]
        self.kiosk.db.execute("UPDATE stream SET closed_at = 1 WHERE name = 'main'")
        self.kiosk.open_stream("main")
        row = self.kiosk.db.execute("SELECT rec FROM outbox WHERE id = ?", [uuid.UUID(record).bytes]).fetchone()
        stream = self.kiosk.streams["main"]
        chain = self.kiosk.db.execute("SELECT head_chain FROM stream WHERE id = ?", [stream.bytes]).fetchone()[0]
        insert(self.kiosk.db, "outbox", stream=stream.bytes, seq=2, id=uuid.UUID(record).bytes, kind="ticket.issued",
               rec=row[0], sha=hashlib.sha256(row[0]).digest(), chain=chained(chain, 2, row[0]))
        self.kiosk.acknowledge()
        self.disk = self.kiosk.disk()
        self.office = office_with(self.disk)
        moved = self.event(2, str(stream))
        self.office.events.remove(moved)
        self.office.moved[KIOSK, str(stream), 2] = record
        self.assertEqual(self.found(), set())

    def test_a_number_of_two_tickets_breaks_i6(self):
        first, second = list(self.office.tickets.values())[:2]
        second["seq"] = first["seq"]
        self.assertIn("I6", self.found())

    def test_a_hole_in_a_series_breaks_i6(self):
        last = max(self.office.tickets, key=lambda key: self.office.tickets[key]["seq"])
        self.office.tickets[last]["seq"] += 1
        self.assertIn("I6", self.found())

    def test_an_event_under_a_strangers_name_breaks_i7(self):
        self.event(3)["kiosk"] = OTHER
        self.assertIn("I7", self.found())

    def test_a_record_under_two_names_breaks_i7(self):
        other = Kiosk(self.folder, OTHER)
        self.addCleanup(other.db.close)
        other.acknowledge()
        disks = [self.disk, other.disk()]
        self.office = office_with(*disks)
        self.assertEqual(self.found(disks), set())
        self.office.events.append(dict(self.event(3), kiosk=OTHER, stream=str(other.streams["main"]), seq=99))
        self.assertIn("I7", self.found(disks))

    def test_an_event_of_a_revoked_kiosk_breaks_i7(self):
        self.office.kiosks[KIOSK]["revoked_ms"] = NOW - 6000
        self.assertEqual(self.found(), {"I7"})
        self.office.kiosks[KIOSK]["revoked_ms"] = None
        self.assertEqual(self.found(history=[{"op": "refused", "kiosk": KIOSK, "at": NOW - 6000}]), {"I7"})

    def test_a_record_that_still_waits_breaks_i8(self):
        self.kiosk.add("help.called", {})
        self.disk = self.kiosk.disk()
        self.office = office_with(self.disk)
        self.assertEqual(self.found(), {"I8"})
        self.assertEqual(self.found(is_healed=False), set())

    def test_a_slow_recovery_breaks_i8(self):
        history = [{"op": "healed", "at": NOW}, {"op": "drained", "kiosk": KIOSK, "at": NOW + 601000}]
        self.assertEqual(self.found(history=history), {"I8"})

    def test_a_visitor_without_a_number_breaks_i9(self):
        ticket = {"op": "ticket", "kiosk": KIOSK, "ticket": None, "ok": False, "ms": 5}
        self.assertEqual(self.found(history=[ticket]), {"I9"})

    def test_a_slow_number_breaks_i9(self):
        ticket = {"op": "ticket", "kiosk": KIOSK, "ticket": next(iter(self.disk.tickets)), "ms": 2500}
        self.assertEqual(self.found(history=[ticket]), {"I9"})

    def test_a_day_made_by_a_clock_breaks_i10(self):
        self.assertEqual(self.found(history=[{"op": "sessions", "kiosk": KIOSK, "most": 0}]), {"I10"})

    def test_a_call_that_is_shown_late_breaks_i11(self):
        shown = [{"op": "shown", "ms": 20}] * 98
        self.assertEqual(self.found(history=[*shown, {"op": "shown", "ms": 299}]), set())
        self.assertEqual(self.found(history=[*shown, {"op": "shown", "ms": 300}]), {"I11"})

    def test_a_crash_breaks_i13(self):
        self.assertEqual(self.found(history=[{"op": "crash", "program": "anjungan-sync", "signal": 11}]), {"I13"})
        leak = {"op": "crash", "program": "anjungan-ctl", "said": "LeakSanitizer: detected memory leaks"}
        self.assertEqual(self.found(history=[leak]), {"I13"})

    def test_a_sound_database_in_quarantine_breaks_i12(self):
        folder = os.path.join(self.folder, "quarantine")
        os.rename(os.path.dirname(self.kiosk.path), folder)
        self.disk = Disk(KIOSK, os.path.join(folder, "anjungan.db"), is_lost=True)
        self.assertEqual(self.found(), {"I12"})

    def test_a_copy_of_a_disk_may_give_a_number_again_and_loses_nothing(self):
        first, second = list(self.office.tickets.values())[:2]
        second.update(seq=first["seq"])
        copy = self.kiosk.disk()
        copy.tickets, self.disk.tickets = {}, {}
        self.assertEqual(self.found([self.disk, copy]), set())
        self.office.events.remove(self.event(4))
        self.assertLessEqual({"I1", "I4"}, self.found([self.disk, copy]))

    def test_what_a_disk_delivered_that_was_lost_before_the_office_was_set_back_may_be_gone(self):
        self.disk = self.kiosk.disk(is_lost=True)
        self.office.events.remove(self.event(3))
        self.office.events.remove(self.event(4))
        self.assertLessEqual({"I1", "I4"}, self.found())
        self.disk.is_forgotten = True
        self.assertFalse({"I1", "I4"} & self.found())

    def test_a_damaged_file_breaks_i12_unless_it_lies_in_quarantine(self):
        self.kiosk.db.close()
        with open(self.kiosk.path, "r+b") as file:
            file.seek(4096 * 3)
            file.write(os.urandom(8192))
        self.disk = self.kiosk.disk()
        self.assertIn("I12", self.found())
        folder = os.path.join(self.folder, "quarantine")
        os.mkdir(folder)
        os.rename(self.kiosk.path, os.path.join(folder, "anjungan.db"))
        self.disk = Disk(KIOSK, os.path.join(folder, "anjungan.db"), is_lost=True)
        self.assertNotIn("I12", self.found())

    def test_words_of_a_person_in_the_file_break_i14(self):
        self.kiosk.db.execute("INSERT INTO meta VALUES ('x', 'Budi minta uang')")
        self.assertEqual(self.found(secrets=["minta uang"]), {"I14"})
        self.assertEqual(self.found(secrets=["minta maaf"]), set())

    def test_a_record_kept_too_long_breaks_i14(self):
        self.assertEqual(self.found(now_ms=NOW + KEEP_MS + 25 * 3600 * 1000), {"I14"})

    def test_an_erasure_at_the_office_breaks_nothing_and_other_empty_bytes_do(self):
        words = next(event for event in self.office.events if event["kind"] == "complaint.words")
        words["rec"] = b""
        self.assertEqual(self.found(), set())
        self.event(3)["rec"] = b""
        self.assertIn("I1", self.found())


class Tables(unittest.TestCase):
    """The same through PostgreSQL: what is read there is what was written."""

    def test_the_offices_tables_are_read_as_they_are(self):
        with tempfile.TemporaryDirectory() as folder, OfficeRig("--without", "ingest,enrolment,web,project") as rig:
            kiosk = Kiosk(folder)
            kiosk.acknowledge()
            disk = kiosk.disk()
            office = office_with(disk)
            self.fill(rig, office)
            read = office_of_database(rig["SUPERUSER"])
            self.assertEqual(violations(Check([disk], read)), [])
            self.assertEqual(len(read.events), len(office.events))
            rig.sql("UPDATE office.response SET waktu = 1; DELETE FROM office.event WHERE seq = 4")
            read = office_of_database(rig["SUPERUSER"])
            self.assertLessEqual({"I1", "I3", "I4", "I5"}, {name for name, _ in violations(Check([disk], read))})
            kiosk.db.close()

    def fill(self, rig, office):
        db = psycopg2.connect(rig["SUPERUSER"])
        with db, db.cursor() as rows:
            self.insert(rows, office)
        db.close()

    def insert(self, rows, office):
        for kiosk in office.kiosks:
            rows.execute("INSERT INTO office.kiosk (kiosk_id, device, serial, not_after, enrolled_by) "
                       "VALUES (%s, 'K1', '01', now(), 'uji')", [kiosk])
        for (kiosk, stream), row in office.streams.items():
            rows.execute("INSERT INTO office.stream (kiosk_id, stream_id, name, got, contiguous, chain) "
                       "VALUES (%s, %s, %s, int8multirange(int8range(1, %s)), %s, %s)",
                         [kiosk, stream, row["name"], row["got"][0][1] + 1, row["contiguous"], row["chain"]])
        for event in office.events:
            rows.execute("INSERT INTO office.event (kiosk_id, stream_id, seq, id, kind, quality, rec, body, sha) "
                       "VALUES (%s, %s, %s, %s, %s, 1, %s, '{}', %s)", [event["kiosk"], event["stream"],
                         event["seq"], event["id"], event["kind"], event["rec"], event["sha"]])
        for (kiosk, ticket), row in office.tickets.items():
            rows.execute("INSERT INTO office.ticket (kiosk_id, ticket_id, session_id, series, seq, number, state) "
                       "VALUES (%s, %s, %s, %s, %s, %s, %s)", [kiosk, ticket, row["session"], row["series"],
                         row["seq"], row["number"], row["state"]])
        for (kiosk, response), marks in office.responses.items():
            rows.execute(f"INSERT INTO office.response (kiosk_id, id, day, bracket, source, flags, {', '.join(ELEMENTS)}, "
                       "gender, age, education, occupation, service, sector, device, form, extras) VALUES (%s, %s, "
                       f"'2026-11-23', 0, 0, 0, {', '.join(['%s'] * 9)}, 0, 0, 0, 0, '', '', 'K1', 'uji/1', '{{}}')",
                         [kiosk, response, *marks])


if __name__ == "__main__":
    unittest.main()
