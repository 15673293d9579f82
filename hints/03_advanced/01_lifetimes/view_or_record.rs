//! Scanners send lines such as `HAM-42;BRE;700`. While a line is checked, nobody needs a copy of its fields: a
//! *view* is enough. The last scan of each parcel stays in memory for days, when the line is long gone: that needs
//! a *record*.
//!
//! Task: write the types `ScanView`, `Scan` and `LastScans`, as the tests use them.
//! Read: <https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html#in-struct-definitions>

use std::collections::HashMap;

/// A look into a line. It lives at most as long as the line.
struct ScanView<'a> {
    code: &'a str,
    depot: &'a str,
    grams: u32,
}

impl<'a> ScanView<'a> {
    /// Returns the view of a line, or `None` if the line is no scan.
    fn parse(line: &'a str) -> Option<ScanView<'a>> {
        let mut fields = line.split(';');
        let (code, depot) = (fields.next()?, fields.next()?);
        let grams = fields.next()?.parse().ok()?;
        if fields.next().is_some() || code.is_empty() || depot.is_empty() {
            return None;
        }
        Some(ScanView { code, depot, grams })
    }

    /// Returns a record of the scan. This is the only place with copies.
    fn to_scan(&self) -> Scan {
        Scan {
            code: self.code.to_string(),
            depot: self.depot.to_string(),
            grams: self.grams,
        }
    }
}

/// A scan that can be kept. It owns its strings, so it has no lifetime parameter.
struct Scan {
    code: String,
    depot: String,
    grams: u32,
}

/// The last scan of each parcel.
#[derive(Default)]
struct LastScans {
    scans: HashMap<String, Scan>,
}

impl LastScans {
    /// Adds the scan of a line. Returns whether the line was a scan.
    fn add(&mut self, line: &str) -> bool {
        let Some(view) = ScanView::parse(line) else {
            return false;
        };
        let scan = view.to_scan();
        self.scans.insert(scan.code.clone(), scan);
        true
    }

    /// Returns the last scan of a parcel. Elision links the result to `self`, and `code` may end earlier.
    fn last(&self, code: &str) -> Option<&Scan> {
        self.scans.get(code)
    }
}

#[cfg(test)]
mod tests {
    use super::{LastScans, Scan, ScanView};

    /// Accepts only values that hold no short borrow.
    fn keep<T: 'static>(value: T) -> T {
        value
    }

    #[test]
    fn a_view_is_made_of_slices_of_the_line() {
        let line = String::from("KÖL-7;BRE;31500");
        let view: ScanView = ScanView::parse(&line).unwrap();
        assert_eq!(
            (view.code, view.depot, view.grams),
            ("KÖL-7", "BRE", 31_500)
        );
        for field in [view.code, view.depot] {
            assert!(
                line.as_bytes().as_ptr_range().contains(&field.as_ptr()),
                "{field} is a copy"
            );
        }
    }

    #[test]
    fn a_line_that_is_no_scan_has_no_view() {
        for line in [
            "",
            "HAM-42",
            "HAM-42;BRE",
            "HAM-42;BRE;",
            "HAM-42;BRE;x",
            "HAM-42;BRE;-7",
            "HAM-42;BRE;700;1",
            ";BRE;7",
            "HAM-42;;7",
        ] {
            assert!(ScanView::parse(line).is_none(), "{line}");
        }
    }

    #[test]
    fn fields_can_be_kept_when_the_view_has_ended() {
        let line = String::from("HAM-42;BRE;700");
        let code = {
            let view = ScanView::parse(&line).unwrap();
            view.code
        };
        assert_eq!(code, "HAM-42");
    }

    #[test]
    fn a_record_can_be_kept_when_the_line_has_ended() {
        let line = String::from("HAM-42;BRE;700");
        let scan: Scan = keep(ScanView::parse(&line).unwrap().to_scan());
        drop(line);
        assert_eq!(
            (scan.code.as_str(), scan.depot.as_str(), scan.grams),
            ("HAM-42", "BRE", 700)
        );
    }

    #[test]
    fn the_last_scan_of_each_parcel_is_kept() {
        let mut scans = LastScans::default();
        for (depot, grams) in [("HAM", 700), ("BRE", 701), ("KÖL", 699)] {
            assert!(scans.add(&format!("HAM-42;{depot};{grams}")));
            assert!(scans.add(&format!("KÖL-{grams};{depot};{grams}")));
        }
        let scans = keep(scans);
        let last = {
            let code = String::from("HAM-42");
            scans.last(&code).unwrap()
        };
        assert_eq!((last.depot.as_str(), last.grams), ("KÖL", 699));
        assert_eq!(scans.last("KÖL-701").unwrap().depot, "BRE");
        assert!(scans.last("BER-1").is_none());
    }

    #[test]
    fn a_line_that_is_no_scan_changes_nothing() {
        let mut scans = LastScans::default();
        assert!(scans.add("HAM-42;BRE;700"));
        assert!(!scans.add("HAM-42;KÖL"));
        assert!(!scans.add(""));
        assert_eq!(scans.last("HAM-42").unwrap().depot, "BRE");
    }
}
