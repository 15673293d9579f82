// Wrong: believes that a `Mutex` makes everything in it safe.
// Rejected by: tests::a_cell_or_an_rc_in_a_mutex
//! A colleague wants to know for ten types whether a thread can get them. Answer first, and then let the tests ask the
//! compiler. A wrong guess is worth more than no guess.
//!
//! Task: correct the answers. The rules are in the section.
//! Read: <https://doc.rust-lang.org/book/ch16-04-extensible-concurrency-sync-and-send.html#accessing-from-multiple-threads>

/// An answer about a type.
#[derive(PartialEq)]
struct Answer {
    /// The value can move to another thread.
    send: bool,
    /// Several threads can have a reference to it.
    sync: bool,
}

const YES: bool = true;
const NO: bool = false;

const VEC_OF_STRINGS: Answer = answer(YES, YES);
const RC: Answer = answer(NO, NO);
const ARC: Answer = answer(YES, YES);
const CELL: Answer = answer(YES, NO);
const ARC_OF_REFCELL: Answer = answer(NO, NO);
const MUTEX_OF_CELL: Answer = answer(YES, YES);
const MUTEX_OF_RC: Answer = answer(YES, YES);
const RWLOCK_OF_CELL: Answer = answer(YES, NO);
const SENDER: Answer = answer(YES, YES);
const RECEIVER: Answer = answer(YES, NO);

/// Returns an answer.
const fn answer(send: bool, sync: bool) -> Answer {
    Answer { send, sync }
}

// You need not read this part. `ask::<T>()` is the answer of the compiler for the type `T`: an impl with a bound is
// only there for types that fulfil it, and where it is missing, the constant of the trait is used.
#[cfg(test)]
macro_rules! ask {
    ($type:ty) => {{
        use std::marker::PhantomData;
        #[allow(dead_code)]
        struct Send_<T: ?Sized>(PhantomData<T>);
        #[allow(dead_code)]
        struct Sync_<T: ?Sized>(PhantomData<T>);
        #[allow(dead_code)]
        trait No {
            const IS: bool = false;
        }
        impl<T: ?Sized> No for Send_<T> {}
        impl<T: ?Sized> No for Sync_<T> {}
        #[allow(dead_code)]
        impl<T: ?Sized + Send> Send_<T> {
            const IS: bool = true;
        }
        #[allow(dead_code)]
        impl<T: ?Sized + Sync> Sync_<T> {
            const IS: bool = true;
        }
        answer(<Send_<$type>>::IS, <Sync_<$type>>::IS)
    }};
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;
    use std::sync::mpsc::{Receiver, Sender};
    use std::sync::{Arc, Mutex, RwLock};

    #[test]
    fn a_vector_of_strings() {
        assert!(VEC_OF_STRINGS == ask!(Vec<String>));
    }

    #[test]
    fn an_rc_and_an_arc() {
        assert!(RC == ask!(Rc<u32>), "RC is not right yet");
        assert!(ARC == ask!(Arc<u32>), "ARC is not right yet");
    }

    #[test]
    fn a_cell_alone_and_a_refcell_in_an_arc() {
        assert!(CELL == ask!(Cell<u32>), "CELL is not right yet");
        let shared = ask!(Arc<RefCell<u32>>);
        assert!(ARC_OF_REFCELL == shared, "ARC_OF_REFCELL is not right yet");
    }

    #[test]
    fn a_cell_or_an_rc_in_a_mutex() {
        let cell = ask!(Mutex<Cell<u32>>);
        assert!(MUTEX_OF_CELL == cell, "MUTEX_OF_CELL is not right yet");
        let rc = ask!(Mutex<Rc<u32>>);
        assert!(MUTEX_OF_RC == rc, "MUTEX_OF_RC is not right yet");
    }

    #[test]
    fn a_cell_in_an_rwlock() {
        let cell = ask!(RwLock<Cell<u32>>);
        assert!(RWLOCK_OF_CELL == cell, "RWLOCK_OF_CELL is not right yet");
    }

    #[test]
    fn the_two_ends_of_a_channel() {
        assert!(SENDER == ask!(Sender<u32>), "SENDER is not right yet");
        assert!(RECEIVER == ask!(Receiver<u32>), "RECEIVER is not right yet");
    }
}
