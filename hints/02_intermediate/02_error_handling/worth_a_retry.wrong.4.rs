// Wrong: calls a `_` not temporary, and forgets the busy service.
// Rejected by: tests::timeouts_and_busy_services_are_temporary
//! The map service sometimes needs a second try. The import asks it once, and orders fail because of one lost
//! packet. A colleague let the import ask ten times after every error. Since then, an unknown postcode takes ten
//! times as long.
//!
//! Task: complete `is_temporary` and `ask_patiently`, so that only errors that can go away are tried again.
//! Read: <https://doc.rust-lang.org/book/ch09-02-recoverable-errors-with-result.html#matching-on-different-errors>

/// The reason why the map service has no answer.
#[derive(Debug, Clone, PartialEq)]
enum MapError {
    Timeout,
    Busy { wait_ms: u32 },
    UnknownPostcode(u32),
    NotPaid,
}

impl MapError {
    /// Returns whether the same question can have an answer a little later.
    fn is_temporary(&self) -> bool {
        matches!(self, MapError::Timeout)
    }
}

/// A map service for tests. It gives the answers in their order, and the last one again and again.
struct Maps {
    answers: Vec<Result<u32, MapError>>,
    questions: usize,
    waited_ms: u32,
}

impl Maps {
    /// Returns the kilometres to a depot.
    fn ask(&mut self) -> Result<u32, MapError> {
        let index = self.questions.min(self.answers.len() - 1);
        self.questions += 1;
        self.answers[index].clone()
    }

    /// Waits. This one only counts the time, so that the tests are fast.
    fn wait(&mut self, wait_ms: u32) {
        self.waited_ms += wait_ms;
    }
}

/// Asks the map service, at most `tries` times. After a temporary error it asks again: at once after a timeout, and
/// after `wait_ms` when the service is busy. It returns the first answer, the first error that is not temporary, or
/// the error of the last try. It does not wait after the last try. A caller that passes 0 tries has a bug: then it
/// panics with "at least one try".
fn ask_patiently(maps: &mut Maps, tries: u32) -> Result<u32, MapError> {
    assert!(tries > 0, "at least one try");
    let mut left = tries;
    loop {
        left -= 1;
        match maps.ask() {
            Err(error) if error.is_temporary() && left > 0 => {
                if let MapError::Busy { wait_ms } = error {
                    maps.wait(wait_ms);
                }
            }
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUSY: MapError = MapError::Busy { wait_ms: 200 };

    fn service(answers: &[Result<u32, MapError>]) -> Maps {
        Maps {
            answers: answers.to_vec(),
            questions: 0,
            waited_ms: 0,
        }
    }

    #[test]
    fn timeouts_and_busy_services_are_temporary() {
        assert!(MapError::Timeout.is_temporary());
        for wait_ms in [0, 200, u32::MAX] {
            assert!(MapError::Busy { wait_ms }.is_temporary());
        }
    }

    #[test]
    fn unknown_postcodes_and_unpaid_bills_are_not_temporary() {
        assert!(!MapError::UnknownPostcode(99_999).is_temporary());
        assert!(!MapError::NotPaid.is_temporary());
    }

    #[test]
    fn a_good_answer_needs_one_question() {
        for tries in [1, 2, 10] {
            let mut maps = service(&[Ok(90)]);
            assert_eq!(ask_patiently(&mut maps, tries), Ok(90));
            assert_eq!(maps.questions, 1);
        }
    }

    #[test]
    fn after_temporary_errors_it_asks_again() {
        for failures in 1..6 {
            let mut answers = vec![Err(MapError::Timeout); failures];
            answers.push(Ok(90));
            let mut maps = service(&answers);
            assert_eq!(ask_patiently(&mut maps, 6), Ok(90));
            assert_eq!(maps.questions, failures + 1);
        }
    }

    #[test]
    fn an_error_that_stays_is_returned_at_once() {
        for error in [MapError::UnknownPostcode(7), MapError::NotPaid] {
            let mut maps = service(&[Err(MapError::Timeout), Err(error.clone()), Ok(90)]);
            assert_eq!(ask_patiently(&mut maps, 10), Err(error));
            assert_eq!(maps.questions, 2);
        }
    }

    #[test]
    fn the_last_error_is_returned_when_all_tries_failed() {
        let mut maps = service(&[Err(BUSY), Err(MapError::Timeout), Err(BUSY), Ok(90)]);
        assert_eq!(ask_patiently(&mut maps, 2), Err(MapError::Timeout));
        assert_eq!(maps.questions, 2);
        let mut maps = service(&[Err(BUSY)]);
        assert_eq!(ask_patiently(&mut maps, 4), Err(BUSY));
        assert_eq!(maps.questions, 4);
    }

    #[test]
    fn it_waits_for_a_busy_service_and_not_after_the_last_try() {
        for (tries, waited_ms) in [(1, 0), (2, 200), (5, 800)] {
            let mut maps = service(&[Err(BUSY)]);
            assert_eq!(ask_patiently(&mut maps, tries), Err(BUSY));
            assert_eq!(maps.waited_ms, waited_ms);
        }
        let mut maps = service(&[Err(BUSY), Err(MapError::Timeout), Ok(90)]);
        assert_eq!(ask_patiently(&mut maps, 3), Ok(90));
        assert_eq!(maps.waited_ms, 200);
    }

    #[test]
    #[should_panic(expected = "at least one try")]
    fn no_try_at_all_is_a_bug_of_the_caller() {
        let _ = ask_patiently(&mut service(&[Ok(90)]), 0);
    }
}
