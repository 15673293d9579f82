// Wrong: takes `--test` for a filter of names.
// Rejected by: tests::runs_the_tests_about_labels_only
//! Before `waybill` goes to production, somebody runs its tests, builds it once more, and cleans up. This runbook has
//! the commands for that. Each test runs one of them in a folder with a small package in it.
//!
//! Task: write the three missing commands.
//! Read: <https://doc.rust-lang.org/book/ch01-03-hello-cargo.html#building-for-release>

/// Builds the program for production: the build takes longer, and the program runs faster.
const BUILD_FOR_PRODUCTION: &str = "cargo build --release";

/// Runs the tests that have `label` in their names, and no other test.
const TEST_LABELS: &str = "cargo test --test label";

/// Deletes everything that Cargo built.
const DELETE_ALL: &str = "cargo clean";

// You need not read these tests. When one of them fails, it names the command, and the reason.
#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};
    use std::process::Command;
    use std::{env, fs, process};

    const MANIFEST: &str =
        "[package]\nname = \"waybill\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n";
    const MAIN: &str = "fn main() {\n    println!(\"ready\");\n}\n\n\
        #[test]\nfn prints_a_label() {}\n\n\
        #[test]\nfn prints_a_long_label() {}\n\n\
        #[test]\nfn prints_the_port() {}\n";

    /// A folder with a package in it. It is removed at the end of the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let path = env::temp_dir().join(format!("release-runbook-{}-{name}", process::id()));
            fs::create_dir_all(path.join("src")).expect("a new folder");
            fs::write(path.join("Cargo.toml"), MANIFEST).expect("a manifest");
            fs::write(path.join("src/main.rs"), MAIN).expect("a program");
            Folder(path)
        }

        fn file(&self, name: &str) -> PathBuf {
            self.0.join(name)
        }

        fn program(&self, profile: &str) -> PathBuf {
            let name = format!("waybill{}", env::consts::EXE_SUFFIX);
            self.0.join("target").join(profile).join(name)
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

    #[test]
    fn builds_for_production() {
        let folder = Folder::new("production");
        let printed = printed_by("BUILD_FOR_PRODUCTION", BUILD_FOR_PRODUCTION, &folder.0);
        assert_eq!(printed, "", "it did more than build the program");
        assert!(
            !folder.program("debug").exists(),
            "it built for development"
        );
        assert!(folder.program("release").exists(), "it built no program");
    }

    #[test]
    fn runs_the_tests_about_labels_only() {
        let folder = Folder::new("test");
        let printed = printed_by("TEST_LABELS", TEST_LABELS, &folder.0);
        assert!(printed.contains("prints_a_label ... ok"), "{printed}");
        assert!(printed.contains("prints_a_long_label ... ok"), "{printed}");
        assert!(!printed.contains("prints_the_port"), "{printed}");
    }

    #[test]
    fn deletes_everything_that_was_built() {
        let folder = Folder::new("delete");
        printed_by("the test's own command", "cargo build", &folder.0);
        assert!(folder.program("debug").exists());
        printed_by("DELETE_ALL", DELETE_ALL, &folder.0);
        assert!(
            !folder.file("target").exists(),
            "the folder target is still there"
        );
        assert!(folder.file("src/main.rs").exists(), "the source is gone");
    }
}
