//! Stories of an operator, in process, on a SQLite file that goes with its test.

use super::{
    compose,
    config::{Config, DatabaseUrl},
    demo,
};
use crate::{
    contract::v1,
    domain::{ids::TenantId, user::VerificationStatus},
    operations::{
        Ctx,
        admin::{self, AdminError, Step},
        audit::audit,
        ports::Chance as _,
        verification, view,
    },
    store::{Store, chats::lists::Which, tenants::Tenant},
};
use rsa::{RsaPublicKey, pkcs8::EncodePublicKey};
use std::path::PathBuf;
use uuid::Uuid;

/// A configuration whose files go with its test.
pub(super) struct Home {
    pub config: Config,
    folder: PathBuf,
}

impl Home {
    pub(super) fn new() -> Self {
        let mut salt = [0; 8];
        crate::adapters::clock::OsChance.fill(&mut salt);
        let folder = std::env::temp_dir().join(format!("talkamie-{:016x}", u64::from_be_bytes(salt)));
        std::fs::create_dir_all(&folder).expect("a folder");
        let mut config = Config {
            listen: "127.0.0.1:0".parse().expect("an address"),
            database: DatabaseUrl::new(format!("sqlite:{}", folder.join("talkamie.db").display())),
            ..Config::default()
        };
        config.mail.folder = folder.join("mail");
        config.files.folder = folder.join("files");
        config.push.folder = folder.join("push");
        // The least that argon2 takes.
        (config.passwords.memory_kib, config.passwords.passes) = (8, 1);
        Self { config, folder }
    }

