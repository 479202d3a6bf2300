//! `talkamie coins`.

use super::{Common, OfTenant};
use crate::{
    app::Fault,
    domain::money::{coins_json, parse_coins_hundredths},
    operations::{
        admin,
        audit::{Audit, audit},
    },
};
use clap::Subcommand;
use serde::Serialize;
use std::{collections::BTreeMap, fmt};

#[derive(Subcommand)]
pub(super) enum Coins {
    /// Give a person coins
    Credit {
        #[command(flatten)]
        tenant: OfTenant,
        email: String,
        /// How many, to two decimals
        #[arg(value_parser = hundredths)]
        coins: i64,
    },
    /// Prove the books: every movement balances, every wallet is what its movements come to, every transaction and call moved
    /// what it says. Fails when something does not
    Audit {
        #[command(flatten)]
        tenant: OfTenant,
    },
}

/// What the books come to.
#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Audited {
    /// Whether everything balances.
    balances: bool,
    movements: usize,
    wallets: usize,
    transactions: usize,
    calls: usize,
    /// Coins that all wallets hold.
    wallets_hold: f64,
    /// Coins that each account of the house holds; what it lacks is below 0. With the wallets, all accounts hold 0.
    house_holds: BTreeMap<&'static str, f64>,
    /// What does not balance, in words.
    faults: Vec<String>,
}

impl From<Audit> for Audited {
    fn from(audit: Audit) -> Self {
        Self {
            balances: audit.faults.is_empty(),
            movements: audit.movements,
            wallets: audit.wallets,
            transactions: audit.transactions,
            calls: audit.calls,
            wallets_hold: coins_json(audit.wallets_hold_hundredths),
            house_holds: audit
                .house_holds_hundredths
                .into_iter()
                .map(|(name, held)| (name, coins_json(held)))
                .collect(),
            faults: audit.faults,
        }
    }
}

impl fmt::Display for Audited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.faults {
            writeln!(f, "{fault}")?;
        }
        writeln!(
            f,
            "{} movements, {} wallets, {} transactions and {} calls were looked at.",
            self.movements, self.wallets, self.transactions, self.calls
        )?;
        write!(f, "Wallets hold {} coins", self.wallets_hold)?;
        for (account, held) in &self.house_holds {
            write!(f, ", {account} {held}")?;
        }
        if self.balances { f.write_str(".\nThe books balance.") } else { f.write_str(".") }
    }
}

/// What a wallet holds after.
#[derive(Serialize, schemars::JsonSchema)]
struct Credited {
    email: String,
    /// Coins that were given.
    credited: f64,
    /// Coins that the wallet holds now.
    balance: f64,
}

impl fmt::Display for Credited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gave {} coins to {}, who has {} now", self.credited, self.email, self.balance)
    }
}

impl Coins {
    pub(super) fn run(self, common: &Common) -> Result<(), Fault> {
        match self {
            Self::Credit { tenant, email, coins } => common.on_database(async |ctx| {
                let balance = admin::credit_coins(&ctx, tenant.of(&ctx), &email, coins).await?;
                Ok(Credited { email, credited: coins_json(coins), balance: coins_json(balance) })
            }),
            Self::Audit { tenant } => {
                let mut faults = 0;
                common.on_database(async |ctx| {
                    let audited = Audited::from(audit(&ctx, tenant.of(&ctx)).await?);
                    faults = audited.faults.len();
                    Ok(audited)
                })?;
                if faults == 0 { Ok(()) } else { Err(Fault::new(format!("the books do not balance: {faults} faults"))) }
            }
        }
    }
}

fn hundredths(text: &str) -> Result<i64, &'static str> {
    // What would be cut off is not what was meant.
    let whole = text.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 2);
    parse_coins_hundredths(text)
        .filter(|&hundredths| whole && hundredths > 0)
        .ok_or("expected a number of coins above 0 with at most two decimals, such as 50 or 12.5")
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn coins_have_two_decimals() {
        for (text, read) in [
            ("50", Some(5_000)),
            ("12.5", Some(1_250)),
            ("1.55", Some(155)),
            ("1.555", None),
            ("1.550", None),
            ("0", None),
        ] {
            assert_eq!(hundredths(text).ok(), read, "{text}");
        }
    }
}
