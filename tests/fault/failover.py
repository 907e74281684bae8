#!/usr/bin/python3
"""The primary of three PostgreSQL nodes is killed under load, again and again; nothing that a kiosk was told is
stored may be missing afterwards.

    failover.py [--kills N] [--seed S] [--asynchronous]

Kiosks push through real daemons of anjungan-office. Before each kill the standbys' receivers are held up
for a moment, as by a slow line. --asynchronous is the broken twin: it must lose records, which the kiosks
must notice by the answers they get, and send again until none is missing. Each failover must be another
incarnation. The exit code says whether the expected came: 0, or 1 otherwise."""

import argparse
import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid

from office.stream import UnixConnection
from patroni_cluster import Cluster, wait_until

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.realpath(__file__)), "../.."))
BIN = os.path.join(os.environ.get("BINARY_DIR", os.path.join(ROOT, "build/release")), "bin")
KIOSKS, BATCH = 4, 20


class Kiosk(threading.Thread):
    """Pushes batches of its stream in order; the same one again until it knows. What the office once had and now
    lacks goes first."""

    def __init__(self, sockets, load):
        super().__init__(daemon=True)
        self.id, self.stream = uuid.uuid4(), uuid.uuid4()
        self.sockets, self.load = sockets, load
        self.lines = {}     # number → id of the record, its line
        self.told = {}      # number → id of the record that the office said it has
        self.lost = set()   # numbers that it had and lacks
        self.lost_count = 0
        self.incarnations = set()
        self.wrong = []     # answers that may not be
        self.answers = {}   # status → how often
        self.turn = 0

    def line(self, number):
        record = {"v": 1, "id": str(uuid.uuid4()), "kind": "help.called", "session": None,
                  "at": int(time.time() * 1000),
                  "clock": {"boot": None, "mono_ms": number, "offset_ms": 0, "quality": 1},
                  "data": {"request": str(uuid.uuid4()), "device": "K1", "screen": "home"}}
        return record["id"], f'{{"seq":{number},"rec":{json.dumps(record, separators=(",", ":"))}}}\n'

    def next_batch(self):
        if not self.lost:
            first = len(self.lines) + 1
            self.lines.update((number, self.line(number)) for number in range(first, first + BATCH))
            return list(range(first, first + BATCH))
        return sorted(self.lost)[:BATCH]

    def run(self):
        connection = None
        while self.lost or not self.load.is_set():
            batch = self.next_batch()
            body = "".join(self.lines[number][1] for number in batch)
            while True:
                try:
                    if connection is None:
                        connection = UnixConnection(self.sockets[self.turn % len(self.sockets)])
                        self.turn += 1
                    status, answer = connection.push(self.id, "01", self.stream, body)
                except (OSError, http.client.HTTPException):
                    status, answer, connection = 0, b"", None
                self.answers[status] = self.answers.get(status, 0) + 1
                if status == 200:
                    break
                if self.load.is_set() and not self.lost:
                    return
                time.sleep(0.2)
            self.take(json.loads(answer))

    def take(self, answer):
        self.incarnations.add(answer["incarnation"])
        for seq, ack in answer["acks"]:
            if ack in ("stored", "duplicate"):
                self.told[seq] = self.lines[seq][0]
            else:
                self.wrong.append((seq, ack))
        # Beyond the last gap all is there up to the highest number of this batch.
        lacking = {seq for first, last in answer["missing"] for seq in range(first, last + 1)}
        if not answer["missing"]:
            lacking = set(range(answer["contiguous"] + 1, len(self.lines) + 1))
        now = lacking & self.told.keys()
        self.lost_count += len(now - self.lost)
        self.lost = now


def configure(directory, cluster):
    os.makedirs(os.path.join(directory, "run/ingest"))
    path = os.path.join(directory, "office.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"[office]\nname = DPMPTSP Percobaan\n[server]\nhost = localhost\n"
                   f"[database]\nconnection = {cluster.words('anjungan')}\n"
                   f"[paths]\nrun = {directory}/run\nstate = {directory}\n[ingest]\ndaemons = 2\n")
    return path


def fill(cluster, conf, kiosks):
    with cluster.connect() as connection, connection.cursor() as cursor:
        with open(os.path.join(ROOT, "kiosk/office/sql/roles.sql"), encoding="utf-8") as file:
            cursor.execute(file.read())
    # Not in a block of psycopg2, which is a transaction.
    cluster.connect().cursor().execute("CREATE DATABASE anjungan OWNER office_owner")
    subprocess.run([os.path.join(BIN, "anjungan-office"), "--config", conf, "migrate"], check=True)
    with cluster.connect("anjungan") as connection, connection.cursor() as cursor:
        for kiosk in kiosks:
            cursor.execute("INSERT INTO office.kiosk (kiosk_id, device, serial, not_after, enrolled_by) "
                           "VALUES (%s, 'K1', '01', now() + '1 year', 'test')", (str(kiosk.id),))


