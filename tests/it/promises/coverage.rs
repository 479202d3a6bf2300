//! The table of operations and documented answers: which of them some test has reached.
//!
//! Every answer that the witness sees is noted (`harness/reached.rs`). Only a whole run can be judged, so this is a step of
//! its own after the suite:
//!
//! ```console
//! $ TESTS_REACHED=target/reached cargo test --test it
//! $ TESTS_REACHED=target/reached cargo test --test it -- --ignored --nocapture documented_answer
//! ```

use crate::harness::{
    promise::{Promise, implemented},
    reached::{self, Reached},
};
use std::{collections::HashSet, fmt::Write as _, path::Path};

/// What cannot be reached, and why: face, operation (`*`: each), status or code. This list only shrinks.
const EXCEPTIONS: &[(&str, &str, &str, &str)] = &[
    ("*", "*", "500", "nothing answers 500: the witness sees to it"),
    ("*", "*", "internal/error", "nothing answers 500: the witness sees to it"),
    ("replyke-v6", "*", "auth/server-error", "nothing answers 500: the witness sees to it"),
    ("replyke-v6", "*", "connection/server-error", "nothing answers 500: the witness sees to it"),
    ("replyke-v6", "*", "app-notification/server-error", "nothing answers 500: the witness sees to it"),
    (
        "replyke-v6",
        "requestNewAccessToken",
        "auth/no-user-found",
        "closing an account ends its sessions in the same commit",
    ),
    ("symphony-pod", "*", "403", "no account can be suspended yet"),
    ("symphony-pod", "authenticatePubkey", "400", "a log-in that cannot be read is one that failed (401)"),
    ("symphony-pod", "authenticateKeyManager", "400", "a log-in that cannot be read is one that failed (401)"),
    ("*", "getSpecializationAreas", "503", "a fixed list asks no database"),
    ("*", "getSpecializationAreas", "store/unavailable", "a fixed list asks no database"),
];

/// Codes that are seen in the answers of this face; of the others only the status is. Symphony's answers have numbers, and
/// Replyke sends these few as plain text.
fn is_seen(face: &str, code: &str) -> bool {
    match face {
        "v1" => true,
        "replyke-v6" => !["auth/missing", "auth/invalid", "auth/refused", "rate/limited"].contains(&code),
        _ => false,
    }
}

fn excepted(promise: &Promise, what: &str) -> bool {
    EXCEPTIONS.iter().any(|(face, operation, excepted, _)| {
        ["*", promise.face].contains(face) && ["*", promise.id()].contains(operation) && *excepted == what
    })
}

/// The row of one operation, and what is missing in it.
fn row(promise: &Promise, reached: &HashSet<Reached>) -> (String, Vec<String>) {
    let of: Vec<&Reached> =
        reached.iter().filter(|(face, operation, ..)| face == promise.face && operation == promise.id()).collect();
    let (mut line, mut missing) = (format!("{:14}{:32}", promise.face, promise.id()), vec![]);
    for status in promise.statuses() {
        let seen = of.iter().any(|(.., seen, _)| *seen == status);
        let mark = match (seen, excepted(promise, &status.to_string())) {
            (true, _) => "",
            (false, true) => "-",
            (false, false) => "!",
        };
        let _ = write!(line, " {status}{mark}");
        if mark == "!" {
            missing.push(status.to_string());
        }
    }
    for code in promise.codes().into_iter().filter(|code| is_seen(promise.face, code)) {
        let seen = of.iter().any(|(.., seen)| seen.as_deref() == Some(code));
        if !seen && !excepted(promise, code) {
            let _ = write!(line, " {code}!");
            missing.push(code.to_owned());
        }
    }
    (line, missing)
}

#[test]
#[ignore = "judges a whole run: a step of its own after the suite"]
fn every_documented_answer_was_reached() {
    let folder = std::env::var(reached::FOLDER).expect("TESTS_REACHED names the folder that the suite wrote");
    let reached = reached::read(Path::new(&folder));
    assert!(!reached.is_empty(), "nothing was reached: run the suite with {} first", reached::FOLDER);
    let (mut missing, mut answers) = (vec![], 0);
    println!("documented answers, by face and operation (`-`: an exception, `!`: no test reached it)");
    for promise in implemented() {
        let (line, gaps) = row(&promise, &reached);
        println!("{line}");
        answers += promise.statuses().len();
        missing.extend(gaps.into_iter().map(|gap| format!("{} {} {gap}", promise.face, promise.id())));
    }
    println!("{} operations, {answers} documented statuses", implemented().len());
    for (face, operation, what, why) in EXCEPTIONS {
        println!("exception: {face} {operation} {what}: {why}");
        let came = reached.iter().any(|(f, o, status, code)| {
            ["*", f.as_str()].contains(face)
                && ["*", o.as_str()].contains(operation)
                && (status.to_string() == *what || code.as_deref() == Some(*what))
        });
        assert!(!came, "{face} {operation} {what} is listed as an exception and was reached: take it off the list");
    }
    assert!(missing.is_empty(), "no test reached:\n    {}", missing.join("\n    "));
}
