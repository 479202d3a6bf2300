//! Sessions and one-time codes.

use talkamie::{
    domain::{
        credentials::OTP_WINDOW_MS,
        ids::{SessionId, TenantId, UserId},
    },
    store::{
        Store,
        otps::Sent,
        sessions::{NewTokens, Rotation, Session},
    },
};

use super::{NOW_MS, each_store, fresh, people, tenant};

each_store! {
    a_session_is_found_until_it_is_revoked a_refresh_token_works_once two_who_refresh_at_once_are_told_apart
    a_code_is_tried_and_consumed tries_at_once_each_count
}

const HOUR_MS: i64 = 3_600_000;
const UP: &str = "sign-up";
const RESET: &str = "reset-password";

fn session(tenant: TenantId, user: UserId) -> Session {
    Session {
        id: SessionId(fresh()),
        tenant,
        user,
        face: "talkamie".into(),
        access_hash: "access-0".into(),
        access_expires_at_ms: NOW_MS + HOUR_MS,
        refresh_hash: Some("refresh-0".into()),
        refresh_expires_at_ms: Some(NOW_MS + 24 * HOUR_MS),
        device: Some("A telephone".into()),
        created_at_ms: NOW_MS,
        revoked_at_ms: None,
    }
}

fn tokens(n: u32) -> NewTokens {
    NewTokens {
        access_hash: format!("access-{n}"),
        access_expires_at_ms: NOW_MS + 2 * HOUR_MS,
        refresh_hash: format!("refresh-{n}"),
        refresh_expires_at_ms: NOW_MS + 25 * HOUR_MS,
    }
}

async fn a_session_is_found_until_it_is_revoked(store: &Store) {
    let (tenant, other) = (tenant(store).await, tenant(store).await);
    let [ann] = people(store, tenant, ["Ann"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let (one, two) = (session(tenant, ann.id), session(tenant, ann.id));
    tx.add_session(&one).await.expect("a session is added");
    tx.add_session(&two).await.expect("another is added");
    assert_eq!(tx.find_session(tenant, one.id).await.expect("the store answers"), Some(one.clone()));
    assert_eq!(tx.find_session(other, one.id).await.expect("the store answers"), None);
    assert!(tx.revoke_session(tenant, one.id, NOW_MS + 1).await.expect("the store answers"));
    assert!(!tx.revoke_session(tenant, one.id, NOW_MS + 2).await.expect("the store answers"));
    let found = tx.find_session(tenant, one.id).await.expect("the store answers").expect("it is still known");
    assert_eq!(found.revoked_at_ms, Some(NOW_MS + 1));
    assert_eq!(tx.revoke_sessions_of(tenant, ann.id, NOW_MS + 3).await.expect("the store answers"), [two.id]);
}

async fn a_refresh_token_works_once(store: &Store) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let began = session(tenant, ann.id);
    tx.add_session(&began).await.expect("a session is added");
    let mut rotate = async |presented, n, now_ms| {
        tx.rotate_refresh(tenant, began.id, presented, &tokens(n), now_ms).await.expect("the store answers")
    };
    // Who names the session has had a token of it: an older one than the last counts as used before, too.
    assert!(matches!(rotate("older", 1, NOW_MS).await, Rotation::Reused(_)));
    assert!(matches!(rotate("access-0", 1, NOW_MS).await, Rotation::Refused), "an access token is no refresh token");
    let Rotation::Rotated(now) = rotate("refresh-0", 1, NOW_MS).await else {
        panic!("the current token is exchanged");
    };
    assert_eq!((now.access_hash.as_str(), now.refresh_hash.as_deref()), ("access-1", Some("refresh-1")));
    assert!(matches!(rotate("refresh-0", 2, NOW_MS).await, Rotation::Reused(_)));
    assert!(matches!(rotate("refresh-1", 2, NOW_MS + 99 * HOUR_MS).await, Rotation::Refused), "it has expired");
    tx.revoke_session(tenant, began.id, NOW_MS).await.expect("the store answers");
    let refused = tx.rotate_refresh(tenant, began.id, "refresh-1", &tokens(2), NOW_MS).await;
    assert_eq!(refused.expect("the store answers"), Rotation::Refused);
}

async fn two_who_refresh_at_once_are_told_apart(store: &Store) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await;
    let began = session(tenant, ann.id);
    let mut tx = store.write().await.expect("a transaction begins");
    tx.add_session(&began).await.expect("a session is added");
    tx.commit().await.expect("it is kept");
    let refresh = async |n| {
        let mut tx = store.write().await.expect("a transaction begins");
        let outcome = tx.rotate_refresh(tenant, began.id, "refresh-0", &tokens(n), NOW_MS).await;
        tx.commit().await.expect("it is kept");
        outcome.expect("the store answers")
    };
    let both = tokio::join!(refresh(1), refresh(2));
    assert!(
        matches!(both, (Rotation::Rotated(_), Rotation::Reused(_)) | (Rotation::Reused(_), Rotation::Rotated(_))),
        "{both:?}"
    );
}

