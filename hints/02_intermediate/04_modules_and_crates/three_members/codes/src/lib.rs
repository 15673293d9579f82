//! The codes of parcels.

mod code;

pub use code::Code;
