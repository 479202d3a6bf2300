//! The pages of the WebSocket: what is said over it, made from the AsyncAPI document when somebody first asks, and a page on
//! which to try it. Nothing of them comes from elsewhere, and neither has a script or a style in its text.

mod page;
mod schema;
mod trying;

use super::{
    Visitor,
    page::{escape, file, html, laid_out},
};
use crate::contract::v1;
use poem::{Response, http::StatusCode};
use pulldown_cmark::{Options, Parser, html as markdown_html};
use serde_json::Value;
use std::sync::LazyLock;

const HERE: &str = "/docs/wss";
const TRY: &str = "/docs/wss/try";

/// The document.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(v1::ASYNCAPI).unwrap_or_default());
static PAGE: LazyLock<String> = LazyLock::new(|| page::written(&DOCUMENT));

/// What lies at `/docs/wss` and below; `None`: nothing.
pub(super) fn page(path: &str, visitors: &[Visitor]) -> Option<Response> {
    match path {
        "" => Some(html(StatusCode::OK, PAGE.clone())),
        "try" => Some(html(StatusCode::OK, trying::page(visitors))),
        "wss.css" => Some(file("text/css", include_str!("wss.css"))),
        "try.css" => Some(file("text/css", include_str!("try.css"))),
        "try.js" => Some(file("text/javascript", include_str!("try.js"))),
        "call.js" => Some(file("text/javascript", include_str!("call.js"))),
        _ => None,
    }
}

/// Markdown as HTML. Its headings begin at `level`.
fn markdown(text: &str, level: usize) -> String {
    let mut out = String::new();
    markdown_html::push_html(&mut out, Parser::new_ext(text, Options::ENABLE_TABLES));
    // The document writes `##`, wherever its words are shown.
    out.replace("<h2>", &format!("<h{level}>")).replace("</h2>", &format!("</h{level}>"))
}

/// A sentence of Markdown, without a paragraph around it.
fn inline(text: &str) -> String {
    let html = markdown(text.trim(), 2);
    let html = html.trim();
    html.strip_prefix("<p>").and_then(|inner| inner.strip_suffix("</p>")).unwrap_or(html).to_owned()
}

/// The members of an object; none of anything else.
fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

/// The items of a list; none of anything else.
fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A text; empty for anything else.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every value of an attribute of the page.
    fn values<'a>(page: &'a str, attribute: &str) -> BTreeSet<&'a str> {
        let begin = format!(" {attribute}=\"");
        page.split(begin.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn every_action_code_and_schema_has_its_place_and_every_link_leads_to_one() {
        let page = &*PAGE;
        let names = values(page, "id");
        assert_eq!(page.matches(" id=\"").count(), names.len(), "no name stands twice");
        for info in v1::actions::ACTIONS {
            assert!(names.contains(info.name), "{}", info.name);
            assert!(info.older.is_none_or(|older| page.contains(&format!("<code>{older}</code>"))), "{:?}", info.older);
        }
        for (component, _) in members(&DOCUMENT["components"]["schemas"]) {
            assert!(names.contains(format!("schema-{component}").as_str()), "{component}");
        }
        for closing in items(&DOCUMENT["channels"]["wss"]["x-close-codes"]) {
            assert!(names.contains(format!("close-{}", closing["code"]).as_str()), "{closing}");
        }
        for link in values(page, "href").into_iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(names.contains(link), "#{link}");
        }
        for link in values(page, "href").into_iter().filter_map(|link| link.strip_prefix("/docs/errors/")) {
            assert!(link.is_empty() || v1::ErrorCode::ALL.iter().any(|code| code.slug() == link), "{link}");
        }
    }

    #[test]
    fn pages_have_no_script_or_style_in_their_text_and_load_nothing_from_elsewhere() {
        let visitors = [Visitor { name: "A \"<b>", email: "a@example.org", password: "p&q" }];
        for page in [PAGE.clone(), trying::page(&visitors), trying::page(&[])] {
            assert!(!page.contains("<style") && !page.contains(" style=\"") && !page.contains("onclick"), "{page}");
            assert!(!page.contains("<script>") && !page.contains("<b>"), "{page}");
            for attribute in ["src", "href"] {
                let addresses = values(&page, attribute);
                assert!(addresses.iter().all(|address| address.starts_with(['/', '#'])), "{addresses:?}");
            }
        }
    }

    #[test]
    fn a_sentence_has_no_paragraph() {
        assert_eq!(inline("It is `a` <b>\n"), "It is <code>a</code> <b>");
        assert_eq!(markdown("## A\n\nb", 3), "<h3>A</h3>\n<p>b</p>\n");
    }
}
