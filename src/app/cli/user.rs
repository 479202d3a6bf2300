//! `talkamie user`.

use super::{Common, OfTenant, people::Person};
use crate::{
    app::Fault,
    domain::symphony::{pod_username, symphony_id},
    operations::admin,
    store::Cursor,
};
use clap::Subcommand;
use serde::Serialize;
use std::{fmt, fs, path::PathBuf};

/// Largest file that is read as a key, in bytes. A key of 4096 bits has about 800.
pub(super) const KEY_FILE_BYTES_MAX: u64 = 64 * 1024;
/// People that are asked for at a time.
const PAGE_PEOPLE: i64 = 200;

#[derive(Subcommand)]
pub(super) enum User {
    /// List people, newest first
    List {
        #[command(flatten)]
        tenant: OfTenant,
        /// Most people to list
        #[arg(long, default_value_t = 50, value_name = "COUNT")]
        limit: usize,
    },
    /// Show a person
    Show {
        #[command(flatten)]
        tenant: OfTenant,
        email: String,
    },
    /// Store the RSA public key (SPKI, PEM) with which a person logs in through the Symphony face, and print their number and
    /// user name: the number once more for who has no name
    SymphonyKey {
        #[command(flatten)]
        tenant: OfTenant,
        email: String,
        #[arg(long, value_name = "FILE")]
        public_key: PathBuf,
        /// Give them this user name. Everybody is shown it. Otherwise they keep the one they have, or none
        #[arg(long, value_name = "NAME")]
        username: Option<String>,
    },
}

/// People.
#[derive(Serialize, schemars::JsonSchema)]
struct People {
    users: Vec<Person>,
}

impl fmt::Display for People {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "People: {}", self.users.len())?;
        for person in &self.users {
            let email = person.email.as_deref().unwrap_or("-");
            let kind = person.r#type.as_deref().unwrap_or("-");
            write!(f, "\n{}  {kind:9}  {email:40}  {}", person.id, person.name.as_deref().unwrap_or("-"))?;
        }
        Ok(())
    }
}

/// What a Symphony client signs in with, beside the private key.
#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
struct SymphonyUser {
    /// The user's 64-bit id.
    id: i64,
    /// `sub` of the log-in token: the user name, or the id in decimal for who has none.
    username: String,
}

impl fmt::Display for SymphonyUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "id {}\nuser name {}", self.id, self.username)
    }
}

impl User {
    pub(super) fn run(self, common: &Common) -> Result<(), Fault> {
        match self {
            Self::List { tenant, limit } => common.on_database(async |ctx| {
                let mut users: Vec<Person> = Vec::new();
                let mut after: Option<Cursor> = None;
                while users.len() < limit {
                    let wanted = i64::try_from(limit - users.len()).unwrap_or(PAGE_PEOPLE).min(PAGE_PEOPLE);
                    let page = admin::users(&ctx, tenant.of(&ctx), after.take(), wanted).await?;
                    users.extend(page.items.into_iter().map(Person::from));
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                }
                Ok(People { users })
            }),
            Self::Show { tenant, email } => {
                common.on_database(async |ctx| Ok(Person::from(admin::user(&ctx, tenant.of(&ctx), &email).await?)))
            }
            Self::SymphonyKey { tenant, email, public_key, username } => {
                let pem = read_key(&public_key)?;
                common.on_database(async |ctx| {
                    let given = username.as_deref();
                    let user = admin::set_symphony_key(&ctx, tenant.of(&ctx), &email, &pem, given).await?;
                    let username = pod_username(user.username.as_deref(), user.number);
                    match symphony_id(user.number) {
                        Some(id) => Ok(SymphonyUser { id, username }),
                        None => Err(Fault::new("this person's number is beyond what Symphony's ids can hold")),
                    }
                })
            }
        }
    }
}

/// The text of a small file.
pub(in crate::app) fn read_key(file: &PathBuf) -> Result<String, Fault> {
    let failed = || Fault::io(format!("cannot read {}", file.display()));
    if fs::metadata(file).map_err(failed())?.len() > KEY_FILE_BYTES_MAX {
        return Err(Fault::new(format!("{} is too long to be a key or a secret", file.display())));
    }
    fs::read_to_string(file).map_err(failed())
}
