// Wrong: uses the form of the log for the partner.
// Rejected by: tests::a_partner_gets_the_whole_key
//! Everything that can be displayed can be logged, says a blanket impl. Only an API key must not be in the log as
//! it is. The second impl makes an exception for it, and the compiler says that the two impls conflict.
//!
//! Task: change `ApiKey` and `header`, so that the exception is possible. The trait and its blanket impl stay as
//! they are.
//! Read: <https://doc.rust-lang.org/book/ch10-02-traits.html#using-trait-bounds-to-conditionally-implement-methods>

use std::fmt::Display;

/// A value that can be written to the log.
trait ToLog {
    /// Returns the value as it may be in the log.
    fn to_log(&self) -> String;
}

// A blanket impl: it is for all types with `Display` at once.
impl<T: Display> ToLog for T {
    fn to_log(&self) -> String {
        format!("<{self}>")
    }
}

/// The key of a shop. Its last four characters may be in the log.
struct ApiKey {
    key: String,
}

impl ToLog for ApiKey {
    fn to_log(&self) -> String {
        let characters: Vec<char> = self.key.chars().collect();
        let hidden = characters.len().saturating_sub(4);
        let last: String = characters[hidden..].iter().collect();
        format!("<…{last}>")
    }
}

/// Returns the header with the key, for a request to a partner.
fn header(key: &ApiKey) -> String {
    format!("Authorization: Bearer {}", key.to_log())
}

/// Returns a line for the log about a request.
fn log_line(city: &str, parcels: u32, key: &ApiKey) -> String {
    format!("{} {} {}", city.to_log(), parcels.to_log(), key.to_log())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: &str) -> ApiKey {
        ApiKey {
            key: key.to_string(),
        }
    }

    #[test]
    fn a_key_shows_its_last_four_characters_in_the_log() {
        for (whole, logged) in [
            ("wb-7Hk2-9QmZ", "<…9QmZ>"),
            ("schlüssel", "<…ssel>"),
            ("abcde", "<…bcde>"),
        ] {
            assert_eq!(key(whole).to_log(), logged);
        }
    }

    #[test]
    fn a_partner_gets_the_whole_key() {
        for whole in ["wb-7Hk2-9QmZ", "schlüssel"] {
            assert_eq!(
                header(&key(whole)),
                format!("Authorization: Bearer {whole}")
            );
        }
    }

    #[test]
    fn a_line_has_no_secret() {
        assert_eq!(
            log_line("KÖL", 7, &key("wb-7Hk2-9QmZ")),
            "<KÖL> <7> <…9QmZ>"
        );
    }

    #[test]
    fn all_types_with_display_can_be_logged() {
        struct Van(u32);
        impl Display for Van {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "van {}", self.0)
            }
        }
        assert_eq!(Van(7).to_log(), "<van 7>");
        assert_eq!(
            (1.5).to_log() + &true.to_log() + &String::from("x").to_log(),
            "<1.5><true><x>"
        );
    }
}
