//! The service.

fn main() {
    println!("waybill is starting");
}
