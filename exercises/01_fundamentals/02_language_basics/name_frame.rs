//! The label of a parcel shows the name of the recipient in a frame. The printer takes the three lines as one
//! `String`, with a line break after each line. So far `framed` builds the middle line only. Names
//! come from all countries, so count characters, as in `label_name`.
//!
//! Task: complete `framed` so that it builds the lines above and below the name.
//! Read: <https://doc.rust-lang.org/book/ch08-02-strings.html#updating-a-string>

/// Returns a name in its frame: three lines, each with a line break (`\n`) at its end.
fn framed(name: &str) -> String {
    let mut label = String::new();
    // TODO: add the line above the name. The first test shows it.
    label.push_str(&format!("| {name} |\n"));
    // TODO: add the line below the name.
    label
}

// You need not read this function. It prints a label for each name.
fn main() {
    for name in ["Clara Becker", "Jörg", "", "Łucja"] {
        print!("{}", framed(name));
    }
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
        let label = "+--------------+\n| Clara Becker |\n+--------------+\n";
        assert_eq!(framed("Clara Becker"), label);
    }

    #[test]
    fn an_umlaut_is_as_long_as_any_other_letter() {
        assert_eq!(framed("Jörg"), "+------+\n| Jörg |\n+------+\n");
        assert_eq!(framed("Łucja"), "+-------+\n| Łucja |\n+-------+\n");
    }

    #[test]
    fn an_empty_name_leaves_two_spaces() {
        assert_eq!(framed(""), "+--+\n|  |\n+--+\n");
    }

    #[test]
    fn each_line_ends_with_a_line_break() {
        assert_eq!(framed("Bo").lines().count(), 3);
        assert!(framed("Bo").ends_with("+\n"));
    }
}
