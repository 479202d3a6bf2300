//! Alerts: what the Talkamie face tells a person, one per subject.

use super::{Cursor, Page, Question, Row, StoreResult, Tx, Value, engine::Answer, statements::declare};
use crate::domain::ids::{AlertId, TenantId, UserId};

/// An alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Stays for the subject, through all its states.
    pub id: AlertId,
    pub tenant: TenantId,
    /// Whom it tells.
    pub user: UserId,
    /// `connect-request`, `message-request`, `schedule`, `review` or `transaction`.
    pub kind: String,
    /// The id of what it is about.
    pub subject: String,
    /// Who caused it; `None`: nobody in particular.
    pub actor: Option<UserId>,
    /// The subject's state when it was raised, in the words of its kind.
    pub state: String,
    pub raised_at_ms: i64,
    /// `None`: unread.
    pub read_at_ms: Option<i64>,
}

declare! {
    PUT_ALERT = "
        INSERT INTO alerts (id, tenant_id, user_id, kind, subject_id, actor_id, state, raised_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (user_id, kind, subject_id) DO UPDATE
           SET actor_id = excluded.actor_id, state = excluded.state, raised_at_ms = excluded.raised_at_ms,
               read_at_ms = NULL
        RETURNING id";
    PAGE_ALERTS = "
        SELECT id, tenant_id, user_id, kind, subject_id, actor_id, state, raised_at_ms, read_at_ms
          FROM alerts
         WHERE tenant_id = $1 AND user_id = $2 AND (raised_at_ms, id) < ($3, $4)
         ORDER BY raised_at_ms DESC, id DESC
         LIMIT $5";
    FIND_ALERTS = "
        SELECT id, tenant_id, user_id, kind, subject_id, actor_id, state, raised_at_ms, read_at_ms
          FROM alerts
         WHERE id IN_LIST($3) AND NOT tenant_id <> $1 AND NOT user_id <> $2";
    READ_ALERTS = "
        UPDATE alerts
           SET read_at_ms = $4
         WHERE id IN_LIST($3) AND NOT tenant_id <> $1 AND NOT user_id <> $2 AND read_at_ms IS NULL
        RETURNING id";
    COUNT_UNREAD_ALERTS = "
        SELECT COUNT(*) AS unread
          FROM alerts
         WHERE tenant_id = $1 AND user_id = $2 AND read_at_ms IS NULL";
    REMOVE_ALERT = "
        DELETE FROM alerts
         WHERE tenant_id = $1 AND user_id = $2 AND kind = $3 AND subject_id = $4
        RETURNING id";
    REMOVE_ALERTS_FROM = "
        DELETE FROM alerts
         WHERE tenant_id = $1 AND actor_id = $2
        RETURNING id, tenant_id, user_id, kind, subject_id, actor_id, state, raised_at_ms, read_at_ms";
    REMOVE_ALERTS_ABOUT = "
        DELETE FROM alerts
         WHERE user_id IN_LIST($4) AND kind = $2 AND subject_id = $3 AND NOT tenant_id <> $1
        RETURNING id, user_id";
    /// `$3` people, `$4` subjects, of one length.
    /// SQLite reads last what `CROSS JOIN` joins; otherwise it reads every alert of these people before it looks at the subjects.
    REMOVE_ALERTS = "
        DELETE FROM alerts
         WHERE id IN (SELECT a.id
                        FROM LIST_ROWS($3) AS people
                        JOIN LIST_ROWS($4) AS subjects ON subjects.key = people.key
                       CROSS JOIN alerts AS a
                       WHERE a.tenant_id = $1 AND a.kind = $2 AND a.user_id = people.value
                         AND a.subject_id = subjects.value)
        RETURNING id, user_id";
}

fn read(mut row: Row) -> StoreResult<Alert> {
    Ok(Alert {
        id: row.parsed("id")?,
        tenant: row.parsed("tenant_id")?,
        user: row.parsed("user_id")?,
        kind: row.text("kind")?,
        subject: row.text("subject_id")?,
        actor: row.parsed_opt("actor_id")?,
        state: row.text("state")?,
        raised_at_ms: row.int("raised_at_ms")?,
        read_at_ms: row.int_opt("read_at_ms")?,
    })
}

/// Raises an alert, unread. If its person has one for that subject, that one takes the new state and keeps its id: the
/// id that counts is the answer, not `alert.id`.
pub fn put_alert(alert: &Alert) -> Question<AlertId> {
    let args = [
        alert.id.into(),
        alert.tenant.into(),
        alert.user.into(),
        (&alert.kind).into(),
        (&alert.subject).into(),
        alert.actor.into(),
        (&alert.state).into(),
        alert.raised_at_ms.into(),
    ];
    Question::new(PUT_ALERT, args, |answer| answer.one()?.parsed("id"))
}

/// Takes back the alerts that these people have for one subject, and answers whose they were.
pub fn remove_alerts_about(
    tenant: TenantId,
    kind: &str,
    subject: &str,
    people: &[UserId],
) -> Question<Vec<(UserId, AlertId)>> {
    Question::new(REMOVE_ALERTS_ABOUT, [tenant.into(), kind.into(), subject.into(), Value::texts(people)], removed)
}

/// Takes back those alerts of one kind that these people have for these subjects, and answers whose they were.
pub fn remove_alerts(tenant: TenantId, kind: &str, alerts: &[(UserId, String)]) -> Question<Vec<(UserId, AlertId)>> {
    let people = Value::texts(alerts.iter().map(|(user, _)| user));
    let subjects = Value::texts(alerts.iter().map(|(_, subject)| subject));
    Question::new(REMOVE_ALERTS, [tenant.into(), kind.into(), people, subjects], removed)
}

fn removed(answer: Answer) -> StoreResult<Vec<(UserId, AlertId)>> {
    answer.each(|mut row| Ok((row.parsed("user_id")?, row.parsed("id")?)))
}

impl Tx {
    /// Does [`put_alert`].
    pub async fn put_alert(&mut self, alert: &Alert) -> StoreResult<AlertId> {
        self.ask(put_alert(alert)).await
    }

    /// A person's alerts, newest first.
    pub async fn page_alerts(
        &mut self,
        tenant: TenantId,
        user: UserId,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Alert>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [tenant.into(), user.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()];
        let rows = self.rows(PAGE_ALERTS, args).await?;
        Page::from_rows(rows, limit, read, |alert| Cursor { at_ms: alert.raised_at_ms, id: alert.id.to_string() })
    }

    /// Those of these alerts that are the person's.
    pub async fn find_alerts(&mut self, tenant: TenantId, user: UserId, alerts: &[AlertId]) -> StoreResult<Vec<Alert>> {
        let args = [tenant.into(), user.into(), Value::texts(alerts)];
        self.rows(FIND_ALERTS, args).await?.into_iter().map(read).collect()
    }

    /// Marks alerts of the person as read, and answers which of them were not.
    pub async fn read_alerts(
        &mut self,
        tenant: TenantId,
        user: UserId,
        alerts: &[AlertId],
        now_ms: i64,
    ) -> StoreResult<Vec<AlertId>> {
        let args = [tenant.into(), user.into(), Value::texts(alerts), now_ms.into()];
        self.rows(READ_ALERTS, args).await?.into_iter().map(|mut row| row.parsed("id")).collect()
    }

    /// How many alerts the person has not read.
    pub async fn count_unread_alerts(&mut self, tenant: TenantId, user: UserId) -> StoreResult<i64> {
        self.one(COUNT_UNREAD_ALERTS, [tenant.into(), user.into()]).await?.int("unread")
    }

    /// Takes an alert back and answers which it was. `None`: its person has none for that subject.
    pub async fn remove_alert(
        &mut self,
        tenant: TenantId,
        user: UserId,
        kind: &str,
        subject: &str,
    ) -> StoreResult<Option<AlertId>> {
        let args = [tenant.into(), user.into(), kind.into(), subject.into()];
        self.optional(REMOVE_ALERT, args).await?.map(|mut row| row.parsed("id")).transpose()
    }

    /// Takes back from everybody what `actor` caused them to be told, and answers what it was.
    pub async fn remove_alerts_from(&mut self, tenant: TenantId, actor: UserId) -> StoreResult<Vec<Alert>> {
        self.rows(REMOVE_ALERTS_FROM, [tenant.into(), actor.into()]).await?.into_iter().map(read).collect()
    }

    /// Does [`remove_alerts`].
    pub async fn remove_alerts(
        &mut self,
        tenant: TenantId,
        kind: &str,
        alerts: &[(UserId, String)],
    ) -> StoreResult<Vec<(UserId, AlertId)>> {
        if alerts.is_empty() {
            return Ok(vec![]);
        }
        self.ask(remove_alerts(tenant, kind, alerts)).await
    }
}
