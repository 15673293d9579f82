//! You need not read the functions above the tests. They call Cargo for this workspace.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::{env, fs, process};

/// A folder for the files that Cargo builds. It is removed at the end of the test.
struct Target(PathBuf);

impl Drop for Target {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs a command of Cargo in the folder of the workspace.
fn cargo(name: &str, arguments: &[&str]) -> Output {
    let folder = format!("alone-or-together-{}-{name}", process::id());
    let target = Target(env::temp_dir().join(folder));
    Command::new("cargo")
        .args(arguments)
        .arg("--offline")
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .env("CARGO_TARGET_DIR", &target.0)
        .env_remove("CARGO_BUILD_TARGET")
        .output()
        .expect("cargo starts")
}

fn builds_alone(package: &str) {
    let output = cargo(package, &["check", "--quiet", "--package", package]);
    assert!(
        output.status.success(),
        "`cargo check -p {package}` failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_store_builds_alone() {
    builds_alone("store");
}

#[test]
fn the_api_builds_alone() {
    builds_alone("api");
}

#[test]
fn the_mailer_builds_alone() {
    builds_alone("mailer");
}

#[test]
fn the_worker_builds_alone() {
    builds_alone("worker");
}

/// Returns the tree of a package: its name, and the crates that it uses, with their features.
fn tree_of(package: &str) -> String {
    let output = cargo("tree", &["tree", "--format={p} {f}", "--package", package]);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn the_mailer_is_without_history() {
    let tree = tree_of("mailer");
    assert!(tree.contains("store v0.1.0"), "{tree}");
    assert!(!tree.contains("history"), "it is in there:\n{tree}");
}

#[test]
fn the_worker_needs_no_other_program() {
    let tree = tree_of("worker");
    assert!(tree.contains("store v0.1.0"), "{tree}");
    for program in ["api", "mailer"] {
        assert!(!tree.contains(&format!("{program} v")), "{tree}");
    }
}
