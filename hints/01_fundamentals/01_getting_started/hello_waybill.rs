//! Welcome. `waybill` is a small service that tracks parcels, and it grows with this course.
//! Every program starts in `main`. This one runs, but it prints too little. It is to print three
//! lines: `waybill is starting`, then `listening on port 8080`, then `ready`.
//!
//! Read: <https://doc.rust-lang.org/book/ch01-02-hello-world.html>

fn main() {
    println!("waybill is starting");
    // Each `println!` ends its line by itself. One call with `\n` between the lines would print the
    // same, but then the log lines could no longer be moved or removed one by one.
    println!("listening on port 8080");
    println!("ready");
}
