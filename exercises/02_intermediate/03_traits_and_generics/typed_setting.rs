//! The settings of the service are lines such as `port = 8080`. One generic function reads them all: it returns the
//! type that its caller wants. Three callers do not say which one they want, and a fourth one gets a type that nobody
//! chose.
//!
//! Task: give each call and each variable the type that its function needs. `setting` is right.
//! Read: <https://doc.rust-lang.org/std/iter/trait.Iterator.html#method.collect>

use std::str::FromStr;

/// Returns the value of a setting, or `None` if the setting is missing or can't be parsed. `FromStr` is the trait of
/// all types that `parse` can make.
fn setting<T: FromStr>(settings: &str, name: &str) -> Option<T> {
    for line in settings.lines() {
        if let Some((key, value)) = line.split_once('=')
            && key.trim() == name
        {
            return value.trim().parse().ok();
        }
    }
    None
}

// TODO: give each `let` or call a type where one is missing.

/// Returns true if the depot can take bulky parcels. Without the setting it can't.
fn takes_bulky(settings: &str) -> bool {
    // This is right: the result of the function says which type is wanted.
    setting(settings, "bulky").unwrap_or(false)
}

/// Returns the sign at the door: the name of the depot in large letters.
fn sign(settings: &str) -> String {
    match setting(settings, "depot") {
        Some(name) => name.to_uppercase(),
        None => String::from("NO NAME"),
    }
}

/// Returns the seconds until the next try, at most an hour. Without the setting, or with a wrong one, there are 30.
fn wait_seconds(settings: &str) -> u64 {
    let seconds = match setting(settings, "wait") {
        Some(seconds) => seconds,
        None => return 30,
    };
    seconds.min(3_600)
}

/// Returns the names of all settings in alphabetical order, with a comma between them.
fn names(settings: &str) -> String {
    let mut names = settings
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim())
        .collect();
    names.sort();
    names.join(",")
}

/// Returns the line that the service logs when it starts. A port is a number from 0 to 65,535. Any other port is wrong,
/// and the service takes 8080.
fn start_line(settings: &str) -> String {
    // TODO: this line compiles. Which type does a number have if nobody names one?
    let port = setting(settings, "port").unwrap_or(8080);
    format!("waiting on port {port}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = "depot = Köln West\nport=443\nbulky = true\nwait = 45\n# the end\n";

    #[test]
    fn a_missing_setting_is_none() {
        let missing: Option<u8> = setting(SETTINGS, "cats");
        assert_eq!(missing, None);
        assert_eq!(setting::<i8>(SETTINGS, "wait"), Some(45));
        assert_eq!(setting::<i8>(SETTINGS, "port"), None);
    }

    #[test]
    fn bulky_parcels_are_allowed_by_true_only() {
        assert!(takes_bulky(SETTINGS));
        assert!(!takes_bulky(""));
        assert!(!takes_bulky("bulky = yes"));
    }

    #[test]
    fn the_sign_has_large_letters() {
        assert_eq!(sign(SETTINGS), "KÖLN WEST");
        assert_eq!(sign("depot = 12"), "12");
        assert_eq!(sign("port = 12"), "NO NAME");
    }

    #[test]
    fn the_wait_is_at_most_an_hour() {
        assert_eq!(wait_seconds(SETTINGS), 45);
        assert_eq!(wait_seconds("wait = 3600"), 3_600);
        assert_eq!(wait_seconds("wait = 3601"), 3_600);
        assert_eq!(wait_seconds("wait = 9000000000"), 3_600);
    }

    #[test]
    fn a_wrong_wait_is_30_seconds() {
        assert_eq!(wait_seconds(""), 30);
        assert_eq!(wait_seconds("wait = -1"), 30);
        assert_eq!(wait_seconds("wait = soon"), 30);
    }

    #[test]
    fn the_names_are_in_alphabetical_order() {
        assert_eq!(names(SETTINGS), "bulky,depot,port,wait");
        assert_eq!(names("b=1\na=2\nb=3"), "a,b,b");
        assert_eq!(names(""), "");
    }

    #[test]
    fn every_port_from_0_to_65535_is_taken() {
        for port in [0, 1, 443, 65_535] {
            let settings = format!("port = {port}");
            assert_eq!(start_line(&settings), format!("waiting on port {port}"));
        }
    }

    #[test]
    fn any_other_port_is_8080() {
        for port in ["-1", "65536", "99999999999", "http", ""] {
            let settings = format!("port = {port}");
            assert_eq!(start_line(&settings), "waiting on port 8080", "{port}");
        }
        assert_eq!(start_line(""), "waiting on port 8080");
    }
}
