#!/usr/bin/env python3
"""Says whether README's figures of the course are those that `rustgym dev stats` counts.

    figures.py ROOT RUSTGYM           compares; speaks TAP
    figures.py ROOT RUSTGYM --write   puts them into README
"""

import json
import re
import subprocess
import sys
from pathlib import Path

START, END = "<!-- figures: tests/figures.py -->\n", "<!-- end of figures -->\n"
PLACE = re.compile(re.escape(START) + "(.*?)" + re.escape(END), re.DOTALL)


def count(root, program):
    told = subprocess.run([program, "--trust-owner", "-C", str(root), "dev", "stats", "--json"], check=True,
                          capture_output=True, text=True)
    return json.loads(told.stdout)


def table(stats):
    """What stands between the marks."""
    rows = [("topic", "exercises", "minutes", "skills")]
    for phase in stats["phases"]:
        for topic in phase["topics"]:
            rows.append((f"{phase['title']}: {topic['title']}", topic["exercises"],
                         topic["minutes"], f"{topic['skills_taught']} of {topic['skills']}"))
    rows.append(("all", stats["exercises"], stats["minutes"],
                 f"{stats['skills_taught']} of {stats['skills']}"))
    lines = [f"| {a} | {b} | {c} | {d} |" for a, b, c, d in rows]
    lines.insert(1, "|---|--:|--:|--:|")
    return (f"The course has {stats['exercises']} exercises, with {stats['rungs']} hints, "
            f"{stats['on']} explanations of what fails on the way, and {stats['wrong_answers']}\n"
            "known wrong answers that its tests reject.\n\n" + "\n".join(lines) + "\n")


def main():
    root, program = Path(sys.argv[1]), sys.argv[2]
    readme = root / "README.md"
    text = readme.read_text()
    expected = table(count(root, program))
    if "--write" in sys.argv[3:]:
        readme.write_text(PLACE.sub(lambda _: START + expected + END, text))
        return 0
    found = PLACE.search(text)
    print("1..1")
    if found and found[1] == expected:
        print("ok 1 - README has the figures of the course")
        return 0
    print("not ok 1 - README has the figures of the course")
    print("# `dev stats` counts otherwise; run tests/figures.py . build/rustgym --write"
          if found else f"# README.md has no {START.strip()} ... {END.strip()}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
