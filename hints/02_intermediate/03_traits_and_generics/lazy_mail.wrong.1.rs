// Wrong: follows the first help of the compiler. The warning is gone, and no mail is sent.
// Rejected by: tests::each_customer_gets_a_mail
//! No customer got a mail last night, the depots are tired of questions, and the inspector misses half of her notes.
//! The three functions are short and look right. The compiler has a warning about one of them, but its first help is no
//! help.
//!
//! Task: correct the three functions: everything that is needed runs, and nothing else.
//! Read: <https://doc.rust-lang.org/std/iter/index.html#laziness>

/// The depots. They note each question, because it costs time to answer one.
struct Depots {
    room: Vec<u32>,
    questions: Vec<usize>,
}

impl Depots {
    /// Asks a depot for its room: the number of parcels that still fit.
    fn ask(&mut self, depot: usize) -> u32 {
        self.questions.push(depot);
        self.room[depot]
    }
}

/// Looks at a parcel of `grams` grams, and writes a note. Returns true if a van may carry it.
fn inspect(grams: u32, notes: &mut Vec<String>) -> bool {
    let allowed = grams <= 31_500;
    let word = if allowed { "ok" } else { "too heavy" };
    notes.push(format!("{grams} g {word}"));
    allowed
}

/// Puts a mail for each customer into the outbox.
fn mail_all(customers: &[&str], outbox: &mut Vec<String>) {
    let _ = customers
        .iter()
        .map(|customer| outbox.push(format!("Hello {customer}, your parcel is here.")));
}

/// Returns the first depot that has room for all parcels. No depot after that one is asked.
fn first_with_room(depots: &mut Depots, parcels: u32) -> Option<usize> {
    let numbers = 0..depots.room.len();
    let mut numbers = numbers;
    numbers.find(|depot| depots.ask(*depot) >= parcels)
}

/// Returns true if vans may carry all parcels. Each parcel gets a note, also after one that is too heavy.
fn inspect_all(weights: &[u32], notes: &mut Vec<String>) -> bool {
    let heavy = weights
        .iter()
        .filter(|grams| !inspect(**grams, notes))
        .count();
    heavy == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depots(room: &[u32]) -> Depots {
        Depots {
            room: room.to_vec(),
            questions: Vec::new(),
        }
    }

    #[test]
    fn each_customer_gets_a_mail() {
        let mut outbox = vec![String::from("old")];
        mail_all(&["Ada", "Jürgen", "Ada"], &mut outbox);
        assert_eq!(outbox.len(), 4);
        assert_eq!(outbox[1], "Hello Ada, your parcel is here.");
        assert_eq!(outbox[2], "Hello Jürgen, your parcel is here.");
        assert_eq!(outbox[3], outbox[1]);
    }

    #[test]
    fn without_customers_there_is_no_mail() {
        let mut outbox = Vec::new();
        mail_all(&[], &mut outbox);
        assert!(outbox.is_empty());
    }

    #[test]
    fn the_first_depot_with_room_is_found() {
        for (parcels, expected) in [
            (0, Some(0)),
            (1, Some(1)),
            (5, Some(1)),
            (6, Some(3)),
            (9, Some(3)),
            (10, None),
        ] {
            let mut depots = depots(&[0, 5, 2, 9, 5]);
            assert_eq!(first_with_room(&mut depots, parcels), expected);
        }
        assert_eq!(first_with_room(&mut depots(&[]), 0), None);
    }

    #[test]
    fn nobody_is_asked_after_the_first_depot_with_room() {
        let mut depots = depots(&[0, 5, 2, 9, 5]);
        first_with_room(&mut depots, 3);
        assert_eq!(depots.questions, [0, 1]);
        first_with_room(&mut depots, 0);
        assert_eq!(depots.questions, [0, 1, 0]);
    }

    #[test]
    fn every_depot_is_asked_once_if_none_has_room() {
        let mut depots = depots(&[0, 5, 2]);
        first_with_room(&mut depots, 100);
        assert_eq!(depots.questions, [0, 1, 2]);
    }

    #[test]
    fn the_van_is_loaded_only_if_all_parcels_are_allowed() {
        let mut notes = Vec::new();
        assert!(inspect_all(&[], &mut notes));
        assert!(inspect_all(&[31_500, 0], &mut notes));
        assert!(!inspect_all(&[31_501], &mut notes));
        assert!(!inspect_all(&[40_000, 700], &mut notes));
        assert!(!inspect_all(&[700, 40_000], &mut notes));
    }

    #[test]
    fn every_parcel_gets_a_note() {
        let mut notes = Vec::new();
        inspect_all(&[700, 40_000, 5, 50_000, 1], &mut notes);
        assert_eq!(
            notes,
            [
                "700 g ok",
                "40000 g too heavy",
                "5 g ok",
                "50000 g too heavy",
                "1 g ok"
            ]
        );
    }
}
