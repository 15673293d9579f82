//! The first five tests know this year's tariff. You need not read the other tests: they check that the
//! documentation still has its examples, with the same prices as its sentences.

use tariff::{saturday_cents, storage_cents};

#[test]
fn storage_is_free_for_seven_days() {
    assert_eq!(storage_cents(0), 0);
    assert_eq!(storage_cents(7), 0);
}

#[test]
fn storage_costs_80_cents_for_each_further_day() {
    assert_eq!(storage_cents(8), 80);
    assert_eq!(storage_cents(10), 240);
}

#[test]
fn saturday_costs_500_cents_for_up_to_three_parcels() {
    assert_eq!(saturday_cents(1), 500);
    assert_eq!(saturday_cents(3), 500);
}

#[test]
fn saturday_costs_150_cents_for_each_further_parcel() {
    assert_eq!(saturday_cents(4), 650);
    assert_eq!(saturday_cents(10), 1_550);
}

#[test]
fn saturday_costs_nothing_without_a_parcel() {
    assert_eq!(saturday_cents(0), 0);
}

/// Returns the documentation of a function: the lines with `///` above it, without the slashes.
fn documentation_of(function: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for line in include_str!("../src/lib.rs").lines() {
        if let Some(part) = line.strip_prefix("///") {
            found.push(part.trim());
        } else if line.starts_with(function) {
            return found;
        } else {
            found.clear();
        }
    }
    panic!("src/lib.rs has no line that starts with `{function}`");
}

/// Returns the number of comparisons in the example of a function. An example that does not run has none.
fn comparisons(function: &str, call: &str) -> usize {
    let mut inside = false;
    let mut is_run = false;
    let mut comparisons = 0;
    for line in documentation_of(function) {
        if let Some(kind) = line.strip_prefix("```") {
            inside = !inside;
            is_run = kind.is_empty() || kind == "rust";
        } else if inside && is_run && line.starts_with("assert_eq!(") {
            // A line that compares the function with itself shows nothing.
            comparisons += usize::from(line.matches(call).count() == 1);
        }
    }
    comparisons
}

#[test]
fn storage_has_an_example_that_runs() {
    assert!(comparisons("pub fn storage_cents", "storage_cents(") >= 2);
}

#[test]
fn saturday_has_an_example_that_runs() {
    assert!(comparisons("pub fn saturday_cents", "saturday_cents(") >= 2);
}

/// Returns whether a number is in the sentences of a documentation, and whether it is in the example.
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
fn the_sentence_and_the_example_about_saturday_agree() {
    for cents in ["450", "500"] {
        let (in_sentence, in_example) = mentions("pub fn saturday_cents", cents);
        assert_eq!(
            in_sentence, in_example,
            "{cents} cents: are they in the sentence, and are they in the example?"
        );
    }
}
