// The program is a crate of its own. It uses the library by the name of the package, as the tests do.
use label_printer::label;

fn main() {
    println!("{}", label("Grace Hopper", "HAM-1906"));
    println!("{}", label("Ferris", "KOL-7"));
}
