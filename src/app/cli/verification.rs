//! `talkamie verification`.

use super::{Common, OfTenant, people::Person};
use crate::{
    app::Fault,
    domain::user::VerificationStatus,
    operations::admin::{self, Step},
};
use clap::{Subcommand, ValueEnum};

#[derive(Subcommand)]
pub(super) enum Verification {
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

impl Verification {
    pub(super) fn run(self, common: &Common) -> Result<(), Fault> {
        let Self::Set { tenant, email, step, status } = self;
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
            Ok(Person::from(admin::set_verification(&ctx, tenant.of(&ctx), &email, step, status).await?))
        })
    }
}
