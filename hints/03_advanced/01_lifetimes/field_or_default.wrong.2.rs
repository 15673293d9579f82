// Wrong: removes the name from `name` only, but the function returns `default` too.
// Rejected by: E0621
//! Shops send rows such as `depot=HAM;note_de=klingeln`. `field` returns a value of such a row, or a default. It
//! belongs to a colleague, who put `'a` on the first two parameters, "to be on the safe side".
//!
//! Task: correct the lifetimes of `field`. The function `note` and all bodies stay as they are.
//! Read: <https://doc.rust-lang.org/book/ch10-03-lifetime-syntax.html#relationships>

/// Returns the value of the field `name` in `row`, or `default` if there is no such field.
fn field<'a>(row: &'a str, name: &str, default: &str) -> &'a str {
    for part in row.split(';') {
        if let Some((key, value)) = part.split_once('=')
            && key == name
        {
            return value;
        }
    }
    default
}

/// Returns the note for the courier in a language, such as `de`, or `default` if there is no such note.
fn note<'a>(row: &'a str, language: &str, default: &'a str) -> &'a str {
    let name = format!("note_{language}");
    field(row, &name, default)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = "depot=HAM;grams=700;note_de=klingeln;note_fr=sonnez = 2;empty=";

    #[test]
    fn a_field_is_found_by_its_name() {
        for (name, value) in [("depot", "HAM"), ("grams", "700"), ("empty", "")] {
            assert_eq!(field(ROW, name, "-"), value);
        }
        assert_eq!(field(ROW, "note_fr", "-"), "sonnez = 2");
    }

    #[test]
    fn a_missing_field_has_the_default() {
        for default in ["-", "", "0"] {
            assert_eq!(field(ROW, "note", default), default);
            assert_eq!(field("", "depot", default), default);
            assert_eq!(field("depot", "depot", default), default);
        }
    }

    #[test]
    fn a_note_has_a_language() {
        assert_eq!(note(ROW, "de", "-"), "klingeln");
        assert_eq!(note(ROW, "fr", "-"), "sonnez = 2");
        assert_eq!(note(ROW, "it", "-"), "-");
    }

    #[test]
    fn the_value_can_be_used_when_the_name_has_ended() {
        let value = {
            let name = String::from("depot");
            field(ROW, &name, "-")
        };
        assert_eq!(value, "HAM");
    }

    #[test]
    fn the_default_can_belong_to_the_caller() {
        let row = String::from("depot=BRE");
        let default = format!("{} g", 500);
        assert_eq!(field(&row, "grams", &default), "500 g");
        assert!(std::ptr::eq(
            field(&row, "grams", &default),
            default.as_str()
        ));
    }
}
