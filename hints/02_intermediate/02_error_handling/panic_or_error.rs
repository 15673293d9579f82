//! A program can fail in two ways. Input that is wrong is daily life, and the caller gets an error. A promise that
//! the program itself breaks is a bug, and going on would write wrong data: there it must panic. This depot does
//! both in the wrong place: a typo of a shop stops it, and a bug in it goes on with wrong numbers.
//!
//! Task: change the five marked functions so that wrong input is an error and a broken promise panics.
//! Read: <https://doc.rust-lang.org/book/ch09-03-to-panic-or-not-to-panic.html#guidelines-for-error-handling>

/// The shelves of a depot. Each number is the number of parcels on a shelf.
struct Depot {
    shelves: Vec<u32>,
}

/// The reason why an order is refused.
#[derive(Debug, PartialEq)]
enum OrderError {
    WrongNumber(String),
    NoShelf(usize),
}

impl Depot {
    /// Opens a depot with empty shelves. It has at least one.
    fn open(shelves: usize) -> Depot {
        Depot {
            shelves: vec![0; shelves.max(1)],
        }
    }

    /// Returns the parcels on the fullest shelf. Panics with "Depot::open makes at least one shelf" if there is no
    /// shelf.
    fn fullest(&self) -> u32 {
        self.shelves
            .iter()
            .copied()
            .max()
            .expect("Depot::open makes at least one shelf")
    }

    /// Reads the number of parcels in a field that a shop has sent.
    fn parcels(field: &str) -> Result<u32, OrderError> {
        field
            .parse()
            .map_err(|_| OrderError::WrongNumber(field.to_string()))
    }

    /// Returns the parcels on the shelf whose number a customer has typed, counted from 0.
    fn shelf(&self, number: usize) -> Result<u32, OrderError> {
        // `[number]` would panic for a number that somebody made up. `get` returns an `Option`.
        self.shelves
            .get(number)
            .copied()
            .ok_or(OrderError::NoShelf(number))
    }

    /// Takes parcels from a shelf that `shelf_for` has found. So the shelf exists and has that many parcels:
    /// everything else is a bug of this program. Panics with "shelf 9 does not exist" or with "shelf 2 has only 3
    /// parcels".
    fn take(&mut self, number: usize, parcels: u32) {
        // A caller can't repair this, so it gets no `Result`. The message helps the person who looks for the bug.
        let Some(on_shelf) = self.shelves.get_mut(number) else {
            panic!("shelf {number} does not exist");
        };
        assert!(
            *on_shelf >= parcels,
            "shelf {number} has only {on_shelf} parcels"
        );
        *on_shelf -= parcels;
    }

    /// Returns the number of the first shelf that has at least `parcels` parcels, or `None`. An order can be too
    /// large for each shelf: that happens every evening.
    fn shelf_for(&self, parcels: u32) -> Option<usize> {
        self.shelves
            .iter()
            .position(|&on_shelf| on_shelf >= parcels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depot() -> Depot {
        Depot {
            shelves: vec![0, 12, 3, 40],
        }
    }

    #[test]
    fn a_number_of_a_shop_is_read() {
        for parcels in [0, 1, 12, u32::MAX] {
            assert_eq!(Depot::parcels(&parcels.to_string()), Ok(parcels));
        }
    }

    #[test]
    fn a_typo_of_a_shop_is_an_error() {
        for wrong in ["", "12x", "-1", "4294967296"] {
            let refused = Err(OrderError::WrongNumber(wrong.to_string()));
            assert_eq!(Depot::parcels(wrong), refused);
        }
    }

    #[test]
    fn a_customer_sees_each_shelf() {
        let depot = depot();
        for number in 0..4 {
            assert_eq!(depot.shelf(number), Ok(depot.shelves[number]));
        }
    }

    #[test]
    fn a_shelf_that_a_customer_made_up_is_an_error() {
        for number in [4, 5, usize::MAX] {
            assert_eq!(depot().shelf(number), Err(OrderError::NoShelf(number)));
        }
    }

    #[test]
    fn the_first_shelf_with_enough_parcels_is_found() {
        for (parcels, shelf) in [(0, 0), (1, 1), (12, 1), (13, 3), (40, 3)] {
            assert_eq!(depot().shelf_for(parcels), Some(shelf));
        }
    }

    #[test]
    fn too_few_parcels_are_no_bug() {
        for parcels in [41, 100, u32::MAX] {
            assert_eq!(depot().shelf_for(parcels), None);
        }
        assert_eq!(Depot::open(3).shelf_for(1), None);
    }

    #[test]
    fn the_fullest_shelf_has_the_most_parcels() {
        assert_eq!(depot().fullest(), 40);
        assert_eq!(
            Depot {
                shelves: vec![7, 3]
            }
            .fullest(),
            7
        );
        for shelves in [0, 1, 5] {
            assert_eq!(Depot::open(shelves).fullest(), 0);
        }
    }

    #[test]
    #[should_panic(expected = "Depot::open makes at least one shelf")]
    fn a_depot_without_a_shelf_is_a_bug() {
        let broken = Depot {
            shelves: Vec::new(),
        };
        broken.fullest();
    }

    #[test]
    fn parcels_are_taken_from_their_shelf() {
        let mut depot = depot();
        depot.take(1, 5);
        depot.take(1, 7);
        depot.take(3, 0);
        assert_eq!(depot.shelves, [0, 0, 3, 40]);
    }

    #[test]
    #[should_panic(expected = "shelf 9 does not exist")]
    fn taking_from_a_shelf_that_does_not_exist_is_a_bug() {
        depot().take(9, 1);
    }

    #[test]
    #[should_panic(expected = "shelf 2 has only 3 parcels")]
    fn taking_more_than_there_is_is_a_bug() {
        depot().take(2, 4);
    }

    #[test]
    #[should_panic(expected = "shelf 3 has only 33 parcels")]
    fn the_message_names_the_shelf_as_it_is() {
        let mut depot = depot();
        depot.take(3, 7);
        depot.take(3, 34);
    }
}
