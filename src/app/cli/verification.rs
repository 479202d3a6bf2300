//! `talkamie verification`.

use super::{Common, OfTenant, people::Person};
use crate::{
    app::Fault,
    domain::{time::iso_date_time, user::VerificationStatus},
    operations::{
        admin::Step,
        verification::{self, Dossier},
    },
    store::Cursor,
};
use clap::{Subcommand, ValueEnum};
use serde::Serialize;
use serde_json::Value;
use std::fmt;

/// People that are asked for at a time.
const PAGE_PEOPLE: i64 = 200;

#[derive(Subcommand)]
pub(super) enum Verification {
    /// List the volunteers who wait for you: with a background check that is not decided, or with the basic step done and the
    /// admin step not
    List {
        #[command(flatten)]
        tenant: OfTenant,
        /// Most people to list
        #[arg(long, default_value_t = 50, value_name = "COUNT")]
        limit: usize,
    },
    /// Show what a person handed in: it is personal, and a background check's part is forgotten once that is decided
    Show {
        #[command(flatten)]
        tenant: OfTenant,
        email: String,
    },
    /// Set how far a step of a person's verification got
    Set {
        #[command(flatten)]
        tenant: OfTenant,
        email: String,
        #[arg(value_enum)]
        step: StepName,
        #[arg(value_enum)]
        status: StatusName,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum StepName {
    Basic,
    Admin,
    Background,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum StatusName {
    Complete,
    Failed,
    Pending,
    InProgress,
}

/// Those who wait.
#[derive(Serialize, schemars::JsonSchema)]
struct Waiting {
    users: Vec<Person>,
}

impl fmt::Display for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Waiting: {}", self.users.len())?;
        for person in &self.users {
            let email = person.email.as_deref().unwrap_or("-");
            let steps = &person.verification;
            write!(
                f,
                "\n{email:40}  basic {:11}  admin {:11}  background {:11}  {}",
                steps.basic,
                steps.admin,
                steps.background,
                person.name.as_deref().unwrap_or("-")
            )?;
        }
        Ok(())
    }
}

/// What a person handed in.
#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
struct HandedIn {
    person: Person,
    #[serde(skip_serializing_if = "Option::is_none")]
    specialization: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate_state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license_id: Option<String>,
    /// Opens the certificate for an hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    background: Option<Background>,
}

/// A background check that is not decided.
#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Background {
    handed_in_at: String,
    /// The body of "verification - add background info".
    info: Value,
}

impl From<Dossier> for HandedIn {
    fn from(Dossier { user, certificate, background }: Dossier) -> Self {
        Self {
            specialization: user.specialization_area.clone(),
            certificate_state: user.certificate_state.clone(),
            license_id: user.license_id.clone(),
            certificate,
            background: background.map(|check| Background {
                handed_in_at: iso_date_time(check.handed_in_at_ms),
                info: serde_json::from_str(&check.info).unwrap_or_default(),
            }),
            person: user.into(),
        }
    }
}

impl fmt::Display for HandedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        writeln!(f, "{}", self.person)?;
        writeln!(f, "  area          {}", or(&self.specialization))?;
        writeln!(f, "  state         {}", or(&self.certificate_state))?;
        writeln!(f, "  license       {}", or(&self.license_id))?;
        write!(f, "  certificate   {}", or(&self.certificate))?;
        if let Some(check) = &self.background {
            write!(f, "\n  background    handed in {}: {}", check.handed_in_at, check.info)?;
        }
        Ok(())
    }
}

impl Verification {
    pub(super) fn run(self, common: &Common) -> Result<(), Fault> {
        match self {
            Self::List { tenant, limit } => common.on_database(async |ctx| {
                let mut users: Vec<Person> = Vec::new();
                let mut after: Option<Cursor> = None;
                while users.len() < limit {
                    let wanted = i64::try_from(limit - users.len()).unwrap_or(PAGE_PEOPLE).min(PAGE_PEOPLE);
                    let page = verification::waiting(&ctx, tenant.of(&ctx), after.take(), wanted).await?;
                    users.extend(page.items.into_iter().map(Person::from));
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                }
                Ok(Waiting { users })
            }),
            Self::Show { tenant, email } => common.on_database(async |ctx| {
                Ok(HandedIn::from(verification::dossier(&ctx, tenant.of(&ctx), &email).await?))
            }),
            Self::Set { tenant, email, step, status } => {
                let step = match step {
                    StepName::Basic => Step::Basic,
                    StepName::Admin => Step::Admin,
                    StepName::Background => Step::Background,
                };
                let status = match status {
                    StatusName::Complete => VerificationStatus::Complete,
                    StatusName::Failed => VerificationStatus::Failed,
                    StatusName::Pending => VerificationStatus::Pending,
                    StatusName::InProgress => VerificationStatus::InProgress,
                };
                common.on_database(async |ctx| {
                    Ok(Person::from(verification::set(&ctx, tenant.of(&ctx), &email, step, status).await?))
                })
            }
        }
    }
}
