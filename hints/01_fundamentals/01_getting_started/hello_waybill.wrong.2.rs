// Wrong: reads the task loosely and puts two log lines into one; `run` compares every line.
// Rejected by: output
//! Welcome. `waybill` is a small service that tracks parcels, and it grows with this course.
//! Every program starts in `main`. This one runs, but it prints too little. It is to print three
//! lines: `waybill is starting`, then `listening on port 8080`, then `ready`.
//!
//! Read: <https://doc.rust-lang.org/book/ch01-02-hello-world.html>

fn main() {
    println!("waybill is starting");
    println!("listening on port 8080, ready");
}
