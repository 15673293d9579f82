//! Prints the price of each code on its command line.

use codes::Code;
use prices::price_cents;

fn main() {
    println!("desk {}", env!("CARGO_PKG_VERSION"));
    for code in std::env::args().skip(1) {
        match Code::parse(&code) {
            Some(parsed) => println!("{code}: {} cents", price_cents(&parsed)),
            None => println!("{code}: no code"),
        }
    }
}
