"""A folder whose disk fails on command (sick_disk.c names the orders)."""
import contextlib
import os
import shutil


class SickDisk:
    """`library`: where to put a copy, for a program of a user who may not enter the tree of this build."""

    def __init__(self, folder, library=None):
        self.folder, self.link = os.path.realpath(folder), f"{folder}.sick"
        self.library = os.path.join(os.environ["BINARY_DIR"], "lib/libanjungan-sick-disk.so")
        if library:
            shutil.copy(self.library, library)
            self.library = library

    def environment(self, *libraries):
        """What the programs on this disk need, with other libraries that go before libc."""
        return {"LD_PRELOAD": ":".join([self.library, *libraries]), "SICK_DISK": self.link, "SICK_FOLDER": self.folder}

    def words(self, *libraries):
        return ["env", *(f"{name}={value}" for name, value in self.environment(*libraries).items())]

    def order(self, word):
        """None: the disk is sound again."""
        if word is None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self.link)
            return
        os.symlink(word, self.link + ".new")
        os.rename(self.link + ".new", self.link)
