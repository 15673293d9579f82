//! `waybill` opens two ports, one for couriers and one for customers, and logs both in one line. The
//! compiler refuses that line. Its message names the error, then the place after the arrow `-->`. A note at
//! the end says how to fix it.
//!
//! Task: fix the line that the compiler's message points at.
//! Read: <https://doc.rust-lang.org/std/fmt/index.html#fmtdisplay-vs-fmtdebug>

/// Returns the log line for the two open ports.
fn listening_line(ports: [u16; 2]) -> String {
    // `{:?}` asks for the form for programmers, and an array has that form. `{}` asks for the form
    // for users. An array has none, because only we know how our users want to see the ports: we
    // could also write `{} and {}` and pass `ports[0]` and `ports[1]`.
    format!("listening on ports {ports:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_both_ports() {
        assert_eq!(
            listening_line([8080, 8081]),
            "listening on ports [8080, 8081]"
        );
    }

    #[test]
    fn names_other_ports_too() {
        assert_eq!(
            listening_line([443, 9000]),
            "listening on ports [443, 9000]"
        );
    }

    #[test]
    fn names_the_lowest_and_the_highest_port() {
        assert_eq!(listening_line([0, 65535]), "listening on ports [0, 65535]");
    }
}
