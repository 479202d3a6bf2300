//! The README's first ten minutes, and their continuations in docs/STORY.md, docs/OPERATING.md and docs/FACES.md, run as they are
//! printed: the real program, bash and curl. What a comment behind a command says is what the command has to print.

use crate::harness::{
    process::{self, Server},
    shell,
};
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
    let story = ["README.md", "docs/STORY.md", "docs/OPERATING.md", "docs/FACES.md"].map(stories).join("\n");
    let promised = promised(&story);
    assert!(promised.len() >= 40 && story.contains(NAMED), "the pages have stories: {promised:?}");
    // What a build leaves, for the shell to find where the README says. Nothing else is given to it.
    let built = server.folder.join("target/release");
    fs::create_dir_all(&built).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_talkamie"), built.join("talkamie")).unwrap();
    // On SQLite the page's own words lead to the server's database; the other one is elsewhere.
    let story = if server.database == DATABASE { story } else { story.replace(NAMED, &server.database) };
    assert_eq!(shell::run(&story, &server.folder, &server), promised);
}

/// The database of the README: as the server is started with it, and as its shell names it.
const DATABASE: &str = "sqlite:first.db";
const NAMED: &str = "sqlite:$PWD/first.db";

#[tokio::test]
async fn the_pages_run_as_printed_on_sqlite() {
    let readme = fs::read_to_string("README.md").unwrap();
    assert!(readme.contains(&format!("$ TALKAMIE_STAGE=dev target/release/talkamie serve --database {DATABASE}\n")));
    the_pages_run_as_printed(Server::on(process::folder(), DATABASE).await).await;
}

#[tokio::test]
async fn the_pages_run_as_printed_on_postgres() {
    if let Some(server) = Server::postgres(&[]).await {
        the_pages_run_as_printed(server).await;
    }
}
