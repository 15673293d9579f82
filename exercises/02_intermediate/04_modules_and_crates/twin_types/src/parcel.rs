//! A parcel that came back.

/// A parcel that came back, and the price that the customer paid for it.
#[derive(Debug, PartialEq)]
pub struct Parcel {
    pub code: String,
    pub price_cents: u64,
}

/// Reads a line of the scanner: a code and a price, with a space between them.
#[must_use]
pub fn parse(line: &str) -> Option<Parcel> {
    let (code, price) = line.split_once(' ')?;
    Some(Parcel {
        code: code.to_string(),
        price_cents: price.parse().ok()?,
    })
}
