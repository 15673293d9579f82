#!/usr/bin/env python3
"""Says which lines of JSON are not as a schema wants them.

    validate.py SCHEMA FILE

Needs Python's jsonschema. Exit status: 0 all are, 1 some are not, 77 it could not be tried.
"""

import json
import os
import sys
from pathlib import Path

try:
    import jsonschema
except ImportError:
    # The distribution's package serves the distribution's Python, which may not be the first here.
    SYSTEM = "/usr/bin/python3"
    if os.access(SYSTEM, os.X_OK) and "RUSTGYM_SYSTEM_PYTHON" not in os.environ:
        os.environ["RUSTGYM_SYSTEM_PYTHON"] = "1"
        os.execv(SYSTEM, [SYSTEM] + sys.argv)
    sys.exit(77)


def validator_of(path):
    """Schemas of one folder may refer to each other by their file names."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    store = {}
    for other in path.parent.glob("*.schema.json"):
        document = json.loads(other.read_text(encoding="utf-8"))
        store[other.as_uri()] = document
        if "$id" in document:
            store[document["$id"]] = document
    resolver = jsonschema.RefResolver(path.as_uri(), schema, store=store)
    return kind(schema, resolver=resolver)


def main():
    validator = validator_of(Path(sys.argv[1]).resolve())
    bad = 0
    for number, line in enumerate(Path(sys.argv[2]).read_text(encoding="utf-8").splitlines(), 1):
        for error in validator.iter_errors(json.loads(line)):
            where = "/".join(str(p) for p in error.absolute_path) or "(top)"
            print(f"line {number}: {where}: {error.message[:500]}")
            bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
