"""A stream of records as a kiosk makes it, and the two doors of an office: the function that takes it in, called
directly, and the daemon before it."""
import hashlib
import http.client
import json
import random
import socket
import uuid

import psycopg2

from .rules import ZERO_CHAIN, chained

AT = 1795401660000


class Record:
    def __init__(self, die, size=120):
        self.id = str(uuid.UUID(int=die.getrandbits(128), version=4))
        self.rec = json.dumps({"v": 1, "id": self.id, "kind": "help.called", "session": None, "at": AT,
                               "data": {"screen": "x" * size}}, separators=(",", ":")).encode()


class Stream:
    """Numbers from 1 and the chain through them."""

    def __init__(self, seed):
        self.die = random.Random(seed)
        self.id = str(uuid.UUID(int=self.die.getrandbits(128), version=4))
        self.records, self.chains = [], [ZERO_CHAIN]

    def add(self, record=None):
        record = record or Record(self.die)
        self.records.append(record)
        self.chains.append(chained(self.chains[-1], len(self.records), record.rec))
        return record

    def batch(self, seqs):
        return [(seq, self.records[seq - 1]) for seq in seqs]


class Door:
    """One connection of role kiosk_api."""

    def __init__(self, rig, kiosk):
        self.rig, self.kiosk = rig, kiosk
        self.db = None

    def connect(self):
        if not self.db or self.db.closed:
            self.db = psycopg2.connect(self.rig.conninfo("kiosk_api"))
            self.db.autocommit = True

    def send(self, stream, batch, claim=None):
        """(letters, contiguous, chain, gaps) as the office answers, once it is committed."""
        self.connect()
        seqs = [seq for seq, _ in batch]
        claim_seq = seqs[-1] if claim is None else claim[0]
        claim_chain = stream.chains[seqs[-1]] if claim is None else claim[1]
        with self.db.cursor() as rows:
            rows.execute(
                "SELECT letters, contiguous, chain, gaps FROM office.api_ingest(%s, %s, %s, %s, %s, %s::uuid[], %s, "
                "%s::uuid[], %s, %s::smallint[], %s, %s, %s, %s)",
                [self.kiosk["KIOSK"], self.kiosk["SERIAL"], stream.id, "main", seqs,
                 [record.id for _, record in batch], ["help.called"] * len(batch), [None] * len(batch), [AT] * len(batch),
                 [1] * len(batch), [record.rec for _, record in batch], [False] * len(batch), claim_seq, claim_chain])
            return rows.fetchone()

    def close(self):
        if self.db:
            self.db.close()


class UnixConnection(http.client.HTTPConnection):
    """HTTP to a socket of this machine."""

    def __init__(self, path):
        super().__init__("localhost", timeout=25)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)

    def push(self, kiosk, serial, stream, body):
        """The status and what was answered, asked as nginx asks for this kiosk."""
        self.request("POST", f"/v1/streams/{stream}/events", body.encode(), {
            "Content-Type": "application/x-ndjson", "Anjungan-Stream": "main", "Anjungan-Kiosk-Verify": "SUCCESS",
            "Anjungan-Kiosk-Dn": f"CN={kiosk}", "Anjungan-Kiosk-Serial": serial})
        reply = self.getresponse()
        return reply.status, reply.read()


class DaemonDoor:
    """The same through a daemon of the rig."""

    def __init__(self, rig, kiosk, number=1):
        self.kiosk = kiosk
        self.connection = UnixConnection(f"{rig['RUN']}/ingest/{number}.sock")

    def send(self, stream, batch):
        """Its letters. Raises where the daemon answers anything but 200."""
        body = "".join(f'{{"seq":{seq},"rec":{record.rec.decode()}}}\n' for seq, record in batch)
        status, answer = self.connection.push(self.kiosk["KIOSK"], self.kiosk["SERIAL"], stream.id, body)
        if status != 200:
            raise http.client.HTTPException(f"answered {status}")
        acks = json.loads(answer)["acks"]
        if [seq for seq, _ in acks] != [seq for seq, _ in batch]:
            raise RuntimeError(f"answered {acks}")
        return ("".join(ack[0] for _, ack in acks),)

    def close(self):
        self.connection.close()


def digest(rec):
    return hashlib.sha256(rec).digest()
