#!/usr/bin/env python3
"""Holds the tree to its floor plan.

    layers.py ROOT [--pkg NAME]... [-- CC ARG...]
    layers.py --self-test [-- CC ARG...]

A room uses only rooms below it; nothing outside a room includes a private header of it; a public
header belongs to the one source file of its name and has a reader outside its room; the modules inside
a room form no ring; every header compiles alone; and only the gate writes to standard output and error. --pkg names a library whose pkg-config flags the
headers may need. --self-test breaks small trees on purpose and expects each to be caught. Speaks TAP.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# From the ground up. Rooms on one floor stand side by side and know nothing of one another.
FLOORS = [
    ["base"],
    ["course"],
    ["workspace"],
    ["history"],
    ["event"],
    ["service"],
    ["toolchain"],
    ["ui"],
    ["app"],
    ["session", "update", "sync", "author", "grade"],
    ["cli"],
]
RANK = {room: rank for rank, floor in enumerate(FLOORS) for room in floor}

# Programs of their own: they use no room, and no room uses them.
APART = ["helpers", "packages"]

# What writes to standard output or error, and who may: the gate, its way to the loop's writer, a crash.
WRITES = re.compile(
    r"\b(?:v?printf|puts|putchar|perror)\s*\("
    r"|\b(?:v?fprintf|fputs|fputc|putc|fwrite)\s*\([^;]*\b(?:stdout|stderr)\b"
    r"|\bwrite\s*\(\s*STD(?:OUT|ERR)_FILENO\b"
)
WRITERS = ["src/base/gate.c", "src/base/error.c", "src/base/memory.c", "src/event/terminal.c"]

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.MULTILINE)
CHECKS = [
    "every folder of src and of include/rustgym is a room",
    "every public header is owned by one source file of its name in its room",
    "a room uses only rooms below it",
    "no private header is included from outside its room",
    "every public header has a reader outside its room",
    "the modules of a room form no ring",
    "every header compiles alone",
    "all bytes for the terminal pass the gate",
]


class Tree:
    def __init__(self, root):
        self.root = root
        self.include = root / "include" / "rustgym"
        self.headers = sorted(self.include.rglob("*.h"))
        self.sources = sorted(p for p in (root / "src").rglob("*") if p.suffix in (".c", ".h"))
        self.included = {path: self.includes_of(path) for path in self.sources + self.headers}

    def name(self, path):
        return path.relative_to(self.root).as_posix()

    def room(self, path):
        """The room of a file: its folder below src or include/rustgym."""
        top = self.include if self.is_public(path) else self.root / "src"
        parts = path.relative_to(top).parts
        return parts[0] if len(parts) > 1 else "."

    def is_public(self, path):
        return self.include in path.parents

    def resolve(self, included, by):
        """The file of this tree that an #include means, or None for one of the system."""
        for folder in (by.parent, self.root / "include", self.root / "src", self.root):
            path = (folder / included).resolve()
            if path.is_file() and self.root in path.parents:
                return path
        return None

    def includes_of(self, path):
        """What a file includes: pairs of the name as written and the file (None: of the system)."""
        names = INCLUDE.findall(path.read_text(encoding="utf-8"))
        return [(name, self.resolve(name, path)) for name in names]

    def module(self, path):
        """A .c with its header, and with the NAME_internal.h that its neighbours share."""
        top = self.include if self.is_public(path) else self.root / "src"
        return path.relative_to(top).with_suffix("").as_posix()


def folders_are_rooms(tree):
    for top in (tree.root / "src", tree.include):
        for folder in sorted(p for p in top.iterdir() if p.is_dir()):
            if folder.name not in RANK and not (folder.name in APART and top.name == "src"):
                yield f"{tree.name(folder)} is no room ({', '.join(RANK)})"
    for path in tree.sources + tree.headers:
        if tree.room(path) == ".":
            yield f"{tree.name(path)} lies in no room"


