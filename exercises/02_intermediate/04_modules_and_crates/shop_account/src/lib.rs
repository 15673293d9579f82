//! Shops pay in advance, and each parcel is booked on their account.

pub mod account;
pub mod report;
