// Wrong: takes the name that the compiler made up, and the tests import other names.
// Rejected by: E0432
//! Other teams wrote `parcel_labels::address::postal::Address` in their code, and after we had moved a file, it did
//! not compile. So our modules are private now, like the rooms of a house. But there is no front door yet, and the
//! teams can use nothing.
//!
//! Task: let the root of this crate offer `Address`, `Size`, `parse_address` and `parse_size`, and nothing else.
//! Read: <https://doc.rust-lang.org/book/ch07-04-bringing-paths-into-scope-with-the-use-keyword.html#re-exporting-names-with-pub-use>

mod address;
mod size;

// Two functions with one name: `as` gives each a name of its own. We can move files now, and only change these
// lines.
pub use address::postal::{Address, parse};
pub use size::{Size, parse as other_parse};
