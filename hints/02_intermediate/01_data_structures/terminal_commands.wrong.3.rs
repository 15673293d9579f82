// Wrong: takes the code out of a command that is only borrowed.
// Rejected by: E0507
//! At the terminal in the depot, people type commands such as `load HAM-1 12`. `waybill` reads the line and answers with
//! another one. In five lines, the code mixes up strings that it owns and strings that it borrows.
//!
//! Task: fix `parse` and `reply`. Every string is borrowed where that is enough, and owned where it is stored.
//! Read: <https://doc.rust-lang.org/book/ch08-02-strings.html#concatenating-with--or-format>

/// A command that somebody typed.
#[derive(Debug, PartialEq)]
enum Command {
    Help,
    /// The question where the parcel with this code is.
    Find(String),
    /// The parcel was loaded into this van.
    Load {
        code: String,
        van: u32,
    },
}

/// Reads a line. Returns `None` if it is no command. Large and small letters are the same in the first word.
fn parse(line: &str) -> Option<Command> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let verb = match words.first() {
        Some(word) => word.to_lowercase(),
        None => return None,
    };
    match (verb.as_str(), &words[1..]) {
        ("help", []) => Some(Command::Help),
        ("find", [code]) => Some(Command::Find(code.to_string())),
        ("load", [code, van]) => match van.parse() {
            Ok(van) => Some(Command::Load {
                code: code.to_string(),
                van,
            }),
            Err(_) => None,
        },
        _ => None,
    }
}

/// Returns the line that the terminal shows.
fn reply(command: &Command) -> String {
    match command {
        Command::Help => "find CODE, load CODE VAN".to_string(),
        Command::Find(code) => String::from("looking for ") + code,
        Command::Load { code, van } => *code + " is in van " + &van.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(code: &str, van: u32) -> Option<Command> {
        Some(Command::Load {
            code: code.to_string(),
            van,
        })
    }

    #[test]
    fn help_has_no_more_words() {
        assert_eq!(parse("help"), Some(Command::Help));
        assert_eq!(parse("  help \n"), Some(Command::Help));
        assert_eq!(parse("help me"), None);
    }

    #[test]
    fn find_has_a_code() {
        for code in ["HAM-1", "KÖL-22", "a", "12"] {
            let line = format!("find {code}");
            assert_eq!(parse(&line), Some(Command::Find(code.to_string())));
        }
        assert_eq!(parse("find"), None);
        assert_eq!(parse("find HAM-1 HAM-2"), None);
    }

    #[test]
    fn load_has_a_code_and_a_van() {
        for van in [0, 12, u32::MAX] {
            assert_eq!(parse(&format!("load HAM-1 {van}")), load("HAM-1", van));
        }
        assert_eq!(parse("load   KÖL-2    7"), load("KÖL-2", 7));
        assert_eq!(parse("load HAM-1"), None);
    }

    #[test]
    fn a_van_is_a_number() {
        assert_eq!(parse("load HAM-1 blue"), None);
        assert_eq!(parse("load HAM-1 -1"), None);
        assert_eq!(parse("load HAM-1 4294967296"), None);
    }

    #[test]
    fn the_first_word_may_be_in_large_letters() {
        assert_eq!(parse("HELP"), Some(Command::Help));
        assert_eq!(parse("Load ham-1 3"), load("ham-1", 3));
    }

    #[test]
    fn other_lines_are_no_commands() {
        for line in ["", "   ", "helpp", "unload HAM-1 3", "HAM-1"] {
            assert_eq!(parse(line), None);
        }
    }

    #[test]
    fn the_command_outlives_the_line() {
        let command = {
            let line = String::from("find HAM-1");
            parse(&line)
        };
        assert_eq!(command, Some(Command::Find(String::from("HAM-1"))));
    }

    #[test]
    fn every_command_has_a_reply() {
        assert_eq!(reply(&Command::Help), "find CODE, load CODE VAN");
        let find = Command::Find(String::from("KÖL-1"));
        assert_eq!(reply(&find), "looking for KÖL-1");
        assert_eq!(reply(&find), "looking for KÖL-1");
        let load = load("HAM-7", 12).unwrap();
        assert_eq!(reply(&load), "HAM-7 is in van 12");
    }
}
