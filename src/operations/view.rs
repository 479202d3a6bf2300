//! People as the Talkamie face shows them: who looks decides what is seen.
//!
//! Three depths: a card in a list, a profile of somebody else, one's own whole record. Each is made of as much as the store
//! reads for it ([`Card`], [`Profile`], [`User`]): what contract D marks "own view only" is in the last alone and set in [`own`] and
//! [`oneself`], so it cannot leave by another way. [`basic`], on which all of them stand, asks [`seen`] by itself: who may not see a
//! person any more is shown who they are, and no more (decision record 19).

use super::{Ctx, Failure, files, support};
use crate::{
    contract::v1::types::{
        Availability, BasicChatRequest, BasicInterest, BasicUser, BookedSlots, CallDurationLimit, ChatWithRequest,
        CompressedFile, ConnectRequestStatus, CustomAvailabilityItems, Delivery, DeliveryStatus, ExtendedUser,
        ExtendedUserSupport, FullConnectRequest, FullUser, FullUserCertificate, FullUserDailyInfo,
        FullUserSpecialization, Gender, License, Location, Reference, TimeRange, UserCard, UserCardVerification,
        UserLedger, UserLedgerCoins, UserLedgerPaypal, UserPreferences, UserPreferencesCall,
        UserPreferencesNotifications, UserPreferencesNotificationsPush, UserType, UserVerification,
        UserVerificationStatus, VerificationStep, Viewer, Visibility, WeeklyAvailabilityItems,
    },
    domain::{
        availability, chat,
        connection::{Connection, Standing, Status, standing},
        ids::{TenantId, UserId},
        money::coins_json,
        review,
        time::{iso_date_time, local_date, local_day_start_ms},
        user::{self, VerificationStatus},
    },
    store::{
        Tx,
        chats::Chat,
        interests::{Interest, interests_of_user},
        relations::Relation,
        schedules::{Schedule, schedules_of},
        tickets::open_ticket,
        totals::totals,
        users::{
            User,
            shown::{Card, Profile},
        },
    },
};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};

/// Whether `viewer` may see somebody now, given what is between the two (contract F.3, decision record 19): the rule of `getUser`,
/// and of every place where people stand in what they share with others. Who closed their account is seen by nobody.
///
/// As with a connection that is asked for, a message request that waits lets both see each other: who may answer must see who
/// asks, and who asked must come back to take it back.
pub fn seen(viewer: user::Viewer, user: &Card, relation: Option<&Relation>) -> bool {
    let request = relation.and_then(|relation| relation.chat.as_ref()?.request.as_ref());
    let asked = request.is_some_and(|request| request.status == chat::RequestStatus::Pending);
    let between = standing(relation.and_then(|relation| relation.connection.as_ref()), viewer.id);
    user.deleted_at_ms.is_none() && (asked || visible_to(viewer, user, between))
}

/// What visibility alone says of it (contract F.3), with the connection between the two: all that the other faces know of.
pub fn visible_to(viewer: user::Viewer, user: &Card, between: Standing) -> bool {
    let target = user::Target { id: user.id, visibility: user.visibility.unwrap_or_default() };
    user::visible(Some(viewer), target, between)
}

/// Somebody as the one who looks.
pub fn who(user: &Card) -> user::Viewer {
    user::Viewer { id: user.id, user_type: user.user_type }
}

/// Who looks, and those of these other people who exist: one statement, none for nobody.
///
/// # Errors
/// The store's.
pub async fn looked_at(
    tx: &mut Tx,
    tenant: TenantId,
    viewer: UserId,
    others: &[UserId],
) -> Result<(user::Viewer, Vec<Card>), Failure> {
    let unknown = user::Viewer { id: viewer, user_type: None };
    if others.is_empty() {
        return Ok((unknown, vec![]));
    }
    let all: Vec<UserId> = others.iter().copied().chain([viewer]).collect();
    let mut users = tx.find_cards(tenant, &all).await?;
    let me = users.iter().position(|user| user.id == viewer).map(|at| users.swap_remove(at));
    Ok((me.as_ref().map_or(unknown, who), users))
}

/// Somebody in a list.
pub fn card(user: &Card, relation: Option<&Relation>, viewer: user::Viewer, now_ms: i64) -> UserCard {
    let badge = seen(viewer, user, relation).then(|| UserCardVerification { verified: verification(user).verified });
    UserCard { verification: badge, ..basic(user, relation, viewer, now_ms).into() }
}

