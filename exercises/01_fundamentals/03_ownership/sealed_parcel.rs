//! A parcel gets its label when it is sealed. From then on the label belongs to the parcel. `waybill` also
//! logs a line with the label. The compiler refuses the code for that line.
//!
//! Task: fix `ship`. The label itself goes onto the parcel, not a copy of it.
//! Read: <https://doc.rust-lang.org/book/ch04-01-what-is-ownership.html#variables-and-data-interacting-with-move>

/// Seals a parcel. Returns the parcel: its label and its weight in grams.
fn seal(label: String, grams: u32) -> (String, u32) {
    (label, grams)
}

/// Seals a parcel, and returns the parcel and the log line about it.
fn ship(label: String, grams: u32) -> ((String, u32), String) {
    // TODO: return the parcel and the line.
    let parcel = seal(label, grams);
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
    fn the_line_shows_the_label() {
        let (_, line) = ship(String::from("KÖL-000007"), 0);
        assert_eq!(line, "sealed KÖL-000007 with 0 g");
    }

    #[test]
    fn the_label_itself_goes_onto_the_parcel() {
        let label = String::from("HAM-000042");
        let heap_address = label.as_ptr();
        let (parcel, _) = ship(label, 1_200);
        assert_eq!(
            parcel.0.as_ptr(),
            heap_address,
            "the label of the parcel is a copy: its bytes are at another address"
        );
    }
}
