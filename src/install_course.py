"""Installs the course as it was handed out, whoever has worked in the source folder since.

    install_course.py SOURCE DATADIR HELPERS_DIR HELPER...      (called by `meson install`)

It is taken from where it is known to be untouched, the first of:

    git               the newest commit that HEAD and its upstream both have; HEAD, if there is no upstream
    .rustgym/repo.git the text that rustgym recorded when it was first started here
    the folder        as it is, as of an unpacked archive

Whatever an earlier version installed in its place goes.
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath

PARTS = ("exercises", "hints")
ROADMAP = "exercises/roadmap.json"

# As path_is_clutter (src/base/path.c) has it: no part of any exercise.
CLUTTER = {".git", ".rustgym", "target", ".DS_Store", ".idea", ".vscode", ".zed", ".helix", ".nvim.lua", ".cache",
           "4913", "5036"}
CLUTTER_ENDS = ("~", ".bak", ".orig", ".rej", ".swp", ".swo", ".swx", "___jb_tmp___", "___jb_old___")
CLUTTER_STARTS = (".#", "#", ".goutputstream-", ".nfs")


def is_clutter(path):
    return any(part in CLUTTER or part.endswith(CLUTTER_ENDS) or part.startswith(CLUTTER_STARTS) or ".tmp-" in part
               for part in PurePosixPath(path).parts)


def git(*arguments):
    """What git prints, or None. The repository may be another user's: it is only read."""
    try:
        told = subprocess.run(["git", "-c", "safe.directory=*", "-c", "core.autocrlf=false", *arguments],
                              capture_output=True, check=False)
    except OSError:
        return None
    return told.stdout if told.returncode == 0 else None


def files_of_commit(place, commit, parts):
    archive = git(*place, "archive", "--format=tar", commit, *parts)
    if archive is None:
        return {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar if member.isreg()}


def files_of_clone(source):
    if not (source / ".git").exists():
        return {}, None
    place = ["-C", str(source)]
    commit = git(*place, "merge-base", "HEAD", "@{upstream}") or git(*place, "rev-parse", "HEAD")
    if not commit:
        return {}, None
    commit = commit.decode().strip()
    return files_of_commit(place, commit, PARTS), f"git's commit {commit[:12]}"


def files_on_disk(source, parts):
    files = {}
    for part in parts:
        for folder, names, leaves in os.walk(source / part):
            names[:] = [name for name in names if not is_clutter(name)]
            for leaf in leaves:
                path = Path(folder, leaf)
                if path.is_file() and not path.is_symlink():
                    files[path.relative_to(source).as_posix()] = path.read_bytes()
    return files


def files_recorded(source):
    place = ["--git-dir", str(source / ".rustgym/repo.git")]
    files = files_of_commit(place, "refs/rustgym/pristine", PARTS[:1])
    if ROADMAP in files:
        files.update(files_on_disk(source, PARTS[1:]))
    return files, "the text that rustgym recorded"


def find_course(source):
    for files, origin in (files_of_clone(source), files_recorded(source)):
        if ROADMAP in files:
            return files, origin
    return files_on_disk(source, PARTS), "the files in the folder"


def lay(files, folder):
    """All of it is there before anything that was there goes. The caller's umask is not asked."""
    new = folder / f".new-{os.getpid()}"
    shutil.rmtree(new, ignore_errors=True)
    for name, data in sorted(files.items()):
        if is_clutter(name):
            continue
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(0o644)
    for made in [new, *(path for path in new.rglob("*") if path.is_dir())]:
        made.chmod(0o755)
    folder.chmod(0o755)
    for part in PARTS:
        shutil.rmtree(folder / part, ignore_errors=True)
        if (new / part).exists():
            (new / part).rename(folder / part)
    new.rmdir()


def remove_old_helpers(folder, kept):
    for path in folder.glob("rustgym-*"):
        if path.name not in kept:
            path.unlink()


def main():
    source = Path(sys.argv[1])
    top = os.environ.get("DESTDIR", "")
    datadir, helpers = (Path(top + path) for path in sys.argv[2:4])
    if os.environ.get("MESON_INSTALL_DRY_RUN"):
        return
    files, origin = find_course(source)
    datadir.mkdir(parents=True, exist_ok=True)
    lay(files, datadir)
    remove_old_helpers(helpers, {Path(path).name for path in sys.argv[4:]})
    print(f"Installing the course to {datadir}, from {origin}")


main()
