// Wrong: copies the parts, so a request costs three strings that nobody keeps.
// Rejected by: E0308
//! A shop sends `POST /parcels/42?express=yes HTTP/1.1`. The server looks at parts of this line and answers, and
//! after that nobody needs them. So `RequestHead` has no strings of its own. It borrows from the line, and its
//! declaration has to say so.
//!
//! Task: complete the struct, its `impl` and `parse`, so that a head borrows from the line.
//! Read: <https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html#in-struct-definitions>

// This line makes a warning of the compiler an error: a result that borrows must show it, at least with a `'_`.
#![deny(mismatched_lifetime_syntaxes)]

/// The first line of a request.
#[derive(Debug, PartialEq)]
struct RequestHead {
    method: String,
    path: String,
    query: Option<String>,
}

impl RequestHead {
    /// Returns whether the request may change something.
    fn is_write(&self) -> bool {
        matches!(self.method, "POST" | "PUT" | "PATCH" | "DELETE")
    }

    /// Returns the parts of the path, such as `parcels` and `42` in `/parcels/42`.
    fn segments(&self) -> Vec<&str> {
        self.path
            .split('/')
            .filter(|part| !part.is_empty())
            .collect()
    }
}

/// Returns the head of a request line. It is `None` if the line has not exactly three parts, or the path does not
/// begin with a `/`.
fn parse(line: &str) -> Option<RequestHead> {
    let mut parts = line.split(' ');
    let (method, target, _version) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !target.starts_with('/') {
        return None;
    }
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target, None),
    };
    Some(RequestHead {
        method,
        path,
        query,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_method_a_path_and_a_query() {
        let head = parse("POST /parcels/42?express=yes HTTP/1.1").unwrap();
        assert_eq!((head.method, head.path), ("POST", "/parcels/42"));
        assert_eq!(head.query, Some("express=yes"));
        assert_eq!(parse("GET / HTTP/1.1").unwrap().query, None);
        assert_eq!(parse("GET /? HTTP/1.1").unwrap().query, Some(""));
    }

    #[test]
    fn other_lines_are_refused() {
        for line in [
            "",
            "GET",
            "GET /",
            "GET / HTTP/1.1 again",
            "GET parcels HTTP/1.1",
            "GET  / HTTP/1.1",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[test]
    fn only_some_methods_write() {
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            assert!(parse(&format!("{method} / HTTP/1.1")).unwrap().is_write());
        }
        for method in ["GET", "HEAD", "OPTIONS", "post"] {
            assert!(!parse(&format!("{method} / HTTP/1.1")).unwrap().is_write());
        }
    }

    #[test]
    fn a_path_has_segments() {
        for (path, segments) in [
            ("/", vec![]),
            ("/parcels", vec!["parcels"]),
            ("//parcels/42/", vec!["parcels", "42"]),
        ] {
            let line = format!("GET {path} HTTP/1.1");
            assert_eq!(parse(&line).unwrap().segments(), segments);
        }
    }

    #[test]
    fn a_head_is_made_of_slices_of_the_line() {
        let line = String::from("PUT /vans/7?full=no HTTP/1.1");
        let head = parse(&line).unwrap();
        let bytes = line.as_bytes().as_ptr_range();
        for part in [head.method, head.path, head.query.unwrap()] {
            assert!(bytes.contains(&part.as_ptr()), "{part} is a copy");
        }
    }
}
