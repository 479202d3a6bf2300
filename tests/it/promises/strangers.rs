//! Who may not: for every operation of every face and every thing that its path can name, a stranger, a person of another
//! tenant, somebody whose account is closed and somebody who is signed out read nothing and change nothing.

use super::world::{MARK, World, changes, everything};
use crate::harness::{
    Client, TestApp,
    promise::{Visitor, implemented},
};
use talkamie::{
    domain::{
        ids::{TenantId, UserId},
        user::UserType,
    },
    operations::sessions,
    store::{tenants::Tenant, users::User},
};
use uuid::Uuid;

/// Somebody of another tenant, signed in there.
async fn foreigner(app: &TestApp) -> Visitor<'_> {
    let (ctx, tenant, id) = (&app.ctx, TenantId(Uuid::from_u128(77)), UserId(app.ctx.new_id()));
    let mut tx = ctx.store.write().await.unwrap();
    let other = Tenant {
        id: tenant,
        name: "other".into(),
        replyke_access_secret: Some("access-secret-of-the-others-00000".into()),
        replyke_refresh_secret: None,
        replyke_external_key: None,
        created_at_ms: 0,
    };
    tx.add_tenant(&other).await.unwrap();
    tx.add_user(User { name: Some("Fay".into()), ..User::new(id, tenant, 0) }, None).await.unwrap();
    let talkamie = sessions::begin(ctx, &mut tx, tenant, id, "talkamie", None).await.unwrap();
    let symphony = sessions::begin(ctx, &mut tx, tenant, id, "symphony", None).await.unwrap();
    tx.commit().await.unwrap();
    let client = Client { app, id, token: Some(talkamie.access) };
    // A token of this tenant's for somebody whom only the other one knows.
    let replyke = Some(crate::replyke::token(&client));
    Visitor { client, replyke, symphony: Some(symphony.access), number: 0, refresh: talkamie.refresh }
}

on_both! {
    async fn strangers_read_and_change_nothing(app) {
        let world = World::new(&app).await;
        let cy = app.person("Cy Young", UserType::Volunteer).await;
        let gone = Visitor::of(app.person("Gus Grey", UserType::Senior).await).await;
        gone.client.delete(format!("/v1/user/{}", gone.client)).await.expect(200);
        let fay = foreigner(&app).await;
        let nobody = Visitor::nobody(&app);
        for promise in implemented() {
            // What a caller is shown with the right to it: the fixtures are what the paths ask for.
            let path = world.path(&promise);
            let body = promise.example().map(|body| body.to_string().into_bytes());
            // Sessions of their own each time: some operations end them.
            let stranger = Visitor::of(cy.clone()).await;
            for (who, visitor, signed_in) in
                [("stranger", &stranger, true), ("foreigner", &fay, false), ("closed account", &gone, false), ("signed out", &nobody, false)]
            {
                let but = if signed_in { cy.to_string() } else { "no row names this".to_owned() };
                let before = everything(&app, &but).await;
                let answer = visitor.call(&promise, &path, body.clone()).await;
                let place = format!("{who}: {} {} {path}: {} {}", promise.face, promise.id(), answer.status, answer.text());
                assert!(!answer.text().contains(MARK), "{place}\n    shows what is Ann's");
                let public = promise.is_public();
                // Replyke's access tokens are good by their signature until they expire (contract/replyke.md 3), whoever is
                // behind them: such callers are nobody in particular, and find nothing.
                let by_signature = promise.face == "replyke-v6" && visitor.replyke.is_some();
                if !signed_in && !public && !by_signature {
                    assert!(matches!(answer.status.as_u16(), 401 | 403 | 404), "{place}");
                }
                if signed_in && promise.face == "v1" && promise.template.contains("/{id}") {
                    assert!(matches!(answer.status.as_u16(), 403 | 404), "{place}\n    is not the stranger's to ask");
                }
                if !public {
                    let after = everything(&app, &but).await;
                    let changed = changes(&before, &after);
                    assert!(changed.is_empty(), "{place}\n    changed what is not theirs: {changed:#?}");
                }
            }
        }
        // The same things, asked for by whose they are, are there: nothing above was refused for want of a fixture.
        let mut read = 0;
        for promise in implemented() {
            if promise.face == "v1" && promise.method == "get" && promise.template.contains("/{id}") {
                let path = world.path(&promise);
                let answer = world.ann.call(&promise, &path, None).await;
                assert_eq!(answer.status, 200, "{} {path}: {}", promise.id(), answer.text());
                read += 1;
            }
        }
        assert!(read >= 3);
    }
}
