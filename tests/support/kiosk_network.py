"""Two networks of their own on this machine and the cable between them: the office's, in which the caller and its
children live, and the kiosks'. It needs root; everything ends with the caller."""
import os
import re
import subprocess
import sys

OFFICE, KIOSKS = "10.77.0.1", "10.77.0.2"
OWN = "ANJUNGAN_OWN_NETWORK"


def why_not():
    """What this machine lacks, or None."""
    for words in (["unshare", "--net", "true"], ["unshare", "--net", "nft", "add table inet faults"],
                  ["unshare", "--net", "ip", "link", "add", "office0", "type", "veth", "peer", "name", "kiosk0"]):
        try:
            subprocess.run(words, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            return f"{' '.join(words)}: {getattr(error, 'stderr', None) or error}".strip()
    return None


def enter():
    """The caller begins anew, in a network of its own. Before anything was started."""
    if OWN not in os.environ:
        os.environ[OWN] = "1"
        os.execvp("unshare", ["unshare", "--net", sys.executable, "-B", *sys.argv])


class KioskNetwork:
    """`inside` are words before a program's that run it at the kiosks' end. A kiosk knows the office by the name
    localhost: what it sends there to `port` goes through the cable."""

    def __init__(self):
        self.holder = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "unshare", "--net", "sh", "-c",
                                        "echo; exec sleep infinity"], stdout=subprocess.PIPE, text=True)
        self.holder.stdout.readline()
        self.inside = ["nsenter", f"--net=/proc/{self.holder.pid}/ns/net"]
        self.pulled = 0
        self.here("ip link set lo up")
        self.here(f"ip link add office0 type veth peer name kiosk0 netns {self.holder.pid}")
        self.here(f"ip addr add {OFFICE}/30 dev office0")
        self.here("ip link set office0 up")
        self.there("ip link set lo up")
        self.there(f"ip addr add {KIOSKS}/30 dev kiosk0")
        self.there("ip link set kiosk0 up")
        self.there("sh -c", "echo 1 >/proc/sys/net/ipv4/conf/all/route_localnet")
        self.there("nft", "add table ip way")
        self.there("nft", "add chain ip way out { type nat hook output priority -100; }")
        self.there("nft", "add chain ip way leaving { type nat hook postrouting priority 100; }")
        self.there("nft", "add rule ip way leaving oifname kiosk0 masquerade")
        self.here("nft", "add table inet faults")
        self.here("nft", "add counter inet faults lost")
        for way in ("input", "output"):
            self.here("nft", f"add chain inet faults {way} {{ type filter hook {way} priority 0; }}")

    def here(self, words, *last):
        return subprocess.run([*words.split(), *last], check=True, stdout=subprocess.PIPE, text=True).stdout

    def there(self, words, *last):
        self.here(" ".join(self.inside) + " " + words, *last)

    def lead(self, port):
        """Kiosks reach OFFICE:port as localhost:port."""
        self.there("nft", f"add rule ip way out ip daddr 127.0.0.1 tcp dport {port} dnat to {OFFICE}:{port}")

    def lose(self, percent, ways):
        """Of the packets to the office ("input") or to the kiosks ("output")."""
        self.mend()
        for way in ways:
            side = "iifname" if way == "input" else "oifname"
            self.here("nft", f"add rule inet faults {way} {side} office0 numgen random mod 100 < {percent} counter name lost drop")

    def mend(self):
        self.here("nft", "flush chain inet faults input")
        self.here("nft", "flush chain inet faults output")

    def pull(self):
        self.here("ip link set office0 down")
        self.pulled += 1

    def plug(self):
        self.here("ip link set office0 up")

    def lost(self):
        return int(re.search(r"packets (\d+)", self.here("nft", "list counter inet faults lost"))[1])
