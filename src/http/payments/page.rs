//! The sandbox's checkout page: plain HTML and forms, one style sheet inside, no script.

use super::{part, within};
use crate::{
    domain::{money::coins_json, time::iso_date_time},
    http::{
        edge::{edge, trace},
        face::refuse,
    },
    operations::{
        Failure,
        payments::{self, Act, Page, PageState, WebhookFailure},
        ports::SandboxAct,
    },
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use poem::{
    Request, Response, Result,
    http::{StatusCode, header},
};
use sha2::{Digest, Sha256};
use std::{fmt::Write as _, sync::LazyLock};

const STYLE: &str = include_str!("page.css");

/// What the browser is told to take from where: this style sheet, and nothing else.
static STYLE_HASH: LazyLock<String> = LazyLock::new(|| BASE64.encode(Sha256::digest(STYLE)));

/// Requests that one address may send in a minute.
const REQUESTS_PER_MINUTE: u64 = 120;

/// `GET /sandbox/checkout/{session}`
pub(super) async fn show(request: Request) -> Result<Response> {
    let _ = trace(&request).operation.set("sandboxCheckout");
    within(&request, "sandboxCheckout", REQUESTS_PER_MINUTE).map_err(refuse)?;
    let session = part(&request, "session");
    let page = payments::page(&edge(&request).ctx, session).await.map_err(refuse)?;
    Ok(page.map_or_else(nothing_here, |page| shown(session, &page)))
}

/// `POST /sandbox/checkout/{session}/{act}`
pub(super) async fn act(request: Request) -> Result<Response> {
    let _ = trace(&request).operation.set("sandboxCheckoutAct");
    within(&request, "sandboxCheckout", REQUESTS_PER_MINUTE).map_err(refuse)?;
    let session = part(&request, "session");
    let Ok(wanted) = part(&request, "act").parse::<SandboxAct>() else { return Ok(nothing_here()) };
    let went = payments::act(&edge(&request).ctx, session, wanted).await;
    let went = went.map_err(|failure| match failure {
        WebhookFailure::Failed(failure) => refuse(failure),
        // We signed it ourselves a moment ago.
        WebhookFailure::Refused(refusal) => refuse(Failure::internal(refusal)),
    })?;
    Ok(match went {
        Act::Done(returns) => see(&returns.success),
        Act::Shown => see(&format!("/sandbox/checkout/{session}")),
        Act::NoPage => nothing_here(),
    })
}

/// On with the browser, which asks for the next page by GET.
fn see(place: &str) -> Response {
    Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, place).finish()
}

fn shown(session: &str, page: &Page) -> Response {
    let coins = coins_json(page.coins_hundredths);
    let price = format!("${}.{:02}", page.price.cents / 100, page.price.cents % 100);
    let (title, said) = match page.state {
        PageState::Open => (format!("Buy {coins} Talk Coins"), String::new()),
        PageState::Processing => {
            ("Your payment is on its way".to_owned(), format!("The bank has not sent the {price} yet."))
        }
        PageState::Paid => ("Paid, thank you".to_owned(), format!("{coins} Talk Coins are in your wallet.")),
        PageState::Refunded => ("Refunded".to_owned(), format!("The {price} went back, and so did the coins.")),
        PageState::Failed => {
            ("The payment did not arrive".to_owned(), "Nothing was paid. Please start again.".to_owned())
        }
        PageState::Expired => ("This page has expired".to_owned(), "Nothing was paid. Please start again.".to_owned()),
    };
    let mut body = format!("<h1>{}</h1>", escaped(&title));
    if !said.is_empty() {
        let _ = write!(body, "<p role=\"status\">{}</p>", escaped(&said));
    }
    let _ = write!(
        body,
        "<dl><div><dt>Talk Coins</dt><dd>{coins}</dd></div>\
         <div class=\"total\"><dt>Total</dt><dd>{price} USD</dd></div>\
         <div class=\"small\"><dt>Transaction</dt><dd>{}</dd></div></dl>",
        page.transaction
    );
    let form = |act: SandboxAct, class: &str, label: &str| {
        format!(
            "<form method=\"post\" action=\"/sandbox/checkout/{}/{act}\"><button{class}>{}</button></form>",
            escaped(session),
            escaped(label)
        )
    };
    let first = " class=\"first\"";
    match page.state {
        PageState::Open => {
            body += &form(SandboxAct::Pay, first, &format!("Pay {price}"));
            body += &form(SandboxAct::PayLater, "", "Pay slowly, by bank transfer");
            let _ = write!(body, "<a class=\"back\" href=\"{}\">Cancel and go back</a>", escaped(&page.returns.cancel));
            let until = iso_date_time(page.expires_at_ms);
            let _ = write!(
                body,
                "<details><summary>For testers</summary><p class=\"small\">This page is good until \
                 <time datetime=\"{until}\">{} {} UTC</time>.</p>{}</details>",
                &until[..10],
                &until[11..16],
                form(SandboxAct::Expire, "", "Let this page expire now")
            );
        }
        PageState::Processing => {
            body += &form(SandboxAct::Arrive, first, "Let the money arrive");
            body += &form(SandboxAct::Bounce, "", "Let the transfer fail");
            body += &back(&page.returns.success);
        }
        PageState::Paid => {
            let _ =
                write!(body, "<a class=\"go first\" href=\"{}\">Back to Talkamie</a>", escaped(&page.returns.success));
            let refund = form(SandboxAct::Refund, "", &format!("Give the {price} back"));
            let _ = write!(body, "<details><summary>For testers</summary>{refund}</details>");
        }
        PageState::Refunded => body += &back(&page.returns.success),
        PageState::Failed | PageState::Expired => body += &back(&page.returns.cancel),
    }
    html(StatusCode::OK, &title, &body, &[&page.returns.success, &page.returns.cancel])
}

