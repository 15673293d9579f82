// Wrong: gets rid of the error without reading its note; the tests `names_...` expect the list in brackets.
// Rejected by: tests::names_both_ports, tests::names_the_lowest_and_the_highest_port, tests::names_the_ports_it_is_given
//! `waybill` opens two ports, one for couriers and one for customers, and logs both in one line.
//! The compiler refuses that line. Its message has parts: what is wrong, then where, after the
//! arrow `-->`, and then often a note that shows a way out. Read it to its end before you edit.
//!
//! Read: <https://doc.rust-lang.org/std/fmt/index.html#formatting-traits>

/// The log line for the two ports that are open.
fn listening_line(ports: [u16; 2]) -> String {
    format!("listening on ports {} {}", ports[0], ports[1])
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
    fn names_the_ports_it_is_given() {
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
