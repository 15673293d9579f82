// Wrong: takes `len` for the number of characters; it counts bytes, and `umlauts_make_the_frame_no_longer` gets a line that is too long.
// Rejected by: tests::umlauts_make_the_frame_no_longer
//! On the label of a parcel stands the name of whoever gets it, in a frame: a line above, the name
//! with a bar and a blank on either side, and a line below. The printer takes all three as one text
//! with a line break behind each line. Build that text, piece by piece, in one `String`.
//! Count characters and not bytes, so that the frame fits names of every language.
//!
//! Read: <https://doc.rust-lang.org/book/ch08-02-strings.html#updating-a-string>

/// A name in its frame: three lines, each with a line break (`\n`) behind it.
fn framed(name: &str) -> String {
    let line = "-".repeat(name.len() + 2);
    format!("+{line}+\n| {name} |\n+{line}+\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_above_the_name_and_a_line_below() {
        assert_eq!(framed("Clara"), "+-------+\n| Clara |\n+-------+\n");
    }

    #[test]
    fn the_frame_is_as_long_as_its_name() {
        assert_eq!(framed("Bo"), "+----+\n| Bo |\n+----+\n");
        assert_eq!(
            framed("Clara Becker"),
            "+--------------+\n| Clara Becker |\n+--------------+\n"
        );
    }

    #[test]
    fn umlauts_make_the_frame_no_longer() {
        assert_eq!(framed("Jörg"), "+------+\n| Jörg |\n+------+\n");
        assert_eq!(framed("Łucja"), "+-------+\n| Łucja |\n+-------+\n");
    }

    #[test]
    fn without_a_name_there_are_two_blanks() {
        assert_eq!(framed(""), "+--+\n|  |\n+--+\n");
    }

    #[test]
    fn each_line_ends_with_a_line_break() {
        assert_eq!(framed("Bo").lines().count(), 3);
        assert!(framed("Bo").ends_with("+\n"));
    }
}
