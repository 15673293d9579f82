// Wrong: silences the warnings and moves the arm to the end. Now no late invoice has a fee that is right.
// Rejected by: tests::a_paid_or_cancelled_invoice_has_no_fee
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
    use Status::*;
    match status {
        Open => 0,
        _overdue => 500,
    }
}

/// Returns the sum that the customer must pay, in cents. `net` is the sum without the fee.
fn to_pay(customer: u32, net: u32, status: Status) -> u32 {
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
