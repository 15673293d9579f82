#!/usr/bin/env python3
"""Says which C files are not as clang-format writes them.

    format.py ROOT

Formatting changes from one clang-format to the next, so only version 14 is asked. Speaks TAP.
"""

import re
import subprocess
import sys
from pathlib import Path

VERSION = 14


def find_clang_format():
    """The command of the right version, or None and what was found instead."""
    found = "no clang-format"
    for name in (f"clang-format-{VERSION}", "clang-format"):
        try:
            told = subprocess.run([name, "--version"], capture_output=True, text=True, check=True)
        except (FileNotFoundError, subprocess.CalledProcessError):
            continue
        version = re.search(r"version (\d+)", told.stdout)
        if version and int(version[1]) == VERSION:
            return name, None
        found = told.stdout.strip()
    return None, found


def main():
    root = Path(sys.argv[1])
    files = sorted(
        path
        for folder in ("src", "include", "tests")
        for path in (root / folder).rglob("*")
        if path.suffix in (".c", ".h")
    )
    command, instead = find_clang_format()
    if command is None:
        print(f"1..0 # SKIP clang-format {VERSION} is needed, here is {instead}")
        return 0
    print("1..1")
    if not files:
        print("not ok 1 - there is not one C file to look at")
        return 1
    check = [command, "--style=file", "--dry-run", "-Werror", *map(str, files)]
    result = subprocess.run(check, capture_output=True, text=True, check=False)
    # The first complaint about each file is enough.
    bad = {}
    for line in result.stderr.splitlines():
        place = re.match(r"(.+?):(\d+):\d+: error: ", line)
        if place:
            bad.setdefault(Path(place[1]).relative_to(root), place[2])
    if result.returncode != 0 and not bad:
        bad = {command: f"exit status {result.returncode}: {result.stderr.strip()}"}
    print(f"{'not ok' if bad else 'ok'} 1 - {len(files)} C files are as clang-format writes them")
    for path, line in bad.items():
        print(f"# {path}:{line}")
    if bad:
        print(f"# mend them with: {command} -i FILE...")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
