//! The routes of a face, in the one table of the server.
//!
//! poem-openapi's own service would do the same in a table of its own, behind the one that finds the face: for that the
//! address is taken apart and put together again, and each query is read once more. That is a tenth of what a request
//! costs.

use super::{
    edge::trace,
    face::{self, Wording},
};
use poem::{Endpoint, EndpointExt as _, Response, Route, RouteMethod, endpoint::make, error::NotFoundError, get};
use poem_openapi::OpenApi;
use std::collections::HashMap;

/// Adds the routes of a face under `prefix`.
pub fn add<C: Wording>(route: Route, prefix: &str, api: impl OpenApi) -> Route {
    let mut table = HashMap::new();
    api.add_routes(&mut table);
    let mut table: Vec<_> = table.into_iter().collect();
    // poem forgets the patterns below a node that it splits for a later path: those with an ending come last.
    table.sort_by(|(a, _), (b, _)| (a.contains('{'), a).cmp(&(b.contains('{'), b)));
    table.into_iter().fold(route, |route, (path, methods)| {
        let methods =
            methods.into_iter().fold(RouteMethod::new(), |all, (method, endpoint)| all.method(method, endpoint));
        route.at(format!("{prefix}{}", with_ending(&path)), methods.around(face::around::<C, _>))
    })
}

/// A path whose last placeholder has an ending (`{id}.ics`) in poem's words, which has no others for it than a pattern.
/// poem tries patterns before parameters that take whatever comes.
fn with_ending(path: &str) -> String {
    match path.rsplit_once("/{").and_then(|(before, last)| Some((before, last.split_once('}')?))) {
        Some((before, (_, ending))) => {
            let place = before.split('/').filter(|segment| segment.starts_with(':')).count();
            format!("{before}/:param{place}<^[^/]*{}$>", ending.replace('.', "[.]"))
        }
        None => path.to_owned(),
    }
}

/// Methods of an address that is no operation's, and how a 405 names them.
pub fn apart(methods: RouteMethod, names: &'static str) -> impl Endpoint<Output = Response> {
    methods.around(move |methods, request| {
        let _ = trace(&request).methods.set(names);
        async move { methods.call(request).await }
    })
}

/// What is only read. HEAD is answered like GET without its body.
pub fn read_only(shown: impl Endpoint + 'static) -> impl Endpoint<Output = Response> {
    apart(get(shown), "GET, HEAD")
}

/// Whatever else is asked for under `prefix` is unknown, in the words of that face.
pub fn nothing_else<C: Wording>(route: Route, prefix: &str) -> Route {
    let unknown =
        || make(|_| async { Err::<Response, poem::Error>(NotFoundError.into()) }).around(face::around::<C, _>);
    route.at(prefix, unknown()).at(format!("{prefix}/*rest"), unknown())
}

#[cfg(test)]
mod tests {
    use super::with_ending;

    #[test]
    fn an_ending_becomes_a_pattern() {
        for (path, route) in [
            ("/schedule/:param0", "/schedule/:param0"),
            ("/schedule/{id}.ics", "/schedule/:param0<^[^/]*[.]ics$>"),
            ("/user/:param0/schedule/{id}.ics", "/user/:param0/schedule/:param1<^[^/]*[.]ics$>"),
        ] {
            assert_eq!(with_ending(path), route);
        }
    }
}
