"""A PostgreSQL server of a test's own: in a temporary directory, on a unix socket, with the sync settings
of a real office. As root it runs as user "postgres", because the server refuses root."""
import os
import shutil
import signal
import subprocess
import tempfile
import time

import psycopg2

PROGRAMS = "/usr/lib/postgresql/15/bin"


class Postgres:
    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="anjungan-pg-")
        self.as_user = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            self.as_user = ["runuser", "-u", "postgres", "--"]
        subprocess.run([*self.as_user, f"{PROGRAMS}/initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U",
                        "postgres", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL,
                       cwd=self.folder)
        self.conninfo = f"host={self.folder} dbname=postgres user=postgres"
        self.start()
        return self

    def start(self):
        self.process = subprocess.Popen(
            [*self.as_user, f"{PROGRAMS}/postgres", "-D", f"{self.folder}/data", "-c", "listen_addresses=", "-k",
             self.folder], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while True:
            try:
                psycopg2.connect(self.conninfo).close()
                return
            except psycopg2.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def postmaster(self):
        with open(f"{self.folder}/data/postmaster.pid", encoding="ascii") as file:
            return int(file.readline())

    def run(self, sql, *values):
        db = psycopg2.connect(self.conninfo)
        try:
            with db, db.cursor() as cursor:
                cursor.execute(sql, values or None)
        finally:
            db.close()

    def __exit__(self, *_):
        os.kill(self.postmaster(), signal.SIGQUIT)
        self.process.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)
