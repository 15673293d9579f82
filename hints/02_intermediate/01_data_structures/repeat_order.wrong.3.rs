// Wrong: takes all fields from a default order, and loses those of the old one.
// Rejected by: tests::a_repeated_order_has_another_number_and_is_not_paid
//! Some shops send the same parcel every week. `waybill` makes the new order from an old one. An order has many fields, and
//! it will have more of them next month, so no function should write down all of them.
//!
//! Task: fix the three functions with the update syntax, `..order`. The tests compare whole orders.
//! Read: <https://doc.rust-lang.org/book/ch05-01-defining-structs.html#creating-instances-with-struct-update-syntax>

/// An order. `Default` would give each field its empty value: 0, false, an empty string, an empty vector.
#[derive(Debug, PartialEq, Clone, Default)]
struct Order {
    number: u32,
    customer: String,
    items: Vec<String>,
    express: bool,
    insured: bool,
    paid: bool,
}

/// Returns the first order of a customer. All fields but the number and the customer are empty.
fn first_order(number: u32, customer: &str) -> Order {
    Order {
        number,
        customer: String::from(customer),
        ..Order::default()
    }
}

/// Returns the same order once more, with another number, and not paid. The old order stays as it is.
fn repeat(order: &Order, number: u32) -> Order {
    Order {
        number,
        paid: false,
        customer: order.customer.clone(),
        ..Order::default()
    }
}

/// Gives the order to another customer. Returns the changed order and the name of the old customer. No string is copied.
fn hand_over(order: Order, customer: String) -> (Order, String) {
    let new = Order { customer, ..order };
    (new, order.customer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(number: u32) -> Order {
        Order {
            number,
            customer: String::from("Kraft & Söhne"),
            items: vec![String::from("screws"), format!("box {number}")],
            express: number > 3,
            insured: true,
            paid: true,
        }
    }

    #[test]
    fn a_first_order_is_empty() {
        for (number, customer) in [(1, "Ada"), (70, "Söhne")] {
            let expected = Order {
                number,
                customer: String::from(customer),
                items: Vec::new(),
                express: false,
                insured: false,
                paid: false,
            };
            assert_eq!(first_order(number, customer), expected);
        }
    }

    #[test]
    fn a_repeated_order_has_another_number_and_is_not_paid() {
        for number in 1..5 {
            let old = order(number);
            let new = repeat(&old, number + 100);
            let mut expected = order(number);
            expected.number = number + 100;
            expected.paid = false;
            assert_eq!(new, expected);
        }
    }

    #[test]
    fn the_old_order_stays_as_it_is() {
        let old = order(6);
        let mut new = repeat(&old, 7);
        new.items.push(String::from("nails"));
        new.customer.push_str(" AG");
        assert_eq!(old, order(6));
    }

    #[test]
    fn hand_over_changes_only_the_customer() {
        let (order_of_bo, _) = hand_over(order(3), String::from("Bo"));
        let mut expected = order(3);
        expected.customer = String::from("Bo");
        assert_eq!(order_of_bo, expected);
    }

    #[test]
    fn hand_over_returns_the_name_of_the_old_customer() {
        let (_, old) = hand_over(order(3), String::from("Bo"));
        assert_eq!(old, "Kraft & Söhne");
    }

    #[test]
    fn hand_over_copies_no_string() {
        let (order, new) = (order(3), String::from("Bo"));
        let before = [
            new.as_ptr(),
            order.customer.as_ptr(),
            order.items[0].as_ptr(),
        ];
        let (order, old) = hand_over(order, new);
        let after = [
            order.customer.as_ptr(),
            old.as_ptr(),
            order.items[0].as_ptr(),
        ];
        assert_eq!(before, after, "one of the strings is a copy");
    }
}
