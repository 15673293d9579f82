//! The file with the tasks.

use std::error::Error;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
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
        // Only this error means that there are no tasks. For all others, they may well be there.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Tasks::new()),
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

/// Replaces the file. It is never half-written: the new contents go into a file beside it, and when all of them are on
/// the disk, the file gets the name of the old one. The operating system does a rename as a whole, or not at all.
pub fn save(path: &Path, tasks: &Tasks) -> Result<(), StoreError> {
    let mut contents = String::new();
    for task in tasks.iter() {
        contents.push_str(&task.to_string());
        contents.push('\n');
    }
    // The same name each time, so that the next save overwrites the file that a crash has left.
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = Path::new(&beside);
    let saved = write(beside, &contents).and_then(|()| fs::rename(beside, path));
    if saved.is_err() {
        // A second error would not help anybody, so it is ignored.
        let _ = fs::remove_file(beside);
    }
    saved.map_err(|cause| io_error(path, cause))
}

fn write(path: &Path, contents: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(contents.as_bytes())?;
    // The system may rename first and write later. After a power failure the file would be empty. No test can see this.
    file.sync_all()
}

fn io_error(path: &Path, cause: io::Error) -> StoreError {
    StoreError::Io {
        path: path.to_path_buf(),
        cause,
    }
}
