//! Lists and counts: contract/replyke.md 2 and 4.

use super::*;

on_both! {
    async fn lists_are_numbered_pages(app) {
        let ann = somebody(&app, "Ann").await;
        let mut ids = vec![];
        for n in 0..5 {
            let other = somebody(&app, &format!("Other {n}")).await;
            ids.push(if n % 2 == 0 { asked(&ann, &other).await } else { asked(&other, &ann).await });
            app.clock.advance_ms(1000);
            if n != 4 {
                let (receiver, id) = if n % 2 == 0 { (&other, &ids[n]) } else { (&ann, &ids[n]) };
                patch(receiver, by_id(id, "/accept")).await.expect(200);
            }
            app.clock.advance_ms(1000);
        }
        let all = ann.get(at("/connections")).await.expect(200);
        let listed = |list: &Value, name: &str| list[name].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        let newest: Vec<String> = ids[..4].iter().rev().cloned().collect();
        assert_eq!(listed(&all, "connections"), newest, "by request, newest first");
        assert_eq!(all["pagination"], json!({ "currentPage": 1, "totalPages": 1, "totalCount": 4, "hasNextPage": false, "hasPreviousPage": false, "limit": 20 }));
        let names: Vec<_> = all["connections"].as_array().unwrap().iter().map(|c| c["connectedUser"]["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Other 3", "Other 2", "Other 1", "Other 0"]);
        assert_eq!(app.anonymous().get(at(&format!("/users/{ann}/connections"))).await.expect(200), all, "anyone may look");
        assert_eq!(app.anonymous().get(format!("/api/v6/users/{ann}/connections")).await.expect(200), all, "in the default project");
        for (query, page, limit) in [
            ("page=2&limit=3", 2, 3), ("page=2abc&limit=0x3", 2, 3), ("limit=1e2&page=+2", 2, 1), ("page=-1&limit=-5", 1, 20), ("page=0&limit=0", 1, 20),
            ("page=&limit=abc", 1, 20), ("page=%202&limit=2.7&limit=9", 2, 2), ("limit=1000", 1, 100),
        ] {
            let list = ann.get(at(&format!("/connections?{query}"))).await.expect(200);
            let shown: Vec<String> = newest.iter().skip((page - 1) * limit).take(limit).cloned().collect();
            assert_eq!(listed(&list, "connections"), shown, "{query}");
            let pages = 4_usize.div_ceil(limit);
            assert_eq!(list["pagination"], json!({ "currentPage": page, "totalPages": pages, "totalCount": 4, "hasNextPage": page < pages, "hasPreviousPage": page > 1, "limit": limit }), "{query}");
        }
        let beyond = ann.get(at("/connections?page=99999999999999999999")).await.expect(200);
        assert_eq!((&beyond["connections"], &beyond["pagination"]["hasPreviousPage"]), (&json!([]), &json!(true)));

        let sent = ann.get(at("/connections/pending/sent")).await.expect(200);
        assert_eq!(listed(&sent, "requests"), [ids[4].clone()]);
        assert_eq!((&sent["requests"][0]["type"], &sent["requests"][0]["user"]["name"]), (&json!("sent"), &json!("Other 4")));
        let received = ann.get(at("/connections/pending/received")).await.expect(200);
        assert_eq!(received, json!({ "requests": [], "pagination": { "currentPage": 1, "totalPages": 0, "totalCount": 0, "hasNextPage": false, "hasPreviousPage": false, "limit": 20 } }));

        for path in ["/connections/count".to_owned(), format!("/users/{ann}/connections-count")] {
            assert_eq!(ann.get(at(&path)).await.expect(200), json!({ "count": 4 }));
        }
        let nobody = Uuid::new_v4();
        assert_eq!(ann.get(at(&format!("/users/{nobody}/connections-count"))).await.expect(200), json!({ "count": 0 }));
        assert_eq!(ann.get(at(&format!("/users/{nobody}/connections"))).await.expect(200)["connections"], json!([]));
        for path in ["/users/x/connections", "/users/x/connections-count"] {
            refused(&ann.get(at(path)).await, 400, "user/invalid-user-id", BAD_USER);
        }
    }

    async fn users_have_fifteen_keys(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        asked(&ben, &ann).await;
        let user = ann.get(at("/connections/pending/received")).await.expect(200)["requests"][0]["user"].take();
        let born = iso_date_time(START_MS + 1);
        assert_eq!(user, json!({
            "id": ben.to_string(), "projectId": TENANT.to_string(), "role": "visitor", "foreignId": null, "name": "Ben Ortiz", "username": null,
            "avatar": null, "bio": null, "birthdate": null, "location": null, "reputation": 0, "metadata": {}, "createdAt": born, "updatedAt": born, "deletedAt": null,
        }));
        let keys: Vec<_> = user.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys.len(), 15);
    }

    async fn public_lists_and_counts_agree_on_who_is_seen(app) {
        let ann = somebody(&app, "Ann").await;
        let hide = async |who: &Client<'_>, visibility: Visibility| {
            let mut tx = app.ctx.store.write().await.unwrap();
            let mut user = tx.lock_user(TENANT, who.id).await.unwrap().unwrap();
            user.visibility = Some(visibility);
            tx.save_user(&user).await.unwrap();
            tx.commit().await.unwrap();
        };
        let mut others = vec![];
        for (n, visibility) in [Visibility::Public, Visibility::Matches, Visibility::Seniors, Visibility::Volunteers, Visibility::Public].into_iter().enumerate() {
            let other = somebody(&app, &format!("Other {n}")).await;
            // Either may have asked.
            if n % 2 == 0 { connected(&ann, &other).await } else { connected(&other, &ann).await };
            hide(&other, visibility).await;
            others.push(other);
            app.clock.advance_ms(1000);
        }
        // Pages of one, the latest request first; the count says as many.
        let shown = async |who: &Client<'_>| {
            let mut names = vec![];
            for page in 1.. {
                let list = who.get(at(&format!("/users/{ann}/connections?limit=1&page={page}"))).await.expect(200);
                let entries = list["connections"].as_array().unwrap();
                names.extend(entries.iter().map(|entry| entry["connectedUser"]["name"].as_str().unwrap().to_owned()));
                assert!(entries.len() == 1 || list["pagination"]["totalCount"] == 0, "no hole: {list}");
                if list["pagination"]["hasNextPage"] == false {
                    assert_eq!(list["pagination"]["totalCount"], names.len());
                    break;
                }
            }
            let count = who.get(at(&format!("/users/{ann}/connections-count"))).await.expect(200);
            assert_eq!(count, json!({ "count": names.len() }));
            names
        };
        let (senior, volunteer) = (somebody(&app, "Sue").await, app.person("Vic", UserType::Volunteer).await);
        let volunteer = Client { token: Some(token(&volunteer)), ..volunteer };
        assert_eq!(shown(&app.anonymous()).await, ["Other 4", "Other 0"]);
        assert_eq!(shown(&senior).await, ["Other 4", "Other 2", "Other 0"]);
        assert_eq!(shown(&volunteer).await, ["Other 4", "Other 3", "Other 0"]);
        assert_eq!(shown(&others[1]).await, ["Other 4", "Other 2", "Other 1", "Other 0"], "people see themselves");
        assert_eq!(shown(&ann).await, ["Other 4", "Other 3", "Other 2", "Other 1", "Other 0"], "their own: everything");
        // Tokens that are of no use, or of another project, say nothing.
        for useless in ["x".to_owned(), sign(Algorithm::HS256, &claims(&ann), "another secret")] {
            let someone = Client { token: Some(useless), ..ann.clone() };
            assert_eq!(shown(&someone).await, ["Other 4", "Other 0"]);
        }
        // Who is hidden has no connections but for those who may see them.
        hide(&ann, Visibility::Matches).await;
        assert_eq!(shown(&app.anonymous()).await, Vec::<String>::new());
        assert_eq!(shown(&senior).await, Vec::<String>::new());
        assert_eq!(shown(&others[0]).await, ["Other 4", "Other 2", "Other 0"]);
    }

    async fn lists_cost_a_constant_number_of_statements(app) {
        let ann = somebody(&app, "Ann").await;
        let mut counts = vec![];
        for n in 0..6 {
            let other = somebody(&app, &format!("Other {n}")).await;
            connected(&ann, &other).await;
            let before = app.ctx.store.log().count();
            ann.get(at("/connections")).await.expect(200);
            counts.push(app.ctx.store.log().count() - before);
        }
        assert_eq!(counts, [1; 6]);
        let before = app.ctx.store.log().count();
        ann.get(with(&ann)).await.expect_problem("connection/self-check");
        assert_eq!(app.ctx.store.log().count() - before, 0, "a token costs no statement");
        ann.get(at("/connections/count")).await.expect(200);
        assert_eq!(app.ctx.store.log().count() - before, 1);
    }

    async fn notifications_are_marked_as_read(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let (list, count) = (at("/app-notifications"), at("/app-notifications/count"));
        for _ in 0..3 {
            let id = asked(&ann, &ben).await;
            ann.delete(by_id(&id, "")).await.expect(200);
            app.clock.advance_ms(1);
        }
        let told = ben.get(&list).await.expect(200);
        let mark = |id: &str| at(&format!("/app-notifications/{id}/mark-as-read"));
        let newest = told[0]["id"].as_str().unwrap();
        app.clock.advance_ms(1_000);
        for _ in 0..2 {
            let marked = patch(&ben, mark(newest)).await;
            assert_eq!((marked.status.as_u16(), marked.text().as_str()), (200, ""));
            app.clock.advance_ms(1);
        }
        let now = ben.get(&list).await.expect(200);
        assert_eq!((&now[0]["isRead"], &now[1]["isRead"], &now[0]["createdAt"]), (&json!(true), &json!(false), &told[0]["createdAt"]));
        assert_eq!(now[0]["updatedAt"], iso_date_time(app.ctx.clock.now_ms() - 2), "the first time counts");
        assert_eq!(ben.get(&count).await.expect(200), json!(2));
        for (who, id) in [(&ann, newest), (&ben, "x"), (&ben, &Uuid::new_v4().to_string())] {
            refused(&patch(who, mark(id)).await, 404, "app-notification/not-found", "Notification not found");
        }
        let all = at("/app-notifications/mark-all-as-read");
        assert_eq!(patch(&ann, all.clone()).await.expect(200), json!({ "markedAsRead": 0 }));
        assert_eq!(patch(&ben, all.clone()).await.expect(200), json!({ "markedAsRead": 2 }));
        assert_eq!((ben.get(&count).await.expect(200), patch(&ben, all.clone()).await.expect(200)), (json!(0), json!({ "markedAsRead": 0 })));
        plain(&patch(&app.anonymous(), all).await, 401, "Unauthorized");
    }
}
