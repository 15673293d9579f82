//! A sorting belt is a row of slots, and each slot holds the number of its pallet. The belt is lent as a mutable
//! slice, `&mut [u32]`. One function numbers the pallets. The other one swaps the two halves of the belt, and the
//! compiler refuses it.
//!
//! Task: complete `number_pallets` and `swap_sides`. They change the belt itself, without a copy.
//! Read: <https://doc.rust-lang.org/std/primitive.slice.html#method.split_at_mut>

/// Writes the number of its pallet into each slot: 1 into the first `size` slots, 2 into the next ones, and so on.
/// `size` is at least 1. The last pallet may have fewer slots.
fn number_pallets(belt: &mut [u32], size: usize) {
    // `chunks_mut` returns one mutable slice after the other, and they don't overlap. The last one may be
    // shorter. `chunks_exact_mut` would leave it out. Later: `fill` does the same as the inner loop.
    let mut pallet = 0;
    for pallet_slots in belt.chunks_mut(size) {
        pallet += 1;
        for slot in pallet_slots {
            *slot = pallet;
        }
    }
}

/// Swaps the front half of the belt with the back half. Each half keeps its order. The number of slots is even.
fn swap_sides(belt: &mut [u32]) {
    // The compiler does not compare ranges. For it, `&mut belt[..half]` and `&mut belt[half..]` both borrow
    // the whole belt. `split_at_mut` promises that its two slices don't overlap.
    let (front, back) = belt.split_at_mut(belt.len() / 2);
    front.swap_with_slice(back);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_pallets_gives_each_pallet_its_number() {
        let mut belt = [900, 901, 902, 903, 904, 905];
        number_pallets(&mut belt, 2);
        assert_eq!(belt, [1, 1, 2, 2, 3, 3]);
    }

    #[test]
    fn number_pallets_numbers_a_smaller_last_pallet() {
        let mut belt = [0; 8];
        number_pallets(&mut belt, 3);
        assert_eq!(belt, [1, 1, 1, 2, 2, 2, 3, 3]);
    }

    #[test]
    fn number_pallets_makes_one_pallet_of_few_slots() {
        let mut belt = [7, 7];
        number_pallets(&mut belt, 40);
        assert_eq!(belt, [1, 1]);
    }

    #[test]
    fn number_pallets_can_number_a_part_of_a_belt() {
        let mut belt = [50, 51, 52, 53];
        number_pallets(&mut belt[1..3], 1);
        assert_eq!(belt, [50, 1, 2, 53]);
    }

    #[test]
    fn swap_sides_swaps_the_halves_and_keeps_their_order() {
        let mut belt = [10, 11, 12, 20, 21, 22];
        swap_sides(&mut belt);
        assert_eq!(belt, [20, 21, 22, 10, 11, 12]);
    }

    #[test]
    fn swap_sides_swaps_two_slots() {
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
