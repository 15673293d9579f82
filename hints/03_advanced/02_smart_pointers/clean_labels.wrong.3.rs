// Wrong: believes that trimming makes a new string.
// Rejected by: tests::trimming_never_copies
//! Most labels arrive clean, and some have tabs or no country. The functions are right, but they copy every label, a
//! hundred thousand times a day.
//!
//! Task: change the four functions so that they copy a label only if it changes.
//! Read: <https://doc.rust-lang.org/std/borrow/enum.Cow.html#examples>

use std::borrow::Cow;

/// Returns the label with a space in place of each tab.
fn without_tabs(label: &str) -> Cow<'_, str> {
    if label.contains('\t') {
        Cow::Owned(label.replace('\t', " "))
    } else {
        Cow::Borrowed(label)
    }
}

/// Returns the label with `DE-` in front of it. A label that begins with `DE-` stays as it is.
fn with_country(label: &str) -> Cow<'_, str> {
    if label.starts_with("DE-") {
        Cow::Borrowed(label)
    } else {
        Cow::Owned(format!("DE-{label}"))
    }
}

/// Returns the label without spaces at both ends.
fn trimmed(label: &str) -> Cow<'_, str> {
    let trimmed = label.trim_matches(' ');
    if trimmed == label {
        Cow::Borrowed(label)
    } else {
        Cow::Owned(String::from(trimmed))
    }
}

/// Returns a clean label: without tabs, then without spaces at both ends, then with the country.
fn clean(label: &str) -> Cow<'_, str> {
    match without_tabs(label) {
        Cow::Borrowed(label) => with_country(label.trim_matches(' ')),
        Cow::Owned(label) => Cow::Owned(with_country(&trimmed(&label)).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_copied(label: Cow<'_, str>) -> bool {
        matches!(label, Cow::Owned(_))
    }

    #[test]
    fn a_tab_becomes_a_space() {
        for (label, expected) in [("a\tb", "a b"), ("\t\t", "  "), ("Köln\t", "Köln ")] {
            assert_eq!(without_tabs(label), expected);
        }
    }

    #[test]
    fn a_label_without_tabs_is_borrowed() {
        for label in ["", "HAM 7", "  ", "Köln\n"] {
            let result = without_tabs(label);
            assert_eq!(result, label);
            assert!(!is_copied(result), "{label:?} is copied");
        }
    }

    #[test]
    fn a_country_is_added() {
        for label in ["", "HAM", "DE", "XDE-", "de-HAM"] {
            assert_eq!(with_country(label), format!("DE-{label}"));
        }
    }

    #[test]
    fn a_label_with_a_country_is_borrowed() {
        for label in ["DE-", "DE-HAM", "DE-DE-"] {
            let result = with_country(label);
            assert_eq!(result, label);
            assert!(!is_copied(result), "{label:?} is copied");
        }
    }

    #[test]
    fn trimming_never_copies() {
        for (label, expected) in [
            (" HAM ", "HAM"),
            ("   ", ""),
            ("HAM", "HAM"),
            ("\tH ", "\tH"),
        ] {
            let result = trimmed(label);
            assert_eq!(result, expected);
            assert!(!is_copied(result), "{label:?} is copied");
        }
    }

    #[test]
    fn a_clean_label_is_borrowed() {
        for (label, expected) in [("DE-HAM", "DE-HAM"), ("  DE-KÖL 7 ", "DE-KÖL 7")] {
            let result = clean(label);
            assert_eq!(result, expected);
            assert!(!is_copied(result), "{label:?} is copied");
        }
    }

    #[test]
    fn a_label_becomes_clean() {
        for (label, expected) in [
            ("HAM", "DE-HAM"),
            ("\tDE-HAM\t7\t", "DE-HAM 7"),
            ("\t KÖL ", "DE-KÖL"),
            (" ", "DE-"),
        ] {
            assert_eq!(clean(label), expected);
        }
    }
}
