"""The fault proxy as tests hold it: started, told what to do, stopped."""
import os
import socket
import subprocess


class FaultProxy:
    """`listen` and `target` are unix:PATH or HOST:PORT; port 0 takes a free one (`address` says which)."""

    def __init__(self, folder, listen, target, *, http=False, percent=0, seed=0, prefix=()):
        self.control = os.path.join(folder, f"control-{id(self):x}")
        program = os.path.join(os.environ["BINARY_DIR"], "bin", "anjungan-fault-proxy")
        options = ["--http"] if http else []
        options += ["--random", str(percent), "--seed", str(seed)]
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", *prefix, program, *options, self.control, listen, target],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().split()
        if len(line) != 2:
            raise RuntimeError("the fault proxy does not listen")
        self.address = line[1]

    def tell(self, command):
        with socket.socket(socket.AF_UNIX) as way:
            way.connect(self.control)
            way.sendall(command.encode() + b"\n")
            answer = way.makefile().readline().strip()
        if answer.startswith("error"):
            raise ValueError(f"{command[:60]}: {answer}")
        return answer

    def plan(self, *faults):
        return self.tell("plan " + " ".join(faults))

    def stats(self):
        words = self.tell("stats").split()
        return {name: int(value) for name, value in zip(words[::2], words[1::2])}

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
