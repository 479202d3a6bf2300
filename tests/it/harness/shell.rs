//! Commands as pages print them, run by a shell beside a server.

use super::process::Server;
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// Whether this machine has what the pages use. CI has.
pub fn has(tools: &[&str]) -> bool {
    let missing = tools.iter().find(|tool| {
        let found = Command::new("sh").args(["-c", &format!("command -v {tool}")]).stdout(Stdio::null()).status();
        !found.is_ok_and(|status| status.success())
    });
    if let Some(tool) = missing {
        assert!(std::env::var_os("CI").is_none(), "CI has {tool}");
        eprintln!("skipped: there is no {tool} here");
    }
    missing.is_none()
}

/// A text with the server's address where pages have the usual one.
pub fn here(text: &str, server: &Server) -> String {
    text.replace("127.0.0.1:8080", &server.address)
}

/// What a shell begins with where the program is installed, and on the server's database without saying so.
pub fn installed(server: &Server) -> String {
    let bin = server.folder.join("bin");
    if fs::create_dir(&bin).is_ok() {
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_talkamie"), bin.join("talkamie")).unwrap();
    }
    format!("export PATH='{}':\"$PATH\" TALKAMIE_DATABASE='{}'", bin.display(), server.database)
}

/// Runs a script in a folder, with nothing but what it says itself. Answers the lines that it prints.
pub fn run(script: &str, folder: &Path, server: &Server) -> Vec<String> {
    let output = Command::new("bash")
        .arg("-c")
        .arg(format!("set -euo pipefail\n{}", here(script, server)))
        .current_dir(folder)
        .env_remove("TALKAMIE_DATABASE")
        .output()
        .unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}\n{wrong}");
    said.lines().map(|line| line.trim().to_owned()).collect()
}
