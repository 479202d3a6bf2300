//! `talkamie coins`.

use super::{Common, OfTenant};
use crate::{
    app::Fault,
    domain::money::{coins_json, parse_coins_hundredths},
    operations::admin,
};
use clap::Subcommand;
use serde::Serialize;
use std::fmt;

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
        let Self::Credit { tenant, email, coins } = self;
        common.on_database(async |ctx| {
            let balance = admin::credit_coins(&ctx, tenant.of(&ctx), &email, coins).await?;
            Ok(Credited { email, credited: coins_json(coins), balance: coins_json(balance) })
        })
    }
}

fn hundredths(text: &str) -> Result<i64, &'static str> {
    parse_coins_hundredths(text)
        .filter(|&hundredths| hundredths > 0)
        .ok_or("expected a number of coins above 0, such as 50 or 12.5")
}
