//! The same question for what is said over the WebSocket: AsyncAPI documents.

use super::{Compared, Sent, items, listed, members, new_schemas, verdict};
use serde_json::Value;
use std::collections::HashSet;

/// What a client of `released` meets in `today`, a sentence for every break.
pub fn breaks(released: &Value, today: &Value) -> Vec<String> {
    let mut compared = Compared { released, today, seen: HashSet::new(), out: vec![] };
    compared.sockets();
    compared.out
}

/// What changed from `released` to `today`, for people: what breaks first, then what came.
pub fn report(released: &Value, today: &Value) -> String {
    let operations = |document: &Value| members(&document["operations"]).count();
    let counts = [operations(released), operations(today)];
    let mut out = verdict("actions", counts, released, today, breaks(released, today));
    let came = members(&today["operations"]).filter(|(name, _)| released["operations"].get(name).is_none());
    out += &listed("New actions", came.map(|(name, said)| said["title"].as_str().unwrap_or(name).to_owned()));
    let codes = members(&today["x-error-codes"]).filter(|(code, _)| released["x-error-codes"].get(code).is_none());
    out += &listed("New error codes", codes.map(|(code, _)| code.to_owned()));
    out + &new_schemas(released, today)
}

/// The messages that a list of references names.
fn named(list: &Value) -> impl Iterator<Item = &str> {
    items(list).filter_map(|message| message["$ref"].as_str()?.rsplit('/').next())
}

