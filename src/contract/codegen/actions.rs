//! Actions: what is said over the WebSocket, by whom, in which shapes (`openapi/<face>/actions/<group>.yaml`).

use super::{
    Face, Refused,
    model::Shapes,
    names::{pascal, upper},
    read::{COMPONENTS, Spoken, token},
    tables::acceptance,
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One action of a face.
#[derive(Debug, Clone)]
pub struct Action {
    /// The dotted name, or the only one.
    pub name: String,
    /// The hyphenated name of the older dialect, where it is another.
    pub older: Option<String>,
    pub tag: String,
    pub summary: String,
    pub description: String,
    /// The component of what a client says; `None`: clients do not say it.
    pub request: Option<String>,
    /// Whether what a client says is answered.
    pub answered: bool,
    /// Whether the server says it unasked.
    pub pushed: bool,
    /// The component of what the server says; `None`: it says nothing.
    pub message: Option<String>,
    /// What `data` of the message is.
    pub data: Data,
    /// Whether somebody may say it before `authenticate`.
    pub public: bool,
    /// Members of what clients say that count as absent where they hold nothing.
    pub lenient: Vec<String>,
    /// Slugs of the registry, in order of precedence.
    pub errors: Vec<String>,
}

/// What `data` of a message is, narrower than its component says, which several actions share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// As the component says.
    Any,
    /// There is none.
    Nothing,
    /// Another component, whole.
    Component(String),
    /// An object with these members.
    Members(Vec<Member>),
}

/// One member of the data of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub name: String,
    pub always: bool,
    pub schema: Value,
}

const KNOWN: &[&str] = &[
    "older",
    "tags",
    "summary",
    "description",
    "request",
    "answered",
    "pushed",
    "message",
    "data",
    "errors",
    "lenient",
    "public",
];

/// Reads every action of the face.
///
/// # Errors
/// Whatever an action says that does not hold together.
pub(super) fn read(face: &Face) -> Result<Vec<Action>, Vec<Refused>> {
    let mut refused = vec![];
    let actions: Vec<Action> = face.actions.iter().map(|spoken| action(face, spoken, &mut refused)).collect();
    apart(face, &actions, &mut refused);
    if refused.is_empty() { Ok(actions) } else { Err(refused) }
}