/// A page of people for one viewer: one statement more, however many they are.
///
/// # Errors
/// The store's.
pub async fn cards(
    tx: &mut Tx,
    tenant: TenantId,
    viewer: user::Viewer,
    users: &[Card],
    now_ms: i64,
) -> Result<Vec<UserCard>, Failure> {
    let people: Vec<UserId> = users.iter().map(|user| user.id).collect();
    let relations = relations(tx, tenant, viewer.id, &people).await?;
    Ok(users.iter().map(|user| card(user, relations.get(&user.id), viewer, now_ms)).collect())
}

/// What the viewer has to do with each of these people.
///
/// # Errors
/// The store's.
pub async fn relations(
    tx: &mut Tx,
    tenant: TenantId,
    viewer: UserId,
    people: &[UserId],
) -> Result<HashMap<UserId, Relation>, Failure> {
    let others: Vec<UserId> = people.iter().copied().filter(|id| *id != viewer).collect();
    if others.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(tx.relations(tenant, viewer, &others).await?)
}

/// The eleven fields that everyone who may see a person sees, but for the e-mail address; five of them for whom [`seen`] refuses,
/// in what the two share.
pub fn basic(user: &Card, relation: Option<&Relation>, viewer: user::Viewer, now_ms: i64) -> BasicUser {
    let kept = BasicUser {
        id: user.id.to_string(),
        name: name(user),
        picture: file(user.picture.as_deref()),
        rating: Some(review::rating(user.rating_total, user.rating_count)),
        r#type: user.user_type.and_then(|word| UserType::parse(word.as_str())),
        ..BasicUser::default()
    };
    if !seen(viewer, user, relation) {
        return kept;
    }
    let today = local_date(now_ms, offset_min(user));
    BasicUser {
        age: user.dob.as_deref().and_then(|dob| user::age_years(dob, today)).map(i64::from),
        bio: user.bio.clone(),
        gender: user.gender.and_then(|word| Gender::parse(word.as_str())),
        location: location(user),
        viewer: Some(Viewer {
            id: Some(viewer.id.to_string()),
            chat: relation.and_then(|r| r.chat.as_ref()).map(chat_with_request),
            connect_request: relation
                .and_then(|r| r.connection.as_ref())
                .and_then(|connection| connect_request(connection, None))
                .map(Box::new),
            review: relation.and_then(|r| r.review).map(|id| Reference { id: id.to_string() }),
        }),
        ..kept
    }
}

/// The eleven fields of somebody as only they themself see them.
pub fn oneself(user: &User, now_ms: i64) -> BasicUser {
    BasicUser { email: user.email.clone(), ..basic(user, None, who(user), now_ms) }
}

/// What someone is called who closed their account: what they wrote to others stays, who they were does not.
pub const FORMER_MEMBER: &str = "Former member";

/// What others call a person.
pub fn name(user: &Card) -> Option<String> {
    if user.deleted_at_ms.is_some() { Some(FORMER_MEMBER.to_owned()) } else { user.name.clone() }
}

/// Somebody else's profile; what [`basic`] shows of whom [`seen`] refuses.
pub fn profile(
    user: &Profile,
    relation: Option<&Relation>,
    interests: &[Interest],
    booked: &[availability::Slot],
    calls_today: i64,
    viewer: user::Viewer,
    now_ms: i64,
) -> FullUser {
    let shown = FullUser::from(basic(user, relation, viewer, now_ms));
    if !seen(viewer, user, relation) {
        return shown;
    }
    FullUser {
        availability: Some(availability_of(user, booked)),
        daily_info: Some(FullUserDailyInfo { total_calls: Some(calls_today) }),
        interests: Some(interests.iter().map(interest).collect()),
        language: user.language.clone(),
        timezone_offset: user.timezone_offset_min,
        total_reviews: Some(user.rating_count),
        verification: Some(UserVerification { verified: verification(user).verified, ..UserVerification::default() }),
        video: file(user.video.as_deref()),
        specialization: user.specialization_area.clone().map(|area| FullUserSpecialization { area: Some(area) }),
        ..shown
    }
}

