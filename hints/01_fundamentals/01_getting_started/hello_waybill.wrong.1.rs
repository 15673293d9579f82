// Wrong: takes `print!` for the same as `println!`; nothing ends the second line, so `run` prints two lines, not three.
// Rejected by: output
//! Welcome. `waybill` is a small service that tracks parcels, and it grows with this course.
//! Every program starts in `main`. This one runs, but it prints too little. It is to print three
//! lines: `waybill is starting`, then `listening on port 8080`, then `ready`.
//!
//! Read: <https://doc.rust-lang.org/book/ch01-02-hello-world.html>

fn main() {
    println!("waybill is starting");
    print!("listening on port 8080");
    print!("ready");
}
