//! The codes of parcels.

// TODO: `desk` and `prices` use `codes::Code`. The module stays private.
mod code;
