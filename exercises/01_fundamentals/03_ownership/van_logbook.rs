//! Each van has a logbook, a `Vec<String>`. Its owner lends it as `&mut`, and functions write lines into it. The
//! compiler refuses two of them: `stop` gives its `&mut` away and uses it again, and `change` writes into two
//! lines at the same time.
//!
//! Task: fix `stop` and `change`. They write the same lines in the same order as before.
//! Read: <https://doc.rust-lang.org/book/ch04-02-references-and-borrowing.html#mutable-references>

/// Adds a line to the end of the book. It begins with its number. Returns a reference to the line.
fn new_line(book: &mut Vec<String>) -> &mut String {
    let last = book.len();
    book.push(format!("{}. ", last + 1));
    &mut book[last]
}

/// Adds a line: the van has come to a depot.
fn arrive(book: &mut Vec<String>, depot: &str) {
    let line = new_line(book);
    line.push_str("at ");
    line.push_str(depot);
}

/// Adds two lines: the van has come to a depot, and it leaves.
fn stop(book: &mut Vec<String>, depot: &str) {
    // TODO: change these two lines. Which variable holds the reference after the first one?
    let lent = book;
    arrive(lent, depot);
    let line = new_line(book);
    line.push_str("leaves ");
    line.push_str(depot);
}

/// Adds two lines about a change of drivers: first the driver who goes, then the driver who comes.
fn change(book: &mut Vec<String>, goes: &str, comes: &str) {
    // TODO: change the order of these lines. Both references are in use at the same time.
    let first = new_line(book);
    let second = new_line(book);
    first.push_str(goes);
    second.push_str(comes);
    first.push_str(" goes home");
    second.push_str(" drives");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_makes_two_lines() {
        let mut book = Vec::new();
        stop(&mut book, "KÖL");
        assert_eq!(book, ["1. at KÖL", "2. leaves KÖL"]);
    }

    #[test]
    fn a_change_makes_two_lines() {
        let mut book = Vec::new();
        change(&mut book, "Jana", "Bo");
        assert_eq!(book, ["1. Jana goes home", "2. Bo drives"]);
    }

    #[test]
    fn new_lines_come_after_what_is_in_the_book() {
        let mut book = vec![String::from("1. Jürgen drives")];
        stop(&mut book, "HAM");
        change(&mut book, "Jürgen", "Ada");
        stop(&mut book, "BRE");
        assert_eq!(
            book,
            [
                "1. Jürgen drives",
                "2. at HAM",
                "3. leaves HAM",
                "4. Jürgen goes home",
                "5. Ada drives",
                "6. at BRE",
                "7. leaves BRE"
            ]
        );
    }
}
