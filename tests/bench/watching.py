"""What the measurements of `rustgym watch` share: the program on a pseudo-terminal, and medians."""

import os
import pathlib
import pty
import select
import signal
import statistics
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEADLINE_S = 60


class Screen:
    """rustgym on a pseudo-terminal; wait_for() returns when a text has been printed."""

    def __init__(self, program, folder):
        pid, self.fd = pty.fork()
        if pid == 0:
            os.chdir(folder)
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
            os.execv(program, [program, "watch"])
        self.pid = pid

    def wait_for(self, texts, seconds=DEADLINE_S):
        seen = b""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            ready, _, _ = select.select([self.fd], [], [], end - time.monotonic())
            if not ready:
                break
            seen += os.read(self.fd, 65536)
            for text in texts:
                if text in seen:
                    return time.monotonic()
        sys.exit(f"none of {texts} came within {seconds} s")

    def drain(self):
        """Reads what is left of earlier frames, until nothing has come for a while."""
        while select.select([self.fd], [], [], 0.1)[0]:
            os.read(self.fd, 65536)

    def close(self):
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def quartiles(times):
    times = sorted(t * 1000 for t in times)
    return statistics.median(times), times[len(times) // 4], times[3 * len(times) // 4]
