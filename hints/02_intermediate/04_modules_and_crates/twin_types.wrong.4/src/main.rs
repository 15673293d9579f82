// Wrong: imports the function, and still calls it by the name of its module.
// Rejected by: E0433
//! The program for returns reads a parcel and passes it to the library. The compiler expects a `Parcel`, and it
//! found a `Parcel`.
//!
//! Task: change this file so that there is only one type `Parcel`. Don't copy code from the library.
//! Read: <https://doc.rust-lang.org/book/ch07-03-paths-for-referring-to-an-item-in-the-module-tree.html#best-practices-for-packages-with-a-binary-and-a-library>

// The library is another crate, with the name of the package. It declares the module, so its types exist once.
use returns::parcel::parse;

fn main() {
    for line in std::env::args().skip(1) {
        if let Some(parcel) = parcel::parse(&line) {
            let cents = returns::refund_cents(&parcel);
            println!("{}: {cents} cents", parcel.code);
        } else {
            println!("{line}: scan again");
        }
    }
}
