//! The group `files`, as its callers see it: addresses, uploads, what is shown to whom, small pictures, and what is swept away.

mod attacks;
mod serving;

use crate::harness::{Answer, Client, TestApp, app::SERVER};
use image::{DynamicImage, ImageFormat, RgbImage};
use poem::{
    Request,
    http::{Method, header},
};
use serde_json::{Value, json};
use std::{fs, io::Cursor, path::Path};
use talkamie::{
    domain::limits::{FILES_UNUSED_KEPT_MS, UPLOAD_LIFETIME_MS},
    operations::upkeep,
};

/// The path and query of one of our addresses.
pub fn local(url: &str) -> &str {
    url.strip_prefix(SERVER).unwrap_or_else(|| panic!("{url} is not ours"))
}

/// Asks for an address for one file.
pub async fn signed(who: &Client<'_>, kind: &str, mime_type: &str, name: &str) -> Value {
    let items = json!({ kind: { "name": name, "mimeType": mime_type, "objectType": kind } });
    who.post("/v1/signed/urls", json!({ "type": "user", "items": items })).await.expect(200)["items"][kind].take()
}

/// Puts bytes to an address, as a browser does: without a token.
pub async fn put(app: &TestApp, url: &str, mime_type: &str, bytes: &[u8]) -> Answer {
    let request = Request::builder()
        .method(Method::PUT)
        .uri_str(local(url))
        .header(header::CONTENT_TYPE, mime_type)
        .header(header::CONTENT_LENGTH, bytes.len());
    app.anonymous().request(request.body(bytes.to_vec())).await
}

/// Uploads a file and answers its address.
pub async fn uploaded(who: &Client<'_>, kind: &str, mime_type: &str, bytes: &[u8]) -> String {
    let target = signed(who, kind, mime_type, "a").await;
    let answer = put(who.app, target["uploadUrl"].as_str().unwrap(), mime_type, bytes).await;
    assert_eq!((answer.status.as_u16(), answer.text().as_str()), (200, ""));
    target["fileUrl"].as_str().unwrap().to_owned()
}

/// A file that lost its bytes: none is uploaded without.
fn emptied(app: &TestApp, url: String) -> String {
    let path = local(&url).strip_prefix("/files/").unwrap().to_owned();
    std::fs::write(app.files().join(path), b"").unwrap();
    url
}

async fn fetch(app: &TestApp, url: &str) -> Answer {
    app.anonymous().get(local(url)).await
}

async fn update(who: &Client<'_>, body: Value) -> Answer {
    who.put(format!("/v1/user/{who}"), body).await
}

fn file(url: &str) -> Value {
    json!({ "org": { "url": url, "mimeType": "whatever/it-says" } })
}

/// Every file below a folder but the key.
pub fn all(folder: &Path) -> Vec<String> {
    let mut out = vec![];
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            out.extend(all(&entry.path()));
        } else if entry.file_name() != ".key" {
            out.push(entry.path().display().to_string());
        }
    }
    out
}