    async fn ready(&self) -> Ctx {
        compose::ready(&self.config).await.expect("ready")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A public key of `bits` with the usual exponent. Nobody has its private part; none is needed to be stored.
fn public_key(bits: usize) -> String {
    let mut modulus = vec![0x5A; bits / 8];
    modulus[0] = 0xC3;
    modulus[bits / 8 - 1] |= 1;
    let key = RsaPublicKey::new(rsa::BigUint::from_bytes_be(&modulus), rsa::BigUint::from(65_537_u32)).expect("a key");
    key.to_public_key_pem(rsa::pkcs8::LineEnding::LF).expect("PEM")
}

#[tokio::test]
async fn the_invented_people_come_once() {
    let home = Home::new();
    let ctx = home.ready().await;
    let filled = demo::fill(&ctx, &demo::NoProgress).await.expect("filled");
    assert_eq!(filled.people, 200);
    assert!(filled.schedules > 50, "{filled:?}");
    assert_eq!(demo::fill(&ctx, &demo::NoProgress).await.expect("nothing to do"), demo::Filled::default());

    let books = audit(&ctx, ctx.settings.default_tenant).await.expect("audited");
    assert_eq!((books.faults, books.wallets, books.calls), (vec![], 200, filled.calls));
    assert!(books.calls > 100 && books.transactions > 100);
    let tenant = ctx.settings.default_tenant;
    let ben = admin::user(&ctx, tenant, " Ben.Ortiz@Demo.Talkamie.Example ").await.expect("Ben");
    assert!(ben.rating_count > 0 && ben.rating_total >= 3 * ben.rating_count);
    let mut tx = ctx.store.read().await.expect("reads");
    let credentials = tx.find_credentials_by_email(tenant, demo::SENIOR_EMAIL).await.expect("asked").expect("Ann");
    drop(tx);
    assert!(ctx.passwords.verify(demo::PASSWORD.to_owned(), credentials.password_hash).await.expect("checked"));

    let mut tx = ctx.store.read().await.expect("reads");
    let offered = tx.all_interests(tenant, None).await.expect("asked");
    assert!(offered.len() >= 28 && offered.iter().all(|interest| interest.icon_src.is_some()));
    for interest in &offered {
        let shown = serde_json::json!(view::interest(interest));
        assert_eq!(v1::oracle().judge("BasicInterest", &shown), [], "{shown}");
    }
    let ann = tx.find_user_by_email(tenant, demo::SENIOR_EMAIL).await.expect("asked").expect("Ann").id;
    let unread = tx.page_chats(tenant, ann, Which::Unread, None, None, 9).await.expect("a page").items;
    assert!(unread.iter().any(|entry| entry.other == ben.id && entry.unread == 1 && entry.last.is_some()));
    assert_eq!(tx.page_chats(tenant, ann, Which::Pending, None, None, 9).await.expect("a page").items.len(), 1);
    drop(tx);

    let first = admin::users(&ctx, tenant, None, 150).await.expect("a page");
    let rest = admin::users(&ctx, tenant, first.next, 150).await.expect("a page");
    assert_eq!((first.items.len(), rest.items.len(), rest.next), (150, 50, None));
    ctx.store.close().await;
}

/// Everything in a database, a line a row, but what is chance or the hour by nature: the salt in hashes of the password, and what a
/// start makes before the invented people come.
async fn everything(ctx: &Ctx) -> Vec<String> {
    let mut tx = ctx.store.read().await.expect("reads");
    let sql = "SELECT t.name AS name, group_concat(c.name, ', ') AS members
                 FROM sqlite_schema AS t
                 JOIN pragma_table_info(t.name) AS c
                WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_%' ESCAPE '\\'
                  AND t.name NOT IN ('tenants', 'faqs') AND c.name <> 'password_hash'
                GROUP BY t.name
                ORDER BY t.name";
    let mut lines = Vec::new();
    for mut table in tx.rows(sql, []).await.expect("the tables") {
        let (name, members) = (table.text("name").expect("a name"), table.text("members").expect("members"));
        let sql = format!("SELECT json_array({members}) AS line FROM {name} ORDER BY line");
        for mut row in tx.rows(Box::leak(sql.into_boxed_str()), []).await.expect("its rows") {
            lines.push(format!("{name} {}", row.text("line").expect("a line")));
        }
    }
    lines
}

#[tokio::test]
async fn the_invented_people_are_always_the_same() {
    let homes = [Home::new(), Home::new()];
    let mut filled = Vec::new();
    for home in &homes {
        let ctx = home.ready().await;
        demo::fill(&ctx, &demo::NoProgress).await.expect("filled");
        filled.push(everything(&ctx).await);
        ctx.store.close().await;
    }
    assert!(filled[0].len() > 2_000, "{} rows", filled[0].len());
    let other = filled[0].iter().zip(&filled[1]).find(|(one, other)| one != other);
    assert_eq!((other, filled[0].len()), (None, filled[1].len()));
}

#[tokio::test]
async fn an_operator_looks_after_people() {
    let home = Home::new();
    let ctx = home.ready().await;
    demo::fill(&ctx, &demo::NoProgress).await.expect("filled");
    let (tenant, ben) = (ctx.settings.default_tenant, demo::VOLUNTEER_EMAIL);

    let before = admin::user(&ctx, tenant, ben).await.expect("Ben").coins_hundredths;
    assert_eq!(admin::credit_coins(&ctx, tenant, ben, 1_250).await.expect("credited"), before + 1_250);
    let refused = admin::credit_coins(&ctx, tenant, ben, i64::MAX).await;
    assert!(matches!(refused, Err(AdminError::TooManyCoins)));
    assert!(matches!(admin::credit_coins(&ctx, tenant, "nobody@example.org", 1).await, Err(AdminError::NoSuchUser)));

    let failed = VerificationStatus::Failed;
    verification::set(&ctx, tenant, ben, Step::Background, failed).await.expect("set");
    let now = admin::user(&ctx, tenant, ben).await.expect("Ben");
    assert_eq!((now.verification_background, now.verification_admin), (failed, VerificationStatus::Complete));

    for (bits, good) in [(2_048, true), (4_096, true), (1_024, false)] {
        let stored = admin::set_symphony_key(&ctx, tenant, ben, &public_key(bits), None).await;
        assert_eq!(stored.is_ok(), good, "{bits}: {stored:?}");
    }
    let mut tx = ctx.store.read().await.expect("reads");
    let keys = tx.symphony_keys_of(tenant, now.id, ctx.clock.now_ms()).await.expect("asked");
    assert_eq!(keys.len(), 2, "the key before stays good for a while");
    drop(tx);
    ctx.store.close().await;
}

#[tokio::test]
async fn a_key_gives_nobody_a_name_unless_it_is_asked_for() {
    let home = Home::new();
    let ctx = home.ready().await;
    let tenant = ctx.settings.default_tenant;
    let mut tx = ctx.store.write().await.expect("writes");
    for (email, username) in [("x@example.org", Some("ann")), ("ben@example.org", None)] {
        let id = crate::domain::ids::UserId(ctx.new_id());
        let user = crate::store::users::User {
            email: Some(email.to_owned()),
            username: username.map(str::to_owned),
            ..crate::store::users::User::new(id, tenant, ctx.clock.now_ms())
        };
        tx.add_user(user, None).await.expect("added");
    }
    tx.commit().await.expect("kept");
    let key = public_key(2_048);
    for (email, given, kept) in [
        ("x@example.org", None, Some("ann")),
        ("ben@example.org", None, None),
        ("ben@example.org", Some("Ben.2"), Some("ben.2")),
        ("ben@example.org", None, Some("ben.2")),
        ("x@example.org", Some("ann.lee"), Some("ann.lee")),
        ("ben@example.org", Some("ann"), Some("ann")),
    ] {
        let user = admin::set_symphony_key(&ctx, tenant, email, &key, given).await.expect("stored");
        assert_eq!(user.username.as_deref(), kept, "{email} {given:?}");
    }
    let keys_before = keys_of(&ctx, tenant, "ben@example.org").await;
    let taken = admin::set_symphony_key(&ctx, tenant, "ben@example.org", &public_key(2_048), Some("ANN.lee")).await;
    assert!(matches!(taken, Err(AdminError::UsernameTaken)), "{taken:?}");
    let number = admin::set_symphony_key(&ctx, tenant, "ben@example.org", &key, Some("12")).await;
    assert!(matches!(number, Err(AdminError::Username)), "{number:?}");
    assert_eq!(keys_of(&ctx, tenant, "ben@example.org").await, keys_before, "what is refused stores nothing");
    ctx.store.close().await;
}

/// How many keys somebody may log in with.
async fn keys_of(ctx: &Ctx, tenant: TenantId, email: &str) -> usize {
    let user = admin::user(ctx, tenant, email).await.expect("is there");
    let mut tx = ctx.store.read().await.expect("reads");
    tx.symphony_keys_of(tenant, user.id, ctx.clock.now_ms()).await.expect("asked").len()
}

#[tokio::test]
async fn tenants_are_added_and_changed_and_the_default_one_by_itself() {
    let home = Home::new();
    let ctx = home.ready().await;
    let tenant = Tenant {
        id: TenantId(Uuid::from_u128(7)),
        name: "seven".into(),
        replyke_access_secret: Some("s3cret".into()),
        replyke_refresh_secret: None,
        replyke_external_key: None,
        created_at_ms: ctx.clock.now_ms(),
    };
    admin::put_tenant(&ctx, &tenant).await.expect("added");
    let renamed = Tenant { name: "eight".into(), replyke_access_secret: None, ..tenant.clone() };
    admin::put_tenant(&ctx, &renamed).await.expect("renamed");
    let found = ctx.store.read().await.expect("reads").find_tenant(tenant.id).await.expect("reads").expect("is there");
    assert_eq!((found.name.as_str(), found.replyke_access_secret), ("eight", Some("s3cret".into())));
    let keyless = Tenant { replyke_external_key: Some("no key".into()), ..tenant.clone() };
    assert!(matches!(admin::put_tenant(&ctx, &keyless).await, Err(AdminError::Key(_))));
    assert!(!format!("{:?}", admin::tenants(&ctx).await.expect("listed")).contains("s3cret"));
    ctx.store.close().await;

    let again = home.ready().await;
    let names: Vec<_> = admin::tenants(&again).await.expect("listed").into_iter().map(|tenant| tenant.name).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&admin::DEFAULT_TENANT_NAME.to_owned()));
    again.store.close().await;
}

#[tokio::test]
async fn a_database_that_cannot_be_is_told_without_its_password() {
    let config = Config { database: DatabaseUrl::new("postgres://ann:s3cret@127.0.0.1:9/talk"), ..Config::default() };
    let told = compose::open(&config).await.err().map(|fault| fault.to_string()).unwrap_or_default();
    assert!(told.starts_with("cannot open postgres://ann:…@127.0.0.1:9/talk") && !told.contains("s3cret"), "{told}");
    assert!(Store::open("mysql://x", &crate::store::StoreOptions::default()).await.is_err());
}
