"""Three PostgreSQL nodes under Patroni, with their etcd, in one directory: by the configuration that
config/office/cluster/patroni.yml gives to offices, on loopback ports. Ends with the test."""

import json
import os
import pwd
import re
import signal
import socket
import subprocess
import time
import urllib.request

import psycopg2
import yaml

HERE = os.path.dirname(os.path.realpath(__file__))
TEMPLATE = os.path.join(HERE, "../../config/office/cluster/patroni.yml")
NODES = ("satu", "dua", "tiga")
PATIENCE_S = 300
# What a node's log is full of whatever happens.
NOISE = "system is starting up|no action|Lock owner|Still starting|connection problems|cached role|get_postgresql_status"


def free_ports(count):
    """Ports that were free a moment ago, below those of outgoing connections."""
    found, port = [], 20000 + os.getpid() % 8000
    while len(found) < count:
        port += 1
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                found.append(port)
    return found


def as_database_user():
    """PostgreSQL refuses to run as root."""
    os.setsid()
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres")
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)


def wait_until(what, look, seconds=PATIENCE_S):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise TimeoutError(f"{what}: not within {seconds} s")


class Cluster:
    def __init__(self, directory, is_synchronous=True):
        self.directory = directory
        self.is_synchronous = is_synchronous
        self.processes = {}
        ports = free_ports(2 + 2 * len(NODES))
        self.etcd_port, self.peer_port = ports[:2]
        self.port = dict(zip(NODES, ports[2:]))
        self.rest = dict(zip(NODES, ports[2 + len(NODES):]))
        os.makedirs(directory, exist_ok=True)
        if os.getuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(directory, user.pw_uid, user.pw_gid)

    def __enter__(self):
        try:
            self.start_etcd()
            for node in NODES:
                self.configure(node)
                self.start(node)
                wait_until(f"{node} runs", lambda node=node: self.says(node, "/health"))
            wait_until("a second node has every commit", self.is_whole)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, kind=None, *_):
        if kind:
            self.tell()
        for node in NODES:
            self.kill(node)
        self.end("etcd")

    # --- processes --------------------------------------------------------------------------

    def run(self, name, words):
        log = open(os.path.join(self.directory, name + ".log"), "ab")
        self.processes[name] = subprocess.Popen(words, preexec_fn=as_database_user, cwd="/",
                                                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        log.close()

    def end(self, name):
        process = self.processes.pop(name, None)
        if process:
            process.kill()
            process.wait()

    def start_etcd(self):
        url, peer = f"http://127.0.0.1:{self.etcd_port}", f"http://127.0.0.1:{self.peer_port}"
        self.run("etcd", ["etcd", "--name", "satu", "--data-dir", os.path.join(self.directory, "etcd"),
                          "--listen-client-urls", url, "--advertise-client-urls", url,
                          "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
                          "--initial-cluster", f"satu={peer}"])
        wait_until("etcd answers", lambda: self.ask(url + "/health"))

    def configure(self, node):
        with open(TEMPLATE, encoding="utf-8") as file:
            text = file.read()
        for word, value in {"NAME": node, "ADDRESS": "127.0.0.1", "PORT": self.port[node],
                            "REST_PORT": self.rest[node], "ETCD": f"127.0.0.1:{self.etcd_port}",
                            "NETWORK": "127.0.0.1/32", "PASSWORD": "rahasia",
                            "DATA": os.path.join(self.directory, node),
                            "SOCKETS": self.directory}.items():
            text = text.replace(f"@{word}@", str(value))
        conf = yaml.safe_load(text)
        # No certificates between nodes of one machine; and the broken twin.
        conf["postgresql"]["pg_hba"] = ["local all all trust", "host replication all 127.0.0.1/32 trust",
                                        "host all all 127.0.0.1/32 trust"]
        conf["postgresql"]["pgpass"] = os.path.join(self.directory, node + ".pgpass")
        if not self.is_synchronous:
            conf["bootstrap"]["dcs"].update(synchronous_mode=False, synchronous_mode_strict=False)
            # Nodes that went on alone are many then: they come back empty.
            conf["postgresql"].update(remove_data_directory_on_diverged_timelines=True)
        with open(self.configuration(node), "w", encoding="utf-8") as file:
            yaml.safe_dump(conf, file)

    def configuration(self, node):
        return os.path.join(self.directory, node + ".yml")

    def start(self, node):
        self.run(node, ["/usr/bin/patroni", self.configuration(node)])

    def database_processes(self, node):
        """The postmaster and its children."""
        try:
            with open(os.path.join(self.directory, node, "postmaster.pid"), encoding="utf-8") as file:
                first = int(file.readline())
        except (OSError, ValueError):
            return []
        out = subprocess.run(["ps", "-o", "pid=", "--pid", str(first), "--ppid", str(first)],
                             capture_output=True, text=True, check=False).stdout
        return [int(pid) for pid in out.split()]

    def receivers(self, node):
        """The processes of a standby that take what the primary sends."""
        out = subprocess.run(["ps", "-o", "pid=,args=", "-p", ",".join(map(str, self.database_processes(node))) or "0"],
                             capture_output=True, text=True, check=False).stdout
        return [int(line.split()[0]) for line in out.splitlines() if "walreceiver" in line]

    def signal(self, pids, which):
        for pid in pids:
            try:
                os.kill(pid, which)
            except ProcessLookupError:
                pass

    def kill(self, node):
        """As a lost machine: Patroni and the whole of PostgreSQL, at once."""
        self.end(node)
        self.signal(self.database_processes(node), signal.SIGKILL)

    # --- what it says -----------------------------------------------------------------------

    @staticmethod
    def ask(url):
        try:
            with urllib.request.urlopen(url, timeout=2) as reply:
                return reply.read()
        except OSError:
            return None

    def says(self, node, path):
        return self.ask(f"http://127.0.0.1:{self.rest[node]}{path}")

    def primary(self):
        for node in NODES:
            if node in self.processes and self.says(node, "/primary"):
                return node
        return None

    def members(self):
        for node in NODES:
            answer = self.says(node, "/cluster")
            if answer:
                return json.loads(answer)["members"]
        return []

    def is_whole(self):
        """All nodes follow one primary, and a commit is safe."""
        states = [(member["role"], member["state"]) for member in self.members()]
        roles = [role for role, state in states if state in ("running", "streaming")]
        wanted = ["leader", "replica", "sync_standby"] if self.is_synchronous else ["leader", "replica", "replica"]
        return sorted(roles) == wanted

    def tell(self):
        """How the nodes are and what they said last, for whoever must know why it came to nothing."""
        print(self.members(), flush=True)
        for node in NODES:
            with open(os.path.join(self.directory, node + ".log"), encoding="utf-8", errors="replace") as file:
                lines = [line for line in file if re.match(r"\d{4}-", line) and not re.search(NOISE, line)]
            print(f"--- {node}\n" + "".join(lines[-40:]), flush=True)

    def words(self, database, user=""):
        """How libpq finds whichever node writes."""
        ports = ",".join(str(self.port[node]) for node in NODES)
        who = f"user={user} " if user else ""
        return (f"host={','.join(['127.0.0.1'] * len(NODES))} port={ports} dbname={database} {who}"
                "target_session_attrs=read-write connect_timeout=3")

    def connect(self, database="postgres", user="postgres"):
        def attempt():
            try:
                return psycopg2.connect(self.words(database, user))
            except psycopg2.OperationalError:
                return None  # nobody writes at this moment

        connection = wait_until("a node writes", attempt)
        connection.autocommit = True
        return connection
