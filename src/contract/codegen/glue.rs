//! Routing glue: for each group a trait to implement, and the poem-openapi routes that call it.
//!
//! The glue decides nothing. `Input`, `Outcome`, `respond` and the callers are the face's own, written by hand in
//! `src/http`.

use super::{
    Face,
    names::{ident, pascal, upper},
    operations::{Access, Operation},
    words,
};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

pub(super) fn emit(face: &Face, operations: &[Operation]) -> TokenStream {
    let mut groups: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
    for operation in operations {
        groups.entry(&operation.group).or_default().push(operation);
    }
    let modules = groups.iter().map(|(group, operations)| module(group, operations));
    let tags = face.info["tags"].as_array().into_iter().flatten().filter_map(|t| t["name"].as_str()).map(|name| {
        let variant = upper(name);
        quote!(#[oai(rename = #name)] #variant)
    });
    quote! {
        /// The tags of the document.
        #[derive(poem_openapi::Tags)]
        pub enum Tag { #(#tags),* }
        #(#modules)*
    }
}

fn module(group: &str, operations: &[&Operation]) -> TokenStream {
    let module = ident(&group.replace('-', "_"));
    let (handler, api) = (upper(&format!("{}Handler", pascal(group))), upper(&format!("{}Api", pascal(group))));
    let methods: TokenStream = operations.iter().map(|o| signature(o)).collect();
    let routes: TokenStream = operations.iter().flat_map(|o| routes(o)).collect();
    let words = words(&quote!(#methods #routes));
    let needed =
        |names: &[&str]| names.iter().filter(|name| words.contains(**name)).map(|name| ident(name)).collect::<Vec<_>>();
    let (of_face, of_contract) = (
        needed(&["Caller", "Input", "Open", "Outcome", "Respond", "respond"]),
        needed(&["answers", "op", "params", "types"]),
    );
    let doc = format!(" The group `{group}`.");
    let handler_doc = format!(" What the group `{group}` does, one function for each operation.");
    let api_doc = format!(" The routes of the group `{group}`.");
    quote! {
        #[doc = #doc]
        pub mod #module {
            use super::{super::{#(#of_face),*}, Tag, contract::{#(#of_contract),*}};
            #[doc = #handler_doc]
            pub trait #handler: Clone + Send + Sync + 'static { #methods }
            #[doc = #api_doc]
            pub struct #api<T>(pub T);
            #[poem_openapi::OpenApi]
            impl<T: #handler> #api<T> { #routes }
        }
    }
}

/// The pieces of an operation's input: (argument, type, expression that passes it on).
fn pieces(o: &Operation) -> Vec<(TokenStream, TokenStream, TokenStream)> {
    let mut out = vec![];
    match o.access {
        Access::Token => out.push((quote!(caller), quote!(Caller), quote!(input.who))),
        Access::Optional => out.push((quote!(caller), quote!(Option<Caller>), quote!(input.who))),
        Access::Public => {}
    }
    if !o.parameters.is_empty() {
        let params = upper(&format!("{}Params", o.id));
        out.push((quote!(params), quote!(params::#params), quote!(input.params)));
    }
    if let Some(body) = &o.body {
        let component = upper(&body.component);
        let ty = if body.required { quote!(types::#component) } else { quote!(Option<types::#component>) };
        out.push((quote!(body), ty, quote!(input.body)));
    }
    out
}

fn signature(o: &Operation) -> TokenStream {
    let (function, answer, id) = (ident(&o.function()), upper(&format!("{}Answer", o.id)), upper(&o.id));
    let doc = format!(" {}\n\n {}", o.summary, o.description.replace('\n', "\n "));
    let pieces = pieces(o);
    let arguments = pieces.iter().map(|(name, ty, _)| quote!(#name: #ty));
    let names = pieces.iter().map(|(name, ..)| name);
    let default = if o.planned {
        quote!({ let _ = (#(#names,)*); async { super::super::planned::<op::#id>() } })
    } else {
        quote!(;)
    };
    quote!(#[doc = #doc] fn #function(&self, #(#arguments),*) -> impl Future<Output = Outcome<answers::#answer>> + Send #default)
}

fn routes(o: &Operation) -> Vec<TokenStream> {
    let id = upper(&o.id);
    let who = match o.access {
        Access::Token => quote!(Caller),
        Access::Optional => quote!(Option<Caller>),
        Access::Public => quote!(Open),
    };
    let function = ident(&o.function());
    let passed: Vec<_> = pieces(o).into_iter().map(|(.., expression)| expression).collect();
    let tag = format!("Tag::{}", pascal(&o.tag));
    let route = |name: proc_macro2::Ident, method: &str, path: &str, operation_id: Option<&str>| {
        let path = path
            .split('/')
            .map(|s| match s.strip_prefix('{').and_then(|s| s.strip_suffix('}')) {
                Some(name) => format!(":{name}"),
                // A placeholder with an ending goes through as it is: `http::routes` knows what to do with it.
                None => s.to_owned(),
            })
            .collect::<Vec<_>>()
            .join("/");
        let operation_id = operation_id.map(|id| quote!(operation_id = #id,));
        quote! {
            #[oai(path = #path, method = #method, #operation_id tag = #tag)]
            async fn #name(&self, input: Input<#who, op::#id>) -> poem::Result<Respond<op::#id>> {
                let _ = &input;
                respond::<op::#id>(self.0.#function(#(#passed),*).await)
            }
        }
    };
    let mut out = vec![route(function.clone(), &o.method, &o.path, Some(&o.id))];
    for (at, (method, path)) in o.aliases.iter().enumerate() {
        out.push(route(ident(&format!("{}_alias_{at}", o.function())), method, path, None));
    }
    out
}
