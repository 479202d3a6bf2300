//! Shapes to Rust: structs, enums, sums, aliases, and their checks.

use super::{
    Face, check, imports,
    model::{Field, Item, Shape, Shapes, Ty},
    names::{field, pascal, upper},
};
use proc_macro2::TokenStream;
use quote::quote;

/// All types of a face, as `pub mod types` and `mod checks`.
pub(super) fn emit(face: &Face, shapes: &Shapes<'_>) -> TokenStream {
    let items: TokenStream = shapes.iter().map(|(name, item)| emit_item(face, shapes, name, item)).collect();
    let checks: TokenStream = shapes
        .iter()
        .filter_map(|(name, item)| {
            let Shape::Alias { ty } = &item.shape else { return None };
            let (function, rust) = (field(name), upper(name));
            Some(match check::check(face, item.schema, ty) {
                Some(body) => quote!(pub(super) fn #function(v: &types::#rust) -> bool { #body }),
                None => quote!(pub(super) fn #function(_: &types::#rust) -> bool { true }),
            })
        })
        .collect();
    let (of_items, of_checks) = (imports(&items), imports(&checks));
    quote! {
        /// The types of the wire, one for each schema and each object inside one.
        pub mod types {
            #of_items
            #items
        }
        mod checks {
            #of_checks
            #checks
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
            let declared = fields.iter().map(emit_field);
            let read = emit_read(&rust, fields);
            let default = defaultable(shapes, fields).then(|| quote!(#[derive(Default)]));
            let from = bases.iter().filter_map(|base| emit_from(shapes, &rust, fields, base));
            quote! {
                #[doc = #doc]
                #[derive(Debug, Clone, PartialEq, Serialize)]
                #default
                pub struct #rust { #(#declared),* }
                #read
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
                let arm = quote!(runtime::Scalar::#variant(value) => Ok(Self::#variant(value)));
                // A whole number is a number too.
                let whole = matches!(ty, Ty::Number)
                    .then(|| quote!(runtime::Scalar::Integer(value) => Ok(Self::Number(value as f64)),));
                quote!(#arm, #whole)
            });
            quote! {
                #[doc = #doc]
                #[derive(Debug, Clone, PartialEq, Serialize)]
                #[serde(untagged)]
                pub enum #rust { #(#variants),* }
                impl<'de> Deserialize<'de> for #rust {
                    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        match runtime::Scalar::deserialize(deserializer)? {
                            #(#arms)*
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
    if !f.required && !nullable {
        ty = quote!(Option<#ty>);
    }
    // Absent and null mean the same to many clients, so they do here.
    let absent = (!f.required).then(|| quote!(, skip_serializing_if = "Option::is_none"));
    let renamed = (unraw(&name) != *key).then(|| quote!(rename = #key));
    let serde = match (renamed, absent) {
        (None, None) => quote!(),
        (None, Some(_)) => quote!(#[serde(skip_serializing_if = "Option::is_none")]),
        (renamed, absent) => quote!(#[serde(#renamed #absent)]),
    };
    quote!(#[doc = #doc] #serde pub #name: #ty)
}

/// The name that serde derives for a field.
fn unraw(name: &proc_macro2::Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}

/// Reading a struct: an object and nothing else, each member at most once, unknown ones skipped. serde's derive would take
/// an array of the fields too, and would not look at what it skips.
fn emit_read(rust: &proc_macro2::Ident, fields: &[Field<'_>]) -> TokenStream {
    if fields.is_empty() {
        return quote! {
            impl<'de> Deserialize<'de> for #rust {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    runtime::NoMembers::deserialize(deserializer).map(|_| Self {})
                }
            }
        };
    }
    let slots = fields.iter().map(|f| {
        let (name, ty) = (field(&f.key), rust_type(&f.ty));
        if f.boxed { quote!(#name: Option<Box<#ty>>) } else { quote!(#name: Option<#ty>) }
    });
    let fills = fields.iter().enumerate().map(|(at, f)| {
        let name = field(&f.key);
        quote!(#at => runtime::fill(&mut slots.#name, &mut map)?)
    });
    let taken = fields.iter().map(|f| {
        let (name, key) = (field(&f.key), &f.key);
        match (f.required, &f.ty) {
            (true, _) => quote!(#name: runtime::required(slots.#name, #key)?),
            (false, Ty::Nullable(_)) => quote!(#name: slots.#name.flatten()),
            (false, _) => quote!(#name: slots.#name),
        }
    });
    let numbered = numbered(fields);
    quote! {
        impl<'de> Deserialize<'de> for #rust {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(Default)]
                struct Slots { #(#slots),* }
                struct Members;
                impl<'de> serde::de::Visitor<'de> for Members {
                    type Value = #rust;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("an object") }
                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                        let mut slots = Slots::default();
                        while let Some(member) = map.next_key_seed(runtime::Key(|name| #numbered))? {
                            match member {
                                #(#fills,)*
                                _ => { map.next_value::<runtime::Skipped>()?; }
                            }
                        }
                        Ok(#rust { #(#taken),* })
                    }
                }
                deserializer.deserialize_map(Members)
            }
        }
    }
}

/// An expression for the number of the field called `name`. Names of many fields are sorted out by length first.
fn numbered(fields: &[Field<'_>]) -> TokenStream {
    let none = fields.len();
    let matched = |some: &[(usize, &str)]| {
        let arms = some.iter().map(|(at, key)| quote!(#key => #at));
        quote!(match name { #(#arms,)* _ => #none })
    };
    let all: Vec<_> = fields.iter().enumerate().map(|(at, f)| (at, f.key.as_str())).collect();
    if all.len() < 6 {
        return matched(&all);
    }
    let lengths: std::collections::BTreeSet<_> = all.iter().map(|(_, key)| key.len()).collect();
    let arms = lengths.into_iter().map(|length| {
        let some: Vec<_> = all.iter().copied().filter(|(_, key)| key.len() == length).collect();
        let inner = matched(&some);
        quote!(#length => #inner)
    });
    quote!(match name.len() { #(#arms,)* _ => #none })
}

/// Whether a struct has a natural empty value: no required field that needs a choice.
fn defaultable(shapes: &Shapes<'_>, fields: &[Field<'_>]) -> bool {
    fn ty_defaults(shapes: &Shapes<'_>, ty: &Ty) -> bool {
        match ty {
            Ty::Named(name) => match shapes.get(name).map(|item| &item.shape) {
                Some(Shape::Struct { fields, .. }) => defaultable(shapes, fields),
                _ => false,
            },
            Ty::Alias(name) => {
                matches!(shapes.get(name).map(|item| &item.shape), Some(Shape::Alias { ty }) if ty_defaults(shapes, ty))
            }
            _ => true,
        }
    }
    // A boxed field that is required leads back to its owner.
    fields.iter().all(|f| !f.required || (!f.boxed && ty_defaults(shapes, &f.ty)))
}

/// `From<Base>`: every inherited field is taken over, every own one stays unset.
fn emit_from(shapes: &Shapes<'_>, rust: &proc_macro2::Ident, fields: &[Field<'_>], base: &str) -> Option<TokenStream> {
    let Shape::Struct { fields: inherited, .. } = &shapes.get(base)?.shape else { return None };
    let keys: Vec<_> = inherited.iter().map(|f| f.key.as_str()).collect();
    let own: Vec<_> = fields.iter().filter(|f| !keys.contains(&f.key.as_str())).collect();
    let same =
        inherited.iter().all(|b| fields.iter().any(|f| f.key == b.key && f.ty == b.ty && f.required == b.required));
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
