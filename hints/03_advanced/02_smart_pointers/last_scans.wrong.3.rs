// Wrong: sends a message even if there are no scans.
// Rejected by: tests::without_a_scan_there_is_no_message
//! Scanners collect their scans and send them to the server together. When a scanner is switched off, or when an error ends
//! the work early, the scans that wait must still be sent. The compiler refuses to move them out.
//!
//! Task: fix `drop` and `into_scans` so that no scan is lost and no scan is copied.
//! Read: <https://doc.rust-lang.org/std/mem/fn.take.html#examples>

use std::cell::RefCell;
use std::rc::Rc;

/// The server. Each element is one message with some scans.
#[derive(Default)]
struct Server {
    messages: RefCell<Vec<Vec<String>>>,
}

impl Server {
    /// Sends a message.
    fn send(&self, scans: Vec<String>) {
        self.messages.borrow_mut().push(scans);
    }
}

/// A scanner, with the scans that wait.
struct Scanner {
    server: Rc<Server>,
    scans: Vec<String>,
}

impl Scanner {
    /// Returns a scanner without scans.
    fn new(server: &Rc<Server>) -> Scanner {
        Scanner {
            server: Rc::clone(server),
            scans: Vec::new(),
        }
    }

    /// Scans a code.
    fn scan(&mut self, code: &str) {
        self.scans.push(String::from(code));
    }

    /// Ends the work, and returns the scans for a file. They are not sent to the server.
    fn into_scans(mut self) -> Vec<String> {
        std::mem::take(&mut self.scans)
    }
}

impl Drop for Scanner {
    /// Sends the scans that wait. Without a scan, no message is sent.
    fn drop(&mut self) {
        self.server.send(std::mem::take(&mut self.scans));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scans some codes, and returns an error at the first code that is empty.
    fn work(server: &Rc<Server>, codes: &[&str]) -> Result<(), String> {
        let mut scanner = Scanner::new(server);
        for (index, code) in codes.iter().enumerate() {
            if code.is_empty() {
                return Err(format!("code {index} is empty"));
            }
            scanner.scan(code);
        }
        Ok(())
    }

    #[test]
    fn the_last_scans_are_sent_in_one_message() {
        let server = Rc::new(Server::default());
        assert_eq!(work(&server, &["HAM-1", "HAM-2", "KÖL-3"]), Ok(()));
        assert_eq!(*server.messages.borrow(), [["HAM-1", "HAM-2", "KÖL-3"]]);
    }

    #[test]
    fn after_an_error_the_scans_are_sent_too() {
        let server = Rc::new(Server::default());
        assert!(work(&server, &["HAM-1", "HAM-2", "", "HAM-4"]).is_err());
        assert!(work(&server, &["KÖL-1", ""]).is_err());
        let messages = server.messages.borrow();
        assert_eq!(messages[0], ["HAM-1", "HAM-2"]);
        assert_eq!(messages[1], ["KÖL-1"]);
        assert_eq!(messages.len(), 2);
    }

    #[test]
    fn without_a_scan_there_is_no_message() {
        let server = Rc::new(Server::default());
        assert_eq!(work(&server, &[]), Ok(()));
        assert!(work(&server, &["", "HAM-2"]).is_err());
        assert!(server.messages.borrow().is_empty());
    }

    #[test]
    fn scans_for_a_file_are_not_sent() {
        let server = Rc::new(Server::default());
        for count in 0..5 {
            let mut scanner = Scanner::new(&server);
            for number in 0..count {
                scanner.scan(&format!("HAM-{number}"));
            }
            assert_eq!(scanner.into_scans().len(), count);
        }
        assert!(server.messages.borrow().is_empty());
    }

    #[test]
    fn the_scans_move_and_are_not_copied() {
        let server = Rc::new(Server::default());
        let mut scanner = Scanner::new(&server);
        scanner.scan("HAM-1");
        let address = scanner.scans[0].as_ptr();
        drop(scanner);
        let sent = &server.messages.borrow()[0][0];
        assert_eq!(sent.as_ptr(), address, "{sent} is a copy");

        let mut scanner = Scanner::new(&server);
        scanner.scan("HAM-2");
        let address = scanner.scans[0].as_ptr();
        let scans = scanner.into_scans();
        assert_eq!(scans[0].as_ptr(), address, "{} is a copy", scans[0]);
    }

    #[test]
    fn the_scanner_lets_go_of_the_server() {
        let server = Rc::new(Server::default());
        let mut scanner = Scanner::new(&server);
        scanner.scan("HAM-1");
        assert_eq!(Rc::strong_count(&server), 2);
        scanner.into_scans();
        assert_eq!(Rc::strong_count(&server), 1);
    }
}
