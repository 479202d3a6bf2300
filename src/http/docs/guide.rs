//! The guide: `docs/guide/*.md` as HTML, the same words that the repository shows.

use super::page::{escape, file, framed, html};
use poem::{Response, http::StatusCode};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html as markdown_html};
use std::fmt::Write as _;

const HERE: &str = "/docs/guide/";

/// One page of the guide.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// The name of its file and the end of its address.
    pub slug: &'static str,
    pub title: &'static str,
    pub markdown: &'static str,
}

macro_rules! pages {
    ($($slug:literal: $title:literal),* $(,)?) => {
        /// Every page, in the order in which a newcomer reads them.
        pub const PAGES: &[Page] = &[$(Page {
            slug: $slug,
            title: $title,
            markdown: include_str!(concat!("../../../docs/guide/", $slug, ".md")),
        }),*];
    };
}

pages! {
    "quickstart": "Quickstart in five minutes",
    "clients": "A client in your language",
    "mock": "Mock mode: a front end before the backend",
    "authentication": "Authentication",
    "errors": "Errors",
    "pagination": "Lists, page by page",
    "idempotency": "Sending a request twice",
    "uploading-a-file": "Uploading a file",
    "wss": "WebSocket life cycle",
    "calls": "A call, step by step",
    "coins": "Coins",
    "web-balance-top-up-flow": "Web: balance top-up flow",
    "push-notification": "Push notifications",
    "replyke": "Moving from Replyke",
    "symphony": "Moving from Symphony",
    "versioning": "Versions and deprecation",
}

/// Drawings that pages show.
const DRAWINGS: &[(&str, &str)] = &[("call.svg", include_str!("../../../docs/guide/call.svg"))];

/// The page at `slug`, the list of all without one.
pub(super) fn page(slug: &str) -> Option<Response> {
    if slug.is_empty() {
        return Some(html(StatusCode::OK, framed("Guide · Talkamie", HERE, &list())));
    }
    if let Some((_, drawing)) = DRAWINGS.iter().find(|(name, _)| *name == slug) {
        return Some(file("image/svg+xml", drawing));
    }
    let at = PAGES.iter().position(|page| page.slug == slug)?;
    let page = &PAGES[at];
    let neighbours = neighbours(at);
    let body = format!("<article class=\"guide\">{}</article>{neighbours}", rendered(page.markdown));
    Some(html(StatusCode::OK, framed(&format!("{} · Talkamie guide", page.title), "", &body)))
}

fn list() -> String {
    let mut body =
        String::from("<h1>Guide</h1><p>Every command on these pages is run by the tests, as it is printed.</p><ol>");
    for page in PAGES {
        let _ = write!(body, "<li><a href=\"/docs/guide/{}\">{}</a></li>", page.slug, escape(page.title));
    }
    body + "</ol>"
}

/// The pages before and after.
fn neighbours(at: usize) -> String {
    let link = |at: Option<usize>, word: &str| {
        at.and_then(|at| PAGES.get(at)).map_or_else(String::new, |page| {
            format!("<li>{word}: <a href=\"/docs/guide/{}\">{}</a></li>", page.slug, escape(page.title))
        })
    };
    let (before, after) = (link(at.checked_sub(1), "Before"), link(Some(at + 1), "Next"));
    format!("<nav class=\"neighbours\" aria-label=\"Neighbours\"><ul>{before}{after}</ul></nav>")
}

/// Markdown as HTML: headings that can be linked to, tables and code that scroll by themselves, links to pages of the guide.
fn rendered(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut events: Vec<Event<'_>> = Parser::new_ext(markdown, options).map(served).collect();
    name_headings(&mut events);
    let mut out = String::new();
    markdown_html::push_html(&mut out, events.into_iter());
    out.replace("<pre>", "<pre tabindex=\"0\">")
        .replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
        .replace("<th>", "<th scope=\"col\">")
}

/// An event with its link as it is served: other pages have no ending there. Marks for the tests stay behind.
fn served(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = match dest_url.split_once(".md") {
                Some((page, rest)) if !dest_url.contains('/') => CowStr::from(format!("/docs/guide/{page}{rest}")),
                _ => dest_url,
            };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) if !dest_url.contains('/') => {
            let dest_url = CowStr::from(format!("/docs/guide/{dest_url}"));
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        Event::Html(text) if text.starts_with("<!--") => Event::Html(CowStr::from("")),
        event => event,
    }
}

/// Gives every heading below the first its words as a name.
fn name_headings(events: &mut [Event<'_>]) {
    let mut named = vec![];
    let mut open = None;
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if *level != HeadingLevel::H1 => open = Some((at, String::new())),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(text);
                }
            }
            Event::End(TagEnd::Heading(_)) => named.extend(open.take()),
            _ => {}
        }
    }
    for (at, words) in named {
        if let Some(Event::Start(Tag::Heading { id, .. })) = events.get_mut(at) {
            *id = Some(CowStr::from(slug(&words)));
        }
    }
}

/// As GitHub names a heading.
fn slug(words: &str) -> String {
    let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::rendered;

    #[test]
    fn markdown_becomes_a_page() {
        let page = rendered(
            "# A\n\n## How it *goes*, `b`\n\n[next](errors.md#shape) [out](https://example.org/a.md)\n\n<!-- story -->\n```sh\nls\n```\n",
        );
        assert!(page.contains("<h1>A</h1>"), "{page}");
        assert!(page.contains("<h2 id=\"how-it-goes-b\">"), "{page}");
        assert!(page.contains("href=\"/docs/guide/errors#shape\""), "{page}");
        assert!(page.contains("href=\"https://example.org/a.md\""), "{page}");
        assert!(!page.contains("story") && page.contains("<pre tabindex=\"0\">"), "{page}");
    }
}
