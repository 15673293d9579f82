// Wrong: believes that variables end in the order of their declaration.
// Rejected by: tests::the_order_of_the_locals
//! At closing time everything is put away, and the order matters. If a network is closed before the connection that needs
//! it, something is lost each evening.
//!
//! Task: give the right order for the three functions, and for the fields of `Service`.
//! Read: <https://doc.rust-lang.org/reference/destructors.html#scopes-of-local-variables>

use closing::Part;

fn locals() {
    let _lamp = Part("lamp");
    let _door = Part("door");
    let _ = Part("bell");
    let _gate = Part("gate");
}

/// The order in which the parts of `locals` are put away.
const LOCALS: [&str; 4] = ["bell", "lamp", "door", "gate"];

/// A shelf, which is put away, and the things on it.
struct Shelf {
    _name: Part,
    _boxes: Vec<Part>,
}

impl Drop for Shelf {
    fn drop(&mut self) {
        closing::note("shelf");
    }
}

fn inside_of_each_other() {
    let _shelf = Shelf {
        _boxes: vec![Part("box 1"), Part("box 2")],
        _name: Part("name"),
    };
}

/// The order in which the parts of `inside_of_each_other` are put away.
const INSIDE: [&str; 4] = ["shelf", "name", "box 1", "box 2"];

fn drive(_van: &Part) {}

fn moves() {
    let mut van = Part("van");
    let key = Part("key");
    {
        let _key_of_the_guard = key;
    }
    drive(&van);
    van = Part("new van");
    let boxed = Box::new(Part("crate"));
    drop(van);
    drop(boxed);
}

/// The order in which the parts of `moves` are put away.
const MOVES: [&str; 4] = ["key", "van", "new van", "crate"];

/// The service. Its connection needs the network, and both write into the log file until they are closed.
struct Service {
    _connection: Part,
    _network: Part,
    _log_file: Part,
}

impl Service {
    fn start() -> Service {
        Service {
            _log_file: Part("log file"),
            _network: Part("network"),
            _connection: Part("connection"),
        }
    }
}

// You need not read this module. A part writes its name into the log when it is put away.
mod closing {
    use std::cell::RefCell;

    thread_local! {
        static LOG: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }

    pub fn note(name: &'static str) {
        LOG.with_borrow_mut(|log| log.push(name));
    }

    pub struct Part(pub &'static str);

    impl Drop for Part {
        fn drop(&mut self) {
            note(self.0);
        }
    }

    /// Calls `work`, and returns the names of the parts that were put away.
    pub fn log_of(work: fn()) -> Vec<&'static str> {
        LOG.take();
        work();
        LOG.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use closing::log_of;

    fn check(predicted: [&str; 4], work: fn()) {
        let order = log_of(work);
        let right = (0..4).filter(|&index| order[index] == predicted[index]);
        assert_eq!(right.count(), 4, "not all names are in the right position");
    }

    #[test]
    fn the_order_of_the_locals() {
        check(LOCALS, locals);
    }

    #[test]
    fn the_order_inside_of_each_other() {
        check(INSIDE, inside_of_each_other);
    }

    #[test]
    fn the_order_of_the_moves() {
        check(MOVES, moves);
    }

    #[test]
    fn the_service_closes_in_the_right_order() {
        let order = log_of(|| drop(Service::start()));
        assert_eq!(order, ["connection", "network", "log file"]);
    }
}
