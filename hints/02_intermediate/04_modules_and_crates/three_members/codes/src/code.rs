//! A code has a depot and a number. This module is only for this crate.

/// The code of a parcel: `HAM-42`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    depot: String,
    number: u32,
}

impl Code {
    /// Reads a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Code> {
        let (depot, number) = code.split_once('-')?;
        let number = number.parse().ok()?;
        (!depot.is_empty()).then(|| Code {
            depot: depot.to_string(),
            number,
        })
    }

    /// Returns the depot.
    #[must_use]
    pub fn depot(&self) -> &str {
        &self.depot
    }
}
