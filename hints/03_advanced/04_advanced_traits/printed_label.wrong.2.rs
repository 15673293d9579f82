// Wrong: does not fill the shorter rows.
// Rejected by: tests::shorter_rows_are_filled_with_spaces
//! A label is made of blocks: a line, a barcode, a frame around another block, and a column of blocks below each
//! other. A frame doesn't know which block is inside. It only knows that it can be drawn.
//!
//! Task: complete `Column` and `Frame`, so that the label is drawn as in the tests.
//! Read: <https://doc.rust-lang.org/book/ch18-02-trait-objects.html#implementing-the-trait>

/// A part of a label.
trait Block {
    /// Returns the rows of the block from top to bottom.
    fn rows(&self) -> Vec<String>;

    /// Returns the number of characters in the longest row.
    fn width(&self) -> usize {
        self.rows()
            .iter()
            .map(|row| row.chars().count())
            .max()
            .unwrap_or(0)
    }
}

/// One row of characters.
struct Line(String);

impl Block for Line {
    fn rows(&self) -> Vec<String> {
        vec![self.0.clone()]
    }
}

/// A barcode with three rows. The digit 3, for example, is three bars and half a bar as a gap.
struct Barcode(u32);

impl Block for Barcode {
    fn rows(&self) -> Vec<String> {
        let bar = |digit: char| "█".repeat(digit.to_digit(10).unwrap_or(0) as usize) + "▌";
        let row: String = self.0.to_string().chars().map(bar).collect();
        vec![row; 3]
    }
}

/// Blocks below each other.
struct Column {
    blocks: Vec<Box<dyn Block>>,
}

impl Block for Column {
    fn rows(&self) -> Vec<String> {
        self.blocks.iter().flat_map(|block| block.rows()).collect()
    }
}

/// A frame around a block. Shorter rows are filled with spaces.
struct Frame {
    inside: Box<dyn Block>,
}

impl Block for Frame {
    fn rows(&self) -> Vec<String> {
        let width = self.inside.width();
        let edge = "─".repeat(width + 2);
        let mut rows = vec![format!("┌{edge}┐")];
        for row in self.inside.rows() {
            rows.push(format!("│ {row} │"));
        }
        rows.push(format!("└{edge}┘"));
        rows
    }
}

/// Returns a block with one row.
fn line(row: &str) -> Box<dyn Block> {
    Box::new(Line(row.to_string()))
}

fn main() {
    let address = Column {
        blocks: vec![
            line("Jörg Köhler"),
            line("Am Süßen Berg 3"),
            line("50667 Köln"),
        ],
    };
    let label = Column {
        blocks: vec![
            line("waybill · express"),
            Box::new(Frame {
                inside: Box::new(address),
            }),
            Box::new(Barcode(1421)),
            line("KÖL-001421"),
        ],
    };
    for row in (Frame {
        inside: Box::new(label),
    })
    .rows()
    {
        println!("{row}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_the_rows_of_all_blocks_in_their_order() {
        let column = Column {
            blocks: vec![line("a"), Box::new(Barcode(21)), line("bc")],
        };
        assert_eq!(column.rows(), ["a", "██▌█▌", "██▌█▌", "██▌█▌", "bc"]);
        assert_eq!(column.width(), 5);
    }

    #[test]
    fn an_empty_column_has_no_rows() {
        let column = Column { blocks: Vec::new() };
        assert!(column.rows().is_empty());
        assert_eq!(column.width(), 0);
    }

    #[test]
    fn a_frame_is_as_wide_as_its_longest_row() {
        for name in ["HAM", "KÖL-7", ""] {
            let edge = "─".repeat(name.chars().count() + 2);
            let frame = Frame { inside: line(name) };
            assert_eq!(
                frame.rows(),
                [
                    format!("┌{edge}┐"),
                    format!("│ {name} │"),
                    format!("└{edge}┘")
                ]
            );
            assert_eq!(frame.width(), name.chars().count() + 4);
        }
    }

    #[test]
    fn shorter_rows_are_filled_with_spaces() {
        let column = Column {
            blocks: vec![line("Zoë"), line("Köln-Süd"), line("")],
        };
        let frame = Frame {
            inside: Box::new(column),
        };
        assert_eq!(
            frame.rows(),
            [
                "┌──────────┐",
                "│ Zoë      │",
                "│ Köln-Süd │",
                "│          │",
                "└──────────┘"
            ]
        );
    }

    #[test]
    fn a_frame_can_be_inside_of_a_frame() {
        let mut block = line("x");
        for _ in 0..2 {
            block = Box::new(Frame { inside: block });
        }
        assert_eq!(
            block.rows(),
            [
                "┌───────┐",
                "│ ┌───┐ │",
                "│ │ x │ │",
                "│ └───┘ │",
                "└───────┘"
            ]
        );
    }

    #[test]
    fn a_block_of_another_type_is_drawn_too() {
        struct Dots(usize);
        impl Block for Dots {
            fn rows(&self) -> Vec<String> {
                (1..=self.0).map(|number| "·".repeat(number)).collect()
            }
        }
        let column = Column {
            blocks: vec![
                Box::new(Dots(2)),
                Box::new(Frame {
                    inside: Box::new(Dots(1)),
                }),
            ],
        };
        assert_eq!(column.rows(), ["·", "··", "┌───┐", "│ · │", "└───┘"]);
    }
}
