//! A list of labels is loaded into a van, and a screen shows the widest of several lines. In each
//! function a reference is still in use when what it refers to is gone: once because it moved, once
//! because its time was over. The compiler has noticed both.
//! Mend both functions. The list itself goes into the van, and not a copy of it.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-02-references-and-borrowing.html>

/// Loads a list of labels into a van: the van has a number, and owns the list from then on.
fn load(van: u32, list: Vec<String>) -> (u32, Vec<String>) {
    (van, list)
}

/// Sends a van off with a list, and gives back the loaded van and the log line about it. The list
/// has one label at least.
fn send_off(list: Vec<String>) -> ((u32, Vec<String>), String) {
    // TODO: the list is moved while something refers to it.
    let first = &list[0];
    let van = load(7, list);
    let line = format!("van 7 goes to {first} first");
    (van, line)
}

/// The line of the screen with the most bytes, the first of them if there are several. Each line
/// has a depot and the number of its parcels.
fn widest_line(depots: [(&str, u32); 3]) -> String {
    // TODO: a line is referred to for longer than it is there.
    let mut widest = "";
    for (depot, parcels) in depots {
        let line = format!("{depot}: {parcels}");
        if line.len() > widest.len() {
            widest = &line;
        }
    }
    String::from(widest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_van_has_the_list_and_the_line_its_first_label() {
        let list = vec![String::from("HAM-1"), String::from("KÖL-2")];
        let (van, line) = send_off(list);
        assert_eq!(van, (7, vec![String::from("HAM-1"), String::from("KÖL-2")]));
        assert_eq!(line, "van 7 goes to HAM-1 first");
    }

    #[test]
    fn the_list_itself_goes_into_the_van() {
        let list = vec![String::from("BER-3")];
        let place_of_the_list = list.as_ptr();
        let (van, line) = send_off(list);
        assert_eq!(line, "van 7 goes to BER-3 first");
        assert_eq!(
            van.1.as_ptr(),
            place_of_the_list,
            "a copy of the list is in the van"
        );
    }

    #[test]
    fn the_widest_line_can_be_any_of_them() {
        assert_eq!(
            widest_line([("HAM", 100), ("BRE", 5), ("BER", 20)]),
            "HAM: 100"
        );
        assert_eq!(
            widest_line([("HAM", 7), ("Bremen", 5), ("BER", 20)]),
            "Bremen: 5"
        );
        assert_eq!(
            widest_line([("HAM", 7), ("BRE", 5), ("BER", 20)]),
            "BER: 20"
        );
    }

    #[test]
    fn the_width_is_counted_in_bytes() {
        assert_eq!(widest_line([("HAM", 7), ("KÖL", 5), ("BER", 9)]), "KÖL: 5");
    }

    #[test]
    fn of_equally_wide_lines_it_is_the_first() {
        assert_eq!(
            widest_line([("HAM", 1), ("BRE", 20), ("BER", 30)]),
            "BRE: 20"
        );
    }
}
