//! You need not read these tests. They run the program that Cargo built from this package, and one of them
//! builds it once more, from a manifest with another version.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs, process};

fn printed(output: Output) -> String {
    assert!(
        output.status.success(),
        "the program failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// Runs the program without any variable: where people use it, there is no Cargo.
fn printed_by_the_program() -> String {
    let program = env!("CARGO_BIN_EXE_waybill");
    printed(
        Command::new(program)
            .env_clear()
            .output()
            .expect("the program starts"),
    )
}

/// A copy of this package with another version. It is removed at the end of the test.
struct Copy(PathBuf);

impl Copy {
    fn with_version(version: &str) -> Copy {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let copy = Copy(env::temp_dir().join(format!("package-version-{}", process::id())));
        fs::create_dir_all(copy.0.join("src")).expect("a new folder");
        fs::copy(package.join("src/main.rs"), copy.0.join("src/main.rs")).expect("a copy");
        let manifest = fs::read_to_string(package.join("Cargo.toml")).expect("a manifest");
        let changed = manifest.replace("0.2.0", version);
        fs::write(copy.0.join("Cargo.toml"), changed).expect("a manifest");
        copy
    }

    fn printed(&self) -> String {
        let output = Command::new("cargo")
            .args(["run", "--quiet", "--offline"])
            .current_dir(&self.0)
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("CARGO_BUILD_TARGET")
            .output();
        printed(output.expect("cargo starts"))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn prints_the_name_and_the_version_of_the_manifest() {
    assert_eq!(printed_by_the_program(), "waybill 0.2.0\n");
}

#[test]
fn prints_the_version_of_any_manifest() {
    let copy = Copy::with_version("7.8.9");
    assert_eq!(copy.printed(), "waybill 7.8.9\n");
}
