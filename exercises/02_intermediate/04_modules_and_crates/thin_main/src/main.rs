// TODO: in the end, this file has one function, `main`.

/// Returns a picture of a code that a scanner can read: five stripes for each byte, one for each of its low bits.
fn stripes(code: &str) -> String {
    let mut picture = String::new();
    for byte in code.bytes() {
        for bit in [16, 8, 4, 2, 1] {
            picture.push(if byte & bit == 0 { ' ' } else { '█' });
        }
    }
    picture
}

/// Returns a label of five lines: a frame around the name, the stripes and the code.
fn label(name: &str, code: &str) -> String {
    let stripes = stripes(code);
    let width = stripes.chars().count();
    let edge = format!("+-{}-+", "-".repeat(width));
    format!("{edge}\n| {name:<width$} |\n| {stripes} |\n| {code:<width$} |\n{edge}")
}

fn main() {
    println!("{}", label("Grace Hopper", "HAM-1906"));
    println!("{}", label("Ferris", "KOL-7"));
}
