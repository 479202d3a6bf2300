//! The architecture is a test: which room may name which (docs/ARCHITECTURE.md).

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Room, what it may name of our own, and which outside crates it must not name.
const ROOMS: &[(&str, &[&str], &[&str])] = &[
    ("contract", &[], &["poem", "sqlx", "rusqlite"]),
    ("domain", &["contract"], &["poem", "sqlx", "rusqlite", "tokio"]),
    ("store", &["domain", "contract"], &["poem"]),
    ("operations", &["store", "domain", "contract"], &["poem", "sqlx", "rusqlite"]),
    ("adapters", &["operations", "domain", "contract"], &["poem", "sqlx", "rusqlite"]),
    ("http", &["operations", "domain", "contract"], &["sqlx", "rusqlite"]),
    ("wss", &["operations", "domain", "contract"], &["sqlx", "rusqlite"]),
    ("app", &["http", "wss", "adapters", "operations", "store", "domain", "contract"], &["sqlx", "rusqlite"]),
];

/// What speaks to databases: named in `store::sql` only.
const DRIVERS: &[&str] = &["sqlx", "rusqlite"];

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Every `crate::room` and `talkamie::room` that a text names, and every outside crate of interest.
fn named(text: &str) -> BTreeSet<String> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut out = BTreeSet::new();
    for part in code.split("crate::").skip(1) {
        if let Some(list) = part.strip_prefix('{') {
            // `use crate::{a::…, b::…}`: the names at the first level.
            let mut depth = 0;
            let mut word = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => word.clear(),
                    ':' if depth == 0 && !word.is_empty() => {
                        out.insert(std::mem::take(&mut word));
                        depth += 0;
                    }
                    c if depth == 0 && (c.is_alphanumeric() || c == '_') => word.push(c),
                    _ => {}
                }
            }
        } else {
            out.insert(part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    for outside in ["poem", "sqlx", "rusqlite", "tokio"] {
        // Not inside a text: a log filter may speak of a crate.
        if code.contains(&format!("use {outside}::")) || code.contains(&format!(" {outside}::")) {
            out.insert(outside.to_owned());
        }
    }
    out
}

#[test]
fn rooms_name_only_what_they_may() {
    let rooms: BTreeSet<&str> = ROOMS.iter().map(|(room, ..)| *room).collect();
    let mut broken = vec![];
    for (room, may, must_not) in ROOMS {
        let mut found = vec![];
        files(&Path::new("src").join(room), &mut found);
        // The compiler writes code that names poem; it does not name poem itself.
        for file in found.into_iter().filter(|file| !file.starts_with("src/contract/codegen")) {
            let text = fs::read_to_string(&file).unwrap();
            let sql = file.starts_with("src/store/sql");
            for name in named(&text) {
                let ours = rooms.contains(name.as_str()) && name != *room && !may.contains(&name.as_str());
                let outside =
                    must_not.contains(&name.as_str()) || (*room == "store" && !sql && DRIVERS.contains(&name.as_str()));
                if ours || outside {
                    broken.push(format!(
                        "{} names {name}: {room} may only name {may:?}, and never {must_not:?}",
                        file.display()
                    ));
                }
            }
        }
    }
    assert!(broken.is_empty(), "docs/ARCHITECTURE.md, the table of rooms:\n{}", broken.join("\n"));
}
