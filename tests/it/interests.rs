//! The group `interests`, and what operators do with it.

use crate::harness::app::TENANT;
use serde_json::{Value, json};
use talkamie::{
    domain::ids::TenantId,
    operations::{
        admin::{self, AdminError},
        interests::desk::{self, Wanted},
    },
};

const ICON: &str = "https://files.example.org/chess.svg";

fn wanted(name: &str, emoji: Option<&str>, icon_src: Option<&str>) -> Wanted {
    Wanted { name: name.to_owned(), emoji: emoji.map(str::to_owned), icon_src: icon_src.map(str::to_owned) }
}

on_both! {
    async fn what_operators_offer_is_shown_wherever_interests_are(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let set = async |name: &str, emoji: Option<&str>, icon: Option<&str>| desk::set(&app.ctx, TENANT, &wanted(name, emoji, icon)).await.unwrap();
        let chess = set(" Chess ", Some("♟️"), None).await;
        assert_eq!(ann.get("/v1/interests").await.expect(200), json!([{ "id": chess.id.to_string(), "name": "Chess", "emoji": "♟️" }]));
        let update = json!({ "interests": [{ "name": "CHESS", "iconSrc": "https://example.com/mine.png" }, { "name": "Kites" }] });
        ann.put(format!("/v1/user/{ann}"), update).await.expect(200);
        let places = async || {
            let me = ann.get("/v1/auth").await.expect(200)["user"]["interests"][0].take();
            let seen = ben.get(format!("/v1/user/{ann}")).await.expect(200)["interests"][0].take();
            let offered = ann.get("/v1/interests?keyword=chess").await.expect(200)[0].take();
            assert_eq!((&seen, &offered), (&me, &me));
            me
        };
        assert_eq!(places().await.get("iconSrc"), None, "nobody gives everyone an icon but the operator");

        assert_eq!(set("chess", None, Some(ICON)).await.id, chess.id, "the one that there is");
        assert_eq!(places().await, json!({ "id": chess.id.to_string(), "name": "Chess", "emoji": "♟️", "iconSrc": ICON }));
        set("chess", Some(""), None).await;
        assert_eq!(places().await, json!({ "id": chess.id.to_string(), "name": "Chess", "iconSrc": ICON }));
        set("chess", None, Some("")).await;
        assert_eq!(places().await, json!({ "id": chess.id.to_string(), "name": "Chess" }));

        // Kites are Ann's own; the list that operators see is what everyone is offered.
        set("art", Some("🎨"), Some(ICON)).await;
        let listed = desk::list(&app.ctx, TENANT).await.unwrap();
        assert_eq!(listed.iter().map(|interest| interest.name.as_str()).collect::<Vec<_>>(), ["art", "Chess"]);
        assert_eq!(listed[0].icon_src.as_deref(), Some(ICON));
        let other = TenantId(app.ctx.new_id());
        admin::ensure_tenant(&app.ctx, other, "other").await.unwrap();
        assert_eq!(desk::list(&app.ctx, other).await.unwrap(), []);
    }

    async fn what_the_contract_does_not_allow_is_refused(app) {
        desk::set(&app.ctx, TENANT, &wanted("Chess", Some("♟️"), Some(ICON))).await.unwrap();
        let before = desk::list(&app.ctx, TENANT).await.unwrap();
        let long = |length: usize| format!("https://files.example.org/{}", "x".repeat(length - 26));
        let (longest, longer) = (long(2048), long(2049));
        for (name, emoji, icon, says) in [
            ("Chess", None, Some("http://files.example.org/chess.svg"), "https://"),
            ("Chess", None, Some("data:image/svg+xml,x"), "https://"),
            ("Chess", None, Some("https://"), "iconSrc"),
            ("Chess", None, Some("https://files.example.org/a b.svg"), "iconSrc"),
            ("Chess", None, Some("https://files.example.org/a\"b.svg"), "iconSrc"),
            ("Chess", None, Some(longer.as_str()), "iconSrc"),
            ("Chess", Some("123456789012345678901234567890123"), None, "emoji"),
            ("Che\0ss", None, None, "name"),
            ("  ", None, None, "name"),
            (&"x".repeat(61), None, None, "name"),
        ] {
            match desk::set(&app.ctx, TENANT, &wanted(name, emoji, icon)).await {
                Err(AdminError::Interest(why)) => assert!(why.contains(says), "{name} {icon:?}: {why}"),
                other => panic!("{name} {icon:?}: {other:?}"),
            }
        }
        assert_eq!(desk::list(&app.ctx, TENANT).await.unwrap(), before, "nothing half done");
        desk::set(&app.ctx, TENANT, &wanted("Chess", None, Some(&longest))).await.unwrap();
        let ann = app.person("Ann Lee", talkamie::domain::user::UserType::Senior).await;
        assert_eq!(ann.get("/v1/interests").await.expect(200)[0]["iconSrc"], Value::String(longest));
    }

    async fn one_is_offered_once_however_many_offer_it_at_once(app) {
        let all = futures_util::future::join_all((0..8).map(|n| {
            let (ctx, icon) = (&app.ctx, format!("https://files.example.org/{n}.svg"));
            async move { desk::set(ctx, TENANT, &wanted("Chess", None, Some(&icon))).await.unwrap().id }
        }));
        let ids = all.await;
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
        assert_eq!(desk::list(&app.ctx, TENANT).await.unwrap().len(), 1);
    }
}
