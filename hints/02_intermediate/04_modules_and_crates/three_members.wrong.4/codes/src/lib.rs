// Wrong: makes the module public, and every file of `codes` with it.
// Rejected by: E0432
//! The codes of parcels.

pub mod code;
