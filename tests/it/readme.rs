//! The README's first ten minutes, and their continuations in docs/STORY.md and docs/FACES.md, run as they are printed: the real
//! program, bash and curl. What a comment behind a command says is what the command has to print.

use crate::harness::process::Server;
use std::{
    fs,
    process::{Command, Stdio},
};

/// The `sh` blocks of a page that are marked as stories.
fn stories(page: &str) -> String {
    let text = fs::read_to_string(page).unwrap();
    let blocks = text.split("<!-- story").skip(1).filter_map(|part| part.split_once("```sh\n")?.1.split_once("```"));
    blocks.map(|(block, _)| block).collect::<Vec<_>>().join("\n")
}

/// What the comments promise: the last word of each `command # answer`.
fn promised(story: &str) -> Vec<String> {
    let commands = story.lines().filter(|line| line.contains("| field ") && line.contains(" # "));
    commands.map(|line| line.rsplit_once(" # ").unwrap().1.trim().to_owned()).collect()
}

/// Whether this machine has what the pages use. CI has.
fn equipped() -> bool {
    let missing = ["bash", "curl", "openssl", "python3"].into_iter().find(|tool| {
        let found = Command::new("sh").args(["-c", &format!("command -v {tool}")]).stdout(Stdio::null()).status();
        !found.is_ok_and(|status| status.success())
    });
    if let Some(tool) = missing {
        assert!(std::env::var_os("CI").is_none(), "CI has {tool}");
        eprintln!("skipped: there is no {tool} here");
    }
    missing.is_none()
}

async fn the_pages_run_as_printed(server: Server) {
    if !equipped() {
        return;
    }
    let story = ["README.md", "docs/STORY.md", "docs/FACES.md"].map(stories).join("\n");
    let promised = promised(&story);
    assert!(promised.len() >= 28, "the pages have stories: {promised:?}");
    let folder = server.folder.clone();
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_talkamie"), bin.join("talkamie")).unwrap();
    let secret = "openssl rand -hex 32 > access.secret\ntalkamie tenant add --id 01900000-0000-7000-8000-000000000001 --name talkamie --replyke-access-secret-file access.secret >/dev/null\n";
    let script = format!("set -euo pipefail\n{secret}{}", story.replace("127.0.0.1:8080", &server.address));
    let output = Command::new("bash")
        .arg("-c")
        .arg(script)
        .current_dir(&folder)
        .env("PATH", format!("{}:{}", bin.display(), std::env::var("PATH").unwrap()))
        .env("TALKAMIE_DATABASE", &server.database)
        .output()
        .unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}\n{wrong}");
    assert_eq!(said.lines().map(str::to_owned).collect::<Vec<_>>(), promised, "{wrong}");
}

#[tokio::test]
async fn the_pages_run_as_printed_on_sqlite() {
    the_pages_run_as_printed(Server::sqlite(&[]).await).await;
}

#[tokio::test]
async fn the_pages_run_as_printed_on_postgres() {
    if let Some(server) = Server::postgres(&[]).await {
        the_pages_run_as_printed(server).await;
    }
}
