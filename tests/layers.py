#!/usr/bin/env python3
"""Holds the tree to its floor plan.

    layers.py ROOT [--pkg NAME]... [-- CC ARG...]
    layers.py --self-test [-- CC ARG...]

A layer uses only those below it; every header of include/rustgym belongs to the one source file of
its name; and every header compiles alone. --pkg names a library whose pkg-config flags the headers
may need. --self-test breaks small trees on purpose and expects each to be caught. Speaks TAP.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# From the ground up: a file may include what is on its own floor or below it.
LAYERS = ["base", "course", "progress", "history", "event", "toolchain", "ui", "cli"]

# Headers that have no source file of their own, with the layer they belong to.
HEADER_ONLY: dict[str, str] = {}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.MULTILINE)
CHECKS = [
    "every folder of src is a layer",
    "every header is owned by exactly one source file of its name",
    "nothing includes from a layer above it",
    "every header compiles alone",
]


class Tree:
    def __init__(self, root, header_only=None):
        self.root = root
        self.include = root / "include" / "rustgym"
        self.header_only = HEADER_ONLY if header_only is None else header_only
        self.headers = sorted(self.include.rglob("*.h"))
        self.sources = sorted(p for p in (root / "src").rglob("*") if p.suffix in (".c", ".h"))

    def name(self, path):
        return path.relative_to(self.root).as_posix()

    def owners(self, header):
        """The layers that hold a source file named like this header."""
        noun = header.relative_to(self.include).with_suffix(".c").as_posix()
        return [layer for layer in LAYERS if (self.root / "src" / layer / noun).is_file()]

    def layer(self, path):
        """The layer of a file, or None where it has none (another check says so)."""
        if self.include in path.parents:
            if path.stem in self.header_only:
                return self.header_only[path.stem]
            return next(iter(self.owners(path)), None)
        parts = path.relative_to(self.root).parts
        if parts[0] != "src":
            return None
        # What lies in src itself (main.c) stands above all layers.
        return parts[1] if len(parts) > 2 else "src"

    def resolve(self, included, by):
        """The file of this tree that an #include means, or None for one of the system."""
        for folder in (by.parent, self.root / "include", self.root / "src", self.root):
            path = (folder / included).resolve()
            if path.is_file() and self.root in path.parents:
                return path
        return None


def rank(layer):
    return LAYERS.index(layer) if layer in LAYERS else len(LAYERS)


def folders_are_layers(tree):
    for folder in sorted(p for p in (tree.root / "src").iterdir() if p.is_dir()):
        if folder.name not in LAYERS:
            yield f"src/{folder.name} is none of the layers ({', '.join(LAYERS)})"


def headers_are_owned(tree):
    for header in tree.headers:
        owners = tree.owners(header)
        if header.stem in tree.header_only:
            if owners:
                yield (
                    f"{tree.name(header)} is listed as header-only, "
                    f"but src/{owners[0]} has a source file for it"
                )
        elif not owners:
            yield f"{tree.name(header)} has no src/<layer>/{header.stem}.c"
        elif len(owners) > 1:
            yield f"{tree.name(header)} is claimed by {' and '.join(owners)}"
    for noun in tree.header_only:
        if not (tree.include / f"{noun}.h").is_file():
            yield f"{noun} is listed as header-only, but there is no include/rustgym/{noun}.h"


def includes_point_down(tree):
    for path in tree.sources + tree.headers:
        layer = tree.layer(path)
        for included in INCLUDE.findall(path.read_text(encoding="utf-8")):
            target = tree.resolve(included, path)
            if target is None:
                if included.startswith("rustgym/"):
                    yield f"{tree.name(path)} includes {included}, which isn't there"
                continue
            above = tree.layer(target)
            if layer is not None and above is not None and rank(above) > rank(layer):
                yield f"{tree.name(path)} ({layer}) includes {included} of {above}, a layer above it"


def headers_compile(tree, compiler):
    base = ["-std=c17", "-fsyntax-only", "-Wall", "-Wextra", "-Werror"]
    for header in tree.headers:
        name = header.relative_to(tree.include.parent).as_posix()
        # Twice, for the include guard.
        text = f'#include "{name}"\n#include "{name}"\n'
        include = f"-I{tree.include.parent}"
        command = compiler[:1] + base + [include] + compiler[1:] + ["-x", "c", "-"]
        result = subprocess.run(command, input=text, capture_output=True, text=True)
        if result.returncode != 0:
            yield f"{tree.name(header)} doesn't compile alone:\n{result.stderr.strip()}"


def examine(tree, compiler):
    """The problems found, a list for each of CHECKS."""
    return [
        list(folders_are_layers(tree)),
        list(headers_are_owned(tree)),
        list(includes_point_down(tree)),
        list(headers_compile(tree, compiler)),
    ]


def pkg_config_flags(names):
    flags = []
    for name in names:
        result = subprocess.run(
            ["pkg-config", "--cflags", name], capture_output=True, text=True, check=False
        )
        if result.returncode != 0:
            print(f"# pkg-config knows no {name}")
        flags += result.stdout.split()
    return flags


