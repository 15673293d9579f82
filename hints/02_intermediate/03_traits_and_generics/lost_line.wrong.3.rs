// Wrong: goes through the lines with `for`, which takes the iterator.
// Rejected by: E0382
//! The night import reads a file: first some comments, then the orders, an empty line, and a last line with the number
//! of orders. Since the parser uses iterators, the first order of each file is lost, and the last line says so.
//!
//! Task: correct `read`, so that it loses no line.
//! Read: <https://doc.rust-lang.org/std/iter/struct.Peekable.html#method.next_if>

/// The parts of a file.
#[derive(Debug, PartialEq)]
struct Import {
    /// The lines at the beginning that start with `#`. They hold the name of the shop.
    comments: Vec<String>,
    /// The lines after them, up to the empty line. Here a line may start with `#`: some shops number their orders so.
    orders: Vec<String>,
    /// The line after the empty line, if there is one.
    last: Option<String>,
}

/// Reads a file.
fn read(file: &str) -> Import {
    let mut lines = file.lines().peekable();
    let mut comments = Vec::new();
    for line in lines {
        if !line.starts_with('#') {
            break;
        }
        comments.push(String::from(line));
    }
    let orders = lines
        .by_ref()
        .take_while(|line| !line.is_empty())
        .map(String::from)
        .collect();
    let last = lines.next().map(String::from);
    Import {
        comments,
        orders,
        last,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| line.to_string()).collect()
    }

    #[test]
    fn the_first_order_is_read() {
        let import = read("# Kraft\nHAM;700;2\nKÖL;90;1\n");
        assert_eq!(import.orders, ["HAM;700;2", "KÖL;90;1"]);
    }

    #[test]
    fn all_parts_of_a_file_are_read() {
        let import = read("# Kraft\n# Monday\nHAM;700;2\nKÖL;90;1\n\nsum;2\n");
        assert_eq!(import.comments, ["# Kraft", "# Monday"]);
        assert_eq!(import.orders, ["HAM;700;2", "KÖL;90;1"]);
        assert_eq!(import.last, Some(String::from("sum;2")));
    }

    #[test]
    fn a_file_without_comments_has_its_first_order() {
        let import = read("HAM;700;2\n\nsum;1");
        assert!(import.comments.is_empty());
        assert_eq!(import.orders, ["HAM;700;2"]);
        assert_eq!(import.last, Some(String::from("sum;1")));
    }

    #[test]
    fn an_empty_file_has_nothing() {
        let expected = Import {
            comments: Vec::new(),
            orders: Vec::new(),
            last: None,
        };
        assert_eq!(read(""), expected);
        assert_eq!(read("# only a comment").comments.len(), 1);
        assert_eq!(read("# only a comment").last, None);
    }

    #[test]
    fn files_of_all_sizes_are_complete() {
        for comments in 0..4 {
            for orders in 1..4 {
                let comments = &["# a", "# b", "# c"][..comments];
                let orders = &["HAM;1;1", "# 2;2;2", "#3;3;3"][..orders];
                let mut file = String::new();
                for line in comments.iter().chain(orders) {
                    file.push_str(line);
                    file.push('\n');
                }
                file.push_str("\nsum\nthe end\n");
                let expected = Import {
                    comments: strings(comments),
                    orders: strings(orders),
                    last: Some(String::from("sum")),
                };
                assert_eq!(read(&file), expected);
            }
        }
    }
}
