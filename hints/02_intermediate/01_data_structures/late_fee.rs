//! Customers who pay late get a reminder, and the fee for it. Some who have paid get one, too. The compiler warned of
//! it, and nobody read the warning. Since today, `deny` makes an error of it.
//!
//! Task: fix the two patterns that fit more than they should. The line with `deny` stays.
//! Read: <https://doc.rust-lang.org/book/ch19-03-pattern-syntax.html#matching-named-variables>

#![deny(unreachable_patterns)]

/// The status of an invoice.
#[derive(Clone, Copy)]
enum Status {
    Open,
    Late,
    Paid,
    Cancelled,
}

/// The number of the customer who never pays a fee: our own office.
const OUR_OFFICE: u32 = 4711;

/// Returns the fee for the reminder, in cents. Only a late invoice has one.
fn reminder_fee(status: Status) -> u32 {
    // A plain name in a pattern is a new variable, and fits everything. `Overdue` is no variant, so it was one.
    // With `Status::` in front, a wrong name is an error (E0599). So the `use` is gone.
    match status {
        Status::Late => 500,
        Status::Open | Status::Paid | Status::Cancelled => 0,
    }
}

/// Returns the sum that the customer must pay, in cents. `net` is the sum without the fee.
fn to_pay(customer: u32, net: u32, status: Status) -> u32 {
    // A constant in a pattern is compared, and a variable is not. `customer if customer == office` would compare, too.
    // The name of a constant has capital letters, and this is the reason: one can see the difference.
    match customer {
        OUR_OFFICE => net,
        _ => net + reminder_fee(status),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_invoice_has_a_fee() {
        assert_eq!(reminder_fee(Status::Late), 500);
    }

    #[test]
    fn an_open_invoice_has_no_fee() {
        assert_eq!(reminder_fee(Status::Open), 0);
    }

    #[test]
    fn a_paid_or_cancelled_invoice_has_no_fee() {
        assert_eq!(reminder_fee(Status::Paid), 0);
        assert_eq!(reminder_fee(Status::Cancelled), 0);
    }

    #[test]
    fn the_office_pays_no_fee() {
        assert_eq!(to_pay(OUR_OFFICE, 1_990, Status::Late), 1_990);
        assert_eq!(to_pay(OUR_OFFICE, 0, Status::Open), 0);
    }

    #[test]
    fn every_other_customer_pays_the_fee() {
        for customer in [0, 1, OUR_OFFICE - 1, OUR_OFFICE + 1, u32::MAX] {
            assert_eq!(to_pay(customer, 1_990, Status::Late), 2_490);
            assert_eq!(to_pay(customer, 0, Status::Late), 500);
        }
    }

    #[test]
    fn a_customer_who_is_not_late_pays_no_fee() {
        assert_eq!(to_pay(7, 1_990, Status::Open), 1_990);
        assert_eq!(to_pay(7, 1_990, Status::Paid), 1_990);
    }
}
