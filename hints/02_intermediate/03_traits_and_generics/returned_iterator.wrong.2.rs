// Wrong: lets the caller choose the type of the result. No type fits but one, and nobody can name it.
// Rejected by: E0308, E0282
//! Not every function needs a vector. One takes amounts from anywhere, another one returns codes one by one, and a
//! third one goes along a route, or back. All three deal with some iterator, and none of them says that in the right
//! way.
//!
//! Task: correct the types of the three functions, so that each one says who chooses the iterator.
//! Read: <https://doc.rust-lang.org/book/ch10-02-traits.html#returning-types-that-implement-traits>

/// A parcel: its code, and its weight in grams.
struct Parcel {
    code: String,
    grams: u32,
}

/// Returns the sum of all amounts in cents. A caller may pass a vector, an array, a set, or a chain of adapters.
fn total(amounts: impl IntoIterator<Item = u32>) -> u64 {
    amounts.into_iter().map(u64::from).sum()
}

/// Returns the codes of the parcels that weigh more than `limit` grams. It takes the parcels, and copies nothing.
fn heavy_codes<I: Iterator<Item = String>>(parcels: Vec<Parcel>, limit: u32) -> I {
    parcels
        .into_iter()
        .filter(move |parcel| parcel.grams > limit)
        .map(|parcel| parcel.code)
}

/// Returns the stops of a route in their order, or from the last one to the first one.
fn route(mut stops: Vec<String>, backwards: bool) -> impl Iterator<Item = String> {
    if backwards {
        stops.reverse();
    }
    stops.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn parcels(weights: &[u32]) -> Vec<Parcel> {
        let mut parcels = Vec::new();
        for (i, grams) in weights.iter().enumerate() {
            parcels.push(Parcel {
                code: format!("HAM-{i}"),
                grams: *grams,
            });
        }
        parcels
    }

    fn stops(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| name.to_string()).collect()
    }

    #[test]
    fn amounts_may_come_from_anywhere() {
        assert_eq!(total(vec![390, 490]), 880);
        assert_eq!(total([1, 2, 3]), 6);
        assert_eq!(total(BTreeSet::from([5, 5, 7])), 12);
        assert_eq!(total(1..=4), 10);
        assert_eq!(total([1, 2, 3].into_iter().map(|n| n * 10)), 60);
        assert_eq!(total(None), 0);
    }

    #[test]
    fn the_total_may_be_larger_than_each_amount_could_be() {
        assert_eq!(total(vec![u32::MAX; 3]), 3 * u64::from(u32::MAX));
    }

    #[test]
    fn heavy_parcels_have_codes() {
        for limit in 0..6 {
            let codes: Vec<String> = heavy_codes(parcels(&[5, 1, 4, 2, 3]), limit).collect();
            assert_eq!(codes.len(), 5 - limit.min(5) as usize);
        }
        let codes: Vec<String> = heavy_codes(parcels(&[5, 1, 4]), 3).collect();
        assert_eq!(codes, ["HAM-0", "HAM-2"]);
    }

    #[test]
    fn codes_come_one_by_one() {
        let mut codes = heavy_codes(parcels(&[1, 9, 9]), 5);
        assert_eq!(codes.next().as_deref(), Some("HAM-1"));
        assert_eq!(codes.next().as_deref(), Some("HAM-2"));
        assert_eq!(codes.next(), None);
    }

    #[test]
    fn codes_are_moved_and_not_copied() {
        let parcels = parcels(&[7]);
        let heap_address = parcels[0].code.as_ptr();
        let code = heavy_codes(parcels, 0).next().unwrap();
        assert_eq!(code.as_ptr(), heap_address);
    }

    #[test]
    fn a_route_goes_from_the_first_stop_to_the_last() {
        let route: Vec<String> = route(stops(&["A", "B", "C"]), false).collect();
        assert_eq!(route, ["A", "B", "C"]);
    }

    #[test]
    fn a_route_can_go_backwards() {
        let names = ["A", "B", "C", "D"];
        for length in 0..=4 {
            let there = stops(&names[..length]);
            let mut back: Vec<String> = route(there.clone(), true).collect();
            back.reverse();
            assert_eq!(back, there);
        }
        assert_eq!(route(stops(&names), true).next().as_deref(), Some("D"));
    }
}
