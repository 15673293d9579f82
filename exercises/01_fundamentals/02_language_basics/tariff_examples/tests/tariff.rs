//! What the tariff is this year, and that its pages show it by examples.

use tariff::{saturday_cents, storage_cents};

#[test]
fn storage_is_free_for_seven_days() {
    assert_eq!(storage_cents(0), 0);
    assert_eq!(storage_cents(7), 0);
}

#[test]
fn storage_costs_80_cents_for_every_day_after_that() {
    assert_eq!(storage_cents(8), 80);
    assert_eq!(storage_cents(10), 240);
}

#[test]
fn saturday_costs_500_cents_for_up_to_three_parcels() {
    assert_eq!(saturday_cents(1), 500);
    assert_eq!(saturday_cents(3), 500);
}

#[test]
fn saturday_costs_150_cents_for_each_parcel_after_that() {
    assert_eq!(saturday_cents(4), 650);
    assert_eq!(saturday_cents(10), 1_550);
}

#[test]
fn no_parcel_on_a_saturday_costs_nothing() {
    assert_eq!(saturday_cents(0), 0);
}

/// The documentation of a function: the lines with `///` above it, without the slashes.
fn documentation_of(function: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for line in include_str!("../src/lib.rs").lines() {
        if let Some(text) = line.strip_prefix("///") {
            found.push(text.trim());
        } else if line.starts_with(function) {
            return found;
        } else {
            found.clear();
        }
    }
    panic!("src/lib.rs has no line that starts with `{function}`");
}

/// How many lines of a function's documentation compare what it gives, in code that is run.
fn comparisons(function: &str, call: &str) -> usize {
    let mut inside = false;
    let mut is_run = false;
    let mut comparisons = 0;
    for line in documentation_of(function) {
        if let Some(kind) = line.strip_prefix("```") {
            inside = !inside;
            is_run = kind.is_empty() || kind == "rust";
        } else if inside && is_run && line.starts_with("assert_eq!(") {
            // A call that is compared with itself shows nothing.
            comparisons += usize::from(line.matches(call).count() == 1);
        }
    }
    comparisons
}

#[test]
fn storage_is_shown_by_an_example_that_is_run() {
    assert!(comparisons("pub fn storage_cents", "storage_cents(") >= 2);
}

#[test]
fn saturday_is_shown_by_an_example_that_is_run() {
    assert!(comparisons("pub fn saturday_cents", "saturday_cents(") >= 2);
}

/// Whether a number stands in the sentences of a function's documentation, and whether in its code.
fn mentions(function: &str, number: &str) -> (bool, bool) {
    let mut inside = false;
    let (mut in_sentences, mut in_code) = (false, false);
    for line in documentation_of(function) {
        if line.starts_with("```") {
            inside = !inside;
        } else if line.contains(number) && inside {
            in_code = true;
        } else if line.contains(number) {
            in_sentences = true;
        }
    }
    (in_sentences, in_code)
}

#[test]
fn saturday_is_told_and_shown_with_the_same_price() {
    for cents in ["450", "500"] {
        let (told, shown) = mentions("pub fn saturday_cents", cents);
        assert_eq!(
            told, shown,
            "{cents}: told by the sentence, shown by the example?"
        );
    }
}
