//! The coin ledger: every movement takes coins from one account and gives them to another.
//!
//! So all accounts together hold 0 at any time, by construction. A person's account is their wallet, and it is never below
//! 0; the accounts of the house may be, and each tells what it is for.

use super::{
    ids::{MovementId, TenantId, TransactionId, UserId},
    limits::COINS_HUNDREDTHS_MAX,
};
use std::fmt;

/// Who holds coins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// A person's. Never below 0.
    Wallet(UserId),
    /// Where bought coins come from. What it lacks was sold.
    Sales,
    /// Where withdrawn coins go. What it holds was paid out, or is about to be.
    Payouts,
    /// What calls cost beyond the volunteer's share.
    Commission,
    /// Where coins come from that an operator gives. What it lacks was given.
    Grants,
}

impl Account {
    /// The accounts of the house.
    pub const OF_THE_HOUSE: [Self; 4] = [Self::Sales, Self::Payouts, Self::Commission, Self::Grants];

    /// The word of the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wallet(_) => "wallet",
            Self::Sales => "sales",
            Self::Payouts => "payouts",
            Self::Commission => "commission",
            Self::Grants => "grants",
        }
    }

    /// The account that the database names by a word and, for a wallet, a person.
    pub fn named(word: &str, user: Option<UserId>) -> Option<Self> {
        match (word, user) {
            ("wallet", Some(user)) => Some(Self::Wallet(user)),
            (word, None) => Self::OF_THE_HOUSE.into_iter().find(|account| account.as_str() == word),
            _ => None,
        }
    }

    /// Whose wallet it is.
    pub const fn owner(self) -> Option<UserId> {
        match self {
            Self::Wallet(user) => Some(user),
            _ => None,
        }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wallet(user) => write!(f, "wallet:{user}"),
            house => f.write_str(house.as_str()),
        }
    }
}

/// One end of a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    pub account: Account,
    /// The transaction that shows this end to the account's owner.
    pub transaction: Option<TransactionId>,
}

impl From<Account> for End {
    fn from(account: Account) -> Self {
        Self { account, transaction: None }
    }
}

/// Coins that went from one account to another. Never changed, never removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    pub id: MovementId,
    pub tenant: TenantId,
    /// What moved the coins, unique in the tenant: what makes a repeated request harmless.
    pub reference: String,
    pub from: End,
    pub to: End,
    /// Above 0.
    pub hundredths: i64,
    pub moved_at_ms: i64,
}

/// Why coins do not move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("an amount is above 0 and goes from one account to another")]
    Nothing,
    #[error("the wallet holds less")]
    Insufficient,
    #[error("the wallet would hold more than a wallet can")]
    Full,
}

/// Whether coins may move between accounts of which those that are wallets hold these amounts; a house's account is `None`.
///
/// # Errors
/// In this order: `Nothing`, `Insufficient`, `Full`.
pub fn may_move(
    from: Account,
    to: Account,
    hundredths: i64,
    from_holds: Option<i64>,
    to_holds: Option<i64>,
) -> Result<(), Refusal> {
    if hundredths <= 0 || from == to {
        return Err(Refusal::Nothing);
    }
    if from_holds.is_some_and(|held| held < hundredths) {
        return Err(Refusal::Insufficient);
    }
    if to_holds.is_some_and(|held| held.saturating_add(hundredths) > COINS_HUNDREDTHS_MAX) {
        return Err(Refusal::Full);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_may_move() {
        let wallet = |n| Account::Wallet(UserId(Uuid::from_u128(n)));
        let (ann, ben, max) = (wallet(1), wallet(2), COINS_HUNDREDTHS_MAX);
        for (from, to, hundredths, from_holds, to_holds, outcome) in [
            (ann, ben, 1, Some(1), Some(0), Ok(())),
            (ann, ben, 2, Some(1), Some(0), Err(Refusal::Insufficient)),
            (ann, ben, 0, Some(1), Some(0), Err(Refusal::Nothing)),
            (ann, ben, -1, Some(1), Some(0), Err(Refusal::Nothing)),
            (ann, ann, 1, Some(1), Some(1), Err(Refusal::Nothing)),
            (Account::Sales, Account::Sales, 1, None, None, Err(Refusal::Nothing)),
            (Account::Sales, ann, 5, None, Some(max - 5), Ok(())),
            (Account::Sales, ann, 5, None, Some(max - 4), Err(Refusal::Full)),
            (Account::Grants, ann, i64::MAX, None, Some(1), Err(Refusal::Full)),
            (ann, Account::Payouts, 5, Some(5), None, Ok(())),
            (ann, Account::Payouts, 5, Some(4), None, Err(Refusal::Insufficient)),
        ] {
            assert_eq!(may_move(from, to, hundredths, from_holds, to_holds), outcome, "{from} {to} {hundredths}");
        }
    }

    #[test]
    fn accounts_are_read_as_they_are_written() {
        let user = UserId(Uuid::from_u128(1));
        for account in Account::OF_THE_HOUSE.into_iter().chain([Account::Wallet(user)]) {
            assert_eq!(Account::named(account.as_str(), account.owner()), Some(account));
        }
        for (word, user) in [("wallet", None), ("sales", Some(user)), ("", None), ("bank", None)] {
            assert_eq!(Account::named(word, user), None, "{word}");
        }
    }
}
