//! The cache of prices works so well that everybody wants one: for routes, for opening hours, for pictures. It should
//! be one generic type. Memory is not endless, so a cache has a limit: when it is full, the oldest entry makes room for
//! a new one.
//!
//! Task: define the type `Cache<K, V>` with the methods that the tests call.
//! Read: <https://doc.rust-lang.org/book/ch10-01-syntax.html#in-struct-definitions>

use std::collections::VecDeque;

// A queue of pairs is enough for a small cache: the oldest entry is in front. Then a key must only be comparable, and
// `PartialEq` is the only bound. A large cache would have a `HashMap`, and ask for `Eq + Hash`. The struct itself needs
// no bound, so `Cache<Picture, Picture>` is a type, although it has no method but `new` and `len`.

/// At most `limit` entries, the oldest one first.
struct Cache<K, V> {
    limit: usize,
    entries: VecDeque<(K, V)>,
}

impl<K, V> Cache<K, V> {
    fn new(limit: usize) -> Cache<K, V> {
        Cache {
            limit,
            entries: VecDeque::new(),
        }
    }

    fn len(&self) -> usize {
        self.entries.len()
    }
}

impl<K: PartialEq, V> Cache<K, V> {
    fn position(&self, key: &K) -> Option<usize> {
        self.entries.iter().position(|(known, _)| known == key)
    }

    fn get(&self, key: &K) -> Option<&V> {
        let position = self.position(key)?;
        Some(&self.entries[position].1)
    }

    fn insert(&mut self, key: K, value: V) -> Option<V> {
        if let Some(position) = self.position(&key) {
            // The entry keeps its age. `replace` returns the old value.
            return Some(std::mem::replace(&mut self.entries[position].1, value));
        }
        if self.entries.len() == self.limit {
            self.entries.pop_front();
        }
        self.entries.push_back((key, value));
        None
    }

    // `impl FnOnce() -> V` is a bound for closures: without parameters, with a `V` as its result, called at most once.
    fn get_or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &V {
        // The position is a number and borrows nothing. An `if let Some(value) = self.get(&key)` with a `return` would
        // borrow the cache until the end of the function, and nothing could be inserted after it.
        let position = match self.position(&key) {
            Some(position) => position,
            None => {
                self.insert(key, make());
                self.entries.len() - 1
            }
        };
        &self.entries[position].1
    }
}

#[cfg(test)]
mod tests {
    use super::Cache;

    /// A value with no traits at all.
    struct Picture(Vec<u8>);

    /// A key with the traits of a key in a `HashMap`, and no others.
    #[derive(PartialEq, Eq, Hash)]
    struct Route {
        from: String,
        to: String,
    }

    fn route(from: &str, to: &str) -> Route {
        Route {
            from: String::from(from),
            to: String::from(to),
        }
    }

    #[test]
    fn a_new_cache_is_empty() {
        let cache: Cache<char, u32> = Cache::new(3);
        assert_eq!(cache.len(), 0);
        assert_eq!(cache.get(&'A'), None);
    }

    #[test]
    fn a_value_comes_back() {
        let mut cache = Cache::new(10);
        for i in 0..10_u32 {
            assert_eq!(cache.insert(i, format!("value {i}")), None);
        }
        for i in 0..10 {
            assert_eq!(cache.get(&i), Some(&format!("value {i}")));
        }
        assert_eq!(cache.get(&10), None);
        assert_eq!(cache.len(), 10);
    }

    #[test]
    fn insert_replaces_a_value_and_returns_the_old_one() {
        let mut cache = Cache::new(2);
        assert_eq!(cache.insert('A', 390), None);
        assert_eq!(cache.insert('A', 490), Some(390));
        assert_eq!(cache.insert('A', 590), Some(490));
        assert_eq!(cache.get(&'A'), Some(&590));
        assert_eq!(cache.len(), 1);
    }

    #[test]
    fn the_oldest_entry_makes_room() {
        let mut cache = Cache::new(3);
        for i in 0..20_i32 {
            cache.insert(i, -i);
            assert!(cache.len() <= 3);
            assert_eq!(cache.get(&i), Some(&-i));
            if i >= 3 {
                assert_eq!(cache.get(&(i - 2)), Some(&(2 - i)));
                assert_eq!(cache.get(&(i - 3)), None);
            }
        }
    }

    #[test]
    fn a_replaced_value_keeps_its_age_and_needs_no_room() {
        let mut cache = Cache::new(2);
        cache.insert('A', 1);
        cache.insert('B', 2);
        cache.insert('A', 3);
        assert_eq!(cache.get(&'B'), Some(&2));
        cache.insert('C', 4);
        assert_eq!(cache.get(&'A'), None);
        assert_eq!(cache.get(&'B'), Some(&2));
        assert_eq!(cache.get(&'C'), Some(&4));
    }

    #[test]
    fn values_need_no_traits() {
        let mut cache = Cache::new(1);
        cache.insert(route("HAM", "KÖL"), Picture(vec![1, 2]));
        assert!(cache.get(&route("KÖL", "HAM")).is_none());
        let picture = cache.get(&route("HAM", "KÖL")).unwrap();
        assert_eq!(picture.0, [1, 2]);
        assert!(cache.insert(route("HAM", "KÖL"), Picture(vec![])).is_some());
    }

    #[test]
    fn get_or_insert_with_makes_only_missing_values() {
        let mut cache = Cache::new(2);
        let mut made = Vec::new();
        for zone in ['A', 'B', 'A', 'B', 'C', 'B', 'A'] {
            let price = cache.get_or_insert_with(zone, || {
                made.push(zone);
                u32::from(zone)
            });
            assert_eq!(*price, u32::from(zone));
        }
        assert_eq!(made, ['A', 'B', 'C', 'A']);
        assert_eq!(cache.len(), 2);
    }

    #[test]
    fn the_closure_may_give_away_a_value_that_it_owns() {
        let picture = Picture(vec![7; 100]);
        let heap_address = picture.0.as_ptr();
        let mut cache = Cache::new(1);
        let cached = cache.get_or_insert_with("logo", || picture);
        assert_eq!(cached.0.as_ptr(), heap_address);
    }
}
