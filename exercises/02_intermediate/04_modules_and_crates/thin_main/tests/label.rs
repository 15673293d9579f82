use label_printer::{label, stripes};
use std::process::Command;

#[test]
fn each_byte_is_five_stripes() {
    assert_eq!(stripes("A"), "    █");
    assert_eq!(stripes("-"), " ██ █");
    assert_eq!(stripes("AO"), "    █ ████");
    assert_eq!(stripes(""), "");
    for code in ["HAM-1906", "BRE-1", "KÖL-22"] {
        assert_eq!(stripes(code).chars().count(), 5 * code.len());
    }
}

#[test]
fn stripes_differ_for_different_codes() {
    let pictures: Vec<String> = ('A'..='Z').map(|c| stripes(&c.to_string())).collect();
    for (index, picture) in pictures.iter().enumerate() {
        assert!(!pictures[..index].contains(picture), "{picture}");
    }
}

#[test]
fn a_label_has_a_frame() {
    assert_eq!(
        label("Ada", "AB"),
        "+------------+\n| Ada        |\n|     █   █  |\n| AB         |\n+------------+"
    );
}

#[test]
fn the_program_prints_its_two_labels() {
    let output = Command::new(env!("CARGO_BIN_EXE_label_printer")).output();
    let printed = String::from_utf8(output.unwrap().stdout).unwrap();
    let labels = [label("Grace Hopper", "HAM-1906"), label("Ferris", "KOL-7")];
    assert_eq!(printed, format!("{}\n{}\n", labels[0], labels[1]));
}

// You need not read this test. It looks into src/main.rs.
#[test]
fn the_program_has_only_a_main_and_uses_the_library() {
    let code = include_str!("../src/main.rs").lines();
    let code: Vec<&str> = code.map(|line| line.split("//").next().unwrap()).collect();
    let code = code.join("\n");
    assert_eq!(code.matches("fn ").count(), 1, "there is more than `main`");
    assert!(!code.contains("mod "), "a module would be a second copy");
    assert!(code.contains("label_printer::"), "the library is not used");
}
