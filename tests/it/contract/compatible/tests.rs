//! The comparison on small pairs of documents, in both directions.

use super::breaks;
use serde_json::{Value, json};

fn document() -> Value {
    json!({
        "servers": [{ "url": "/v1" }],
        "paths": { "/person/{id}": { "put": {
            "operationId": "updatePerson", "security": [], "x-errors": ["person/unknown"], "x-raises": ["person.update"],
            "parameters": [
                { "in": "path", "name": "id", "required": true, "schema": { "type": "string" } },
                { "in": "query", "name": "q", "required": false, "schema": { "type": "string", "maxLength": 10 } },
            ],
            "requestBody": { "required": false, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Change" } } } },
            "responses": {
                "200": { "description": "Done.", "headers": { "X-Request-Id": {} }, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Person" } } } },
                "404": { "description": "- `person/unknown`: Nobody." },
            },
        } } },
        "components": {
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer" } },
            "schemas": {
                "Mood": { "type": "string", "enum": ["calm", "glad"] },
                "Change": {
                    "type": "object", "required": ["name"],
                    "properties": {
                        "name": { "type": "string", "minLength": 1, "pattern": "^[a-z]+$" },
                        "mood": { "$ref": "#/components/schemas/Mood" },
                        "way": { "$ref": "#/components/schemas/Way" },
                    },
                },
                "Way": { "oneOf": [{ "$ref": "#/components/schemas/Walk" }, { "$ref": "#/components/schemas/Ride" }] },
                "Walk": { "type": "object", "required": ["by"], "properties": { "by": { "type": "string", "enum": ["foot"] }, "steps": { "type": "integer" } } },
                "Ride": { "type": "object", "required": ["by"], "properties": { "by": { "type": "string", "enum": ["horse"] } } },
                "Basic": { "type": "object", "required": ["age"], "properties": { "age": { "type": "integer", "format": "int32", "minimum": 0, "maximum": 150 } } },
                "Person": {
                    "allOf": [{ "$ref": "#/components/schemas/Basic" }, {
                        "type": "object",
                        "properties": {
                            "mood": { "$ref": "#/components/schemas/Mood" },
                            "friend": { "oneOf": [{ "$ref": "#/components/schemas/Person" }, { "type": "null" }] },
                            "names": { "type": "array", "items": { "type": "string", "maxLength": 9 } },
                            "marks": { "type": "object", "additionalProperties": { "type": "integer" } },
                        },
                    }],
                },
            },
        },
    })
}

/// Sets, adds (`-` in a list) or, with null, removes what `pointer` names; holds what a client meets on the way there,
/// and on the way back, against what is expected.
#[track_caller]
fn holds(pointer: &str, becomes: &Value, there: &[&str], back: &[&str]) {
    let pointer = pointer.replace("PUT", "/paths/~1person~1{id}/put").replace("SCHEMAS", "/components/schemas");
    let (released, mut today) = (document(), document());
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match today.pointer_mut(parent).expect("the pointer's parent") {
        Value::Object(members) if becomes.is_null() => _ = members.remove(name).expect("a member"),
        Value::Object(members) => _ = members.insert(name.replace("~1", "/"), becomes.clone()),
        Value::Array(items) if name == "-" => items.push(becomes.clone()),
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
fn operations_stay() {
    let other = json!({ "get": { "operationId": "getOther" } });
    holds("/paths/~1other", &other, &[], &["GET /other was removed"]);
    holds(
        "PUT/operationId",
        &json!("setPerson"),
        &[r#"PUT /person/{} is no longer called "updatePerson": generated clients call it by name"#],
        &[r#"PUT /person/{} is no longer called "setPerson": generated clients call it by name"#],
    );
    holds("PUT/x-status", &json!("planned"), &["PUT /person/{} answers 501 again"], &[]);
    holds("PUT/x-raises", &Value::Null, &[r#"PUT /person/{} no longer raises "person.update""#], &[]);
    holds("PUT/x-aliases", &json!([{ "method": "post" }]), &[], &["POST /person/{} was removed"]);
    holds(
        "/servers/0/url",
        &json!("/v2"),
        &[r#"The document no longer names the server "/v1""#],
        &[r#"The document no longer names the server "/v2""#],
    );
}

#[test]
fn whoever_was_let_in_is_let_in() {
    let token = "PUT /person/{} could be called with nothing as credentials and now needs others";
    holds("PUT/security", &json!([{ "bearer": [] }]), &[token], &[]);
    holds("PUT/security", &json!([{}, { "bearer": [] }]), &[], &[]);
    holds("PUT/security", &Value::Null, &[], &[]);
    let works = "The security scheme bearer works otherwise";
    holds("/components/securitySchemes/bearer/type", &json!("apiKey"), &[works], &[works]);
}

#[test]
fn codes_stay_with_their_status() {
    let gone = "The error code person/unknown is gone; clients branch on it";
    holds("PUT/x-errors", &json!([]), &[gone], &[]);
    holds(
        "PUT/responses/404",
        &Value::Null,
        &[r#"The error code person/unknown came with {"404"} and comes with {}"#],
        &[r#"The error code person/unknown came with {} and comes with {"404"}"#],
    );
}

#[test]
fn parameters_ask_for_no_more() {
    holds("PUT/parameters/1/required", &json!(true), &["PUT /person/{} now requires the query parameter q"], &[]);
    holds("PUT/parameters/0/name", &json!("personId"), &[], &[]);
    let header = |required: bool| json!({ "in": "header", "name": "X-Way", "required": required, "schema": { "type": "string" } });
    let deaf = "PUT /person/{} no longer listens to the header parameter x-way";
    holds("PUT/parameters/-", &header(false), &[], &[deaf]);
    holds("PUT/parameters/-", &header(true), &["PUT /person/{} now requires the header parameter x-way"], &[deaf]);
    holds(
        "PUT/parameters/1/schema/maxLength",
        &json!(5),
        &["PUT /person/{}, query parameter q: had maxLength 10 and has 5"],
        &[],
    );
    holds(
        "PUT/parameters/1/schema/maxLength",
        &Value::Null,
        &[],
        &["PUT /person/{}, query parameter q: had maxLength none and has 10"],
    );
    holds(
        "PUT/parameters/1/schema/type",
        &json!("boolean"),
        &["PUT /person/{}, query parameter q: no longer accepts string"],
        &["PUT /person/{}, query parameter q: no longer accepts boolean"],
    );
}

#[test]
fn requests_are_accepted_more_widely() {
    let change = |what: &str| format!("PUT /person/{{}}, request: {what}");
    holds("PUT/requestBody/required", &json!(true), &["PUT /person/{} now requires a body"], &[]);
    holds("PUT/requestBody/content/text~1plain", &json!({}), &[], &["PUT /person/{} no longer takes text/plain"]);
    let properties = "SCHEMAS/Change/properties";
    holds("SCHEMAS/Change/required/-", &json!("mood"), &[&change("Change/mood is now required")], &[]);
    holds(
        &format!("{properties}/age"),
        &json!({ "type": "integer" }),
        &[],
        &[&change("Change/age is no longer listened to")],
    );
    holds(&format!("{properties}/name/minLength"), &json!(2), &[&change("Change/name had minLength 1 and has 2")], &[]);
    holds(
        &format!("{properties}/name/pattern"),
        &json!("^x"),
        &[&change(r#"Change/name had pattern "^[a-z]+$" and has "^x""#)],
        &[&change(r#"Change/name had pattern "^x" and has "^[a-z]+$""#)],
    );
    holds(
        &format!("{properties}/name/pattern"),
        &Value::Null,
        &[],
        &[&change(r#"Change/name had pattern none and has "^[a-z]+$""#)],
    );
    holds(
        &format!("{properties}/name/type"),
        &json!(["string", "null"]),
        &[],
        &[&change("Change/name no longer accepts null")],
    );
    holds(
        &format!("{properties}/name/not"),
        &json!({ "const": "x" }),
        &[&change(r#"Change/name had not none and has {"const":"x"}"#)],
        &[],
    );
    // A word of the list fits the pattern, so that free text accepts every one of them.
    holds(
        &format!("{properties}/name"),
        &json!({ "type": "string", "enum": ["a", "b"] }),
        &[&change("Change/name no longer accepts any other value")],
        &[],
    );
    holds("SCHEMAS/Ride/required/-", &json!("saddle"), &[&change("Ride/saddle is now required")], &[]);
    let walk = json!([{ "$ref": "#/components/schemas/Walk" }]);
    holds("SCHEMAS/Way/oneOf", &walk, &[&change(r#"Change/way/by no longer accepts "horse""#)], &[]);
    holds("SCHEMAS/Walk/properties/steps/minimum", &json!(0), &[&change("Walk/steps had minimum none and has 0")], &[]);
}

#[test]
fn answers_promise_more() {
    let answer = |what: &str| format!("PUT /person/{{}}, answer 200: {what}");
    holds(
        "PUT/responses/201",
        &json!({}),
        &["PUT /person/{} may now answer 201, which nobody was told of"],
        &["PUT /person/{} no longer answers 201"],
    );
    holds("PUT/responses/403", &json!({}), &[], &[]);
    holds(
        "PUT/responses/200/headers",
        &Value::Null,
        &["PUT /person/{} answers 200 without the header X-Request-Id"],
        &[],
    );
    holds(
        "PUT/responses/200/content/text~1csv",
        &json!({}),
        &[],
        &["PUT /person/{} no longer answers 200 with text/csv"],
    );
    let own = "SCHEMAS/Person/allOf/1";
    holds(&format!("{own}/required"), &json!(["mood"]), &[], &[&answer("Person/mood is no longer always there")]);
    holds(&format!("{own}/properties/mood"), &Value::Null, &[&answer("Person/mood is no longer answered")], &[]);
    holds(
        &format!("{own}/properties/friend/oneOf/1"),
        &json!({ "type": "string" }),
        &[&answer("Person/friend may now be string")],
        &[&answer("Person/friend may now be null")],
    );
    holds(
        &format!("{own}/properties/names/items/maxLength"),
        &json!(20),
        &[&answer("Person/names/* had maxLength 9 and has 20")],
        &[],
    );
    holds(
        &format!("{own}/properties/names/items"),
        &Value::Null,
        &[&answer(r#"Person/names had items {"type":"string","maxLength":9} and has none"#)],
        &[],
    );
    holds(
        &format!("{own}/properties/marks/additionalProperties/type"),
        &json!("number"),
        &[&answer("Person/marks/* may now be number")],
        &[],
    );
    holds(
        "SCHEMAS/Basic/properties/age/maximum",
        &json!(200),
        &[&answer("Person/age had maximum 150 and has 200")],
        &[],
    );
    holds(
        "SCHEMAS/Basic/properties/age/format",
        &json!("int64"),
        &[&answer(r#"Person/age had format "int32" and has "int64""#)],
        &[],
    );
}

#[test]
fn what_is_sent_both_ways_can_change_in_neither() {
    let more = "PUT /person/{}, answer 200: Mood may now be \"sad\"";
    holds("SCHEMAS/Mood/enum/-", &json!("sad"), &[more], &["PUT /person/{}, request: Mood no longer accepts \"sad\""]);
    let words = json!("how one feels");
    holds("SCHEMAS/Mood/description", &words, &[], &[]);
}

#[test]
fn a_report_names_what_breaks_and_what_came() {
    let operation = |deprecated: bool| json!({ "operationId": "getThing", "deprecated": deprecated, "x-sunset": "2027-06-01", "x-errors": [], "responses": {} });
    let released = json!({
        "info": { "version": "1.0.0" },
        "paths": { "/a": { "get": operation(false) }, "/b": { "get": operation(false) } },
        "components": { "schemas": { "Old": { "allOf": [{ "properties": { "a": {} } }] } } },
    });
    let mut today = json!({
        "info": { "version": "1.1.0" },
        "paths": { "/b": { "get": operation(true), "put": operation(false) } },
        "components": { "schemas": { "Old": { "allOf": [{ "properties": { "a": {}, "b": {} } }], "properties": { "c": {} } }, "Thing": {} } },
    });
    today["paths"]["/b"]["get"]["parameters"] = json!([{ "in": "query", "name": "q", "schema": {} }]);
    let report = super::report(&released, &today);
    for line in [
        "2 operations and 1 schemas of 1.0.0 compared with 2 and 2 of 1.1.0: **1 breaks.**",
        "Breaks clients:\n- GET /a was removed\n",
        "New operations:\n- PUT /b\n",
        "Deprecated:\n- GET /b, gone from 2027-06-01\n",
        "New parameters:\n- GET /b: q\n",
        "New schemas:\n- Thing\n",
        "New fields:\n- Old: b, c\n",
    ] {
        assert!(report.contains(line), "{line}:\n{report}");
    }
    assert!(super::report(&today, &today).ends_with("nothing breaks.\n"));
}
