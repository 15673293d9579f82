// Wrong: writes `crate::label` in `main`. There `crate` is the program itself, not the library.
// Rejected by: E0432
use crate::label;

fn main() {
    println!("{}", label("Grace Hopper", "HAM-1906"));
    println!("{}", label("Ferris", "KOL-7"));
}