fn action(face: &Face, spoken: &Spoken, refused: &mut Vec<Refused>) -> Action {
    let Spoken { file, name, body } = spoken;
    let mut refuse = |rest: &str, reason: String| {
        refused.push(Refused::new(format!("{file}#/{}{rest}", token(name)), reason));
    };
    for key in body.as_object().into_iter().flatten().map(|(key, _)| key).filter(|key| !KNOWN.contains(&key.as_str())) {
        let reason = format!("the compiler does not know this key; an action has {}", KNOWN.join(", "));
        refuse(&format!("/{}", token(key)), reason);
    }
    let word = |text: &str| {
        text.split(['.', '-']).all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase()))
    };
    if !word(name) {
        refuse("", format!("{name}: an action is words in lower case with dots or hyphens between them"));
    }
    let older = body["older"].as_str().map(str::to_owned);
    if older.as_deref().is_some_and(|older| !word(older) || older == name) {
        refuse("/older", "another name, in lower case with hyphens; leave it out where it is the same".into());
    }
    let mut text = |key: &str| {
        let text = body[key].as_str().unwrap_or_default().trim();
        if text.is_empty() {
            refuse(&format!("/{key}"), format!("an action says its {key}"));
        }
        text.to_owned()
    };
    let (summary, description) = (text("summary"), text("description"));
    let tag = match body["tags"].as_array().map(Vec::as_slice) {
        Some([Value::String(tag)]) => tag.clone(),
        _ => String::new(),
    };
    if !face.info["tags"].as_array().is_some_and(|tags| tags.iter().any(|known| known["name"] == tag.as_str())) {
        refuse("/tags", "an action has exactly one tag, of info.yaml".into());
    }
    let mut flag = |key: &str, default: bool| match &body[key] {
        Value::Null => default,
        Value::Bool(flag) if *flag != default => *flag,
        _ => {
            refuse(&format!("/{key}"), format!("{}, or leave it out", !default));
            default
        }
    };
    let (answered, pushed, public) = (flag("answered", true), flag("pushed", false), flag("public", false));
    let mut component = |key: &str| {
        let file = body[key].as_str()?;
        let found = face.component(file).map(str::to_owned);
        if found.is_none() {
            refuse(&format!("/{key}"), format!("there is no schema file {file}"));
        }
        found
    };
    let (request, message) = (component("request"), component("message"));
    if request.is_none() && !pushed {
        refuse("", "nobody says it: write what clients say (request), or that it is pushed".into());
    }
    if request.is_none() && (!answered || public || !body["errors"].is_null()) {
        refuse("", "answered, public and errors are about what clients say (request)".into());
    }
    let says = pushed || (request.is_some() && answered);
    if says != message.is_some() {
        refuse("/message", "what the server says, if it says anything".into());
    }
    if let Some(message) = &message
        && !names(face, message).iter().any(|known| known == name)
    {
        refuse("/message", format!("{message} does not have {name} among the values of its action"));
    }
    if let Some(request) = &request
        && face.schemas.get(request).is_none_or(|schema| schema.body["properties"]["action"]["type"] != "string")
    {
        refuse("/request", "what clients say has a property action, a string".into());
    }
    let data = data(face, body, message.as_deref(), &mut refuse);
    for (key, component, names) in [
        ("message", &message, vec![name.as_str()]),
        ("request", &request, std::iter::once(name.as_str()).chain(older.as_deref()).collect()),
    ] {
        let Some(schema) = component.as_ref().and_then(|component| face.schemas.get(component)) else { continue };
        let shown = schema.body["examples"].as_array().into_iter().flatten();
        if !shown.into_iter().any(|example| names.iter().any(|name| example["action"] == *name)) {
            refuse(&format!("/{key}"), format!("{} shows no {name}: add an example of it", schema.file));
        }
    }
    let lenient: Vec<String> =
        body["lenient"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let asked =
        request.as_ref().and_then(|request| face.schemas.get(request)).map_or(&Value::Null, |schema| &schema.body);
    let needed = |name: &String| asked["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    for name in lenient.iter().filter(|name| asked["properties"].get(name).is_none() || needed(name)) {
        refuse("/lenient", format!("{name} is not a member that clients may leave out of what they say (request)"));
    }
    let own: Vec<String> =
        body["errors"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let mut errors = vec![];
    if request.is_some() {
        // The order in which a frame is judged.
        errors.push("rate/limited".to_owned());
        errors.extend((!public).then(|| "auth/missing".to_owned()));
        errors.extend(["body/malformed", "request/invalid"].map(str::to_owned));
        for code in own {
            if errors.contains(&code) {
                refuse("/errors", format!("the compiler adds {code} by itself"));
            } else {
                errors.push(code);
            }
        }
        errors.extend(["store/unavailable", "internal/error"].map(str::to_owned));
        for code in errors.iter().filter(|code| !face.errors.iter().any(|known| known.slug == **code)) {
            refuse("/errors", format!("the error code {code} is not in errors.yaml"));
        }
    }
    Action {
        name: name.clone(),
        older,
        tag,
        summary,
        description,
        request,
        answered,
        pushed,
        message,
        data,
        public,
        lenient,
        errors,
    }
}

/// `data: f.json`, `data: none`, or `data: [always, sometimes?]`.
fn data(face: &Face, body: &Value, message: Option<&str>, refuse: &mut impl FnMut(&str, String)) -> Data {
    let Some(message) = message else {
        if !body["data"].is_null() {
            refuse("/data", "data is about what the server says (message)".into());
        }
        return Data::Any;
    };
    match &body["data"] {
        Value::Null => Data::Any,
        Value::String(none) if none == "none" => Data::Nothing,
        Value::String(file) => match face.component(file) {
            Some(component) => Data::Component(component.to_owned()),
            None => {
                refuse("/data", format!("there is no schema file {file}; `none` says that there is no data"));
                Data::Any
            }
        },
        Value::Array(listed) => {
            let mut members = vec![];
            for name in listed.iter().filter_map(Value::as_str) {
                let (name, always) = optional(name);
                match member(face, message, name) {
                    Some(schema) => members.push(Member { name: name.to_owned(), always, schema: schema.clone() }),
                    None => refuse("/data", format!("the data of {message} has no member {name}")),
                }
            }
            if !listed.iter().all(Value::is_string) || listed.is_empty() {
                refuse("/data", "names of members, with `?` after those that are not always there".into());
            }
            Data::Members(members)
        }
        Value::Object(named) => {
            let mut members = vec![];
            for (name, file) in named {
                let (name, always) = optional(name);
                match file.as_str().and_then(|file| face.component(file)) {
                    Some(component) => {
                        let schema = json!({ "$ref": format!("{COMPONENTS}{component}") });
                        members.push(Member { name: name.to_owned(), always, schema });
                    }
                    None => refuse(&format!("/data/{}", token(name)), format!("there is no schema file {file}")),
                }
            }
            Data::Members(members)
        }
        _ => {
            refuse("/data", "a schema file, `none`, a list of members, or a map of members to schema files".into());
            Data::Any
        }
    }
}

/// `name?`: it is not always there.
fn optional(name: &str) -> (&str, bool) {
    name.strip_suffix('?').map_or((name, true), |name| (name, false))
}

/// A member of the data of a component, as the component describes it.
fn member<'a>(face: &'a Face, component: &str, name: &str) -> Option<&'a Value> {
    let schema = face.schemas.get(component)?;
    let mut parts = std::iter::once(&schema.body).chain(schema.body["allOf"].as_array().into_iter().flatten());
    parts.find_map(|part| face.resolve(&part["properties"]["data"])["properties"].get(name))
}

