//! What checking a body costs on top of parsing it: `cargo bench --bench validation`.
//!
//! Three paths over the same bytes, in alternating rounds: the typed parse without any check, the one-pass path (the
//! same parse with its checks), and the generic path (a tree, jsonschema, then the type). Rounds are far shorter than a
//! time slice and the fastest counts, so the figures are CPU time; compare the ratios of one run, not the figures of two.

use std::{hint::black_box, time::Instant};
use talkamie::contract::{
    runtime::{Accepts as _, fast},
    v1::{oracle, types::UserUpdate},
};

/// Rounds of each path; the fastest counts, because nothing but noise makes one slower.
const ROUNDS: u32 = 2_000;
/// Parses in one round.
const PARSES: u32 = 50;

/// Every field of `user_update`, as an app sends it.
const LARGE: &str = r#"{"name":"Daniel Ortiz","type":"volunteer","gender":"male","bio":"Nurse and good listener, mostly about gardens, boats and old radios, and glad to talk about the sea and about music.","dob":"1996-08-17","language":"English","country":"United States","state":"Oregon","city":"Portland","visibility":"seniors","fileDirPath":"user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222","picture":{"org":{"mimeType":"image/jpeg","url":"https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"}},"specialization":"Geriatric Nursing","certificate":{"org":{"mimeType":"application/pdf","url":"https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/certificate/org.pdf"}},"certificateState":"Oregon","licenseId":"RN-2019-004417","interests":[{"name":"photography","emoji":"📷"},{"name":"jigsaw puzzles"},{"name":"sailing","emoji":"⛵"}],"maxCallDuration":900,"maxCallCount":5,"pushNotification":{"enabled":true}}"#;

/// The least that people change.
const SMALL: &str = r#"{"bio":"Nurse and good listener.","city":"Portland"}"#;

fn main() {
    println!("{:<8}{:>7}  {:>12}  {:>18}  {:>18}", "body", "bytes", "type alone", "one pass", "generic");
    for (name, body) in [("large", LARGE), ("small", SMALL)] {
        let bytes = body.as_bytes();
        assert!(one_pass(bytes), "{name} is not accepted at once");
        assert!(generic(bytes), "{name} is not valid");
        let [alone, checked, tree] = fastest([type_alone, one_pass, generic], bytes);
        println!(
            "{name:<8}{:>7}  {alone:>9.0} ns  {checked:>9.0} ns {:>4.2}×  {tree:>9.0} ns {:>4.2}×",
            bytes.len(),
            checked / alone,
            tree / alone,
        );
    }
}

fn type_alone(bytes: &[u8]) -> bool {
    fast::<UserUpdate>(bytes, |_| true).is_some()
}

fn one_pass(bytes: &[u8]) -> bool {
    fast::<UserUpdate>(bytes, |v| v.accepts()).is_some()
}

fn generic(bytes: &[u8]) -> bool {
    let Ok(tree) = serde_json::from_slice(bytes) else { return false };
    oracle().judge("UserUpdate", &tree).is_empty() && serde_json::from_value::<UserUpdate>(tree).is_ok()
}

/// CPU nanoseconds of one parse in the fastest round of each path.
fn fastest(paths: [fn(&[u8]) -> bool; 3], bytes: &[u8]) -> [f64; 3] {
    let mut best = [f64::INFINITY; 3];
    for _ in 0..ROUNDS {
        for (path, best) in paths.iter().zip(&mut best) {
            let begun = Instant::now();
            for _ in 0..PARSES {
                black_box(path(black_box(bytes)));
            }
            *best = best.min(begun.elapsed().as_secs_f64() * 1e9 / f64::from(PARSES));
        }
    }
    best
}
