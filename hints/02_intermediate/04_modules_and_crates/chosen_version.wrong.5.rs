// Wrong: returns the reference that `max` found. The versions are borrowed, and the result is a version.
// Rejected by: E0308
//! Two machines built the same `waybill` and got different programs: Cargo had chosen a newer version of a crate on
//! one of them. A colleague wrote down how Cargo chooses, but wrongly. `1.2.3` in a manifest does not mean "exactly
//! 1.2.3".
//!
//! Task: correct `fits` and `chosen`, so that they choose as Cargo does.
//! Read: <https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html#default-requirements>

/// A version with its three numbers. The derived order compares `major` first, then `minor`, then `patch`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

// TODO: the comments of the two functions are right, and their bodies are not.

/// Returns true if Cargo may use `version` where a manifest says `wanted`: it is not older, and no number has
/// changed up to the first one in `wanted` that is not 0.
fn fits(wanted: Version, version: Version) -> bool {
    // A match says it in one place: which numbers must be equal. The order of versions is derived.
    let same = match wanted {
        Version { major: 1.., .. } => version.major == wanted.major,
        Version { minor: 1.., .. } => {
            (version.major, version.minor) == (wanted.major, wanted.minor)
        }
        _ => version == wanted,
    };
    same && version >= wanted
}

/// Returns the version that Cargo uses: the one in `Cargo.lock`, if it fits. Without it, the newest of the
/// published ones that fits. `published` is in no order.
fn chosen(wanted: Version, published: &[Version], locked: Option<Version>) -> Option<Version> {
    // The lock comes first: that is its whole purpose. `cargo update` is the command that forgets it.
    locked.filter(|version| fits(wanted, *version)).or_else(|| {
        let fitting = published.iter().filter(|version| fits(wanted, **version));
        fitting.max()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a version: `v("1.2.3")`.
    fn v(version: &str) -> Version {
        let numbers: Vec<u64> = version.split('.').map(|n| n.parse().unwrap()).collect();
        Version {
            major: numbers[0],
            minor: numbers[1],
            patch: numbers[2],
        }
    }

    fn all(versions: &[&str]) -> Vec<Version> {
        versions.iter().map(|version| v(version)).collect()
    }

    #[track_caller]
    fn check(wanted: &str, good: &[&str], bad: &[&str]) {
        for version in good {
            assert!(fits(v(wanted), v(version)), "{version} fits {wanted}");
        }
        for version in bad {
            let message = format!("{version} does not fit {wanted}");
            assert!(!fits(v(wanted), v(version)), "{message}");
        }
    }

    #[test]
    fn the_wanted_version_fits() {
        for version in ["1.2.3", "10.0.0", "0.4.2", "0.0.3", "0.0.0"] {
            check(version, &[version], &[]);
        }
    }

    #[test]
    fn a_newer_version_with_the_same_major_number_fits() {
        check(
            "1.2.3",
            &["1.2.4", "1.3.0", "1.99.0"],
            &["2.0.0", "2.2.3", "10.2.3"],
        );
        check("2.0.0", &["2.0.1", "2.7.1"], &["3.0.0", "20.0.0"]);
    }

    #[test]
    fn an_older_version_does_not_fit() {
        check("1.2.3", &[], &["1.2.2", "1.1.9", "0.2.3", "0.9.9"]);
        check("0.4.2", &[], &["0.4.1", "0.3.9"]);
    }

    #[test]
    fn below_1_0_the_middle_number_must_stay() {
        check(
            "0.4.2",
            &["0.4.3", "0.4.99"],
            &["0.5.0", "0.5.2", "1.4.2", "1.0.0"],
        );
    }

    #[test]
    fn below_0_1_no_number_may_change() {
        check("0.0.3", &[], &["0.0.4", "0.0.2", "0.1.3", "1.0.3"]);
        check("0.0.0", &[], &["0.0.1", "0.1.0", "1.0.0"]);
    }

    #[test]
    fn without_a_lock_the_newest_that_fits_is_chosen() {
        let published = all(&[
            "1.2.3", "1.10.0", "2.0.0", "1.9.7", "1.10.1", "0.9.0", "1.10.0",
        ]);
        assert_eq!(chosen(v("1.2.3"), &published, None), Some(v("1.10.1")));
        assert_eq!(chosen(v("0.1.0"), &published, None), None);
        assert_eq!(chosen(v("0.9.0"), &published, None), Some(v("0.9.0")));
        assert_eq!(chosen(v("1.0.0"), &[], None), None);
    }

    #[test]
    fn a_locked_version_stays_although_a_newer_one_fits() {
        let published = all(&["1.2.3", "1.4.0", "1.3.1"]);
        for locked in ["1.2.3", "1.3.1", "1.4.0"] {
            let locked = Some(v(locked));
            assert_eq!(chosen(v("1.2.3"), &published, locked), locked);
        }
    }

    #[test]
    fn a_locked_version_that_does_not_fit_any_more_is_replaced() {
        let published = all(&["1.9.0", "2.1.0", "2.0.4"]);
        let locked = Some(v("1.9.0"));
        assert_eq!(chosen(v("2.0.0"), &published, locked), Some(v("2.1.0")));
        assert_eq!(chosen(v("3.0.0"), &published, locked), None);
    }
}
