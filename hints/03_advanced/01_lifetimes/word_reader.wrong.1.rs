// Wrong: borrows the reader for as long as the line, so it can be used only once.
// Rejected by: E0499, E0597, E0515
//! Couriers type commands such as `move HAM-42 shelf 7`. A `Reader` cuts a line into words, one after the other.
//! `command` wants to use two words at the same time, and the compiler says that the first one is still borrowed.
//!
//! Task: correct the type of the result of `next_word`. It has the wrong lifetime.
//! Read: <https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html#in-method-definitions>

/// Reads a line word by word.
struct Reader<'a> {
    /// The part of the line that has not been read yet.
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// Returns a reader at the beginning of `line`.
    fn new(line: &'a str) -> Self {
        Reader { rest: line }
    }

    /// Returns the next word, or `None` at the end of the line.
    fn next_word(&'a mut self) -> Option<&'a str> {
        let start = self.rest.trim_start();
        if start.is_empty() {
            return None;
        }
        let end = start.find(' ').unwrap_or(start.len());
        let (word, rest) = start.split_at(end);
        self.rest = rest;
        Some(word)
    }
}

/// Returns the first two words of a line: the command, and the parcel that it is for.
fn command(line: &str) -> Option<(&str, &str)> {
    let mut reader = Reader::new(line);
    let command = reader.next_word()?;
    let parcel = reader.next_word()?;
    Some((command, parcel))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_command_and_a_parcel() {
        assert_eq!(command("move HAM-42 shelf 7"), Some(("move", "HAM-42")));
        assert_eq!(command("  find   KÖL-7  "), Some(("find", "KÖL-7")));
        assert_eq!(command("find"), None);
        assert_eq!(command("   "), None);
    }

    #[test]
    fn all_words_can_be_kept() {
        let line = String::from(" move  HAM-42 shelf 7 ");
        let mut reader = Reader::new(&line);
        let mut words = Vec::new();
        while let Some(word) = reader.next_word() {
            words.push(word);
        }
        assert_eq!(words, ["move", "HAM-42", "shelf", "7"]);
        assert_eq!(reader.next_word(), None);
    }

    #[test]
    fn a_word_lives_on_when_its_reader_has_ended() {
        let line = String::from("scan KÖL-7");
        let word = {
            let mut reader = Reader::new(&line);
            reader.next_word()
        };
        assert_eq!(word, Some("scan"));
    }

    #[test]
    fn a_word_is_a_part_of_the_line() {
        let line = String::from("scan KÖL-7");
        let (first, second) = command(&line).unwrap();
        assert_eq!(first.as_ptr(), line.as_ptr(), "this word is a copy");
        assert_eq!(second.as_ptr(), line[5..].as_ptr(), "this word is a copy");
    }
}
