//! You need not read the last two tests. They compile the crate, and then programs of another team.

use parcel_labels::{Address, Size, parse_address, parse_size};
use std::process::Command;
use std::{env, fs, process};

#[test]
fn an_address_is_a_street_and_a_town() {
    let address = Address {
        street: String::from("Hafenstr. 7"),
        town: String::from("Bad Ems"),
    };
    assert_eq!(parse_address(" Hafenstr.   7,Bad  Ems "), Some(address));
    assert_eq!(parse_address("Hafenstr. 7"), None);
    assert_eq!(parse_address("Hafenstr. 7, "), None);
    assert_eq!(parse_address(" ,Bad Ems"), None);
}

#[test]
fn a_size_is_one_letter() {
    assert_eq!(parse_size("S"), Some(Size::Small));
    assert_eq!(parse_size("L"), Some(Size::Large));
    assert_eq!(parse_size("s"), None);
}

/// Compiles a program that uses this crate, and returns the errors. `name` is the name of a folder for it.
fn errors_of(name: &str, program: &str) -> String {
    let folder = env::temp_dir().join(format!("front-door-{}-{name}", process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("program.rs"), program).unwrap();
    let rustc = |arguments: &[&str]| {
        Command::new("rustc")
            .args(["--edition=2024", "--emit=metadata", "-Awarnings"])
            .args(arguments)
            .current_dir(&folder)
            .output()
            .expect("rustc starts")
    };
    let crate_root = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs");
    let library = rustc(&["--crate-type=lib", "--crate-name=parcel_labels", crate_root]);
    assert!(library.status.success(), "the crate does not compile");
    let output = rustc(&[
        "--extern=parcel_labels=libparcel_labels.rmeta",
        "program.rs",
    ]);
    fs::remove_dir_all(&folder).unwrap();
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn another_team_can_use_the_front_door() {
    let program = "fn main() { let _ = parcel_labels::parse_size(\"S\"); }";
    assert_eq!(errors_of("door", program), "");
}

#[test]
fn another_team_can_not_use_our_rooms() {
    let rooms = [
        "address::postal::Address",
        "address::squeeze",
        "size::Size",
        "squeeze",
        "parse",
        "postal::Address",
    ];
    let lines = rooms.map(|path| format!("use parcel_labels::{path} as _;\n"));
    let errors = errors_of("rooms", &(lines.concat() + "fn main() {}\n"));
    for (index, path) in rooms.iter().enumerate() {
        assert!(
            errors.contains(&format!("--> program.rs:{}:", index + 1)),
            "another team can use parcel_labels::{path}"
        );
    }
}
