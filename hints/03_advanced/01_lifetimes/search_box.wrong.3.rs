// Wrong: borrows from the query before the spaces are there.
// Rejected by: tests::codes_are_recognized_with_spaces_around_them
//! The search box of the app sends a `+` for each space, so the server first makes a new string with spaces. Both
//! functions borrow from that string. The compiler says that nobody keeps it.
//!
//! Task: change both functions so that somebody owns the new strings while they are in use.
//! Read: <https://doc.rust-lang.org/reference/destructors.html#temporary-scopes>

/// Returns the query as the customer typed it. The browser sends a `+` for each space.
fn typed(query: &str) -> String {
    query.replace('+', " ")
}

/// Returns the longest word of the query in lower case. If several words are the longest, it returns the first of
/// them.
fn longest_word(query: &str) -> String {
    let lower = typed(query).to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    let mut longest = "";
    for word in words {
        if word.chars().count() > longest.chars().count() {
            longest = word;
        }
    }
    longest.to_string()
}

/// Returns whether the query is a tracking code: three letters, a `-`, and digits. Spaces around it don't count.
fn is_code(query: &str) -> bool {
    let code = query.trim();
    match code.split_once('-') {
        Some((depot, number)) => {
            depot.chars().count() == 3
                && depot.chars().all(char::is_alphabetic)
                && !number.is_empty()
                && number.chars().all(|c| c.is_ascii_digit())
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_in_lower_case() {
        assert_eq!(longest_word("Parcel+for+HAMBURG"), "hamburg");
        assert_eq!(longest_word("KÖLN"), "köln");
        assert_eq!(longest_word("where+is+it"), "where");
    }

    #[test]
    fn the_first_one_of_several_long_words_is_returned() {
        assert_eq!(longest_word("red+blue+grey+tan"), "blue");
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(longest_word("äöü+abcd"), "abcd");
    }

    #[test]
    fn a_query_without_words_has_no_longest_word() {
        for query in ["", "+", "+++"] {
            assert_eq!(longest_word(query), "");
        }
    }

    #[test]
    fn codes_are_recognized_with_spaces_around_them() {
        for query in ["HAM-1", "+HAM-000042", "KÖL-7++", "++bre-99+"] {
            assert!(is_code(query), "{query}");
        }
    }

    #[test]
    fn other_queries_are_no_codes() {
        for query in [
            "", "+", "HAM", "HAM-", "HA-1", "HAMB-1", "H4M-1", "HAM-1+2", "HAM-1x", "-1",
        ] {
            assert!(!is_code(query), "{query}");
        }
    }
}
