// Wrong: asks the first error again, and the loop never ends.
// Rejected by: panic
//! A `RowError` keeps the error of the field in it, but the log shows only the outermost words: "line 2 is
//! refused". The trait `Error` has a method for the cause, `source`. With it, the log can draw the whole tree.
//!
//! Task: complete both `source` methods and `tree`, so that the log shows each cause below its error.
//! Read: <https://doc.rust-lang.org/std/error/trait.Error.html#method.source>

use std::error::Error;
use std::fmt;
use std::num::ParseIntError;

/// A line that is refused.
#[derive(Debug)]
struct LineError {
    line: usize,
    cause: RowError,
}

/// The reason why a line is refused.
#[derive(Debug)]
enum RowError {
    MissingField(usize),
    Grams(ParseIntError),
    Parcels(ParseIntError),
}

// The words of an error do not repeat its cause. The tree shows the cause anyway.
impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} is refused", self.line)
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RowError::MissingField(index) => write!(f, "field {} is missing", index + 1),
            RowError::Grams(_) => write!(f, "the weight is wrong"),
            RowError::Parcels(_) => write!(f, "the number of parcels is wrong"),
        }
    }
}

// `dyn Error` is any error. `'static` is about lifetimes: such an error has no borrowed parts. Topic 3.1 explains it.
impl Error for LineError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.cause)
    }
}

impl Error for RowError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            RowError::MissingField(_) => None,
            RowError::Grams(cause) | RowError::Parcels(cause) => Some(cause),
        }
    }
}

/// Returns the words of an error and of all its causes, each in a line of its own.
fn tree(error: &dyn Error) -> String {
    let mut tree = format!("{error}\n");
    let mut source = error.source();
    let mut depth = 0;
    while let Some(cause) = source {
        tree.push_str(&format!("{}└─ {cause}\n", " ".repeat(depth * 3)));
        depth += 1;
        source = error.source();
    }
    tree
}

/// Returns the weight of a whole order in grams.
fn order_grams(line: &str) -> Result<u64, RowError> {
    let field = |index| {
        line.split(';')
            .nth(index)
            .ok_or(RowError::MissingField(index))
    };
    let grams: u32 = field(1)?.parse().map_err(RowError::Grams)?;
    let parcels: u32 = field(2)?.parse().map_err(RowError::Parcels)?;
    Ok(u64::from(grams) * u64::from(parcels))
}

/// Prints the result for each line of the import.
fn main() {
    let lines = ["HAM;700;2", "KÖL;7OO;1", "BRE;90", "HAM;12;99999999999"];
    for (index, line) in lines.iter().enumerate() {
        match order_grams(line) {
            Ok(grams) => println!("{line}: {grams} g"),
            Err(cause) => {
                println!("{line}:");
                let error = LineError {
                    line: index + 1,
                    cause,
                };
                for row in tree(&error).lines() {
                    println!("  {row}");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause_of(wrong: &str) -> ParseIntError {
        wrong.parse::<u32>().unwrap_err()
    }

    #[test]
    fn the_source_of_a_line_is_the_error_of_its_row() {
        for index in [0, 1, 7] {
            let error = LineError {
                line: 3,
                cause: RowError::MissingField(index),
            };
            let words = error.source().map(|source| source.to_string());
            assert_eq!(words, Some(format!("field {} is missing", index + 1)));
        }
    }

    #[test]
    fn the_source_of_a_row_is_the_error_of_its_number() {
        for wrong in ["", "7OO", "99999999999"] {
            let expected = Some(cause_of(wrong).to_string());
            for error in [
                RowError::Grams(cause_of(wrong)),
                RowError::Parcels(cause_of(wrong)),
            ] {
                let words = error.source().map(|source| source.to_string());
                assert_eq!(words, expected, "{error:?}");
            }
        }
    }

    #[test]
    fn a_missing_field_has_no_source() {
        assert!(RowError::MissingField(2).source().is_none());
    }

    #[test]
    fn a_tree_without_a_cause_is_one_line() {
        assert_eq!(tree(&RowError::MissingField(2)), "field 3 is missing\n");
        assert_eq!(
            tree(&cause_of("")),
            "cannot parse integer from empty string\n"
        );
    }

    #[test]
    fn a_tree_shows_each_cause_once_and_further_to_the_right() {
        let cause = RowError::Grams(cause_of("7OO"));
        let drawn = "the weight is wrong\n└─ invalid digit found in string\n";
        assert_eq!(tree(&cause), drawn);
        let error = LineError { line: 2, cause };
        let drawn = "line 2 is refused\n\
                     └─ the weight is wrong\n   \
                        └─ invalid digit found in string\n";
        assert_eq!(tree(&error), drawn);
    }

    // You need not read this test. It makes an error with five causes, one below the other.
    #[test]
    fn a_tree_can_be_deep() {
        #[derive(Debug)]
        struct Deep(u32, Option<Box<Deep>>);
        impl fmt::Display for Deep {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "level {}", self.0)
            }
        }
        impl Error for Deep {
            fn source(&self) -> Option<&(dyn Error + 'static)> {
                self.1.as_deref().map(|inner| inner as &dyn Error)
            }
        }
        let mut error = Deep(0, None);
        for level in 1..6 {
            error = Deep(level, Some(Box::new(error)));
        }
        let mut drawn = String::from("level 5\n");
        for level in 0..5 {
            drawn.push_str(&format!(
                "{}└─ level {}\n",
                " ".repeat(level * 3),
                4 - level
            ));
        }
        assert_eq!(tree(&error), drawn);
    }
}