fn back(to: &str) -> String {
    format!("<a class=\"back\" href=\"{}\">Back to Talkamie</a>", escaped(to))
}

fn nothing_here() -> Response {
    let title = "There is no such checkout page";
    let body = format!("<h1>{title}</h1><p>Its address is cut off, or a newer page has taken its place.</p>");
    html(StatusCode::NOT_FOUND, title, &body, &[])
}

/// A whole page. `leads_to`: where its forms may send the browser on to.
fn html(status: StatusCode, title: &str, body: &str, leads_to: &[&str]) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <title>{} · Talkamie sandbox checkout</title><link rel=\"icon\" href=\"data:,\"><style>{STYLE}</style></head>\
         <body><main><p class=\"sandbox\"><strong>Sandbox.</strong> No real money moves here.</p>\
         <div class=\"inside\"><p class=\"brand\">Talkamie checkout</p>{body}</div></main></body></html>",
        escaped(title)
    );
    let origins: String =
        leads_to.iter().filter_map(|page| origin(page)).fold(String::new(), |all, one| all + " " + one);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; img-src data:; form-action 'self'{origins}; base-uri 'none'; \
         frame-ancestors 'none'",
        *STYLE_HASH
    );
    Response::builder()
        .status(status)
        .content_type("text/html; charset=utf-8")
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .body(page)
}

/// `https://app.example.org` of `https://app.example.org/checkout/success?…`.
fn origin(page: &str) -> Option<&str> {
    let host_at = page.find("://")? + 3;
    let end = page[host_at..].find(['/', '?', '#']).map_or(page.len(), |at| host_at + at);
    let origin = &page[..end];
    // What stands in a header, and means something in a policy, is no part of an origin.
    (!origin.contains([';', ',', ' ', '\'', '@']) && origin.is_ascii()).then_some(origin)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{ids::TransactionId, payment::price},
        operations::ports::Returns,
    };

    fn page(state: PageState) -> Page {
        Page {
            transaction: TransactionId(uuid::Uuid::from_u128(7)),
            coins_hundredths: 50_050,
            price: price(50_050),
            state,
            expires_at_ms: 1_773_472_855_000,
            returns: Returns { success: "https://app/yes?a=1&b=\"><script>".into(), cancel: "https://app/no".into() },
        }
    }

    #[tokio::test]
    async fn every_state_offers_what_it_allows_and_nothing_else() {
        for state in PageState::ALL {
            let mut response = shown("cs_sandbox_1", &page(state));
            let text = response.take_body().into_string().await.expect("a text");
            for act in SandboxAct::ALL {
                let offered = text.contains(&format!("action=\"/sandbox/checkout/cs_sandbox_1/{act}\""));
                assert_eq!(offered, state.acts().contains(act), "{state:?} {act}");
            }
            assert!(text.contains("No real money moves here"));
            assert!(text.contains("href=\"https://app/"), "{state:?}: a way out");
            assert!(text.contains("500.5") && text.contains("$5.01 USD"), "{text}");
            assert!(!text.contains("<script") && !text.contains("style=\""), "{state:?}");
            assert_eq!((text.matches("<h1>").count(), text.matches("lang=\"en\"").count()), (1, 1));
        }
    }

    #[test]
    fn origins_for_the_policy() {
        for (page, expected) in [
            ("https://app.example.org/checkout/success", Some("https://app.example.org")),
            ("http://localhost:3000?x", Some("http://localhost:3000")),
            ("http://localhost:3000", Some("http://localhost:3000")),
            ("https://a;script-src */x", None),
            ("checkout", None),
        ] {
            assert_eq!(origin(page), expected, "{page}");
        }
    }
}
