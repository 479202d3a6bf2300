//! What is served is what is promised, and what was promised once stays promised.

mod compatible;

use poem_openapi::OpenApi;
use serde_json::Value;
use std::{collections::BTreeSet, fs};
use talkamie::{
    contract::{self, runtime::OperationInfo, v1},
    http::{self, docs, face},
};

#[test]
fn what_is_routed_is_what_is_promised() {
    promised_is_routed::<http::talkamie::Api, _>(v1::OPERATIONS);
    promised_is_routed::<http::talkamie_v2::Api, _>(contract::v2::OPERATIONS);
    promised_is_routed::<http::symphony::Api, _>(contract::symphony::OPERATIONS);
}

fn promised_is_routed<A: OpenApi, C>(operations: &[&OperationInfo<C>]) {
    let promised: BTreeSet<(String, String)> = operations
        .iter()
        .flat_map(|o| o.aliases.iter().copied().chain([(o.method, o.path)]))
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect();
    let routed = face::routed::<A>();
    let served: BTreeSet<(String, String)> =
        routed.iter().map(|(method, path, ..)| (method.clone(), path.clone())).collect();
    assert_eq!(served, promised);
    let promised: BTreeSet<_> = operations.iter().map(|o| (o.id.to_owned(), o.tag.to_owned())).collect();
    let served: BTreeSet<_> =
        routed.iter().filter_map(|(.., id, tags)| Some((id.clone()?, tags.first()?.clone()))).collect();
    assert_eq!(served, promised);
}

#[test]
fn sixty_seven_operations_and_forty_nine_schemas() {
    assert_eq!(
        v1::OPERATIONS.len(),
        67,
        "63 of contract B, the transaction by id and the refresh of E, a schedule's calendar, the servers for calls"
    );
    let menu = fs::read_to_string("tests/golden/menu-schemas.txt").unwrap();
    let missing: Vec<_> = menu.lines().filter(|name| !fs::exists(format!("schemas/v1/{name}.json")).unwrap()).collect();
    assert_eq!((menu.lines().count(), missing), (49, vec![]));
}

#[test]
fn utoipa_serves_every_document_unchanged() {
    for published in docs::all() {
        let bundled: Value = serde_json::from_str(published.bundled).unwrap();
        let served = serde_json::to_value(docs::document(published.bundled)).unwrap();
        let mut differences = vec![];
        compare(&bundled, &served, published.name, &mut differences);
        assert!(differences.is_empty(), "{differences:#?}");
    }
}

fn compare(a: &Value, b: &Value, at: &str, out: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let keys: BTreeSet<_> = x.keys().chain(y.keys()).collect();
            for key in keys {
                compare(
                    x.get(key).unwrap_or(&Value::Null),
                    y.get(key).unwrap_or(&Value::Null),
                    &format!("{at}/{key}"),
                    out,
                );
            }
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            for (index, (x, y)) in x.iter().zip(y).enumerate() {
                compare(x, y, &format!("{at}/{index}"), out);
            }
        }
        _ if a == b => {}
        _ => out.push(format!("{at}: {a} became {b}")),
    }
}

#[test]
fn published_documents_are_golden() {
    for published in docs::all() {
        let document: Value = serde_json::from_str(published.bundled).unwrap();
        golden(&format!("openapi/{}/openapi.json", published.name), &document);
    }
    golden("openapi/v1/asyncapi.json", &serde_json::from_str(v1::ASYNCAPI).unwrap());
}

fn golden(file: &str, document: &Value) {
    let text = format!("{}\n", serde_json::to_string_pretty(document).unwrap());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(file, &text).unwrap();
    }
    assert!(
        fs::read_to_string(file).unwrap_or_default() == text,
        "{file} is not what the contract says: UPDATE_GOLDEN=1 rewrites it; the diff is the review"
    );
}

/// `openapi/<face>/released.json` is the document of the last release: a copy of the golden one, made when it goes out; so is
/// `released-asyncapi.json`.
#[test]
fn released_documents_change_compatibly() {
    type Breaks = fn(&Value, &Value) -> Vec<String>;
    let documents: [(&str, &str, &str, Breaks); 4] = [
        ("v1", "openapi", "released", compatible::breaks),
        ("replyke-v6", "openapi", "released", compatible::breaks),
        ("symphony-pod", "openapi", "released", compatible::breaks),
        ("v1", "asyncapi", "released-asyncapi", compatible::actions::breaks),
    ];
    for (face, today, released, breaks) in documents {
        let read = |name: &str| {
            fs::read_to_string(format!("openapi/{face}/{name}.json"))
                .map(|text| serde_json::from_str::<Value>(&text).unwrap())
        };
        let today = read(today).unwrap();
        assert_eq!(breaks(&today, &today), [""; 0], "{face}: a document breaks nobody's use of itself");
        let Ok(released) = read(released) else {
            eprintln!("{face}: nothing is released, so that nothing can break");
            continue;
        };
        let breaks = breaks(&released, &today);
        assert!(breaks.is_empty(), "{face}: clients of the released document would break:\n{}", breaks.join("\n"));
    }
}

/// What changed since the last release, to be read: `tests/tools/compatibility` says where that lies.
#[test]
#[ignore = "prints a report; the test above is the one that fails"]
fn compatibility_report() {
    let folder = std::env::var("RELEASED").expect("a folder with a document for each face");
    for face in ["v1", "replyke-v6", "symphony-pod"] {
        println!("\n## {face}\n");
        let read =
            |file: String| fs::read_to_string(file).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
        let today = read(format!("openapi/{face}/openapi.json")).unwrap();
        match read(format!("{folder}/{face}.json")) {
            Some(released) => print!("{}", compatible::report(&released, &today)),
            None => println!("Nothing to compare with: this face was not there."),
        }
    }
}

/// The list of planned operations only shrinks: this test never writes its golden file, by design.
#[test]
fn planned_operations_only_shrink() {
    let allowed = fs::read_to_string("tests/golden/planned.txt").unwrap();
    let allowed: BTreeSet<&str> = allowed.lines().collect();
    let planned: BTreeSet<&str> = v1::OPERATIONS.iter().filter(|o| o.planned).map(|o| o.id).collect();
    let grown: Vec<_> = planned.difference(&allowed).collect();
    let done: Vec<_> = allowed.difference(&planned).collect();
    assert!(grown.is_empty(), "an operation that was implemented may not become planned again: {grown:?}");
    assert!(done.is_empty(), "implemented: take these lines out of tests/golden/planned.txt: {done:?}");
}
