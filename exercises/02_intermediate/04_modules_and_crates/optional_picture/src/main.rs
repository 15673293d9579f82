//! Prints the label of each code on its command line.

fn main() {
    for code in std::env::args().skip(1) {
        println!("{}", labels::label(&code));
    }
}