def headers_are_owned(tree):
    for header in tree.headers:
        room = tree.root / "src" / tree.room(header)
        owners = sorted(room.rglob(header.stem + ".c")) if room.is_dir() else []
        if not owners:
            yield f"{tree.name(header)} has no {header.stem}.c in src/{tree.room(header)}"
        elif len(owners) > 1:
            yield f"{tree.name(header)} is claimed by " + " and ".join(map(tree.name, owners))


def rooms_point_down(tree):
    for path, included in tree.included.items():
        room = tree.room(path)
        for name, target in included:
            if target is None:
                if name.startswith("rustgym/"):
                    yield f"{tree.name(path)} includes {name}, which isn't there"
                continue
            other = tree.room(target)
            if room == other:
                continue
            if room in APART or other in APART:
                yield f"{tree.name(path)} includes {name}: src/helpers stands apart"
            elif RANK.get(other, -1) > RANK.get(room, -1):
                yield f"{tree.name(path)} ({room}) includes {name} of {other}, a room above it"
            elif RANK.get(other) == RANK.get(room):
                yield f"{tree.name(path)} ({room}) includes {name} of {other}, a room beside it"


def private_headers_stay(tree):
    for path, included in tree.included.items():
        for name, target in included:
            if target is None or tree.is_public(target):
                continue
            if tree.room(path) != tree.room(target):
                yield f"{tree.name(path)} includes {name}, which is private to {tree.room(target)}"
            elif tree.is_public(path):
                yield f"{tree.name(path)} is public and includes {name}, which is private"


def headers_are_read(tree):
    read = {}
    for path, included in tree.included.items():
        for _, target in included:
            if target is not None and tree.room(path) != tree.room(target):
                read.setdefault(target, path)
    for header in tree.headers:
        if header not in read:
            yield f"{tree.name(header)} has no reader outside {tree.room(header)}: make it private"


def modules_of(tree):
    """For each module the modules of its own room that it includes."""
    uses = {}
    for path, included in tree.included.items():
        module = tree.module(path)
        found = uses.setdefault(module, set())
        # NAME_internal.h is what the files of a module share; who includes it is a part of it.
        if module.endswith("_internal"):
            continue
        for _, target in included:
            if target is None or tree.room(target) != tree.room(path):
                continue
            other = tree.module(target)
            if other != module and not other.endswith("_internal"):
                found.add(other)
    return merge_public(uses)


def merge_public(uses):
    """A public header ROOM/NAME.h belongs to src/ROOM/.../NAME.c, wherever in the room that is."""
    by_end = {}
    for module in uses:
        room, _, rest = module.partition("/")
        by_end.setdefault((room, rest.rpartition("/")[2]), []).append(module)
    owner = {}
    for names in by_end.values():
        longest = max(names, key=len)
        for name in names:
            # Only a header directly in the room is public; two modules of one name keep apart.
            owner[name] = longest if name.count("/") == 1 else name
    merged = {}
    for module, found in uses.items():
        key = owner[module]
        merged.setdefault(key, set()).update(owner.get(n, n) for n in found)
        merged[key].discard(key)
    return merged


def modules_form_no_ring(tree):
    uses = modules_of(tree)
    state = {}

    def visit(module, way):
        state[module] = "open"
        for other in sorted(uses.get(module, ())):
            if state.get(other) == "open":
                ring = way[way.index(other) :] + [other]
                yield "a ring: " + " -> ".join(ring)
            elif other not in state:
                yield from visit(other, way + [other])
        state[module] = "done"

    for module in sorted(uses):
        if module not in state:
            yield from visit(module, [module])


