//! Deletes the history of old parcels.

fn main() {
    println!("{} entries", store::history_of("HAM-42").len());
}
