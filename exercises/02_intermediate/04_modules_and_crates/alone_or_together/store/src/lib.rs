//! The store of parcels.

/// Returns the depot where a parcel is.
#[must_use]
pub fn depot_of(code: &str) -> &str {
    code.split('-').next().unwrap_or("")
}

/// Returns the depots where a parcel has been.
#[cfg(feature = "history")]
#[must_use]
pub fn history_of(code: &str) -> Vec<&str> {
    vec!["HUB", depot_of(code)]
}
