// Wrong: does nearly the right thing twice: it builds the tests, and it passes a word too many.
// Rejected by: tests::checks_without_making_a_program, tests::passes_the_arguments_to_the_program
//! A runbook is a page of commands that a whole team uses. This one has the commands of Cargo for every day. Each
//! test runs one of them in a folder with a small package in it: a program that is called `waybill`.
//!
//! Task: write the three missing commands.
//! Read: <https://doc.rust-lang.org/book/ch01-03-hello-cargo.html#building-and-running-a-cargo-project>

/// Makes a new package with a program in it. The package and its folder are called `depot`.
const NEW: &str = "cargo new depot";

/// Checks as fast as possible whether the package compiles. The command makes no program.
const CHECK: &str = "cargo test --no-run";

/// Builds the program and runs it with two arguments, `--port` and `8081`.
const RUN_ON_PORT: &str = "cargo run waybill --port 8081";

// You need not read these tests. When one of them fails, it names the command, and the reason.
#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};
    use std::process::Command;
    use std::{env, fs, process};

    const MANIFEST: &str =
        "[package]\nname = \"waybill\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n";
    const MAIN: &str = "fn main() {\n    \
        let arguments: Vec<String> = std::env::args().skip(1).collect();\n    \
        println!(\"arguments: {}\", arguments.join(\" \"));\n}\n";

    /// A folder with a package in it. It is removed at the end of the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let path = env::temp_dir().join(format!("cargo-runbook-{}-{name}", process::id()));
            fs::create_dir_all(path.join("src")).expect("a new folder");
            fs::write(path.join("Cargo.toml"), MANIFEST).expect("a manifest");
            fs::write(path.join("src/main.rs"), MAIN).expect("a program");
            Folder(path)
        }

        fn file(&self, name: &str) -> PathBuf {
            self.0.join(name)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// Runs a command of the runbook in a folder and returns its output.
    fn printed_by(name: &str, command: &str, folder: &Path) -> String {
        let mut words = command.split_whitespace();
        let Some(program) = words.next() else {
            todo!("{name} is still empty: write the command between its quotes");
        };
        assert_eq!(program, "cargo", "{name} does not start with `cargo`");
        let output = Command::new("cargo")
            .args(words)
            .current_dir(folder)
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("CARGO_BUILD_TARGET")
            .env("CARGO_NET_OFFLINE", "true")
            .output()
            .unwrap_or_else(|error| panic!("`cargo` does not start, is it in PATH? {error}"));
        assert!(
            output.status.success(),
            "`{command}` failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Returns the names of all files in a folder and below it; none when there is no such folder.
    fn names_below(folder: &Path) -> Vec<String> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                names.extend(names_below(&entry.path()));
            } else {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        names
    }

    #[test]
    fn makes_a_new_package() {
        let folder = Folder::new("new");
        fs::remove_dir_all(folder.file("src")).expect("an empty folder");
        fs::remove_file(folder.file("Cargo.toml")).expect("an empty folder");
        printed_by("NEW", NEW, &folder.0);
        let manifest = fs::read_to_string(folder.file("depot/Cargo.toml"))
            .expect("the command made no depot/Cargo.toml");
        assert!(manifest.contains("name = \"depot\""), "{manifest}");
        assert!(
            folder.file("depot/src/main.rs").exists(),
            "the new package has no program: src/main.rs is missing"
        );
    }

    #[test]
    fn checks_without_making_a_program() {
        let folder = Folder::new("check");
        printed_by("CHECK", CHECK, &folder.0);
        let made = names_below(&folder.file("target"));
        for name in &made {
            let can_be_run = !name.contains('.') || name.ends_with(".exe");
            assert!(
                !(name.starts_with("waybill") && can_be_run),
                "it made a program, {name}"
            );
        }
        assert!(
            made.iter().any(|name| name.ends_with(".rmeta")),
            "nothing was compiled"
        );
    }

    #[test]
    fn passes_the_arguments_to_the_program() {
        let folder = Folder::new("run");
        let printed = printed_by("RUN_ON_PORT", RUN_ON_PORT, &folder.0);
        assert_eq!(printed, "arguments: --port 8081\n");
    }
}
