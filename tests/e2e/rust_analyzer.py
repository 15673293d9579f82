#!/usr/bin/env python3
"""Asks a real rust-analyzer, as an editor does, about each kind of exercise.

    rust_analyzer.py RUSTGYM

A small course is written, and `rustgym init` makes a workspace of it. An editor then opens the workspace
or its exercises/ with the settings that are there. Each exercise must have a type to show and a
diagnostic of clippy, and rust-analyzer must be content with the folder. Speaks TAP; without a
rust-analyzer the test is left out.
"""

import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

DEADLINE_S = 600  # only a hang reaches it

# ---- a course with an exercise of each kind ----------------------------------------------------------

SOURCE = """pub fn count() -> u32 {
    let n = 1;
    n += 1;
    n
}
"""
TEST = """
#[cfg(test)]
mod tests {
    #[test]
    fn counts() {
        assert_eq!(super::count(), 2);
    }
}
"""
HOVER = (3, 4)  # the last `n`
PACKAGE = '[package]\nname = "%s"\nversion = "0.1.0"\nedition = "2021"\n'
EXERCISE = {"title": "x", "shape": "repair", "skills": ["1"], "minutes": 5,
            "links": [{"title": "x", "url": "https://doc.rust-lang.org/book/"}],
            "fails": {"code": "E0384"}}
KINDS = {
    "a file": "01_start/01_small/alone.rs",
    "a file with a dependency": "01_start/02_cargo/depends.rs",
    "a folder": "01_start/02_cargo/packed/src/lib.rs",
    "a stage of a project": "01_start/03_project/kept/src/lib.rs",
}


def write_course(root):
    def put(path, text):
        path = root / "exercises" / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if isinstance(text, str) else json.dumps(text))

    def topic(path, exercises, **more):
        put(f"{path}/topic.json", {"title": "x", "builder": "cargo", **more,
                                   "exercises": [{"name": name, **EXERCISE, **given}
                                                 for name, given in exercises.items()]})

    put("roadmap.json", {"format": 1, "title": "x", "version": "1", "edition": "2021", "skills": {"1": "x"},
                         "phases": [{"dir": "01_start", "title": "x",
                                     "topics": ["01_small", "02_cargo", "03_project"]}]})
    put("01_start/Cargo.toml", '[workspace]\nresolver = "2"\nmembers = ["01_small", "02_cargo"]\nexclude = '
        '["02_cargo/packed", "02_cargo/broken", "02_cargo/helper", "03_project/kept"]\n')
    topic("01_start/01_small", {"alone": {}}, builder="rustc")
    put("01_start/01_small/Cargo.toml", PACKAGE % "small" + '[[test]]\nname = "alone"\npath = "alone.rs"\n')
    put(KINDS["a file"], SOURCE + TEST)
    topic("01_start/02_cargo", {
        "depends": {}, "packed": {"files": ["src/lib.rs"]},
        "broken": {"files": ["Cargo.toml"], "fails": {"message": "missing field"}}})
    put("01_start/02_cargo/Cargo.toml", PACKAGE % "cargo" + '[dependencies]\nhelper = { path = "helper" }\n'
        '[[test]]\nname = "depends"\npath = "depends.rs"\n')
    put(KINDS["a file with a dependency"], SOURCE.replace("1;\n    n +=", "helper::one();\n    n +=") + TEST)
    put("01_start/02_cargo/helper/Cargo.toml", PACKAGE % "helper")
    put("01_start/02_cargo/helper/src/lib.rs", "pub fn one() -> u32 {\n    1\n}\n")
    put("01_start/02_cargo/packed/Cargo.toml", PACKAGE % "packed" + "[workspace]\n")
    put(KINDS["a folder"], SOURCE + TEST)
    put("01_start/02_cargo/broken/Cargo.toml", "[package]\n\n[workspace]\n")
    put("01_start/02_cargo/broken/src/lib.rs", "")
    topic("01_start/03_project", {"stage": {"tests": ["stage"]}}, kind="project", package="kept",
          files=["src/lib.rs"])
    put("01_start/03_project/kept/Cargo.toml", PACKAGE % "kept" + "[workspace]\n")
    put(KINDS["a stage of a project"], SOURCE)
    put("01_start/03_project/kept/tests/stage.rs", "#[test]\nfn counts() {\n    kept::count();\n}\n")


# ---- what the editors' settings say --------------------------------------------------------------------

def vscode_options(folder):
    options = {}
    for key, value in json.loads((folder / ".vscode/settings.json").read_text()).items():
        parts = key.removeprefix("rust-analyzer.").split(".")
        inner = options
        for part in parts[:-1]:
            inner = inner.setdefault(part, {})
        inner[parts[-1]] = value
    return options


