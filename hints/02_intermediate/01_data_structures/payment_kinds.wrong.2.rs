// Wrong: computes the percentage with a multiplication first. A large amount times 2 is too large.
// Rejected by: tests::the_fee_can_be_computed_for_large_amounts
//! An invoice can be paid in three ways: with cash, with a card, or on the account of a customer. Each way needs other data,
//! and a payment is always exactly one of them. Only cards cost a fee.
//!
//! Task: define the types `Payment` and `Card`, with the methods that the tests call.
//! Read: <https://doc.rust-lang.org/book/ch06-01-defining-an-enum.html#enum-values>

struct Card {
    last_four: String,
    cents: u32,
}

impl Card {
    fn masked(&self) -> String {
        format!("**** {}", self.last_four)
    }

    fn fee(&self) -> u32 {
        (self.cents * 2).div_ceil(100)
    }
}

enum Payment {
    Cash(u32),
    Card(Card),
    OnAccount { customer: u32, cents: u32 },
}

impl Payment {
    fn amount(&self) -> u32 {
        match self {
            Payment::Cash(cents) => *cents,
            Payment::Card(card) => card.cents,
            Payment::OnAccount { cents, .. } => *cents,
        }
    }

    fn receipt(&self) -> String {
        match self {
            Payment::Cash(cents) => format!("{cents} cash"),
            Payment::Card(card) => {
                format!("{} card {}, fee {}", card.cents, card.masked(), card.fee())
            }
            Payment::OnAccount { customer, cents } => format!("{cents} on account {customer}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Card, Payment};

    fn card(last_four: &str, cents: u32) -> Card {
        Card {
            last_four: String::from(last_four),
            cents,
        }
    }

    fn on_account(customer: u32, cents: u32) -> Payment {
        Payment::OnAccount { customer, cents }
    }

    #[test]
    fn every_payment_has_an_amount() {
        for cents in [0, 1, 1_990, u32::MAX] {
            assert_eq!(Payment::Cash(cents).amount(), cents);
            assert_eq!(Payment::Card(card("0042", cents)).amount(), cents);
            assert_eq!(on_account(7, cents).amount(), cents);
        }
    }

    #[test]
    fn a_card_shows_only_its_last_four_digits() {
        assert_eq!(card("0042", 100).masked(), "**** 0042");
        assert_eq!(card("9999", 0).masked(), "**** 9999");
    }

    #[test]
    fn a_card_costs_2_percent_and_a_started_cent_counts() {
        assert_eq!(card("0042", 0).fee(), 0);
        assert_eq!(card("0042", 1).fee(), 1);
        assert_eq!(card("0042", 50).fee(), 1);
        assert_eq!(card("0042", 51).fee(), 2);
        assert_eq!(card("0042", 10_000).fee(), 200);
    }

    #[test]
    fn the_fee_can_be_computed_for_large_amounts() {
        assert_eq!(card("0042", u32::MAX).fee(), 85_899_346);
    }

    #[test]
    fn the_receipt_says_how_it_was_paid() {
        assert_eq!(Payment::Cash(500).receipt(), "500 cash");
        assert_eq!(
            Payment::Card(card("0042", 10_000)).receipt(),
            "10000 card **** 0042, fee 200"
        );
        assert_eq!(on_account(88, 1_990).receipt(), "1990 on account 88");
    }

    #[test]
    fn a_receipt_can_be_printed_twice() {
        let payment = Payment::Card(card("7777", 50));
        assert_eq!(payment.receipt(), payment.receipt());
        assert_eq!(payment.amount(), 50);
    }
}
