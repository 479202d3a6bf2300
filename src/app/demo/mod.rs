//! About 200 invented people, so that a newcomer finds somebody to talk to.
//!
//! Always the same ones: everything is drawn from a fixed seed (`dice`), ids and times included. One transaction, so they
//! are all there or none; that the first of them is there shows that this was done. Nobody here exists.

mod appointments;
mod calls;
mod dice;
mod people;
mod talk;
mod ties;
mod words;

use super::Fault;
use crate::{
    domain::{
        ids::{InterestId, MovementId, TenantId, UserId},
        ledger::{Account, Movement},
    },
    http::docs::Visitor,
    operations::Ctx,
    store::{
        Store, StoreResult, Tx,
        interests::{Interest, NewInterest},
        schedules::Schedule,
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use calls::PastCall;
use dice::Dice;
use people::Person;
use std::collections::HashSet;
use talk::Talks;
use ties::Ties;

/// A senior to sign in as.
pub const SENIOR_EMAIL: &str = "ann.lee@demo.talkamie.example";
/// A volunteer to sign in as.
pub const VOLUNTEER_EMAIL: &str = "ben.ortiz@demo.talkamie.example";
/// Everybody's password.
pub const PASSWORD: &str = "demo-password-1";
/// What a newcomer is told.
pub const LOGINS: &str = "Sign in as ann.lee@demo.talkamie.example (senior) or ben.ortiz@demo.talkamie.example (volunteer), \
                          password demo-password-1";

/// Whom the documentation offers to sign in as, where nobody else is.
pub const VISITORS: [Visitor; 2] = [
    Visitor { name: "Ann Lee, a senior", email: SENIOR_EMAIL, password: PASSWORD },
    Visitor { name: "Ben Ortiz, a volunteer", email: VOLUNTEER_EMAIL, password: PASSWORD },
];

/// 2026-01-05T08:00:00Z: when the first of them signed up.
const FIRST_MS: i64 = 1_767_600_000_000;
/// Chosen once; another would invent other people.
const SEED: u64 = 0x7A1C_A31E;

/// What filling came to; all zero when it was done before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filled {
    pub people: usize,
    pub connections: usize,
    pub reviews: usize,
    pub messages: usize,
    pub schedules: usize,
    pub calls: usize,
}

/// Is told how far the work got.
pub trait Progress: Sync {
    fn begin(&self, what: &'static str, steps: usize);
    fn step(&self);
    fn done(&self);
}

/// Nobody watches.
pub struct NoProgress;

impl Progress for NoProgress {
    fn begin(&self, _: &'static str, _: usize) {}
    fn step(&self) {}
    fn done(&self) {}
}

/// Adds the invented people to the default tenant, unless they are there.
///
/// # Errors
/// The store's; nothing was added then.
pub async fn fill(ctx: &Ctx, progress: &dyn Progress) -> Result<Filled, Fault> {
    let tenant = ctx.settings.default_tenant;
    if are_there(&ctx.store, tenant).await? {
        return Ok(Filled::default());
    }
    // One hash for all: to make 200 would take half a minute, and the password is public.
    let hash = ctx.passwords.hash(PASSWORD.to_owned(), ctx.chance.clone()).await?;
    // Ids are unique among all tenants, so each tenant's people are drawn from a seed of its own.
    let mut dice = Dice::new(SEED ^ tenant.0.as_u64_pair().1);
    let people = people::all(&mut dice, tenant);
    let mut ties = ties::all(&mut dice, tenant, &people);
    ties.calls = calls::all(&mut dice, tenant, &people, &ties);
    let schedules = appointments::all(&mut dice, &people, &ties);
    // From dice of their own: whoever was there before they talked is who they were.
    let talks = talk::all(&mut Dice::new(SEED ^ !tenant.0.as_u64_pair().1), tenant, &people, &ties);
    let mut tx = ctx.store.write().await?;
    let mut written = write(&mut tx, tenant, &people, &ties, &hash, &mut dice, progress).await;
    if written.is_ok() {
        written = agree(&mut tx, tenant, &schedules, progress).await;
    }
    if written.is_ok() {
        written = write_talks(&mut tx, &talks, progress).await;
    }
    progress.done();
    let kept = match written {
        Ok(()) => tx.commit().await,
        // Undone before we look: whoever waits for it may go on.
        Err(error) => {
            drop(tx);
            Err(error)
        }
    };
    if let Err(error) = kept {
        // Another process may have been faster: then the wish is fulfilled.
        return if are_there(&ctx.store, tenant).await? { Ok(Filled::default()) } else { Err(error.into()) };
    }
    let filled = Filled {
        people: people.len(),
        connections: ties.connections.len(),
        reviews: ties.reviews.len(),
        messages: talks.messages(),
        schedules: schedules.len(),
        calls: ties.calls.len(),
    };
    tracing::info!(
        people = filled.people,
        connections = filled.connections,
        reviews = filled.reviews,
        messages = filled.messages,
        schedules = filled.schedules,
        calls = filled.calls,
        "Added the invented people"
    );
    Ok(filled)
}

/// Opens the Replyke face for the invented people as long as this process runs, so that visitors can try its document too: with a
/// secret that nobody is told and that is kept nowhere. Where an operator has opened it, it stays as it is.
pub fn open_replyke(ctx: &Ctx) {
    let mut secret = [0; 32];
    ctx.chance.fill(&mut secret);
    ctx.projects.lend(ctx.settings.default_tenant, BASE64.encode(secret));
}

pub async fn are_there(store: &Store, tenant: TenantId) -> StoreResult<bool> {
    Ok(store.read().await?.find_user_by_email(tenant, SENIOR_EMAIL).await?.is_some())
}

async fn write(
    tx: &mut Tx,
    tenant: TenantId,
    people: &[Person],
    ties: &Ties,
    hash: &str,
    dice: &mut Dice,
    progress: &dyn Progress,
) -> StoreResult<()> {
    offer_interests(tx, tenant, dice).await?;
    progress.begin("People", people.len());
    for person in people {
        let at_ms = person.user.created_at_ms;
        let user = tx.add_user(person.user.clone(), Some(hash)).await?.id;
        let wanted: Vec<NewInterest> = person
            .interests
            .iter()
            .map(|&(name, emoji)| NewInterest {
                id: InterestId(dice.id(at_ms)),
                name: name.to_owned(),
                emoji: Some(emoji.to_owned()),
            })
            .collect();
        tx.replace_interests(tenant, user, &wanted, at_ms).await?;
        let hundredths = person.coins_hundredths + spent(&ties.calls, user);
        if hundredths > 0 {
            tx.move_coins(&Movement {
                id: MovementId(dice.id(at_ms)),
                tenant,
                reference: format!("demo:{user}"),
                from: Account::Grants.into(),
                to: Account::Wallet(user).into(),
                hundredths,
                moved_at_ms: at_ms,
            })
            .await?;
        }
        progress.step();
    }
    progress.begin("Connections", ties.connections.len());
    for tie in &ties.connections {
        tx.add_connection(&tie.connection).await?;
        if let Some(chat) = tie.chat {
            let at_ms = tie.connection.updated_at_ms;
            tx.put_chat(tenant, chat, tie.connection.requester, tie.connection.addressee, at_ms).await?;
        }
        if let Some(alert) = &tie.alert {
            tx.put_alert(alert).await?;
        }
        progress.step();
    }
    progress.begin("Calls", ties.calls.len());
    for call in &ties.calls {
        call.write(tx, tenant, dice).await?;
        progress.step();
    }
    progress.begin("Reviews", ties.reviews.len());
    for review in &ties.reviews {
        tx.add_review(tenant, review).await?;
        progress.step();
    }
    Ok(())
}

/// What they wrote to each other.
async fn write_talks(tx: &mut Tx, talks: &Talks, progress: &dyn Progress) -> StoreResult<()> {
    progress.begin("Conversations", talks.talks.len() + talks.asked.len());
    for talk in &talks.talks {
        talk.write(tx).await?;
        progress.step();
    }
    for asked in &talks.asked {
        asked.write(tx).await?;
        progress.step();
    }
    Ok(())
}

async fn agree(tx: &mut Tx, tenant: TenantId, schedules: &[Schedule], progress: &dyn Progress) -> StoreResult<()> {
    progress.begin("Scheduled calls", schedules.len());
    for schedule in schedules {
        tx.add_schedule(tenant, schedule).await?;
        progress.step();
    }
    Ok(())
}

/// What a person has paid for calls: given to them beside what they hold, so that they could.
fn spent(calls: &[PastCall], user: UserId) -> i64 {
    calls.iter().map(PastCall::paid).filter(|(payer, _)| *payer == user).map(|(_, hundredths)| hundredths).sum()
}

/// Offers everyone the interests that these people have, as far as nobody did.
async fn offer_interests(tx: &mut Tx, tenant: TenantId, dice: &mut Dice) -> StoreResult<()> {
    let offered: HashSet<String> =
        tx.all_interests(tenant, None).await?.into_iter().map(|interest| interest.name.to_lowercase()).collect();
    for (name, emoji) in words::INTERESTS {
        if !offered.contains(&name.to_lowercase()) {
            let id = InterestId(dice.id(FIRST_MS));
            let interest =
                Interest { id, name: name.to_owned(), emoji: Some(emoji.to_owned()), icon_src: Some(icon_of(name)) };
            tx.add_interest(tenant, &interest, FIRST_MS).await?;
        }
    }
    Ok(())
}

/// Where a picture of an interest would be; nothing is there, as behind all addresses of the invented people's files.
fn icon_of(name: &str) -> String {
    format!("https://files.talkamie.example/demo/interests/{}.svg", name.replace(' ', "-"))
}
