// Wrong: declares the library as a module of the program. It works, but it compiles the code twice, as two crates.
// Rejected by: the_program_has_only_a_main_and_uses_the_library
mod lib;

use lib::label;

fn main() {
    println!("{}", label("Grace Hopper", "HAM-1906"));
    println!("{}", label("Ferris", "KOL-7"));
}
