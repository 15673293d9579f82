#!/usr/bin/env python3
"""Compiles the program's sources as on macOS, against stand-ins for its headers.

    macos.py ROOT PKG-FLAGS-OF... -- CC ARG...

Nobody has tried macOS yet. This finds functions and constants of Linux that are used outside of an
#ifdef __linux__. Speaks TAP.
"""

import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# meson.build leaves them out where the system is not Linux.
LINUX_ONLY = {"src/event/watcher_inotify.c", "src/helpers/held_compiler.c"}

PLACES = ['-DRUSTGYM_COURSE=""', '-DRUSTGYM_HELPERS=""', '-DRUSTGYM_VERSION=""']


def flags(root, compiler, packages):
    told = subprocess.run(["pkg-config", "--cflags", *packages], check=True, capture_output=True, text=True)
    return [*compiler, "-std=c17", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-U__linux__", "-U__linux",
            "-Ulinux", "-D__APPLE__", "-D__MACH__", "-D_GNU_SOURCE", "-D_DARWIN_C_SOURCE",
            "-Dst_mtim=st_mtimespec", *PLACES, "-isystem", root / "tests/macos", "-include",
            root / "tests/macos/stand_in.h", "-I", root / "include", "-I", root / "src", "-I", root / "src/cli", "-I", root / "subprojects/tomlc17",
            *told.stdout.split()]


def compile_all(command, sources):
    def compile_one(source):
        return subprocess.run([*map(str, command), str(source)], capture_output=True, text=True, check=False)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(compile_one, sources))


def main():
    root = Path(sys.argv[1]).resolve()
    split = sys.argv.index("--")
    command = flags(root, sys.argv[split + 1:], sys.argv[2:split])
    sources = [path for path in sorted((root / "src").rglob("*.c"))
               if path.relative_to(root).as_posix() not in LINUX_ONLY]
    told = compile_all(command, sources)
    faults = sorted({line for run in told for line in run.stderr.splitlines() if re.search(r"(error|warning):", line)})
    print("1..2")
    print(f"{'not ok' if any(run.returncode for run in told) else 'ok'} 1 - {len(sources)} sources compile")
    for fault in faults:
        print(f"# {fault}")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "linux.c")
        source.write_text("int main(void)\n{\n\tint ends[2];\n\treturn pipe2(ends, 0);\n}\n")
        caught = compile_all(command, [source])[0].returncode != 0
    print(f"{'ok' if caught else 'not ok'} 2 - a function of Linux is caught")
    return bool(faults) or not caught


if __name__ == "__main__":
    sys.exit(main())