/// The caller's own record, whole: five statements, whatever it holds.
///
/// # Errors
/// `auth/invalid` when the account is gone; the store's.
pub async fn own(ctx: &Ctx, tx: &mut Tx, tenant: TenantId, id: UserId) -> Result<ExtendedUser, Failure> {
    let now_ms = ctx.clock.now_ms();
    let user = tx.find_user(tenant, id).await?.filter(|user| user.deleted_at_ms.is_none());
    let user = user.ok_or(crate::contract::v1::ErrorCode::AuthInvalid)?;
    own_of(ctx, tx, &user, now_ms).await
}

/// As [`own`], for a record that was read already: four statements in one errand.
///
/// Clients put each field that comes in the place of the one they have, and keep what does not come (contract A.10). So what was
/// cleared is shown empty where it has an empty form: texts, and objects without members.
///
/// # Errors
/// The store's.
pub async fn own_of(ctx: &Ctx, tx: &mut Tx, user: &User, now_ms: i64) -> Result<ExtendedUser, Failure> {
    let questions = (
        totals(user.tenant, user.id, local_day_start_ms(now_ms, offset_min(user))),
        interests_of_user(user.tenant, user.id),
        schedules_of(user.tenant, user.id, now_ms),
        open_ticket(user.tenant, user.id),
    );
    let (totals, interests, schedules, ticket) = tx.ask(questions).await?;
    let booked = slots(&schedules);
    let profile = profile(user, None, &interests, &booked, totals.calls_today, who(user), now_ms);
    let verification = verification(user);
    let license = Some(License { id: user.license_id.clone() });
    let mut me = ExtendedUser::from(FullUser {
        email: user.email.clone(),
        bio: Some(user.bio.clone().unwrap_or_default()),
        language: Some(user.language.clone().unwrap_or_default()),
        location: Some(location(user).unwrap_or_default()),
        picture: Some(profile.picture.clone().unwrap_or_default()),
        video: Some(profile.video.clone().unwrap_or_default()),
        specialization: Some(FullUserSpecialization { area: user.specialization_area.clone() }),
        dob: user.dob.clone(),
        file_dir_path: user.file_dir_path.clone(),
        ledger: Some(ledger_of(user)),
        preferences: Some(UserPreferences {
            call: Some(UserPreferencesCall {
                max_count: user.max_call_count,
                max_duration: Some(
                    user.max_call_duration_s
                        .map_or_else(|| CallDurationLimit::String("unlimited".into()), CallDurationLimit::Integer),
                ),
            }),
            notifications: Some(UserPreferencesNotifications {
                push: Some(UserPreferencesNotificationsPush { enabled: Some(user.push_enabled) }),
            }),
        }),
        total_connections: Some(totals.connections),
        total_pending_requests: Some(totals.pending_requests),
        total_unread_alerts: Some(totals.unread_alerts),
        total_unread_chats: Some(totals.unread_chats),
        verification: Some(verification),
        visibility: Some(
            user.visibility.and_then(|word| Visibility::parse(word.as_str())).unwrap_or(Visibility::Public),
        ),
        license: license.clone(),
        licence: license,
        certificate: Some(certificate(ctx, user, now_ms)),
        ..profile
    });
    let ticket = ticket.map(|ticket| support::ticket_shown(&ticket, user, now_ms));
    me.support = Some(ExtendedUserSupport { ticket });
    Ok(me)
}

/// What of these schedules can be in the way of another call.
pub fn slots(schedules: &[Schedule]) -> Vec<availability::Slot> {
    schedules.iter().map(Schedule::slot).collect()
}

/// Minutes from local time to UTC, as the person's clients said last.
fn offset_min(user: &Card) -> i32 {
    user.timezone_offset_min.and_then(|minutes| i32::try_from(minutes).ok()).unwrap_or(0)
}

fn location(user: &Card) -> Option<Location> {
    let known = user.city.is_some() || user.country.is_some() || user.state.is_some();
    known.then(|| Location { city: user.city.clone(), country: user.country.clone(), state: user.state.clone() })
}

/// The certificate, with an address that opens it for a while: nobody else gets one (decision record 10).
fn certificate(ctx: &Ctx, user: &User, now_ms: i64) -> FullUserCertificate {
    let file = file(user.certificate_file.as_deref()).map(|file| files::linked(ctx, file, now_ms));
    FullUserCertificate { file, state: user.certificate_state.clone() }
}

