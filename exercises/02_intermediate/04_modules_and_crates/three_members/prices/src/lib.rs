//! The prices of parcels.

use codes::Code;

/// Returns the price of a parcel in cents. Depots on an island cost more.
#[must_use]
pub fn price_cents(code: &Code) -> u32 {
    match code.depot() {
        "SYLT" | "JUIST" => 990,
        _ => 490,
    }
}
