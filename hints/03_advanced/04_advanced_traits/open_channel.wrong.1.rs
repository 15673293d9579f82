// Wrong: puts the values into boxes, but the type of the result is still a single hidden one.
// Rejected by: E0308, E0277
//! A customer chooses how `waybill` sends messages: as a mail, as an SMS, or not at all. `open` returns one of
//! three types, and all three have the trait `Channel`. The compiler accepts only one type.
//!
//! Task: change `open` and `Contact` so that a channel can be any of the three types.
//! Read: <https://doc.rust-lang.org/book/ch18-02-trait-objects.html#defining-a-trait-for-common-behavior>

/// A way to send messages.
trait Channel {
    /// Sends a message, and returns how it went out. It counts the messages that it has sent.
    fn send(&mut self, message: &str) -> String;
}

struct Mail {
    address: String,
    sent: u32,
}

/// A message with more than 20 characters costs two SMS, and so on.
struct Sms {
    number: String,
    parts: usize,
}

struct Nothing;

impl Channel for Mail {
    fn send(&mut self, message: &str) -> String {
        self.sent += 1;
        format!("mail {} to {}: {message}", self.sent, self.address)
    }
}

impl Channel for Sms {
    fn send(&mut self, message: &str) -> String {
        self.parts += message.chars().count().div_ceil(20);
        format!("sms {} to {}: {message}", self.parts, self.number)
    }
}

impl Channel for Nothing {
    fn send(&mut self, _message: &str) -> String {
        String::from("nothing was sent")
    }
}

/// Returns the channel for a setting: a mail address has an `@`, a phone number begins with a `+`, and all others
/// get nothing.
fn open(setting: &str) -> impl Channel {
    if setting.contains('@') {
        Box::new(Mail {
            address: setting.to_string(),
            sent: 0,
        })
    } else if setting.starts_with('+') {
        Box::new(Sms {
            number: setting.to_string(),
            parts: 0,
        })
    } else {
        Box::new(Nothing)
    }
}

/// The contact to a customer, with any number of channels.
struct Contact {
    channels: Vec<Box<dyn Channel>>,
}

impl Contact {
    /// Returns a contact with a channel for each setting.
    fn new(settings: &[&str]) -> Contact {
        Contact {
            channels: settings.iter().map(|setting| open(setting)).collect(),
        }
    }

    /// Sends a message through all channels in their order.
    fn tell(&mut self, message: &str) -> Vec<String> {
        self.channels
            .iter_mut()
            .map(|channel| channel.send(message))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_setting_opens_its_channel() {
        assert_eq!(
            open("zoe@example.com").send("hi"),
            "mail 1 to zoe@example.com: hi"
        );
        assert_eq!(open("+49 40 7").send("hi"), "sms 1 to +49 40 7: hi");
        assert_eq!(open("49 40 7").send("hi"), "nothing was sent");
        assert_eq!(open("").send("hi"), "nothing was sent");
    }

    #[test]
    fn a_channel_counts() {
        let mut channel = open("+1");
        let (short, long) = ("x".repeat(20), "ü".repeat(21));
        assert_eq!(channel.send(&short), format!("sms 1 to +1: {short}"));
        assert_eq!(channel.send(&long), format!("sms 3 to +1: {long}"));
        let mut channel = open("a@b");
        channel.send("one");
        assert_eq!(channel.send("two"), "mail 2 to a@b: two");
    }

    #[test]
    fn a_contact_can_have_channels_of_different_types() {
        let mut contact = Contact::new(&["a@b", "+1", "paper", "c@d"]);
        let first = contact.tell("one");
        assert_eq!(
            first,
            [
                "mail 1 to a@b: one",
                "sms 1 to +1: one",
                "nothing was sent",
                "mail 1 to c@d: one"
            ]
        );
        assert_eq!(contact.tell("two")[3], "mail 2 to c@d: two");
        assert!(Contact::new(&[]).tell("three").is_empty());
    }
}
