//! Who may not: for every operation of every face and every thing that its path can name, a stranger, a person of another
//! tenant, somebody whose account is closed and somebody who is signed out read nothing and change nothing. Who was refused and
//! who was parted from reads what the two had, with a name in it.

use super::world::{MARK, World, changes, everything};
use crate::harness::{
    Client, TestApp,
    app::TENANT,
    promise::{Visitor, implemented},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use talkamie::{
    domain::{
        ids::{TenantId, UserId},
        user::UserType,
    },
    operations::{admin, sessions},
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
    let mut fay = User::new(id, tenant, 0);
    fay.name = Some("Fay".into());
    tx.add_user(fay, None).await.unwrap();
    let talkamie = sessions::begin(ctx, &mut tx, tenant, id, "talkamie", None).await.unwrap();
    let symphony = sessions::begin(ctx, &mut tx, tenant, id, "symphony", None).await.unwrap();
    tx.commit().await.unwrap();
    let client = Client { app, id, token: Some(talkamie.access) };
    // A token of this tenant's for somebody whom only the other one knows.
    let replyke = Some(crate::replyke::token(&client));
    Visitor { client, replyke, symphony: Some(symphony.access), number: 0, refresh: talkamie.refresh }
}

/// What an address begins with, as real ones do.
const LOCAL_PART: &str = "marie.dupont.1951";

/// Words of what Ann became after she was done with somebody.
const SINCE: &str = "peony";

/// What stays of somebody in what two people had (decision record 19).
const KEPT: [&str; 5] = ["id", "name", "picture", "rating", "type"];

/// What somebody who was disconnected from Ann and is hidden from may do to her rows, and reads of her: only what they said of her,
/// which is theirs, and her stars with it.
const OWN_REVIEW: [&str; 2] = ["updateReview", "deleteReview"];

/// How many reviews her stars come from.
const STARS: &str = "totalReviews";

/// What two people have as one row, by its kind in [`World::ids`] and its table: who was parted from changes none of it.
const SHARED: [(&str, &str); 4] =
    [("call", "calls: "), ("chat", "chats: "), ("connection", "connections: "), ("schedule", "schedules: ")];

/// Whether a row is of something that somebody has with Ann.
fn is_shared(row: &str, world: &World<'_>) -> bool {
    SHARED.iter().any(|(kind, table)| row.starts_with(table) && row.contains(&world.ids[kind]))
}

/// The members that an answer has of somebody, wherever they stand in it.
fn said_of<'a>(answer: &'a Value, id: &str, said: &mut BTreeSet<&'a str>) {
    match answer {
        Value::Object(members) => {
            if members.get("id").is_some_and(|known| known == id) {
                said.extend(members.keys().map(String::as_str));
            }
            members.values().for_each(|member| said_of(member, id, said));
        }
        Value::Array(items) => items.iter().for_each(|item| said_of(item, id, said)),
        _ => {}
    }
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
                let theirs = |row: &str| signed_in && row.contains(&cy.to_string());
                let before = everything(&app, theirs).await;
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
                    let after = everything(&app, theirs).await;
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

    /// The contract has no block: these two are whom it would be for (decision record 19).
    async fn who_was_refused_or_parted_reads_a_name_in_what_they_had(app) {
        let mut world = World::new(&app).await;
        let (ann, ben) = (world.ann.client.clone(), world.ben.client.clone());
        let rex = app.person("Rex Hale", UserType::Volunteer).await;
        // Rex asked in both ways, while he could see her.
        ann.put(format!("/v1/user/{ann}"), json!({ "visibility": "public" })).await.expect(200);
        let asked = rex.post_empty(format!("/v1/user/{ann}/connection")).await.expect(200);
        ann.delete(format!("/v1/user/{rex}/connection/reject")).await.expect(200);
        let wrote = rex.post(format!("/v1/user/{ann}/message/request"), json!({ "text": "May I write to you?" })).await.expect(200);
        ann.delete(format!("/v1/user/{rex}/message/request/reject")).await.expect(200);
        // What she and Ben agreed on is over by the time they part, and stays.
        app.clock.advance_ms(3 * 3_600_000);
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        let profile = json!({
            "bio": format!("I grow a {SINCE}"), "dob": "1951-03-04", "gender": "female", "language": format!("{SINCE}ish"),
            "country": format!("{SINCE} land"), "state": format!("{SINCE} state"), "city": format!("{SINCE} town"),
            "visibility": "matches", "interests": [{ "name": format!("{SINCE} watching") }],
            "licenseId": format!("{SINCE}-7"), "certificateState": format!("{SINCE} state"),
        });
        ann.put(format!("/v1/user/{ann}"), profile).await.expect(200);
        let of_rex = vec![
            ("connection", asked["id"].as_str().unwrap().to_owned()),
            ("chat", wrote["chat"]["id"].as_str().unwrap().to_owned()),
        ];
        // Where her name is read: in what they had with her, and nowhere else.
        let by_ben = [
            "replyke-v6 getAppNotifications", "v1 getAlerts", "v1 getAllSchedules", "v1 getCall", "v1 getCallHistories", "v1 getChat",
            "v1 getChats", "v1 getFrequentChats", "v1 getPastSchedules", "v1 getSchedule", "v1 getScheduleCalendar",
            "v1 getYourReviews",
            // His own words about her.
            "v1 updateReview",
        ];
        let by_rex = ["v1 getAlerts", "v1 getChat", "v1 getChats", "v1 getFrequentChats"];
        for (who, person, ids, named_in) in
            [("disconnected", &ben, vec![], &by_ben[..]), ("rejected", &rex, of_rex, &by_rex[..])]
        {
            world.ids.extend(ids);
            let (mut names, mut kept) = (BTreeSet::new(), BTreeSet::new());
            let theirs = |row: &str| row.contains(&person.to_string()) && !is_shared(row, &world);
            // What they read comes first, before anything of it could change.
            let (reads, acts): (Vec<_>, Vec<_>) = implemented().into_iter().partition(|promise| promise.method == "get");
            for promise in reads.iter().chain(&acts) {
                let path = world.path(promise);
                let body = promise.example().map(|body| body.to_string().into_bytes());
                let visitor = Visitor::of(person.clone()).await;
                let looks = promise.method != "get" && !promise.is_public() && !OWN_REVIEW.contains(&promise.id());
                let before = if looks { everything(&app, theirs).await } else { vec![] };
                let answer = visitor.call(promise, &path, body).await;
                let place = format!("{who}: {} {} {path}: {} {}", promise.face, promise.id(), answer.status, answer.text());
                assert!(!answer.text().contains(SINCE), "{place}\n    shows what became of Ann");
                if answer.text().contains(MARK) {
                    names.insert(format!("{} {}", promise.face, promise.id()));
                }
                let read = serde_json::from_str(&answer.text()).unwrap_or_default();
                let mut said = BTreeSet::new();
                said_of(&read, &ann.to_string(), &mut said);
                let rated = OWN_REVIEW.contains(&promise.id());
                let more: Vec<_> = said.iter().filter(|member| !(KEPT.contains(member) || rated && **member == STARS)).collect();
                assert!(more.is_empty(), "{place}\n    says of Ann {more:?}");
                kept.extend(said.into_iter().map(str::to_owned));
                if looks {
                    let after = everything(&app, theirs).await;
                    let changed = changes(&before, &after);
                    assert!(changed.is_empty(), "{place}\n    changed what is not theirs: {changed:#?}");
                }
            }
            assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), named_in, "{who}");
            assert!(KEPT.iter().all(|member| kept.contains(*member)), "{who}: {kept:?}");
        }
    }

    /// DESIGN 4: the e-mail of others never leaves, nor what it begins with. A key for Symphony makes no name of it.
    async fn the_address_of_somebody_with_a_key_is_shown_to_nobody(app) {
        let world = World::new(&app).await;
        let (ann, ben) = (&world.ann.client, &world.ben.client);
        let mut tx = app.ctx.store.write().await.unwrap();
        let sql = "UPDATE users SET email = $2 WHERE id = $1";
        tx.execute(sql, [ann.id.into(), format!("{LOCAL_PART}@mail.example.org").into()]).await.unwrap();
        tx.commit().await.unwrap();
        let key = include_str!("../keys/test-only-1.pub.pem");
        admin::set_symphony_key(&app.ctx, TENANT, &format!("{LOCAL_PART}@mail.example.org"), key, None).await.unwrap();
        for who in [ann, ben] {
            who.put(format!("/v1/user/{who}"), json!({ "visibility": "public" })).await.expect(200);
        }
        let cy = Visitor::of(app.person("Cy Young", UserType::Volunteer).await).await;
        let nobody = Visitor::nobody(&app);
        let mut shown = BTreeSet::new();
        for promise in implemented().iter().filter(|promise| promise.method == "get") {
            let of_ann = world.path(promise);
            let of_ben = of_ann.replace(&ann.to_string(), &ben.to_string()).replace(&world.ann.number.to_string(), &world.ben.number.to_string());
            for (who, visitor) in [("nobody", &nobody), ("stranger", &cy), ("friend", &world.ben)] {
                for path in [&of_ann, &of_ben] {
                    let answer = visitor.call(promise, path, None).await;
                    let place = format!("{who}: {} {} {path}: {}", promise.face, promise.id(), answer.text());
                    assert!(!answer.text().to_lowercase().contains(LOCAL_PART), "{place}\n    shows Ann's address");
                    if answer.status == 200 && [ann.to_string(), world.ann.number.to_string()].iter().any(|id| answer.text().contains(id)) {
                        shown.insert(format!("{who} {} {}", promise.face, promise.id()));
                    }
                }
            }
        }
        for seen in ["nobody replyke-v6 getUserConnections", "stranger v1 getUser", "friend symphony-pod listUsers", "friend replyke-v6 getAppNotifications"] {
            assert!(shown.contains(seen), "Ann is not in {seen}: {shown:#?}");
        }
    }
}
