//! Tables in Rust: error codes, parameters, answers, operations.

use super::{
    Face, check,
    ending::LINK,
    imports,
    model::{Shape, Shapes, Ty, constants},
    names::{field, pascal, upper},
    operations::{Access, Answer, Operation, Parameter, Payload},
    types::rust_type,
};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn emit(face: &Face, operations: &[Operation], shapes: &Shapes<'_>) -> TokenStream {
    let codes = codes(face);
    let params: TokenStream = operations.iter().map(|o| params(face, shapes, o)).collect();
    let of_params = imports(&params);
    let answers = operations.iter().map(answer);
    let markers: TokenStream = operations.iter().map(|o| marker(shapes, o)).collect();
    let of_markers = imports(&markers);
    let of_oracle = operations.iter().any(|o| o.body.is_some()).then(|| {
        quote!(
            use super::oracle;
        )
    });
    let schemas = shapes.iter().filter(|(_, item)| item.is_component).map(|(name, item)| {
        let (ty, accepts) = (upper(name), acceptance(name, item));
        quote!(runtime::SchemaInfo {
            name: #name,
            fast: |bytes| runtime::fast::<types::#ty>(bytes, #accepts).is_some(),
            read: |bytes| runtime::reread::<types::#ty>(bytes, #name, oracle(), #accepts),
        })
    });
    let reads = operations.iter().filter(|o| !o.parameters.is_empty()).map(|o| {
        let id = upper(&o.id);
        quote!(runtime::ParamsInfo {
            operation: &<op::#id as runtime::Operation>::INFO,
            read: |raw, faults| <<op::#id as runtime::Operation>::Params as runtime::Params>::read(raw, faults).is_some(),
        })
    });
    let infos = operations.iter().map(|o| {
        let id = upper(&o.id);
        quote!(&<op::#id as runtime::Operation>::INFO)
    });
    quote! {
        #codes
        /// The parameters of each operation, one struct each.
        pub mod params {
            #of_params
            #params
        }
        /// What each operation may answer, and nothing else.
        pub mod answers {
            use super::types::*;
            use crate::contract::runtime;
            #(#answers)*
        }
        /// One type for each operation, to hang its parts on.
        pub mod op {
            use super::{ErrorCode, answers, params};
            #of_oracle
            use crate::contract::runtime::{Access, BodyFault, OperationInfo};
            #of_markers
            #markers
        }
        /// Every operation of the face, in the order of the files.
        pub static OPERATIONS: &[&crate::contract::runtime::OperationInfo<ErrorCode>] = {
            use crate::contract::runtime;
            &[#(#infos),*]
        };
        /// How each operation that has parameters reads them.
        pub static PARAMS: &[crate::contract::runtime::ParamsInfo<ErrorCode>] = {
            use crate::contract::runtime;
            &[#(#reads),*]
        };
        /// Every component, with its one-pass verdict.
        pub static SCHEMAS: &[crate::contract::runtime::SchemaInfo] = {
            use crate::contract::runtime;
            &[#(#schemas),*]
        };
    }
}

/// The function that gives the one-pass verdict on a component's value.
pub(super) fn acceptance(name: &str, item: &super::model::Item<'_>) -> TokenStream {
    match item.shape {
        Shape::Alias { .. } => {
            let function = field(name);
            quote!(checks::#function)
        }
        _ => quote!(runtime::Accepts::accepts),
    }
}

fn codes(face: &Face) -> TokenStream {
    let slugs: Vec<_> = face.errors.iter().map(|e| e.slug.as_str()).collect();
    let variants: Vec<_> = slugs.iter().map(|s| upper(s)).collect();
    let text = |key: &str| {
        face.errors.iter().map(|e| e.body[key].as_str().unwrap_or_default().trim().to_owned()).collect::<Vec<_>>()
    };
    let (titles, whens, remedies, texts) = (text("title"), text("when"), text("remedy"), text("text"));
    let docs: Vec<_> = titles.iter().zip(&whens).map(|(title, when)| format!(" {title}. {when}")).collect();
    let statuses: Vec<_> =
        face.errors.iter().map(|e| u16::try_from(e.body["status"].as_u64().unwrap_or(500)).unwrap_or(500)).collect();
    let special: Vec<_> = face
        .errors
        .iter()
        .flat_map(|e| {
            e.body["texts"]
                .as_object()
                .into_iter()
                .flatten()
                .map(move |(id, text)| (upper(&e.slug), id.as_str(), text.as_str().unwrap_or_default()))
        })
        .map(|(variant, id, text)| quote!((Self::#variant, #id) => #text))
        .collect();
    quote! {
        /// Every reason for a refusal. Source: `errors.yaml` of the face.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ErrorCode { #(#[doc = #docs] #variants),* }
        impl ErrorCode {
            /// Every code, in the registry's order.
            pub const ALL: &[Self] = &[#(Self::#variants),*];
            /// `family/slug`, as the wire writes it.
            #[must_use]
            pub const fn slug(self) -> &'static str { match self { #(Self::#variants => #slugs),* } }
            /// The HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 { match self { #(Self::#variants => #statuses),* } }
            /// A few words.
            #[must_use]
            pub const fn title(self) -> &'static str { match self { #(Self::#variants => #titles),* } }
            /// When it happens.
            #[must_use]
            pub const fn when(self) -> &'static str { match self { #(Self::#variants => #whens),* } }
            /// What a caller can do.
            #[must_use]
            pub const fn remedy(self) -> &'static str { match self { #(Self::#variants => #remedies),* } }
            /// The fixed sentence of the wire for this code in the operation, empty when there is none.
            #[must_use]
            pub fn sentence(self, operation: &str) -> &'static str {
                match (self, operation) { #(#special,)* (code, _) => match code { #(Self::#variants => #texts),* } }
            }
        }
        impl crate::contract::runtime::Code for ErrorCode {
            const RATE_LIMITED: Self = Self::RateLimited;
            const BODY_TOO_LARGE: Self = Self::BodyTooLarge;
            const BODY_UNSUPPORTED_TYPE: Self = Self::BodyUnsupportedType;
            const BODY_MALFORMED: Self = Self::BodyMalformed;
            const REQUEST_INVALID: Self = Self::RequestInvalid;
            const ROUTE_UNKNOWN: Self = Self::RouteUnknown;
            const ROUTE_METHOD_NOT_ALLOWED: Self = Self::RouteMethodNotAllowed;
            const OPERATION_PLANNED: Self = Self::OperationPlanned;
            const STORE_UNAVAILABLE: Self = Self::StoreUnavailable;
            const INTERNAL_ERROR: Self = Self::InternalError;
            fn slug(self) -> &'static str { self.slug() }
            fn status(self) -> u16 { self.status() }
            fn title(self) -> &'static str { self.title() }
            fn sentence(self, operation: &str) -> &'static str { self.sentence(operation) }
        }
    }
}

fn params(face: &Face, shapes: &Shapes<'_>, operation: &Operation) -> TokenStream {
    let name = upper(&format!("{}Params", operation.id));
    let (raw, faults) =
        if operation.parameters.is_empty() { (quote!(_), quote!(_)) } else { (quote!(raw), quote!(faults)) };
    let doc = format!(" Parameters of `{}`.", operation.id);
    let fields = operation.parameters.iter().map(|p| {
        let (ident, ty) = (field(&p.name), parameter_type(face, p).1);
        let ty = if p.required { ty } else { quote!(Option<#ty>) };
        let doc = format!(" {}", p.body["description"].as_str().unwrap_or_default());
        quote!(#[doc = #doc] pub #ident: #ty)
    });
    let reads = operation.parameters.iter().map(|p| {
        let ident = field(&p.name);
        let (kind, _) = parameter_type(face, p);
        let table = parameter_table(p);
        let schema = face.resolve(&p.body["schema"]);
        let read = match &kind {
            Ty::Named(target) if shapes.get(target).is_some_and(|i| matches!(i.shape, Shape::Enum { .. })) => {
                let target = upper(target);
                quote!(runtime::choice(raw, &#table, types::#target::parse, faults))
            }
            kind => {
                let check = check::check(face, schema, kind);
                let (function, ty) = match kind {
                    Ty::Integer => (quote!(integer), quote!(i64)),
                    Ty::Number => (quote!(number), quote!(f64)),
                    Ty::Boolean => (quote!(boolean), quote!(bool)),
                    _ => (quote!(text), quote!(String)),
                };
                match check {
                    Some(check) => quote!(runtime::#function(raw, &#table, |v: &#ty| #check, faults)),
                    None => quote!(runtime::#function(raw, &#table, |_: &#ty| true, faults)),
                }
            }
        };
        quote!(let #ident = #read;)
    });
    let built = operation.parameters.iter().map(|p| {
        let ident = field(&p.name);
        if p.required { quote!(#ident: #ident??) } else { quote!(#ident: #ident?) }
    });
    let default = operation.parameters.iter().all(|p| !p.required).then(|| quote!(#[derive(Default)]));
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone, PartialEq)]
        #default
        pub struct #name { #(#fields),* }
        impl runtime::Params for #name {
            fn read(#raw: &dyn runtime::RawParams, #faults: &mut Vec<runtime::InvalidField>) -> Option<Self> {
                #(#reads)*
                Some(Self { #(#built),* })
            }
        }
    }
}

fn parameter_type(face: &Face, parameter: &Parameter) -> (Ty, TokenStream) {
    let schema = &parameter.body["schema"];
    let resolved = face.resolve(schema);
    let ty = match (Face::target(schema), resolved["type"].as_str()) {
        (Some(target), _) if constants(resolved).is_some() => Ty::Named(target.to_owned()),
        (_, Some("integer")) => Ty::Integer,
        (_, Some("number")) => Ty::Number,
        (_, Some("boolean")) => Ty::Boolean,
        _ => Ty::String,
    };
    let rust = match &ty {
        Ty::Named(target) => {
            let target = upper(target);
            quote!(types::#target)
        }
        ty => rust_type(ty),
    };
    (ty, rust)
}

fn parameter_table(p: &Parameter) -> TokenStream {
    let place = upper(&p.place);
    let (name, required, schema) = (&p.name, p.required, p.body["schema"].to_string());
    let literal_plus = p.body["x-plus-literal"] == true || p.name == "email";
    quote!(runtime::Parameter { place: runtime::Place::#place, name: #name, required: #required, literal_plus: #literal_plus, schema: #schema })
}

fn answer(operation: &Operation) -> TokenStream {
    let name = upper(&format!("{}Answer", operation.id));
    let doc = format!(" What `{}` answers when nothing stands in its way.", operation.id);
    let variant = |a: &Answer| {
        upper(match a.status {
            200 => "Ok",
            201 => "Created",
            202 => "Accepted",
            _ => "NoContent",
        })
    };
    let named = |component: &str| {
        // A component that is an alias is a type too.
        let component = upper(&pascal(component));
        quote!(#component)
    };
    let variants = operation.answers.iter().map(|a| {
        let (v, doc) = (variant(a), format!(" {}: {}", a.status, a.description));
        let payload = match &a.payload {
            Payload::Data { component, nullable, message } => {
                let data = named(component);
                let data = if *nullable { quote!(Option<#data>) } else { data };
                if *message { quote!((#data, Option<String>)) } else { quote!((#data)) }
            }
            Payload::Page { component } => {
                let item = named(component);
                quote!((runtime::Page<#item>))
            }
            Payload::Plain { component } => {
                let item = named(component);
                quote!((#item))
            }
            Payload::Text { .. } => quote!((String)),
            Payload::Empty => quote!(),
        };
        quote!(#[doc = #doc] #v #payload)
    });
    let statuses = operation.answers.iter().map(|a| {
        let (v, status) = (variant(a), a.status);
        quote!(Self::#v { .. } => #status)
    });
    let components = operation.answers.iter().map(|a| {
        let v = variant(a);
        match a.payload.published() {
            Some(name) => quote!(Self::#v { .. } => Some(#name)),
            None => quote!(Self::#v { .. } => None),
        }
    });
    let writes = operation.answers.iter().map(|a| {
        let v = variant(a);
        match &a.payload {
            Payload::Data { message: true, .. } => {
                quote!(Self::#v(data, message) => runtime::write_data(data, message.as_deref()))
            }
            Payload::Data { .. } => quote!(Self::#v(data) => runtime::write_data(data, None)),
            Payload::Page { .. } => quote!(Self::#v(page) => runtime::write_page(page)),
            Payload::Plain { .. } => quote!(Self::#v(body) => serde_json::to_vec(body)),
            Payload::Text { .. } => quote!(Self::#v(text) => Ok(text.clone().into_bytes())),
            Payload::Empty => quote!(Self::#v => Ok(vec![])),
        }
    });
    // Said only where an answer is no JSON.
    let texts: Vec<_> = operation
        .answers
        .iter()
        .filter_map(|a| match &a.payload {
            Payload::Text { media } => {
                let (v, media) = (variant(a), format!("{media}; charset=utf-8"));
                Some(quote!(Self::#v { .. } => Some(#media)))
            }
            _ => None,
        })
        .collect();
    let media = if texts.is_empty() {
        quote!()
    } else {
        let rest = (texts.len() < operation.answers.len()).then(|| quote!(_ => None,));
        quote!(fn media(&self) -> Option<&'static str> { match self { #(#texts,)* #rest } })
    };
    let promises = operation.answers.iter().map(|a| {
        let status = a.status;
        quote!(#status)
    });
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone, PartialEq)]
        pub enum #name { #(#variants),* }
        impl runtime::Answer for #name {
            const PROMISES: &'static [u16] = &[#(#promises),*];
            fn status(&self) -> u16 { match self { #(#statuses),* } }
            fn component(&self) -> Option<&'static str> { match self { #(#components),* } }
            #media
            fn write(&self) -> serde_json::Result<Vec<u8>> { match self { #(#writes),* } }
        }
    }
}

fn marker(shapes: &Shapes<'_>, o: &Operation) -> TokenStream {
    let (name, params, answer) = (upper(&o.id), upper(&format!("{}Params", o.id)), upper(&format!("{}Answer", o.id)));
    let doc = format!(" `{}`: {}", o.id, o.summary);
    let body = match &o.body {
        Some(body) => {
            let component = upper(&body.component);
            if body.required { quote!(types::#component) } else { quote!(Option<types::#component>) }
        }
        None => quote!(()),
    };
    let read_body = match &o.body {
        Some(body) => {
            let name = &body.component;
            let accepts = shapes.get(name).map_or(quote!(false), |item| acceptance(name, item));
            let function = if body.required { quote!(read_required) } else { quote!(read_optional) };
            quote!(runtime::#function(bytes, #name, oracle(), #accepts))
        }
        None => quote!({
            let _ = bytes;
            Ok(())
        }),
    };
    let access = match o.access {
        Access::Public => quote!(Access::Public),
        Access::Optional => quote!(Access::Optional),
        Access::Token => quote!(Access::Token),
    };
    let (id, method, path, tag, group, summary, planned) =
        (&o.id, &o.method, &o.path, &o.tag, &o.group, &o.summary, o.planned);
    let aliases = o.aliases.iter().map(|(method, path)| quote!((#method, #path)));
    let errors = o.errors.iter().map(|slug| upper(slug));
    let limit = match o.limit {
        Some((requests, window)) => quote!(Some((#requests, #window))),
        None => quote!(None),
    };
    let ending = match &o.ending {
        Some(ending) => {
            let deprecation = ending.deprecation();
            let sunset = ending.http_date().map_or(quote!(None), |date| quote!(Some(#date)));
            quote!(Some(crate::contract::runtime::Ending { deprecation: #deprecation, sunset: #sunset, link: #LINK }))
        }
        None => quote!(None),
    };
    let answers = o.answers.iter().map(|a| {
        let status = a.status;
        match a.payload.published() {
            Some(name) => quote!((#status, Some(#name))),
            None => quote!((#status, None)),
        }
    });
    let body_name = match &o.body {
        Some(body) => {
            let (name, required) = (&body.component, body.required);
            quote!(Some((#name, #required)))
        }
        None => quote!(None),
    };
    let parameters = o.parameters.iter().map(parameter_table);
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone, Copy)]
        pub enum #name {}
        impl runtime::Operation for #name {
            type Code = ErrorCode;
            type Params = params::#params;
            type Body = #body;
            type Answer = answers::#answer;
            const INFO: OperationInfo<ErrorCode> = OperationInfo {
                id: #id, method: #method, path: #path, aliases: &[#(#aliases),*], tag: #tag, group: #group, summary: #summary,
                access: #access, parameters: &[#(#parameters),*], body: #body_name, answers: &[#(#answers),*],
                errors: &[#(ErrorCode::#errors),*], limit: #limit, planned: #planned, ending: #ending,
            };
            fn read_body(bytes: Option<&[u8]>) -> Result<Self::Body, BodyFault> { #read_body }
        }
    }
}
