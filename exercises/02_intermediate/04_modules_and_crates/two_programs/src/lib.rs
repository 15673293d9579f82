//! The tracking codes that both programs of `waybill` read.

/// Returns whether a string is a tracking code: three capital letters, a dash, and six digits.
#[must_use]
pub fn is_code(code: &str) -> bool {
    let (letters, digits) = code.split_once('-').unwrap_or_default();
    letters.len() == 3
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && digits.len() == 6
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}
