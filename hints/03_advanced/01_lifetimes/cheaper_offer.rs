//! Two carriers offer a price for the same parcel, and `waybill` books the cheaper offer. `cheaper` returns one of
//! its two arguments. The compiler asks how long the caller may use the result, and the signature does not say it.
//!
//! Task: complete both signatures so that they say where the result comes from. The bodies stay as they are.
//! Read: <https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html#in-function-signatures>

/// The price of a carrier for one parcel.
#[derive(Debug, PartialEq)]
struct Offer {
    carrier: String,
    cents: u32,
}

/// Returns the cheaper offer. If both cost the same, it returns `ours`.
// `'a` links the result to both parameters: the caller may use it only while both offers live. The compiler can't
// know which one it will be, so it takes the shorter life.
fn cheaper<'a>(ours: &'a Offer, theirs: &'a Offer) -> &'a Offer {
    if theirs.cents < ours.cents {
        theirs
    } else {
        ours
    }
}

/// Returns the cheapest offer. If several offers cost the same, it returns the first of them.
// A slice is a reference too. The result can be one of its elements, which live as long as the slice is borrowed.
fn cheapest<'a>(ours: &'a Offer, others: &'a [Offer]) -> &'a Offer {
    let mut best = ours;
    for offer in others {
        best = cheaper(best, offer);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(carrier: &str, cents: u32) -> Offer {
        Offer {
            carrier: String::from(carrier),
            cents,
        }
    }

    #[test]
    fn the_cheaper_offer_itself_is_returned() {
        for (ours, theirs) in [(390, 391), (391, 390), (0, 1), (1, 0), (u32::MAX, 5)] {
            let ours = offer("waybill", ours);
            let theirs = offer("north", theirs);
            let best = cheaper(&ours, &theirs);
            let expected = if ours.cents < theirs.cents {
                &ours
            } else {
                &theirs
            };
            assert!(
                std::ptr::eq(best, expected),
                "{best:?} is not the offer itself"
            );
        }
    }

    #[test]
    fn our_own_offer_wins_a_draw() {
        let ours = offer("waybill", 390);
        let theirs = offer("north", 390);
        assert_eq!(cheaper(&ours, &theirs).carrier, "waybill");
        assert_eq!(cheaper(&theirs, &ours).carrier, "north");
    }

    #[test]
    fn the_cheapest_of_all_can_be_anywhere() {
        let others = [offer("north", 410), offer("south", 320), offer("bike", 320)];
        assert_eq!(cheapest(&offer("waybill", 390), &others).carrier, "south");
        let ours = offer("waybill", 320);
        assert!(std::ptr::eq(cheapest(&ours, &others), &ours));
        assert!(std::ptr::eq(
            cheapest(&others[0], &others[1..2]),
            &others[1]
        ));
    }

    #[test]
    fn without_others_our_offer_is_the_cheapest() {
        let ours = offer("waybill", 390);
        assert!(std::ptr::eq(cheapest(&ours, &[]), &ours));
    }

    #[test]
    fn the_result_lives_on_when_the_variables_of_its_arguments_end() {
        let others = [offer("north", 410), offer("south", 320)];
        let ours = offer("waybill", 390);
        let best = {
            let (one, more) = (&ours, &others[..]);
            cheapest(one, more)
        };
        assert_eq!(best.carrier, "south");
    }
}
