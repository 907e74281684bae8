"""What strangers, broken kiosks and people who play may send to the office: refused, and nobody else notices.

Against the real nginx, daemons and database of support/office-rig."""
import base64
import contextlib
import gzip
import http.client
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import unittest
import uuid
import zlib

import psycopg2

sys.path.insert(0, os.path.join(os.environ["SOURCE_DIR"], "tests"))
from support.office_rig import OfficeRig  # noqa: E402

SQL = "'); DROP TABLE office.event; -- \" \\ $$ %s"
REFUSED = {400, 401, 403, 404, 405, 408, 411, 413, 414, 415, 422, 429, 431, 494, 495, 496, 497, 501}


def openssl(*words, **options):
    return subprocess.run(["openssl", *words], check=True, stderr=subprocess.DEVNULL, **options)


class Visitor:
    """Somebody with a certificate (or none) at the kiosks' door."""

    def __init__(self, rig, certificate=None, key=None):
        self.rig = rig
        self.context = ssl.create_default_context(cafile=rig["AUTHORITY"])
        self.context.check_hostname = False
        if certificate:
            self.context.load_cert_chain(certificate, key)

    def connect(self):
        return self.context.wrap_socket(socket.create_connection(("127.0.0.1", int(self.rig["PORT"])), 30),
                                        server_hostname="localhost")

    def ask(self, method, path, body=None, headers=()):
        """Status and answer; (0, why) where the connection was refused."""
        way = http.client.HTTPSConnection("127.0.0.1", int(self.rig["PORT"]), context=self.context, timeout=30)
        try:
            way.request(method, path, body, dict(headers))
            answer = way.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        except (ssl.SSLError, ConnectionError, http.client.HTTPException) as error:
            return 0, str(error)
        finally:
            way.close()

    def raw(self, data, timeout=30):
        with self.connect() as way:
            way.settimeout(timeout)
            way.sendall(data)
            try:
                return way.recv(4096).split(b"\r\n")[0].decode(errors="replace")
            except (OSError, TimeoutError):
                return ""

    def push(self, lines, stream=None, name="main", headers=(), packed=True):
        body = "".join(line + "\n" for line in lines).encode()
        most = {"Content-Type": "application/x-ndjson", "Anjungan-Stream": name, **dict(headers)}
        if packed:
            body, most["Content-Encoding"] = gzip.compress(body, 1), "gzip"
        return self.ask("POST", f"/v1/streams/{stream or uuid.uuid4()}/events", body, most)


def line(seq=1, kind="help.called", **more):
    record = {"v": 1, "id": str(uuid.uuid4()), "kind": kind, "session": None, "at": 1795401660000,
              "clock": {"boot": None, "mono_ms": 1, "offset_ms": 0, "quality": 1}, "data": {}, **more}
    return json.dumps({"seq": seq, "rec": record}, separators=(",", ":"))


