//! Servers that help browsers to reach each other.

use crate::harness::TestApp;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, Mac as _};
use serde_json::{Value, json};
use sha1::Sha1;
use std::sync::Arc;
use talkamie::operations::{Ctx, Settings, calls::ice::IceSettings};

async fn servers(app: &TestApp) -> (String, Value) {
    let (ann, _) = app.ann_and_ben_again(&app.clock.now().to_string()).await;
    (ann.to_string(), ann.get("/v1/calls/ice-servers").await.expect(200))
}

fn with(app: &mut TestApp, ice: IceSettings) {
    app.recompose(|ctx: &mut Ctx| ctx.settings = Arc::new(Settings { ice, ..(*ctx.settings).clone() }));
}

on_both! {
    async fn credentials_are_the_callers_and_end(app) {
        let mut app = app;
        assert_eq!(servers(&app).await.1, json!({ "iceServers": [] }), "where there are none");

        let stun_urls = vec!["stun:turn.example.org:3478".to_owned()];
        with(&mut app, IceSettings { stun_urls: stun_urls.clone(), ..IceSettings::default() });
        assert_eq!(servers(&app).await.1, json!({ "iceServers": [{ "urls": stun_urls }] }));

        let turn_urls = vec!["turn:turn.example.org:3478?transport=udp".to_owned()];
        let turn_secret = "shared".to_owned();
        with(&mut app, IceSettings { stun_urls, turn_urls: turn_urls.clone(), turn_secret, credential_ms: 600_000 });
        let (ann, told) = servers(&app).await;
        let relay = &told["iceServers"][1];
        assert_eq!(relay["urls"], json!(turn_urls));
        let expires_s = (app.clock.now() + 600_000) / 1_000;
        assert_eq!(relay["username"], format!("{expires_s}:{ann}"));
        let mut mac = Hmac::<Sha1>::new_from_slice(b"shared").unwrap();
        mac.update(relay["username"].as_str().unwrap().as_bytes());
        assert_eq!(relay["credential"], STANDARD.encode(mac.finalize().into_bytes()));
        assert_eq!(told["expiresAt"], "2026-03-14T07:30:55.000Z");
    }
}
