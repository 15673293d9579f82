// Wrong: follows the help for the warning. `let _ =` drops the future, and nothing runs.
// Rejected by: tests::the_paper_is_cut_once_after_the_last_label
//! The label printer is slow, so its functions are `async`. Since then the desk prints no labels. The call of such a
//! function runs nothing: it returns a *future*, a value that does the work when somebody awaits it.
//!
//! Task: change `print_order` so that each label is printed and the pieces of paper are counted.
//! Read: <https://doc.rust-lang.org/book/ch17-01-futures-and-syntax.html#futures-and-the-async-syntax>

/// A printer. It keeps all labels that it has printed.
#[derive(Default)]
struct Printer {
    labels: Vec<String>,
}

impl Printer {
    /// Prints a label. Returns the number of pieces of paper that it takes.
    async fn print(&mut self, label: &str) -> usize {
        // While the printer is busy, other tasks can run.
        tokio::task::yield_now().await;
        self.labels.push(label.to_string());
        label.len().div_ceil(20)
    }

    /// Cuts the paper after the last label.
    async fn cut(&mut self) {
        tokio::task::yield_now().await;
        self.labels.push(String::from("---"));
    }
}

/// Prints a label for each code of an order, and cuts the paper. Returns the number of pieces of paper.
async fn print_order(printer: &mut Printer, codes: &[&str]) -> usize {
    let mut pieces = 0;
    for code in codes {
        pieces += printer.print(code).await;
    }
    let _ = printer.cut();
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    // `#[tokio::test]` starts a runtime for the test. The runtime polls the future of the test until it has ended.
    #[tokio::test]
    async fn each_label_is_printed_in_order() {
        for codes in [vec!["HAM-1"], vec!["HAM-1", "KÖL-2", "BRE-3"]] {
            let mut printer = Printer::default();
            print_order(&mut printer, &codes).await;
            assert_eq!(printer.labels[..codes.len()], codes);
        }
    }

    #[tokio::test]
    async fn the_pieces_of_paper_are_counted() {
        let mut printer = Printer::default();
        assert_eq!(print_order(&mut printer, &[]).await, 0);
        for length in [1, 20, 21, 40, 59] {
            let long = "x".repeat(length);
            let pieces = print_order(&mut printer, &[&long, "HAM-1"]).await;
            assert_eq!(pieces, length.div_ceil(20) + 1);
        }
    }

    #[tokio::test]
    async fn the_paper_is_cut_once_after_the_last_label() {
        let mut printer = Printer::default();
        print_order(&mut printer, &["HAM-1", "KÖL-2"]).await;
        assert_eq!(printer.labels, ["HAM-1", "KÖL-2", "---"]);
        print_order(&mut printer, &[]).await;
        assert_eq!(printer.labels.len(), 4);
        assert_eq!(printer.labels[3], "---");
    }

    #[tokio::test]
    async fn an_order_that_nobody_awaits_prints_nothing() {
        let mut printer = Printer::default();
        drop(print_order(&mut printer, &["HAM-1"]));
        assert!(printer.labels.is_empty());
    }
}
