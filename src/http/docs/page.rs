//! The frame of every page: what is above and below, one style sheet, and what the browser may load.

use super::Visitor;
use poem::{
    Response,
    http::{HeaderValue, StatusCode, header},
};
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");

/// The pages' own files, and nothing else.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; \
     base-uri 'none'; frame-ancestors 'none'",
);

/// Where the pages are: address and name.
const PLACES: [(&str, &str); 5] = [
    ("/", "Talkamie"),
    ("/docs/", "API reference"),
    ("/docs/wss", "WebSocket"),
    ("/docs/guide/", "Guide"),
    ("/docs/errors/", "Errors"),
];

/// A whole page. `here` is the place that it belongs to; `body` is HTML.
pub(super) fn framed(title: &str, here: &str, body: &str) -> String {
    laid_out(title, here, "", &format!("<main id=\"content\" class=\"content\">\n{body}\n</main>"))
}

/// A whole page that is laid out in its own way: `head` is HTML for its head, `body` has a `main` with the id `content`.
pub(super) fn laid_out(title: &str, here: &str, head: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<link rel=\"icon\" href=\"/docs/favicon-32x32.png\">\n\
         <link rel=\"stylesheet\" href=\"/docs/talkamie.css\">\n{head}</head>\n<body>\n{}{body}\n</body>\n</html>\n",
        escape(title),
        header(here, ""),
    )
}

/// What is above every page; `more` is HTML at its end.
pub(super) fn header(here: &str, more: &str) -> String {
    let mut links = String::new();
    for (address, name) in PLACES {
        let current = if address == here { " aria-current=\"page\"" } else { "" };
        let _ = write!(links, "<li><a href=\"{address}\"{current}>{name}</a></li>");
    }
    format!(
        "<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<header class=\"places\"><nav aria-label=\"Pages\"><ul>{links}</ul></nav>{more}</header>\n"
    )
}

/// A button for each of those whom a newcomer may sign in as. What it does is up to the page's script.
pub(super) fn buttons(visitors: &[Visitor]) -> String {
    let mut buttons = String::new();
    for Visitor { name, email, password } in visitors {
        let _ = write!(
            buttons,
            "<button type=\"button\" class=\"visitor\" data-email=\"{}\" data-password=\"{}\">{}</button>",
            escape(email),
            escape(password),
            escape(name)
        );
    }
    buttons
}

/// A page as it is sent.
pub(super) fn html(status: StatusCode, page: String) -> Response {
    Response::builder()
        .status(status)
        .content_type("text/html; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .body(page)
}

/// A file that pages load.
pub(super) fn asset(path: &str) -> Option<Response> {
    match path {
        "talkamie.css" => Some(file("text/css", STYLE)),
        "swagger.css" => Some(file("text/css", include_str!("swagger.css"))),
        "swagger.js" => Some(file("text/javascript", include_str!("swagger.js"))),
        _ => None,
    }
}

/// A file of this media type.
pub(super) fn file(media: &str, text: &'static str) -> Response {
    let response = Response::builder().content_type(format!("{media}; charset=utf-8"));
    response.header(header::CACHE_CONTROL, "no-cache").body(text)
}

/// A text as HTML writes it.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
