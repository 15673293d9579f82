use invoices::pay;
use std::process::Command;

#[test]
fn an_invoice_is_the_sum_of_its_prices() {
    assert_eq!(pay("Hat & Co", &[490]).line, "Hat & Co paid 4.90");
    assert_eq!(pay("Hat & Co", &[490, 990, 25]).line, "Hat & Co paid 15.05");
    assert_eq!(pay("Hat & Co", &[]).line, "Hat & Co paid 0.00");
    for count in 1..40 {
        let paid = pay("Books", &vec![101; count]).line;
        assert_eq!(paid, format!("Books paid {count}.{count:02}"));
    }
}

// You need not read this test. It asks Cargo for the crates that are in the build more than once.
#[test]
fn there_is_only_one_version_of_money() {
    let output = Command::new("cargo")
        .args(["tree", "--offline", "--prefix=none", "--edges=normal"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts");
    let tree = String::from_utf8(output.stdout).expect("the output is UTF-8");
    assert!(tree.contains("money v0.1.0"), "{tree}");
    assert!(!tree.contains("money v0.2.0"), "{tree}");
}
