#!/usr/bin/env python3
"""Tests tests/mutants/mutants on a small course, with a stand-in for cargo-mutants.

    self_test.py MUTANTS

Speaks TAP.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# It makes of every line with "=> MISSED" or the like in a source one mutant with that outcome.
STAND_IN = r"""#!/usr/bin/env python3
import json, pathlib, re, sys
if "--version" in sys.argv:
    sys.exit(print("cargo-mutants of straw"))
folder = pathlib.Path(sys.argv[sys.argv.index("--dir") + 1])
out = pathlib.Path(sys.argv[sys.argv.index("--output") + 1]) / "mutants.out"
outcomes = [{"scenario": "Baseline", "summary": "Success"}]
only = [sys.argv[i + 1] for i, word in enumerate(sys.argv) if word == "--file"]
for source in sorted(folder.glob("src/*.rs")):
    file = source.relative_to(folder).as_posix()
    if only and file not in only:
        continue
    for number, line in enumerate(source.read_text().splitlines(), 1):
        found = re.search("// => (.*)", line)
        if found:
            name = f"{file}:{number}:1: replace {line.split()[0]}"
            if "--exclude-re" in sys.argv and re.search(
                    sys.argv[sys.argv.index("--exclude-re") + 1], name):
                continue
            outcomes.append({"scenario": {"Mutant": {
                "name": name, "file": file, "span": {"start": {"line": number}}}},
                "summary": found[1]})
