//! A to-do list for the command line.

pub mod arguments;
pub mod store;
pub mod tasks;
