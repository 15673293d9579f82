//! Each van has a logbook, which its owner lends to be written in: `&mut Vec<String>`. Who has it
//! on loan can lend it on, and has it back after that. The compiler refuses two functions: one
//! gives the loan away and then wants to use it, the other writes in two lines by turns, and each
//! of them is lent from the one book. Mend both. The lines say the same as before, in the same
//! order.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-02-references-and-borrowing.html#mutable-references>

/// Begins a new line at the end of the book, with its number, and lends it to be written in.
fn new_line(book: &mut Vec<String>) -> &mut String {
    let last = book.len();
    book.push(format!("{}. ", last + 1));
    &mut book[last]
}

/// Writes that the van has come to a depot.
fn arrive(book: &mut Vec<String>, depot: &str) {
    let line = new_line(book);
    line.push_str("at ");
    line.push_str(depot);
}

/// Writes two lines: that the van has come to a depot, and that it leaves.
fn stop(book: &mut Vec<String>, depot: &str) {
    // TODO: who has the loan after the first line?
    let lent = book;
    arrive(lent, depot);
    let line = new_line(book);
    line.push_str("leaves ");
    line.push_str(depot);
}

/// Writes two lines about a change of drivers, first of the one who goes, then of the one who
/// comes.
fn change(book: &mut Vec<String>, goes: &str, comes: &str) {
    // TODO: as it stands, both lines are on loan at the same time.
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
