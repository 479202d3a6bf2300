//! Which documented answers the tests of this process have seen: for the table of `promises/coverage.rs`.
//!
//! Written only when `TESTS_REACHED` names a folder: one file for each process, a line when an answer is seen first.

use super::callers::Answer;
use std::{
    collections::HashSet,
    fs::{self, File, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
    sync::{LazyLock, Mutex},
};

/// The variable that names the folder. Not one of the program's: those begin with `TALKAMIE_`, and it refuses unknown ones.
pub const FOLDER: &str = "TESTS_REACHED";

/// A documented answer: face, operation, status, and the code of a refusal that has one in its body.
pub type Reached = (String, String, u16, Option<String>);

/// Where answers are noted, and the lines that are there.
struct Seen(File, HashSet<String>);

static SEEN: LazyLock<Option<Mutex<Seen>>> = LazyLock::new(|| {
    let folder = PathBuf::from(std::env::var_os(FOLDER)?);
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{}.txt", std::process::id()));
    let file = OpenOptions::new().create(true).append(true).open(file).unwrap();
    Some(Mutex::new(Seen(file, HashSet::new())))
});

/// Notes that an operation gave this answer.
pub fn note(face: &str, operation: &str, answer: &Answer) {
    if SEEN.is_none() {
        return;
    }
    let body: Option<serde_json::Value> =
        if answer.status.is_success() { None } else { serde_json::from_slice(&answer.body).ok() };
    let code = body.as_ref().and_then(|body| body["code"].as_str()).unwrap_or("-");
    write(&format!("{face} {operation} {} {code}\n", answer.status.as_u16()));
}

/// Notes what the WebSocket said of an action: `answer`, `push`, or the code of a refusal. Its face is `wss`, its status 0.
pub fn note_action(action: &str, said: &str) {
    write(&format!("wss {action} 0 {said}\n"));
}

fn write(line: &str) {
    let Some(seen) = SEEN.as_ref() else { return };
    let mut seen = seen.lock().unwrap();
    if seen.1.insert(line.to_owned()) {
        seen.0.write_all(line.as_bytes()).unwrap();
    }
}

/// What all processes that wrote into a folder have seen.
pub fn read(folder: &Path) -> HashSet<Reached> {
    let files = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let lines: Vec<String> = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let reached = |line: &String| {
        let mut words = line.split(' ').map(str::to_owned);
        let (face, operation) = (words.next()?, words.next()?);
        Some((face, operation, words.next()?.parse().ok()?, words.next().filter(|code| code != "-")))
    };
    lines.iter().filter_map(reached).collect()
}
