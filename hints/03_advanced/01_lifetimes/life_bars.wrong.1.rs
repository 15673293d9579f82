// Wrong: takes the first `}` for the end, although it closes a block inside.
// Rejected by: tests::blocks_inside_close_first
//! This is a tiny borrow checker, for a language with four kinds of lines: `let name`, a loan such as `best =
//! &theirs;`, a line that opens a block with `{`, and a `}` that closes one. It draws a bar for the life of each
//! value, and finds each reference that is used after its value has ended. The program that it draws is the one of
//! `partner_offer`.
//!
//! Task: complete `lives` and `dead_uses`, so that the drawing is right.
//! Read: <https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html#the-borrow-checker>

/// The life of a value, from the line of its `let` to the line where its block closes. The first line has the
/// number 0.
#[derive(Debug, PartialEq)]
struct Life<'p> {
    name: &'p str,
    first: usize,
    last: usize,
}

/// A line that uses a reference whose value has ended.
#[derive(Debug, PartialEq)]
struct DeadUse<'p> {
    value: &'p str,
    reference: &'p str,
    line: usize,
}

/// Returns the words of a line, such as `best` and `theirs` in `best = &theirs;`.
fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

/// Returns the name that a `let` declares, if the line is a `let`.
fn declared(code: &str) -> Option<&str> {
    words(code.trim().strip_prefix("let ")?).next()
}

/// Returns the reference and its value, if the line is a loan such as `best = &theirs;`.
fn loan(code: &str) -> Option<(&str, &str)> {
    let (reference, value) = code.split_once("= &")?;
    Some((words(reference).last()?, words(value).next()?))
}

/// Returns the lives of all values of a program, in the order of their `let`s. No name is declared twice. A value
/// that is declared outside of all blocks ends with the last line of the program.
fn lives(program: &str) -> Vec<Life<'_>> {
    let mut lives = Vec::new();
    for (first, code) in program.lines().enumerate() {
        if let Some(name) = declared(code) {
            let mut last = first;
            for (line, code) in program.lines().enumerate().skip(first) {
                last = line;
                if code.trim() == "}" {
                    break;
                }
            }
            lives.push(Life { name, first, last });
        }
    }
    lives
}

/// Returns, for each loan, the first line that uses the reference after its value has ended, if there is one.
fn dead_uses(program: &str) -> Vec<DeadUse<'_>> {
    let lives = lives(program);
    let mut dead = Vec::new();
    for code in program.lines() {
        if let Some((reference, value)) = loan(code) {
            let Some(life) = lives.iter().find(|life| life.name == value) else {
                continue;
            };
            let mut after = program.lines().enumerate().skip(life.last + 1);
            let late = after.find(|(_, code)| words(code).any(|word| word == reference));
            dead.extend(late.map(|(line, _)| DeadUse {
                value,
                reference,
                line,
            }));
        }
    }
    dead
}

/// Returns a picture of a program, with a bar for the life of each value.
fn drawing(program: &str) -> String {
    let lives = lives(program);
    let mut drawing = String::new();
    for (line, code) in program.lines().enumerate() {
        let mut row = format!("{code:<28}");
        for life in &lives {
            row.push_str(match line {
                _ if line == life.first => "┬ ",
                _ if line == life.last => "┴ ",
                _ if (life.first..life.last).contains(&line) => "│ ",
                _ => "  ",
            });
        }
        if let Some(name) = declared(code) {
            row.push_str(name);
        }
        drawing.push_str(row.trim_end());
        drawing.push('\n');
    }
    for dead in dead_uses(program) {
        let DeadUse {
            value,
            reference,
            line,
        } = dead;
        // People count lines from 1 on.
        let row = format!(
            "line {}: `{reference}` is used, but `{value}` has ended\n",
            line + 1
        );
        drawing.push_str(&row);
    }
    drawing
}

const PARTNER: &str = "\
let ours = offer(1200);
let best;
best = &ours;
if expensive {
    let theirs = ask();
    best = &theirs;
}
print(best);";

fn main() {
    print!("{}", drawing(PARTNER));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn life(name: &str, first: usize, last: usize) -> Life<'_> {
        Life { name, first, last }
    }

    #[test]
    fn a_value_outside_of_all_blocks_ends_with_the_program() {
        assert_eq!(
            lives("let a;\nlet b;\nprint(a);"),
            [life("a", 0, 2), life("b", 1, 2)]
        );
        assert_eq!(lives("let a;"), [life("a", 0, 0)]);
        assert_eq!(lives("print(7);"), []);
    }

    #[test]
    fn a_value_ends_with_its_block() {
        assert_eq!(lives("{\n  let a;\n}\nprint(7);"), [life("a", 1, 2)]);
        assert_eq!(
            lives("let a;\nif x {\n  let b;\n  print(b);\n}\nlet c;"),
            [life("a", 0, 5), life("b", 2, 4), life("c", 5, 5)]
        );
    }

    #[test]
    fn blocks_inside_close_first() {
        let program = "{\nlet a;\n{\nlet b;\n}\n{\n{\nlet c;\n}\n}\nprint(a);\n}\n{\n}";
        assert_eq!(
            lives(program),
            [life("a", 1, 11), life("b", 3, 4), life("c", 7, 8)]
        );
    }

    #[test]
    fn a_use_during_the_life_is_fine() {
        for program in [
            "let a;\nlet r;\nr = &a;\nprint(r);",
            "let a;\nlet r;\n{\nr = &a;\n}\nprint(r);",
            "let r;\n{\nlet a;\nr = &a;\nprint(r);\n}\nprint(7);",
        ] {
            assert_eq!(dead_uses(program), [], "{program}");
        }
    }

    #[test]
    fn the_first_use_after_the_life_is_reported() {
        let program =
            "let r;\n{\n  let a;\n  r = &a;\n  print(r);\n}\nprint(rest);\nprint(7, r);\nprint(r);";
        let dead = DeadUse {
            value: "a",
            reference: "r",
            line: 7,
        };
        assert_eq!(dead_uses(program), [dead]);
    }

    #[test]
    fn each_loan_is_checked() {
        let program = "let r;\nlet s;\nlet t;\n{\nlet a;\nlet b;\nr = &a;\ns = &b;\n}\nprint(s);\nprint(r);\nt = &r;\nprint(t);";
        let dead = [
            DeadUse {
                value: "a",
                reference: "r",
                line: 10,
            },
            DeadUse {
                value: "b",
                reference: "s",
                line: 9,
            },
        ];
        assert_eq!(dead_uses(program), dead);
    }

    #[test]
    fn names_can_be_kept_as_long_as_the_program() {
        let program = PARTNER.to_string();
        let names: Vec<&str> = {
            let lives = lives(&program);
            lives.iter().map(|life| life.name).collect()
        };
        assert_eq!(names, ["ours", "best", "theirs"]);
    }
}
