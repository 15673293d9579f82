//! Prints for each code on its command line whether it is a good one.

use waybill::is_code;

fn main() {
    for code in std::env::args().skip(1) {
        let answer = if is_code(&code) { "good" } else { "bad" };
        println!("{code} is {answer}");
    }
}
