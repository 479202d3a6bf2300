//! Proving the books: every movement balances, every wallet is what its movements come to, every transaction has moved what it
//! says, every call cost what it says.
//!
//! Read page by page beside a running server: what is compared is read in one statement, so nothing that happens in between
//! looks like a mistake.

use super::{Ctx, Failure};
use crate::{
    domain::{
        call::Call,
        ids::TenantId,
        ledger::{Account, Movement},
        money::volunteers_part_hundredths,
        transaction::{Status, effect_hundredths},
    },
    store::{calls::CallCheck, ledger::WalletCheck, transactions::TransactionCheck},
};
use std::collections::BTreeMap;

/// Rows that are read at a time.
const ROWS_AT_ONCE: i64 = 500;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    pub movements: usize,
    pub wallets: usize,
    pub transactions: usize,
    pub calls: usize,
    /// What all wallets hold, in hundredths of a coin.
    pub wallets_hold_hundredths: i64,
    /// What each account of the house holds; what it lacks is below 0.
    pub house_holds_hundredths: BTreeMap<&'static str, i64>,
    /// What is wrong, in words. Empty: the books balance.
    pub faults: Vec<String>,
}

/// Proves the books of a tenant.
///
/// # Errors
/// The store's.
pub async fn audit(ctx: &Ctx, tenant: TenantId) -> Result<Audit, Failure> {
    let mut found = Audit {
        house_holds_hundredths: Account::OF_THE_HOUSE.map(|account| (account.as_str(), 0)).into(),
        ..Audit::default()
    };
    let mut tx = ctx.store.read().await?;
    let mut after = None;
    while let Some(page) = some(tx.page_movements(tenant, after, ROWS_AT_ONCE).await?) {
        after = page.last().map(|movement| movement.id);
        page.iter().for_each(|movement| found.movement(movement));
    }
    let mut after = None;
    while let Some(page) = some(tx.wallets_page(tenant, after, ROWS_AT_ONCE).await?) {
        after = page.last().map(|check| check.user);
        page.iter().for_each(|check| found.wallet(*check));
    }
    let mut after = None;
    while let Some(page) = some(tx.checked_transactions_page(tenant, after, ROWS_AT_ONCE).await?) {
        after = page.last().map(|check| check.transaction.id);
        page.iter().for_each(|check| found.transaction(check));
    }
    let mut after = None;
    while let Some(page) = some(tx.checked_calls_page(tenant, after, ROWS_AT_ONCE).await?) {
        after = page.last().map(|check| check.call.id);
        page.iter().for_each(|check| found.call(check));
    }
    Ok(found)
}

fn some<T>(page: Vec<T>) -> Option<Vec<T>> {
    (!page.is_empty()).then_some(page)
}

impl Audit {
    fn fault(&mut self, what: String) {
        self.faults.push(what);
    }

    /// What one account gives, the other gets.
    fn movement(&mut self, movement: &Movement) {
        self.movements += 1;
        let (from, to) = (movement.from.account, movement.to.account);
        if movement.hundredths <= 0 || from == to {
            self.fault(format!("movement {} does not balance", movement.id));
        }
        for (account, hundredths) in [(from, -movement.hundredths), (to, movement.hundredths)] {
            if let Some(held) = self.house_holds_hundredths.get_mut(account.as_str()) {
                *held += hundredths;
            }
        }
    }

    fn wallet(&mut self, check: WalletCheck) {
        self.wallets += 1;
        self.wallets_hold_hundredths += check.holds_hundredths;
        if check.holds_hundredths != check.moved_hundredths {
            let (holds, moved) = (check.holds_hundredths, check.moved_hundredths);
            self.fault(format!("the wallet of {} holds {holds} and its movements come to {moved}", check.user));
        }
        if check.holds_hundredths < 0 {
            self.fault(format!("the wallet of {} is below zero", check.user));
        }
    }

    fn transaction(&mut self, check: &TransactionCheck) {
        self.transactions += 1;
        let TransactionCheck { transaction: known, moved_hundredths } = check;
        let due = effect_hundredths(known.kind, known.status, known.coins_hundredths);
        if *moved_hundredths != due {
            let (kind, status) = (known.kind, known.status);
            self.fault(format!("the {status} {kind} {} moved {moved_hundredths} instead of {due}", known.id));
        }
    }

    fn call(&mut self, check: &CallCheck) {
        self.calls += 1;
        let Call { id, terms, charged_minutes, ended_at_ms, .. } = &check.call;
        let part = volunteers_part_hundredths(terms.minute_hundredths, terms.share_percent);
        for (what, minute, side) in [("paid", terms.minute_hundredths, check.payment), ("earned", part, check.earning)]
        {
            let due = minute * charged_minutes;
            let moved = side.map_or(0, |(_, hundredths)| hundredths);
            if moved != due {
                self.fault(format!("call {id} {what} {moved} instead of {due}"));
            }
            let open = side.is_some_and(|(status, _)| status != Status::Succeeded);
            if ended_at_ms.is_some() && open {
                self.fault(format!("call {id} is over and what was {what} is not"));
            }
        }
    }
}
