//! Writes mails to customers.

fn main() {
    println!("Your parcel is in {}.", store::depot_of("HAM-42"));
}
