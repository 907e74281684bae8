"""Both sides as they lie on disk: a kiosk's database, the office's tables, what happened meanwhile.

Nothing of the product is used here: what it wrote is read with SQLite and PostgreSQL alone."""
import base64
import json
import os
import sqlite3
import uuid


def text_of(blob):
    return str(uuid.UUID(bytes=bytes(blob))) if blob else None


class Disk:
    """A kiosk's database. `is_lost`: this disk is gone or was set back, its unsent tail may be lost.
    `is_forgotten`: the office was set back after that, so that nobody could bring again what it had delivered."""

    def __init__(self, kiosk, path, is_lost=False, is_forgotten=False):
        self.kiosk = kiosk
        self.path = path
        self.is_lost = is_lost
        self.is_forgotten = is_forgotten
        self.streams, self.rows, self.tickets = {}, {}, {}
        self.responses, self.abandoned, self.complaints = {}, {}, set()
        self.set_aside, self.on_their_way = set(), set()
        self.sessions = 0
        self.damage = self.read()

    def __str__(self):
        return f"kiosk {self.kiosk[:8]} ({os.path.basename(os.path.dirname(self.path))})"

    def read(self):
        """None, or what SQLite says is wrong with the file."""
        try:
            with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as db:
                verdict = [row[0] for row in db.execute("PRAGMA integrity_check")]
                if verdict != ["ok"]:
                    return "; ".join(verdict[:3])
                db.row_factory = sqlite3.Row
                self.read_streams(db)
                self.read_facts(db)
        except sqlite3.DatabaseError as error:
            return str(error)
        finally:
            if "db" in locals():
                db.close()
        return None

    def read_streams(self, db):
        for row in db.execute("SELECT * FROM stream"):
            stream = dict(row)
            stream["id"], stream["previous"] = text_of(row["id"]), text_of(row["previous"])
            self.streams[stream["id"]] = stream
            self.rows[stream["id"]] = []
        for row in db.execute("SELECT * FROM outbox ORDER BY stream, seq"):
            record = dict(row)
            record["id"] = text_of(row["id"])
            self.rows.setdefault(text_of(row["stream"]), []).append(record)
        self.set_aside = {(text_of(row[0]), row[1]) for row in db.execute("SELECT stream, seq FROM set_aside")}
        # Moved to another stream: marked as delivered in the one that it left, and on its way in the other.
        self.on_their_way = {record["id"] for rows in self.rows.values() for record in rows
                             if record["acked_at"] == 0}

    def read_facts(self, db):
        self.sessions = db.execute("SELECT count(*) FROM session").fetchone()[0]
        for row in db.execute("SELECT t.*, s.id AS day FROM ticket t JOIN session s ON s.no = t.session"):
            self.tickets[text_of(row["id"])] = {
                "session": text_of(row["day"]), "series": row["series"], "seq": row["seq"],
                "number": row["number"], "state": row["state"]}
        for row in db.execute("SELECT * FROM response WHERE is_sent = 1"):
            self.responses[text_of(row["id"])] = [row[name] for name in ELEMENTS]
        for row in db.execute("SELECT id, answered FROM abandoned WHERE is_sent = 1"):
            self.abandoned[text_of(row["id"])] = row["answered"]
        self.complaints = {row[0] for row in db.execute("SELECT number FROM complaint")}

    def records(self):
        for stream, rows in self.rows.items():
            for row in rows:
                yield stream, row


ELEMENTS = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "sarana",
            "pengaduan")


class Office:
    """The office's tables as plain rows."""

    def __init__(self):
        self.kiosks, self.streams, self.moved = {}, {}, {}
        self.events = []
        self.tickets, self.responses, self.abandoned, self.complaints = {}, {}, {}, set()
        self.has_models = True  # the tables that pages read
        self.damage = []


