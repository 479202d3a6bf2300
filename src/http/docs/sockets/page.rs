//! The page that shows the AsyncAPI document.

use super::{HERE, TRY, escape, inline, items, laid_out, markdown, members, schema, text};
use serde_json::Value;
use std::fmt::Write as _;

const STYLE: &str = "<link rel=\"stylesheet\" href=\"/docs/wss/wss.css\">\n";

/// One action, whoever says it.
struct Action<'a> {
    name: &'a str,
    older: Option<&'a str>,
    tag: &'a str,
    summary: &'a str,
    description: &'a str,
    /// The operation in which clients say it.
    asked: Option<&'a Value>,
    pushed: bool,
    /// The keys of its messages.
    key: String,
}

/// Every action, in the order of the document.
fn actions(document: &Value) -> Vec<Action<'_>> {
    let mut all: Vec<Action<'_>> = vec![];
    for (key, operation) in members(&document["operations"]) {
        let asked = operation["action"] == "receive";
        let name = text(&operation["title"]);
        if let Some(known) = all.iter_mut().find(|known| known.name == name) {
            known.pushed |= !asked;
            continue;
        }
        let description = text(&operation["description"]);
        all.push(Action {
            name,
            older: operation["x-older-name"].as_str(),
            tag: text(&operation["tags"][0]["name"]),
            summary: text(&operation["summary"]),
            // The names and the refusals follow in places of their own.
            description: ["\n\nIn the older dialect:", "\n\nRefusals, in the order"]
                .iter()
                .fold(description, |words, end| words.split(end).next().unwrap_or_default()),
            asked: asked.then_some(operation),
            pushed: !asked,
            key: if asked { key } else { key.strip_prefix("Push").unwrap_or(key) }.to_owned(),
        });
    }
    all
}

/// The whole page.
pub(super) fn written(document: &Value) -> String {
    let all = actions(document);
    let info = &document["info"];
    let channel = &document["channels"]["wss"];
    let title = text(&info["title"]);
    let tags: Vec<(&str, &str)> =
        items(&info["tags"]).map(|tag| (text(&tag["name"]), text(&tag["description"]))).collect();
    let mut body = format!(
        "<h1>{}</h1>\n<p class=\"lead\">Version {} · <code>{}</code> · <a href=\"/asyncapi.json\">AsyncAPI {}</a> · \
         <a class=\"go\" href=\"{TRY}\">Try it</a></p>\n{}",
        escape(title),
        escape(text(&info["version"])),
        escape(text(&channel["address"])),
        escape(text(&document["asyncapi"])),
        markdown(text(&info["description"]), 2),
    );
    body.push_str(&closings(channel));
    body.push_str("<h2 id=\"actions\">Actions</h2>\n");
    body.push_str(&overview(&all));
    for (tag, _) in &tags {
        let _ = writeln!(body, "<h3 id=\"group-{0}\" class=\"group\">{0}</h3>", escape(tag));
        for action in all.iter().filter(|action| action.tag == *tag) {
            body.push_str(&about(document, action));
        }
    }
    body.push_str(&failures(document));
    body.push_str("<h2 id=\"schemas\">Schemas</h2>\n<p>What actions are made of. The same schemas as over HTTP.</p>\n");
    for (name, schema) in members(&document["components"]["schemas"]) {
        let _ = writeln!(
            body,
            "<section class=\"schema\" aria-labelledby=\"schema-{0}\"><h3 id=\"schema-{0}\">{0}</h3><p>{1}</p>{2}</section>",
            escape(name),
            inline(text(&schema["description"])),
            schema::table(schema, &format!("Members of {name}"), ""),
        );
    }
    let body = format!(
        "<div class=\"columns\">\n<nav class=\"contents\" aria-label=\"On this page\">{}</nav>\n<main id=\"content\" class=\"content\">\n{body}</main>\n</div>",
        contents(&all, &tags)
    );
    laid_out(&format!("{title} · documentation"), HERE, STYLE, &body)
}

fn contents(all: &[Action<'_>], tags: &[(&str, &str)]) -> String {
    let mut out =
        String::from("<ul><li><a href=\"#content\">Overview</a></li><li><a href=\"#closings\">Close codes</a></li>");
    for (tag, _) in tags {
        let _ = write!(out, "<li><a href=\"#group-{0}\">{0}</a><ul>", escape(tag));
        for action in all.iter().filter(|action| action.tag == *tag) {
            let _ = write!(out, "<li><a href=\"#{0}\"><code>{0}</code></a></li>", escape(action.name));
        }
        out.push_str("</ul></li>");
    }
    out + "<li><a href=\"#failures\">Failures</a></li><li><a href=\"#schemas\">Schemas</a></li></ul>"
}

fn closings(channel: &Value) -> String {
    let mut rows = String::new();
    for closing in items(&channel["x-close-codes"]) {
        let _ = write!(
            rows,
            "<tr><th scope=\"row\" id=\"close-{0}\"><code>{0}</code></th><td>{1}</td><td>{2}</td><td>{3}</td></tr>",
            closing["code"],
            inline(text(&closing["title"])),
            inline(text(&closing["when"])),
            inline(text(&closing["remedy"])),
        );
    }
    format!(
        "<h2 id=\"closings\">Close codes</h2>\n<p>Why the server closes a connection, and what a client does then.</p>\n{}",
        table("Close codes", &["Code", "Reason", "When", "What to do"], &rows)
    )
}

/// A table that scrolls by itself; `rows` are HTML.
fn table(label: &str, columns: &[&str], rows: &str) -> String {
    let heads: String = columns.iter().fold(String::new(), |mut heads, column| {
        let _ = write!(heads, "<th scope=\"col\">{column}</th>");
        heads
    });
    format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>\n",
        escape(label)
    )
}

