// Wrong: lets `seal` borrow the label, which then can't put it onto the parcel (E0308).
// Rejected by: E0308
//! When a parcel is sealed, its label belongs to it from then on, and `waybill` logs a line with
//! what is on the label. The compiler refuses that line.
//! Mend `ship`. There is only one label: it goes onto the parcel itself, and not a copy of it.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-01-what-is-ownership.html>

/// Seals a parcel: puts its label and its weight together.
fn seal(label: &String, grams: u32) -> (String, u32) {
    (label, grams)
}

/// Seals a parcel, and gives back the parcel and the log line about it.
fn ship(label: String, grams: u32) -> ((String, u32), String) {
    let parcel = seal(&label, grams);
    let line = format!("sealed {label} with {grams} g");
    (parcel, line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parcel_has_its_label_and_its_weight() {
        let (parcel, _) = ship(String::from("HAM-000042"), 1_200);
        assert_eq!(parcel, (String::from("HAM-000042"), 1_200));
    }

    #[test]
    fn the_line_says_what_is_on_the_label() {
        let (_, line) = ship(String::from("KÖL-000007"), 0);
        assert_eq!(line, "sealed KÖL-000007 with 0 g");
    }

    #[test]
    fn the_label_itself_goes_onto_the_parcel() {
        let label = String::from("HAM-000042");
        let place_of_the_text = label.as_ptr();
        let (parcel, _) = ship(label, 1_200);
        assert_eq!(
            parcel.0.as_ptr(),
            place_of_the_text,
            "the parcel carries a copy: its text lies at another place in memory"
        );
    }
}
