// Wrong: does not treat the first day, when there is no file yet.
// Rejected by: a_missing_file_is_an_empty_list
//! The file with the tasks.

use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::tasks::{Task, Tasks};

/// The reason why the file could not be used.
#[derive(Debug)]
pub enum StoreError {
    Io { path: PathBuf, cause: io::Error },
    BadLine { path: PathBuf, number: usize },
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            // The cause has a message of its own: the program prints it after this one.
            StoreError::Io { path, .. } => write!(f, "{} can't be used", path.display()),
            StoreError::BadLine { path, number } => {
                write!(f, "{}, line {number}: this is no task", path.display())
            }
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            StoreError::Io { cause, .. } => Some(cause),
            StoreError::BadLine { .. } => None,
        }
    }
}

/// Returns the tasks in a file. Before the first task there is no file.
pub fn load(path: &Path) -> Result<Tasks, StoreError> {
    let contents = match fs::read_to_string(path) {
        Ok(contents) => contents,
        Err(cause) => return Err(io_error(path, cause)),
    };
    let mut tasks = Tasks::new();
    for (index, line) in contents.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let added = Task::from_line(line).is_some_and(|task| tasks.put(task));
        if !added {
            return Err(StoreError::BadLine {
                path: path.to_path_buf(),
                number: index + 1,
            });
        }
    }
    Ok(tasks)
}

pub fn save(path: &Path, tasks: &Tasks) -> Result<(), StoreError> {
    let mut contents = String::new();
    for task in tasks.iter() {
        contents.push_str(&task.to_string());
        contents.push('\n');
    }
    fs::write(path, contents).map_err(|cause| io_error(path, cause))
}

fn io_error(path: &Path, cause: io::Error) -> StoreError {
    StoreError::Io {
        path: path.to_path_buf(),
        cause,
    }
}
