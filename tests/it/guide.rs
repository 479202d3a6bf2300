//! The guide, `docs/guide/*.md`, as its readers use it: every block of commands is run as printed against the real program
//! with the demo people, every JSON is held to the schema that it says it is, every setting is loaded, every link leads
//! somewhere.

use crate::harness::{Db, TestApp, process::Server, shell, witness::FACES};
use serde_json::Value;
use std::{collections::BTreeSet, fs, process::Command};
use talkamie::{
    app::config::{Sources, load},
    contract::v1,
    http::{
        EdgeSettings,
        docs::{self, PAGES},
    },
};

/// A fenced block: what the comment before it says of it, its language, its text.
struct Block {
    mark: String,
    language: String,
    text: String,
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut out: Vec<Block> = vec![];
    let (mut mark, mut open) = (String::new(), None::<Block>);
    for line in markdown.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (Some(_), Some(_)) => out.extend(open.take()),
            (None, Some(language)) => {
                open =
                    Some(Block { mark: std::mem::take(&mut mark), language: language.to_owned(), text: String::new() });
            }
            (None, None) => {
                if let Some(said) = line.strip_prefix("<!--").and_then(|line| line.strip_suffix("-->")) {
                    mark = said.trim().to_owned();
                } else if !line.trim().is_empty() {
                    mark.clear();
                }
            }
        }
    }
    assert!(open.is_none(), "a block that does not end");
    out
}

fn page(slug: &str) -> String {
    fs::read_to_string(format!("docs/guide/{slug}.md")).unwrap()
}

/// The shell of a page: what all pages have from the quickstart, then its own blocks.
fn script(slug: &str) -> String {
    let shell = |slug: &str, prelude: bool| {
        let blocks = blocks(&page(slug)).into_iter().filter(|block| block.language == "sh");
        let wanted = blocks
            .filter(|block| (block.mark == "story: all pages begin so") == prelude && block.mark.starts_with("story"));
        wanted.map(|block| block.text).collect::<Vec<_>>().join("\n")
    };
    format!("{}\n{}", shell("quickstart", true), shell(slug, false))
}

/// The program of a page, with that of the page it continues before it; empty when it has none.
fn program(slug: &str) -> String {
    let mut out = String::new();
    for block in blocks(&page(slug)).into_iter().filter(|block| block.language == "js") {
        if let Some(before) = block.mark.strip_prefix("story: continues ") {
            let open = program(before);
            out.extend(open.lines().filter(|line| !line.contains(".socket.close()")).map(|line| format!("{line}\n")));
        }
        out.push_str(&block.text);
    }
    out
}

/// What a page says that its commands print: the words after `# ` at the ends of lines.
fn promised(script: &str) -> Vec<String> {
    let commands = script.lines().filter(|line| !line.trim_start().starts_with('#'));
    let printed = commands.filter_map(|line| match line.contains("console.log(") {
        true => line.rsplit_once(" // "),
        false => line.rsplit_once(" # "),
    });
    printed.map(|(_, printed)| printed.trim().to_owned()).collect()
}

