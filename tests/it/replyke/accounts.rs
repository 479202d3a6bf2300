//! Accounts, tokens and projects: contract/replyke.md 5 and 6.

use super::*;

on_both! {
    async fn tokens_end_with_the_sessions(app) {
        let nobody = app.anonymous();
        let other = app.another_process().await;
        let given = json!({ "email": "bea@example.com", "password": "Tulips-1951" });
        let path = |end: &str| at(&format!("/auth/{end}"));
        let bea = nobody.post(path("sign-up"), given.clone()).await.expect(201);
        let id: talkamie::domain::ids::UserId = bea["user"]["id"].as_str().unwrap().parse().unwrap();
        let with = |token: &str| Client { id, token: Some(token.to_owned()), ..nobody.clone() };
        let made = |iat: Option<Value>| {
            let mut made = claims(&with(""));
            match iat {
                Some(iat) => made["iat"] = iat,
                None => drop(made.as_object_mut().unwrap().remove("iat")),
            }
            with(&sign(Algorithm::HS256, &made, SECRET))
        };
        let works = async |who: &Client<'_>| {
            let answer = who.get(at("/connections/count")).await;
            let elsewhere = talkamie::operations::replyke::tokens::authenticate(&other, who.token.as_deref().unwrap(), None).await;
            if answer.status == 200 {
                return (true, elsewhere.is_ok());
            }
            plain(&answer, 403, "Forbidden");
            (false, elsewhere.is_ok())
        };
        let now_s = || app.ctx.clock.now_ms() / 1000;
        let again = || nobody.post(path("sign-in"), given.clone());
        let (first, second) = (with(bea["accessToken"].as_str().unwrap()), again().await.expect(200));
        let second = with(second["accessToken"].as_str().unwrap());
        app.clock.advance_ms(2_500);
        let (hosts, bare) = (made(Some(json!(now_s()))), made(None));
        for who in [&first, &second, &hosts, &bare] {
            assert_eq!(works(who).await, (true, true));
        }
        // Changed through the other door: every session but the caller's ends, at once here and within a second everywhere.
        app.clock.advance_ms(1_000);
        let v1 = nobody.post("/v1/auth/sign-in", given.clone()).await.expect(200);
        let v1 = with(v1["tokens"]["access"].as_str().unwrap());
        for who in [&first, &second, &hosts, &bare] {
            assert_eq!(works(who).await, (true, true));
        }
        let changed_s = now_s();
        let change = json!({ "oldPassword": "Tulips-1951", "newPassword": "Roses-1951" });
        v1.put(format!("/v1/user/{id}/password"), change).await.expect(200);
        for who in [&first, &second, &hosts] {
            assert!(!works(who).await.0);
        }
        app.clock.advance_ms(500);
        for who in [&first, &second, &hosts] {
            assert_eq!(works(who).await, (false, false));
        }
        // What says no time is not known to be older; a time of the same second is not either.
        let given = json!({ "email": "bea@example.com", "password": "Roses-1951" });
        let third = nobody.post(path("sign-in"), given.clone()).await.expect(200);
        let (refresh, third) = (third["refreshToken"].clone(), with(third["accessToken"].as_str().unwrap()));
        for who in [&third, &bare, &made(Some(json!(changed_s))), &made(Some(json!("soon")))] {
            assert_eq!(works(who).await, (true, true));
        }
        assert_eq!(works(&made(Some(json!(changed_s - 1)))).await, (false, false));
        let fourth = nobody.post(path("request-new-access-token"), json!({ "refreshToken": refresh })).await.expect(200);
        assert_eq!(works(&with(fourth["accessToken"].as_str().unwrap())).await, (true, true));

        // Changed through this one: the session of the token stays, though it was made before.
        let fifth = with(nobody.post(path("sign-in"), given).await.expect(200)["accessToken"].as_str().unwrap());
        app.clock.advance_ms(1_500);
        let change = |old: &str, new: &str| json!({ "password": old, "newPassword": new });
        refused(&third.post(path("change-password"), change("Tulips-1951", "x")).await, 401, "auth/wrong-password", "Incorrect password.");
        for missing in [json!({}), json!({ "password": "Roses-1951" }), change("Roses-1951", ""), change("", "x")] {
            refused(&third.post(path("change-password"), missing).await, 400, "auth/missing-fields", "Password and new password are required.");
        }
        plain(&nobody.post(path("change-password"), change("Roses-1951", "x")).await, 401, "Unauthorized");
        let changed = third.post(path("change-password"), change("Roses-1951", "Daisies-1951")).await;
        assert_eq!((changed.status.as_u16(), changed.text().as_str()), (204, ""));
        app.clock.advance_ms(500);
        assert_eq!(works(&third).await, (true, true));
        assert_eq!((works(&fifth).await, works(&v1).await.0), ((false, false), false));
        // With a token that names no session all of them end, and itself.
        app.clock.advance_ms(2_000);
        let mine = made(Some(json!(now_s() - 1)));
        mine.post(path("change-password"), change("Daisies-1951", "Lilies-1951")).await;
        app.clock.advance_ms(1_000);
        for who in [&third, &mine] {
            assert_eq!(works(who).await, (false, false));
        }
        // Who has no password, and who is not there.
        let cee = somebody(&app, "Cee").await;
        refused(&cee.post(path("change-password"), change("a", "b")).await, 403, "auth/invalid-credentials", "Invalid credentials.");
        let ghost = Client { id: talkamie::domain::ids::UserId(Uuid::new_v4()), ..cee.clone() };
        let ghost = Client { token: Some(token(&ghost)), ..ghost };
        refused(&ghost.post(path("change-password"), change("a", "b")).await, 403, "auth/no-user-found", "User not found.");

        // Closing.
        let given = json!({ "email": "bea@example.com", "password": "Lilies-1951" });
        let last = with(nobody.post(path("sign-in"), given.clone()).await.expect(200)["accessToken"].as_str().unwrap());
        let v1 = with(nobody.post("/v1/auth/sign-in", given).await.expect(200)["tokens"]["access"].as_str().unwrap());
        assert_eq!(works(&last).await, (true, true));
        v1.delete(format!("/v1/user/{id}")).await.expect(200);
        assert!(!works(&last).await.0);
        app.clock.advance_ms(500);
        assert_eq!(works(&last).await, (false, false));
    }

    async fn signing_out_ends_one_session(app) {
        let nobody = app.anonymous();
        let path = |end: &str| at(&format!("/auth/{end}"));
        let given = json!({ "email": "bea@example.com", "password": "pw" });
        let first = nobody.post(path("sign-up"), given.clone()).await.expect(201);
        let second = nobody.post(path("sign-in"), given).await.expect(200);
        let with = |signed: &Value| Client { token: signed["accessToken"].as_str().map(str::to_owned), ..nobody.clone() };
        let out = async |body: Value| {
            let answer = nobody.post(path("sign-out"), body).await;
            assert_eq!((answer.status.as_u16(), answer.text().as_str(), answer.header("set-cookie")), (204, "", None));
        };
        // Nothing to end, whatever it is: nothing is told.
        let forged = sign(Algorithm::HS256, &json!({ "sub": first["user"]["id"], "jti": Uuid::new_v4().to_string(), "projectId": TENANT.to_string() }), "refresh-secret-of-the-tests-00000");
        for nothing in [json!({}), json!({ "refreshToken": null }), json!({ "refreshToken": "" }), json!({ "refreshToken": "x" }), json!({ "refreshToken": first["accessToken"] }), json!({ "refreshToken": forged })] {
            out(nothing).await;
        }
        assert_eq!(nobody.post_empty(path("sign-out")).await.status, 204);
        for signed in [&first, &second] {
            with(signed).get(at("/connections/count")).await.expect(200);
        }
        // As the published client does it: by the body.
        out(json!({ "refreshToken": first["refreshToken"] })).await;
        plain(&with(&first).get(at("/connections/count")).await, 403, "Forbidden");
        let renew = nobody.post(path("request-new-access-token"), json!({ "refreshToken": first["refreshToken"] })).await;
        refused(&renew, 403, "auth/refresh-token-mismatch", "Refresh token not recognized.");
        with(&second).get(at("/connections/count")).await.expect(200);
        out(json!({ "refreshToken": first["refreshToken"] })).await;
        // As a browser does it: by the cookie, which goes.
        let cookie = format!("replyke-refresh-jwt={}", second["refreshToken"].as_str().unwrap());
        let gone = raw(&app, Method::POST, &path("sign-out"), &[("cookie", &cookie), ("content-type", "application/json")], "{}").await;
        assert_eq!((gone.status.as_u16(), gone.header("set-cookie")), (204, Some("replyke-refresh-jwt=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=None")));
        plain(&with(&second).get(at("/connections/count")).await, 403, "Forbidden");
        nobody.post(format!("/api/v6/{}/auth/sign-out", Uuid::new_v4()), json!({})).await.expect_problem("project/not-found");
    }

    async fn tokens_are_missing_or_refused(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let path = with(&ben);
        let call = async |value: &str| raw(&app, Method::GET, &path, &[("authorization", value)], "").await;
        plain(&app.anonymous().get(&path).await, 401, "Unauthorized");
        plain(&call("").await, 401, "Unauthorized");
        let good = token(&ann);
        for value in [format!("Bearer {good}"), format!("bearer {good}"), format!("Whatever {good}"), format!("Bearer {good} more")] {
            call(&value).await.expect(200);
        }
        for algorithm in [Algorithm::HS384, Algorithm::HS512] {
            call(&format!("Bearer {}", sign(algorithm, &claims(&ann), SECRET))).await.expect(200);
        }
        // Nothing but sub, exp and nbf is looked at, and the project.
        for (claim, value) in [("aud", json!("x")), ("iss", json!(1)), ("role", json!("admin")), ("exp", Value::Null), ("projectId", json!(TENANT.to_string().to_uppercase()))] {
            let mut changed = claims(&ann);
            match value {
                Value::Null => drop(changed.as_object_mut().unwrap().remove(claim)),
                value => changed[claim] = value,
            }
            call(&format!("Bearer {}", sign(Algorithm::HS256, &changed, SECRET))).await.expect(200);
        }
        let (front, _) = good.rsplit_once('.').unwrap();
        let none = format!("eyJhbGciOiJub25lIn0.{}.", good.split('.').nth(1).unwrap());
        let mut bad = vec!["Bearer".to_owned(), format!("Bearer  {good}"), "Bearer null".into(), "Bearer x.y.z".into(), format!("Bearer {front}."), format!("Bearer {good}x"), format!("Bearer {none}"), format!("Bearer {}", sign(Algorithm::HS256, &claims(&ann), "another secret"))];
        for (claim, value) in [
            ("exp", json!(START_S)), ("exp", json!("soon")), ("nbf", json!(START_S + 100)), ("nbf", json!([])), ("sub", json!("")), ("sub", Value::Null), ("sub", json!("me")), ("sub", json!(5)),
            ("projectId", json!("x")), ("projectId", json!(Uuid::new_v4().to_string())), ("projectId", json!(5)),
        ] {
            let mut changed = claims(&ann);
            changed[claim] = value;
            bad.push(format!("Bearer {}", sign(Algorithm::HS256, &changed, SECRET)));
        }
        for value in bad {
            plain(&call(&value).await, 403, "Forbidden");
        }
        // Half an hour and its end.
        let mut short = claims(&ann);
        short["exp"] = json!(START_S + 1800);
        let short = format!("Bearer {}", sign(Algorithm::HS256, &short, SECRET));
        call(&short).await.expect(200);
        app.clock.advance_ms(1_800_000);
        plain(&call(&short).await, 403, "Forbidden");
        // A token of somebody who is not there.
        let ghost = Client { id: talkamie::domain::ids::UserId(Uuid::new_v4()), ..ann.clone() };
        let ghost = Client { token: Some(token(&ghost)), ..ghost };
        refused(&ghost.post_empty(with(&ben)).await, 404, "connection/user-not-found", NOBODY);
        assert_eq!(ghost.get(with(&ben)).await.expect(200), json!({ "status": "none" }));
        refused(&ghost.delete(with(&ben)).await, 404, "connection/not-found", NOT_REMOVABLE);
        assert_eq!(ghost.get(at("/connections/count")).await.expect(200), json!({ "count": 0 }));
        let id = asked(&ann, &ben).await;
        assert_eq!(patch(&ghost, by_id(&id, "/accept")).await.status, 403);
    }

    async fn projects_are_apart(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let mut tx = app.ctx.store.write().await.unwrap();
        let other = Tenant { id: OTHER, name: "other".into(), replyke_access_secret: Some(OTHER_SECRET.into()), replyke_refresh_secret: None, replyke_external_key: None, created_at_ms: START_MS };
        tx.add_tenant(&other).await.unwrap();
        let closed = Tenant { id: TenantId(Uuid::from_u128(3)), replyke_access_secret: None, ..other };
        tx.add_tenant(&closed).await.unwrap();
        tx.commit().await.unwrap();
        let id = connected(&ann, &ben).await;
        // A token of one project under the path of another.
        plain(&ann.get(format!("/api/v6/{OTHER}/connections")).await, 403, "Forbidden");
        // A genuine token of the other project does not reach this one's records.
        let mut there = claims(&ann);
        there["projectId"] = json!(OTHER.to_string());
        let there = Client { token: Some(sign(Algorithm::HS256, &there, OTHER_SECRET)), ..ann.clone() };
        plain(&there.get(with(&ben)).await, 403, "Forbidden");
        assert_eq!(there.get(format!("/api/v6/{OTHER}/connections/count")).await.expect(200), json!({ "count": 0 }));
        assert_eq!(there.get("/api/v6/connections/count").await.expect(200), json!({ "count": 0 }), "the alias takes the token's project");
        refused(&there.delete(format!("/api/v6/{OTHER}/connections/{id}")).await, 404, "connection/not-found", NOT_WITHDRAWABLE);
        refused(&there.post_empty(format!("/api/v6/{OTHER}/users/{ben}/connection")).await, 404, "connection/user-not-found", NOBODY);
        assert_eq!(app.anonymous().get(format!("/api/v6/{OTHER}/users/{ann}/connections-count")).await.expect(200), json!({ "count": 0 }));
        // A secret signs for its own project only.
        let mut forged = claims(&ann);
        forged["projectId"] = json!(TENANT.to_string());
        let forged = Client { token: Some(sign(Algorithm::HS256, &forged, OTHER_SECRET)), ..ann.clone() };
        plain(&forged.get("/api/v6/connections/count").await, 403, "Forbidden");
        // A token that names no project is the path's, if its secret signed it.
        let mut plain_token = claims(&ann);
        plain_token.as_object_mut().unwrap().remove("projectId");
        let unnamed = Client { token: Some(sign(Algorithm::HS256, &plain_token, SECRET)), ..ann.clone() };
        assert_eq!(unnamed.get(at("/connections/count")).await.expect(200), json!({ "count": 1 }));
        plain(&unnamed.get(format!("/api/v6/{OTHER}/connections/count")).await, 403, "Forbidden");
        plain(&unnamed.get("/api/v6/connections/count").await, 403, "Forbidden");
        for unknown in ["x".to_owned(), Uuid::new_v4().to_string(), closed.id.to_string()] {
            refused(&ann.get(format!("/api/v6/{unknown}/connections")).await, 404, "project/not-found", "Project not found.");
            refused(&app.anonymous().get(format!("/api/v6/{unknown}/users/{ann}/connections")).await, 404, "project/not-found", "Project not found.");
        }
    }

    async fn the_published_client_needs_no_project_in_the_path(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let path = |rest: &str| format!("/api/v6{rest}");
        let id = ann.post(path(&format!("/users/{ben}/connection")), json!({})).await.expect(201)["id"].as_str().unwrap().to_owned();
        assert_eq!(ben.get(path("/connections/pending/received?page=1&limit=20")).await.expect(200)["requests"][0]["id"], id);
        assert_eq!(ann.get(path("/connections/pending/sent?page=1&limit=20")).await.expect(200)["requests"][0]["id"], id);
        ben.send(Method::PATCH, &path(&format!("/connections/{id}/accept")), Some(b"{}".to_vec())).await.expect(200);
        assert_eq!(ann.get(path(&format!("/users/{ben}/connection"))).await.expect(200)["status"], "connected");
        assert_eq!(ann.get(path("/connections?page=1&limit=20")).await.expect(200)["pagination"]["totalCount"], 1);
        assert_eq!(ann.get(path("/connections/count")).await.expect(200)["count"], 1);
        assert_eq!(app.anonymous().get(path(&format!("/users/{ben}/connections-count"))).await.expect(200)["count"], 1);
        ann.delete(path(&format!("/connections/{id}"))).await.expect(200);
        let id = ann.post_empty(path(&format!("/users/{ben}/connection"))).await.expect(201)["id"].as_str().unwrap().to_owned();
        ben.put(path(&format!("/connections/{id}/decline")), json!({})).await.expect(200);
        ann.delete(path(&format!("/users/{ben}/connection"))).await.expect_problem("connection/not-found");
    }

    async fn people_sign_up_in_and_stay(app) {
        let nobody = app.anonymous();
        let path = |what: &str| at(&format!("/auth/{what}"));
        let given = json!({
            "email": "Bea@Example.com", "password": "pw", "name": "  Bea ", "username": " BeA ", "bio": " hm ", "avatar": "https://a.b/c.png",
            "location": { "longitude": 4.5, "latitude": -52.25 }, "birthdate": "1990-02-28T23:00:00.000Z", "metadata": { "team": "blue" }, "secureMetadata": { "x": 1 },
        });
        let answer = nobody.post(path("sign-up"), given.clone()).await;
        let signed = answer.expect(201);
        let now = iso_date_time(app.ctx.clock.now_ms());
        let user = json!({
            "id": signed["user"]["id"], "foreignId": null, "role": "visitor", "email": "bea@example.com", "name": "Bea", "username": "bea", "avatar": "https://a.b/c.png",
            "bio": "hm", "metadata": { "team": "blue" }, "reputation": 0, "isVerified": false, "isActive": true, "lastActive": now, "suspensions": [],
        });
        assert_eq!((&signed["success"], &signed["user"]), (&json!(true), &user));
        let refresh = signed["refreshToken"].as_str().unwrap().to_owned();
        assert_eq!(answer.header("set-cookie").unwrap(), format!("replyke-refresh-jwt={refresh}; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=None"));
        let claims = |jwt: &Value| {
            use base64::Engine as _;
            let middle = jwt.as_str().unwrap().split('.').nth(1).unwrap().to_owned();
            serde_json::from_slice::<Value>(&base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(middle).unwrap()).unwrap()
        };
        let iat = app.ctx.clock.now_ms() / 1000;
        let common = json!({ "sub": user["id"], "projectId": TENANT.to_string(), "aud": "replyke.com", "iss": "replyke.com", "iat": iat });
        let mut access = common.clone();
        access["role"] = json!("user");
        access["exp"] = json!(iat + 1800);
        let jti = claims(&signed["refreshToken"])["jti"].clone();
        access["sid"] = jti.clone();
        assert_eq!(claims(&signed["accessToken"]), access);
        let mut long = common;
        long["jti"] = jti.clone();
        long["exp"] = json!(iat + 2_592_000);
        assert_eq!(claims(&signed["refreshToken"]), long);

        // How others see her.
        let ann = somebody(&app, "Ann").await;
        ann.post_empty(at(&format!("/users/{}/connection", user["id"].as_str().unwrap()))).await.expect(201);
        let shown = ann.get(at("/connections/pending/sent")).await.expect(200)["requests"][0]["user"].take();
        assert_eq!(shown["location"], json!({ "crs": { "type": "name", "properties": { "name": "EPSG:4326" } }, "type": "Point", "coordinates": [4.5, -52.25] }));
        assert_eq!((&shown["birthdate"], &shown["metadata"], &shown["username"]), (&json!("1990-02-28T00:00:00.000Z"), &json!({ "team": "blue" }), &json!("bea")));

        // Refusals of signing up.
        let taken = "A user with this email or username already exists.";
        refused(&nobody.post(path("sign-up"), given).await, 409, "auth/already-exists", taken);
        refused(&nobody.post(path("sign-up"), json!({ "email": "x@y.example", "password": "p", "username": "BEA" })).await, 409, "auth/already-exists", taken);
        for missing in [json!({}), json!({ "email": "a@b.example" }), json!({ "password": "p" }), json!({ "email": "", "password": "p" }), json!({ "email": "a@b.example", "password": "" })] {
            refused(&nobody.post(path("sign-up"), missing.clone()).await, 400, "auth/missing-fields", "Missing required fields");
            refused(&nobody.post(path("sign-in"), missing).await, 400, "auth/missing-fields", "Email, and password are required.");
        }
        refused(&nobody.post_empty(path("sign-in")).await, 400, "auth/missing-fields", "Email, and password are required.");
        nobody.post(path("sign-up"), json!({ "email": "a@b.example", "password": "p", "name": 5 })).await.expect_problem("request/invalid");
        nobody.post(path("sign-up"), json!({ "email": "a@b.example", "password": "p", "birthdate": "soon" })).await.expect_problem("auth/validation-failed");
        for nowhere in [json!({}), json!({ "longitude": 4.5 }), json!({ "type": "Point", "coordinates": [4.5, 95.0] })] {
            nobody.post(path("sign-up"), json!({ "email": "a@b.example", "password": "p", "location": nowhere })).await.expect_problem("auth/validation-failed");
        }
        refused(&nobody.post(format!("/api/v6/{}/auth/sign-up", Uuid::new_v4()), json!({ "email": "a@b.example", "password": "p" })).await, 404, "project/not-found", "Project not found.");

        // Signing in.
        let again = nobody.post(path("sign-in"), json!({ "email": "BEA@example.com", "password": "pw" })).await;
        assert!(again.header("set-cookie").is_some());
        assert_eq!(again.expect(200)["user"]["id"], user["id"]);
        refused(&nobody.post(path("sign-in"), json!({ "email": "bea@example.com", "password": "no" })).await, 401, "auth/wrong-password", "Incorrect password.");
        refused(&nobody.post(path("sign-in"), json!({ "email": "nobody@example.com", "password": "pw" })).await, 403, "auth/no-user-found", "User not found.");
        refused(&nobody.post(path("sign-in"), json!({ "email": "ann@example.com", "password": "pw" })).await, 403, "auth/invalid-credentials", "Invalid credentials.");

        // Staying: the cookie goes first, the refresh token stays the same.
        app.clock.advance_ms(1_800_000);
        let bea = Client { token: signed["accessToken"].as_str().map(str::to_owned), ..nobody.clone() };
        plain(&bea.get(at("/connections/count")).await, 403, "Forbidden");
        let renew = path("request-new-access-token");
        for _ in 0..2 {
            let renewed = nobody.post(renew.as_str(), json!({ "refreshToken": refresh })).await;
            assert_eq!(renewed.header("set-cookie"), None);
            let renewed = renewed.expect(200);
            assert_eq!((&renewed["success"], &renewed["user"]["id"]), (&json!(true), &user["id"]));
            assert_eq!(renewed.as_object().unwrap().len(), 3);
            let bea = Client { token: renewed["accessToken"].as_str().map(str::to_owned), ..nobody.clone() };
            assert_eq!(bea.get(at("/connections/count")).await.expect(200), json!({ "count": 0 }));
        }
        let cookie = format!("other=1; replyke-refresh-jwt={refresh}");
        let kept = raw(&app, Method::POST, &renew, &[("cookie", &cookie), ("content-type", "application/json")], "{\"refreshToken\":\"x\"}").await;
        assert_eq!(kept.expect(200)["user"]["id"], user["id"]);
        for nothing in [Some(json!({ "refreshToken": null })), Some(json!({ "refreshToken": "" })), Some(json!({})), None] {
            let answer = match nothing {
                Some(body) => nobody.post(renew.as_str(), body).await,
                None => nobody.post_empty(renew.as_str()).await,
            };
            assert_eq!(answer.expect(200), json!({ "user": null, "accessToken": null }));
        }
        let bad = async |token: &str, code: &str, sentence: &str| refused(&nobody.post(renew.as_str(), json!({ "refreshToken": token })).await, 403, code, sentence);
        let secret = "refresh-secret-of-the-tests-00000";
        bad("x", "auth/refresh-token-invalid", "Invalid or expired refresh token.").await;
        bad(signed["accessToken"].as_str().unwrap(), "auth/refresh-token-invalid", "Invalid or expired refresh token.").await;
        for (claim, value) in [("projectId", json!(OTHER.to_string())), ("jti", Value::Null), ("sub", json!("")), ("projectId", Value::Null)] {
            let mut changed = long.clone();
            changed[claim] = value;
            bad(&sign(Algorithm::HS256, &changed, secret), "auth/invalid-refresh-token", "Invalid refresh token.").await;
        }
        for (claim, value) in [("jti", json!(Uuid::new_v4().to_string())), ("sub", json!(ann.to_string())), ("iat", json!(iat + 1))] {
            let mut changed = long.clone();
            changed[claim] = value;
            bad(&sign(Algorithm::HS256, &changed, secret), "auth/refresh-token-mismatch", "Refresh token not recognized.").await;
        }
        // Revoked, and expired.
        let mut tx = app.ctx.store.write().await.unwrap();
        let session = SessionId(jti.as_str().unwrap().parse().unwrap());
        assert!(tx.revoke_session(TENANT, session, app.ctx.clock.now_ms()).await.unwrap());
        tx.commit().await.unwrap();
        bad(&refresh, "auth/refresh-token-mismatch", "Refresh token not recognized.").await;
        app.clock.advance_ms(30 * 86_400_000);
        bad(&refresh, "auth/refresh-token-invalid", "Invalid or expired refresh token.").await;
    }

    async fn a_project_vouches_for_its_own_users(app) {
        let nobody = app.anonymous();
        let path = at("/auth/verify-external-user");
        let key = EncodingKey::from_rsa_pem(include_bytes!("../keys/external.pem")).unwrap();
        let jwt = |claims: Value| encode(&Header::new(Algorithm::RS256), &claims, &key).unwrap();
        let says = |data: Value| jwt(json!({ "sub": "crm-4711", "iss": TENANT.to_string(), "exp": START_S + 600, "userData": data }));
        refused(&nobody.post(path.as_str(), json!({ "userJwt": says(json!({})) })).await, 403, "auth/missing-keys", "Missing JWT keys");
        let mut tx = app.ctx.store.write().await.unwrap();
        let mut tenant = tx.find_tenant(TENANT).await.unwrap().unwrap();
        tenant.replyke_external_key = Some(include_str!("../keys/external.pub.pem").to_owned());
        tx.save_tenant(&tenant).await.unwrap();
        tx.commit().await.unwrap();
        app.clock.advance_ms(5_000);

        let first = nobody.post(path.as_str(), json!({ "userJwt": says(json!({ "email": "Cee@example.com", "name": "Cee", "username": "CEE", "avatar": null, "bio": "" })) })).await;
        assert!(first.header("set-cookie").is_some());
        let first = first.expect(200);
        assert_eq!((&first["user"]["foreignId"], &first["user"]["email"], &first["user"]["username"]), (&json!("crm-4711"), &json!("cee@example.com"), &json!("cee")));
        let me = Client { token: first["accessToken"].as_str().map(str::to_owned), ..nobody.clone() };
        assert_eq!(me.get(at("/connections/count")).await.expect(200), json!({ "count": 0 }));
        // The same person, brought up to date; what is not said stays.
        let second = nobody.post(path.as_str(), json!({ "userJwt": says(json!({ "name": "Cee Q", "metadata": { "a": [1] }, "location": { "type": "Point", "coordinates": [1.0, 2.0] } })) })).await.expect(200);
        assert_eq!((&second["user"]["id"], &second["user"]["name"], &second["user"]["username"]), (&first["user"]["id"], &json!("Cee Q"), &json!("cee")));
        assert_eq!(second["user"]["metadata"], json!({ "a": [1] }));
        assert_eq!(nobody.post(path.as_str(), json!({ "userJwt": jwt(json!({ "sub": 7, "iss": TENANT.to_string() })) })).await.expect(200)["user"]["foreignId"], "7");

        for missing in [json!({}), json!({ "userJwt": "" }), json!({ "userJwt": 5 })] {
            refused(&nobody.post(path.as_str(), missing).await, 400, "auth/missing-jwt", "Missing userJwt");
        }
        let good = says(json!({}));
        for bad in ["x".to_owned(), format!("{good}x"), sign(Algorithm::HS256, &json!({ "sub": "crm-4711", "iss": TENANT.to_string() }), include_str!("../keys/external.pub.pem")), jwt(json!({ "sub": "a", "iss": TENANT.to_string(), "exp": START_S }))] {
            refused(&nobody.post(path.as_str(), json!({ "userJwt": bad })).await, 403, "auth/invalid-token", "Invalid token");
        }
        refused(&nobody.post(path.as_str(), json!({ "userJwt": jwt(json!({ "sub": "a", "iss": OTHER.to_string() })) })).await, 403, "auth/project-mismatch", "Project ID mismatch");
        for data in [json!([]), json!({ "name": 5 }), json!({ "email": "no address" }), json!({ "birthdate": "x" })] {
            let body = nobody.post(path.as_str(), json!({ "userJwt": says(data) })).await.expect_problem("auth/validation-failed");
            assert!(body["error"].as_str().unwrap().starts_with("User validation failed: "), "{body}");
        }
        nobody.post(path.as_str(), json!({ "userJwt": jwt(json!({ "sub": "b", "iss": TENANT.to_string(), "userData": { "email": "cee@example.com" } })) })).await.expect_problem("auth/already-exists");
        // First seen twice at once: one person.
        for n in 0..20 {
            let one = jwt(json!({ "sub": format!("race-{n}"), "iss": TENANT.to_string() }));
            let see = || nobody.post(path.as_str(), json!({ "userJwt": one }));
            let (a, b) = tokio::join!(see(), see());
            assert_eq!(a.expect(200)["user"]["id"], b.expect(200)["user"]["id"]);
        }
    }
}
