//! Shows customers the way of a parcel.

fn main() {
    println!("{}", store::history_of("HAM-42").join(" -> "));
}
