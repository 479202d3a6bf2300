//! Moving coins. Every coin moves through [`move_coins`], in the transaction of the story that moves it.

use super::{Ctx, Failure};
use crate::{
    domain::{
        ids::{MovementId, TenantId, UserId},
        ledger::{End, Movement, Refusal, may_move},
    },
    store::{MaybeContended, StoreError, Tx, ledger::Wallet},
};

/// Coins that shall go from one account to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub tenant: TenantId,
    /// What moves the coins, such as `withdrawal:ID`. Said again, it moves nothing: nothing is paid twice.
    pub reference: String,
    pub from: End,
    pub to: End,
    pub hundredths: i64,
}

/// What came of a wish to move coins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// They moved.
    Now,
    /// They had moved before; nothing changed.
    Before,
}

/// Why coins did not move. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Unmoved {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("there is no such wallet")]
    NoWallet,
    #[error("the reference stands for another movement")]
    OtherMovement,
    #[error("the database did not do it")]
    Store(#[from] StoreError),
}

impl MaybeContended for Unmoved {
    fn is_contended(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_contended())
    }
}

impl From<Unmoved> for Failure {
    /// For stories that have made sure before that the coins can move. Where that is for the caller to know, match first.
    fn from(unmoved: Unmoved) -> Self {
        match unmoved {
            Unmoved::Store(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

/// Moves coins, once for each reference. Three statements.
///
/// Holds the wallets at both ends until the transaction ends. A story that moves coins of several people, or holds other
/// rows of theirs, holds all of them first, in one call of `lock_users` or `lock_wallets`.
///
/// # Errors
/// In this order: no such wallet; the reference stands for another movement; the rule's refusal; the store's. After any but
/// the store's the transaction may go on.
pub async fn move_coins(ctx: &Ctx, tx: &mut Tx, wish: &Move, now_ms: i64) -> Result<Moved, Unmoved> {
    let ends = [wish.from.account, wish.to.account];
    let owners: Vec<UserId> = ends.iter().filter_map(|account| account.owner()).collect();
    let wallets = if owners.is_empty() { Vec::new() } else { tx.lock_wallets(wish.tenant, &owners).await? };
    let [from_holds, to_holds] = ends.map(|account| account.owner().map(|owner| held(&wallets, owner)));
    if from_holds == Some(None) || to_holds == Some(None) {
        return Err(Unmoved::NoWallet);
    }
    let [from, to] = ends;
    if let Err(refusal) = may_move(from, to, wish.hundredths, from_holds.flatten(), to_holds.flatten()) {
        // What moved before is not refused because of what it left.
        return before(tx, wish).await?.ok_or(Unmoved::Refused(refusal));
    }
    let movement = Movement {
        id: MovementId(ctx.new_id()),
        tenant: wish.tenant,
        reference: wish.reference.clone(),
        from: wish.from,
        to: wish.to,
        hundredths: wish.hundredths,
        moved_at_ms: now_ms,
    };
    if tx.move_coins(&movement).await? {
        return Ok(Moved::Now);
    }
    before(tx, wish).await?.ok_or_else(|| StoreError::inconsistent("a reference is taken by no movement").into())
}

fn held(wallets: &[Wallet], owner: UserId) -> Option<i64> {
    wallets.iter().find(|wallet| wallet.user == owner).map(|wallet| wallet.hundredths)
}

/// Whether the same coins moved before under the same reference.
async fn before(tx: &mut Tx, wish: &Move) -> Result<Option<Moved>, Unmoved> {
    match tx.find_movement(wish.tenant, &wish.reference).await? {
        None => Ok(None),
        Some(known) if (known.from, known.to, known.hundredths) == (wish.from, wish.to, wish.hundredths) => {
            Ok(Some(Moved::Before))
        }
        Some(_) => Err(Unmoved::OtherMovement),
    }
}