pub fn png(side: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(vec![]);
    let picture = RgbImage::from_fn(side, side / 2, |x, _| image::Rgb([x as u8, 90, 200]));
    DynamicImage::from(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

on_both! {
    async fn addresses_are_given_out_once_for_a_key(app) {
        let (ann, _) = app.ann_and_ben().await;
        let ask = async |key: &str, name: &str| {
            let items = json!({ "picture": { "name": name, "mimeType": "image/png", "objectType": "picture" } });
            let request = Request::builder().method(Method::POST).uri_str("/v1/signed/urls")
                .header("authorization", format!("Bearer {}", ann.token.as_deref().unwrap()))
                .header("idempotency-key", key)
                .content_type("application/json");
            ann.request(request.body(json!({ "type": "user", "items": items }).to_string())).await
        };
        let first = ask("k1", "a.png").await.expect(200);
        assert_eq!(ask("k1", "a.png").await.expect(200), first);
        ask("k1", "b.png").await.expect_problem("idempotency/key-reused");
        assert_ne!(ask("k2", "a.png").await.expect(200), first);
        let url = first["items"]["picture"]["uploadUrl"].as_str().unwrap();
        assert_eq!(put(&app, url, "image/png", &png(8)).await.status, 200);
    }

    async fn a_picture_finds_its_way_into_a_profile(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let body = json!({ "type": "user", "fileDirPath": "", "items": {
            "picture": { "name": "My (best) \"garden\".PNG", "mimeType": "image/png", "objectType": "picture" },
            "certificate": { "name": "../../etc/passwd", "mimeType": "", "objectType": "certificate" },
        }});
        let told = ann.post("/v1/signed/urls", body).await.expect(200);
        assert_eq!(told["fileDirPath"], format!("user/{ann}"));
        let url = |key: &str, which: &str| told["items"][key][which].as_str().unwrap().to_owned();
        for address in [url("picture", "fileUrl"), url("picture", "uploadUrl"), url("certificate", "fileUrl")] {
            assert!(!address.contains([' ', '"', '\'', '(', ')']), "{address} goes into CSS");
            assert!(address.starts_with(&format!("{SERVER}/files/user/{ann}/")), "{address}");
        }
        assert!(url("picture", "fileUrl").ends_with(".png") && url("certificate", "fileUrl").ends_with(".bin"));

        let bytes = png(800);
        fetch(&app, &url("picture", "fileUrl")).await.expect_problem("file/not-found");
        let refused = update(&ann, json!({ "picture": file(&url("picture", "fileUrl")) })).await;
        assert_eq!(refused.expect_problem("user/foreign-file")["errors"][0]["pointer"], "/picture/org/url", "not uploaded yet");
        assert_eq!(put(&app, &url("picture", "uploadUrl"), "image/png", &bytes).await.status, 200);
        assert_eq!(fetch(&app, &url("picture", "fileUrl")).await.body, bytes);

        let events = app.events(ann.id).await.len();
        let me = update(&ann, json!({ "picture": file(&url("picture", "fileUrl")), "fileDirPath": told["fileDirPath"] })).await.expect(200);
        assert_eq!(me["picture"], json!({ "org": { "url": url("picture", "fileUrl"), "mimeType": "image/png" } }), "the type is the announced one");
        assert_eq!(me["fileDirPath"], told["fileDirPath"]);
        app.work().await;
        let seen = ben.get(format!("/v1/user/{ann}")).await.expect(200);
        assert_eq!(seen["picture"]["org"], me["picture"]["org"]);
        assert_eq!(seen["picture"]["sm"]["mimeType"], "image/jpeg");
        let small = fetch(&app, seen["picture"]["sm"]["url"].as_str().unwrap()).await;
        assert_eq!(small.header("content-type"), Some("image/jpeg"));
        let small = image::load_from_memory(&small.body).unwrap();
        assert_eq!((small.width(), small.height()), (320, 160));
        assert_eq!(app.events(ann.id).await.len(), events + 2, "the profile changed, and changed again");

        let same = update(&ann, json!({ "picture": seen["picture"], "name": "Ann L." })).await.expect(200);
        assert_eq!(same["picture"], seen["picture"], "what is stored may be sent back, and keeps its small version");
        let gone = update(&ann, json!({ "picture": {} })).await.expect(200);
        assert_eq!(gone["picture"], json!({}), "empty, so that clients see it go");
    }

    async fn only_fitting_files_of_ones_own_are_taken(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let bytes = png(8);
        let (of_ann, of_ben) = (uploaded(&ann, "picture", "image/png", &bytes).await, uploaded(&ben, "picture", "image/png", &bytes).await);
        let video = uploaded(&ann, "video", "video/mp4", b"film").await;
        let empty = emptied(&app, uploaded(&ann, "picture", "image/png", &bytes).await);
        let never = of_ann.rsplit_once('/').unwrap().0.to_owned() + &format!("/{}.png", "0".repeat(32));
        for (field, url) in [
            ("picture", of_ben.clone()),
            ("picture", video.clone()),
            ("picture", empty),
            ("picture", never),
            ("picture", of_ann.replace(SERVER, "https://evil.example")),
            ("picture", of_ann.replace(SERVER, "https://api.example.org.evil.example")),
            ("picture", of_ann.replace("/picture/", "/../picture/")),
            ("picture", of_ann.replace(".png", "-sm.jpg")),
            ("picture", format!("https://old.example/user/{ann}/p.png")),
            ("video", of_ann.clone()),
            ("certificate", of_ann.clone()),
        ] {
            let problem = update(&ann, json!({ field: file(&url) })).await.expect_problem("user/foreign-file");
            assert_eq!((&problem["status"], &problem["errors"][0]["pointer"]), (&json!(422), &json!(format!("/{field}/org/url"))), "{url}");
        }
        let both = update(&ann, json!({ "picture": file(&of_ben), "video": file(&of_ann), "bio": "x" })).await;
        assert_eq!(both.expect_problem("user/foreign-file")["errors"].as_array().unwrap().len(), 2, "every mistake at once");
        let me = ann.get(format!("/v1/user/{ann}")).await.expect(200);
        assert_eq!((&me["picture"], &me["bio"]), (&json!({}), &json!("")), "nothing is half done");
        let me = update(&ann, json!({ "picture": file(&of_ann), "video": file(&video) })).await.expect(200);
        assert_eq!((&me["picture"]["org"]["url"], &me["video"]["org"]["url"]), (&json!(of_ann), &json!(video)));
    }

    async fn what_is_asked_for_must_fit(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let ask = |items: Value, folder: &str| ann.post("/v1/signed/urls", json!({ "type": "user", "items": items, "fileDirPath": folder }));
        let item = |kind: &str, mime_type: &str| json!({ "name": "a", "mimeType": mime_type, "objectType": kind });
        let items = json!({ "a": item("picture", "video/mp4"), "b": item("video", "image/png"), "c": item("picture", ""), "d": item("certificate", "x/y") });
        let problem = ask(items, "user/x").await.expect_problem("file/unsupported-type");
        let pointers: Vec<&str> = problem["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/items/a/mimeType", "/items/b/mimeType", "/items/c/mimeType"]);
        let good = json!({ "a": item("picture", "IMAGE/PNG") });
        ask(good.clone(), "user/x").await.expect_problem("file/foreign-folder");
        ask(good.clone(), &format!("user/{ben}")).await.expect_problem("file/foreign-folder");
        ask(good.clone(), &format!("user/{ann}")).await.expect(200);
        assert_eq!(ask(good.clone(), "../x").await.expect_invalid(), ["/fileDirPath"]);
        assert_eq!(ask(json!({}), "").await.expect_invalid(), ["/items"]);
        assert_eq!(ask(json!({ "../a": item("picture", "image/png") }), "").await.expect_invalid().len(), 1);
        app.anonymous().post("/v1/signed/urls", json!({ "type": "user", "items": good })).await.expect_problem("auth/missing");
    }

    async fn a_certificate_opens_for_its_owner_and_for_a_while(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let url = uploaded(&ben, "certificate", "application/pdf", b"%PDF-1.7").await;
        fetch(&app, &url).await.expect_problem("file/url-expired");
        let me = update(&ben, json!({ "certificate": file(&url) })).await.expect(200);
        let link = me["certificate"]["file"]["org"]["url"].as_str().unwrap().to_owned();
        assert!(link.starts_with(&url) && link != url, "{link}");
        let paper = fetch(&app, &link).await;
        assert_eq!((paper.status.as_u16(), paper.body.as_slice()), (200, &b"%PDF-1.7"[..]));
        assert_eq!(paper.header("content-type"), Some("application/pdf"));
        assert!(paper.header("content-disposition").unwrap().starts_with("attachment"));
        assert_eq!(paper.header("cache-control"), Some("private, no-store"));
        let seen = ann.get(format!("/v1/user/{ben}")).await.expect(200);
        assert_eq!(seen.get("certificate"), None, "nobody else is told");
        for own in [ben.get("/v1/auth").await.expect(200)["user"].take(), ben.get(format!("/v1/user/{ben}")).await.expect(200)] {
            let link = own["certificate"]["file"]["org"]["url"].as_str().unwrap().to_owned();
            assert_eq!(fetch(&app, &link).await.status, 200);
        }
        let same = update(&ben, json!({ "certificate": me["certificate"]["file"], "bio": "x" })).await.expect(200);
        assert_eq!(same["verification"]["basic"], me["verification"]["basic"], "the link sent back is the same certificate");

        app.clock.advance_ms(3_600_001);
        fetch(&app, &link).await.expect_problem("file/url-expired");
        for broken in [link.replace("signature=", "signature=A"), link.replace("until=", "until=9"), link.replace(".pdf", ".bin")] {
            fetch(&app, &broken).await.expect_problem("file/url-expired");
        }
    }

    async fn a_small_picture_is_only_put_to_its_own(app) {
        let (ann, _) = app.ann_and_ben().await;
        let (first, second) = (uploaded(&ann, "picture", "image/png", &png(400)).await, uploaded(&ann, "picture", "image/png", &png(600)).await);
        update(&ann, json!({ "picture": file(&first) })).await.expect(200);
        update(&ann, json!({ "picture": file(&second) })).await.expect(200);
        app.work().await;
        let me = ann.get(format!("/v1/user/{ann}")).await.expect(200);
        assert_eq!(me["picture"]["sm"]["url"], second.replace(".png", "-sm.jpg"));
        let small = |url: &str| all(&app.files()).iter().any(|file| file.ends_with(url.rsplit('/').next().unwrap().replace(".png", "-sm.jpg").as_str()));
        assert_eq!((small(&first), small(&second)), (false, true));

        let none = uploaded(&ann, "picture", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>").await;
        update(&ann, json!({ "picture": file(&none) })).await.expect(200);
        app.work().await;
        let me = ann.get(format!("/v1/user/{ann}")).await.expect(200);
        assert_eq!(me["picture"], json!({ "org": { "url": none, "mimeType": "image/svg+xml" } }), "what cannot be opened stays as it is");
        let jobs = app.ctx.store.read().await.unwrap().rows("SELECT id FROM jobs", []).await.unwrap().len();
        assert_eq!(jobs, 0, "and is not tried again");
    }

    async fn what_nobody_uses_is_swept_away(app) {
        let (ann, _) = app.ann_and_ben().await;
        let (used, unused) = (uploaded(&ann, "picture", "image/png", &png(400)).await, uploaded(&ann, "video", "video/mp4", b"film").await);
        signed(&ann, "video", "video/mp4", "never uploaded").await;
        update(&ann, json!({ "picture": file(&used) })).await.expect(200);
        app.work().await;
        let sweep = async || {
            upkeep::sweep(&app.ctx).await.unwrap();
            app.work().await;
        };
        sweep().await;
        assert_eq!(all(&app.files()).len(), 3, "the picture, its small version, and a video that may still be used");
        app.clock.advance_ms(FILES_UNUSED_KEPT_MS + 1);
        sweep().await;
        fetch(&app, &unused).await.expect_problem("file/not-found");
        assert_eq!(fetch(&app, &used).await.status, 200);
        update(&ann, json!({ "video": file(&unused) })).await.expect_problem("user/foreign-file");

        update(&ann, json!({ "picture": {} })).await.expect(200);
        sweep().await;
        assert_eq!(fetch(&app, &used).await.status, 200, "kept copies of the profile still show it");
        app.clock.advance_ms(FILES_UNUSED_KEPT_MS + 1);
        sweep().await;
        assert_eq!(all(&app.files()), [""; 0], "with its small version");

        let kept = uploaded(&ann, "certificate", "application/pdf", b"%PDF").await;
        update(&ann, json!({ "certificate": file(&kept) })).await.expect(200);
        ann.delete(format!("/v1/user/{ann}")).await.expect(200);
        app.clock.advance_ms(2 * UPLOAD_LIFETIME_MS + 1);
        sweep().await;
        assert_eq!(all(&app.files()), [""; 0], "nothing stays of who is gone");
    }

    async fn who_collects_addresses_loses_the_oldest(app) {
        let (ann, _) = app.ann_and_ben().await;
        let first = uploaded(&ann, "video", "video/mp4", b"film").await;
        for _ in 0..4 {
            app.clock.advance_ms(1);
            let items: serde_json::Map<String, Value> = (0..10)
                .map(|n| (format!("k{n}"), json!({ "name": "a", "mimeType": "image/png", "objectType": "picture" })))
                .collect();
            let told = ann.post("/v1/signed/urls", json!({ "type": "user", "items": items })).await.expect(200);
            assert_eq!(told["items"].as_object().unwrap().len(), 10);
        }
        update(&ann, json!({ "video": file(&first) })).await.expect_problem("user/foreign-file");
        app.work().await;
        assert_eq!(fetch(&app, &first).await.status, 200, "its address may still take a file in");
        app.clock.advance_ms(2 * UPLOAD_LIFETIME_MS);
        app.work().await;
        fetch(&app, &first).await.expect_problem("file/not-found");
        assert_eq!(all(&app.files()), [""; 0]);
    }
}