/// The values that the `action` of a component may have, inherited ones too.
fn names<'a>(face: &'a Face, component: &str) -> Vec<&'a str> {
    let Some(schema) = face.schemas.get(component) else { return vec![] };
    let parts = std::iter::once(&schema.body).chain(schema.body["allOf"].as_array().into_iter().flatten());
    let values = parts.filter_map(|part| part["properties"]["action"]["enum"].as_array()).flatten();
    values.filter_map(Value::as_str).collect()
}

/// Refuses names that are one another's: a client's words must lead to one action.
fn apart(face: &Face, actions: &[Action], refused: &mut Vec<Refused>) {
    let mut asked: BTreeMap<&str, &str> = BTreeMap::new();
    let mut cased: BTreeMap<String, &str> = BTreeMap::new();
    for (action, spoken) in actions.iter().zip(&face.actions) {
        let place = format!("{}#/{}", spoken.file, token(&action.name));
        if let Some(other) = cased.insert(pascal(&action.name), &action.name) {
            refused.push(Refused::new(&*place, format!("{other} and {} are the same once cased", action.name)));
        }
        if action.request.is_none() {
            continue;
        }
        for name in std::iter::once(&action.name).chain(&action.older) {
            if let Some(other) = asked.insert(name, &action.name) {
                refused.push(Refused::new(&*place, format!("clients say {name} for {other} already")));
            }
        }
    }
}

/// The actions in Rust: their names, what clients say, and how it is read.
pub(super) fn emit(actions: &[Action], shapes: &Shapes<'_>) -> TokenStream {
    if actions.is_empty() {
        return TokenStream::new();
    }
    let variants: Vec<_> = actions.iter().map(|action| upper(&action.name)).collect();
    let docs = actions.iter().map(|action| format!(" `{}`: {}.", action.name, action.summary));
    let infos = actions.iter().map(|action| {
        let (name, tag, summary) = (&action.name, &action.tag, &action.summary);
        let (answered, pushed) = (action.request.is_some() && action.answered, action.pushed);
        let older = action.older.as_ref().map_or(quote!(None), |older| quote!(Some(#older)));
        let text = |text: &Option<String>| text.as_ref().map_or(quote!(None), |text| quote!(Some(#text)));
        let (request, message) = (text(&action.request), text(&action.message));
        let errors = action.errors.iter().map(|slug| upper(slug));
        let lenient = &action.lenient;
        quote!(runtime::ActionInfo {
            name: #name,
            older: #older,
            tag: #tag,
            summary: #summary,
            request: #request,
            message: #message,
            answered: #answered,
            pushed: #pushed,
            lenient: &[#(#lenient),*],
            errors: &[#(ErrorCode::#errors),*],
        })
    });
    let asked: Vec<_> = actions.iter().filter_map(|action| Some((action, action.request.as_deref()?))).collect();
    let requests = asked.iter().map(|(action, component)| {
        let (variant, ty) = (upper(&action.name), upper(component));
        quote!(#variant(types::#ty))
    });
    let reads = asked.iter().map(|(action, component)| {
        let variant = upper(&action.name);
        let accepts = shapes.get(*component).map_or(quote!(|_| false), |item| acceptance(component, item));
        quote!(Action::#variant => {
            runtime::read_required(Some(bytes), #component, oracle(), #accepts).map(Request::#variant)
        })
    });
    quote! {
        /// What is said over the WebSocket.
        pub mod actions {
            use super::{ErrorCode, oracle, types};
            use crate::contract::runtime;

            /// Every action. Source: `actions/` of the face.
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum Action { #(#[doc = #docs] #variants),* }

            impl Action {
                /// Every action, in the order of the files.
                pub const ALL: &[Self] = &[#(Self::#variants),*];

                /// What the document says of it.
                #[must_use]
                pub const fn info(self) -> &'static runtime::ActionInfo<ErrorCode> {
                    &ACTIONS[self as usize]
                }
            }

            /// What the document says of each action.
            pub static ACTIONS: &[runtime::ActionInfo<ErrorCode>] = &[#(#infos),*];

            /// Something that a client said, checked.
            pub enum Request { #(#requests),* }

            /// Reads what a client said for an action: one typed pass, and the oracle for whatever it does not accept. Both see it
            /// without what counts as absent.
            ///
            /// # Errors
            /// Every invalid field; `Missing` for an action that clients do not say.
            pub fn read(action: Action, bytes: &[u8]) -> Result<Request, runtime::BodyFault> {
                let said = runtime::said(bytes, action.info().lenient);
                let bytes = said.as_ref();
                match action {
                    #(#reads)*
                    _ => Err(runtime::BodyFault::Missing),
                }
            }
        }
    }
}
