//! The page at `/`: what this is, and where everything is.

use super::{
    Published, Visitor,
    guide::PAGES,
    page::{escape, framed},
};
use std::fmt::Write as _;

/// The whole page. `visitors` are whom a newcomer may sign in as.
pub(super) fn page(documents: &[Published], visitors: &[Visitor], mock: bool) -> String {
    let mut body = String::from(
        "<h1>Talkamie’s API</h1><p>Talkamie brings seniors and volunteers together to talk. This server is its backend: they \
         connect, write to each other, schedule calls and call.</p>",
    );
    if mock {
        body.push_str(
            "<p><strong>Mock mode.</strong> Every answer is an example of the documents: nothing is kept, and any token will \
             do. <a href=\"/docs/guide/mock\">How to use it</a></p>",
        );
    }
    body.push_str("<p><a class=\"go\" href=\"/docs/\">Open the API reference</a></p>");
    if !visitors.is_empty() {
        let names = visitors.iter().map(|visitor| escape(visitor.name)).collect::<Vec<_>>().join(" or as ");
        let _ = write!(
            body,
            "<p>There, sign in with one button as {names}; then <em>Try it out</em> works for all of Talkamie’s own API, and for \
             Replyke’s document, which has a button and a token of its own. How to get a token for Symphony Pod is in the \
             <a href=\"/docs/guide/symphony\">guide</a>.</p>"
        );
    }
    body.push_str("<h2>Documents</h2><ul class=\"cards\">");
    for Published { title, address, about, .. } in documents {
        let query = title.replace(' ', "%20");
        let _ = write!(
            body,
            "<li><h3>{title}</h3><p>{about}</p><a href=\"/docs/?urls.primaryName={query}\">Read {title}</a> · \
             <a href=\"{address}\">OpenAPI 3.1<span class=\"unseen\"> of {title}</span></a></li>"
        );
    }
    // A mock has documents, and nobody to talk with.
    let trying = if mock { "" } else { " · <a href=\"/docs/wss/try\">Try it</a>" };
    let _ = write!(
        body,
        "<li><h3>WebSocket</h3><p>What happens elsewhere, and calls: <code>/v1/wss</code>.</p><a href=\"/docs/wss\">Read the \
         WebSocket</a>{trying} · <a href=\"/asyncapi.json\">AsyncAPI 3.0</a></li>",
    );
    body.push_str("</ul><h2>Guide</h2><ul>");
    for page in PAGES {
        let _ = write!(body, "<li><a href=\"/docs/guide/{}\">{}</a></li>", page.slug, escape(page.title));
    }
    body.push_str(
        "</ul><h2>When something goes wrong</h2><p>Every refusal has a code, and every code has <a href=\"/docs/errors/\">its \
         page</a>. Quote the header <code>X-Request-Id</code> when you ask for help.</p><h2>For operators</h2><p>\
         <a href=\"/healthz\"><code>/healthz</code></a> says whether the server is alive, \
         <a href=\"/readyz\"><code>/readyz</code></a> whether it can work. <code>/metrics</code> is for Prometheus, on this \
         machine or on an address of its own.</p>",
    );
    framed("Talkamie’s API", "/", &body)
}
