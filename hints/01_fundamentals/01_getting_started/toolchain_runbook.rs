//! At night, `waybill` does not build on a new machine. Somebody opens the runbook of the toolchain: the
//! commands that show the tools of this machine. It has three entries, and all of them are empty.
//!
//! Task: write the three missing commands.
//! Read: <https://doc.rust-lang.org/book/ch01-01-installation.html#troubleshooting>

// Each tool has one job. `rustc` compiles and knows its errors, `cargo` builds packages and calls tools
// like Clippy, `rustup` installs them all. `--help` shows the options of each one.

/// Prints the explanation of error E0382. It is a command of the compiler, `rustc`.
const EXPLANATION: &str = "rustc --explain E0382";

/// Prints the version of the linter, Clippy, and nothing else. It is a command of `cargo`.
const LINTER: &str = "cargo clippy --version";

/// Prints the toolchains that are installed on this machine, each on its own line. It is a command of `rustup`.
const TOOLCHAINS: &str = "rustup toolchain list";

// You need not read these tests. When one of them fails, it names the command, and the reason.
#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;
    use std::process::{Command, Stdio};

    /// Runs a command of the runbook and returns its output.
    fn printed_by(name: &str, command: &str) -> String {
        let mut words = command.split_whitespace();
        let Some(program) = words.next() else {
            todo!("{name} is still empty: write the command between its quotes");
        };
        assert!(
            ["rustc", "cargo", "rustup"].contains(&program),
            "{name} starts with `{program}`, which is not one of Rust's tools"
        );
        let output = Command::new(program)
            .args(words)
            .stdin(Stdio::null())
            .output()
            .unwrap_or_else(|error| panic!("`{program}` does not start, is it in PATH? {error}"));
        assert!(
            output.status.success(),
            "`{command}` failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Returns the names of the toolchains that rustup installed; none when there is no rustup.
    fn installed_toolchains() -> Vec<String> {
        let Ok(output) = Command::new("rustup").args(["show", "home"]).output() else {
            return Vec::new();
        };
        let home = String::from_utf8_lossy(&output.stdout).into_owned();
        let Ok(folders) = fs::read_dir(Path::new(home.trim()).join("toolchains")) else {
            return Vec::new();
        };
        folders
            .filter_map(Result::ok)
            .filter(|folder| folder.path().is_dir())
            .map(|folder| folder.file_name().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn asks_for_the_explanation_of_an_error() {
        let printed = printed_by("EXPLANATION", EXPLANATION);
        assert!(
            printed.contains("used after") && printed.contains("moved"),
            "expected the explanation of E0382, but it printed: {printed}"
        );
    }

    #[test]
    fn asks_the_linter_for_its_version() {
        let printed = printed_by("LINTER", LINTER);
        assert!(
            printed.lines().count() == 1 && printed.starts_with("clippy "),
            "expected one line with the version of Clippy, but it printed: {printed}"
        );
    }

    #[test]
    fn asks_which_toolchains_are_installed() {
        // Some Linux distributions install Rust without rustup. There the command can't be tried, so
        // the test passes for every command that starts with `rustup`.
        let installed = installed_toolchains();
        if TOOLCHAINS.starts_with("rustup ") && installed.is_empty() {
            return;
        }
        let printed = printed_by("TOOLCHAINS", TOOLCHAINS);
        assert_eq!(
            printed.lines().count(),
            installed.len(),
            "{installed:?} are installed; expected one line for each, but it printed: {printed}"
        );
        for toolchain in installed {
            assert!(
                printed.lines().any(|line| line.starts_with(&toolchain)),
                "{toolchain} is installed, too, but it printed: {printed}"
            );
        }
    }
}
