// Wrong: borrows the invoice with `&self` and wants to add to it.
// Rejected by: E0596
//! `waybill` writes an invoice for each customer. An invoice has lines, and a line has a description, a number of
//! pieces and a price in cents for one piece. The types do not exist yet.
//!
//! Task: define `Line` and `Invoice` with the methods that the tests call.
//! Read: <https://doc.rust-lang.org/book/ch05-01-defining-structs.html#ownership-of-struct-data>

/// One line of an invoice. `cents` is the price of one piece.
#[derive(Debug, PartialEq)]
struct Line {
    description: String,
    pieces: u32,
    cents: u32,
}

impl Line {
    /// Returns the price of all pieces, in cents.
    fn total(&self) -> u64 {
        u64::from(self.pieces) * u64::from(self.cents)
    }
}

/// An invoice for one customer.
struct Invoice {
    customer: String,
    lines: Vec<Line>,
}

impl Invoice {
    /// Returns an invoice without lines.
    fn new(customer: &str) -> Invoice {
        Invoice {
            customer: String::from(customer),
            lines: Vec::new(),
        }
    }

    /// Adds a line at the end.
    fn add(&self, line: Line) {
        self.lines.push(line);
    }

    /// Returns the sum of all lines, in cents.
    fn total(&self) -> u64 {
        let mut sum = 0;
        for line in &self.lines {
            sum += line.total();
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::{Invoice, Line};

    fn line(description: &str, pieces: u32, cents: u32) -> Line {
        Line {
            description: String::from(description),
            pieces,
            cents,
        }
    }

    #[test]
    fn the_total_of_a_line_is_the_price_of_all_pieces() {
        assert_eq!(line("parcel to HAM", 3, 590).total(), 1_770);
        assert_eq!(line("cardboard box", 1, 250).total(), 250);
        assert_eq!(line("insurance", 0, 990).total(), 0);
    }

    #[test]
    fn the_total_of_a_line_may_be_too_large_for_a_u32() {
        let total: u64 = line("parcel to the moon", 1_000_000, 5_000_000).total();
        assert_eq!(total, 5_000_000_000_000);
    }

    #[test]
    fn a_new_invoice_has_a_customer_and_no_lines() {
        let invoice = Invoice::new("Kraft & Söhne");
        assert_eq!(invoice.customer, "Kraft & Söhne");
        assert_eq!(invoice.lines, []);
        assert_eq!(invoice.total(), 0);
    }

    #[test]
    fn the_invoice_owns_the_name_of_its_customer() {
        fn read_form() -> Invoice {
            let field = String::from("  Bakery Ada \n");
            Invoice::new(field.trim())
        }
        assert_eq!(read_form().customer, "Bakery Ada");
    }

    #[test]
    fn add_puts_a_line_at_the_end() {
        let mut invoice = Invoice::new("Bo");
        invoice.add(line("stamp", 10, 95));
        invoice.add(line("parcel to KÖL", 1, 490));
        assert_eq!(
            invoice.lines,
            [line("stamp", 10, 95), line("parcel to KÖL", 1, 490)]
        );
    }

    #[test]
    fn the_total_of_an_invoice_is_the_sum_of_its_lines() {
        let mut invoice = Invoice::new("Bo");
        let mut sum = 0;
        for pieces in 0..20 {
            invoice.add(line("stamp", pieces, 95));
            sum += u64::from(pieces) * 95;
            assert_eq!(invoice.total(), sum);
        }
    }

    #[test]
    fn a_large_invoice_has_a_total_too() {
        let mut invoice = Invoice::new("Ministry of Paper");
        invoice.add(line("form", u32::MAX, 1));
        invoice.add(line("copy of the form", u32::MAX, 1));
        assert_eq!(invoice.total(), 8_589_934_590);
    }
}
