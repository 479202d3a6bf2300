//! What is served is what is promised, and what was promised once stays promised.

mod compatible;

use poem_openapi::OpenApi;
use serde_json::Value;
use std::{collections::BTreeSet, fs, process::Command};
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
        // To the letter, so that its tag is the same in every process.
        assert_eq!(docs::served(published.bundled).to_string(), bundled.to_string(), "{}", published.name);
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

/// A document that clients are made from: where it lies, where what was released of it lies, and how the two are compared.
struct Promise {
    face: &'static str,
    today: &'static str,
    released: &'static str,
    breaks: fn(&Value, &Value) -> Vec<String>,
    report: fn(&Value, &Value) -> String,
}

impl Promise {
    const fn openapi(face: &'static str) -> Self {
        Self { face, today: "openapi", released: "released", breaks: compatible::breaks, report: compatible::report }
    }

    fn today(&self) -> Value {
        read(&format!("openapi/{}/{}.json", self.face, self.today)).expect("a golden file")
    }
}

/// Every document but that of the preview, which promises nothing. `openapi/release` knows the same four.
const PROMISES: [Promise; 4] = [
    Promise::openapi("v1"),
    Promise::openapi("replyke-v6"),
    Promise::openapi("symphony-pod"),
    Promise {
        face: "v1",
        today: "asyncapi",
        released: "released-asyncapi",
        breaks: compatible::actions::breaks,
        report: compatible::actions::report,
    },
];

fn read(file: &str) -> Option<Value> {
    Some(serde_json::from_str(&fs::read_to_string(file).ok()?).unwrap())
}

/// `openapi/<face>/released.json` is what the last release promised: `openapi/release` writes it.
#[test]
fn released_documents_change_compatibly() {
    for promise in PROMISES {
        let (face, today) = (promise.face, promise.today());
        assert_eq!((promise.breaks)(&today, &today), [""; 0], "{face}: a document breaks nobody's use of itself");
        let file = format!("openapi/{face}/{}.json", promise.released);
        let released = read(&file).unwrap_or_else(|| panic!("{file} is part of the repository: openapi/release"));
        let breaks = (promise.breaks)(&released, &today);
        assert!(breaks.is_empty(), "{file}: clients of the released document would break:\n{}", breaks.join("\n"));
    }
}

/// What a release keeps of a document is all that the comparison looks at.
#[test]
fn a_release_keeps_what_is_compared() {
    for promise in PROMISES {
        let (file, today) = (format!("openapi/{}/{}.json", promise.face, promise.today), promise.today());
        let Ok(kept) = Command::new("python3").args(["openapi/release", "--show", &file]).output() else {
            eprintln!("skipped: there is no python3 here");
            return;
        };
        assert!(kept.status.success(), "{file}: {}", String::from_utf8_lossy(&kept.stderr));
        let kept: Value = serde_json::from_slice(&kept.stdout).unwrap();
        assert_eq!((promise.breaks)(&kept, &today), [""; 0], "{file}: there");
        assert_eq!((promise.breaks)(&today, &kept), [""; 0], "{file}: and back");
        assert!((promise.report)(&kept, &today).ends_with("nothing breaks.\n"), "{file}: nothing came either");
        assert!((promise.report)(&today, &kept).ends_with("nothing breaks.\n"), "{file}: nor went");
    }
}

/// What changed since the last release, to be read, and whether it may: `tests/tools/compatibility` says where that lies.
#[test]
#[ignore = "prints a report, and needs a folder of what was released"]
fn compatibility_report() {
    let folder = std::env::var("RELEASED").expect("a folder with a folder for each face");
    let mut broken = 0;
    for promise in PROMISES {
        let (face, today) = (promise.face, promise.today());
        println!("\n## {face}, {}\n", promise.today);
        match read(&format!("{folder}/{face}/{}.json", promise.released)) {
            Some(released) => {
                print!("{}", (promise.report)(&released, &today));
                broken += (promise.breaks)(&released, &today).len();
            }
            None => println!("Nothing to compare with: it was not there."),
        }
    }
    assert_eq!(broken, 0, "clients of what was released would break, as listed above");
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
