//! The calls that the invented people have had, with what they cost.

use super::{
    dice::Dice,
    people::{EACH, Person},
    ties::{Tie, Ties},
};
use crate::{
    domain::{
        call::{Call, Media, Status, Terms},
        connection,
        ids::{CallId, ChatId, MovementId, TenantId, TransactionId, UserId},
        ledger::{Account, End, Movement},
        limits::CALL_MINUTE_HUNDREDTHS_DEFAULT,
        time::{MS_PER_DAY, MS_PER_MINUTE, MS_PER_SECOND},
        transaction::{Kind, Status as Paid, Transaction},
    },
    store::{StoreResult, Tx},
};
use std::collections::HashSet;

/// A call that is over.
pub(super) struct PastCall {
    call: Call,
}

/// Who is connected has called a few times.
pub(super) fn all(dice: &mut Dice, tenant: TenantId, people: &[Person], ties: &Ties) -> Vec<PastCall> {
    let seniors: HashSet<UserId> = people.iter().take(EACH).map(|person| person.user.id).collect();
    let mut calls = Vec::new();
    for Tie { connection, chat, .. } in &ties.connections {
        let Some(chat) = chat.filter(|_| connection.status == connection::Status::Accepted) else { continue };
        let (senior, volunteer) = if seniors.contains(&connection.requester) {
            (connection.requester, connection.addressee)
        } else {
            (connection.addressee, connection.requester)
        };
        let mut at_ms = connection.updated_at_ms;
        for _ in 0..dice.between(0, 3) {
            at_ms += dice.between(1, 9) * MS_PER_DAY + dice.between(0, 600) * MS_PER_MINUTE;
            calls.push(past_call(dice, (tenant, chat, senior, volunteer), at_ms));
        }
    }
    calls
}

fn past_call(
    dice: &mut Dice,
    (tenant, chat, senior, volunteer): (TenantId, ChatId, UserId, UserId),
    at_ms: i64,
) -> PastCall {
    let (caller, callee) = if dice.percent(80) { (senior, volunteer) } else { (volunteer, senior) };
    let status = match dice.below(100) {
        0..75 => Status::Accepted,
        75..92 => Status::Missed,
        _ => Status::Rejected,
    };
    let answered = status == Status::Accepted;
    let connected_ms = if answered { dice.between(40, 9 * 60) * MS_PER_SECOND } else { 0 };
    let rang_ms = if status == Status::Missed { 45 } else { dice.between(3, 20) } * MS_PER_SECOND;
    let transaction = |dice: &mut Dice| answered.then(|| TransactionId(dice.id(at_ms + rang_ms)));
    let (payment, earning) = (transaction(dice), transaction(dice));
    PastCall {
        call: Call {
            id: CallId(dice.id(at_ms)),
            tenant,
            chat,
            caller,
            callee,
            payer: senior,
            earner: volunteer,
            media: if dice.percent(70) { Media::Video } else { Media::Audio },
            status,
            terms: Terms {
                minute_hundredths: CALL_MINUTE_HUNDREDTHS_DEFAULT,
                share_percent: 100,
                duration_s_max: None,
            },
            started_at_ms: at_ms,
            answered_at_ms: answered.then_some(at_ms + rang_ms),
            answered_on: None,
            caller_connected_at_ms: None,
            callee_connected_at_ms: None,
            connected_since_ms: None,
            connected_ms,
            charged_minutes: (connected_ms + MS_PER_MINUTE - 1) / MS_PER_MINUTE,
            payment,
            earning,
            ended_at_ms: Some(at_ms + rang_ms + connected_ms),
        },
    }
}

impl PastCall {
    /// Who paid, and how much.
    pub(super) fn paid(&self) -> (UserId, i64) {
        (self.call.payer, self.call.charged_minutes * self.call.terms.minute_hundredths)
    }

    pub(super) async fn write(&self, tx: &mut Tx, tenant: TenantId, dice: &mut Dice) -> StoreResult<()> {
        let call = &self.call;
        let (payer, hundredths) = self.paid();
        if let (Some(payment), Some(earning)) = (call.payment, call.earning) {
            let at_ms = call.answered_at_ms.unwrap_or(call.started_at_ms);
            for (id, owner, kind) in [(payment, payer, Kind::Payment), (earning, call.earner, Kind::Earning)] {
                let begun = Transaction::begun((id, tenant, owner), kind, None, hundredths, at_ms);
                tx.add_transaction(&Transaction { status: Paid::Succeeded, ..begun }).await?;
            }
            tx.move_coins(&Movement {
                id: MovementId(dice.id(at_ms)),
                tenant,
                reference: format!("call:{}", call.id),
                from: End { account: Account::Wallet(payer), transaction: Some(payment) },
                to: End { account: Account::Wallet(call.earner), transaction: Some(earning) },
                hundredths,
                moved_at_ms: at_ms,
            })
            .await?;
        }
        tx.add_call(call).await
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{FIRST_MS, people, ties},
        *,
    };
    use crate::app::config::DEFAULT_TENANT;

    #[test]
    fn calls_of_every_outcome_are_over() {
        let mut dice = Dice::new(3);
        let people = people::all(&mut dice, DEFAULT_TENANT);
        let ties = ties::all(&mut dice, DEFAULT_TENANT, &people);
        let calls = all(&mut dice, DEFAULT_TENANT, &people, &ties);
        assert!(calls.len() > 100, "{}", calls.len());
        for status in [Status::Accepted, Status::Missed, Status::Rejected] {
            assert!(calls.iter().any(|past| past.call.status == status), "{status}");
        }
        for PastCall { call } in &calls {
            let ended_ms = call.ended_at_ms.expect("it is over");
            assert!(call.started_at_ms < ended_ms && ended_ms < FIRST_MS + 250 * MS_PER_DAY);
            assert_eq!(call.duration_s(ended_ms) * MS_PER_SECOND, call.connected_ms);
            assert_eq!(call.payment.is_some(), call.charged_minutes > 0);
            assert!(people[..EACH].iter().any(|person| person.user.id == call.payer), "a senior pays");
        }
    }
}
