//! Swagger UI over all documents, with what it lacks: a way to a token, names for its controls, our own frame.

use super::{Published, Visitor, page};
use poem::{
    Response,
    http::{HeaderValue, StatusCode, header},
};
use std::sync::Arc;
use utoipa_swagger_ui::{Config, Url};

/// Swagger UI reports an error where inheritance leads back to where it came from: a person's connection request names a
/// person (`allOf` of `BasicUser`). That is valid, and shown well but for the report, which this plugin drops.
/// Source: <https://github.com/swagger-api/swagger-ui/issues/10583>, open.
const RECURSION: &str = r#"plugins: [
      () => ({ statePlugins: { err: { wrapActions: { newThrownErrBatch: report => errors =>
        report(errors.filter(error => error.message !== "Elements in allOf must be objects")) } } } }),"#;

/// As for all pages, but it sets styles on elements and shows pictures that it has in its style sheet.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
     connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
);

/// Swagger UI, configured.
pub(super) struct Swagger {
    config: Arc<Config<'static>>,
    index: String,
}

impl Swagger {
    pub(super) fn new(documents: &[Published], visitors: &[Visitor], project: &str) -> Self {
        let urls: Vec<_> = documents.iter().map(|published| Url::new(published.title, published.address)).collect();
        let config = Config::new(urls)
            .persist_authorization(true)
            .deep_linking(true)
            .display_request_duration(true)
            .filter(true)
            .try_it_out_enabled(true)
            .show_extensions(false)
            .show_common_extensions(true)
            .default_model_rendering("model")
            .default_model_expand_depth(2)
            .default_models_expand_depth(0)
            // Without it, documents that are not served from this machine are shown to a server of others.
            .validator_url("none");
        Self { config: Arc::new(config), index: index(visitors, project) }
    }

    /// One of its files.
    pub(super) fn file(&self, path: &str) -> Option<Response> {
        if matches!(path, "" | "index.html") {
            let mut page = page::html(StatusCode::OK, self.index.clone());
            page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
            return Some(page);
        }
        let file = utoipa_swagger_ui::serve(path, Arc::clone(&self.config)).ok()??;
        let response = Response::builder().content_type(&*file.content_type).header(header::CACHE_CONTROL, "no-cache");
        Some(if path == "swagger-initializer.js" {
            response.body(String::from_utf8_lossy(&file.bytes).replacen("plugins: [", RECURSION, 1))
        } else {
            response.body(file.bytes.into_owned())
        })
    }
}

fn index(visitors: &[Visitor], project: &str) -> String {
    let buttons = page::buttons(visitors);
    let visiting = if visitors.is_empty() {
        String::new()
    } else {
        format!(
            "<div id=\"visit\" data-project=\"{project}\" role=\"group\" aria-labelledby=\"visit-label\"><span id=\"visit-label\">Get a demo token as</span>{buttons}<span id=\"visit-said\" role=\"status\"></span></div>"
        )
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>API reference · Talkamie</title>\n<link rel=\"icon\" href=\"/docs/favicon-32x32.png\">\n\
         <link rel=\"stylesheet\" href=\"/docs/swagger-ui.css\">\n<link rel=\"stylesheet\" href=\"/docs/talkamie.css\">\n\
         <link rel=\"stylesheet\" href=\"/docs/swagger.css\">\n</head>\n<body class=\"reference\">\n{}<main id=\"content\"><h1 class=\"unseen\">API reference</h1>\
         <div id=\"swagger-ui\"></div></main>\n\
         <script src=\"/docs/swagger-ui-bundle.js\"></script>\n<script src=\"/docs/swagger-ui-standalone-preset.js\"></script>\n\
         <script src=\"/docs/swagger-initializer.js\"></script>\n<script src=\"/docs/swagger.js\"></script>\n</body>\n</html>\n",
        page::header("/docs/", &visiting),
    )
}
