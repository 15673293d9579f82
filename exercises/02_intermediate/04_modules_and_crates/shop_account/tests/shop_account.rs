//! You need not read the last three tests. They add a module to a copy of the crate, and call the compiler. The
//! code in it must not compile, because it writes a balance that no booking explains.

use shop_account::account::Account;
use shop_account::report::{greatest_payment, last_line};
use std::path::Path;
use std::process::Command;
use std::{env, fs, process};

fn account(bookings: &[i64]) -> Account {
    let mut account = Account::open();
    for cents in bookings {
        account.book(*cents);
    }
    account
}

#[test]
fn a_new_account_is_empty() {
    assert_eq!(last_line(&account(&[])), "0 cents after 0 bookings");
}

#[test]
fn the_report_shows_the_balance_and_the_number_of_bookings() {
    let bookings = [5_000, -490, -490, 100, -5_000];
    for count in 1..=bookings.len() {
        let sum: i64 = bookings[..count].iter().sum();
        let expected = format!("{sum} cents after {count} bookings");
        assert_eq!(last_line(&account(&bookings[..count])), expected);
    }
}

#[test]
fn the_report_finds_the_greatest_payment() {
    assert_eq!(greatest_payment(&account(&[50, -490, 700, 60])), Some(700));
    assert_eq!(greatest_payment(&account(&[1])), Some(1));
    assert_eq!(greatest_payment(&account(&[-490, -1, 0])), None);
    assert_eq!(greatest_payment(&account(&[])), None);
}

/// Adds a module with one function to a copy of this crate. Returns the codes of the compiler's errors. `name` is
/// the name of a folder for the copy.
fn errors_of(name: &str, body: &str) -> Vec<String> {
    let copy = env::temp_dir().join(format!("shop-account-{}-{name}", process::id()));
    fs::create_dir_all(&copy).unwrap();
    for file in ["lib.rs", "account.rs", "report.rs"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file);
        fs::copy(from, copy.join(file)).unwrap();
    }
    let mut root = fs::read_to_string(copy.join("lib.rs")).unwrap();
    root += &format!(
        "pub mod night_job {{\n use crate::account::Account;\n \
         pub fn run(account: &mut Account) {{ {body} }}\n}}\n"
    );
    fs::write(copy.join("lib.rs"), root).unwrap();
    let output = Command::new("rustc")
        .args([
            "--edition=2024",
            "--crate-type=lib",
            "--emit=metadata",
            "lib.rs",
        ])
        .current_dir(&copy)
        .output()
        .expect("rustc starts");
    fs::remove_dir_all(&copy).unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let errors = said.lines().filter_map(|line| line.strip_prefix("error["));
    errors.map(|error| error[..5].to_string()).collect()
}

#[test]
fn other_code_can_book() {
    let none: [&str; 0] = [];
    assert_eq!(errors_of("book", "account.book(5);"), none);
}

#[test]
fn other_code_in_this_crate_can_not_write_the_balance() {
    let errors = errors_of("write", "account.balance_cents = 1_000_000;");
    assert_eq!(
        errors,
        ["E0616"],
        "this compiles: account.balance_cents = 1_000_000;"
    );
    let errors = errors_of("push", "account.bookings.push(1_000_000);");
    assert_eq!(
        errors,
        ["E0616"],
        "this compiles: account.bookings.push(1_000_000);"
    );
}

#[test]
fn other_code_in_this_crate_can_not_build_an_account_with_a_balance() {
    let body = "*account = Account { balance_cents: 1_000_000, bookings: vec![] };";
    let errors = errors_of("build", body);
    assert!(
        !errors.is_empty() && errors.iter().all(|error| error == "E0451"),
        "this compiles: {body}"
    );
}
