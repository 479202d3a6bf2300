//! `talkamie demo`.

use super::Common;
use crate::app::{Fault, demo};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::fmt;

/// What filling came to.
#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Filled {
    /// People who were added; 0 when they were there already.
    people: usize,
    connections: usize,
    reviews: usize,
    messages: usize,
    schedules: usize,
    /// Calls that are over, with what they cost.
    calls: usize,
    /// Addresses to sign in with. All people have the same password.
    logins: [&'static str; 2],
    password: &'static str,
}

impl fmt::Display for Filled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.people == 0 {
            writeln!(f, "The invented people are there already.")?;
        } else {
            writeln!(
                f,
                "Added {} people, {} connections, {} reviews, {} messages, {} scheduled calls and {} calls that are over.",
                self.people, self.connections, self.reviews, self.messages, self.schedules, self.calls
            )?;
        }
        f.write_str(demo::LOGINS)
    }
}

pub(super) fn run(common: &Common) -> Result<(), Fault> {
    common.on_database(async |ctx| {
        let filled = demo::fill(&ctx, &Bar::new()).await?;
        Ok(Filled {
            people: filled.people,
            connections: filled.connections,
            reviews: filled.reviews,
            messages: filled.messages,
            schedules: filled.schedules,
            calls: filled.calls,
            logins: [demo::SENIOR_EMAIL, demo::VOLUNTEER_EMAIL],
            password: demo::PASSWORD,
        })
    })
}

/// A bar on standard error, when that is a terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Self {
        let style = ProgressStyle::with_template("{msg:20} {wide_bar} {pos}/{len}");
        Self(ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }
}

impl demo::Progress for Bar {
    fn begin(&self, what: &'static str, steps: usize) {
        self.0.set_message(what);
        self.0.set_length(steps as u64);
        self.0.set_position(0);
    }

    fn step(&self) {
        self.0.inc(1);
    }

    fn done(&self) {
        self.0.finish_and_clear();
    }
}
