//! The page behind a problem's `type`.

use super::page::{escape, framed, html};
use crate::contract::v1;
use poem::{Response, http::StatusCode};
use std::fmt::Write as _;

const HERE: &str = "/docs/errors/";

/// The page of one code; without one, the list of all.
pub(super) fn page(slug: &str) -> Response {
    let mut codes = v1::ErrorCode::ALL.iter().copied();
    if slug.is_empty() {
        return html(StatusCode::OK, framed("Errors · Talkamie", HERE, &list()));
    }
    match codes.find(|code| code.slug() == slug) {
        Some(code) => html(StatusCode::OK, framed(&format!("{slug} · Talkamie errors"), HERE, &about(code))),
        None => {
            let body = "<h1>No such error code</h1><p><a href=\"/docs/errors/\">All error codes</a></p>";
            html(StatusCode::NOT_FOUND, framed("No such error code · Talkamie", HERE, body))
        }
    }
}

fn list() -> String {
    let mut body = String::from(
        "<h1>Error codes</h1><p>What a refusal's <code>code</code> means. How errors look and how to act on them is in the \
         <a href=\"/docs/guide/errors\">guide</a>.</p><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"All codes\">\
         <table><thead><tr><th scope=\"col\">Code</th><th scope=\"col\">Status</th><th scope=\"col\">Meaning</th></tr></thead><tbody>",
    );
    for code in v1::ErrorCode::ALL {
        let (slug, status, title) = (code.slug(), code.status(), escape(code.title()));
        let _ = write!(
            body,
            "<tr><td><a href=\"/docs/errors/{slug}\"><code>{slug}</code></a></td><td>{status}</td><td>{title}</td></tr>"
        );
    }
    body + "</tbody></table></div>"
}

fn about(code: v1::ErrorCode) -> String {
    let mut operations = String::new();
    for operation in v1::OPERATIONS.iter().filter(|operation| operation.errors.contains(&code)) {
        let (tag, id, summary) = (operation.tag, operation.id, escape(operation.summary));
        let _ = write!(operations, "<li><a href=\"/docs/#/{tag}/{id}\"><code>{id}</code></a>: {summary}</li>");
    }
    format!(
        "<p><a href=\"/docs/errors/\">All error codes</a></p><h1><code>{}</code></h1><p class=\"status\">Status {}</p>\
         <p><strong>{}</strong></p><h2>When</h2><p>{}</p><h2>What to do</h2><p>{}</p><h2>Where</h2><ul>{operations}</ul>",
        code.slug(),
        code.status(),
        escape(code.title()),
        escape(code.when()),
        escape(code.remedy()),
    )
}
