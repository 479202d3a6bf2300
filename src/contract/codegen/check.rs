//! The one-pass checks: for each schema, an expression that is true only for values the schema accepts.
//!
//! An expression may say no to a value the schema accepts (the oracle then decides), never yes to one it refuses;
//! `tests/it/verdicts` holds both to that.

use super::{
    Face,
    model::{Item, Shape, Ty, constants},
    names::{field, upper},
    pattern,
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// The check of `schema` on `v: &T`, or nothing when the type alone decides.
pub(super) fn check(face: &Face, schema: &Value, ty: &Ty) -> Option<TokenStream> {
    match ty {
        Ty::Nullable(inner) => {
            let schema = schema["oneOf"].as_array().and_then(|b| super::model::nullable_branch(b)).unwrap_or(schema);
            let inner = check(face, schema, inner)?;
            Some(quote!(v.as_ref().is_none_or(|v| #inner)))
        }
        Ty::Named(_) => Some(quote!(v.accepts())),
        Ty::Alias(name) => {
            let function = field(name);
            Some(quote!(checks::#function(v)))
        }
        Ty::String => all(text(schema)),
        Ty::Integer => all(bounds(schema, |n| n.as_i64().map(|n| quote!(#n)))),
        Ty::Number => all(bounds(schema, |n| n.as_f64().map(|n| quote!(#n)))),
        Ty::Boolean | Ty::Any => None,
        Ty::Free => all(sizes(schema, "minProperties", "maxProperties")),
        Ty::List(inner) => {
            let mut parts = sizes(schema, "minItems", "maxItems");
            parts.extend(check(face, &schema["items"], inner).map(|inner| quote!(v.iter().all(|v| #inner))));
            all(parts)
        }
        Ty::Dict(inner) => {
            let mut parts = sizes(schema, "minProperties", "maxProperties");
            if let Some(names) = schema.get("propertyNames") {
                let key = all(text(face.resolve(names)));
                parts.extend(key.map(|key| quote!(v.keys().all(|v| #key))));
            }
            parts.extend(
                check(face, &schema["additionalProperties"], inner).map(|inner| quote!(v.values().all(|v| #inner))),
            );
            all(parts)
        }
    }
}

/// The body of `accepts` for a named type.
pub(super) fn accepts(face: &Face, item: &Item<'_>) -> TokenStream {
    match &item.shape {
        Shape::Struct { fields, .. } => {
            let parts: Vec<_> = fields
                .iter()
                .filter_map(|f| {
                    let name = field(&f.key);
                    let mut binding = vec![];
                    for (schema, ty) in &f.inherited {
                        match narrowed(face, (schema, ty), (f.schema, &f.ty)) {
                            Narrowed::Implied => {}
                            Narrowed::Both => binding.extend(check(face, schema, ty)),
                            Narrowed::Unclear => {
                                return Some(if f.required { quote!(false) } else { quote!(self.#name.is_none()) });
                            }
                        }
                    }
                    binding.extend(check(face, f.schema, &f.ty));
                    let inner = all(binding)?;
                    let optional = !f.required && !matches!(f.ty, Ty::Nullable(_));
                    Some(match (optional, f.boxed) {
                        (true, false) => quote!(self.#name.as_ref().is_none_or(|v| #inner)),
                        (true, true) => quote!(self.#name.as_deref().is_none_or(|v| #inner)),
                        (false, false) => quote!({ let v = &self.#name; #inner }),
                        (false, true) => quote!({ let v = &*self.#name; #inner }),
                    })
                })
                .collect();
            all(parts).unwrap_or(quote!(true))
        }
        Shape::Enum { .. } => quote!(true),
        Shape::Tagged { branches, .. } => {
            let arms = branches.iter().map(|(_, target)| {
                let variant = upper(target);
                quote!(Self::#variant(v) => v.accepts())
            });
            quote!(match self { #(#arms),* })
        }
        Shape::Scalars { branches } => {
            let arms = branches.iter().map(|(ty, schema)| {
                let variant = upper(&format!("{ty:?}"));
                match check(face, schema, ty) {
                    Some(inner) => quote!(Self::#variant(v) => #inner),
                    None => quote!(Self::#variant(_) => true),
                }
            });
            quote!(match self { #(#arms),* })
        }
        Shape::Alias { .. } => quote!(true),
    }
}

/// What a base's declaration of a field adds to the derived one.
enum Narrowed {
    /// Nothing.
    Implied,
    /// Its own check, on the same type.
    Both,
    /// Only the oracle can tell.
    Unclear,
}

fn narrowed(face: &Face, (base, base_ty): (&Value, &Ty), (derived, derived_ty): (&Value, &Ty)) -> Narrowed {
    if base_ty == derived_ty {
        return if Face::target(base).is_some() || base == derived { Narrowed::Implied } else { Narrowed::Both };
    }
    match (constants(face.resolve(base)), constants(face.resolve(derived))) {
        (Some(all), Some(some)) if some.iter().all(|word| all.contains(word)) => Narrowed::Implied,
        _ => Narrowed::Unclear,
    }
}

fn all(parts: Vec<TokenStream>) -> Option<TokenStream> {
    match parts.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        _ => {
            // A block beside others needs parentheses.
            let parts =
                parts.iter().map(|part| if part.to_string().starts_with('{') { quote!((#part)) } else { part.clone() });
            Some(quote!(#(#parts)&&*))
        }
    }
}

fn bounds(schema: &Value, literal: impl Fn(&Value) -> Option<TokenStream>) -> Vec<TokenStream> {
    let bound =
        |key: &str, holds_anyway: i64| schema.get(key).filter(|n| n.as_i64() != Some(holds_anyway)).and_then(&literal);
    let low = bound("minimum", i64::MIN).map(|n| quote!(*v >= #n));
    let high = bound("maximum", i64::MAX).map(|n| quote!(*v <= #n));
    low.into_iter().chain(high).collect()
}

fn sizes(schema: &Value, low: &str, high: &str) -> Vec<TokenStream> {
    let size = |key: &str| schema[key].as_u64().and_then(|n| usize::try_from(n).ok());
    let low = size(low).filter(|n| *n > 0).map(|n| if n == 1 { quote!(!v.is_empty()) } else { quote!(v.len() >= #n) });
    let high = size(high).map(|n| quote!(v.len() <= #n));
    low.into_iter().chain(high).collect()
}

fn text(schema: &Value) -> Vec<TokenStream> {
    let mut parts = vec![];
    if let Some(values) = constants(schema) {
        parts.push(quote!(matches!(v.as_str(), #(#values)|*)));
    }
    let size = |key: &str| schema[key].as_u64().and_then(|n| usize::try_from(n).ok());
    match (size("minLength").filter(|n| *n > 0), size("maxLength")) {
        (None, None) => {}
        (low, high) => {
            let (low, high) = (low.unwrap_or(0), high.unwrap_or(usize::MAX));
            parts.push(quote!(runtime::chars_within(v, #low, #high)));
        }
    }
    if let Some(pattern) = schema["pattern"].as_str() {
        parts.push(pattern::bytewise(pattern).unwrap_or_else(|| quote!(runtime::fits!(#pattern, v))));
    }
    if let Some(format) = schema["format"].as_str().filter(|f| !matches!(*f, "password" | "binary")) {
        let function = field(format);
        parts.push(quote!(formats::#function(v)));
    }
    parts
}
