#!/usr/bin/env python3
"""Installs rustgym, moves what was installed, and works with it.

    install.py ROOT BUILD

Speaks TAP.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

number = failed = 0


def point(title, faults):
    global number, failed
    number, failed = number + 1, failed + bool(faults)
    print(f"{'not ok' if faults else 'ok'} {number} - {title}")
    for fault in faults:
        print(f"# {fault}")
    sys.stdout.flush()


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)


# ---- the whole tree, installed and moved -----------------------------------------------------------

class Machine:
    """A user with nothing but what the tests need of the environment."""

    def __init__(self, top):
        self.env = {**os.environ, "HOME": str(top / "home"), "RUSTGYM_TRUST": "1"}
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "RUSTGYM_COURSE", "DESTDIR"):
            self.env.pop(name, None)
        (top / "home").mkdir()

    def faults(self, program, folder, *commands):
        for command in commands:
            told = run(program, *command.split(), cwd=folder, env=self.env)
            if told.returncode:
                yield f"{command}: status {told.returncode}: {told.stderr.strip() or told.stdout.strip()}"


def options_of(build):
    told = run("meson", "introspect", "--buildoptions", build)
    return {option["name"]: option["value"] for option in json.loads(told.stdout)}


def test_moving(build, top):
    machine, options = Machine(top), options_of(build)
    bindir = options["bindir"]
    told = run("meson", "install", "-C", build, "--no-rebuild", "--skip-subprojects", "--quiet",
               env={**machine.env, "DESTDIR": str(top / "dest")})
    point("it can be installed", [told.stdout + told.stderr] if told.returncode else [])
    first, second = top / "first place", top / "second"
    shutil.move(str(top / "dest") + options["prefix"], first)
    commands = ("hint", "history", "update", "--plain list", "show @0")
    point("the tree works where it was moved to",
          [*machine.faults(first / bindir / "rustgym", top, "init work", "-C work run --help"),
           *machine.faults(first / bindir / "rustgym", top / "work", *commands)])
    kept = [path for path in (top / "home").rglob("*") if path.is_file() and "first place" in path.read_text()]
    point("no setting has its path", [f"{path}: {path.read_text()}" for path in kept])
    first.rename(second)
    shutil.rmtree(top / "work/.rustgym/repo.git")
    point("a workspace that it made works after another move, as after an upgrade",
          list(machine.faults(second / bindir / "rustgym", top / "work", *commands)))
    env = {key: value for key, value in machine.env.items() if key != "RUSTGYM_TRUST"}
    told = run(second / bindir / "rustgym", "--plain", "doctor", cwd=top / "work", env=env)
    point("and it is trusted as before",
          [] if "the code of this course may run" in told.stdout else [told.stdout + told.stderr])
    # Earlier versions kept the path of the installed course.
    config = top / "home/.config/rustgym/config.json"
    config.write_text(config.read_text().replace('"course":\t""', f'"course":\t"{first}/share/rustgym"'))
    point("a path that an earlier version kept may lead nowhere",
          [] if str(first) in config.read_text() else [config.read_text()])
    point("such a workspace works, too",
          list(machine.faults(second / bindir / "rustgym", top / "work", *commands)))


# ---- folders that packagers choose ----------------------------------------------------------------------

def test_folders(root, top):
    for given, expected in (
            (["--libexecdir=lib/x86_64-linux-gnu"], ["../lib/x86_64-linux-gnu/rustgym", "../share/rustgym"]),
            (["--bindir=usr/games/bin", "--datadir=usr/data"],
             ["../../../libexec/rustgym", "../../../usr/data/rustgym"]),
            (["--libexecdir=/opt/helpers"], ["/opt/helpers/rustgym", "../share/rustgym"])):
        build = top / f"build{number}"
        told = run("meson", "setup", "--prefix=/usr", "--wrap-mode=default", *given, build, root)
        commands = (build / "compile_commands.json").read_text() if not told.returncode else ""
        found = [re.findall(rf'-D{name}=\\*"?([^"\\ ]*)', commands) for name in ("RUSTGYM_HELPERS", "RUSTGYM_COURSE")]
        found = [places[0] if places else None for places in found]
        point(f"with {' '.join(given)}",
              [] if found == expected else [f"{found} instead of {expected}", told.stdout[-500:]])


# ---- what is handed out ------------------------------------------------------------------------------------

FILES = {"exercises/roadmap.json": "{}", "exercises/a/b.rs": "broken", "exercises/a/c.rs": "c", "hints/a/b.md": "hint"}


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def work(folder):
    """What a learner leaves about."""
    write(folder, {"exercises/a/b.rs": "solved", "exercises/a/.b.rs.swp": "", "exercises/a/b.rs~": "",
                   "exercises/a/target/debug/x": "large", "exercises/.vscode/settings.json": "{}"})


def git(folder, *command, **options):
    told = run("git", "-c", "user.name=x", "-c", "user.email=x@y", "-c", "init.defaultBranch=main", *command,
               cwd=folder, **options)
    assert told.returncode == 0, told.stderr


def clone(top, name):
    course = top / f"{name}-origin"
    write(course, FILES)
    git(course, "init", "-q")
    git(course, "add", ".")
    git(course, "commit", "-qm", "course")
    git(top, "clone", "-q", course, top / name)
    return top / name


def installed(root, top, source):
    told = run(sys.executable, root / "src/install_course.py", source, "/share", "/helpers", "b/rustgym-new",
               env={**os.environ, "DESTDIR": str(top)}, umask=0o077)
    if told.returncode:
        return {"it failed": told.stderr}
    folder = top / "share"
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_course(root, top):
    def expect(title, source, files):
        found = installed(root, top / "dest", source)
        point(title, [f"{found} instead of {files}"] if found != files else [])

    write(top / "dest/helpers", {"rustgym-old": "", "rustgym-new": ""})
    write(top / "dest/share", {"exercises/old.rs": "old", "hints/old.md": "old"})
    worked = clone(top, "worked")
    work(worked)
    (worked / "exercises/a/c.rs").unlink()
    expect("a clone where somebody worked: the course as it was handed out", worked, FILES)
    modes = {path.stat().st_mode & 0o7777 for path in (top / "dest/share").rglob("*")}
    point("everybody can read it, and only its owner can write it", [] if modes == {0o644, 0o755} else [str(modes)])
    left = [path.name for path in (top / "dest/helpers").iterdir()]
    point("helpers of an older version are gone", [] if left == ["rustgym-new"] else [str(left)])
    git(worked, "commit", "-qam", "my solutions")
    expect("solutions that were committed are not handed out", worked, FILES)
    git(worked, "remote", "remove", "origin")
    expect("without an upstream it is the newest commit", worked,
           {**{name: text for name, text in FILES.items() if "c.rs" not in name}, "exercises/a/b.rs": "solved"})
    unpacked = top / "unpacked"
    write(unpacked, FILES)
    work(unpacked)
    write(unpacked, {"exercises/a/b.rs": "broken"})
    expect("an unpacked archive: the folder, without what tools leave about", unpacked, FILES)
    recorded = unpacked / ".rustgym/repo.git"
    write(top / "tree", {name: text for name, text in FILES.items() if name.startswith("exercises")})
    git(top / "tree", "init", "-q")
    git(top / "tree", "add", ".")
    git(top / "tree", "commit", "-qm", "course")
    git(top / "tree", "update-ref", "refs/rustgym/pristine", "HEAD")
    shutil.copytree(top / "tree/.git", recorded)
    work(unpacked)
    expect("an unpacked archive where somebody worked: what rustgym recorded", unpacked, FILES)


def main():
    root, build = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as top:
        top = Path(top).resolve()
        for test, arguments in ((test_course, (root,)), (test_folders, (root,)), (test_moving, (build,))):
            folder = top / test.__name__
            folder.mkdir()
            test(*arguments, folder)
    print(f"1..{number}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
