// Wrong: writes `partial_cmp` by hand and derives `Ord`. `max` and `sort` use the derived one.
// Rejected by: clippy::derive_ord_xor_partial_ord
//! The dispatcher always works on the greatest job: the most urgent one. If two jobs are equally urgent, the older one
//! is greater. Both types derive their order, and everything compiles. But express jobs wait, and a job called `ZZZ` is
//! always first.
//!
//! Task: correct the order of `Urgency` and the order of `Job`. `next_job` is right.
//! Read: <https://doc.rust-lang.org/std/cmp/trait.Ord.html#how-can-i-implement-ord>

use std::cmp::Ordering;

/// How urgent a job is. `Express` is greater than `Normal`, and `Normal` is greater than `Later`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Urgency {
    Later,
    Normal,
    Express,
}

/// A job. The more urgent job is greater. If both are equally urgent, the older job is greater: it has the smaller
/// minute. If the minutes are the same too, the job with the greater code is greater.
#[derive(Debug, Clone, PartialEq, Eq, Ord)]
struct Job {
    code: String,
    minute: u32,
    urgency: Urgency,
}

impl PartialOrd for Job {
    fn partial_cmp(&self, other: &Job) -> Option<Ordering> {
        let order = self
            .urgency
            .cmp(&other.urgency)
            .then_with(|| other.minute.cmp(&self.minute))
            .then_with(|| self.code.cmp(&other.code));
        Some(order)
    }
}

/// Returns the greatest job, which is the next one.
fn next_job(jobs: &[Job]) -> Option<&Job> {
    jobs.iter().max()
}

/// Returns true if the terminal should beep for such a job.
fn is_loud(urgency: Urgency) -> bool {
    urgency >= Urgency::Normal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(code: &str, minute: u32, urgency: Urgency) -> Job {
        Job {
            code: String::from(code),
            minute,
            urgency,
        }
    }

    #[test]
    fn express_is_greater_than_normal_and_normal_than_later() {
        assert!(Urgency::Express > Urgency::Normal);
        assert!(Urgency::Normal > Urgency::Later);
        assert!(Urgency::Later < Urgency::Express);
    }

    #[test]
    fn at_least_normal_is_loud() {
        assert!(is_loud(Urgency::Express));
        assert!(is_loud(Urgency::Normal));
        assert!(!is_loud(Urgency::Later));
    }

    #[test]
    fn no_jobs_have_no_next_one() {
        assert_eq!(next_job(&[]), None);
    }

    #[test]
    fn the_most_urgent_job_is_next() {
        let jobs = [
            job("ZZZ", 0, Urgency::Later),
            job("AAA", 90, Urgency::Express),
            job("ZZZ", 0, Urgency::Normal),
        ];
        assert_eq!(next_job(&jobs), Some(&jobs[1]));
        assert_eq!(next_job(&jobs[..1]), Some(&jobs[0]));
    }

    #[test]
    fn of_two_urgent_jobs_the_older_is_next() {
        for urgency in [Urgency::Express, Urgency::Normal, Urgency::Later] {
            let jobs = [job("ZZZ", 481, urgency), job("AAA", 480, urgency)];
            assert_eq!(next_job(&jobs), Some(&jobs[1]));
        }
    }

    #[test]
    fn the_code_decides_last() {
        let a = job("A", 5, Urgency::Normal);
        let b = job("B", 5, Urgency::Normal);
        assert!(b > a);
        assert!(job("A", 4, Urgency::Normal) > b);
    }

    #[test]
    fn only_the_same_job_is_equal() {
        let a = job("A", 5, Urgency::Normal);
        assert_eq!(a.cmp(&a.clone()), std::cmp::Ordering::Equal);
        assert_ne!(a, job("B", 5, Urgency::Normal));
        assert_ne!(a.cmp(&job("B", 5, Urgency::Normal)), a.cmp(&a));
    }

    #[test]
    fn both_traits_say_the_same() {
        for first in [job("A", 5, Urgency::Normal), job("B", 4, Urgency::Later)] {
            for second in [job("A", 4, Urgency::Normal), job("B", 4, Urgency::Later)] {
                assert_eq!(first.partial_cmp(&second), Some(first.cmp(&second)));
                assert_eq!(first < second, first.cmp(&second).is_lt());
            }
        }
    }

    #[test]
    fn all_jobs_come_in_the_right_order() {
        let mut jobs = Vec::new();
        for i in 0..60_u32 {
            let urgency = match i % 3 {
                0 => Urgency::Normal,
                1 => Urgency::Express,
                _ => Urgency::Later,
            };
            jobs.push(job(&format!("{:02}", 7 * i % 60), 13 * i % 10, urgency));
        }
        jobs.sort();
        jobs.reverse();
        for pair in jobs.windows(2) {
            let (first, second) = (&pair[0], &pair[1]);
            assert!(first.urgency >= second.urgency);
            if first.urgency == second.urgency {
                assert!(first.minute <= second.minute);
            }
            if first.urgency == second.urgency && first.minute == second.minute {
                assert!(first.code > second.code);
            }
        }
    }
}