fn direction(action: &Action<'_>) -> &'static str {
    let answered = action.asked.is_some_and(|asked| items(&asked["reply"]["messages"]).count() > 1);
    match (action.asked.is_some(), answered, action.pushed) {
        (true, true, true) => "client says, server answers and pushes",
        (true, true, false) => "client says, server answers",
        (true, false, true) => "client says, server pushes",
        (true, false, false) => "client says",
        (false, ..) => "server pushes",
    }
}

fn overview(all: &[Action<'_>]) -> String {
    let mut rows = String::new();
    for action in all {
        let older =
            action.older.map_or_else(|| "the same".to_owned(), |older| format!("<code>{}</code>", escape(older)));
        let _ = write!(
            rows,
            "<tr><th scope=\"row\"><a href=\"#{0}\"><code>{0}</code></a></th><td>{older}</td><td>{1}</td><td>{2}</td></tr>",
            escape(action.name),
            direction(action),
            inline(action.summary),
        );
    }
    table("All actions", &["Action", "Older name", "Who says it", "What for"], &rows)
}

fn about(document: &Value, action: &Action<'_>) -> String {
    let name = escape(action.name);
    let messages = &document["components"]["messages"];
    let mut out = format!(
        "<section class=\"action\" aria-labelledby=\"{name}\"><h4 id=\"{name}\"><code>{name}</code> {}</h4>\n<p class=\"facts\">{}{}</p>\n{}",
        inline(action.summary),
        direction(action),
        action
            .older
            .map_or_else(String::new, |older| format!(" · in the older dialect <code>{}</code>", escape(older))),
        markdown(action.description, 5),
    );
    if let Some(asked) = action.asked {
        let request = &messages[format!("{}Request", action.key)];
        let _ = write!(
            out,
            "<h5>Client says</h5>\n{}{}",
            payload(document, request, &format!("{name} asked"), false),
            shown(request)
        );
        if items(&asked["reply"]["messages"]).count() > 1 {
            let said = &messages[&action.key];
            let what = if action.pushed { "Server answers, and pushes to the others" } else { "Server answers" };
            let _ = write!(
                out,
                "<h5>{what}</h5>\n{}{}",
                payload(document, said, &format!("{name} answered"), true),
                shown(said)
            );
        } else {
            out.push_str("<p>Nothing is answered, unless it fails.</p>\n");
        }
        out.push_str(&refusals(document, asked, action.name));
    }
    if action.pushed && action.asked.is_none_or(|asked| items(&asked["reply"]["messages"]).count() < 2) {
        let said = &messages[&action.key];
        let _ = write!(
            out,
            "<h5>Server pushes</h5>\n{}{}",
            payload(document, said, &format!("{name} pushed"), true),
            shown(said)
        );
    }
    out + "</section>\n"
}

/// What stands beside `action`: of a request its members, of what the server says its `data`.
fn payload(document: &Value, message: &Value, label: &str, said: bool) -> String {
    let parts = &message["payload"]["allOf"];
    let name = schema::component(&parts[0]).unwrap_or_default();
    let whole = &document["components"]["schemas"][name];
    if !said {
        let table = schema::table(whole, label, "action");
        // A line instead of a table: there is nothing but the action.
        return if table.contains("<table>") { table } else { "<p>Nothing but its name.</p>".to_owned() };
    }
    if message["x-no-data"] == true {
        return "<p>There is no <code>data</code>.</p>".to_owned();
    }
    let data = &parts[1]["properties"]["data"];
    match schema::component(data) {
        Some(component) => format!("<p><code>data</code> is {}.</p>", schema::link(component)),
        None if data.is_object() => format!("<p>In <code>data</code>:</p>{}", schema::table(data, label, "")),
        None => format!("<p>As {} says.</p>", schema::link(name)),
    }
}

fn shown(message: &Value) -> String {
    let mut out = String::new();
    for example in items(&message["examples"]) {
        let json = serde_json::to_string_pretty(&example["payload"]).unwrap_or_default();
        let _ = writeln!(
            out,
            "<details><summary>Example</summary><pre tabindex=\"0\"><code>{}</code></pre></details>",
            escape(&json)
        );
    }
    out
}

fn refusals(document: &Value, operation: &Value, name: &str) -> String {
    let mut rows = String::new();
    for slug in items(&operation["x-errors"]).map(text) {
        let code = &document["x-error-codes"][slug];
        let _ = write!(
            rows,
            "<tr><th scope=\"row\"><a href=\"/docs/errors/{0}\"><code>{0}</code></a></th><td>{1}</td><td>{2}</td></tr>",
            escape(slug),
            code["status"],
            inline(text(&code["when"])),
        );
    }
    format!(
        "<h5>Refusals, in the order in which they are checked</h5>\n{}",
        table(&format!("Refusals of {name}"), &["Code", "Status", "When"], &rows)
    )
}

fn failures(document: &Value) -> String {
    let message = &document["components"]["messages"]["Failure"];
    let component = schema::component(&message["payload"]).unwrap_or_default();
    let channel = &document["channels"]["wss"];
    format!(
        "<h2 id=\"failures\">Failures</h2>\n<p>{} It is a {}: branch on <code>code</code>, show <code>error</code>; <code>errors</code> points to \
         every field that is wrong. <a href=\"/docs/errors/\">Every code has its page.</a></p>\n{}\
         <p>A frame that is no action is refused as well:</p>\n{}",
        inline(text(&message["summary"])),
        schema::link(component),
        shown(message),
        refusals(document, channel, "frames that are no action"),
    )
}
