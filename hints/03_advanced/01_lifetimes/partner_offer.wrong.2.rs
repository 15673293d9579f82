// Wrong: gives `best` a type with a lifetime, as if that made the offer live longer.
// Rejected by: E0597
//! For a parcel above 10 euros, `waybill` asks a partner for an offer. Each question costs money, so nobody asks
//! for a cheap parcel. `cheaper` is as in `cheaper_offer`, and its lifetimes are right. Nevertheless, the compiler
//! refuses the caller.
//!
//! Task: change `best_line` so that the partner's offer lives long enough. `cheaper` stays as it is.
//! Read: <https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html#the-borrow-checker>

/// The price of a carrier for one parcel.
#[derive(Debug, PartialEq)]
struct Offer {
    carrier: String,
    cents: u32,
}

/// A partner who answers questions. Each one costs money, so it counts them.
struct Partner {
    cents: u32,
    questions: u32,
}

impl Partner {
    /// Asks the partner for an offer.
    fn ask(&mut self) -> Offer {
        self.questions += 1;
        Offer {
            carrier: format!("partner, question {}", self.questions),
            cents: self.cents,
        }
    }
}

/// Returns the cheaper offer. If both cost the same, it returns `ours`.
fn cheaper<'a>(ours: &'a Offer, theirs: &'a Offer) -> &'a Offer {
    if theirs.cents < ours.cents {
        theirs
    } else {
        ours
    }
}

/// Returns a line about the best offer. The partner is asked once, and only if ours costs more than 1000 cents.
fn best_line<'a>(ours: &'a Offer, partner: &mut Partner) -> String {
    let mut best: &'a Offer = ours;
    if ours.cents > 1000 {
        let theirs = partner.ask();
        best = cheaper(ours, &theirs);
    }
    format!("{}: {} cents", best.carrier, best.cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(cents: u32) -> Offer {
        Offer {
            carrier: String::from("waybill"),
            cents,
        }
    }

    #[test]
    fn a_cheap_parcel_asks_nobody() {
        for cents in [0, 390, 999, 1000] {
            let mut partner = Partner {
                cents: 1,
                questions: 0,
            };
            let line = best_line(&ours(cents), &mut partner);
            assert_eq!(line, format!("waybill: {cents} cents"));
            assert_eq!(partner.questions, 0, "a question costs money");
        }
    }

    #[test]
    fn the_partner_gets_the_parcel_if_it_is_cheaper() {
        for cents in [1, 500, 1000] {
            let mut partner = Partner {
                cents,
                questions: 0,
            };
            let line = best_line(&ours(1001), &mut partner);
            assert_eq!(line, format!("partner, question 1: {cents} cents"));
            assert_eq!(partner.questions, 1);
        }
    }

    #[test]
    fn our_offer_is_kept_if_the_partner_is_not_cheaper() {
        for cents in [1001, 1002, 9000] {
            let mut partner = Partner {
                cents,
                questions: 0,
            };
            let line = best_line(&ours(1001), &mut partner);
            assert_eq!(line, "waybill: 1001 cents");
            assert_eq!(partner.questions, 1);
        }
    }
}
