// Wrong: thinks that a version says everything about a toolchain; `asks_the_compiler_for_its_details` misses the line `host:`.
// Rejected by: tests::asks_the_compiler_for_its_details
//! When `waybill` misbehaves at night, somebody opens its runbook: the commands that tell what is
//! installed on a machine. Ours is empty. For each line, try commands in a terminal until one
//! prints what is asked for, then write it between the quotes, just as you typed it.
//! The tests run your commands on this machine and look at what they print.
//!
//! Read: <https://doc.rust-lang.org/book/ch01-01-installation.html>

/// Which compiler is installed? Prints one line: its name and its version.
const COMPILER: &str = "rustc --version";

/// Which Cargo, the package manager, is installed? Prints one line: its name and its version.
const CARGO: &str = "cargo --version";

/// Which kind of machine does the compiler run on? Prints its version with more details than
/// above, among them a line that starts with `host:`.
const COMPILER_DETAILS: &str = "rustc --version";

/// What does the compiler mean by error E0382? Prints its explanation, with examples.
const EXPLANATION: &str = "rustc --explain E0382";

/// Is Clippy installed, the linter that looks at your exercises too? Prints its version, and does
/// not lint anything.
const LINTER: &str = "cargo clippy --version";

/// Which toolchains has rustup, the installer, put on this machine? Prints them, one a line.
const TOOLCHAINS: &str = "rustc --version";

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;
    use std::process::{Command, Stdio};

    /// Runs a command of the runbook and returns what it printed.
    fn printed_by(command: &str) -> String {
        let mut words = command.split_whitespace();
        let Some(program) = words.next() else {
            todo!("this command is still empty");
        };
        assert!(
            ["rustc", "cargo", "rustup"].contains(&program),
            "`{program}` is not one of Rust's tools"
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

    /// Whether a text is one line that starts with this name.
    fn is_version_of(name: &str, printed: &str) -> bool {
        printed.lines().count() == 1 && printed.starts_with(name)
    }

    /// The names of the toolchains that rustup put here: each has a folder. None without rustup.
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
    fn asks_the_compiler_for_its_version() {
        let printed = printed_by(COMPILER);
        assert!(is_version_of("rustc ", &printed), "it printed: {printed}");
    }

    #[test]
    fn asks_cargo_for_its_version() {
        let printed = printed_by(CARGO);
        assert!(is_version_of("cargo ", &printed), "it printed: {printed}");
    }

    #[test]
    fn asks_the_compiler_for_its_details() {
        let printed = printed_by(COMPILER_DETAILS);
        assert!(printed.starts_with("rustc "), "it printed: {printed}");
        assert!(printed.contains("\nhost: "), "it printed: {printed}");
    }

    #[test]
    fn asks_what_an_error_means() {
        let printed = printed_by(EXPLANATION);
        assert!(
            printed.contains("used after") && printed.contains("moved"),
            "it does not explain E0382, it printed: {printed}"
        );
    }

    #[test]
    fn asks_the_linter_for_its_version() {
        let printed = printed_by(LINTER);
        assert!(is_version_of("clippy ", &printed), "it printed: {printed}");
    }

    #[test]
    fn asks_which_toolchains_are_installed() {
        // Rust can be installed without rustup, by Linux distributions for one. Where it is, the
        // command can't be tried, and anything but an empty one is let pass.
        let installed = installed_toolchains();
        if TOOLCHAINS.starts_with("rustup ") && installed.is_empty() {
            return;
        }
        let printed = printed_by(TOOLCHAINS);
        assert_eq!(
            printed.lines().count(),
            installed.len(),
            "{installed:?} are installed, one line for each is asked for; it printed: {printed}"
        );
        for toolchain in installed {
            assert!(
                printed.lines().any(|line| line.starts_with(&toolchain)),
                "{toolchain} is installed too; it printed: {printed}"
            );
        }
    }
}