assert (folder / "Cargo.toml").is_file()
assert "required-features" not in (folder / "Cargo.toml").read_text()
out.mkdir(parents=True)
(out / "outcomes.json").write_text(json.dumps({"outcomes": outcomes}))
"""

ROADMAP = {"edition": "2024", "phases": [{"dir": "01_a", "topics": ["01_b", "02_c", "03_d"]}]}
TOPIC = {"exercises": [
    {"name": "plain"},
    {"name": "says", "prints": "hi \"there\"\n"},
    {"name": "pack", "files": ["src/lib.rs"]},
    {"name": "served", "requires": ["service:postgres"]},
]}
# a program that serves, one that prints, and one that is only a test
DEPENDENT = {"builder": "cargo", "exercises": [
    {"name": "web"}, {"name": "shown", "prints": "hi\n"}, {"name": "web_rows"}]}
# a project of three stages, the last of which changes no source
PROJECT = {"kind": "project", "package": "p", "files": ["src/lib.rs"], "exercises": [
    {"name": "first", "tests": ["one"]}, {"name": "second", "tests": ["two"]},
    {"name": "third", "tests": ["three"]}]}


class Place:
    """A course in a temporary folder, with the script in it."""

    def __init__(self, script, folder):
        self.root = Path(folder)
        self.write("tests/mutants/mutants", Path(script).read_text())
        self.write("tests/mutants/equivalent", "# none\n")
        self.write("tests/bench/RESULTS.md", "# Measurements\n\n## save\n\nfast\n\n## mutants\n\nold\n")
        self.write("cargo-mutants", STAND_IN)
        (self.root / "cargo-mutants").chmod(0o755)
        self.write("exercises/roadmap.json", json.dumps(ROADMAP))
        self.write("exercises/01_a/01_b/topic.json", json.dumps(TOPIC))
        self.write("exercises/01_a/01_b/pack/Cargo.toml", "[package]\n")
        self.write("exercises/01_a/01_b/pack/src/given.rs", "x // => MissedMutant\n")
        self.write("exercises/01_a/02_c/topic.json", json.dumps(DEPENDENT))
        self.write("exercises/01_a/02_c/Cargo.toml", "[package]\n")
        self.write("exercises/01_a/Cargo.toml", "[workspace]\n")
        self.write("exercises/01_a/Cargo.lock", "")
        for name in ("web", "shown", "web_rows"):
            self.write(f"hints/01_a/02_c/{name}.rs", "")
        self.write("exercises/01_a/03_d/topic.json", json.dumps(PROJECT))
        self.write("exercises/01_a/03_d/p/Cargo.toml",
                   '[package]\n\n[[test]]\nname = "two"\nrequired-features = ["two"]\n')
        self.write("exercises/01_a/03_d/p/src/lib.rs", "begun // => MissedMutant\n")
        for name in ("one", "two", "three"):
            self.write(f"exercises/01_a/03_d/p/tests/{name}.rs", "")
        for name in ("first", "second", "third"):
            self.write(f"hints/01_a/03_d/{name}/src/lib.rs", "base // => CaughtMutant\n")
        for name in ("second", "third"):
            self.write(f"hints/01_a/03_d/{name}/src/more.rs", "more // => CaughtMutant\n")
        self.answer("plain.rs", "fn a() {} // => CaughtMutant\n" * 99)
        self.answer("says.rs", "fn main() {}\n")
        self.answer("pack/src/lib.rs", "loop // => Timeout\nnothing // => Unviable\n")

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def answer(self, path, text):
        self.write(f"hints/01_a/01_b/{path}", text)

    def run(self, *names):
        told = subprocess.run(
            [sys.executable, self.root / "tests/mutants/mutants", "--build", self.root / "build",
             "--cargo-mutants", self.root / "cargo-mutants", *names],
            capture_output=True, text=True, check=False, env=dict(os.environ, PYTHONUTF8="1"))
        return told.returncode, told.stdout + told.stderr

    def results(self):
        return (self.root / "tests/bench/RESULTS.md").read_text()


def all_are_laid_out(place):
    status, said = place.run()
    packages = place.root / "build/packages"
    return (status == 0 and "caught: 100.0%" in said
            and (packages / "modules/src/lib.rs").read_text() == "pub mod plain;\n"
            and (packages / "pack/src/lib.rs").is_file()
            and '"hi \\"there\\"\\n".trim_end()' in (packages / "says/tests/prints.rs").read_text()
            and "not tried: served needs service:postgres" in said)


def results_keep_what_is_others(place):
    place.run()
    text = place.results()
    return ("## save\n\nfast\n" in text and "old" not in text and text.count("## mutants") == 1
            and "cargo-mutants of straw" in text)


def names_choose_and_change_no_results(place):
    before = place.results()
    status, said = place.run("pack")
    return status == 0 and "plain" not in said and place.results() == before


def a_survivor_is_named(place):
    place.answer("plain.rs", "\nfn_a // => MissedMutant\n" + "b // => CaughtMutant\n" * 99)
    status, said = place.run("plain")
    return (status == 0 and "caught: 99.0%" in said
            and "survived: hints/01_a/01_b/plain.rs:2: replace fn_a" in said)


def too_many_survivors_fail(place):
    place.answer("plain.rs", "a // => MissedMutant\n" * 2 + "b // => CaughtMutant\n" * 97)
    status, said = place.run("plain")
    return status == 1 and "fewer than 98 of 100 are caught" in said


def what_is_equivalent_does_not_count(place):
    place.answer("plain.rs", "a // => MissedMutant\n" * 2 + "b // => CaughtMutant\n")
    place.write("tests/mutants/equivalent", "plain: replace a  -- the same\nplain: gone  -- x\n")
    status, said = place.run("plain")
    return (status == 0 and "caught: 100.0%" in said and "(equivalent: the same)" in said
            and "no longer survives, take it out of tests/mutants/equivalent: plain: gone" in said)


def a_main_that_serves_is_not_tried(place):
    served = "async fn main() {}\nmain // => MissedMutant\n"
    for name in ("web", "shown"):
        place.write(f"hints/01_a/02_c/{name}.rs", served)
    place.write("hints/01_a/02_c/web_rows.rs", "main // => MissedMutant\n")
    _, said = place.run("web", "shown", "web_rows")
    return ("not tried: main of web, which only serves" in said and said.count("not tried") == 1
            and "02_c/web.rs:" not in said
            and all(f"survived: hints/01_a/02_c/{name}.rs:" in said for name in ("shown", "web_rows")))


def a_stage_has_its_tests_and_changes_only_its_own_files(place):
    place.write("hints/01_a/03_d/second/src/lib.rs", "base // => CaughtMutant\n")
    place.write("hints/01_a/03_d/second/src/more.rs", "more // => MissedMutant\n")
    place.write("hints/01_a/03_d/third/src/more.rs", "more // => MissedMutant\n")
    _, said = place.run("first", "second", "third")
    packages = place.root / "build/packages"
    tests = {name: sorted(file.stem for file in (packages / name / "tests").iterdir())
             for name in ("first", "second", "third")}
    return (tests == {"first": ["one"], "second": ["one", "two"], "third": ["one", "three", "two"]}
            and said.count("survived:") == 1
            and "survived: hints/01_a/03_d/second/src/more.rs:1: replace more" in said
            and "mutants: third" not in said)


def a_reason_is_needed(place):
    place.write("tests/mutants/equivalent", "plain: replace a\n")
    status, said = place.run("plain")
    return status == 1 and "equivalent:1: expected NAME: CHANGE  -- REASON" in said


def unknown_names_are_refused(place):
    status, said = place.run("nobody")
    return status == 1 and "there is no exercise nobody" in said


TESTS = (all_are_laid_out, results_keep_what_is_others, names_choose_and_change_no_results,
         a_survivor_is_named, too_many_survivors_fail, what_is_equivalent_does_not_count,
         a_main_that_serves_is_not_tried, a_stage_has_its_tests_and_changes_only_its_own_files,
         a_reason_is_needed, unknown_names_are_refused)


def main():
    print(f"1..{len(TESTS)}")
    failed = False
    for number, test in enumerate(TESTS, 1):
        folder = tempfile.mkdtemp()
        held = test(Place(sys.argv[1], folder))
        shutil.rmtree(folder)
        print(f"{'ok' if held else 'not ok'} {number} - {test.__name__}")
        failed |= not held
    return failed


if __name__ == "__main__":
    sys.exit(main())
