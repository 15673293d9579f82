"""What the benches share: places, programs, a pseudo-terminal, figures.

Speed is measured here, not tested: nothing passes or fails. Everything is made in a scratch folder;
only the peer, rustlings, is kept between runs (in $RUSTGYM_PEERS or ~/.cache/rustgym-bench).
"""

import argparse
import contextlib
import fcntl
import glob
import os
import pathlib
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RUSTLINGS = "6.5.0"
DEADLINE_S = 120


def arguments(description, **numbers):
    """The options every bench has, and its own whole numbers with their defaults."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("--rustgym", default=str(ROOT / "build/rustgym"), help="the program")
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default, help=f"({default})")
    options = parser.parse_args()
    options.rustgym = str(pathlib.Path(options.rustgym).resolve())
    if not os.access(options.rustgym, os.X_OK):
        sys.exit(f"{options.rustgym} is not there; build it, or name another with --rustgym")
    return options


@contextlib.contextmanager
def scratch():
    """A folder that is gone afterwards. It has the settings and answers, and not those of the caller."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="rustgym-bench-"))
    os.environ.update(XDG_CONFIG_HOME=f"{folder}/own-config", XDG_STATE_HOME=f"{folder}/own-state",
                      RUSTGYM_TRUST="1")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# --- rustgym -------------------------------------------------------------------------------------


def workspace(program, folder, course=None):
    """A learner's fresh workspace of a course; None: the one that is committed, nobody's answers in it."""
    if course is None:
        course = folder.with_name(folder.name + ".course")
        course.mkdir()
        files = subprocess.run(["git", "-C", str(ROOT), "archive", "HEAD", "exercises", "hints"],
                               check=True, stdout=subprocess.PIPE).stdout
        subprocess.run(["tar", "-x", "-C", str(course)], input=files, check=True)
    quiet([program, "init", str(folder), "--course", str(course)])
    return folder


def solve(work):
    """Lays the reference solutions over a workspace's exercises; how many exercises there are."""
    solved = 0
    for hint in sorted((ROOT / "hints").glob("*/*/*.md")):
        solution, target = hint.with_suffix(".rs"), work / "exercises" / hint.parent.relative_to(
            ROOT / "hints"
        )
        if solution.is_file():
            shutil.copy(solution, target / solution.name)
        else:
            shutil.copytree(hint.with_suffix(""), target / hint.stem, dirs_exist_ok=True,
                            copy_function=shutil.copyfile)  # new times, or cargo sees no change
        solved += 1
    return solved


# --- the peer ------------------------------------------------------------------------------------


def test_edits(solution, number):
    """The solution with another test after its own: one that fails, then one that holds."""
    return [f"{solution}\n#[cfg(test)]\nmod of_the_bench {{\n    #[test]\n    fn holds() {{\n"
            f"        assert_eq!({value}, \"{number}\".len());\n    }}\n}}\n"
            for value in (0, len(str(number)))]


def rustlings():
    """The path of the peer's program, installed first where it is missing."""
    peers = pathlib.Path(os.environ.get("RUSTGYM_PEERS", "~/.cache/rustgym-bench")).expanduser()
    program = peers / "bin/rustlings"
    if not program.is_file():
        quiet(
            ["cargo", "install", "rustlings", "--version", RUSTLINGS, "--locked", "--root",
             str(peers)]
        )
    return str(program)


def rustlings_workspace(folder, exercise="intro1"):
    """Its exercises as a learner gets them, with one chosen as the current one."""
    folder.mkdir()
    subprocess.run(
        [rustlings(), "init"], input=b"\n\n", cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    work = folder / "rustlings"
    subprocess.run([rustlings(), "run", exercise], cwd=work, capture_output=True, check=False)
    return work


def rustlings_solutions():
    """The folder with its solutions, in the source that cargo installed it from."""
    cargo = pathlib.Path(os.environ.get("CARGO_HOME", "~/.cargo")).expanduser()
    found = glob.glob(str(cargo / f"registry/src/*/rustlings-{RUSTLINGS}/solutions"))
    if not found:
        sys.exit(f"the source of rustlings {RUSTLINGS} is not in {cargo}; remove {rustlings()}")
    return pathlib.Path(found[0])


# --- running -------------------------------------------------------------------------------------


def quiet(command, **how):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **how)


def timed(command, folder, env=None):
    """Seconds from start to end; its exit status and what it prints don't matter."""
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, fd) for fd in (0, 1, 2)]
    here = os.getcwd()
    os.chdir(folder)
    try:
        start = time.monotonic()
        pid = os.posix_spawn(command[0], command, env or os.environ, file_actions=actions)
        os.waitpid(pid, 0)
        return time.monotonic() - start
    finally:
        os.chdir(here)
        os.close(null)


class Screen:
    """A program on a pseudo-terminal; wait_for() returns when a text has been printed."""

    def __init__(self, command, folder):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
            os.execv(command[0], command)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def wait_for(self, *texts, deadline_s=DEADLINE_S):
        seen = b""
        end = time.monotonic() + deadline_s
        while time.monotonic() < end:
            if not select.select([self.fd], [], [], end - time.monotonic())[0]:
                break
            seen += os.read(self.fd, 65536)
            if any(text in seen for text in texts):
                return time.monotonic()
        sys.exit(f"none of {texts} came within {deadline_s} s, but: {seen[-500:]}")

    def drain(self, quiet_s=0.1):
        """Reads what is left of earlier frames, until nothing has come for a while."""
        while select.select([self.fd], [], [], quiet_s)[0]:
            os.read(self.fd, 65536)

    def close(self):
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def status_or_none(pid, field):
    """A number of /proc/PID/status: VmRSS, VmHWM (KiB), voluntary_ctxt_switches..."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1])
    return None


def status(pid, field):
    """The same, of a process that has not ended."""
    number = status_or_none(pid, field)
    if number is None:
        sys.exit(f"/proc/{pid}/status has no {field}")
    return number


# --- figures -------------------------------------------------------------------------------------


def median(seconds):
    """In milliseconds."""
    return statistics.median(seconds) * 1000


def percentile(seconds, percent):
    times = sorted(seconds)
    return times[min(len(times) - 1, len(times) * percent // 100)] * 1000


def line(name, seconds):
    """"name  median  (quartiles)", in milliseconds."""
    return "%-34s %8.1f ms  (%.1f-%.1f, n=%d)" % (
        name, median(seconds), percentile(seconds, 25), percentile(seconds, 75), len(seconds),
    )
