// Wrong: re-exports the types only, and forgets the functions.
// Rejected by: E0432
//! Other teams use this crate, and each of our files is a module of it. Two teams wrote `parcel_labels::address::postal::Address`
//! in their code. After we had moved a file, their code did not compile. They should see a front door, not our rooms.
//!
//! Task: let the root of this crate offer `Address`, `Size`, `parse_address` and `parse_size`, and nothing else.
//! Read: <https://doc.rust-lang.org/book/ch07-04-bringing-paths-into-scope-with-the-use-keyword.html#re-exporting-names-with-pub-use>

mod address;
mod size;

// Two functions with one name: `as` gives each a name of its own. We can move files now, and only change these lines.
pub use address::postal::Address;
pub use size::Size;
