//! You need not read these tests. They build the program with features and without them, and run it.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::{env, fs, process};

/// A folder for the files that Cargo builds. It is removed at the end of the test.
struct Target(PathBuf);

impl Target {
    fn new(name: &str) -> Target {
        let name = format!("optional-picture-{}-{name}", process::id());
        Target(env::temp_dir().join(name))
    }

    /// Runs a command of Cargo for this package.
    fn cargo(&self, arguments: &[&str]) -> Output {
        Command::new("cargo")
            .arg("--offline")
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("CARGO_TARGET_DIR", &self.0)
            .env_remove("CARGO_BUILD_TARGET")
            .output()
            .expect("cargo starts")
    }

    fn printed(&self, arguments: &[&str]) -> String {
        let output = self.cargo(arguments);
        assert!(
            output.status.success(),
            "cargo {arguments:?} failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("the output is UTF-8")
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn without_the_feature_a_label_is_its_code() {
    assert_eq!(labels::label("HAM-42"), "HAM-42");
    assert_eq!(labels::label(""), "");
}

#[test]
fn without_the_feature_squares_is_not_built() {
    let target = Target::new("tree");
    let tree = target.printed(&["tree", "--edges=normal", "--prefix=none"]);
    assert!(!tree.contains("squares"), "it is built:\n{tree}");
}

#[test]
fn with_the_feature_a_label_has_a_picture() {
    let target = Target::new("run");
    let run = ["run", "--quiet", "--features=picture", "HAM-42", "KOL-7"];
    let expected = "HAM-42\n□■■■□□\nKOL-7\n■■□■■\n";
    assert_eq!(target.printed(&run), expected);
}

#[test]
fn the_name_of_the_crate_is_not_a_feature() {
    let target = Target::new("name");
    let output = target.cargo(&["tree", "--features=squares"]);
    assert!(
        !output.status.success(),
        "`squares` is a feature, too, so we can't take another crate for the picture one day"
    );
}
