//! Each shop calls the service with a secret key. The log writes every request with `{:?}`, and since yesterday the
//! keys of all shops are in the log. Everybody who reads the log could now order in their names.
//!
//! Task: replace the derived `Debug` of `Key` by one that hides the key.
//! Read: <https://doc.rust-lang.org/std/fmt/trait.Debug.html#examples>

use std::fmt;

/// A secret key of a shop. The log shows `Key(..9f)`, with the last two characters of a key that has at least eight. A
/// shorter key is `Key(..)`.
#[derive(Clone, PartialEq)]
struct Key(String);

// The type that must not be shown hides itself. `Request` can go on with its derived `Debug`, and so can every other
// type that will have a key one day.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Characters, not bytes: `&self.0[len - 2..]` could begin in the middle of a character.
        let length = self.0.chars().count();
        let shown: String = if length >= 8 {
            self.0.chars().skip(length - 2).collect()
        } else {
            String::new()
        };
        write!(f, "Key(..{shown})")
    }
}

/// A request of a shop.
#[derive(Debug, Clone, PartialEq)]
struct Request {
    shop: String,
    keys: Vec<Key>,
    path: String,
}

/// Returns the line in the log.
fn log_line(request: &Request) -> String {
    format!("{request:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(secret: &str) -> Key {
        Key(String::from(secret))
    }

    fn request(secrets: &[&str]) -> Request {
        let mut keys = Vec::new();
        for secret in secrets {
            keys.push(key(secret));
        }
        Request {
            shop: String::from("Kraft"),
            keys,
            path: String::from("/track/HAM-1"),
        }
    }

    #[test]
    fn a_long_key_shows_its_last_two_characters() {
        assert_eq!(format!("{:?}", key("sk-77a1-c39f")), "Key(..9f)");
        assert_eq!(format!("{:?}", key("12345678")), "Key(..78)");
    }

    #[test]
    fn a_short_key_shows_nothing() {
        for secret in ["", "7", "78", "1234567"] {
            assert_eq!(format!("{:?}", key(secret)), "Key(..)");
        }
    }

    #[test]
    fn characters_may_have_several_bytes() {
        assert_eq!(format!("{:?}", key("geheim-süß")), "Key(..üß)");
        assert_eq!(format!("{:?}", key("東京🍕🍕")), "Key(..)");
    }

    #[test]
    fn no_request_shows_its_key() {
        let line = log_line(&request(&["sk-77a1-c39f", "sk-77a2-0000"]));
        assert!(!line.contains("77a1"), "{line}");
        assert!(!line.contains("77a2"), "{line}");
    }

    #[test]
    fn a_request_shows_everything_else() {
        assert_eq!(
            log_line(&request(&["sk-77a1-c39f", "old"])),
            r#"Request { shop: "Kraft", keys: [Key(..9f), Key(..)], path: "/track/HAM-1" }"#
        );
    }

    #[test]
    fn keys_can_be_copied_and_compared() {
        let original = request(&["sk-77a1-c39f"]);
        assert!(original == original.clone());
        assert!(original != request(&["sk-77a1-c38f"]));
        assert_eq!(original.keys[0].0, "sk-77a1-c39f");
    }
}
