// Wrong: follows the first help of the compiler. The line still ends with its function.
// Rejected by: E0515, E0308
//! The app shows words for each status, and they are the same on every day: string literals. A log line is new each
//! time, and an icon belongs to a line that somebody read from a file. All three functions return a `&str`, and
//! that is right for two of them.
//!
//! Task: correct the three signatures, and the body of `log_line`. No string is leaked or cloned.
//! Read: <https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html#the-static-lifetime>

#[derive(Clone, Copy, Debug, PartialEq)]
enum Status {
    Waiting,
    OnTheWay,
    Delivered,
}

/// Returns the words for a status.
fn words(status: Status) -> &'static str {
    match status {
        Status::Waiting => "waits in the depot",
        Status::OnTheWay => "is on the way",
        Status::Delivered => "was delivered",
    }
}

/// Returns a line for the log, such as `parcel 42 is on the way`.
fn log_line(parcel: u32, status: Status) -> &'static str {
    let line = format!("parcel {parcel} {}", words(status));
    &line
}

/// Returns the icon at the beginning of a status line, its first word. Without a word it is a `?`.
fn icon(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or("?")
}

/// Returns the number of characters in the icon of an event, such as `📦` in `📦 parcel`.
fn icon_width(event: &str, parcel: u32) -> usize {
    let line = format!("{event} {parcel}");
    icon(&line).chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Status; 3] = [Status::Waiting, Status::OnTheWay, Status::Delivered];

    #[test]
    fn the_words_can_be_kept_for_ever() {
        fn keep(words: &'static str) -> &'static str {
            words
        }
        let kept = ALL.map(|status| keep(words(status)));
        assert_eq!(
            kept,
            ["waits in the depot", "is on the way", "was delivered"]
        );
    }

    #[test]
    fn the_words_are_the_same_bytes_each_time() {
        for status in ALL {
            assert_eq!(
                words(status).as_ptr(),
                words(status).as_ptr(),
                "these words are a copy"
            );
        }
    }

    #[test]
    fn each_log_line_has_an_owner() {
        for parcel in [0, 42, u32::MAX] {
            let line: String = log_line(parcel, Status::OnTheWay);
            assert_eq!(line, format!("parcel {parcel} is on the way"));
        }
        assert_eq!(log_line(7, Status::Delivered), "parcel 7 was delivered");
    }

    #[test]
    fn an_icon_is_a_part_of_its_line() {
        let line = String::from("  📦  on the way");
        let icon = icon(&line);
        assert_eq!(icon, "📦");
        assert!(
            line.as_bytes().as_ptr_range().contains(&icon.as_ptr()),
            "this icon is a copy"
        );
    }

    #[test]
    fn a_line_without_a_word_has_a_question_mark() {
        for line in ["", " ", " \t "] {
            let line = String::from(line);
            assert_eq!(icon(&line), "?");
        }
    }

    #[test]
    fn the_width_of_an_icon_is_counted_in_characters() {
        assert_eq!(icon_width("📦 parcel", 7), 1);
        assert_eq!(icon_width(">>", 7), 2);
        assert_eq!(icon_width("", 123), 3);
    }
}