/// JSON that was checked when it came in; what does not read back is left out rather than failing a whole profile.
fn stored<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok()
}

fn file(json: Option<&str>) -> Option<CompressedFile> {
    json.and_then(stored)
}

fn verification(user: &Card) -> UserVerification {
    let step =
        |status: VerificationStatus| Some(VerificationStep { status: UserVerificationStatus::parse(status.as_str()) });
    let complete = user::verified(user.verification_basic, user.verification_admin, user.verification_background);
    UserVerification {
        verified: Some(complete),
        basic: step(user.verification_basic),
        admin: step(user.verification_admin),
        background: step(user.verification_background),
    }
}

/// An interest as the wire shows it.
pub fn interest(interest: &Interest) -> BasicInterest {
    BasicInterest {
        id: interest.id.to_string(),
        name: interest.name.clone(),
        icon_src: interest.icon_src.clone(),
        emoji: interest.emoji.clone(),
    }
}

fn availability_of(user: &Profile, booked: &[availability::Slot]) -> Availability {
    let custom: CustomAvailabilityItems = stored(&user.availability_custom).unwrap_or_default();
    let weekly: WeeklyAvailabilityItems = stored(&user.availability_weekly).unwrap_or_default();
    let taken = availability::booked_slots(booked);
    let ranges = |ranges: &Vec<availability::TimeRange>| {
        ranges.iter().map(|range| TimeRange { start: range.start_text(), end: range.end_text() }).collect::<Vec<_>>()
    };
    Availability {
        custom: Some(custom),
        weekly: Some(weekly),
        booked_slots: Some(BookedSlots {
            custom: Some(taken.custom.iter().map(|(day, r)| (day.to_string(), ranges(r))).collect::<BTreeMap<_, _>>()),
            weekly: Some(taken.weekly.iter().map(|(day, r)| (day.to_string(), ranges(r))).collect::<BTreeMap<_, _>>()),
        }),
    }
}

/// A connection as a connect request; `None` for a declined one, which no view shows (contract F.2).
pub fn connect_request(connection: &Connection, user: Option<UserCard>) -> Option<FullConnectRequest> {
    let status = match connection.status {
        Status::Pending => ConnectRequestStatus::Pending,
        Status::Accepted => ConnectRequestStatus::Accepted,
        Status::Declined => return None,
    };
    Some(request_in(connection, status, user))
}

/// A connection as a connect request in a state that it had or has.
pub fn request_in(connection: &Connection, status: ConnectRequestStatus, user: Option<UserCard>) -> FullConnectRequest {
    FullConnectRequest {
        id: connection.id.to_string(),
        status: Some(status),
        from: Some(Reference { id: connection.requester.to_string() }),
        to: Some(Reference { id: connection.addressee.to_string() }),
        user: user.map(Box::new),
    }
}

/// A chat with the state of its request: writable exactly when that is accepted (contract F.6).
pub fn chat_with_request(chat: &Chat) -> ChatWithRequest {
    ChatWithRequest { id: chat.id.to_string(), request: chat_request(chat) }
}

/// The request of a chat; absent when there is none.
pub fn chat_request(chat: &Chat) -> Option<BasicChatRequest> {
    let request = chat.request.as_ref()?;
    Some(BasicChatRequest {
        id: request.message.map(|id| id.to_string()),
        text: request.text.clone(),
        timestamp: request.at_ms.map(iso_date_time),
        delivery: request.delivery.map(|state| delivery(state, request.delivery_at_ms)),
        status: ConnectRequestStatus::parse(request.status.as_str()),
        sender: request.sender.map(|id| Reference { id: id.to_string() }),
    })
}

/// How far a message has come.
pub fn delivery(state: chat::Delivery, at_ms: Option<i64>) -> Delivery {
    Delivery { status: DeliveryStatus::parse(state.as_str()), at: at_ms.map(iso_date_time) }
}

/// What a user's coins are, whole: clients replace theirs with it (contract A.10).
pub fn ledger_of(user: &User) -> UserLedger {
    UserLedger {
        coins: Some(UserLedgerCoins { balance: Some(coins_json(user.coins_hundredths)) }),
        paypal: Some(UserLedgerPaypal { email: user.paypal_email.clone() }),
    }
}
