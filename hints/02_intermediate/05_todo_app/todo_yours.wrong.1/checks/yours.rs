// Wrong: tests the old options again, and not the new one.
// Rejected by: my_tests_notice_when_it_is_missing
//! Tests.

use crate::common::program;

#[test]
fn an_unknown_option_is_refused() {
    let output = program().args(["list", "--closed"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
