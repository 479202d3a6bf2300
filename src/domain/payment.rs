//! Buying coins: what is known of a payment, and what follows from it.
//!
//! Providers deliver their news at least once and in any order. So nothing here is a step from one state to the next:
//! [`Standing`] collects facts that only ever grow ([`Standing::learn`]), and everything else is a function of the facts:
//! the transaction's status, and how many coins the person has of it ([`Standing::due_hundredths`]). Whatever the order
//! and however often each was told, the sum is the same.
//!
//! Source: contract/talkamie.md B (web - balance top-up), D (basic_transaction), F.4; docs/PAYMENTS.md.

use super::{
    ids::{TenantId, TransactionId},
    money::cents_to_charge,
    transaction::{Funds, Status},
    words,
};

/// Which transaction a payment is for: what we give the provider and get back with every piece of news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purpose {
    pub tenant: TenantId,
    pub transaction: TransactionId,
    /// Which of the transaction's checkout pages, from 1.
    pub attempt: i64,
}

/// How far a bank's complaint about a payment is. In the order in which one outweighs another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Dispute {
    #[default]
    None,
    /// The bank took the money back and decides.
    Open,
    /// The bank gave it back.
    Won,
    /// The bank keeps it.
    Lost,
}

words!(Dispute { None = "none", Open = "open", Won = "won", Lost = "lost" });

/// A piece of news about a payment, whoever the provider is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The money is ours.
    Paid(Funds),
    /// The person has done their part; the money is on its way (a bank transfer).
    Processing(Funds),
    /// The money did not come.
    Failed,
    /// The checkout page ended unpaid.
    Expired,
    /// So much of the payment was given back, in all.
    Refunded { cents: i64, of: Funds },
    /// A bank complains about so much of it.
    Disputed { state: Dispute, cents: i64 },
}

/// A fact that does not fit its transaction. Nothing follows from it; an operator must look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    #[error("the amount or the currency is not the transaction's")]
    Amount,
}

/// Everything that is known of one payment. It only grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Which attempt was paid; `None`: none was.
    pub paid_attempt: Option<i64>,
    pub is_processing: bool,
    pub is_failed: bool,
    pub is_expired: bool,
    pub refunded_cents: i64,
    pub dispute: Dispute,
    pub disputed_cents: i64,
}

/// What learning a fact amounted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Learnt {
    /// It was new.
    New,
    /// It was known, or is of an attempt that another has replaced.
    Known,
    /// A second checkout page of the same transaction was paid. Its money must be given back.
    PaidTwice,
}

impl Standing {
    /// Takes a fact in. `attempt` is the one that the fact is of, `newest` the transaction's newest one: the end of an older
    /// attempt says nothing, its payment does.
    ///
    /// # Errors
    /// [`Misfit`]; nothing was taken in.
    pub fn learn(&mut self, fact: &Fact, attempt: i64, newest: i64, cents: i64) -> Result<Learnt, Misfit> {
        let fits =
            |money: &Funds| (money.cents == cents && money.currency == Funds::USD).then_some(()).ok_or(Misfit::Amount);
        let before = *self;
        // What was paid twice is given back once: that says nothing of the payment that counted.
        let elsewhere = self.paid_attempt.is_some_and(|paid| paid != attempt);
        match fact {
            Fact::Paid(money) => {
                fits(money)?;
                if elsewhere {
                    return Ok(Learnt::PaidTwice);
                }
                self.paid_attempt = Some(attempt);
            }
            Fact::Processing(money) => {
                fits(money)?;
                self.is_processing = true;
            }
            Fact::Failed => self.is_failed |= attempt == newest,
            Fact::Expired => self.is_expired |= attempt == newest,
            Fact::Refunded { .. } | Fact::Disputed { .. } if elsewhere => {}
            Fact::Refunded { cents: refunded, of } => {
                fits(of)?;
                // Only what was paid can be given back: the news of the payment is still on its way.
                self.paid_attempt = self.paid_attempt.or(Some(attempt));
                self.refunded_cents = self.refunded_cents.max((*refunded).clamp(0, cents));
            }
            Fact::Disputed { state, cents: disputed } => {
                self.paid_attempt = self.paid_attempt.or(Some(attempt));
                self.dispute = self.dispute.max(*state);
                self.disputed_cents = self.disputed_cents.max((*disputed).clamp(0, cents));
            }
        }
        Ok(if *self == before { Learnt::Known } else { Learnt::New })
    }

    /// What the transaction is, for its owner.
    #[must_use]
    pub fn status(&self, cents: i64) -> Status {
        match self {
            Self { paid_attempt: Some(_), .. } if self.lost_cents() >= cents => Status::Refunded,
            Self { paid_attempt: Some(_), dispute: Dispute::Open, .. } => Status::Processing,
            Self { paid_attempt: Some(_), .. } => Status::Succeeded,
            Self { is_failed: true, .. } => Status::Failed,
            Self { is_expired: true, .. } => Status::Expired,
            Self { is_processing: true, .. } => Status::Processing,
            _ => Status::Pending,
        }
    }

    /// How many of the bought coins are the person's: all of them once paid, fewer when a part of the money went back, and
    /// none while a bank decides or when the transaction came to nothing.
    #[must_use]
    pub fn due_hundredths(&self, hundredths: i64, cents: i64) -> i64 {
        if self.status(cents) != Status::Succeeded {
            return 0;
        }
        // Rounded up: the last hundredth of what was paid for is the person's.
        let due = i128::from(hundredths) * i128::from(self.kept_cents(cents)) + i128::from(cents - 1);
        i64::try_from(due / i128::from(cents)).unwrap_or(0)
    }

    /// The money of the payment that is still ours, once it was paid.
    #[must_use]
    pub fn kept_cents(&self, cents: i64) -> i64 {
        cents - self.lost_cents().min(cents)
    }

    /// The money that was ours and is not any more.
    fn lost_cents(&self) -> i64 {
        let lost = if self.dispute == Dispute::Lost { self.disputed_cents } else { 0 };
        self.refunded_cents.saturating_add(lost)
    }
}

/// What was made of the facts so far, in coins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settled {
    /// The coins that are the person's.
    pub due_hundredths: i64,
    /// Coins that should have been taken back and had been spent: the house bears them.
    pub shortfall_hundredths: i64,
}

/// How coins move so that the wallet and the house agree with the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settlement {
    /// Into the wallet when positive, out of it when negative.
    pub wallet_hundredths: i64,
    /// What the house bears when positive, what it gets back when negative.
    pub house_hundredths: i64,
    pub after: Settled,
}

impl Settled {
    /// The movements that news asks for, when `due` is now the person's and their wallet holds `balance`. A wallet never
    /// goes below zero: what it lacks the house bears, and gets back first when coins come back.
    #[must_use]
    pub fn settle(self, due: i64, balance: i64) -> Settlement {
        if due == self.due_hundredths {
            return Settlement { wallet_hundredths: 0, house_hundredths: 0, after: self };
        }
        let given = self.due_hundredths + self.shortfall_hundredths;
        let moved = (due - given).max(-balance.max(0));
        let after = Self { due_hundredths: due, shortfall_hundredths: (given + moved - due).max(0) };
        let house_hundredths = after.shortfall_hundredths - self.shortfall_hundredths;
        Settlement { wallet_hundredths: moved, house_hundredths, after }
    }
}

/// What buying these coins costs.
#[must_use]
pub fn price(hundredths: i64) -> Funds {
    Funds::usd(cents_to_charge(hundredths))
}

#[cfg(test)]
mod tests;
