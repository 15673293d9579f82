// Wrong: demands requests that live for ever.
// Rejected by: E0597
//! At night, `waybill` runs jobs that were added during the day. When a job runs, the request that added it is long
//! gone, and so is each string of that request. The compiler asks for a promise that a job borrows nothing from
//! there.
//!
//! Task: change the bounds and the jobs, so that each job owns the values it needs. `NightJobs` keeps its field.
//! Read: <https://doc.rust-lang.org/rust-by-example/scope/lifetime/static_lifetime.html#trait-bound>

use std::fmt::Display;

/// Jobs for the night.
#[derive(Default)]
struct NightJobs {
    // A `Box<dyn Fn() -> String>` can hold any closure without parameters that returns a `String`.
    jobs: Vec<Box<dyn Fn() -> String>>,
}

impl NightJobs {
    /// Adds a job.
    fn add<J: Fn() -> String + 'static>(&mut self, job: J) {
        self.jobs.push(Box::new(job));
    }

    /// Runs all jobs in their order, and returns their reports.
    fn run(&self) -> Vec<String> {
        self.jobs.iter().map(|job| job()).collect()
    }
}

/// Adds a job that reports a value under its name. The value can be of many types.
fn report_later<T: Display + 'static>(jobs: &mut NightJobs, name: &'static str, value: T) {
    jobs.add(move || format!("{name}: {value}"));
}

/// Adds a job for each customer. `customers` has their names, with commas between them.
fn remind_later(jobs: &mut NightJobs, customers: &'static str) {
    for customer in customers.split(',') {
        jobs.add(move || format!("remind {customer}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_customer_is_reminded_when_the_request_has_ended() {
        let mut jobs = NightJobs::default();
        {
            let request = String::from("Jörg,Zoë,Ann");
            remind_later(&mut jobs, &request);
        }
        assert_eq!(jobs.run(), ["remind Jörg", "remind Zoë", "remind Ann"]);
    }

    #[test]
    fn values_of_many_types_are_reported() {
        let mut jobs = NightJobs::default();
        for number in [0, 7, u64::MAX] {
            let name = format!("parcels of {number}");
            report_later(&mut jobs, &name, number);
        }
        report_later(&mut jobs, "depot", String::from("KÖL"));
        report_later(&mut jobs, "unit", "grams");
        let reports = [
            "parcels of 0: 0",
            "parcels of 7: 7",
            "parcels of 18446744073709551615: 18446744073709551615",
            "depot: KÖL",
            "unit: grams",
        ];
        assert_eq!(jobs.run(), reports);
    }

    #[test]
    fn jobs_can_run_again_in_the_next_night() {
        let mut jobs = NightJobs::default();
        remind_later(&mut jobs, "Ann");
        jobs.add(|| String::from("backup"));
        for _ in 0..3 {
            assert_eq!(jobs.run(), ["remind Ann", "backup"]);
        }
    }

    #[test]
    fn jobs_can_be_kept_for_ever() {
        fn keep<T: 'static>(value: T) -> T {
            value
        }
        let jobs = {
            let customers = String::from("Ann,Bo");
            let mut jobs = NightJobs::default();
            remind_later(&mut jobs, &customers);
            keep(jobs)
        };
        assert_eq!(jobs.run().len(), 2);
    }
}