def other_options(folder):
    zed = json.loads((folder / ".zed/settings.json").read_text())
    yield ".zed/settings.json", zed["lsp"]["rust-analyzer"]["initialization_options"]
    try:
        import tomllib
    except ImportError:
        return
    helix = tomllib.loads((folder / ".helix/languages.toml").read_text())
    yield ".helix/languages.toml", helix["language-server"]["rust-analyzer"]["config"]


# ---- an editor -------------------------------------------------------------------------------------------

class Editor:
    def __init__(self, server, folder, options):
        self.process = subprocess.Popen([server], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.said = queue.Queue()
        self.answers, self.diagnostics, self.status = {}, {}, {}
        self.options, self.number = options, 0
        threading.Thread(target=self.read, daemon=True).start()
        self.ask("initialize", {
            "processId": os.getpid(), "rootUri": folder.as_uri(), "initializationOptions": options,
            "workspaceFolders": [{"uri": folder.as_uri(), "name": "x"}],
            "capabilities": {"workspace": {"configuration": True, "workspaceFolders": True},
                             "textDocument": {"hover": {"contentFormat": ["plaintext"]},
                                              "publishDiagnostics": {}},
                             "experimental": {"serverStatusNotification": True}}})
        self.tell("initialized", {})

    def read(self):
        out = self.process.stdout
        while True:
            length = 0
            while (line := out.readline().strip()):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                break
            self.said.put(json.loads(out.read(length)))
        self.said.put(None)

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.number += 1
        number = self.number
        self.send({"id": number, "method": method, "params": params})
        self.until(lambda: number in self.answers)
        return self.answers[number].get("result")

    def hear(self, message):
        if "method" not in message:
            self.answers[message["id"]] = message
        elif message["method"] == "workspace/configuration":
            self.send({"id": message["id"], "result": [self.options for _ in message["params"]["items"]]})
        elif "id" in message:
            self.send({"id": message["id"], "result": None})
        elif message["method"] == "experimental/serverStatus":
            self.status = message["params"]
        elif message["method"] == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]

    def until(self, holds):
        """Listens until it holds. False: it did not before the deadline."""
        end = time.monotonic() + DEADLINE_S
        while not holds():
            try:
                message = self.said.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                return False
            if message is None:
                return False
            self.hear(message)
        return True

    def close(self):
        self.process.kill()
        self.process.wait()


def faults_of(editor, path):
    uri, text = path.as_uri(), path.read_text()
    editor.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "rust", "version": 1,
                                                          "text": text}})
    hover = editor.ask("textDocument/hover", {"textDocument": {"uri": uri},
                                              "position": {"line": HOVER[0], "character": HOVER[1]}})
    if "u32" not in json.dumps(hover):
        yield f"the hover says {hover}"
    editor.tell("textDocument/didSave", {"textDocument": {"uri": uri}})

    def has_error():
        return any(d.get("code") == "E0384" and d.get("source") in ("rustc", "clippy")
                   for d in editor.diagnostics.get(uri, []))
    if not editor.until(has_error):
        yield f"the diagnostics are {editor.diagnostics.get(uri)}"


def main():
    program, server = sys.argv[1], shutil.which("rust-analyzer")
    # rustup puts a stand-in on the PATH where the component is not installed.
    if not server or subprocess.run([server, "--version"], capture_output=True, check=False).returncode:
        print("1..0 # SKIP there is no rust-analyzer")
        return 0
    number = failed = 0

    def point(title, faults):
        nonlocal number, failed
        number, failed = number + 1, failed + bool(faults)
        print(f"{'not ok' if faults else 'ok'} {number} - {title}")
        for fault in faults:
            print(f"# {fault}")
        sys.stdout.flush()

    with tempfile.TemporaryDirectory() as top:
        top = Path(top).resolve()
        write_course(top / "course")
        subprocess.run([program, "init", str(top / "work"), "--course", str(top / "course")], check=True,
                       stdout=subprocess.DEVNULL,
                       env={**os.environ, "XDG_CONFIG_HOME": str(top), "XDG_STATE_HOME": str(top)})
        for folder, name in ((top / "work", "the workspace"), (top / "work/exercises", "exercises/")):
            options = vscode_options(folder)
            point(f"{name}: the settings of all editors say the same",
                  [f"{path} says {said}" for path, said in other_options(folder) if said != options])
            editor = Editor(server, folder, options)
            try:
                ready = editor.until(lambda: editor.status.get("quiescent"))
                for kind, path in KINDS.items():
                    point(f"{name}: {kind} has types and diagnostics",
                          list(faults_of(editor, top / "work/exercises" / path)))
                # It warns where the source of the standard library is not installed.
                point(f"{name}: nothing is wrong with the folder",
                      [] if ready and editor.status.get("health") != "error" else [str(editor.status)])
            finally:
                editor.close()
    print(f"1..{number}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