def headers_compile(tree, compiler):
    base = ["-std=c17", "-fsyntax-only", "-Wall", "-Wextra", "-Werror"]
    folders = [f"-I{tree.include.parent}", f"-I{tree.root / 'src'}"]
    for header in tree.headers + [path for path in tree.sources if path.suffix == ".h"]:
        # Twice, for the include guard.
        text = f'#include "{header}"\n#include "{header}"\n'
        command = compiler[:1] + base + folders + compiler[1:] + ["-x", "c", "-"]
        result = subprocess.run(command, input=text, capture_output=True, text=True)
        if result.returncode != 0:
            yield f"{tree.name(header)} doesn't compile alone:\n{result.stderr.strip()}"


def output_passes_the_gate(tree):
    for path in tree.sources:
        if tree.name(path) in WRITERS or tree.room(path) in APART:
            continue
        text = path.read_text(encoding="utf-8")
        for match in WRITES.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{tree.name(path)}:{line} writes past the gate (gate_say, gate_write, app_print)"


def examine(tree, compiler):
    """The problems found, a list for each of CHECKS."""
    return [
        list(folders_are_rooms(tree)),
        list(headers_are_owned(tree)),
        list(rooms_point_down(tree)),
        list(private_headers_stay(tree)),
        list(headers_are_read(tree)),
        list(modules_form_no_ring(tree)),
        list(headers_compile(tree, compiler)),
        list(output_passes_the_gate(tree)),
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


def guarded(name, *lines):
    return "\n".join([f"#ifndef {name}", f"#define {name}", *lines, "#endif", ""])


SOUND = {
    "include/rustgym/base/text.h": guarded("T", "struct text;", "void text_free(struct text *t);"),
    "include/rustgym/ui/screen.h": guarded("S", "struct text;", "void screen_show(struct text *t);"),
    "src/base/text.c": '#include "rustgym/base/text.h"\n#include <stdlib.h>\n',
    "src/ui/inner.h": guarded("I", "void inner_draw(void);"),
    "src/ui/inner.c": '#include "inner.h"\n#include "screen_internal.h"\n',
    "src/ui/screen_internal.h": guarded("SI", '#include "rustgym/ui/screen.h"', '#include "inner.h"'),
    "src/ui/screen.c": '#include "screen_internal.h"\n#include "inner.h"\n#include "rustgym/base/text.h"\n',
    "src/cli/cmd_list.c": '#include "rustgym/ui/screen.h"\n#include "commands.h"\n',
    "src/cli/commands.h": guarded("C", "struct command;"),
    "src/helpers/relay.c": "#include <stdlib.h>\n",
}

# What is done to the sound tree, which check must fail, and a part of what it must say.
BROKEN = [
    (
        "a folder that is no room",
        {"src/misc/junk.c": ""},
        0,
        "src/misc",
    ),
    (
        "a source file outside the rooms",
        {"src/junk.c": ""},
        0,
        "src/junk.c lies in no room",
    ),
    (
        "a header without a source file",
        {
            "include/rustgym/ui/lost.h": guarded("X"),
            "src/cli/cmd_list.c": '#include "rustgym/ui/screen.h"\n#include "rustgym/ui/lost.h"\n',
        },
        1,
        "lost.h has no lost.c in src/ui",
    ),
    (
        "a header with two source files",
        {"src/ui/deep/screen.c": ""},
        1,
        "claimed by",
    ),
    (
        "a source file that includes a header of a room above",
        {"src/base/text.c": '#include "rustgym/ui/screen.h"\n'},
        2,
        "src/base/text.c (base) includes rustgym/ui/screen.h of ui, a room above it",
    ),
    (
        "a header that includes one of a room above",
        {"include/rustgym/base/text.h": guarded("X", "#  include <rustgym/ui/screen.h>")},
        2,
        "include/rustgym/base/text.h (base) includes rustgym/ui/screen.h of ui",
    ),
    (
        "a room that includes one beside it",
        {
            "include/rustgym/sync/remote.h": guarded("R"),
            "src/sync/remote.c": "",
            "src/update/plan.c": '#include "rustgym/sync/remote.h"\n',
        },
        2,
        "src/update/plan.c (update) includes rustgym/sync/remote.h of sync, a room beside it",
    ),
    (
        "a helper that uses a room",
        {"src/helpers/relay.c": '#include "rustgym/base/text.h"\n'},
        2,
        "src/helpers stands apart",
    ),
    (
        "an included header that isn't there",
        {"src/ui/inner.c": '#include "rustgym/ui/nowhere.h"\n'},
        2,
        "rustgym/ui/nowhere.h, which isn't there",
    ),
    (
        "a private header included from a room above",
        {"src/cli/cmd_list.c": '#include "rustgym/ui/screen.h"\n#include "ui/inner.h"\n'},
        3,
        "src/cli/cmd_list.c includes ui/inner.h, which is private to ui",
    ),
    (
        "a public header that includes a private one of its room",
        {"include/rustgym/ui/screen.h": guarded("S", '#include "ui/inner.h"')},
        3,
        "is public and includes ui/inner.h",
    ),
    (
        "a public header that only its own room reads",
        {"src/cli/cmd_list.c": ""},
        4,
        "include/rustgym/ui/screen.h has no reader outside ui",
    ),
    (
        "two modules that include each other",
        {
            "src/ui/a.h": guarded("A"),
            "src/ui/a.c": '#include "a.h"\n#include "b.h"\n',
            "src/ui/b.h": guarded("B"),
            "src/ui/b.c": '#include "b.h"\n#include "a.h"\n',
        },
        5,
        "a ring: ui/a -> ui/b -> ui/a",
    ),
    (
        "a ring of three, one of them public and in a folder of its room",
        {
            "src/ui/a.h": guarded("A"),
            "src/ui/a.c": '#include "a.h"\n#include "rustgym/ui/deep.h"\n',
            "include/rustgym/ui/deep.h": guarded("D"),
            "src/ui/below/deep.c": '#include "rustgym/ui/deep.h"\n#include "ui/inner.h"\n',
            "src/ui/inner.c": '#include "inner.h"\n#include "a.h"\n',
            "src/cli/cmd_list.c": '#include "rustgym/ui/screen.h"\n#include "rustgym/ui/deep.h"\n',
        },
        5,
        "a ring: ui/a -> ui/below/deep -> ui/inner -> ui/a",
    ),
    (
        "a header that needs another one first",
        {"include/rustgym/ui/screen.h": guarded("X", "size_t screen_width(void);")},
        6,
        "screen.h doesn't compile alone",
    ),
    (
        "a private header that needs another one first",
        {"src/ui/inner.h": guarded("X", "size_t inner_width(void);")},
        6,
        "inner.h doesn't compile alone",
    ),
    (
        "a header without an include guard",
        {"include/rustgym/ui/screen.h": "struct screen { int width; };\n"},
        6,
        "screen.h doesn't compile alone",
    ),
    (
        "a message that goes to standard error by itself",
        {"src/cli/cmd_list.c": '#include "rustgym/ui/screen.h"\nint f(void) {\n\tfprintf(stderr,\n\t\t"x");\n}\n'},
        7,
        "src/cli/cmd_list.c:3 writes past the gate",
    ),
]


def plant(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def self_test(compiler):
    report = Report(len(BROKEN) + 1)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()

        def problems_of(changes):
            for path in root.iterdir():
                shutil.rmtree(path)
            plant(root, SOUND)
            plant(root, changes)
            return examine(Tree(root), compiler)

        found = problems_of({})
        report.say("a sound tree has no problems", [p for problems in found for p in problems])
        for title, changes, check, text in BROKEN:
            found = problems_of(changes)
            caught = any(text in problem for problem in found[check])
            others = [p for i, problems in enumerate(found) if i != check for p in problems]
            wrong = [] if caught else [f'"{CHECKS[check]}" let it through']
            # A tree with an #include that is wrong has other faults, too.
            if check not in (2, 3, 6):
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
