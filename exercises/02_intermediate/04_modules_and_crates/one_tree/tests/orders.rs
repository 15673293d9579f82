use orders::import::total_cents;
use orders::tax::with_tax;

#[test]
fn a_price_gets_its_tax() {
    assert_eq!(with_tax(100), 119);
    assert_eq!(with_tax(0), 0);
    assert_eq!(with_tax(5), 5);
    assert_eq!(with_tax(99), 117);
    assert_eq!(with_tax(1_000_000), 1_190_000);
}

#[test]
fn an_order_costs_its_prices_with_tax() {
    assert_eq!(total_cents("100"), Some(119));
    assert_eq!(total_cents("100 + 5 + 99"), Some(119 + 5 + 117));
    for price in [0, 7, 250, 4_999] {
        let order = format!("{price}+{price}");
        assert_eq!(total_cents(&order), Some(2 * with_tax(price)));
    }
}

#[test]
fn an_order_with_a_wrong_price_has_no_total() {
    for wrong in ["", "100 +", "100 + 2x", "-5"] {
        assert_eq!(total_cents(wrong), None);
    }
}

// You need not read this test. It looks into the files of the two modules.
#[test]
fn only_the_root_declares_modules() {
    let files = [
        ("src/import.rs", include_str!("../src/import.rs")),
        ("src/tax.rs", include_str!("../src/tax.rs")),
    ];
    for (file, code) in files {
        for line in code.lines() {
            let code = line.split("//").next().unwrap_or("");
            let declares = code.split_whitespace().any(|word| word == "mod");
            assert!(!declares, "{file} declares a module: {line}");
        }
    }
}