fn run(slug: &str, server: &Server) {
    let (script, program) = (script(slug), program(slug));
    let promised: Vec<_> = promised(&script).into_iter().chain(promised(&program)).collect();
    let folder = server.folder.join(slug);
    fs::create_dir(&folder).unwrap();
    // Node 20 has a WebSocket behind a flag, later ones have it anyway.
    let then = if program.is_empty() { "" } else { "node --no-warnings --experimental-websocket story.mjs" };
    fs::write(folder.join("story.mjs"), shell::here(&program, server)).unwrap();
    // The quickstart installs it and stays in the server's folder; here each page has a folder of its own.
    let said = shell::run(&format!("{}\n{script}\n{then}", shell::installed(server)), &folder, server);
    assert_eq!(said, promised, "{slug}: what is printed is what the page says");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_command_runs_as_printed() {
    if !shell::has(&["bash", "curl", "node", "openssl", "python3"]) {
        return;
    }
    let (server, mock) = (Server::sqlite(&[("TALKAMIE_DEMO", "true")]).await, Server::mock().await);
    let mut commands = 0;
    for page in PAGES {
        let server = if page.slug == "mock" { &mock } else { &server };
        tokio::task::block_in_place(|| run(page.slug, server));
        commands += promised(&script(page.slug)).len();
    }
    assert!(commands > 40, "{commands} commands say what they print");
}

#[test]
fn every_block_is_run_or_checked() {
    for page in PAGES {
        for Block { mark, language, text } in blocks(page.markdown) {
            let place = format!("docs/guide/{}.md: {text}", page.slug);
            let (mark, place_of_it) = mark.split_once(": ").unwrap_or((&mark, ""));
            match (language.as_str(), mark) {
                ("text", "drawing") => {}
                ("text", "starts") => starts(&text),
                ("text", "in the repository") => assert!(fs::exists(place_of_it).unwrap(), "{place}"),
                ("text", "lines of") => {
                    let there = fs::read_to_string(place_of_it).expect(&place);
                    let missing = text.lines().find(|line| !there.lines().any(|known| known.trim() == *line));
                    assert_eq!(missing, None, "{place}\nis not in {place_of_it}");
                }
                // `versions.rs` compares them with an answer.
                ("text", "headers") => assert!(!headers(page.slug).is_empty(), "{place}"),
                ("sh" | "js", "story") => {}
                // `clients/typescript/check` compiles and runs it.
                ("ts", "program") => assert_eq!(text, fs::read_to_string(place_of_it).expect(&place), "{place}"),
                ("toml", _) => {
                    let file = std::env::temp_dir().join(format!("talkamie-guide-{}.toml", uuid::Uuid::new_v4()));
                    fs::write(&file, &text).unwrap();
                    let loaded = load(&Sources { file: Some(file.clone()), ..Sources::default() });
                    fs::remove_file(&file).unwrap();
                    assert!(loaded.is_ok(), "{place}\n{}", loaded.unwrap_err());
                }
                ("json", "example") => fits(place_of_it, &text, &place),
                ("json", "frame") => fits(message(&serde_json::from_str(&text).expect(&place)), &text, &place),
                _ => panic!("{place}\nis neither run nor checked: {language} with the mark {mark:?}"),
            }
        }
    }
}

/// Holds an example to a schema: `NAME` of v1, or `FACE NAME`.
fn fits(schema: &str, text: &str, place: &str) {
    let (face, schema) = schema.split_once(' ').unwrap_or(("v1", schema));
    let face = FACES.iter().find(|known| known.name == face).expect(place);
    assert!(face.oracle.names().iter().any(|name| name == schema), "{place}\nno {schema}");
    let mistakes = face.oracle.judge(schema, &serde_json::from_str(text).expect(place));
    assert!(mistakes.is_empty(), "{place}\nis no {schema}: {mistakes:#?}");
}

/// The schema of what the server says over the WebSocket.
fn message(frame: &Value) -> &'static str {
    let info = v1::actions::ACTIONS.iter().find(|info| frame["action"] == info.name).expect("an action");
    if frame["success"] == true { info.message.expect("the server says it") } else { "WssFailure" }
}

