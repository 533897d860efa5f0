//! Says which step is running, and how long each took.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// The steps of one command. Each is named on standard error as it starts, so that nobody waits
/// without knowing for what.
#[derive(Debug, Default)]
pub struct Steps {
    done: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// Says `name`, does `work` and remembers how long it took, also when it fails.
    pub fn run<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        eprintln!("yalu: {name}");
        let start = Instant::now();
        let result = work();
        self.done.push((name, start.elapsed()));
        result
    }

    /// One line a step, in the order in which they ran, and their sum. Empty without steps.
    #[must_use]
    pub fn timings(&self) -> String {
        let mut text = String::new();
        if self.done.is_empty() {
            return text;
        }
        let total = ("all steps", self.done.iter().map(|(_, took)| *took).sum());
        for (name, took) in self.done.iter().chain([&total]) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{:>9.2} s  {name}", took.as_secs_f64());
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_steps_take_no_lines() {
        assert_eq!(Steps::default().timings(), "");
    }

    #[test]
    fn steps_are_listed_in_order_and_summed() {
        let steps = Steps {
            done: vec![
                ("one", Duration::from_millis(1500)),
                ("two", Duration::from_millis(250)),
            ],
        };
        assert_eq!(
            steps.timings(),
            "     1.50 s  one\n     0.25 s  two\n     1.75 s  all steps\n"
        );
    }

    #[test]
    fn a_step_gives_back_what_its_work_gives() {
        let mut steps = Steps::default();
        assert_eq!(steps.run("work", || 7), 7);
        assert_eq!(steps.done.len(), 1);
    }
}
