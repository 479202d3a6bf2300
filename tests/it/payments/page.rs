//! The sandbox's page, from the session to the coins.

use super::{audit, balance, begin, spend, stands};
use crate::harness::{Answer, TestApp, app::BASE};
use poem::http::Method;
use serde_json::json;

/// The page's address on this server.
fn path(url: &str) -> &str {
    url.strip_prefix(BASE).expect("the page is ours")
}

async fn see(app: &TestApp, url: &str) -> Answer {
    app.anonymous().get(path(url)).await
}

async fn press(app: &TestApp, url: &str, act: &str) -> Answer {
    app.anonymous().send(Method::POST, &format!("{}/{act}", path(url)), None).await
}

on_both! {
    async fn coins_are_bought_on_the_page(app) {
        let (ann, _) = app.ann_and_ben().await;
        let top_up = begin(&ann, 500.0).await;
        assert_eq!(stands(&app, &top_up).await, ("pending".into(), 500.0));
        assert_eq!(balance(&ann).await, 0.0);

        let page = see(&app, &top_up.url).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(policy.contains("form-action 'self' https://app.example.com"), "{policy}");
        assert_eq!(page.header("x-frame-options"), Some("DENY"));
        let text = page.text();
        assert!(text.contains("No real money moves here") && text.contains("$5.00 USD"), "{text}");
        assert!(text.contains(&format!("href=\"https://app.example.com/checkout/cancel?transactionId={}\"", top_up.id)));
        assert_eq!(stands(&app, &top_up).await.0, "pending", "to look at it does nothing");

        for _ in 0..2 {
            let paid = press(&app, &top_up.url, "pay").await;
            assert_eq!(paid.status, 303);
            let success = format!("https://app.example.com/checkout/success?transactionId={}", top_up.id);
            assert_eq!(paid.header("location"), Some(success.as_str()));
            assert_eq!(stands(&app, &top_up).await, ("succeeded".into(), 500.0));
            assert_eq!(balance(&ann).await, 500.0, "who pays twice pays once");
        }
        assert!(see(&app, &top_up.url).await.text().contains("Paid, thank you"));
        let alerts = ann.get("/v1/alerts").await.expect(200);
        assert_eq!((alerts.as_array().unwrap().len(), &alerts[0]["type"]), (1, &json!("transaction")));
        let events = app.events(ann.id).await;
        assert_eq!(events.iter().map(|event| event["event"].as_str().unwrap()).collect::<Vec<_>>(), ["alert", "user"]);

        let refunded = press(&app, &top_up.url, "refund").await;
        assert_eq!((refunded.status.as_u16(), refunded.header("location")), (303, Some(path(&top_up.url))));
        assert_eq!(stands(&app, &top_up).await, ("refunded".into(), 500.0));
        assert_eq!(balance(&ann).await, 0.0);
        assert!(see(&app, &top_up.url).await.text().contains("Refunded"));
        press(&app, &top_up.url, "pay").await;
        assert_eq!(balance(&ann).await, 0.0, "a closed page does nothing more");
        audit(&app).await;
    }

    async fn slow_payments_arrive_or_do_not(app) {
        let (ann, _) = app.ann_and_ben().await;
        for (act, status, coins) in [("bounce", "failed", 0.0), ("arrive", "succeeded", 50.0)] {
            let top_up = begin(&ann, 50.0).await;
            assert_eq!(press(&app, &top_up.url, "pay-later").await.status, 303);
            assert_eq!(stands(&app, &top_up).await.0, "processing");
            assert_eq!(balance(&ann).await, 0.0);
            assert!(see(&app, &top_up.url).await.text().contains("on its way"));
            press(&app, &top_up.url, "expire").await;
            assert_eq!(stands(&app, &top_up).await.0, "processing", "what was begun is not taken back by the page");
            press(&app, &top_up.url, act).await;
            assert_eq!(stands(&app, &top_up).await.0, status);
            assert_eq!(balance(&ann).await, coins);
        }
        audit(&app).await;
    }

    async fn a_page_ends_unpaid(app) {
        let (ann, _) = app.ann_and_ben().await;
        let top_up = begin(&ann, 500.0).await;
        assert_eq!(press(&app, &top_up.url, "expire").await.status, 303);
        assert!(see(&app, &top_up.url).await.text().contains("This page has expired"));
        assert_eq!(stands(&app, &top_up).await, ("expired".into(), 500.0));
        press(&app, &top_up.url, "pay").await;
        assert_eq!((stands(&app, &top_up).await.0.as_str(), balance(&ann).await), ("expired", 0.0));

        let late = begin(&ann, 500.0).await;
        app.clock.advance_ms(24 * 3_600_000);
        assert!(see(&app, &late.url).await.text().contains("This page has expired"));
        press(&app, &late.url, "pay").await;
        assert_eq!((stands(&app, &late).await.0.as_str(), balance(&ann).await), ("pending", 0.0));
    }

    async fn only_pages_that_were_given_out_are_there(app) {
        let (ann, _) = app.ann_and_ben().await;
        let top_up = begin(&ann, 500.0).await;
        let forged = format!("{}0", &top_up.url[..top_up.url.len() - 1]);
        let other = format!("{}1", &top_up.url[..top_up.url.len() - 1]);
        let forged = if forged == top_up.url { other } else { forged };
        for url in [forged, format!("{BASE}/sandbox/checkout/cs_sandbox_1"), format!("{BASE}/sandbox/checkout/x%2Fy")] {
            assert_eq!(see(&app, &url).await.status, 404, "{url}");
            assert_eq!(press(&app, &url, "pay").await.status, 404, "{url}");
        }
        assert_eq!(press(&app, &top_up.url, "steal").await.status, 404);
        let answer = app.anonymous().get(format!("{}/pay", path(&top_up.url))).await;
        assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, Some("POST")));
        assert_eq!(stands(&app, &top_up).await.0, "pending");
    }

    async fn coins_that_were_spent_are_borne_by_the_house(app) {
        let (ann, _) = app.ann_and_ben().await;
        let top_up = begin(&ann, 500.0).await;
        press(&app, &top_up.url, "pay").await;
        spend(&app, ann.id, 40_000).await;
        press(&app, &top_up.url, "refund").await;
        assert_eq!(stands(&app, &top_up).await, ("refunded".into(), 500.0));
        assert_eq!(balance(&ann).await, 0.0);
        audit(&app).await;
    }
}
