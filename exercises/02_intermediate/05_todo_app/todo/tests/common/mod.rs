//! Things that the tests of all stages use. You need not read them.
#![allow(dead_code)]

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The program that the tests run.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_todo");

/// A folder that belongs to one test. The program runs in it and keeps its tasks there, in `todo.txt`.
pub struct Place {
    folder: PathBuf,
}

impl Place {
    pub fn new() -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("todo-test-{}-{number}", process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder); // left by a process that had the same id
        fs::create_dir_all(&folder).unwrap();
        Place { folder }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the path of the file with the tasks.
    pub fn file(&self) -> PathBuf {
        self.folder.join("todo.txt")
    }

    pub fn write(&self, contents: &str) {
        fs::write(self.file(), contents).unwrap();
    }

    pub fn read(&self) -> String {
        fs::read_to_string(self.file()).unwrap_or_else(|error| panic!("todo.txt: {error}"))
    }

    /// Returns the names of all files in the folder.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Runs the program with these arguments.
    pub fn todo(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(PROGRAM);
        command.args(arguments);
        self.run(command)
    }

    /// Runs a command in the folder.
    pub fn run(&self, mut command: Command) -> Run {
        command.current_dir(&self.folder).stdin(Stdio::null());
        if !command.get_envs().any(|(name, _)| name == "TODO_FILE") {
            command.env_remove("TODO_FILE");
        }
        let output = command.output().unwrap();
        // If a shell starts the program, only the arguments of the program matter.
        let arguments: Vec<_> = command.get_args().collect();
        let program = arguments.iter().position(|argument| *argument == PROGRAM);
        let words: Vec<String> = arguments[program.map_or(0, |index| index + 1)..]
            .iter()
            .map(|argument| format!("{argument:?}"))
            .collect();
        Run {
            command: format!("todo {}", words.join(" ")),
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A run of the program that has ended.
pub struct Run {
    pub command: String,
    /// The exit code. `None`: a signal has killed the program.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Run {
            command,
            code,
            stdout,
            stderr,
        } = self;
        write!(
            f,
            "`{command}` ended with {code:?}\nstdout: {stdout}\nstderr: {stderr}"
        )
    }
}

impl Run {
    /// Asserts that the run ended with this exit code, and returns the run.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Run {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    /// Asserts that the run printed exactly this to the standard output.
    #[track_caller]
    pub fn prints(self, expected: &str) -> Run {
        assert_eq!(self.stdout, expected, "{self}");
        self
    }

    /// Asserts that the run printed nothing to the standard output, and a message with `word` to the
    /// standard error.
    #[track_caller]
    pub fn complains_about(self, word: &str) -> Run {
        assert_eq!(
            self.stdout, "",
            "messages belong to the standard error\n{self}"
        );
        assert!(
            !self.stderr.trim().is_empty(),
            "there is no message\n{self}"
        );
        assert!(
            self.stderr.contains(word),
            "the message does not have {word:?}\n{self}"
        );
        self
    }
}

// ---- the learner's tests, with a program that is wrong -----------------------------------------------

/// Returns the program, without arguments. Your own tests call it instead of `Command::new`, because
/// the tests of the course run yours with other programs, too.
pub fn program() -> Command {
    let Ok(fault) = std::env::var("TODO_TEST_FAULT") else {
        return Command::new(PROGRAM);
    };
    let mut command = Command::new("/bin/sh");
    let script = format!("right='{}'\n{fault}", PROGRAM.replace('\'', r"'\''"));
    command.args(["-c", &script, "todo"]);
    command
}

/// Runs tests of this program again, with other arguments and in another folder. `fault` is a script for the shell
/// that runs instead of the program, and `$right` in it is the right program. Returns whether the tests have passed,
/// and the output.
pub fn run_tests(arguments: &[&str], fault: Option<&str>, folder: &Path) -> (bool, String) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(arguments).current_dir(folder);
    command
        .env_remove("TODO_FILE")
        .env_remove("TODO_TEST_FAULT");
    if let Some(script) = fault {
        command.env("TODO_TEST_FAULT", script);
    }
    let output = command.stdin(Stdio::null()).output().unwrap();
    let mut printed = String::from_utf8_lossy(&output.stdout).into_owned();
    printed.push_str(&String::from_utf8_lossy(&output.stderr));
    (output.status.success(), printed)
}