impl Compared<'_> {
    fn sockets(&mut self) {
        let (released, today) = (self.released, self.today);
        let (then, now) = (&released["channels"]["wss"], &today["channels"]["wss"]);
        if then["address"] != now["address"] {
            self.broken("The WebSocket", format!("was at {} and is at {}", then["address"], now["address"]));
        }
        for (name, parameter) in members(&then["bindings"]["ws"]["query"]["properties"]) {
            match now["bindings"]["ws"]["query"]["properties"].get(name) {
                Some(now) => self.schemas(Sent::ByClient, &format!("The query's {name}:"), parameter, now),
                None => self.broken(&format!("The query's {name}"), "is no longer listened to"),
            }
        }
        for closing in items(&then["x-close-codes"]) {
            let now = items(&now["x-close-codes"]).find(|now| now["code"] == closing["code"]);
            if let Some(now) = now.filter(|now| now["title"] != closing["title"]) {
                let what = format!("meant {} and means {}", closing["title"], now["title"]);
                self.broken(&format!("The close code {}", closing["code"]), what);
            }
        }
        for (code, then) in members(&released["x-error-codes"]) {
            let at = format!("The error code {code}");
            match today["x-error-codes"].get(code) {
                None => self.broken(&at, "is gone; clients branch on it"),
                Some(now) if now["status"] != then["status"] => {
                    self.broken(&at, format!("came with {} and comes with {}", then["status"], now["status"]));
                }
                Some(_) => {}
            }
        }
        for (name, then) in members(&released["operations"]) {
            let at = then["title"].as_str().unwrap_or(name);
            let asked = then["action"] == "receive";
            match today["operations"].get(name).filter(|now| now["title"] == then["title"]) {
                Some(now) if asked => self.asked(at, then, now),
                Some(now) => self.told(at, then, now),
                None => self.broken(at, if asked { "is no longer understood" } else { "is no longer told" }),
            }
        }
        let failure = |document: &Value| document["components"]["messages"]["Failure"]["payload"].clone();
        self.schemas(Sent::ByServer, "A failure: ", &failure(released), &failure(today));
    }

    fn asked(&mut self, at: &str, then: &Value, now: &Value) {
        self.other_name(at, then, now);
        if items(&now["security"]).next().is_some() && items(&then["security"]).next().is_none() {
            self.broken(at, "could be said before authenticate and no longer can");
        }
        self.payloads(Sent::ByClient, &format!("{at}, asked: "), &then["messages"], &now["messages"]);
        let (then, now) = (&then["reply"]["messages"], &now["reply"]["messages"]);
        if named(then).any(|name| !named(now).any(|now| now == name)) {
            self.broken(at, "is no longer answered");
        }
        self.payloads(Sent::ByServer, &format!("{at}, answer: "), then, now);
    }

    fn told(&mut self, at: &str, then: &Value, now: &Value) {
        self.other_name(at, then, now);
        self.payloads(Sent::ByServer, &format!("{at}, told: "), &then["messages"], &now["messages"]);
    }

    fn other_name(&mut self, at: &str, then: &Value, now: &Value) {
        if then["x-older-name"].is_string() && then["x-older-name"] != now["x-older-name"] {
            self.broken(at, format!("is no longer called {} in the older dialect", then["x-older-name"]));
        }
    }

    fn payloads(&mut self, sent: Sent, at: &str, then: &Value, now: &Value) {
        let payload = |document: &Value, name: &str| document["components"]["messages"][name]["payload"].clone();
        for name in named(then).filter(|name| *name != "Failure" && named(now).any(|now| now == *name)) {
            self.schemas(sent, at, &payload(self.released, name), &payload(self.today, name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document() -> Value {
        let list = |names: &[&str]| -> Value {
            names.iter().map(|name| json!({ "$ref": format!("#/channels/wss/messages/{name}") })).collect()
        };
        let payload = |schema: &str, extra: Value| json!({ "payload": { "allOf": [{ "$ref": format!("#/components/schemas/{schema}") }, extra] } });
        let action = |names: &[&str]| json!({ "type": "object", "properties": { "action": { "type": "string", "enum": names } } });
        json!({
            "channels": { "wss": {
                "address": "/v1/wss",
                "bindings": { "ws": { "query": { "type": "object", "properties": { "dialect": { "type": "string", "enum": ["old", "new"] } } } } },
                "x-close-codes": [{ "code": 4001, "title": "it ended" }],
            } },
            "x-error-codes": { "thing/gone": { "status": 404 } },
            "operations": {
                "Get": { "action": "receive", "title": "get", "x-older-name": "fetch", "messages": list(&["GetRequest"]), "reply": { "messages": list(&["Get", "Failure"]) } },
                "PushNew": { "action": "send", "title": "new", "messages": list(&["New"]) },
            },
            "components": {
                "messages": {
                    "GetRequest": payload("Ask", action(&["get", "fetch"])),
                    "Get": payload("Say", action(&["get"])),
                    "New": payload("Say", action(&["new"])),
                    "Failure": { "payload": { "type": "object", "required": ["code"], "properties": { "code": { "type": "string" } } } },
                },
                "schemas": {
                    "Ask": { "type": "object", "required": ["action"], "properties": { "action": { "type": "string" }, "id": { "type": "string", "maxLength": 9 } } },
                    "Say": { "type": "object", "required": ["action"], "properties": { "action": { "type": "string" }, "count": { "type": "integer", "minimum": 0 } } },
                },
            },
        })
    }

    /// Sets, or with null removes, what `pointer` names; holds what a client meets on the way there and back.
    #[track_caller]
    fn holds(pointer: &str, becomes: &Value, there: &[&str], back: &[&str]) {
        let (released, mut today) = (document(), document());
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        match today.pointer_mut(parent).expect("the pointer's parent") {
            Value::Object(members) if becomes.is_null() => {
                _ = members.remove(&name.replace("~1", "/")).expect("a member")
            }
            Value::Object(members) => _ = members.insert(name.replace("~1", "/"), becomes.clone()),
            Value::Array(items) if becomes.is_null() => _ = items.remove(name.parse().unwrap()),
            Value::Array(items) => items[name.parse::<usize>().unwrap()] = becomes.clone(),
            other => panic!("{other} has no members"),
        }
        assert_eq!(breaks(&released, &today), there, "there");
        assert_eq!(breaks(&today, &released), back, "back");
    }

    #[test]
    fn the_same_document_breaks_nobody() {
        assert_eq!(breaks(&document(), &document()), [""; 0]);
    }

    #[test]
    fn a_report_names_what_breaks_and_what_came() {
        let (released, mut today) = (document(), document());
        today["operations"]["PushMore"] = json!({ "action": "send", "title": "more", "messages": [] });
        today["x-error-codes"]["thing/over"] = json!({ "status": 409 });
        today["components"]["schemas"]["Ask"]["properties"]["more"] = json!({ "type": "string" });
        today["channels"]["wss"]["address"] = json!("/wss");
        let report = report(&released, &today);
        for line in [
            "2 actions and 2 schemas of ? compared with 3 and 2 of ?: **1 breaks.**",
            "- The WebSocket was at",
            "New actions:\n- more\n",
            "New error codes:\n- thing/over\n",
            "New fields:\n- Ask: more\n",
        ] {
            assert!(report.contains(line), "{line}:\n{report}");
        }
    }

    #[test]
    fn the_connection_stays() {
        holds(
            "/channels/wss/address",
            &json!("/v2/wss"),
            &[r#"The WebSocket was at "/v1/wss" and is at "/v2/wss""#],
            &[r#"The WebSocket was at "/v2/wss" and is at "/v1/wss""#],
        );
        let dialects = "/channels/wss/bindings/ws/query/properties/dialect/enum/0";
        holds(dialects, &Value::Null, &[r#"The query's dialect: no longer accepts "old""#], &[]);
        holds("/channels/wss/x-close-codes/0", &Value::Null, &[], &[]);
        holds(
            "/channels/wss/x-close-codes/0/title",
            &json!("it began"),
            &[r#"The close code 4001 meant "it ended" and means "it began""#],
            &[r#"The close code 4001 meant "it began" and means "it ended""#],
        );
        holds(
            "/x-error-codes/thing~1gone",
            &Value::Null,
            &["The error code thing/gone is gone; clients branch on it"],
            &[],
        );
        holds(
            "/x-error-codes/thing~1gone/status",
            &json!(410),
            &["The error code thing/gone came with 404 and comes with 410"],
            &["The error code thing/gone came with 410 and comes with 404"],
        );
    }

    #[test]
    fn actions_stay_with_both_names() {
        holds("/operations/Get", &Value::Null, &["get is no longer understood"], &[]);
        holds("/operations/PushNew", &Value::Null, &["new is no longer told"], &[]);
        holds(
            "/operations/Get/x-older-name",
            &Value::Null,
            &[r#"get is no longer called "fetch" in the older dialect"#],
            &[],
        );
        holds(
            "/operations/Get/security",
            &json!([{}]),
            &["get could be said before authenticate and no longer can"],
            &[],
        );
        holds("/operations/Get/reply/messages/0", &Value::Null, &["get is no longer answered"], &[]);
    }

    #[test]
    fn clients_may_say_more_and_hear_more() {
        let (ask, say) = ("/components/schemas/Ask", "/components/schemas/Say");
        holds(
            &format!("{ask}/properties/id/maxLength"),
            &json!(5),
            &["get, asked: /id had maxLength 9 and has 5"],
            &[],
        );
        holds(&format!("{ask}/required"), &json!(["action", "id"]), &["get, asked: /id is now required"], &[]);
        holds(
            &format!("{ask}/properties/more"),
            &json!({ "type": "string" }),
            &[],
            &["get, asked: /more is no longer listened to"],
        );
        let gone = ["get, answer: /count is no longer answered", "new, told: /count is no longer answered"];
        holds(&format!("{say}/properties/count"), &Value::Null, &gone, &[]);
        // Where both lead to one schema, its change is told once.
        let may = ["get, answer: /count had minimum 0 and has none"];
        holds(&format!("{say}/properties/count/minimum"), &Value::Null, &may, &[]);
        holds(
            "/components/messages/Failure/payload/required",
            &json!([]),
            &["A failure: /code is no longer always there"],
            &[],
        );
    }
}