def kill_primary(cluster, dice):
    """Says how long it was until another node wrote."""
    held = [pid for node in cluster.processes if node != "etcd" for pid in cluster.receivers(node)]
    cluster.signal(held, signal.SIGSTOP)
    time.sleep(dice.uniform(0.3, 1.5))
    primary = cluster.primary()
    started = time.monotonic()
    if dice.random() < 0.5:
        cluster.kill(primary)  # the machine
        is_restarted = True
    else:
        cluster.signal(cluster.database_processes(primary), signal.SIGKILL)  # PostgreSQL alone
        is_restarted = False
    # They end without reading what still lies in their sockets: the line died with the primary.
    cluster.signal(held, signal.SIGTERM)
    cluster.signal(held, signal.SIGCONT)
    wait_until("another node writes", lambda: cluster.primary() not in (None, primary))
    took = time.monotonic() - started
    if is_restarted:
        cluster.start(primary)
    return primary, cluster.primary(), took


def count_missing(cluster, kiosks):
    lost = 0
    with cluster.connect("anjungan") as connection, connection.cursor() as cursor:
        for kiosk in kiosks:
            cursor.execute("SELECT seq, id::text FROM office.event WHERE kiosk_id = %s", (str(kiosk.id),))
            there = dict(cursor.fetchall())
            lost += sum(1 for seq, id in list(kiosk.told.items()) if there.get(seq) != id)
    return lost


def campaign(arguments, directory):
    dice = random.Random(arguments.seed)
    load = threading.Event()
    sockets = [os.path.join(directory, f"run/ingest/{no}.sock") for no in (1, 2)]
    with Cluster(os.path.join(directory, "cluster"), not arguments.asynchronous) as cluster:
        conf = configure(directory, cluster)
        kiosks = [Kiosk(sockets, load) for _ in range(KIOSKS)]
        fill(cluster, conf, kiosks)
        log = open(os.path.join(directory, "ingest.log"), "wb")
        program = os.path.join(BIN, "anjungan-office")
        daemons = [subprocess.Popen([program, "--config", conf, "ingest", str(no)], stderr=log) for no in (1, 2)]
        try:
            wait_until("the daemons listen", lambda: all(map(os.path.exists, sockets)))
            for kiosk in kiosks:
                kiosk.start()
            for no in range(arguments.kills):
                time.sleep(dice.uniform(1, 4))
                before, after, took = kill_primary(cluster, dice)
                told = sum(len(kiosk.told) for kiosk in kiosks)
                print(f"kill {no + 1}: {before} -> {after} in {took:.1f} s; {told} told so far", flush=True)
                wait_until("all nodes are back", cluster.is_whole)
            time.sleep(3)
            load.set()
            for kiosk in kiosks:
                kiosk.join(60)
        finally:
            load.set()
            for daemon in daemons:
                daemon.terminate()
                daemon.wait()
        return kiosks, count_missing(cluster, kiosks)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--asynchronous", action="store_true")
    arguments = parser.parse_args()
    directory = tempfile.mkdtemp(prefix="anj-", dir="/tmp")
    os.chmod(directory, 0o755)
    print(f"seed {arguments.seed}", flush=True)
    try:
        kiosks, lost = campaign(arguments, directory)
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    told = sum(len(kiosk.told) for kiosk in kiosks)
    wrong = [answer for kiosk in kiosks for answer in kiosk.wrong]
    noticed = sum(kiosk.lost_count for kiosk in kiosks)
    incarnations = len(set.union(*(kiosk.incarnations for kiosk in kiosks)))
    answers = {}
    for kiosk in kiosks:
        for status, count in kiosk.answers.items():
            answers[status] = answers.get(status, 0) + count
    print(f"{arguments.kills} kills, {told} records told as stored, {noticed} of them lost and sent again, {lost} missing at "
          f"the end, {incarnations} incarnations, answers {answers}")
    for seq, ack in wrong[:5]:
        print(f"  record {seq} was answered with {ack}")
    is_good = lost == 0 and told > 0 and not wrong and incarnations == arguments.kills + 1
    return 0 if is_good and (noticed > 0) == arguments.asynchronous else 1


if __name__ == "__main__":
    sys.exit(main())
