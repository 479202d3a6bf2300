//! The README's first ten minutes, and their continuations in docs/STORY.md and docs/FACES.md, run as they are printed: the real
//! program, bash and curl. What a comment behind a command says is what the command has to print.

use crate::harness::{process::Server, shell};
use std::fs;

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

async fn the_pages_run_as_printed(server: Server) {
    if !shell::has(&["bash", "curl", "openssl", "python3"]) {
        return;
    }
    let story = ["README.md", "docs/STORY.md", "docs/FACES.md"].map(stories).join("\n");
    let promised = promised(&story);
    assert!(promised.len() >= 28, "the pages have stories: {promised:?}");
    let secret = "openssl rand -hex 32 > access.secret\ntalkamie tenant add --id 01900000-0000-7000-8000-000000000001 --name talkamie --replyke-access-secret-file access.secret >/dev/null\n";
    assert_eq!(shell::run(&format!("{secret}{story}"), &server.folder, &server), promised);
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
