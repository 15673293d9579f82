#!/usr/bin/env python3
"""Validates the course's JSON files against the schemas that ship with it.

    schema.py ROOT

First it makes sure that each schema refuses a broken document: a schema that lets everything
through proves nothing. Needs Python's jsonschema. Speaks TAP.
"""

import copy
import json
import os
import sys
from pathlib import Path

try:
    import jsonschema
except ImportError:
    # The distribution's package serves the distribution's Python, which may not be the first here.
    system = "/usr/bin/python3"
    if os.access(system, os.X_OK) and "RUSTGYM_SYSTEM_PYTHON" not in os.environ:
        os.environ["RUSTGYM_SYSTEM_PYTHON"] = "1"
        os.execv(system, [system] + sys.argv)
    print("1..1\nnot ok 1 - Python's jsonschema is missing (Debian: python3-jsonschema)")
    sys.exit(1)

ROADMAP = {
    "format": 1,
    "title": "A course",
    "version": "1.0.0",
    "edition": "2024",
    "phases": [{"dir": "01_start", "title": "Start", "topics": ["01_first"]}],
    "skills": {"1.1.1": "A skill"},
}
TOPIC = {
    "title": "A topic",
    "exercises": [
        {
            "name": "first",
            "title": "The first",
            "skills": ["1.1.1"],
            "minutes": 5,
            "links": [{"title": "The Book", "url": "https://doc.rust-lang.org/book/"}],
            "fails": {"code": "E0384"},
        }
    ],
}
PLAIN_WORDS = {
    "avoid": [
        {"words": ["list", "^of *"], "unless": ["price list"], "only": "course", "write": "array"},
        {"words": ["what"], "in_questions": False, "write": "the noun"},
    ],
    "task_verbs": ["fix"],
}

WORK = {
    "exercises": 2,
    "done": 1,
    "begun": 1,
    "seconds": 900,
    "planned_seconds": 1200,
    "left_seconds": 600,
    "tries": 3,
    "hints": 1,
}
STATS = {
    "format": 1,
    "now": 1800000000,
    "since": None,
    "days": 1,
    **WORK,
    "forecast": None,
    "reviews_due": 0,
    "phases": [{"dir": "01_start", "title": "Start", **WORK}],
    "skills": [{"id": "1.1.1", "title": "A skill", **WORK}],
    "exercises": [
        {
            "name": "first",
            "done": True,
            "seconds": 900,
            "planned_seconds": 600,
            "tries": 3,
            "hints": 1,
            "review_at": 1800000100,
        }
    ],
    "errors": [{"name": "E0382", "verdicts": 3}],
    "week": [{"day": f"2026-11-0{day}", "seconds": 0} for day in range(1, 8)],
}

# Ways to break a sound document. Each takes one and spoils it.
ROADMAP_FAULTS = {
    "no phases": lambda d: d.pop("phases"),
    "an unknown key": lambda d: d.update(colour="red"),
    "an unknown format": lambda d: d.update(format=2),
    "a phase without a number": lambda d: d["phases"][0].update(dir="start"),
}
TOPIC_FAULTS = {
    "no exercises": lambda d: d.update(exercises=[]),
    "an unknown key": lambda d: d["exercises"][0].update(colour="red"),
    "a name with a capital": lambda d: d["exercises"][0].update(name="First"),
    "no failure contract": lambda d: d["exercises"][0].pop("fails"),
    "two failure contracts": lambda d: d["exercises"][0]["fails"].update(panic="oh"),
    "a link without a title": lambda d: d["exercises"][0]["links"][0].pop("title"),
    "an unknown step": lambda d: d["exercises"][0].update(steps=["guess"]),
}
STATS_FAULTS = {
    "no phases": lambda d: d.pop("phases"),
    "an unknown key": lambda d: d["phases"][0].update(colour="red"),
    "a week of six days": lambda d: d["week"].pop(),
    "negative tries": lambda d: d.update(tries=-1),
    "a time as a text": lambda d: d.update(since="2026-11-01"),
}
PLAIN_WORDS_FAULTS = {
    "no verbs": lambda d: d.pop("task_verbs"),
    "an unknown key": lambda d: d["avoid"][0].update(colour="red"),
    "no words": lambda d: d["avoid"][0].update(words=[]),
    "nothing to write instead": lambda d: d["avoid"][0].pop("write"),
    "two spaces in a phrase": lambda d: d["avoid"][0].update(words=["so  many"]),
    "a mark within a phrase": lambda d: d["avoid"][0].update(words=["a ^b"]),
}


class Tap:
    def __init__(self):
        self.point = 0
        self.failed = False

    def say(self, title, problems):
        self.point += 1
        print(f"{'not ok' if problems else 'ok'} {self.point} - {title}")
        for problem in problems:
            for line in problem.splitlines():
                print(f"# {line}")
        self.failed = self.failed or bool(problems)

    def end(self):
        print(f"1..{self.point}")
        return self.failed


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def validator_of(path):
    schema = load(path)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def problems_of(validator, document):
    found = sorted(validator.iter_errors(document), key=lambda e: [str(p) for p in e.absolute_path])
    return [f"{'/'.join(str(p) for p in e.absolute_path) or '(top)'}: {e.message}" for e in found]


def check_schema(tap, name, validator, sound, faults):
    tap.say(f"{name}: a sound document passes", problems_of(validator, sound))
    for title, spoil in faults.items():
        document = copy.deepcopy(sound)
        spoil(document)
        passed = not problems_of(validator, document)
        tap.say(f"{name}: {title} is refused", ["it was let through"] if passed else [])


def check_file(tap, root, path, validator):
    try:
        problems = problems_of(validator, load(path))
    except (OSError, ValueError) as error:
        problems = [str(error)]
    tap.say(path.relative_to(root).as_posix(), problems)


def main():
    root = Path(sys.argv[1])
    exercises = root / "exercises"
    tap = Tap()
    roadmap = validator_of(exercises / "schema" / "roadmap.schema.json")
    topic = validator_of(exercises / "schema" / "topic.schema.json")
    check_schema(tap, "roadmap", roadmap, ROADMAP, ROADMAP_FAULTS)
    check_schema(tap, "topic", topic, TOPIC, TOPIC_FAULTS)
    plain_words = validator_of(exercises / "schema" / "plain_words.schema.json")
    check_schema(tap, "plain_words", plain_words, PLAIN_WORDS, PLAIN_WORDS_FAULTS)
    stats = validator_of(root / "src" / "cli" / "schema" / "stats.schema.json")
    check_schema(tap, "stats", stats, STATS, STATS_FAULTS)
    check_file(tap, root, exercises / "plain_words.json", plain_words)
    check_file(tap, root, exercises / "roadmap.json", roadmap)
    topics = sorted(exercises.glob("*/*/topic.json"))
    for path in topics:
        check_file(tap, root, path, topic)
    tap.say("there are topics to look at", [] if topics else ["no exercises/*/*/topic.json"])
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
