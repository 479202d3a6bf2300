//! Shapes to Rust: structs, enums, sums, aliases, and their checks.

use super::{
    Face, check,
    model::{Field, Item, Shape, Shapes, Ty},
    names::{field, pascal, upper},
};
use proc_macro2::TokenStream;
use quote::quote;

/// All types of a face, as `pub mod types` and `mod checks`.
pub(super) fn emit(face: &Face, shapes: &Shapes<'_>) -> TokenStream {
    let items = shapes.iter().map(|(name, item)| emit_item(face, shapes, name, item));
    let checks = shapes.iter().filter_map(|(name, item)| {
        let Shape::Alias { ty } = &item.shape else { return None };
        let (function, rust) = (field(name), upper(name));
        let body = check::check(face, item.schema, ty).unwrap_or(quote!({ let _ = v; true }));
        Some(quote!(pub(super) fn #function(v: &types::#rust) -> bool { #body }))
    });
    quote! {
        /// The types of the wire, one for each schema and each object inside one.
        pub mod types {
            use super::{checks, types};
            use crate::contract::{formats, runtime::{self, Accepts as _}};
            use serde::{Deserialize, Serialize};
            use std::collections::BTreeMap;
            #(#items)*
        }
        #[expect(clippy::ptr_arg, clippy::trivially_copy_pass_by_ref, unused_imports, reason = "one signature for every scalar")]
        mod checks {
            use super::{checks, types};
            use crate::contract::{formats, runtime::{self, Accepts as _}};
            #(#checks)*
        }
    }
}

fn emit_item(face: &Face, shapes: &Shapes<'_>, name: &str, item: &Item<'_>) -> TokenStream {
    let rust = upper(name);
    let file = face.schemas.get(&item.component).map_or("", |s| s.file.as_str());
    let sentence = item.schema["description"].as_str().unwrap_or(name);
    let doc = format!(" {sentence}\n\n Source: {file}.");
    let accepts = check::accepts(face, item);
    let accepts = quote!(impl runtime::Accepts for #rust { fn accepts(&self) -> bool { #accepts } });
    match &item.shape {
        Shape::Struct { fields, bases } => {
            let declared = fields.iter().map(|f| emit_field(f));
            let default = defaultable(shapes, fields).then(|| quote!(#[derive(Default)]));
            let from = bases.iter().filter_map(|base| emit_from(shapes, &rust, fields, base));
            quote! {
                #[doc = #doc]
                #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
                #default
                #[serde(remote = "Self")]
                pub struct #rust { #(#declared),* }
                runtime::objects_only!(#rust);
                #accepts
                #(#from)*
            }
        }
        Shape::Enum { values } => {
            let variants: Vec<_> = values.iter().map(|v| upper(v)).collect();
            quote! {
                #[doc = #doc]
                #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub enum #rust { #(#[doc = #values] #variants),* }
                impl #rust {
                    /// Every value, in the order of the schema.
                    pub const ALL: &[Self] = &[#(Self::#variants),*];
                    /// The value as the wire writes it.
                    #[must_use]
                    pub const fn as_str(self) -> &'static str { match self { #(Self::#variants => #values),* } }
                    /// The value that the wire writes as `text`.
                    #[must_use]
                    pub fn parse(text: &str) -> Option<Self> { match text { #(#values => Some(Self::#variants),)* _ => None } }
                }
                runtime::text_enum!(#rust);
                #accepts
            }
        }
        Shape::Tagged { tag, branches } => {
            let variants = branches.iter().map(|(_, target)| {
                let target = upper(target);
                quote!(#[doc = "See the type."] #target(Box<#target>))
            });
            let arms = branches.iter().map(|(values, target)| {
                let target = upper(target);
                quote!(Some(#(#values)|*) => Deserialize::deserialize(value).map(Self::#target).map_err(serde::de::Error::custom))
            });
            quote! {
                #[doc = #doc]
                #[derive(Debug, Clone, PartialEq, Serialize)]
                #[serde(untagged)]
                pub enum #rust { #(#variants),* }
                impl<'de> Deserialize<'de> for #rust {
                    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        let value = serde_json::Value::deserialize(deserializer)?;
                        match value[#tag].as_str() { #(#arms,)* _ => Err(serde::de::Error::custom(concat!("unknown ", #tag))) }
                    }
                }
                #accepts
            }
        }
        Shape::Scalars { branches } => {
            let variants = branches.iter().map(|(ty, _)| {
                let (variant, inner) = (upper(&format!("{ty:?}")), rust_type(ty));
                quote!(#[doc = "This kind of scalar."] #variant(#inner))
            });
            let arms = branches.iter().map(|(ty, _)| {
                let variant = upper(&format!("{ty:?}"));
                match ty {
                    Ty::String => quote! { serde_json::Value::String(text) => Ok(Self::#variant(text)) },
                    Ty::Integer => quote! { serde_json::Value::Number(n) if n.is_i64() => Ok(Self::#variant(n.as_i64().unwrap_or_default())) },
                    Ty::Boolean => quote! { serde_json::Value::Bool(b) => Ok(Self::#variant(b)) },
                    _ => quote! { serde_json::Value::Number(n) => Ok(Self::#variant(n.as_f64().unwrap_or_default())) },
                }
            });
            quote! {
                #[doc = #doc]
                #[derive(Debug, Clone, PartialEq, Serialize)]
                #[serde(untagged)]
                pub enum #rust { #(#variants),* }
                impl<'de> Deserialize<'de> for #rust {
                    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        match serde_json::Value::deserialize(deserializer)? {
                            #(#arms,)*
                            _ => Err(serde::de::Error::custom("another kind of scalar")),
                        }
                    }
                }
                #accepts
            }
        }
        Shape::Alias { ty } => {
            let ty = rust_type(ty);
            quote!(#[doc = #doc] pub type #rust = #ty;)
        }
    }
}

/// The Rust type of a [`Ty`], as seen from inside `types`.
pub(super) fn rust_type(ty: &Ty) -> TokenStream {
    match ty {
        Ty::String => quote!(String),
        Ty::Integer => quote!(i64),
        Ty::Number => quote!(f64),
        Ty::Boolean => quote!(bool),
        Ty::Any => quote!(serde_json::Value),
        Ty::Free => quote!(serde_json::Map<String, serde_json::Value>),
        Ty::List(inner) => {
            let inner = rust_type(inner);
            quote!(Vec<#inner>)
        }
        Ty::Dict(inner) => {
            let inner = rust_type(inner);
            quote!(BTreeMap<String, #inner>)
        }
        Ty::Named(name) | Ty::Alias(name) => {
            let name = upper(name);
            quote!(#name)
        }
        Ty::Nullable(inner) => {
            let inner = rust_type(inner);
            quote!(Option<#inner>)
        }
    }
}

fn emit_field(f: &Field<'_>) -> TokenStream {
    let name = field(&f.key);
    let key = &f.key;
    let doc = format!(" {}", f.schema["description"].as_str().unwrap_or(key));
    let mut ty = rust_type(&f.ty);
    if f.boxed {
        ty = quote!(Box<#ty>);
    }
    let nullable = matches!(f.ty, Ty::Nullable(_));
    let serde = match (f.required, nullable) {
        (true, false) => quote!(#[serde(rename = #key)]),
        // Named, so that an absent member is an error and not a null.
        (true, true) => quote!(#[serde(rename = #key, deserialize_with = "runtime::nullable")]),
        // Absent and null mean the same to many clients, so they do here.
        (false, true) => quote!(#[serde(rename = #key, default, skip_serializing_if = "Option::is_none")]),
        (false, false) => {
            ty = quote!(Option<#ty>);
            quote!(#[serde(rename = #key, default, skip_serializing_if = "Option::is_none", deserialize_with = "runtime::present")])
        }
    };
    quote!(#[doc = #doc] #serde pub #name: #ty)
}

/// Whether a struct has a natural empty value: no required field that needs a choice.
fn defaultable(shapes: &Shapes<'_>, fields: &[Field<'_>]) -> bool {
    fn ty_defaults(shapes: &Shapes<'_>, ty: &Ty) -> bool {
        match ty {
            Ty::Named(name) => match shapes.get(name).map(|item| &item.shape) {
                Some(Shape::Struct { fields, .. }) => defaultable(shapes, fields),
                _ => false,
            },
            Ty::Alias(name) => matches!(shapes.get(name).map(|item| &item.shape), Some(Shape::Alias { ty }) if ty_defaults(shapes, ty)),
            _ => true,
        }
    }
    fields.iter().all(|f| !f.required || ty_defaults(shapes, &f.ty))
}

/// `From<Base>`: every inherited field is taken over, every own one stays unset.
fn emit_from(shapes: &Shapes<'_>, rust: &proc_macro2::Ident, fields: &[Field<'_>], base: &str) -> Option<TokenStream> {
    let Shape::Struct { fields: inherited, .. } = &shapes.get(base)?.shape else { return None };
    let keys: Vec<_> = inherited.iter().map(|f| f.key.as_str()).collect();
    let own: Vec<_> = fields.iter().filter(|f| !keys.contains(&f.key.as_str())).collect();
    let same = inherited.iter().all(|b| fields.iter().any(|f| f.key == b.key && f.ty == b.ty && f.required == b.required));
    if !same || own.iter().any(|f| f.required) {
        return None;
    }
    // The derived type may hold itself where its base does not, and the other way round.
    let taken = inherited.iter().map(|b| {
        let name = field(&b.key);
        let boxed = fields.iter().any(|f| f.key == b.key && f.boxed);
        let optional = !b.required && !matches!(b.ty, Ty::Nullable(_));
        let value = match (b.boxed, boxed, optional) {
            (false, true, true) => quote!(base.#name.map(Box::new)),
            (false, true, false) => quote!(Box::new(base.#name)),
            (true, false, true) => quote!(base.#name.map(|v| *v)),
            (true, false, false) => quote!(*base.#name),
            _ => quote!(base.#name),
        };
        quote!(#name: #value)
    });
    let unset = own.iter().map(|f| field(&f.key));
    let base = upper(&pascal(base));
    Some(quote! {
        impl From<#base> for #rust {
            fn from(base: #base) -> Self { Self { #(#taken,)* #(#unset: None),* } }
        }
    })
}
