//! Invoices are large, so `waybill` reads each one only once while somebody uses it. The cache works, but it keeps every
//! invoice for ever, also those that nobody uses any more.
//!
//! Task: change the cache so that an invoice is freed when its last user drops it.
//! Read: <https://doc.rust-lang.org/std/rc/struct.Weak.html#method.upgrade>

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

/// An invoice, as it was read from the archive.
struct Invoice {
    words: String,
}

/// The invoices that are in use.
struct Cache {
    // The users own the invoices, and the cache only knows them.
    invoices: RefCell<HashMap<u32, Weak<Invoice>>>,
    /// How often an invoice was read from the archive.
    reads: Cell<u32>,
}

impl Cache {
    /// Returns an empty cache.
    fn new() -> Cache {
        Cache {
            invoices: RefCell::new(HashMap::new()),
            reads: Cell::new(0),
        }
    }

    /// Reads an invoice from the archive.
    fn read(&self, number: u32) -> Rc<Invoice> {
        self.reads.set(self.reads.get() + 1);
        Rc::new(Invoice {
            words: format!("invoice {number}"),
        })
    }

    /// Returns an invoice. If somebody uses it, returns the same one. If nobody does, reads it from the archive.
    fn open(&self, number: u32) -> Rc<Invoice> {
        // There are two ways to `None`: no entry, or an entry whose invoice is gone. `and_then` joins them.
        let known = self.invoices.borrow().get(&number).and_then(Weak::upgrade);
        if let Some(invoice) = known {
            return invoice;
        }
        let invoice = self.read(number);
        self.invoices
            .borrow_mut()
            .insert(number, Rc::downgrade(&invoice));
        invoice
    }

    /// Returns how many invoices are in use.
    fn in_use(&self) -> usize {
        let invoices = self.invoices.borrow();
        invoices
            .values()
            .filter(|invoice| invoice.strong_count() > 0)
            .count()
    }

    /// Removes the entries of invoices that nobody uses.
    fn tidy(&self) {
        // The entry itself remains when its invoice is freed, a number and a pointer. Somebody has to remove it.
        self.invoices
            .borrow_mut()
            .retain(|_, invoice| invoice.strong_count() > 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invoice_has_its_words() {
        let cache = Cache::new();
        for number in [1, 7, 1, 900] {
            assert_eq!(cache.open(number).words, format!("invoice {number}"));
        }
    }

    #[test]
    fn users_share_an_invoice() {
        let cache = Cache::new();
        let (first, other, second) = (cache.open(1), cache.open(2), cache.open(1));
        assert!(Rc::ptr_eq(&first, &second));
        assert!(!Rc::ptr_eq(&first, &other));
        assert_eq!(cache.reads.get(), 2);
    }

    #[test]
    fn an_invoice_lives_until_its_last_user_drops_it() {
        let cache = Cache::new();
        let first = cache.open(1);
        let second = cache.open(1);
        drop(first);
        assert!(Rc::ptr_eq(&second, &cache.open(1)));
        assert_eq!(cache.reads.get(), 1);
    }

    #[test]
    fn the_cache_owns_no_invoice() {
        let cache = Cache::new();
        for users in 1..5 {
            let invoices: Vec<Rc<Invoice>> = (0..users).map(|_| cache.open(1)).collect();
            assert_eq!(Rc::strong_count(&invoices[0]), users);
        }
        assert_eq!(cache.reads.get(), 4);
    }

    #[test]
    fn in_use_counts_the_living() {
        let cache = Cache::new();
        let mut invoices = Vec::new();
        for number in 0..6 {
            invoices.push(cache.open(number));
            assert_eq!(cache.in_use(), invoices.len());
        }
        while invoices.pop().is_some() {
            assert_eq!(cache.in_use(), invoices.len());
        }
    }

    #[test]
    fn tidy_removes_the_entries_of_the_dead_only() {
        let cache = Cache::new();
        let kept = [cache.open(3), cache.open(500)];
        for number in 0..100 {
            cache.open(number);
        }
        cache.tidy();
        assert_eq!(cache.invoices.borrow().len(), 2);
        let reads = cache.reads.get();
        assert!(Rc::ptr_eq(&kept[0], &cache.open(3)));
        assert!(Rc::ptr_eq(&kept[1], &cache.open(500)));
        assert_eq!(cache.reads.get(), reads);
    }
}