def office_of_database(conninfo):
    """Reads schema "office" at once, in one snapshot."""
    import psycopg2

    office = Office()
    with psycopg2.connect(conninfo) as db, db.cursor() as rows:
        rows.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        rows.execute("SET search_path = office")
        # An index that lost or doubled an entry must not hide it.
        rows.execute("SET LOCAL enable_indexscan = off")
        rows.execute("SET LOCAL enable_indexonlyscan = off")
        rows.execute("SET LOCAL enable_bitmapscan = off")
        rows.execute("SELECT kiosk_id::text, (extract(epoch FROM revoked_at) * 1000)::bigint FROM kiosk")
        office.kiosks = {kiosk: {"revoked_ms": revoked} for kiosk, revoked in rows}
        rows.execute("""SELECT s.kiosk_id::text, s.stream_id::text, s.name, s.contiguous, s.chain,
            s.chain_broken_at, s.previous::text, s.previous_seq, coalesce((SELECT array_agg(ARRAY[lower(r),
            upper(r) - 1] ORDER BY lower(r)) FROM unnest(s.got) r), '{}') FROM stream s""")
        for kiosk, stream, name, contiguous, chain, broken, previous, last, got in rows:
            office.streams[kiosk, stream] = {
                "name": name, "contiguous": contiguous, "chain": chain and bytes(chain), "broken": broken,
                "previous": previous, "previous_seq": last, "got": [tuple(pair) for pair in got]}
        rows.execute("""SELECT kiosk_id::text, stream_id::text, seq, id::text, kind, rec, sha, is_quarantined,
            body IS NOT NULL, (extract(epoch FROM received_at) * 1000)::bigint FROM event""")
        names = ("kiosk", "stream", "seq", "id", "kind", "rec", "sha", "quarantined", "parsed", "received_ms")
        for row in rows:
            event = dict(zip(names, row))
            event["rec"], event["sha"] = bytes(event["rec"]), bytes(event["sha"])
            office.events.append(event)
        rows.execute("SELECT kiosk_id::text, stream_id::text, seq, id::text FROM event_moved")
        office.moved = {(kiosk, stream, seq): record for kiosk, stream, seq, record in rows}
        rows.execute("""SELECT kiosk_id::text, ticket_id::text, session_id::text, series, seq, number, state
            FROM ticket WHERE number <> ''""")
        for kiosk, ticket, session, series, seq, number, state in rows:
            office.tickets[kiosk, ticket] = {"session": session, "series": series, "seq": seq,
                                             "number": number, "state": state}
        rows.execute(f"SELECT kiosk_id::text, id::text, {', '.join(ELEMENTS)} FROM response")
        office.responses = {(row[0], row[1]): list(row[2:]) for row in rows}
        rows.execute("SELECT kiosk_id::text, id::text, answered FROM abandoned")
        office.abandoned = {(row[0], row[1]): row[2] for row in rows}
        rows.execute("SELECT kiosk_id::text, number FROM complaint WHERE kind <> ''")
        office.complaints = set(rows.fetchall())
    return office


def office_of_dump(path):
    """What a model of the office wrote: one JSON object, bytes in base 64."""
    with open(path, encoding="utf-8") as file:
        dump = json.load(file)
    office = Office()
    office.has_models = False
    office.kiosks = {kiosk: {"revoked_ms": None} for kiosk in dump["kiosks"]}
    for row in dump["streams"]:
        office.streams[row["kiosk"], row["stream"]] = {
            "name": row["name"], "contiguous": row["contiguous"], "chain": base64.b64decode(row["chain"]),
            "broken": None, "previous": None, "previous_seq": None, "got": [tuple(pair) for pair in row["got"]]}
    for row in dump["events"]:
        office.events.append({
            "kiosk": row["kiosk"], "stream": row["stream"], "seq": row["seq"], "id": row["id"],
            "kind": row["kind"], "rec": base64.b64decode(row["rec"]), "sha": base64.b64decode(row["sha"]),
            "quarantined": row["quarantined"], "parsed": not row["quarantined"], "received_ms": 0})
    office.moved = {(row["kiosk"], row["stream"], row["seq"]): row["id"] for row in dump["moved"]}
    return office


def history_of(path):
    """What the campaign noted: one JSON object a line."""
    if not path:
        return []
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
