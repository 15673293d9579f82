// Wrong: puts a date into each line of the file, and does not read the old lines any more.
// Rejected by: an_old_file_is_listed_as_before, an_old_file_can_be_changed
//! The tasks and their rules.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

/// A task. Its fields are private, so nobody outside of this module can make one with an empty title.
#[derive(Debug, PartialEq)]
pub struct Task {
    number: u32,
    title: String,
    done: bool,
}

impl Task {
    pub fn number(&self) -> u32 {
        self.number
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Returns the task that was printed as this line, or `None` if the line is no task. It is the opposite of
    /// `Display`, so both are in the same file.
    pub(crate) fn from_line(line: &str) -> Option<Task> {
        let (done, rest) = match line.strip_prefix("[ ] ") {
            Some(rest) => (false, rest),
            None => (true, line.strip_prefix("[x] ")?),
        };
        let (number, rest) = rest.split_once(' ')?;
        let (title, _date) = rest.split_once(" due:")?;
        Some(Task {
            number: number.parse().ok()?,
            title: valid_title(title).ok()?.to_string(),
            done,
        })
    }
}

impl fmt::Display for Task {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mark = if self.done { 'x' } else { ' ' };
        write!(f, "[{mark}] {} {}", self.number, self.title)
    }
}

/// The reason why the tasks did not change.
#[derive(Debug, PartialEq)]
pub enum TaskError {
    EmptyTitle,
    LineBreak,
    NoSuchTask(u32),
    AlreadyDone(u32),
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            TaskError::EmptyTitle => write!(f, "the title is empty"),
            TaskError::LineBreak => write!(f, "the title has more than one line"),
            TaskError::NoSuchTask(number) => write!(f, "there is no task {number}"),
            TaskError::AlreadyDone(number) => write!(f, "task {number} is done already"),
        }
    }
}

impl Error for TaskError {}

/// All tasks. A map and not a vector, because the number of a task is not its index: tasks are removed.
#[derive(Debug, Default, PartialEq)]
pub struct Tasks {
    by_number: BTreeMap<u32, Task>,
}

impl Tasks {
    pub fn new() -> Tasks {
        Tasks::default()
    }

    /// Returns the tasks in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &Task> {
        self.by_number.values()
    }

    /// Adds a task that is not done, and returns its number.
    pub fn add(&mut self, title: &str) -> Result<u32, TaskError> {
        let title = valid_title(title)?;
        let number = self.by_number.keys().last().map_or(1, |last| last + 1);
        let task = Task {
            number,
            title: title.to_string(),
            done: false,
        };
        self.by_number.insert(number, task);
        Ok(number)
    }

    /// Puts a task from the file in its place. Returns false if its number is taken.
    pub(crate) fn put(&mut self, task: Task) -> bool {
        if self.by_number.contains_key(&task.number) {
            return false;
        }
        self.by_number.insert(task.number, task);
        true
    }

    pub fn done(&mut self, number: u32) -> Result<&Task, TaskError> {
        let task = self
            .by_number
            .get_mut(&number)
            .ok_or(TaskError::NoSuchTask(number))?;
        if task.done {
            return Err(TaskError::AlreadyDone(number));
        }
        task.done = true;
        Ok(task)
    }

    pub fn remove(&mut self, number: u32) -> Result<Task, TaskError> {
        self.by_number
            .remove(&number)
            .ok_or(TaskError::NoSuchTask(number))
    }
}

/// Returns the title without the spaces around it. The rules for titles are here, once for new and for loaded tasks.
fn valid_title(title: &str) -> Result<&str, TaskError> {
    let title = title.trim();
    if title.is_empty() {
        return Err(TaskError::EmptyTitle);
    }
    // The file has a line for each task.
    if title.contains(['\n', '\r']) {
        return Err(TaskError::LineBreak);
    }
    Ok(title)
}
