//! Parcels that come back. This library has the whole work, and the program in src/main.rs calls it.

pub mod parcel;

use parcel::Parcel;

/// Returns the refund for a parcel that came back, in cents: its price without the freight of 490 cents.
#[must_use]
pub fn refund_cents(parcel: &Parcel) -> u64 {
    parcel.price_cents.saturating_sub(490)
}
