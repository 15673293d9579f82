use claims::Claim;
use std::collections::HashSet;

#[test]
fn each_claim_has_another_number() {
    let claims: Vec<Claim> = (0..500).map(|_| Claim::open("HAM-42")).collect();
    let numbers: HashSet<String> = claims.iter().map(|c| c.number.to_string()).collect();
    assert_eq!(numbers.len(), 500);
    assert!(claims.iter().all(|claim| claim.parcel == "HAM-42"));
}

#[test]
fn the_numbers_are_random() {
    for _ in 0..20 {
        assert_eq!(Claim::open("HAM-42").number.get_version_num(), 4);
    }
}

#[test]
fn every_form_of_the_number_is_about_the_claim() {
    for _ in 0..20 {
        let claim = Claim::open("BRE-7");
        let number = claim.number.to_string();
        let forms = [
            number.clone(),
            number.to_uppercase(),
            number.replace('-', ""),
            format!("{{{number}}}"),
            format!("urn:uuid:{number}"),
            format!("  {number}\n"),
        ];
        for written in forms {
            assert!(claim.is_about(&written), "{written:?}");
        }
    }
}

#[test]
fn another_number_is_not_about_the_claim() {
    let claim = Claim::open("BRE-7");
    for _ in 0..20 {
        assert!(!claim.is_about(&Claim::open("BRE-7").number.to_string()));
    }
}

#[test]
fn something_else_is_not_about_the_claim() {
    let claim = Claim::open("BRE-7");
    let number = claim.number.to_string();
    let almost = [&number[..35], &number[1..], "", "BRE-7", "number", "{}"];
    for written in almost {
        assert!(!claim.is_about(written), "{written:?}");
    }
    assert!(!claim.is_about(&format!("{number}0")));
}
