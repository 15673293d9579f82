//! The office prints a table of all depots each evening. The table should be shown with `{}`, but the compiler refuses
//! the trait for a vector. When that works, the columns are crooked: one of the types ignores the width.
//!
//! Task: change `Table` so that it can have the trait, and then the line of `Weight` that ignores the width.
//! Read: <https://doc.rust-lang.org/std/fmt/struct.Formatter.html#method.pad>

use std::fmt;

/// A weight in grams. From 1 kg on it is shown in kilograms, with one digit after the dot, such as "18.4 kg".
struct Weight(u32);

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = if self.0 < 1_000 {
            format!("{} g", self.0)
        } else {
            // Rounds to 100 g, without a number with a dot.
            let tenths = (self.0 + 50) / 100;
            format!("{}.{} kg", tenths / 10, tenths % 10)
        };
        // TODO: change this when the rest compiles. `write!` does not care about the width that somebody asked for.
        write!(f, "{shown}")
    }
}

/// A line of the table.
struct Row {
    depot: String,
    parcels: u32,
    weight: Weight,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `<` is left, `>` is right, and the number is the width.
        write!(
            f,
            "{:<13}{:>9}{:>11}",
            self.depot, self.parcels, self.weight
        )
    }
}

// TODO: make this a struct with one field without a name. `type` only gives a second name to a type of somebody else.
/// The rows of the table.
type Table = Vec<Row>;

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<13}{:>9}{:>11}", "depot", "parcels", "weight")?;
        for row in self {
            writeln!(f, "{row}")?;
        }
        Ok(())
    }
}

/// Returns the table with these rows.
fn table(rows: Vec<Row>) -> Table {
    rows
}

fn main() {
    let mut rows = Vec::new();
    for (depot, parcels, grams) in [
        ("Hamburg", 31, 18_380),
        ("Köln", 7, 31_500),
        ("Frankfurt (M)", 1, 700),
        ("Oslo", 0, 0),
    ] {
        rows.push(Row {
            depot: String::from(depot),
            parcels,
            weight: Weight(grams),
        });
    }
    print!("{}", table(rows));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(depot: &str, parcels: u32, grams: u32) -> Row {
        Row {
            depot: String::from(depot),
            parcels,
            weight: Weight(grams),
        }
    }

    #[test]
    fn a_weight_has_a_unit() {
        for (grams, expected) in [
            (0, "0 g"),
            (999, "999 g"),
            (1_000, "1.0 kg"),
            (1_049, "1.0 kg"),
            (1_050, "1.1 kg"),
            (31_500, "31.5 kg"),
            (99_999, "100.0 kg"),
        ] {
            assert_eq!(Weight(grams).to_string(), expected);
        }
    }

    #[test]
    fn a_weight_respects_the_width() {
        assert_eq!(format!("[{:>9}]", Weight(700)), "[    700 g]");
        assert_eq!(format!("[{:<9}]", Weight(700)), "[700 g    ]");
        assert_eq!(format!("[{:.^9}]", Weight(18_400)), "[.18.4 kg.]");
    }

    #[test]
    fn a_width_that_is_too_small_cuts_nothing() {
        assert_eq!(format!("[{:>3}]", Weight(18_400)), "[18.4 kg]");
        assert_eq!(format!("[{}]", Weight(18_400)), "[18.4 kg]");
    }

    #[test]
    fn all_lines_are_equally_wide() {
        let mut rows = Vec::new();
        for i in 0..9 {
            let name = "Köln".repeat(i % 4);
            rows.push(row(&name, 10_u32.pow(i as u32), 7_u32.pow(i as u32)));
        }
        let all = table(rows).to_string();
        assert_eq!(all.lines().count(), 10);
        for line in all.lines() {
            assert_eq!(line.chars().count(), 33, "{line}");
        }
    }

    #[test]
    fn the_table_has_a_head_and_a_line_for_each_row() {
        assert_eq!(
            table(vec![row("KÖL", 7, 31_500), row("HAM", 0, 0)]).to_string(),
            "depot          parcels     weight\n\
             KÖL                  7    31.5 kg\n\
             HAM                  0        0 g\n"
        );
    }

    #[test]
    fn an_empty_table_has_only_a_head() {
        let all = table(Vec::new()).to_string();
        assert_eq!(all, "depot          parcels     weight\n");
    }
}