async fn a_code_is_tried_and_consumed(store: &Store) {
    let tenant = tenant(store).await;
    let mail = "ann@example.org";
    let mut tx = store.write().await.expect("a transaction begins");
    let expires_at_ms = NOW_MS + HOUR_MS;
    assert_eq!(tx.count_otp_try(tenant, mail, UP).await.expect("the store answers"), None);
    assert!(!tx.mark_otp_verified(tenant, mail, NOW_MS + 10).await.expect("the store answers"), "no such address");
    let nothing = Sent { codes: vec![], count: 0 };
    assert_eq!(tx.hold_otp_address(tenant, mail, NOW_MS).await.expect("the store answers"), nothing);
    tx.put_otp(tenant, mail, &[UP, RESET], "hash-1", expires_at_ms, NOW_MS);
    let tried = tx.count_otp_try(tenant, mail, RESET).await.expect("the store answers").expect("a code is kept");
    assert_eq!((tried.tries, tried.tries_total, tried.code_hash.as_str()), (1, 1, "hash-1"));
    let tried = tx.count_otp_try(tenant, mail, UP).await.expect("the store answers").expect("a code is kept");
    assert_eq!((tried.tries, tried.tries_total), (2, 2), "it is one code");

    // Another code for one of them: the other purpose keeps its own, and both share the tries of the day.
    let mut sent = tx.hold_otp_address(tenant, mail, NOW_MS + 1).await.expect("the store answers");
    sent.codes.sort();
    let both = vec![(RESET.to_owned(), NOW_MS), (UP.to_owned(), NOW_MS)];
    assert_eq!(sent, Sent { codes: both, count: 1 }, "one code for both");
    tx.put_otp(tenant, mail, &[UP], "hash-2", expires_at_ms, NOW_MS + 1);
    let tried = tx.count_otp_try(tenant, mail, UP).await.expect("the store answers").expect("a code is kept");
    assert_eq!(
        (tried.tries, tried.tries_total, tried.code_hash.as_str(), tried.sent_at_ms),
        (1, 3, "hash-2", NOW_MS + 1)
    );
    let tried = tx.count_otp_try(tenant, mail, RESET).await.expect("the store answers").expect("a code is kept");
    assert_eq!((tried.tries, tried.tries_total, tried.code_hash.as_str()), (3, 4, "hash-1"));
    assert!(tx.use_otp(tenant, mail, "hash-2").await.expect("the store answers"));
    assert!(!tx.use_otp(tenant, mail, "hash-2").await.expect("the store answers"), "used up");
    assert_eq!(tx.count_otp_try(tenant, mail, UP).await.expect("the store answers"), None);

    // The proof outlives codes.
    assert!(!tx.consume_verified_otp(tenant, mail, NOW_MS).await.expect("the store answers"), "not proven yet");
    assert!(tx.mark_otp_verified(tenant, mail, NOW_MS + 10).await.expect("the store answers"));
    tx.hold_otp_address(tenant, mail, NOW_MS + 2).await.expect("the store answers");
    tx.put_otp(tenant, mail, &[UP, RESET], "hash-3", expires_at_ms, NOW_MS + 2);
    assert!(tx.otp_verified(tenant, mail, NOW_MS + 9).await.expect("the store answers"));
    assert!(!tx.otp_verified(tenant, mail, NOW_MS + 10).await.expect("the store answers"), "no more proven");
    assert!(!tx.consume_verified_otp(tenant, mail, NOW_MS + 10).await.expect("the store answers"), "no more proven");
    assert!(tx.consume_verified_otp(tenant, mail, NOW_MS + 9).await.expect("the store answers"));
    assert!(!tx.consume_verified_otp(tenant, mail, NOW_MS + 9).await.expect("the store answers"), "used up");
    let tried = tx.count_otp_try(tenant, mail, UP).await.expect("the store answers").expect("a code is kept");
    assert_eq!((tried.tries, tried.tries_total), (1, 1), "the owner came: counting begins anew");

    // A day later, too.
    tx.hold_otp_address(tenant, mail, NOW_MS + OTP_WINDOW_MS - 1).await.expect("the store answers");
    let tried = tx.count_otp_try(tenant, mail, UP).await.expect("the store answers").expect("a code is kept");
    assert_eq!(tried.tries_total, 2);
    tx.hold_otp_address(tenant, mail, NOW_MS + OTP_WINDOW_MS).await.expect("the store answers");
    let tried = tx.count_otp_try(tenant, mail, UP).await.expect("the store answers").expect("a code is kept");
    assert_eq!((tried.tries, tried.tries_total), (3, 1));
    assert!(tx.remove_otp(tenant, mail).await.expect("the store answers"));
    assert_eq!(tx.count_otp_try(tenant, mail, UP).await.expect("the store answers"), None);
}

async fn tries_at_once_each_count(store: &Store) {
    let tenant = tenant(store).await;
    let mail = "ann@example.org";
    let mut tx = store.write().await.expect("a transaction begins");
    tx.hold_otp_address(tenant, mail, NOW_MS).await.expect("the store answers");
    tx.put_otp(tenant, mail, &[UP, RESET], "hash", NOW_MS + HOUR_MS, NOW_MS);
    tx.commit().await.expect("it is kept");
    // Whatever they are for.
    let tries = futures_util::future::join_all((0..12).map(|n| async move {
        let mut tx = store.write().await.expect("a transaction begins");
        let purpose = if n % 2 == 0 { UP } else { RESET };
        let tried = tx.count_otp_try(tenant, mail, purpose).await.expect("the store answers").expect("a code is kept");
        tx.commit().await.expect("it is kept");
        (tried.tries, tried.tries_total)
    }))
    .await;
    let mut tries = tries;
    tries.sort_unstable();
    assert_eq!(tries, (1..=12).map(|n| (n, n)).collect::<Vec<_>>());
}
