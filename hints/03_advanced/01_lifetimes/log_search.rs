//! Checkpoint: links in signatures (3.1.1), elision (3.1.2), `'static` (3.1.3) and structs that borrow (3.1.4). The
//! support team searches the log of a day, which has a million lines. Nothing of it is copied: the results are
//! parts of the log.
//!
//! Task: write `Entry`, `Search` and the two functions, as the tests use them.
//! Read: <https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html#generic-type-parameters-trait-bounds-and-lifetimes>

/// An entry of the log. All its fields are slices of its line.
struct Entry<'log> {
    level: &'log str,
    depot: &'log str,
    message: &'log str,
}

impl<'log> Entry<'log> {
    /// Returns the entry in a line, or `None` if the line is no entry.
    fn parse(line: &'log str) -> Option<Entry<'log>> {
        let mut parts = line.splitn(3, ' ');
        let (level, depot, message) = (parts.next()?, parts.next()?, parts.next()?);
        if !matches!(level, "E" | "W" | "I") || depot.is_empty() || message.is_empty() {
            return None;
        }
        Some(Entry {
            level,
            depot,
            message,
        })
    }
}

/// A search for entries. It borrows from two values, and only the log is a part of the results.
struct Search<'log, 'query> {
    lines: std::str::Lines<'log>,
    query: &'query str,
}

impl<'log, 'query> Search<'log, 'query> {
    /// Returns a search at the beginning of the log.
    fn new(log: &'log str, query: &'query str) -> Self {
        Search {
            lines: log.lines(),
            query,
        }
    }
}

impl<'log> Iterator for Search<'log, '_> {
    type Item = Entry<'log>;

    fn next(&mut self) -> Option<Entry<'log>> {
        let query = self.query;
        let mut entries = self.lines.by_ref().filter_map(Entry::parse);
        entries.find(|entry| entry.message.contains(query))
    }
}

/// Returns the words for a level.
fn level_words(level: &str) -> &'static str {
    match level {
        "E" => "error",
        "W" => "warning",
        "I" => "info",
        _ => "unknown",
    }
}

/// Returns the longest message, counted in characters. It is a part of the log, so it is not linked to the slice.
fn longest<'log>(entries: &[Entry<'log>]) -> Option<&'log str> {
    let mut longest: Option<&'log str> = None;
    for entry in entries {
        let length = entry.message.chars().count();
        if longest.is_none_or(|message| length > message.chars().count()) {
            longest = Some(entry.message);
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::{Entry, Search, level_words, longest};

    const LOG: &str = "E KÖL no room\nI HAM van 7 left\n\nW BRE room for 7\nX BRE room\nE HAM\nI KÖL van 12 has no room\n";

    #[test]
    fn a_line_is_an_entry() {
        let line = String::from("W KÖL scale is off");
        let entry = Entry::parse(&line).unwrap();
        assert_eq!(
            (entry.level, entry.depot, entry.message),
            ("W", "KÖL", "scale is off")
        );
        assert_eq!(
            entry.message.as_ptr(),
            line[7..].as_ptr(),
            "the message is a copy"
        );
    }

    #[test]
    fn other_lines_are_no_entries() {
        for line in [
            "",
            "E",
            "E KÖL",
            "E KÖL ",
            "X KÖL no room",
            "EE KÖL no room",
            " E KÖL no room",
            "E  no room",
        ] {
            assert!(Entry::parse(line).is_none(), "{line}");
        }
    }

    #[test]
    fn a_search_finds_entries_in_their_order() {
        let messages =
            |query| -> Vec<&str> { Search::new(LOG, query).map(|entry| entry.message).collect() };
        assert_eq!(
            messages("room"),
            ["no room", "room for 7", "van 12 has no room"]
        );
        assert_eq!(messages("van"), ["van 7 left", "van 12 has no room"]);
        assert!(messages("KÖL").is_empty());
        assert_eq!(messages("").len(), 4);
    }

    #[test]
    fn entries_can_be_kept_when_the_query_has_ended() {
        let log = LOG.to_string();
        let entries: Vec<Entry> = {
            let query = String::from("7");
            Search::new(&log, &query).collect()
        };
        let depots: Vec<&str> = entries.iter().map(|entry| entry.depot).collect();
        assert_eq!(depots, ["HAM", "BRE"]);
    }

    #[test]
    fn entries_come_one_after_the_other() {
        let mut search = Search::new(LOG, "room");
        assert_eq!(search.next().unwrap().depot, "KÖL");
        assert_eq!(search.next().unwrap().depot, "BRE");
        let last = search.next().unwrap();
        assert!(search.next().is_none());
        assert_eq!(last.message, "van 12 has no room");
    }

    #[test]
    fn the_longest_message_can_be_kept_when_the_entries_have_ended() {
        let log = LOG.to_string();
        let message = {
            let entries: Vec<Entry> = Search::new(&log, "").collect();
            longest(&entries)
        };
        assert_eq!(message, Some("van 12 has no room"));
        assert_eq!(longest(&[]), None);
    }

    #[test]
    fn the_first_one_of_several_long_messages_wins() {
        let lines = ["E A four", "E B üüüü", "E C nine", "E D two"];
        let mut entries: Vec<Entry> = lines.iter().filter_map(|line| Entry::parse(line)).collect();
        assert_eq!(
            longest(&entries),
            Some("four"),
            "length is counted in characters"
        );
        entries.reverse();
        assert_eq!(longest(&entries), Some("nine"));
    }

    #[test]
    fn the_words_for_a_level_can_be_kept_for_ever() {
        fn keep(words: &'static str) -> &'static str {
            words
        }
        for (level, words) in [
            ("E", "error"),
            ("W", "warning"),
            ("I", "info"),
            ("", "unknown"),
            ("X", "unknown"),
        ] {
            let kept = {
                let level = level.to_string();
                keep(level_words(&level))
            };
            assert_eq!(kept, words);
        }
    }
}
