// Wrong: puts the islands after the ranges of letters around them.
// Rejected by: tests::the_islands_h_and_q_cost_1250_cents_and_take_5_days, tests::letters_to_islands_and_abroad_cost_as_much_as_parcels
//! The price of a delivery and its days depend on the zone and on the weight. The tests call a function
//! `delivery` that does not exist yet: they pass a parcel, and take the result apart.
//!
//! Task: write `delivery`, with the types that the tests need.
//! Read: <https://doc.rust-lang.org/book/ch19-03-pattern-syntax.html#matching-ranges-of-values-with->

/// Returns the price of a delivery, in cents, and its days. A parcel is its zone and its weight in grams.
fn delivery(parcel: (char, u32)) -> (u32, u32) {
    let (zone, grams) = parcel;
    let (cents, days) = match (zone, grams) {
        ('A'..='C', 0..=50) => (95, 1),
        ('D'..='K', 0..=50) => (95, 2),
        ('L'..='Z', 0..=50) => (95, 4),
        ('A'..='C', _) => (390, 1),
        ('D'..='K', _) => (590, 2),
        ('L'..='Z', _) => (890, 4),
        ('H' | 'Q', _) => (1_250, 5),
        _ => (1_990, 9),
    };
    if grams >= 10_000 {
        (cents, days + 2)
    } else {
        (cents, days)
    }
}

#[cfg(test)]
mod tests {
    use super::delivery;

    #[test]
    fn zones_a_to_c_cost_390_cents_and_take_1_day() {
        let (cents, days) = delivery(('A', 800));
        assert_eq!((cents, days), (390, 1));
        assert_eq!(delivery(('B', 800)), (390, 1));
        assert_eq!(delivery(('C', 800)), (390, 1));
    }

    #[test]
    fn zones_d_to_k_cost_590_cents_and_take_2_days() {
        assert_eq!(delivery(('D', 800)), (590, 2));
        for zone in ['E', 'F', 'G', 'I', 'J'] {
            assert_eq!(delivery((zone, 800)), (590, 2), "zone {zone}");
        }
        assert_eq!(delivery(('K', 800)), (590, 2));
    }

    #[test]
    fn zones_l_to_z_cost_890_cents_and_take_4_days() {
        assert_eq!(delivery(('L', 800)), (890, 4));
        for zone in ['M', 'N', 'O', 'P', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y'] {
            assert_eq!(delivery((zone, 800)), (890, 4), "zone {zone}");
        }
        assert_eq!(delivery(('Z', 800)), (890, 4));
    }

    #[test]
    fn the_islands_h_and_q_cost_1250_cents_and_take_5_days() {
        assert_eq!(delivery(('H', 800)), (1_250, 5));
        assert_eq!(delivery(('Q', 800)), (1_250, 5));
    }

    #[test]
    fn any_other_character_is_abroad_and_costs_1990_cents_and_takes_9_days() {
        assert_eq!(delivery(('7', 800)), (1_990, 9));
        assert_eq!(delivery(('a', 800)), (1_990, 9));
        assert_eq!(delivery(('Ä', 800)), (1_990, 9));
    }

    #[test]
    fn letters_of_up_to_50_grams_cost_95_cents_but_take_as_long_as_parcels() {
        assert_eq!(delivery(('A', 0)), (95, 1));
        assert_eq!(delivery(('K', 50)), (95, 2));
        assert_eq!(delivery(('K', 51)), (590, 2));
        assert_eq!(delivery(('Z', 1)), (95, 4));
    }

    #[test]
    fn letters_to_islands_and_abroad_cost_as_much_as_parcels() {
        assert_eq!(delivery(('H', 50)), (1_250, 5));
        assert_eq!(delivery(('7', 50)), (1_990, 9));
    }

    #[test]
    fn from_10_kilograms_on_every_delivery_takes_2_days_more() {
        assert_eq!(delivery(('A', 9_999)), (390, 1));
        assert_eq!(delivery(('A', 10_000)), (390, 3));
        assert_eq!(delivery(('H', 12_000)), (1_250, 7));
        assert_eq!(delivery(('?', 4_000_000_000)), (1_990, 11));
    }
}
