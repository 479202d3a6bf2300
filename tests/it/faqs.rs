//! The group `faqs`, as its callers and operators see it.

use crate::{
    harness::{TestApp, app::TENANT},
    users::{ids, paged},
};
use serde_json::{Value, json};
use talkamie::{
    domain::faq::{FIRST, FaqType},
    operations::{
        admin::{self, AdminError},
        faqs::desk::{self, Wanted},
    },
};

async fn ready(app: &TestApp) {
    admin::ensure_tenant(&app.ctx, TENANT, "test").await.unwrap();
}

fn wanted(kind: FaqType, question: &str, answer: &str) -> Wanted {
    Wanted {
        kind: Some(kind),
        question: Some(question.to_owned()),
        answer: Some(answer.to_owned()),
        ..Wanted::default()
    }
}

on_both! {
    async fn everybody_reads_them_in_their_order(app) {
        let nobody = app.anonymous();
        assert_eq!(nobody.get("/v1/faqs").await.expect(200), json!([]), "before the first start");
        ready(&app).await;
        let all = nobody.get("/v1/faqs?pageSize=100").await.expect(200);
        let questions: Vec<&str> = all.as_array().unwrap().iter().map(|faq| faq["question"].as_str().unwrap()).collect();
        assert_eq!(questions, FIRST.iter().map(|first| first.question).collect::<Vec<_>>());
        assert_eq!(app.anonymous().get("/v1/faqs").await.expect(200).as_array().unwrap().len(), FIRST.len());
        for kind in ["senior", "volunteer", "general"] {
            let those = nobody.get(format!("/v1/faqs/{kind}?pageSize=100")).await.expect(200);
            let wanted: Vec<&Value> = all.as_array().unwrap().iter().filter(|faq| faq["type"] == kind).collect();
            assert_eq!(those.as_array().unwrap().iter().collect::<Vec<_>>(), wanted);
            assert_eq!(nobody.get(format!("/v1/faqs?type={kind}&pageSize=100")).await.expect(200), those);
            for size in [1, 3] {
                assert_eq!(Value::Array(paged(&nobody, &format!("/v1/faqs/{kind}"), size).await), those);
                assert_eq!(Value::Array(paged(&nobody, &format!("/v1/faqs?type={kind}"), size).await), those);
            }
        }
        assert_eq!(Value::Array(paged(&nobody, "/v1/faqs", 5).await), all);
        let found = nobody.get("/v1/faqs?keyword=pAyPaL&type=&pageSize=&lastEvaluatedKey=").await.expect(200);
        assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
        assert_eq!(nobody.get("/v1/faqs/senior?keyword=paypal").await.expect(200), json!([]));
        assert_eq!(nobody.get("/v1/faqs?keyword=100%25").await.expect(200), json!([]), "words, not a pattern");
        assert_eq!(nobody.get("/v1/faqs?type=nobody").await.expect_invalid(), ["/type"]);
        assert_eq!(nobody.get("/v1/faqs/nobody").await.expect_invalid(), ["/type"]);
        for path in ["/v1/faqs", "/v1/faqs/general"] {
            nobody.get(format!("{path}?lastEvaluatedKey=x")).await.expect_problem("cursor/invalid");
        }
        let ann = app.person("Ann Lee", talkamie::domain::user::UserType::Senior).await;
        assert_eq!(ann.get("/v1/faqs?pageSize=100").await.expect(200), all, "signed in it is the same");
    }

    async fn what_operators_change_stays(app) {
        ready(&app).await;
        let all = desk::list(&app.ctx, TENANT, None).await.unwrap();
        let added = desk::add(&app.ctx, TENANT, &wanted(FaqType::General, " Is it fun? ", "Yes.")).await.unwrap();
        assert_eq!((added.question.as_str(), added.position), ("Is it fun?", all.last().unwrap().position + 10));
        let between = Wanted { position: Some(15), ..wanted(FaqType::General, "Second?", "Yes.") };
        desk::add(&app.ctx, TENANT, &between).await.unwrap();
        let change = Wanted { answer: Some("Very much.".into()), kind: Some(FaqType::Senior), ..Wanted::default() };
        let changed = desk::update(&app.ctx, TENANT, added.id, &change).await.unwrap();
        assert_eq!((changed.question.as_str(), changed.answer.as_str(), changed.kind), ("Is it fun?", "Very much.", FaqType::Senior));
        desk::remove(&app.ctx, TENANT, all[0].id).await.unwrap();
        assert!(matches!(desk::remove(&app.ctx, TENANT, all[0].id).await, Err(AdminError::NoSuchFaq)));
        assert!(matches!(desk::update(&app.ctx, TENANT, all[0].id, &change).await, Err(AdminError::NoSuchFaq)));
        for lacking in [Wanted { kind: None, ..between.clone() }, Wanted { question: Some(" ".into()), ..between.clone() }, Wanted { answer: None, ..between.clone() }] {
            assert!(matches!(desk::add(&app.ctx, TENANT, &lacking).await, Err(AdminError::Incomplete(_))));
        }
        assert!(matches!(desk::update(&app.ctx, TENANT, added.id, &Wanted { answer: Some(String::new()), ..change }).await, Err(AdminError::Incomplete("answer"))));
        for (question, answer, refused) in [("x".repeat(501), "Yes.".into(), "question"), ("Why?".into(), "ä".repeat(5001), "answer")] {
            let long = wanted(FaqType::General, &question, &answer);
            assert!(matches!(desk::add(&app.ctx, TENANT, &long).await, Err(AdminError::TooLong(name)) if name == refused));
            let change = Wanted { kind: None, ..long };
            assert!(matches!(desk::update(&app.ctx, TENANT, added.id, &change).await, Err(AdminError::TooLong(name)) if name == refused));
        }
        let longest = wanted(FaqType::General, &"ä".repeat(500), &"x".repeat(5000));
        let longest = desk::add(&app.ctx, TENANT, &longest).await.unwrap().id;
        app.anonymous().get("/v1/faqs?pageSize=100").await.expect(200);
        desk::remove(&app.ctx, TENANT, longest).await.unwrap();
        // The next start brings nothing back.
        ready(&app).await;
        let now = app.anonymous().get("/v1/faqs?pageSize=100").await.expect(200);
        assert_eq!(now.as_array().unwrap().len(), FIRST.len() + 1);
        assert_eq!(now[0]["question"], "Second?");
        assert_eq!(now[FIRST.len()]["answer"], "Very much.");
        assert_eq!(app.anonymous().get("/v1/faqs?keyword=VERY+much").await.expect(200)[0]["question"], "Is it fun?", "a keyword finds the new words");
    }

    async fn lists_are_imported_whole_or_not_at_all(app) {
        ready(&app).await;
        let all = desk::list(&app.ctx, TENANT, None).await.unwrap();
        let good = Wanted { id: Some(all[1].id), answer: Some("Changed.".into()), ..Wanted::default() };
        let bad = [good.clone(), Wanted { question: None, ..wanted(FaqType::Senior, "", "So.") }];
        assert!(matches!(desk::import(&app.ctx, TENANT, &bad, true).await, Err(AdminError::Incomplete("question"))));
        assert_eq!(desk::list(&app.ctx, TENANT, None).await.unwrap(), all, "nothing half done");
        // Added to what is there: known ones change, others come behind.
        let both = [good.clone(), wanted(FaqType::Senior, "New?", "New.")];
        desk::import(&app.ctx, TENANT, &both, false).await.unwrap();
        let now = desk::list(&app.ctx, TENANT, None).await.unwrap();
        assert_eq!(now.len(), all.len() + 1);
        assert_eq!((now[1].id, now[1].answer.as_str(), now[1].position), (all[1].id, "Changed.", all[1].position));
        assert_eq!(now.last().unwrap().question, "New?");
        // In their place: the list is all there is, in its order, with the ids it had.
        let order = [wanted(FaqType::Senior, "First?", "First."), good];
        desk::import(&app.ctx, TENANT, &order, true).await.unwrap();
        let now = app.anonymous().get("/v1/faqs").await.expect(200);
        assert_eq!((&now[0]["question"], &now[1]["answer"]), (&json!("First?"), &json!("Changed.")));
        assert_eq!(ids(&now)[1], all[1].id.to_string());
        assert_eq!(ids(&now).len(), 2);
        // No tenant sees another's.
        let other = talkamie::domain::ids::TenantId(app.ctx.new_id());
        admin::ensure_tenant(&app.ctx, other, "other").await.unwrap();
        assert_eq!(desk::list(&app.ctx, other, Some(FaqType::General)).await.unwrap().len(), 6);
        assert!(matches!(desk::remove(&app.ctx, other, all[1].id).await, Err(AdminError::NoSuchFaq)));
        assert_eq!(ids(&app.anonymous().get("/v1/faqs").await.expect(200)).len(), 2);
    }
}
