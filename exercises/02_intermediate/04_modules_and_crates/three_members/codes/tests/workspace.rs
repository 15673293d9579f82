//! You need not read these tests. They read the manifests, and they ask Cargo for the packages of a copy of the
//! workspace, in which the root has another version or another edition.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, process};

const MEMBERS: [&str; 3] = ["codes", "prices", "desk"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).expect("a file")
}

/// Makes a copy of the workspace in which the root says `to` instead of `from`. Returns the JSON in which Cargo
/// describes its packages.
fn described_with(from: &str, to: &str) -> String {
    let copy = env::temp_dir().join(format!("three-members-{}-{to}", process::id()));
    for member in MEMBERS {
        fs::create_dir_all(copy.join(member).join("src")).expect("a new folder");
        let source = if member == "desk" {
            "main.rs"
        } else {
            "lib.rs"
        };
        fs::write(copy.join(member).join("src").join(source), "").expect("a file");
        let manifest = format!("{member}/Cargo.toml");
        fs::write(copy.join(&manifest), read(&manifest)).expect("a file");
    }
    let manifest = read("Cargo.toml").replace(from, to);
    fs::write(copy.join("Cargo.toml"), manifest).expect("a file");
    let output = Command::new("cargo")
        .args(["metadata", "--offline", "--no-deps", "--format-version=1"])
        .current_dir(&copy)
        .output()
        .expect("cargo starts");
    fs::remove_dir_all(&copy).expect("the copy is there");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn all_three_have_the_version_of_the_root() {
    let described = described_with("0.5.0", "7.8.9");
    assert_eq!(described.matches(r#""version":"7.8.9""#).count(), 3);
}

#[test]
fn all_three_have_the_edition_of_the_root() {
    let described = described_with("2024", "2021");
    assert!(described.contains(r#""edition":"2021""#), "{described}");
    assert!(!described.contains(r#""edition":"2024""#), "{described}");
}

#[test]
fn only_the_root_names_paths() {
    for member in MEMBERS {
        let manifest = read(&format!("{member}/Cargo.toml"));
        let code = manifest.lines().filter(|line| !line.starts_with('#'));
        let path = code.into_iter().find(|line| line.contains("path"));
        assert_eq!(path, None, "{member}/Cargo.toml names a path");
    }
}

#[test]
fn codes_shows_no_rooms() {
    for (file, refused) in [("lib.rs", "pub mod"), ("code.rs", "pub depot")] {
        let source = read(&format!("codes/src/{file}"));
        assert!(!source.contains(refused), "codes/src/{file}: `{refused}`");
    }
}
