"""The fault proxy does what each fault promises, and nothing else."""
import http.client
import os
import socket
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.environ["SOURCE_DIR"], "tests"))
from support.fault_proxy import FaultProxy  # noqa: E402


class Echo:
    """Sends back what it gets and notes it."""

    def __init__(self):
        self.got = bytearray()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self.listening.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                way = self.listening.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.echo, args=(way,), daemon=True).start()

    def echo(self, way):
        with way:
            while True:
                try:
                    data = way.recv(65536)
                except OSError:
                    return
                if not data:
                    return
                self.got += data
                way.sendall(data)


class Counter:
    """An HTTP server on a unix socket that notes the bodies in the order of their arrival."""

    def __init__(self, path):
        self.bodies = []
        self.address = "unix:" + path
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(path)
        self.listening.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                way = self.listening.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.answer, args=(way,), daemon=True).start()

    def answer(self, way):
        with way, way.makefile("rb") as lines:
            length = 0
            while (line := lines.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            body = lines.read(length)
            self.bodies.append(body.decode())
            way.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))


def wait_until(true):
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        time.sleep(0.005)
    return true()


class Bytes(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.server = Echo()
        self.proxy = FaultProxy(self.folder.name, "127.0.0.1:0", self.server.address)

    def tearDown(self):
        self.proxy.close()
        self.server.listening.close()
        self.folder.cleanup()

    def ask(self, data, timeout=10):
        host, port = self.proxy.address.split(":")
        with socket.create_connection((host, int(port)), timeout) as way:
            way.settimeout(timeout)
            answer = bytearray()
            try:
                way.sendall(data)
                while len(answer) < len(data):
                    more = way.recv(65536)
                    if not more:
                        break
                    answer += more
            except (TimeoutError, ConnectionError):
                pass
            return bytes(answer)

    def test_without_a_fault_every_byte_passes(self):
        data = os.urandom(300000)
        self.assertEqual(self.ask(data), data)
        self.assertEqual(self.proxy.stats()["struck"], 0)

    def test_a_cut_upwards_lets_exactly_so_many_bytes_arrive(self):
        for at in (0, 1, 77, 499, 500):
            self.server.got.clear()
            self.proxy.plan(f"cut-up:{at}")
            self.ask(b"x" * 500)
            self.assertTrue(wait_until(lambda: len(self.server.got) >= at))
            self.assertEqual(len(self.server.got), at)

    def test_a_cut_downwards_lets_exactly_so_many_bytes_come_back(self):
        for at in (0, 1, 77, 499):
            self.server.got.clear()
            self.proxy.plan(f"cut-down:{at}")
            self.assertEqual(len(self.ask(b"y" * 500)), at)
            if at > 0:
                self.assertEqual(len(self.server.got), 500)

    def test_a_hole_swallows_without_closing(self):
        self.proxy.plan("hole-down:10")
        self.assertEqual(len(self.ask(b"z" * 500, timeout=0.3)), 10)
        self.assertEqual(len(self.server.got), 500)

    def test_a_refused_connection_reaches_nobody(self):
        self.proxy.plan("refuse")
        self.assertEqual(self.ask(b"a"), b"")
        self.assertEqual(bytes(self.server.got), b"")

    def test_a_partition_cuts_what_runs_and_heals(self):
        host, port = self.proxy.address.split(":")
        with socket.create_connection((host, int(port)), 10) as way:
            way.sendall(b"a")
            self.assertEqual(way.recv(1), b"a")
            self.proxy.tell("partition shut")
            self.assertEqual(way.recv(1), b"")
        self.assertEqual(self.ask(b"b"), b"")
        self.proxy.tell("partition none")
        self.assertEqual(self.ask(b"c"), b"c")

    def test_a_delay_holds_bytes_back(self):
        self.proxy.plan("delay:150")
        begin = time.monotonic()
        self.assertEqual(self.ask(b"a"), b"a")
        self.assertGreaterEqual(time.monotonic() - begin, 0.3)

    def test_a_seed_repeats_its_faults(self):
        runs = []
        for _ in range(2):
            self.proxy.tell("random 60 7")
            runs.append([len(self.ask(b"q" * 3000, timeout=2)) for _ in range(12)])
        self.assertEqual(runs[0], runs[1])
        self.assertTrue(any(length < 3000 for length in runs[0]))
        self.assertTrue(any(length == 3000 for length in runs[0]))

    def test_an_unknown_word_is_refused(self):
        with self.assertRaises(ValueError):
            self.proxy.plan("cut-sideways:3")


class Requests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.server = Counter(os.path.join(self.folder.name, "server"))
        self.proxy = FaultProxy(self.folder.name, "127.0.0.1:0", self.server.address, http=True)

    def tearDown(self):
        self.proxy.close()
        self.server.listening.close()
        self.folder.cleanup()

    def post(self, body):
        """The answer's status and body; None: cut off."""
        way = http.client.HTTPConnection(self.proxy.address, timeout=10)
        try:
            way.request("POST", "/v1/x", body)
            answer = way.getresponse()
            return answer.status, answer.read().decode()
        except (http.client.HTTPException, ConnectionError):
            return None
        finally:
            way.close()

    def test_requests_pass_one_after_the_other_on_one_connection(self):
        way = http.client.HTTPConnection(self.proxy.address, timeout=10)
        for i in range(5):
            way.request("POST", "/", f"body {i}")
            self.assertEqual(way.getresponse().read().decode(), f"body {i}")
        way.close()
        self.assertEqual(self.proxy.stats()["taken"], 5)

    def test_a_lost_request_never_arrives(self):
        self.proxy.plan("lose-request")
        self.assertIsNone(self.post("a"))
        self.assertEqual(self.server.bodies, [])

    def test_a_lost_reply_was_done(self):
        self.proxy.plan("lose-reply")
        self.assertIsNone(self.post("a"))
        self.assertEqual(self.server.bodies, ["a"])

    def test_a_reply_is_cut_short(self):
        self.proxy.plan("cut-down:44")
        self.assertIsNone(self.post("a" * 100))
        self.assertEqual(self.server.bodies, ["a" * 100])

    def test_a_duplicate_arrives_twice(self):
        self.proxy.plan("duplicate")
        self.assertEqual(self.post("a"), (200, "a"))
        self.assertTrue(wait_until(lambda: self.server.bodies == ["a", "a"]))

    def test_a_held_request_arrives_after_the_next(self):
        self.proxy.plan("hold")
        self.assertIsNone(self.post("first"))
        self.assertEqual(self.post("second"), (200, "second"))
        self.assertEqual(self.server.bodies, ["second", "first"])

    def test_a_repeated_request_comes_again_after_the_next(self):
        self.proxy.plan("repeat")
        self.assertEqual(self.post("first"), (200, "first"))
        self.assertEqual(self.post("second"), (200, "second"))
        self.assertEqual(self.server.bodies, ["first", "second", "first"])

    def test_a_status_is_the_proxys_own(self):
        self.proxy.plan("status:503")
        self.assertEqual(self.post("a")[0], 503)
        self.assertEqual(self.server.bodies, [])


if __name__ == "__main__":
    unittest.main()
