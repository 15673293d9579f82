//! `waybill` sends mails: a parcel has arrived, an invoice is late. Most mails begin with a friendly "Hello". A
//! reminder is more formal, and urgent. The reminder has its own methods for that, but the trait does not know them.
//!
//! Task: add `greeting` and `is_urgent` to the trait, with the bodies that most mails need.
//! Read: <https://doc.rust-lang.org/book/ch10-02-traits.html#using-default-implementations>

/// A mail to a customer.
trait Mail {
    /// Returns the name of the customer.
    fn recipient(&self) -> &str;

    /// Returns the news in one sentence.
    fn news(&self) -> String;

    // A method with a body is a *default*: a type may write its own, and need not. The body knows nothing about the
    // fields of the types, but it can call the other methods of the trait.

    /// Returns the first words of the mail.
    fn greeting(&self) -> String {
        format!("Hello {}", self.recipient())
    }

    /// Returns true if the mail has a mark.
    fn is_urgent(&self) -> bool {
        false
    }

    /// Returns the whole mail.
    fn body(&self) -> String {
        let mark = if self.is_urgent() { "[!] " } else { "" };
        format!("{mark}{},\n{}\n", self.greeting(), self.news())
    }
}

/// A parcel waits at a depot.
struct Arrival {
    name: String,
    depot: String,
}

impl Mail for Arrival {
    fn recipient(&self) -> &str {
        &self.name
    }

    fn news(&self) -> String {
        format!("your parcel is in {}.", self.depot)
    }
}

/// An invoice is late.
struct Reminder {
    name: String,
    cents: u32,
}

impl Mail for Reminder {
    fn recipient(&self) -> &str {
        &self.name
    }

    fn news(&self) -> String {
        format!("we wait for {} cents.", self.cents)
    }

    fn greeting(&self) -> String {
        format!("Dear customer {}", self.name)
    }

    fn is_urgent(&self) -> bool {
        self.cents >= 5_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrival(name: &str, depot: &str) -> Arrival {
        Arrival {
            name: String::from(name),
            depot: String::from(depot),
        }
    }

    fn reminder(name: &str, cents: u32) -> Reminder {
        Reminder {
            name: String::from(name),
            cents,
        }
    }

    #[test]
    fn most_mails_say_hello() {
        for name in ["Ada", "Jürgen", ""] {
            let mail = arrival(name, "KÖL");
            assert_eq!(mail.greeting(), format!("Hello {name}"));
        }
    }

    #[test]
    fn most_mails_are_not_urgent() {
        assert!(!arrival("Ada", "KÖL").is_urgent());
        assert_eq!(
            arrival("Ada", "KÖL").body(),
            "Hello Ada,\nyour parcel is in KÖL.\n"
        );
    }

    #[test]
    fn every_mail_has_a_recipient() {
        assert_eq!(arrival("Ada", "KÖL").recipient(), "Ada");
        assert_eq!(reminder("Bo", 1).recipient(), "Bo");
    }

    #[test]
    fn a_reminder_is_formal() {
        assert_eq!(reminder("Bo", 1).greeting(), "Dear customer Bo");
        assert_eq!(
            reminder("Bo", 4_999).body(),
            "Dear customer Bo,\nwe wait for 4999 cents.\n"
        );
    }

    #[test]
    fn a_reminder_about_50_euros_or_more_is_urgent() {
        assert!(!reminder("Bo", 4_999).is_urgent());
        assert!(reminder("Bo", 5_000).is_urgent());
        assert_eq!(
            reminder("Bo", 5_000).body(),
            "[!] Dear customer Bo,\nwe wait for 5000 cents.\n"
        );
    }

    /// A new kind of mail that has only the two methods without a default.
    struct Thanks;

    impl Mail for Thanks {
        fn recipient(&self) -> &str {
            "everybody"
        }

        fn news(&self) -> String {
            String::from("thank you.")
        }
    }

    #[test]
    fn a_new_kind_of_mail_needs_only_two_methods() {
        assert_eq!(Thanks.greeting(), "Hello everybody");
        assert_eq!(Thanks.body(), "Hello everybody,\nthank you.\n");
    }
}
