//! The program. You need not change it.

use parcel_labels::label;

fn main() {
    println!("first label: {}", label("HAM", 42));
}
