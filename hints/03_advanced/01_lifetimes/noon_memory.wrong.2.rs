// Wrong: puts the same lifetime on the word.
// Rejected by: E0597
//! All results of the log search are right. But each search copies the lines that it finds, and at noon, when
//! everybody searches, the server runs out of memory.
//!
//! Task: change `Page` and the functions, so that no line of the log is copied.
//! Read: <https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html#relationships>

/// The result of a search: a title, and the lines that were found.
struct Page<'log> {
    title: String,
    lines: Vec<&'log str>,
}

/// Returns all lines of the log that contain `word`.
fn lines_with<'log>(log: &'log str, word: &'log str) -> Vec<&'log str> {
    log.lines().filter(|line| line.contains(word)).collect()
}

/// Returns the longest line, counted in bytes, or an empty string if there is no line. If several lines are the
/// longest, it returns the first of them.
fn longest<'log>(lines: &[&'log str]) -> &'log str {
    let mut longest = "";
    for line in lines {
        if line.len() > longest.len() {
            longest = line;
        }
    }
    longest
}

/// Returns the page of a search.
fn page<'log>(log: &'log str, word: &'log str) -> Page<'log> {
    let lines = lines_with(log, word);
    let title = format!("{} lines with `{word}`", lines.len());
    Page { title, lines }
}

/// Returns the longest line of the log with `word` in it.
fn longest_with<'log>(log: &'log str, word: &'log str) -> &'log str {
    longest(&page(log, word).lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "E KÖL no room\nI HAM van 7 left\nE KÖL van 7 is full\nW BRE scale is off\n";

    /// Returns whether a string is a part of the log itself. It accepts a `String` and a `&str`.
    fn is_part_of(log: &str, part: &impl AsRef<str>) -> bool {
        log.as_bytes()
            .as_ptr_range()
            .contains(&part.as_ref().as_ptr())
    }

    #[test]
    fn a_page_has_the_lines_in_their_order() {
        assert_eq!(
            page(LOG, "KÖL").lines,
            ["E KÖL no room", "E KÖL van 7 is full"]
        );
        assert_eq!(lines_with(LOG, "").len(), 4);
        assert!(lines_with(LOG, "BER").is_empty());
    }

    #[test]
    fn a_page_has_a_title() {
        for (word, title) in [("KÖL", "2 lines with `KÖL`"), ("BER", "0 lines with `BER`")] {
            assert_eq!(page(LOG, word).title, title);
        }
    }

    #[test]
    fn the_longest_line_is_found() {
        for (word, line) in [
            ("KÖL", "E KÖL van 7 is full"),
            ("I", "I HAM van 7 left"),
            ("BER", ""),
        ] {
            assert_eq!(longest_with(LOG, word), line);
        }
        assert_eq!(longest(&lines_with("ab\ncd\ne", "")), "ab");
    }

    #[test]
    fn a_page_can_be_kept_when_the_word_has_ended() {
        let log = LOG.to_string();
        let (page, line) = {
            let word = String::from("van");
            (page(&log, &word), longest_with(&log, &word))
        };
        assert_eq!(page.title, "2 lines with `van`");
        assert_eq!(line, "E KÖL van 7 is full");
    }

    #[test]
    fn no_line_of_a_page_is_a_copy() {
        let log = LOG.to_string();
        let page = page(&log, "KÖL");
        assert_eq!(page.lines.len(), 2);
        for line in &page.lines {
            assert!(is_part_of(&log, line), "{line} is a copy");
        }
    }

    #[test]
    fn the_longest_line_is_no_copy() {
        let log = LOG.to_string();
        let line = longest_with(&log, "van");
        assert!(is_part_of(&log, &line), "{line} is a copy");
    }
}
