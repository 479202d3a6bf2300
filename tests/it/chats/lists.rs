//! The four lists.

use super::{caller, connect, key, say, walk};
use crate::harness::Client;
use serde_json::Value;
use std::collections::BTreeSet;
use talkamie::{
    domain::{time::MS_PER_DAY, user::UserType},
    operations::sessions,
};

on_both! {
    async fn lists_are_in_order_searched_and_paged_to_their_end(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let mut others = vec![];
        for n in 0..7 {
            let other = app.person(&format!("Other {n}"), UserType::Volunteer).await;
            let chat = connect(&ann, &other).await;
            app.clock.advance_ms(1000);
            others.push((other, chat));
        }
        // Long ago, 0 wrote much. Of late, 2 wrote thrice, 5 twice, 1 once; Ann wrote to 3.
        for _ in 0..9 {
            say(&others[0].0, &others[0].1, "long ago").await;
        }
        app.clock.advance_ms(31 * MS_PER_DAY);
        let mut tx = app.ctx.store.write().await.unwrap();
        let tokens = sessions::begin(&app.ctx, &mut tx, caller(&ann).tenant, ann.id, "talkamie", None).await.unwrap();
        tx.commit().await.unwrap();
        let ann = Client { token: Some(tokens.access), ..ann };
        for n in [2, 5, 2, 5, 2, 1] {
            say(&others[n].0, &others[n].1, "of late").await;
        }
        say(&ann, &others[3].1, "of late").await;
        let names = |order: &[usize]| order.iter().map(|n| format!("Other {n}")).collect::<Vec<_>>();
        for size in [2, 3, 25] {
            assert_eq!(walk(&ann, "/v1/chats", size).await, names(&[3, 1, 2, 5, 0, 6, 4]), "{size}");
            assert_eq!(walk(&ann, "/v1/chats/unread", size).await, names(&[1, 2, 5, 0]), "{size}");
            assert_eq!(walk(&ann, "/v1/chats/frequent", size).await, names(&[2, 5, 3, 1, 0, 6, 4]), "{size}");
            assert_eq!(walk(&ann, "/v1/chats/pending", size).await, names(&[]), "{size}");
        }
        for list in ["/v1/chats", "/v1/chats/unread", "/v1/chats/frequent"] {
            assert_eq!(walk(&ann, &format!("{list}?keyword=oTHER%205"), 2).await, names(&[5]));
            assert_eq!(walk(&ann, &format!("{list}?keyword=nobody"), 2).await, names(&[]));
        }
        let newest = ann.get("/v1/chats?pageSize=1").await.expect(200);
        assert_eq!(newest[0]["lastMessage"]["text"], "of late");
        assert_eq!(newest[0]["timestamp"], newest[0]["lastMessage"]["timestamp"]);
        assert_eq!(newest[0]["user"]["viewer"]["chat"]["id"], newest[0]["id"]);

        // Something comes between two pages: the second goes on where the first ended.
        for (list, before, after) in [
            ("/v1/chats", names(&[3, 1, 2]), names(&[5, 0, 6, 4])),
            ("/v1/chats/frequent", names(&[2, 5, 3]), names(&[1, 0, 6, 4])),
        ] {
            let page = ann.get(format!("{list}?pageSize=3")).await.json();
            let seen = |page: &Value| page["data"].as_array().unwrap().iter().map(|chat| chat["user"]["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
            assert_eq!(seen(&page), before);
            let late = app.person(&format!("Late {}", list.len()), UserType::Volunteer).await;
            let chat = connect(&ann, &late).await;
            if list == "/v1/chats/frequent" {
                for _ in 0..4 {
                    say(&late, &chat, "late").await;
                }
            }
            let rest = ann.get(format!("{list}?pageSize=9&lastEvaluatedKey={}", key(&page).unwrap())).await.json();
            assert_eq!(seen(&rest).into_iter().filter(|name| !name.starts_with("Late")).collect::<Vec<_>>(), after);
        }
        for list in ["", "/frequent", "/unread", "/pending"] {
            ann.get(format!("/v1/chats{list}?lastEvaluatedKey=x")).await.expect_problem("cursor/invalid");
            assert_eq!(ann.get(format!("/v1/chats{list}?pageSize=0")).await.expect_invalid(), ["/pageSize"]);
            let mut costs = BTreeSet::new();
            for size in [2, 3, 9] {
                let before = app.ctx.store.log().count();
                ann.get(format!("/v1/chats{list}?pageSize={size}")).await.expect(200);
                costs.insert(app.ctx.store.log().count() - before);
            }
            assert_eq!(costs.len(), 1, "{list}: {costs:?}");
        }
    }
}
