// Wrong: takes only whole groups; `number_pallets_numbers_the_last_group_even_if_it_is_smaller` finds two places without a number.
// Rejected by: tests::number_pallets_numbers_the_last_group_even_if_it_is_smaller
//! A sorting belt is a row of places, each with a number. It is lent to be changed, as a slice:
//! `&mut [u32]`. Two jobs work on parts of it, right where it is: one writes into every group of
//! places the number of its pallet, the other swaps the two halves of the belt.
//! A slice can be divided into parts that may be changed on their own; look for how.
//!
//! Read: <https://doc.rust-lang.org/book/ch04-03-slices.html>
//! and <https://doc.rust-lang.org/std/primitive.slice.html#method.chunks_mut>

/// Writes into each place the number of its pallet: 1 into the first group of places, 2 into the
/// second, and so on. A group has `size` places, at least one; the last may have fewer.
fn number_pallets(places: &mut [u32], size: usize) {
    let mut pallet = 0;
    for group in places.chunks_exact_mut(size) {
        pallet += 1;
        for place in group {
            *place = pallet;
        }
    }
}

/// Swaps the front half of the belt with the back half, each in its order. The number of places is
/// even.
fn swap_sides(belt: &mut [u32]) {
    let (front, back) = belt.split_at_mut(belt.len() / 2);
    front.swap_with_slice(back);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_pallets_gives_each_group_its_number() {
        let mut places = [900, 901, 902, 903, 904, 905];
        number_pallets(&mut places, 2);
        assert_eq!(places, [1, 1, 2, 2, 3, 3]);
    }

    #[test]
    fn number_pallets_numbers_the_last_group_even_if_it_is_smaller() {
        let mut places = [0; 8];
        number_pallets(&mut places, 3);
        assert_eq!(places, [1, 1, 1, 2, 2, 2, 3, 3]);
    }

    #[test]
    fn number_pallets_makes_one_group_of_few_places() {
        let mut places = [7, 7];
        number_pallets(&mut places, 40);
        assert_eq!(places, [1, 1]);
    }

    #[test]
    fn number_pallets_numbers_a_part_of_a_belt_only() {
        let mut places = [50, 51, 52, 53];
        number_pallets(&mut places[1..3], 1);
        assert_eq!(places, [50, 1, 2, 53]);
    }

    #[test]
    fn swap_sides_swaps_the_halves_and_keeps_their_order() {
        let mut belt = [10, 11, 12, 20, 21, 22];
        swap_sides(&mut belt);
        assert_eq!(belt, [20, 21, 22, 10, 11, 12]);
    }

    #[test]
    fn swap_sides_swaps_two_places() {
        let mut belt = [4, 9];
        swap_sides(&mut belt);
        assert_eq!(belt, [9, 4]);
    }

    #[test]
    fn swap_sides_twice_changes_nothing() {
        let mut belt = [1, 2, 3, 4, 5, 6, 7, 8];
        swap_sides(&mut belt);
        swap_sides(&mut belt);
        assert_eq!(belt, [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn an_empty_belt_stays_empty() {
        let mut belt = [];
        number_pallets(&mut belt, 5);
        swap_sides(&mut belt);
        assert_eq!(belt, []);
    }
}
