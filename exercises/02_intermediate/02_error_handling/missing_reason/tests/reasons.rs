use anyhow::Context;
use missing_reason::{NoRoom, import_file, log_line, to_repeat};
use std::fs;
use std::path::{Path, PathBuf};

/// Writes a file of orders into the folder for the files of tests.
fn orders(name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn a_good_file_is_imported() {
    for (name, content, sum) in [
        ("one", "7\n", 7),
        ("three", "2\n0\n10\n", 12),
        ("no_line_break", "3\n4", 7),
    ] {
        let mut room = 12;
        assert_eq!(import_file(&orders(name, content), &mut room).unwrap(), sum);
        assert_eq!(room, 12 - sum);
    }
}

#[test]
fn a_file_that_is_missing_is_named_with_the_reason() {
    for name in ["missing_ham", "missing_köl"] {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let reason = fs::read(&path).unwrap_err();
        let error = import_file(&path, &mut 12).unwrap_err();
        let expected = format!(
            "import failed: reading the file {}: {reason}",
            path.display()
        );
        assert_eq!(log_line(&error), expected);
    }
}

#[test]
fn a_wrong_line_is_named_with_the_reason() {
    for (name, content, line, wrong) in [
        ("typo", "2\n3\n12x\n", 3, "12x"),
        ("negative", "-1\n2", 1, "-1"),
        ("gap", "2\n\n3\n", 2, ""),
    ] {
        let path = orders(name, content);
        let reason = wrong.parse::<u32>().unwrap_err();
        let error = import_file(&path, &mut 12).unwrap_err();
        let expected = format!("import failed: line {line} of {}: {reason}", path.display());
        assert_eq!(log_line(&error), expected);
    }
}

#[test]
fn a_line_without_room_is_named_with_the_reason() {
    let path = orders("full", "10\n5\n");
    let error = import_file(&path, &mut 12).unwrap_err();
    let expected = format!(
        "import failed: line 2 of {}: no room for 3 parcels",
        path.display()
    );
    assert_eq!(log_line(&error), expected);
}

#[test]
fn an_empty_file_has_no_orders() {
    let path = orders("empty", "");
    let error = import_file(&path, &mut 12).unwrap_err();
    let expected = format!("import failed: {} has no orders", path.display());
    assert_eq!(log_line(&error), expected);
}

#[test]
fn the_outermost_words_are_the_place() {
    let path = orders("place", "2\n12x\n");
    let error = import_file(&path, &mut 12).unwrap_err();
    assert_eq!(error.to_string(), format!("line 2 of {}", path.display()));
}

#[test]
fn an_order_without_room_is_repeated() {
    for missing in [1, 3, 90] {
        let path = orders(&format!("repeat_{missing}"), &(12 + missing).to_string());
        let error = import_file(&path, &mut 12).unwrap_err();
        assert_eq!(to_repeat(&error), Some(missing));
        // One more function on the way out changes nothing.
        let error = Err::<(), _>(error)
            .context("night of 27 November")
            .unwrap_err();
        assert_eq!(to_repeat(&error), Some(missing));
    }
}

#[test]
fn all_other_errors_are_not_repeated() {
    let error = import_file(&orders("letters", "2\nx\n"), &mut 12).unwrap_err();
    assert_eq!(to_repeat(&error), None);
    let words = NoRoom { missing: 3 }.to_string();
    assert_eq!(to_repeat(&anyhow::anyhow!("{words}")), None);
}
