#!/usr/bin/env python3
"""Holds the papers and the messages of the program to exercises/plain_words.json.

    plain_words.py ROOT

The papers are the Markdown files of the root; the messages are the string literals in src/. Entries
that are for the course's texts only are passed over: `rustgym dev check` looks at those texts. Comments
in C are not looked at yet. First the script makes sure that it finds faults. Speaks TAP.
"""

import json
import re
import sys
from pathlib import Path

PAPERS = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md", "SECURITY.md"]
BREAK = "\f"  # no sentence goes past it
CODE = "`"  # part of a sentence, but no word


def covered(match, with_what):
    return re.sub(r"\S", with_what, match.group(0))


def prose(text):
    """A Markdown text without its code. Each character is where it was."""
    fence = r"^[ \t]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*\1[`~]*[ \t]*$|\Z)"
    text = re.sub(fence, lambda m: covered(m, BREAK), text, flags=re.M | re.S)
    span = r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[^\f])*?(?<!`)\1(?!`)"
    text = re.sub(span, lambda m: covered(m, CODE), text)
    text = re.sub(r"\w+://[^\s<>)\f]*", lambda m: covered(m, CODE), text)
    text = re.sub(r"^[ \t]*(?:[#>*+|-]+|\d+\.)(?=\s)", lambda m: covered(m, BREAK), text, flags=re.M)
    return text.replace("|", BREAK).replace("*", " ").replace("[", " ").replace("]", " ")


def begins_sentence(text, at):
    if not text[at].isupper():
        return False
    before = text[:at]
    stripped = before.rstrip(" \t\r\n\"'(")
    gap = before[len(stripped):]
    if not stripped or stripped[-1] == BREAK or gap.count("\n") > 1:
        return True
    return gap[:1].isspace() and stripped[-1] in ".!?:"


def is_question(text, at):
    end = re.compile(r"[.!?](?=\s|\f|$)|\f|\n[ \t\r]*\n").search(text, at)
    return bool(end) and end.group(0) == "?"


def pattern_of(phrase):
    words = [r"[\w'-]+" if word == "*" else re.escape(word) for word in phrase.lstrip("^").split(" ")]
    return re.compile(r"(?<![\w-])" + r"\s+".join(words) + r"(?![\w-])", re.I)


def findings(text, entries):
    """(place, phrase, remedy) for each avoided phrase in a Markdown text."""
    text = prose(text)
    found = []
    for entry in entries:
        if entry.get("only") == "course":
            continue
        allowed = [m.span() for phrase in entry.get("unless", []) for m in pattern_of(phrase).finditer(text)]
        for phrase in entry["words"]:
            for match in pattern_of(phrase).finditer(text):
                start, end = match.span()
                if (any(a <= start < b for a, b in allowed)
                        or (phrase.startswith("^") and not begins_sentence(text, start))
                        or (not entry.get("in_questions", True) and is_question(text, start))):
                    continue
                found.append((start, " ".join(match.group(0).split()), entry["write"]))
    return sorted(set(found))


def messages(code):
    """The string literals of a C text, those beside one another joined: (line, text)."""
    token = re.compile(r"/\*.*?\*/|//[^\n]*|'(?:[^'\\\n]|\\.)+'|\"(?:[^\"\\\n]|\\.)*\"|\s+|.", re.S)
    line, start, text = 1, 0, None
    for match in token.finditer(code):
        piece = match.group(0)
        if piece.startswith('"'):
            if text is None:
                start, text = line, ""
            text += re.sub(r"\\n", "\n", piece[1:-1])
        elif not (piece.isspace() or piece.startswith("/*") or piece.startswith("//")) and text is not None:
            if not re.fullmatch(r"[A-Z_0-9a-z]", piece):
                yield start, text
                text = None
        line += piece.count("\n")
    if text is not None:
        yield start, text


# A text, and the phrases that must be found in it.
SAMPLES = [
    ("We mend it.\nIt Mends.", ["mend", "Mends"]),
    ("To amend, mend_it, re-mend.", []),
    ("A `mend`, ``a ` mend``, <https://a.example/mend>.\n\n```\nmend\n```\n", []),
    ("A ` b.\n\nWe mend `c`.", ["mend"]),
    ("so\nmany", ["so many"]),
    ("Of two. Two of one.\n\n- Of three.\n(Of four.) Done: of five. Of\nsix", ["Of"] * 4),
    ("Of course.", []),
    ("What is it? What it is.", ["What"]),
    ("a list", []),
]
SAMPLE_ENTRIES = [
    {"words": ["mend", "mends"], "write": "fix"},
    {"words": ["so many"], "write": "the number"},
    {"words": ["^of"], "unless": ["of course"], "write": "the subject"},
    {"words": ["^what"], "in_questions": False, "write": "the subject"},
    {"words": ["list"], "only": "course", "write": "array"},
]
SAMPLE_CODE = 'f("a " /* "no" */\n  "b\\n"); c = \'"\'; // "no"\ng(FMT "c" X "d");\n'
SAMPLE_MESSAGES = [(1, "a b\n"), (3, "cd")]


def self_test():
    problems = []
    for text, expected in SAMPLES:
        found = [phrase for _, phrase, _ in findings(text, SAMPLE_ENTRIES)]
        if found != expected:
            problems.append(f"{text!r}: expected {expected}, found {found}")
    found = list(messages(SAMPLE_CODE))
    if found != SAMPLE_MESSAGES:
        problems.append(f"expected the messages {SAMPLE_MESSAGES}, found {found}")
    return problems


def check_paper(root, name, entries):
    text = (root / name).read_text(encoding="utf-8")
    return [f"{name}:{text.count(chr(10), 0, at) + 1}: \"{phrase}\"; write {remedy}"
            for at, phrase, remedy in findings(text, entries)]


def check_messages(root, entries):
    problems = []
    for path in sorted((root / "src").rglob("*.[ch]")):
        for line, text in messages(path.read_text(encoding="utf-8")):
            if " " in text:
                problems += [f"{path.relative_to(root)}:{line}: \"{phrase}\"; write {remedy}"
                             for _, phrase, remedy in findings(text, entries)]
    return problems


def main():
    root = Path(sys.argv[1])
    entries = json.loads((root / "exercises/plain_words.json").read_text(encoding="utf-8"))["avoid"]
    results = [("the samples are read as they should be", self_test())]
    results += [(f"{name} is in plain words", check_paper(root, name, entries)) for name in PAPERS]
    results += [("the messages in src/ are in plain words", check_messages(root, entries))]
    for point, (title, problems) in enumerate(results, 1):
        print(f"{'not ok' if problems else 'ok'} {point} - {title}")
        for problem in problems:
            print(f"# {problem}")
    print(f"1..{len(results)}")
    return any(problems for _, problems in results)


if __name__ == "__main__":
    sys.exit(main())
