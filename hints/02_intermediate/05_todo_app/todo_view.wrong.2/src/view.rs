// Wrong: lists a task if one of the options fits.
// Rejected by: all_conditions_must_hold
//! The options of `todo list`, and the tags.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::tasks::{Task, Tasks};

/// The options of `todo list`. The default lists all tasks in the order of their numbers.
#[derive(Debug, Default, PartialEq)]
pub struct View {
    /// `None` means: open tasks and those that are done.
    pub done: Option<bool>,
    pub tag: Option<String>,
    pub find: Option<String>,
    pub order: Order,
}

#[derive(Debug, Default, PartialEq)]
pub enum Order {
    #[default]
    Number,
    Title,
    State,
}

impl Tasks {
    /// Returns the tasks that fit, in order. They are borrowed: nothing is copied.
    pub fn select(&self, view: &View) -> Vec<&Task> {
        let mut chosen: Vec<&Task> = self.iter().filter(|task| view.fits(task)).collect();
        // Both sorts are stable: tasks that are equal keep their order, which is the order of their numbers.
        match view.order {
            Order::Number => {}
            Order::Title => chosen.sort_by_key(|task| task.title().to_lowercase()),
            Order::State => chosen.sort_by_key(|task| task.is_done()), // false is less than true
        }
        chosen
    }
}

impl View {
    /// An option that is not given fits every task.
    fn fits(&self, task: &Task) -> bool {
        let all = self.done.is_none() && self.tag.is_none() && self.find.is_none();
        all || self.done.is_some_and(|done| task.is_done() == done)
            || self
                .tag
                .as_deref()
                .is_some_and(|wanted| tags(task).any(|tag| tag == wanted))
            || self.find.as_deref().is_some_and(|part| {
                let title = task.title().to_lowercase();
                title.contains(&part.to_lowercase())
            })
    }
}

/// Returns the tags of a task, without the plus. A plus alone is no tag.
fn tags(task: &Task) -> impl Iterator<Item = &str> {
    task.title()
        .split_whitespace()
        .filter_map(|word| word.strip_prefix('+'))
        .filter(|tag| !tag.is_empty())
}

/// Returns each tag with the number of open tasks that have it. The most frequent one is first.
pub fn count_tags(tasks: &Tasks) -> Vec<(&str, usize)> {
    let mut counts = BTreeMap::new();
    for task in tasks.iter().filter(|task| !task.is_done()) {
        // The set has each tag once, even if it is twice in the title.
        for tag in tags(task).collect::<BTreeSet<_>>() {
            *counts.entry(tag).or_insert(0) += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| Reverse(count)); // stable, so the alphabet decides between equal counts
    counts
}
