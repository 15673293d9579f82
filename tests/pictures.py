#!/usr/bin/env python3
"""Says whether README's pictures are safe and small, are described, and show what there is.

    pictures.py ROOT

A picture is older than what it shows if the course or the program has no longer the texts in it. Then draw
them anew with tests/pictures/draw. Counts and times are not compared. Speaks TAP.
"""

import json
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

STILLS = ["watch", "hints", "list", "stats"]
SIZES = {**dict.fromkeys(STILLS, 40_000), "session": 300_000}
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {SVG + tag for tag in ("svg", "title", "style", "g", "rect", "text")}


def compact(text):
    """Without what a screen lays out otherwise."""
    return re.sub(r"[\s`]", "", text)


class Picture:
    def __init__(self, folder, name):
        self.path = folder / f"{name}.svg"
        self.bytes = self.path.read_bytes()
        self.root = xml.fromstring(self.bytes)
        self.lines = {}  # the texts of each line, by its place
        self.texts = []
        for text in self.root.iter(SVG + "text"):
            self.texts.append(text.text)
            self.lines.setdefault(int(text.get("y")), []).append(text.text)

    def faults(self, most):
        for element in self.root.iter():
            if element.tag not in ELEMENTS:
                yield f"the element {element.tag}"
            for name in element.keys():
                if name.startswith("on") or name.endswith("href"):
                    yield f"the attribute {name}"
        if re.search(rb"url\(|@import|<!|<\?", self.bytes):
            yield "a reference or a declaration"
        if len(self.bytes) > most:
            yield f"{len(self.bytes)} bytes, more than {most}"
        if not self.root.findtext(SVG + "title"):
            yield "no title"

    def keys(self):
        """The last line, without a sign that there is more: "e edit", "q quit"."""
        return [text for text in self.lines[max(self.lines)] if text.isascii()]


def undescribed(readme):
    for name in SIZES:
        image = re.search(rf"!\[([^\]]*)\]\(tests/pictures/{name}\.svg\)", readme)
        if not image or len(image[1]) < 60:
            yield f"README does not show {name}.svg with a sentence that says what is seen"


def outdated(root, pictures):
    titles = {}
    for topic in root.glob("exercises/*/*/topic.json"):
        for exercise in json.loads(topic.read_text())["exercises"]:
            titles[exercise["name"]] = exercise["title"]
    shown = pictures["list"].texts
    for state, name, title in zip(shown, shown[1:], shown[2:]):
        if re.match(r"\S (done|current|pending)$", state) and titles.get(name) != title:
            yield f"list.svg: the course has no {name}, {title}"
    name = shown[0].rpartition(" ")[2]
    words = "".join(map(compact, pictures["hints"].texts))
    hint = re.search(r"fitswhatfailsnow:E\d{4}(.*?)○1", words)
    told = compact(next(root.glob(f"hints/*/*/{name}.md")).read_text())
    if not hint or hint[1] not in told:
        yield f"hints.svg: {name} has no such hint"
    lesson = next(root.glob("hints/*/*/hello_waybill.md")).read_text().split("\n\n")[0]
    if compact(lesson) not in "".join(map(compact, pictures["session"].texts)):
        yield "session.svg: the first lesson is another one"
    code = "".join(path.read_text() for path in sorted(root.glob("src/*/*.c")))
    for picture in ("watch", "hints", "list"):
        for key in pictures[picture].keys():
            if not re.search(rf'("|  ){re.escape(key)}("|  )', code):
                yield f"{picture}.svg: its last line has {key!r}, which the program does not say"


def recording_faults(path):
    head, *events = [json.loads(line) for line in path.read_text().splitlines()]
    if head["version"] != 2:
        yield "it is no asciicast of version 2"
    times = [time for time, kind, data in events]
    if times != sorted(times):
        yield "its times do not go forward"


def main():
    root = Path(sys.argv[1])
    folder = root / "tests/pictures"
    pictures = {name: Picture(folder, name) for name in SIZES}
    checks = {f"{name}.svg has neither scripts nor references, and is small":
              list(pictures[name].faults(most)) for name, most in SIZES.items()}
    checks["session.cast is a recording"] = list(recording_faults(folder / "session.cast"))
    checks["README describes each picture"] = list(undescribed((root / "README.md").read_text()))
    checks["the pictures show what there is"] = list(outdated(root, pictures))
    print(f"1..{len(checks)}")
    for number, (check, faults) in enumerate(checks.items(), 1):
        print(f"{'not ok' if faults else 'ok'} {number} - {check}")
        for fault in faults:
            print(f"# {fault}")
    if checks["the pictures show what there is"]:
        print("# draw them anew: tests/pictures/draw")
    return any(checks.values())


if __name__ == "__main__":
    sys.exit(main())