class Report:
    def __init__(self, points):
        self.point = 0
        self.failed = False
        print(f"1..{points}")

    def say(self, title, problems):
        self.point += 1
        print(f"{'not ok' if problems else 'ok'} {self.point} - {title}")
        for line in "\n".join(problems).splitlines():
            print(f"# {line}")
        self.failed = self.failed or bool(problems)


SOUND = {
    "include/rustgym/text.h": "#ifndef T\n#define T\nstruct text;\nvoid text_free(struct text *t);\n#endif\n",
    "include/rustgym/screen.h": "#ifndef S\n#define S\nstruct text;\nvoid screen_show(struct text *t);\n#endif\n",
    "src/base/text.c": '#include "rustgym/text.h"\n#include <stdlib.h>\n',
    "src/ui/screen.c": '#include "rustgym/screen.h"\n#include "rustgym/text.h"\n',
    "src/cli/cmd_list.c": '#include "rustgym/screen.h"\n#include "commands.h"\n',
    "src/cli/commands.h": "struct command;\n",
    "src/main.c": '#include "cli/commands.h"\n',
}
GUARD = "#ifndef X\n#define X\n{}\n#endif\n"

# What is done to the sound tree, which check must fail, and a part of what it must say.
BROKEN = [
    (
        "a folder that is no layer",
        {"src/misc/junk.c": ""},
        0,
        "src/misc",
    ),
    (
        "a header without a source file",
        {"include/rustgym/lost.h": GUARD.format("")},
        1,
        "lost.h has no",
    ),
    (
        "a header with two source files",
        {"src/ui/text.c": '#include "rustgym/text.h"\n'},
        1,
        "claimed by base and ui",
    ),
    (
        "a source file that includes a header of a layer above",
        {"src/base/text.c": '#include "rustgym/screen.h"\n'},
        2,
        "src/base/text.c (base) includes rustgym/screen.h of ui",
    ),
    (
        "a header that includes one of a layer above",
        {"include/rustgym/text.h": GUARD.format('#  include <rustgym/screen.h>')},
        2,
        "include/rustgym/text.h (base) includes rustgym/screen.h of ui",
    ),
    (
        "a command's source file included from below",
        {"src/ui/screen.c": '#include "../cli/cmd_list.c"\n'},
        2,
        "includes ../cli/cmd_list.c of cli",
    ),
    (
        "a header of src/cli included from below",
        {"src/ui/screen.c": '#include "cli/commands.h"\n'},
        2,
        "includes cli/commands.h of cli",
    ),
    (
        "an included header that isn't there",
        {"src/ui/screen.c": '#include "rustgym/nowhere.h"\n'},
        2,
        "rustgym/nowhere.h, which isn't there",
    ),
    (
        "a header that needs another one first",
        {"include/rustgym/screen.h": GUARD.format("size_t screen_width(void);")},
        3,
        "screen.h doesn't compile alone",
    ),
    (
        "a header without an include guard",
        {"include/rustgym/screen.h": "struct screen { int width; };\n"},
        3,
        "screen.h doesn't compile alone",
    ),
]


def plant(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def self_test(compiler):
    report = Report(len(BROKEN) + 3)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()

        def problems_of(changes, header_only=None):
            for path in root.iterdir():
                shutil.rmtree(path)
            plant(root, SOUND)
            plant(root, changes)
            return examine(Tree(root, header_only or {}), compiler)

        found = problems_of({})
        report.say("a sound tree has no problems", [p for problems in found for p in problems])
        lost = {"include/rustgym/lost.h": GUARD.format("")}
        found = problems_of(lost, {"lost": "base"})
        report.say("a listed header needs no source file", found[1])
        found = problems_of({}, {"text": "base", "gone": "base"})
        wrong = [] if len(found[1]) == 2 else ["a stale list of header-only nouns was let through"]
        report.say("a stale list of headers without source files", wrong)
        for title, changes, check, text in BROKEN:
            found = problems_of(changes)
            caught = any(text in problem for problem in found[check])
            others = [p for i, problems in enumerate(found) if i != check for p in problems]
            wrong = [] if caught else [f'"{CHECKS[check]}" let it through']
            # A tree with an #include that isn't there doesn't compile either, and so on down.
            if check not in (2, 3):
                wrong += others
            report.say(f"caught: {title}", wrong)
    return report.failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root", nargs="?", type=Path)
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("--pkg", action="append", default=[])
    arguments = sys.argv[1:]
    compiler = []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, compiler = arguments[:at], arguments[at + 1 :]
    options = parser.parse_args(arguments)
    compiler = (compiler or ["cc"]) + pkg_config_flags(options.pkg)

    if options.self_test:
        return self_test(compiler)
    if options.root is None:
        parser.error("which tree?")
    tree = Tree(options.root.resolve())
    report = Report(len(CHECKS) + 1)
    nothing = [] if tree.headers and tree.sources else ["found nothing to look at"]
    report.say(f"{len(tree.headers)} headers, {len(tree.sources)} files under src", nothing)
    for title, problems in zip(CHECKS, examine(tree, compiler)):
        report.say(title, problems)
    return report.failed


if __name__ == "__main__":
    sys.exit(main())
