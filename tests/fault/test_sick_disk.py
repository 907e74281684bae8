"""The disk that fails on command does so under one folder, and only what was ordered."""
import errno
import glob
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.environ["SOURCE_DIR"], "tests"))
from support.sick_disk import SickDisk  # noqa: E402

# What a program sees: the code of each step on a file of eight bytes, 0 where it went well.
PROGRAM = """
import os, sys
def code(step, *words):
    try:
        step(*words)
        return 0
    except OSError as error:
        return error.errno
fd = os.open(sys.argv[1], os.O_RDWR)
print(*[code(os.pwrite, fd, b'x' * 8, 0), code(os.pwrite, fd, b'x' * 9, 0), code(os.write, fd, b'x' * 20),
        code(os.posix_fallocate, fd, 0, 4096), code(os.pread, fd, 4, 0), code(os.fsync, fd), code(os.fdatasync, fd)])
"""
STEPS = ("overwrite", "lengthen", "write", "allocate", "read", "fsync", "fdatasync")


class Faults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = os.path.join(folder.name, "disk")
        os.mkdir(self.folder)
        self.disk = SickDisk(self.folder)

    def failing(self, path=None):
        """The steps that fail, with their codes."""
        path = path or os.path.join(self.folder, "file")
        with open(path, "wb") as file:
            file.write(b"y" * 8)
        said = subprocess.run([*self.disk.words(), sys.executable, "-c", PROGRAM, path], check=True, text=True,
                              stdout=subprocess.PIPE).stdout
        return {step: int(code) for step, code in zip(STEPS, said.split()) if code != "0"}

    def test_a_disk_without_an_order_is_sound(self):
        self.assertEqual(self.failing(), {})

    def test_a_full_disk_refuses_what_makes_a_file_longer(self):
        self.disk.order("full")
        self.assertEqual(self.failing(), dict.fromkeys(("lengthen", "write", "allocate"), errno.ENOSPC))
        self.disk.order(None)
        self.assertEqual(self.failing(), {})

    def test_each_error_of_the_device_strikes_its_calls(self):
        for word, steps in (("eio-read", ("read",)), ("eio-sync", ("fsync", "fdatasync")),
                            ("eio-write", ("overwrite", "lengthen", "write", "allocate", "fsync", "fdatasync"))):
            self.disk.order(word)
            self.assertEqual(self.failing(), dict.fromkeys(steps, errno.EIO), word)

    def test_every_second_call_may_fail_alone(self):
        self.disk.order("eio-sync-2")
        self.assertEqual(self.failing(), {"fdatasync": errno.EIO})

    def test_files_elsewhere_are_left_alone(self):
        self.disk.order("eio-write")
        self.assertEqual(self.failing(self.folder + "-neighbour"), {})
        self.assertEqual(len(glob.glob(self.folder + "*")), 3)  # the folder, its order and the neighbour


if __name__ == "__main__":
    unittest.main()
