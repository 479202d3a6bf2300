//! The page behind an error code: behind a problem's `type`, and what the refusals of the other faces mean.
//!
//! Faces have codes of the same name that mean different things, so a page has a part for each face that knows its code.

use super::{
    DOCUMENTS, Published,
    page::{escape, framed, html},
};
use crate::contract::{
    replyke,
    runtime::{Code, OperationInfo},
    symphony, v1,
};
use poem::{Response, http::StatusCode};
use std::{collections::BTreeMap, fmt::Write as _, sync::LazyLock};

const HERE: &str = "/docs/errors/";

/// What a code means on one face.
struct Meaning {
    face: Published,
    slug: &'static str,
    status: u16,
    title: &'static str,
    when: &'static str,
    remedy: &'static str,
    /// The fixed sentences that are answered, each with the operations that say it; nothing where there are none.
    sentences: BTreeMap<&'static str, Vec<&'static str>>,
    /// Tag, id and summary of each operation that is refused so.
    operations: Vec<(&'static str, &'static str, &'static str)>,
}

/// Every code of every face, in the order of the registries. Versions to come have the codes of v1.
static MEANINGS: LazyLock<Vec<Meaning>> = LazyLock::new(|| {
    let [talkamie, others @ ..] = DOCUMENTS;
    let [of_replyke, of_symphony] = others;
    let talkamie = meanings(talkamie, v1::ErrorCode::ALL, v1::OPERATIONS, |code| (code.when(), code.remedy()));
    let of_replyke = meanings(of_replyke, replyke::ErrorCode::ALL, replyke::OPERATIONS, |c| (c.when(), c.remedy()));
    let of_symphony = meanings(of_symphony, symphony::ErrorCode::ALL, symphony::OPERATIONS, |c| (c.when(), c.remedy()));
    talkamie.chain(of_replyke).chain(of_symphony).collect()
});

fn meanings<C: Code>(
    face: Published,
    codes: &'static [C],
    operations: &'static [&'static OperationInfo<C>],
    words: fn(C) -> (&'static str, &'static str),
) -> impl Iterator<Item = Meaning> {
    codes.iter().map(move |&code| {
        let (when, remedy) = words(code);
        let refused: Vec<_> = operations.iter().filter(|operation| operation.errors.contains(&code)).collect();
        let mut sentences = BTreeMap::<_, Vec<_>>::new();
        if refused.is_empty() {
            sentences.insert(code.sentence(""), vec![]);
        }
        for operation in &refused {
            sentences.entry(code.sentence(operation.id)).or_default().push(operation.id);
        }
        sentences.remove("");
        let operations = refused.iter().map(|operation| (operation.tag, operation.id, operation.summary)).collect();
        Meaning {
            face,
            slug: code.slug(),
            status: code.status(),
            title: code.title(),
            when,
            remedy,
            sentences,
            operations,
        }
    })
}

/// The page of one code; without one, the list of all.
pub(super) fn page(slug: &str) -> Response {
    if slug.is_empty() {
        return html(StatusCode::OK, framed("Errors · Talkamie", HERE, &list()));
    }
    let parts: String = MEANINGS.iter().filter(|meaning| meaning.slug == slug).map(part).collect();
    if parts.is_empty() {
        let body = "<h1>No such error code</h1><p><a href=\"/docs/errors/\">All error codes</a></p>";
        return html(StatusCode::NOT_FOUND, framed("No such error code · Talkamie", HERE, body));
    }
    let body = format!("<p><a href=\"/docs/errors/\">All error codes</a></p><h1><code>{slug}</code></h1>{parts}");
    html(StatusCode::OK, framed(&format!("{slug} · Talkamie errors"), HERE, &body))
}

/// All codes, a table for each face.
fn list() -> String {
    let mut body = String::from(
        "<h1>Error codes</h1><p>What a refusal's <code>code</code> means. How errors look and how to act on them is in the \
         <a href=\"/docs/guide/errors\">guide</a>. Answers of the Symphony Pod face have no code: look for their sentence.</p>",
    );
    for Published { name, title, .. } in DOCUMENTS {
        let _ = write!(
            body,
            "<h2 id=\"{name}\">{title}</h2><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Codes of {title}\">\
             <table><thead><tr><th scope=\"col\">Code</th><th scope=\"col\">Status</th><th scope=\"col\">Meaning</th></tr></thead><tbody>"
        );
        for Meaning { slug, status, title, sentences, .. } in MEANINGS.iter().filter(|known| known.face.name == name) {
            let said = sentences.keys().fold(String::new(), |all, sentence| format!("{all}<br>“{}”", escape(sentence)));
            let _ = write!(
                body,
                "<tr><td><a href=\"/docs/errors/{slug}#{name}\"><code>{slug}</code></a></td><td>{status}</td><td>{}{said}</td></tr>",
                escape(title)
            );
        }
        body.push_str("</tbody></table></div>");
    }
    body
}

/// What a code means on one face.
fn part(meaning: &Meaning) -> String {
    let Meaning { face, status, title, when, remedy, sentences, operations, .. } = meaning;
    let (id, face, query) = (face.name, face.title, face.title.replace(' ', "%20"));
    let mut part = format!(
        "<section id=\"{id}\"><h2>{face}</h2><p class=\"status\">Status {status}</p><p><strong>{}</strong></p>\
         <h3>When</h3><p>{}</p><h3>What to do</h3><p>{}</p>",
        escape(title),
        escape(when),
        escape(remedy),
    );
    if !sentences.is_empty() {
        part.push_str("<h3>What is said</h3><ul>");
        for (sentence, by) in sentences {
            let by = if sentences.len() > 1 { format!(" ({})", by.join(", ")) } else { String::new() };
            let _ = write!(part, "<li>“{}”{by}</li>", escape(sentence));
        }
        part.push_str("</ul>");
    }
    if !operations.is_empty() {
        part.push_str("<h3>Where</h3><ul>");
        for (tag, id, summary) in operations {
            let summary = escape(summary);
            let _ = write!(
                part,
                "<li><a href=\"/docs/?urls.primaryName={query}#/{tag}/{id}\"><code>{id}</code></a>: {summary}</li>"
            );
        }
        part.push_str("</ul>");
    }
    part + "</section>"
}
