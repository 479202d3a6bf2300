//! `talkamie interest`.

use super::{Common, OfTenant};
use crate::{
    app::Fault,
    operations::interests::desk::{self, Wanted},
    store::interests,
};
use clap::Subcommand;
use serde::Serialize;
use std::fmt;

#[derive(Subcommand)]
pub(super) enum Interest {
    /// List the interests that everyone is offered, by name
    List {
        #[command(flatten)]
        tenant: OfTenant,
    },
    /// Offer everyone an interest, or change the emoji or the icon of one; what is left out stays, '' takes it away
    Set {
        #[command(flatten)]
        tenant: OfTenant,
        name: String,
        #[arg(long)]
        emoji: Option<String>,
        /// Address of a picture, https; everyone who sees a profile with the interest loads it
        #[arg(long, value_name = "URL")]
        icon: Option<String>,
    },
}

/// An interest that everyone is offered.
#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Shown {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    emoji: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon_src: Option<String>,
}

#[derive(Serialize, schemars::JsonSchema)]
struct All {
    interests: Vec<Shown>,
}

impl From<interests::Interest> for Shown {
    fn from(interest: interests::Interest) -> Self {
        let interests::Interest { id, name, emoji, icon_src } = interest;
        Self { id: id.to_string(), name, emoji, icon_src }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        write!(f, "{}  {}  {}  {}", self.id, or(&self.emoji), self.name, or(&self.icon_src))
    }
}

impl fmt::Display for All {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Interests: {}", self.interests.len())?;
        self.interests.iter().try_for_each(|interest| write!(f, "\n{interest}"))
    }
}

impl Interest {
    pub(super) fn run(self, common: &Common) -> Result<(), Fault> {
        match self {
            Self::List { tenant } => common.on_database(async |ctx| {
                let interests = desk::list(&ctx, tenant.of(&ctx)).await?;
                Ok(All { interests: interests.into_iter().map(Shown::from).collect() })
            }),
            Self::Set { tenant, name, emoji, icon } => {
                let wanted = Wanted { name, emoji, icon_src: icon };
                common.on_database(async |ctx| Ok(Shown::from(desk::set(&ctx, tenant.of(&ctx), &wanted).await?)))
            }
        }
    }
}
