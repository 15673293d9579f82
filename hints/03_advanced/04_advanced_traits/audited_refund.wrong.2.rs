// Wrong: writes the impls, but the trait doesn't demand a name.
// Rejected by: E0599, E0308
//! Everything that pays money must leave an entry in the audit log: a name, and a reason. The trait `Audited` wants
//! to use the name, and an impl wants to bring it along. The compiler refuses both, because the name belongs to
//! another trait.
//!
//! Task: change `Audited` and the impls, so that each audited type must also be named.
//! Read: <https://doc.rust-lang.org/book/ch20-02-advanced-traits.html#using-supertraits>

/// Something with a name.
trait Named {
    /// Returns the name.
    fn name(&self) -> String;
}

/// Something that leaves an entry in the audit log.
trait Audited {
    /// Returns the reason.
    fn reason(&self) -> &str;

    /// Returns the entry for the log.
    fn entry(&self) -> String {
        format!("{}: {}", self.name(), self.reason())
    }
}

struct Refund {
    invoice: u32,
    reason: String,
}

struct Bonus {
    courier: String,
}

impl Named for Refund {
    fn name(&self) -> String {
        format!("refund of invoice {}", self.invoice)
    }
}

impl Audited for Refund {
    fn reason(&self) -> &str {
        &self.reason
    }
}

impl Named for Bonus {
    fn name(&self) -> String {
        format!("bonus for {}", self.courier)
    }
}

impl Audited for Bonus {
    fn reason(&self) -> &str {
        "no parcel was lost this month"
    }
}

/// Returns a heading for something with a name.
fn heading(named: &dyn Named) -> String {
    let name = named.name();
    format!("{name}\n{}", "=".repeat(name.chars().count()))
}

/// Returns the page of an audited thing: its heading, and its entry.
fn page(audited: &dyn Audited) -> String {
    // A `&dyn Audited` is accepted as a `&dyn Named`, because each audited type is named.
    format!("{}\n{}\n", heading(audited), audited.entry())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refund(invoice: u32) -> Refund {
        Refund {
            invoice,
            reason: String::from("the box was wet"),
        }
    }

    #[test]
    fn names_belong_to_the_trait_named() {
        let all: [Box<dyn Named>; 2] = [
            Box::new(refund(42)),
            Box::new(Bonus {
                courier: String::from("Ann"),
            }),
        ];
        let names = all.map(|named| named.name());
        assert_eq!(names, ["refund of invoice 42", "bonus for Ann"]);
    }

    #[test]
    fn an_entry_has_the_name_and_the_reason() {
        for invoice in [1, 42, u32::MAX] {
            let entry = refund(invoice).entry();
            assert_eq!(
                entry,
                format!("refund of invoice {invoice}: the box was wet")
            );
        }
        let bonus = Bonus {
            courier: String::from("Zoë"),
        };
        assert_eq!(
            bonus.entry(),
            "bonus for Zoë: no parcel was lost this month"
        );
    }

    #[test]
    fn a_generic_function_can_use_both_traits() {
        fn both<A: Audited>(audited: A) -> (String, String) {
            (audited.name(), audited.entry())
        }
        assert_eq!(both(refund(7)).0, "refund of invoice 7");
    }

    #[test]
    fn a_page_has_a_heading() {
        assert_eq!(
            page(&Bonus {
                courier: String::from("Zoë")
            }),
            "bonus for Zoë\n=============\nbonus for Zoë: no parcel was lost this month\n"
        );
    }
}
