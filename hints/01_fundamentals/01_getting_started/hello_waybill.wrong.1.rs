// Wrong: uses `print!` instead of `println!`. It does not end the line, so the second and the third line become one.
// Rejected by: output
//! Welcome! `waybill` is a small service that tracks parcels, and it grows with this course. When it
//! starts, it writes three lines to its log. At the moment it writes only the first one.
//!
//! Task: print the lines `listening on port 8080` and `ready` after the first line.
//! Read: <https://doc.rust-lang.org/book/ch01-02-hello-world.html#the-anatomy-of-a-rust-program>

fn main() {
    println!("waybill is starting");
    print!("listening on port 8080");
    print!("ready");
}
