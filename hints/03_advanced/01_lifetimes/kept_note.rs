//! Customers write long notes, and the app shows the title of each note: its first line that is not empty. A note
//! owns its string. A field with a slice of that string is the first idea, and the compiler refuses it with two
//! errors: a value can't borrow from itself.
//!
//! Task: complete `Note`, so that it remembers where its title is, without a copy.
//! Read: <https://doc.rust-lang.org/std/primitive.str.html#method.find>

/// A note of a customer.
// The note remembers where its title is, in bytes. These numbers stay right when the note moves or grows at its
// end. A `Range<usize>` would be the same, in one field.
#[derive(Debug)]
struct Note {
    body: String,
    start: usize,
    end: usize,
}

impl Note {
    /// Takes over a note. Its title is the first line that is not empty, without the spaces around it. If there is
    /// no such line, the title is empty.
    fn new(body: String) -> Note {
        let title = body
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty())
            .unwrap_or("");
        // Only empty lines are before the title, so the first place where `find` finds it is the right one.
        let start = body.find(title).unwrap_or(0);
        let end = start + title.len();
        Note { body, start, end }
    }

    /// Returns the title. It stays the same when lines are added.
    fn title(&self) -> &str {
        &self.body[self.start..self.end]
    }

    /// Returns the whole note.
    fn body(&self) -> &str {
        &self.body
    }

    /// Adds a line at the end.
    fn add_line(&mut self, line: &str) {
        self.body.push('\n');
        self.body.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODIES: [(&str, &str); 7] = [
        ("Ring twice", "Ring twice"),
        ("\n\n  Klingeln, bitte!  \nzweimal", "Klingeln, bitte!"),
        ("Grüße\nGrüße an Zoë", "Grüße"),
        ("  \n a\na", "a"),
        ("", ""),
        (" \n\t\n", ""),
        ("x", "x"),
    ];

    #[test]
    fn the_title_is_the_first_line_that_is_not_empty() {
        for (body, title) in BODIES {
            let note = Note::new(body.to_string());
            assert_eq!(note.title(), title);
            assert_eq!(note.body(), body);
        }
    }

    #[test]
    fn the_title_is_a_part_of_the_note() {
        for (body, title) in BODIES {
            let note = Note::new(body.to_string());
            let bytes = note.body().as_bytes().as_ptr_range();
            assert!(
                title.is_empty() || bytes.contains(&note.title().as_ptr()),
                "{title} is a copy"
            );
        }
    }

    #[test]
    fn the_note_is_taken_over_and_not_copied() {
        let body = String::from("Ring twice\nThank you");
        let address = body.as_ptr();
        assert_eq!(Note::new(body).body().as_ptr(), address);
    }

    #[test]
    fn the_title_stays_right_when_the_note_grows_and_moves() {
        for (body, title) in BODIES {
            let mut note = Note::new(body.to_string());
            for number in 0..50 {
                note.add_line(&format!("line {number}"));
            }
            let moved = Box::new(note);
            assert_eq!(moved.title(), title);
            assert!(moved.body().starts_with(body));
            assert!(moved.body().ends_with("\nline 48\nline 49"));
        }
    }

    #[test]
    fn notes_can_be_kept_for_ever() {
        fn keep<T: 'static>(value: T) -> T {
            value
        }
        let body = String::from("Ring twice");
        assert_eq!(keep(Note::new(body)).title(), "Ring twice");
    }
}