class Security(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rig = OfficeRig("--ingest", "2", "--without", "web,project")
        cls.addClassCleanup(cls.rig.stop)
        cls.k1, cls.k2 = cls.rig.certificate("k1"), cls.rig.certificate("k2")
        cls.kiosk = Visitor(cls.rig, cls.k1["CERTIFICATE"], cls.k1["KEY"])
        cls.nobody = Visitor(cls.rig)
        cls.pids = {name: pid for name, pid in cls.rig.call("env").items() if name.startswith("PID_") and pid}

    def events(self, kiosk=None):
        where = f" WHERE kiosk_id = '{kiosk}'" if kiosk else ""
        return int(self.rig.sql(f"SELECT count(*) FROM office.event{where}"))

    def tearDown(self):
        """Whatever was tried: the same processes serve the next kiosk at once."""
        status, answer = self.kiosk.push([line()])
        self.assertEqual((status, json.loads(answer)["acks"]), (200, [[1, "stored"]]))
        for name, pid in self.pids.items():
            self.assertTrue(os.path.exists(f"/proc/{pid}"), f"{name} is gone")

    def refused(self, visitor, what="", before=None):
        before = self.events() if before is None else before
        status, answer = visitor.push([line()])
        self.assertIn(status, REFUSED | {0}, f"{what}: {answer}")
        self.assertNotIn("acks", answer)
        self.assertEqual(self.events(), before, what)

    def test_who_a_kiosk_is_says_its_certificate_and_no_header(self):
        before = self.events(self.k2["KIOSK"])
        forged = {"Anjungan-Kiosk-Verify": "SUCCESS", "Anjungan-Kiosk-Dn": f"CN={self.k2['KIOSK']}",
                  "Anjungan-Kiosk-Serial": self.k2["SERIAL"]}
        self.assertEqual(self.kiosk.push([line()], headers=forged)[0], 200)
        for twist in ("Anjungan_Kiosk_Dn", "anjungan-kiosk-dn ", "ANJUNGAN-KIOSK-DN"):
            try:
                self.kiosk.push([line()], headers={twist: f"CN={self.k2['KIOSK']}"})
            except ValueError:
                pass  # not even a name of a header
        self.assertEqual(self.events(self.k2["KIOSK"]), before)

    def test_without_a_certificate_nobody_is_served(self):
        self.refused(self.nobody)
        status, _ = self.nobody.push([line()], headers={
            "Anjungan-Kiosk-Verify": "SUCCESS", "Anjungan-Kiosk-Dn": f"CN={self.k1['KIOSK']}",
            "Anjungan-Kiosk-Serial": self.k1["SERIAL"]})
        self.assertIn(status, REFUSED)
        for path in ("/v1/heartbeat", "/v1/renew", "/v1/relay"):
            self.assertIn(self.nobody.ask("POST", path, "{}")[0], REFUSED, path)
        for path in ("/v1/catalogue/pekanbaru", "/v1/decisions/0"):
            self.assertIn(self.nobody.ask("GET", path)[0], REFUSED, path)

    def made(self, name, subject, days="10", authority=None):
        """A certificate that `authority` (a pair of files; None: itself) signed."""
        folder = self.rig.directory
        key, request, out = (os.path.join(folder, f"{name}.{end}") for end in ("key", "csr", "crt"))
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key)
        openssl("req", "-new", "-key", key, "-subj", subject, "-out", request)
        extensions = os.path.join(folder, f"{name}.ext")
        with open(extensions, "w", encoding="ascii") as file:
            file.write("extendedKeyUsage=clientAuth\n")
        by = ["-signkey", key] if authority is None else ["-CA", authority[0], "-CAkey", authority[1], "-set_serial", "77"]
        openssl("x509", "-req", "-in", request, "-days", days, "-out", out, "-extfile", extensions, *by)
        return Visitor(self.rig, out, key)

    def own_authority(self):
        folder = os.path.dirname(self.rig["AUTHORITY"])
        return os.path.join(folder, "authority.crt"), os.path.join(folder, "authority.key")

    def test_certificates_that_are_not_ours_or_not_in_force_are_refused(self):
        subject = f"/CN={self.k1['KIOSK']}"
        folder = self.rig.directory
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=Anjungan",
                "-days", "10", "-keyout", f"{folder}/other.key", "-out", f"{folder}/other.crt")
        self.refused(self.made("self", subject), "signed by itself")
        self.refused(self.made("foreign", subject, authority=(f"{folder}/other.crt", f"{folder}/other.key")), "foreign")
        own = self.own_authority()
        self.refused(self.made("stranger", f"/CN={uuid.uuid4()}", authority=own), "ours, never enrolled")
        self.refused(self.made("no-uuid", "/CN=kiosk-1", authority=own), "ours, and no kiosk's name")
        self.refused(self.made("two", f"{subject}/CN={self.k2['KIOSK']}", authority=own), "two names")
        self.refused(self.made("twin", subject, authority=own), "ours, with another serial number")
        expired = self.rig.certificate("expired", days=-1)
        self.refused(Visitor(self.rig, expired["CERTIFICATE"], expired["KEY"]), "expired")

    def test_a_revoked_kiosk_is_refused_at_once(self):
        third = self.rig.certificate("k3")
        visitor = Visitor(self.rig, third["CERTIFICATE"], third["KEY"])
        self.assertEqual(visitor.push([line()])[0], 200)
        self.rig.sql(f"UPDATE office.kiosk SET revoked_at = clock_timestamp(), revoked_by = 'uji' WHERE kiosk_id = '{third['KIOSK']}'")
        self.refused(visitor, "revoked")
        for method, path in (("GET", f"/v1/streams/{uuid.uuid4()}"), ("POST", "/v1/heartbeat"),
                             ("GET", "/v1/catalogue/pekanbaru"), ("GET", "/v1/decisions/0"), ("POST", "/v1/renew")):
            self.assertIn(visitor.ask(method, path, "{}" if method == "POST" else None)[0], REFUSED, path)

    def test_a_kiosk_sees_and_fills_its_own_streams_only(self):
        stream, second = str(uuid.uuid4()), Visitor(self.rig, self.k2["CERTIFICATE"], self.k2["KEY"])
        self.assertEqual(self.kiosk.push([line(1), line(2)], stream=stream)[0], 200)
        answer = json.loads(second.ask("GET", f"/v1/streams/{stream}")[1])
        self.assertEqual(answer["contiguous"], 0)
        self.assertEqual(second.push([line(1)], stream=stream)[0], 200)
        self.assertEqual(json.loads(self.kiosk.ask("GET", f"/v1/streams/{stream}")[1])["contiguous"], 2)

    def test_a_kiosk_is_told_what_was_decided_about_its_own_complaints_only(self):
        for kiosk, number in ((self.k1, "PD-1001"), (self.k2, "PD-2001"), (self.k2, "PD-2002")):
            self.rig.sql("INSERT INTO office.complaint_act (kiosk_id, number, act, answer, letter, account) VALUES "
                         f"('{kiosk['KIOSK']}', '{number}', 'answered', '\\x07', '\\x08', 'uji')")
        second = Visitor(self.rig, self.k2["CERTIFICATE"], self.k2["KEY"])
        for visitor, numbers in ((self.kiosk, ["PD-1001"]), (second, ["PD-2001", "PD-2002"])):
            status, answer = visitor.ask("GET", "/v1/decisions/0", headers={"Anjungan-Kiosk-Dn": f"CN={self.k1['KIOSK']}"})
            self.assertEqual(status, 200, answer)
            said = json.loads(answer)
            self.assertEqual([one["number"] for one in said["decisions"]], numbers)
            self.assertEqual((said["head"], said["decisions"][0]["seq"]), (len(numbers), 1))
            self.assertEqual(set(said["decisions"][0]), {"seq", "number", "act", "at", "weight", "answer"})  # no account
        self.rig.sql(f"UPDATE office.complaint_act SET answer = NULL WHERE kiosk_id = '{self.k1['KIOSK']}'")  # as erasing does
        self.assertIsNone(json.loads(self.kiosk.ask("GET", "/v1/decisions/0")[1])["decisions"][0]["answer"])
        for path in ("-1", "x", "0x1", "1%27--", "9" * 19, "9" * 62, "", "1/2", "..%2f1", "%00", "1%200"):
            self.assertIn(self.kiosk.ask("GET", "/v1/decisions/" + path)[0], REFUSED, path)
        self.assertEqual(json.loads(self.kiosk.ask("GET", "/v1/decisions/" + "9" * 18)[1])["decisions"], [])
        for method in ("POST", "PUT", "DELETE"):
            self.assertIn(self.kiosk.ask(method, "/v1/decisions/0", "{}")[0], REFUSED, method)

    def test_no_decision_is_numbered_before_one_that_is_seen_later(self):
        def decide(way, number):
            way.cursor().execute("INSERT INTO office.complaint_act (kiosk_id, number, act, account) VALUES (%s, %s, 'closed', 'uji')",
                                 (self.k1["KIOSK"], number))

        def seen():
            return json.loads(self.kiosk.ask("GET", "/v1/decisions/0")[1])

        before = seen()["head"]
        with contextlib.ExitStack() as stack:
            first, second = (stack.enter_context(contextlib.closing(psycopg2.connect(self.rig.conninfo("superuser")))) for _ in "12")
            decide(first, "PD-1101")
            late = threading.Thread(target=lambda: (decide(second, "PD-1102"), second.commit()))
            late.start()
            while self.rig.sql(f"SELECT wait_event_type FROM pg_stat_activity WHERE pid = {second.get_backend_pid()}") != "Lock":
                self.assertTrue(late.is_alive(), "the second did not wait for the first")
                time.sleep(0.05)
            self.assertEqual(seen()["head"], before)
            first.commit()
            late.join(30)
        self.assertEqual([(one["seq"], one["number"]) for one in seen()["decisions"][before:]],
                         [(before + 1, "PD-1101"), (before + 2, "PD-1102")])

    def test_another_server_key_than_the_pinned_one_gets_no_code(self):
        folder = os.path.join(self.rig.directory, "pinned")
        os.mkdir(folder)
        pin = "sha256//" + base64.b64encode(b"\1" * 32).decode()
        done = subprocess.run([os.path.join(os.environ["BINARY_DIR"], "bin/anjungan-ctl"), "--state", folder, "enrol",
                               self.rig["URL"], "0123456789", "--pin", pin], text=True, capture_output=True, check=False)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertFalse(os.path.exists(os.path.join(folder, "identity/kiosk.crt")))

    def test_only_the_newest_tls_is_spoken(self):
        self.kiosk.context.maximum_version = ssl.TLSVersion.TLSv1_2
        try:
            self.assertEqual(self.kiosk.push([line()])[0], 0)
        finally:
            self.kiosk.context.maximum_version = ssl.TLSVersion.MAXIMUM_SUPPORTED
        with socket.create_connection(("127.0.0.1", int(self.rig["PORT"])), 10) as way:
            way.sendall(b"GET /v1/streams/x HTTP/1.1\r\nHost: x\r\n\r\n")
            self.assertNotIn(b" 200 ", way.recv(100))

    def memory_kb(self):
        peak = 0
        for name, pid in self.pids.items():
            if name.startswith("PID_ingest"):
                with open(f"/proc/{pid}/status", encoding="ascii") as file:
                    peak = max(peak, *(int(row.split()[1]) for row in file if row.startswith("VmHWM")))
        return peak

    def test_a_packed_flood_is_cut_off_before_it_fills_memory(self):
        before = self.memory_kb()
        pack = zlib.compressobj(9, zlib.DEFLATED, 31)
        bomb = b"".join(pack.compress(b" " * (1 << 20)) for _ in range(200)) + pack.flush()
        self.assertLess(len(bomb), 1 << 20)
        begin = time.monotonic()
        for _ in range(4):
            status, _ = self.kiosk.ask("POST", f"/v1/streams/{uuid.uuid4()}/events", bomb, {
                "Content-Type": "application/x-ndjson", "Content-Encoding": "gzip", "Anjungan-Stream": "main"})
            self.assertIn(status, REFUSED)
        self.assertLess(time.monotonic() - begin, 60)
        self.assertLess(self.memory_kb() - before, 16 * 1024)

    def test_large_bodies_lines_and_batches_are_refused(self):
        self.assertIn(self.kiosk.ask("POST", f"/v1/streams/{uuid.uuid4()}/events", b"x" * (2 << 20))[0], REFUSED)
        self.assertIn(self.kiosk.push([line(data={"x": "y" * 70000})])[0], REFUSED)
        self.assertIn(self.kiosk.push([line(i + 1) for i in range(201)])[0], REFUSED)
        self.assertIn(self.kiosk.push([line()], packed=False, headers={"Content-Encoding": "gzip"})[0], REFUSED)
        self.assertIn(self.kiosk.push([line()], headers={"Content-Encoding": "br"})[0], REFUSED | {200})

    def test_slow_bodies_hold_nobody_up(self):
        slow = []
        for _ in range(60):
            way = self.kiosk.connect()
            way.sendall(f"POST /v1/streams/{uuid.uuid4()}/events HTTP/1.1\r\nHost: localhost\r\n"
                        "Content-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n{".encode())
            slow.append(way)
        begin = time.monotonic()
        self.assertEqual(self.kiosk.push([line()])[0], 200)
        self.assertLess(time.monotonic() - begin, 15)  # nginx gives up a slow body after 20 s
        for way in slow:
            way.close()

    def test_deep_json_is_kept_aside_and_harms_nobody(self):
        deep = "[" * 30000
        status, answer = self.kiosk.push(['{"seq":1,"rec":{"id":"%s","x":%s}}' % (uuid.uuid4(), deep + "]" * 30000), line(2)])
        if status == 200:
            self.assertEqual(dict(json.loads(answer)["acks"])[2], "stored")
            self.assertIn(dict(json.loads(answer)["acks"])[1], ("quarantined", "stored"))
        else:
            self.assertIn(status, REFUSED)
        million = "[" * 1000000
        for path in (f"/v1/streams/{uuid.uuid4()}/events", "/v1/heartbeat", "/v1/enrol", "/v1/renew", "/v1/relay"):
            self.assertIn(self.kiosk.ask("POST", path, million, {"Content-Type": "application/json"})[0], REFUSED, path)

    def test_text_stays_text_in_every_field(self):
        stream = str(uuid.uuid4())
        status, _ = self.kiosk.push([line(1, kind=SQL[:60], data={SQL: SQL}), line(2, id=SQL), line(3, session=SQL),
                                     line(4, at=SQL), line(5, clock=SQL)], stream=stream)
        self.assertEqual(status, 200)
        self.assertEqual(int(self.rig.sql(f"SELECT count(*) FROM office.event WHERE stream_id = '{stream}'")), 5)
        self.assertIn(self.kiosk.push([line()], name=SQL.replace("\n", ""))[0], REFUSED | {200})
        self.assertIn(self.kiosk.push([line()], headers={"Anjungan-Chain": f"1:{SQL}"})[0], REFUSED | {200})
        self.assertIn(self.kiosk.ask("GET", "/v1/catalogue/" + "%27%3B%20DROP%20TABLE%20office.event%3B--")[0], REFUSED)
        said = json.dumps({"device": SQL, "office": SQL, "version": SQL, "printer": SQL})
        self.assertIn(self.kiosk.ask("POST", "/v1/heartbeat", said, {"Content-Type": "application/json"})[0], REFUSED | {200})
        asked = json.dumps({"code": "0' OR 1=1;", "csr": SQL, "device": SQL})
        self.assertIn(self.nobody.ask("POST", "/v1/enrol", asked, {"Content-Type": "application/json"})[0], REFUSED)
        self.assertEqual(self.rig.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'office' AND tablename = 'event'"), "1")

    def test_games_with_paths_lead_nowhere(self):
        name = str(uuid.uuid4())
        for path in ("/", "//", "/v1", "/v1/", "/v1//streams/" + name, "/v1/streams/", "/v1/streams/x", f"/v1/streams/{name}/..",
                     f"/v1/streams/{name}/events/../../../etc/passwd", "/v1/streams/%00", "/v1/streams/..%2f..%2fheartbeat",
                     "/v1/catalogue/", "/v1/catalogue/../../authority.key", "/v1/catalogue/%2e%2e%2fauthority.key",
                     "/v1/catalogue/" + "a" * 5000, "/V1/heartbeat", "/v2/heartbeat", "/masuk", "/.git/config", "/v1/enrol/x",
                     "/v1/streams/" + "%C0%AE" * 30):
            status, answer = self.kiosk.ask("GET", path)
            # nginx sends whoever forgets the last stroke to the path with it.
            self.assertIn(status, REFUSED | ({301} if path == "/v1" else set()), f"{path}: {answer[:100]}")
            self.assertNotIn("PRIVATE KEY", answer)
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "FOO"):
            self.assertIn(self.kiosk.ask(method, f"/v1/streams/{name}")[0], REFUSED, method)

    def test_ambiguous_requests_are_refused(self):
        path = f"POST /v1/streams/{uuid.uuid4()}/events HTTP/1.1\r\nHost: localhost\r\n"
        for head in ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n",
                     "Transfer-Encoding: xchunked\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999999999999\r\n"):
            answer = self.kiosk.raw((path + head + "\r\n0\r\n\r\n").encode())
            self.assertNotIn(" 200 ", answer, head)
        self.assertNotIn(" 200 ", self.kiosk.raw(b"\x00\xff" * 500 + b"\r\n\r\n"))
        many = "".join(f"X-{i}: {'y' * 100}\r\n" for i in range(200))
        self.assertNotIn(" 200 ", self.kiosk.raw((path + many + "\r\n").encode()))


if __name__ == "__main__":
    unittest.main()