/// That the program understands each of its command lines, up to a comment.
fn starts(text: &str) {
    for line in text.lines().filter_map(|line| line.strip_prefix("talkamie ")) {
        let words = line.split('#').next().unwrap_or_default().split_whitespace();
        let output = Command::new(env!("CARGO_BIN_EXE_talkamie")).args(words).arg("--help").output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The headers that a page shows: names in lower case, and values.
pub fn headers(slug: &str) -> Vec<(String, String)> {
    let shown = blocks(&page(slug)).into_iter().filter(|block| block.mark == "headers");
    let lines = shown.flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>());
    lines
        .filter_map(|line| Some((line.split_once(": ")?.0.to_lowercase(), line.split_once(": ")?.1.to_owned())))
        .collect()
}

/// Every `href` and `src` of a page.
fn links(html: &str) -> Vec<String> {
    let parts = ["href=\"", "src=\""].into_iter().flat_map(|attribute| html.split(attribute).skip(1));
    parts.filter_map(|part| Some(part.split_once('"')?.0.replace("&amp;", "&"))).collect()
}

#[tokio::test]
async fn every_link_of_every_page_leads_somewhere() {
    let app = TestApp::start_with(Db::Sqlite, EdgeSettings::default()).await.unwrap();
    let nobody = app.anonymous();
    let mut operations = BTreeSet::new();
    for face in &*FACES {
        let title = docs::all().find(|published| published.name == face.name).unwrap().title.replace(' ', "%20");
        let items = face.document["paths"].as_object().unwrap().values();
        for operation in items.flat_map(|item| item.as_object().unwrap().values()) {
            let [tag, id] = [&operation["tags"][0], &operation["operationId"]].map(|name| name.as_str().unwrap());
            operations.insert(format!("/docs/?urls.primaryName={title}#/{tag}/{id}"));
            if face.name == "v1" {
                operations.insert(format!("/docs/#/{tag}/{id}"));
            }
        }
    }
    let guide = PAGES.iter().map(|page| format!("/docs/guide/{}", page.slug));
    let pages = [
        "/",
        "/docs/",
        "/docs/guide/",
        "/docs/errors/",
        "/docs/errors/rate/limited",
        "/docs/errors/connection/not-found",
    ]
    .map(str::to_owned);
    let mut seen = 0;
    for address in pages.into_iter().chain(guide) {
        let page = nobody.get(&address).await;
        assert_eq!(page.status, 200, "{address}");
        assert!(page.header("content-security-policy").is_some(), "{address}");
        assert!(page.text().contains("<main") && page.text().contains("lang=\"en\""), "{address}");
        for link in links(&page.text()) {
            if link.starts_with("https://") {
                continue;
            }
            assert!(link.starts_with('/') || link.starts_with('#'), "{address} links to {link}");
            let (target, name) = link.split_once('#').unwrap_or((&link, ""));
            if target.starts_with("/docs/") && name.starts_with('/') {
                assert!(operations.contains(&link), "{address} links to the operation {link}");
                continue;
            }
            // Probes stand in front of the faces.
            if matches!(target, "/healthz" | "/readyz") {
                continue;
            }
            let there = nobody.get(if target.is_empty() { &address } else { target }).await;
            assert_eq!(there.status, 200, "{address} links to {link}");
            if !name.is_empty() {
                assert!(there.text().contains(&format!("id=\"{name}\"")), "{address} links to {link}: no such place");
            }
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} links");
    assert_eq!(nobody.get("/docs/guide/nothing").await.status, 404);
}

#[tokio::test]
async fn a_demo_token_is_offered_only_where_it_is_good() {
    for (stage, demo, offered) in [("dev", "true", true), ("dev", "false", false), ("prod", "true", false)] {
        let server = Server::sqlite(&[("TALKAMIE_STAGE", stage), ("TALKAMIE_DEMO", demo)]).await;
        let page = reqwest::get(format!("http://{}/docs/", server.address)).await.unwrap().text().await.unwrap();
        assert_eq!(page.contains("demo-password-1"), offered, "{stage}, demo people {demo}");
    }
}

/// The pages that the product's menu names as documents.
#[test]
fn the_documents_lead_to_the_pages_of_the_menu() {
    for slug in ["push-notification", "web-balance-top-up-flow", "uploading-a-file", "wss", "coins"] {
        let link = format!("(/docs/guide/{slug})");
        assert!(v1::DOCUMENT.contains(&link), "{slug}");
    }
}
