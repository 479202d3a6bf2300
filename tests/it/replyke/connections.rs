//! Asking, answering and ending: contract/replyke.md 2, routes 1 to 3 and 10 to 12.

use super::*;

on_both! {
    async fn route_1_asks(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let answer = ann.post(with(&ben), json!({ "message": "  Hello\u{0} Ben \n", "unknown": 1 })).await;
        let body = answer.expect(201);
        let asked_at = iso_date_time(app.ctx.clock.now_ms());
        assert_eq!(body, json!({ "id": body["id"], "status": "pending", "createdAt": asked_at }));
        assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
        assert_eq!(ben.get(at("/connections/pending/received")).await.expect(200)["requests"][0]["message"], "Hello\\0 Ben");

        // Checks in their order.
        let own = ann.to_string();
        for own in [own.to_uppercase(), own.replace('-', ""), format!("{{{own}}}"), own] {
            refused(&ann.post_empty(at(&format!("/users/{own}/connection"))).await, 400, "connection/self-request", SELF_REQUEST);
        }
        for bad in ["x", "0190", "me", "%20"] {
            refused(&ann.post_empty(at(&format!("/users/{bad}/connection"))).await, 400, "connection/invalid-receiver-id", BAD_USER);
        }
        let nobody = Uuid::new_v4();
        refused(&ann.post_empty(at(&format!("/users/{nobody}/connection"))).await, 404, "connection/user-not-found", NOBODY);
        refused(&ann.post_empty(with(&ben)).await, 409, "connection/request-pending", PENDING);
        refused(&ben.post_empty(with(&ann)).await, 409, "connection/request-pending", PENDING);
        let id = body["id"].as_str().unwrap();
        patch(&ben, by_id(id, "/accept")).await.expect(200);
        refused(&ann.post_empty(with(&ben)).await, 409, "connection/already-connected", CONNECTED);
        refused(&ben.post_empty(with(&ann)).await, 409, "connection/already-connected", CONNECTED);
    }

    async fn messages_are_tidied_or_refused(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        for (body, kept) in [
            (json!({}), Value::Null),
            (json!({ "message": null }), Value::Null),
            (json!({ "message": "" }), Value::Null),
            (json!({ "message": " \u{feff}\n\t" }), Value::Null),
            (json!({ "message": " a  b " }), json!("a  b")),
        ] {
            ann.post(with(&ben), body).await.expect(201);
            assert_eq!(ann.get(at("/connections/pending/sent")).await.expect(200)["requests"][0]["message"], kept);
            ann.delete(with(&ben)).await.expect(200);
        }
        for wrong in [json!(1), json!(true), json!({}), json!([])] {
            let answer = ann.post(with(&ben), json!({ "message": wrong })).await;
            assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (400, Some("request/invalid")));
            assert!(answer.json()["details"].as_str().unwrap().starts_with("body/message: "));
        }
        assert_eq!(ann.get(with(&ben)).await.expect(200), json!({ "status": "none" }), "no row");
        // A body without a content type, one that is none, one that is too large.
        let token = format!("Bearer {}", token(&ann));
        let auth = ("authorization", token.as_str());
        raw(&app, Method::POST, &with(&ben), &[auth], "{\"message\":\"hi\"}").await.expect(201);
        ann.delete(with(&ben)).await.expect(200);
        let json = ("content-type", "application/json");
        assert_eq!(raw(&app, Method::POST, &with(&ben), &[auth, json], "{").await.expect_problem("body/malformed")["error"].as_str().map(|e| e.starts_with("The body is not JSON")), Some(true));
        let large = format!("{{\"message\":\"{}\"}}", "x".repeat(110_000));
        refused(&raw(&app, Method::POST, &with(&ben), &[auth, json], &large).await, 413, "body/too-large", "The body is too large.");
    }

    async fn route_2_tells_how_it_stands(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let none = json!({ "status": "none" });
        assert_eq!(ann.get(with(&ben)).await.expect(200), none);
        assert_eq!(ann.get(at(&format!("/users/{}/connection", Uuid::new_v4()))).await.expect(200), none);
        refused(&ann.get(with(&ann)).await, 400, "connection/self-check", "Cannot check connection status with yourself");
        refused(&ann.get(at(&format!("/users/{}/connection", ann.to_string().to_uppercase()))).await, 400, "connection/self-check", "Cannot check connection status with yourself");
        refused(&ann.get(at("/users/x/connection")).await, 400, "connection/invalid-user-id", BAD_USER);

        let asked = ann.post_empty(with(&ben)).await.expect(201);
        let (id, created) = (&asked["id"], &asked["createdAt"]);
        assert_eq!(ann.get(with(&ben)).await.expect(200), json!({ "status": "pending", "type": "sent", "connectionId": id, "createdAt": created }));
        assert_eq!(ben.get(with(&ann)).await.expect(200), json!({ "status": "pending", "type": "received", "connectionId": id, "createdAt": created }));
        app.clock.advance_ms(61_234);
        let accepted = patch(&ben, by_id(id.as_str().unwrap(), "/accept")).await.expect(200);
        let answered = &accepted["respondedAt"];
        assert_eq!(accepted, json!({ "id": id, "status": "accepted", "respondedAt": iso_date_time(app.ctx.clock.now_ms()) }));
        for (me, other) in [(&ann, &ben), (&ben, &ann)] {
            assert_eq!(me.get(with(other)).await.expect(200), json!({ "status": "connected", "connectionId": id, "connectedAt": answered, "requestedAt": created }));
        }
        ann.delete(with(&ben)).await.expect(200);
        let again = asked_again(&app, &ben, &ann).await;
        assert_ne!(&again["id"], id, "a new row has a new id");
        let declined = patch(&ann, by_id(again["id"].as_str().unwrap(), "/decline")).await.expect(200);
        assert_eq!(declined["status"], "declined");
        for (me, other, side) in [(&ann, &ben, "received"), (&ben, &ann, "sent")] {
            assert_eq!(me.get(with(other)).await.expect(200), json!({ "status": "declined", "type": side, "connectionId": again["id"], "respondedAt": declined["respondedAt"] }));
        }
    }

    async fn route_3_removes_by_user(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let nobody = at(&format!("/users/{}/connection", Uuid::new_v4()));
        refused(&ann.delete(with(&ben)).await, 404, "connection/not-found", NOT_REMOVABLE);
        refused(&ann.delete(nobody).await, 404, "connection/not-found", NOT_REMOVABLE);
        refused(&ann.delete(with(&ann)).await, 400, "connection/self-disconnect", "Cannot disconnect from yourself");
        refused(&ann.delete(at("/users/-/connection")).await, 400, "connection/invalid-user-id", BAD_USER);

        asked(&ann, &ben).await;
        assert_eq!(ann.delete(with(&ben)).await.expect(200), json!({ "message": "Connection request withdrawn successfully.", "action": "withdraw" }));
        let id = connected(&ann, &ben).await;
        refused(&patch(&ben, by_id(&id, "/accept")).await, 404, "connection/not-found", NOT_PENDING);
        assert_eq!(ben.delete(with(&ann)).await.expect(200), json!({ "message": "Connection removed successfully.", "action": "disconnect" }));
        let id = asked(&ann, &ben).await;
        app.clock.advance_ms(5);
        assert_eq!(ben.delete(with(&ann)).await.expect(200), json!({ "id": id, "status": "declined", "respondedAt": iso_date_time(app.ctx.clock.now_ms()) }));
        refused(&ann.delete(with(&ben)).await, 404, "connection/not-found", NOT_REMOVABLE);
        refused(&ben.delete(with(&ann)).await, 404, "connection/not-found", NOT_REMOVABLE);
    }

    async fn a_declined_pair_starts_anew_by_its_receiver(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let id = asked(&ann, &ben).await;
        patch(&ben, by_id(&id, "/decline")).await.expect(200);
        refused(&ann.post_empty(with(&ben)).await, 409, "connection/request-declined", DECLINED);
        for act in ["/accept", "/decline"] {
            for who in [&ann, &ben] {
                refused(&patch(who, by_id(&id, act)).await, 404, "connection/not-found", NOT_PENDING);
            }
        }
        refused(&ann.delete(by_id(&id, "")).await, 404, "connection/not-found", NOT_WITHDRAWABLE);
        let anew = ben.post(with(&ann), json!({ "message": "after all" })).await.expect(201);
        let sent = ben.get(at("/connections/pending/sent")).await.expect(200);
        assert_eq!((&sent["requests"][0]["id"], &sent["requests"][0]["message"]), (&anew["id"], &json!("after all")));
        assert_eq!(sent["pagination"]["totalCount"], 1);
        patch(&ann, by_id(anew["id"].as_str().unwrap(), "/accept")).await.expect(200);
        assert_eq!(ann.get(with(&ben)).await.expect(200)["status"], "connected");
    }

    async fn routes_10_and_11_answer_by_id(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let cal = somebody(&app, "Cal").await;
        let id = asked(&ann, &ben).await;
        for who in [&ann, &cal] {
            refused(&patch(who, by_id(&id, "/accept")).await, 403, "connection/unauthorized", "Only the receiver can accept a connection request.");
            refused(&patch(who, by_id(&id, "/decline")).await, 403, "connection/unauthorized", "Only the receiver can decline a connection request.");
        }
        for act in ["/accept", "/decline"] {
            refused(&patch(&ben, by_id(&Uuid::new_v4().to_string(), act)).await, 404, "connection/not-found", NOT_PENDING);
            refused(&patch(&ben, by_id("pending", act)).await, 400, "connection/invalid-connection-id", BAD_CONNECTION);
        }
        // PUT beside PATCH, a body that is ignored whatever it is, the id in any spelling.
        let spelt = by_id(&id.to_uppercase().replace('-', ""), "/accept");
        let token = format!("Bearer {}", token(&ben));
        raw(&app, Method::PUT, &spelt, &[("authorization", &token), ("content-type", "text/plain")], "no JSON").await.expect(200);
        for who in [&ann, &ben, &cal] {
            refused(&patch(who, by_id(&id, "/accept")).await, 404, "connection/not-found", NOT_PENDING);
        }
        ann.delete(with(&ben)).await.expect(200);
        refused(&patch(&ben, by_id(&id, "/accept")).await, 404, "connection/not-found", NOT_PENDING);
        let id = asked(&ben, &ann).await;
        let declined = ann.put(by_id(&id, "/decline"), json!({})).await.expect(200);
        assert_eq!(declined, json!({ "id": id, "status": "declined", "respondedAt": declined["respondedAt"] }));
    }

    async fn route_12_removes_by_id(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let cal = somebody(&app, "Cal").await;
        let id = asked(&ann, &ben).await;
        for who in [&ben, &cal] {
            refused(&who.delete(by_id(&id, "")).await, 403, "connection/unauthorized", "Only the requester can withdraw a pending connection request.");
        }
        assert_eq!(ann.delete(by_id(&id, "")).await.expect(200), json!({ "message": "Connection request withdrawn successfully." }));
        refused(&ann.delete(by_id(&id, "")).await, 404, "connection/not-found", NOT_WITHDRAWABLE);
        let id = connected(&ann, &ben).await;
        refused(&cal.delete(by_id(&id, "")).await, 403, "connection/unauthorized", "Only connected users can disconnect.");
        assert_eq!(ben.delete(by_id(&format!("{{{id}}}").replace('{', "%7B").replace('}', "%7D"), "")).await.expect(200), json!({ "message": "Connection removed successfully." }));
        refused(&ben.delete(by_id(&id, "")).await, 404, "connection/not-found", NOT_WITHDRAWABLE);
        refused(&ben.delete(by_id("x", "")).await, 400, "connection/invalid-connection-id", BAD_CONNECTION);
    }

    async fn whom_one_cannot_see_one_cannot_ask(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let mut tx = app.ctx.store.write().await.unwrap();
        let mut user = tx.lock_user(TENANT, ben.id).await.unwrap().unwrap();
        user.visibility = Some(Visibility::Matches);
        tx.save_user(&user).await.unwrap();
        tx.commit().await.unwrap();
        refused(&ann.post_empty(with(&ben)).await, 404, "connection/user-not-found", NOBODY);
        asked(&ben, &ann).await;
    }

    async fn notifications_tell_of_requests_and_acceptances(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let list = at("/app-notifications");
        assert_eq!(ben.get(&list).await.expect(200), json!([]));
        let id = asked(&ann, &ben).await;
        let now = iso_date_time(app.ctx.clock.now_ms());
        let told = ben.get(&list).await.expect(200);
        assert_eq!(told, json!([{
            "id": told[0]["id"], "projectId": TENANT.to_string(), "userId": ben.to_string(), "type": "connection-request", "isRead": false, "action": "open-profile",
            "metadata": { "connectionId": id, "initiatorId": ann.to_string(), "initiatorName": "Ann Lee", "initiatorUsername": null, "initiatorAvatar": null },
            "createdAt": now, "updatedAt": now,
        }]));
        app.clock.advance_ms(1);
        patch(&ben, by_id(&id, "/accept")).await.expect(200);
        let told = ann.get(&list).await.expect(200);
        assert_eq!((&told[0]["type"], &told[0]["metadata"]["initiatorId"]), (&json!("connection-accepted"), &json!(ben.to_string())));
        // Ending tells nobody, and takes nothing back.
        ann.delete(with(&ben)).await.expect(200);
        for _ in 0..6 {
            app.clock.advance_ms(1);
            let id = asked(&ann, &ben).await;
            ann.delete(by_id(&id, "")).await.expect(200);
        }
        let id = asked(&ann, &ben).await;
        patch(&ben, by_id(&id, "/decline")).await.expect(200);
        assert_eq!(ann.get(&list).await.expect(200).as_array().map(Vec::len), Some(1));
        assert_eq!(ben.get(at("/app-notifications/count")).await.expect(200), json!(8));
        for (query, count) in [("", 5), ("?limit=7", 7), ("?limit=7&page=2", 1), ("?limit=1000", 8), ("?page=2", 3), ("?page=3", 0), ("?limit=0", 5)] {
            assert_eq!(ben.get(format!("{list}{query}")).await.expect(200).as_array().map(Vec::len), Some(count), "{query}");
        }
        refused(&ben.get(format!("{list}?limit=x")).await, 400, "app-notification/invalid-limit", "Invalid request: limit must be a number");
        for bad in ["0", "-1", "1.5", "x"] {
            refused(&ben.get(format!("{list}?page={bad}")).await, 400, "app-notification/invalid-page", "Invalid request: 'page' must be a whole number greater than 0");
        }
        plain(&app.anonymous().get(&list).await, 401, "Unauthorized");
    }

    async fn what_is_done_here_is_seen_through_talkamies_face(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let here = |client: &Client<'_>| token(client);
        let ann_here = Client { token: Some(here(&ann)), ..ann.clone() };
        let ben_here = Client { token: Some(here(&ben)), ..ben.clone() };
        let id = asked(&ann_here, &ben_here).await;
        assert_eq!(ben.get("/v1/connections/pending").await.expect(200)[0]["id"], id);
        ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        assert_eq!(ann_here.get(with(&ben_here)).await.expect(200)["status"], "connected");
        assert_eq!(ann_here.get(at("/app-notifications")).await.expect(200)[0]["type"], "connection-accepted");
        ben_here.delete(with(&ann_here)).await.expect(200);
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect_problem("connection/not-found");
    }
}

/// A request by the second of two people who are one and the same to the database: the helper of `route_2`.
async fn asked_again(app: &TestApp, from: &Client<'_>, to: &Client<'_>) -> Value {
    app.clock.advance_ms(1000);
    from.post_empty(with(to)).await.expect(201)
}
