//! The addresses of parcels.

pub mod postal {
    use crate::address::squeeze;

    /// An address, as the post writes it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Address {
        pub street: String,
        pub town: String,
    }

    /// Reads an address: a street and a town, with a comma between them.
    #[must_use]
    pub fn parse(line: &str) -> Option<Address> {
        let (street, town) = line.split_once(',')?;
        let (street, town) = (squeeze(street), squeeze(town));
        (!street.is_empty() && !town.is_empty()).then_some(Address { street, town })
    }
}

/// Returns the words of a string with one space between them. It is `pub` for the modules of this crate.
#[must_use]
pub fn squeeze(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
