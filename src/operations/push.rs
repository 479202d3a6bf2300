//! Pushes: each new alert is told to the receiver's devices, unless they switched that off. Source: contract/talkamie.md B,
//! "push-notification", and G31.
//!
//! Everything is read when the push leaves: who has read the alert meanwhile, signed out or switched pushes off gets none. Each
//! device has a job of its own, so that trying one again tells no other twice.

use super::{
    Ctx,
    jobs::{Job, JobFault},
    ports::{PushMessage, Pushed},
};
use crate::{
    contract::v1::types::{AlertKind, PushNotificationJsonData, PushNotificationJsonDataAction},
    domain::{
        ids::{AlertId, JobId, SessionId, TenantId, UserId},
        push,
        time::iso_date_time,
    },
    store::{StoreError, Tx, alerts::Alert, outbox::NewJob, rerun, sessions::Device},
};

/// Most devices of a person that are told, those of the newest sessions. Nobody carries more; a made-up sign-in costs no more.
pub const DEVICES_MAX: i64 = 20;

/// What a push is to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct About {
    pub user: UserId,
    pub alert: AlertId,
    /// When the alert took the state that is told: a later one is told by a job of its own.
    pub raised_at_ms: i64,
}

/// Has an alert pushed once the transaction is kept, if its receiver wants that and has a device. Costs no statement of its own.
pub(super) fn enqueue(ctx: &Ctx, tx: &mut Tx, tenant: TenantId, user: UserId, alert: AlertId, raised_at_ms: i64) {
    let job = Job::Push { user, alert, raised_at_ms };
    tx.add_job(NewJob {
        id: JobId(ctx.new_id()),
        tenant,
        work: job.written(),
        run_at_ms: raised_at_ms,
        for_devices_of: Some(user),
    });
}

/// Tells a person's devices: a job. The only device at once; of several each gets a job, which the answer names.
///
/// # Errors
/// It was not taken over; see [`to_device`].
pub(super) async fn to_devices(ctx: &Ctx, tenant: TenantId, about: About) -> Result<Vec<Job>, JobFault> {
    let devices = devices(ctx, tenant, about.user).await?;
    if let [only] = devices.as_slice() {
        tell(ctx, tenant, about, only).await?;
        return Ok(vec![]);
    }
    let About { user, alert, raised_at_ms } = about;
    let each = devices.iter().map(|device| Job::PushDevice { user, alert, raised_at_ms, session: device.session });
    Ok(each.collect())
}

/// Tells the device of one session: a job.
///
/// # Errors
/// The push service did not take it over, now or for good; the store's.
pub(super) async fn to_device(ctx: &Ctx, tenant: TenantId, about: About, session: SessionId) -> Result<(), JobFault> {
    let devices = devices(ctx, tenant, about.user).await?;
    match devices.iter().find(|device| device.session == session) {
        Some(device) => tell(ctx, tenant, about, device).await,
        None => Ok(()),
    }
}

async fn devices(ctx: &Ctx, tenant: TenantId, user: UserId) -> Result<Vec<Device>, JobFault> {
    let mut tx = ctx.store.read().await?;
    Ok(tx.devices_of(tenant, user, ctx.clock.now_ms(), DEVICES_MAX).await?)
}

async fn tell(ctx: &Ctx, tenant: TenantId, about: About, device: &Device) -> Result<(), JobFault> {
    let Some(data) = data(ctx, tenant, about).await? else { return Ok(()) };
    let message = PushMessage { device: device.token.clone(), alert: about.alert, data };
    if ctx.push.push(message).await? == Pushed::DeviceGone {
        rerun(|| async {
            let mut tx = ctx.store.write().await?;
            tx.forget_device(tenant, device).await?;
            tx.commit().await?;
            Ok::<_, StoreError>(())
        })
        .await?;
        tracing::info!(user.id = %about.user, session.id = %device.session, "Forgot a device that the push service does not know");
    }
    Ok(())
}

/// What devices are told of an alert. `None`: it is gone, read, or in another state by now.
async fn data(ctx: &Ctx, tenant: TenantId, about: About) -> Result<Option<PushNotificationJsonData>, JobFault> {
    let mut tx = ctx.store.read().await?;
    let alert = tx.find_alerts(tenant, about.user, &[about.alert]).await?.pop();
    let Some(alert) = alert.filter(|alert| alert.raised_at_ms == about.raised_at_ms && alert.read_at_ms.is_none())
    else {
        return Ok(None);
    };
    let actor = match alert.actor {
        Some(actor) => tx.find_cards(tenant, &[actor]).await?.pop().filter(|user| user.deleted_at_ms.is_none()),
        None => None,
    };
    let name = actor.and_then(|user| user.name);
    Ok(AlertKind::parse(&alert.kind).map(|kind| shown(&alert, kind, name.as_deref())))
}

fn shown(alert: &Alert, kind: AlertKind, actor: Option<&str>) -> PushNotificationJsonData {
    let (title, body) = push::words(kind, &alert.state, actor);
    let subject = |of: AlertKind| (kind == of).then(|| alert.subject.clone());
    PushNotificationJsonData {
        action: Some(PushNotificationJsonDataAction::AlertNew),
        alert_id: Some(alert.id.to_string()),
        r#type: Some(kind),
        timestamp: Some(iso_date_time(alert.raised_at_ms)),
        schedule_id: subject(AlertKind::Schedule),
        connect_request_id: subject(AlertKind::ConnectRequest),
        chat_id: subject(AlertKind::MessageRequest),
        review_id: subject(AlertKind::Review),
        transaction_id: subject(AlertKind::Transaction),
        title: Some(title.to_owned()),
        body: Some(body),
    }
}
