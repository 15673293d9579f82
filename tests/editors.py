#!/usr/bin/env python3
"""Says whether the editors' settings in the tree name every package of the course.

    editors.py ROOT RUSTGYM           compares; speaks TAP
    editors.py ROOT RUSTGYM --write   writes the settings anew

A package is a manifest below exercises/ with a [workspace] in which cargo finds a package. Those that are broken on
purpose are left out: one of them makes rust-analyzer report the whole folder as broken.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LISTS = [".vscode/settings.json", ".zed/settings.json", ".helix/languages.toml", ".nvim.lua"]
FILES = LISTS + [".vscode/extensions.json"]


def cargo_reads(manifest):
    told = subprocess.run(["cargo", "metadata", "--offline", "--no-deps", "--format-version", "1",
                           "--manifest-path", str(manifest)], capture_output=True, check=False,
                          env={**os.environ, "CARGO_NET_OFFLINE": "true"})
    return told.returncode == 0 and json.loads(told.stdout)["packages"]


def packages(root):
    """What the tree has, judged by cargo itself."""
    manifests = sorted((root / "exercises").glob("**/Cargo.toml"))
    tops = [m for m in manifests
            if "target" not in m.parts and re.search(r"^\[workspace\]", m.read_text(), re.MULTILINE)]
    broken = {m for m in tops if not cargo_reads(m)}
    return tops, broken


def write(root, program):
    with tempfile.TemporaryDirectory() as folder:
        # Below the course's own rules, whatever the caller's environment says.
        env = {**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder}
        subprocess.run([program, "init", f"{folder}/work", "--course", str(root)], check=True, env=env,
                       stdout=subprocess.DEVNULL)
        for prefix in ("", "exercises/"):
            for name in FILES:
                (root / prefix / name).parent.mkdir(exist_ok=True)
                shutil.copyfile(f"{folder}/work/{prefix}{name}", root / prefix / name)


def faults(root, prefix, tops, broken):
    base = root / prefix
    for name in FILES:
        if not (base / name).exists():
            yield f"{prefix}{name} is missing"
    for name in LISTS:
        text = (base / name).read_text() if (base / name).exists() else ""
        listed = re.findall(r'^ *"([^"]*Cargo\.toml)"', text, re.MULTILINE)
        expected = [m.relative_to(base).as_posix() for m in tops if m not in broken]
        for path in sorted(set(expected) - set(listed)):
            yield f"{prefix}{name} lacks {path}"
        for path in sorted(set(listed) - set(expected)):
            yield f"{prefix}{name} has {path}, which cargo cannot read or which is not there"
    for name in (n for n in FILES if n.endswith(".json") and (base / n).exists()):
        try:
            json.loads((base / name).read_text())
        except ValueError as error:
            yield f"{prefix}{name}: {error}"


def main():
    root, program = Path(sys.argv[1]).resolve(), sys.argv[2]
    if "--write" in sys.argv[3:]:
        write(root, program)
        return 0
    tops, broken = packages(root)
    print("1..2")
    failed = 0
    for number, prefix in enumerate(("", "exercises/"), 1):
        found = list(faults(root, prefix, tops, broken))
        failed += bool(found)
        print(f"{'not ok' if found else 'ok'} {number} - the settings in ./{prefix} name the packages")
        for fault in found:
            print(f"# {fault}")
        if found:
            print("# tests/editors.py . build/rustgym --write writes them anew")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
