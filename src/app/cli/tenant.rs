//! `talkamie tenant`.

use super::{Common, user::read_key};
use crate::{
    app::Fault,
    domain::{ids::TenantId, time::iso_date_time},
    operations::admin,
    store::tenants,
};
use clap::Subcommand;
use serde::Serialize;
use std::{fmt, path::PathBuf};

/// Length below which a secret is warned of, in bytes. Source: RFC 7518, 3.2, a key as long as HS256's hash.
const SECRET_BYTES_ADVISED: usize = 32;

#[derive(Subcommand)]
pub(super) enum Tenant {
    /// Add a tenant, or give one new secrets: a Replyke project, served under /api/v6/{id}
    Add {
        /// Its id, which is Replyke's project id
        #[arg(long, value_name = "UUID")]
        id: TenantId,
        #[arg(long)]
        name: String,
        /// File with the secret that signs access tokens (HS256); opens the Replyke face for this tenant
        #[arg(long, value_name = "FILE")]
        replyke_access_secret_file: Option<PathBuf>,
        /// File with the secret that signs refresh tokens [default: derived from the other]
        #[arg(long, value_name = "FILE", requires = "replyke_access_secret_file")]
        replyke_refresh_secret_file: Option<PathBuf>,
        /// File with the RSA public key (SPKI, PEM) that verifies tokens of the tenant's own users
        #[arg(long, value_name = "FILE")]
        replyke_external_key_file: Option<PathBuf>,
    },
    /// List tenants, oldest first
    List,
}

/// A tenant, without its secrets.
#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Shown {
    id: String,
    name: String,
    /// Whether the Replyke face is open for it.
    replyke: bool,
    /// Whether its own users can come in with its own tokens.
    external_users: bool,
    created_at: String,
}

#[derive(Serialize, schemars::JsonSchema)]
struct All {
    tenants: Vec<Shown>,
}

impl From<&tenants::Tenant> for Shown {
    fn from(tenant: &tenants::Tenant) -> Self {
        Self {
            id: tenant.id.to_string(),
            name: tenant.name.clone(),
            replyke: tenant.replyke_access_secret.is_some(),
            external_users: tenant.replyke_external_key.is_some(),
            created_at: iso_date_time(tenant.created_at_ms),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {}  {}", self.id, if self.replyke { "Replyke open  " } else { "Replyke closed" }, self.name)
    }
}

impl fmt::Display for All {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tenants: {}", self.tenants.len())?;
        self.tenants.iter().try_for_each(|tenant| write!(f, "\n{tenant}"))
    }
}

impl Tenant {
    pub(super) fn run(self, common: &Common) -> Result<(), Fault> {
        match self {
            Self::List => common.on_database(async |ctx| {
                Ok(All { tenants: admin::tenants(&ctx).await?.iter().map(Shown::from).collect() })
            }),
            Self::Add {
                id,
                name,
                replyke_access_secret_file: access,
                replyke_refresh_secret_file: refresh,
                replyke_external_key_file: external,
            } => {
                let access = access.as_ref().map(read_secret).transpose()?;
                let refresh = refresh.as_ref().map(read_secret).transpose()?;
                let external = external.as_ref().map(read_key).transpose()?;
                common.on_database(async |ctx| {
                    let tenant = tenants::Tenant {
                        id,
                        name,
                        // Without one, refresh tokens are signed with a secret derived from the other.
                        replyke_refresh_secret: refresh,
                        replyke_access_secret: access,
                        replyke_external_key: external.map(|pem| pem.trim().to_owned()),
                        created_at_ms: ctx.clock.now_ms(),
                    };
                    admin::put_tenant(&ctx, &tenant).await?;
                    Ok(Shown::from(&tenant))
                })
            }
        }
    }
}

/// A secret, without the line break that editors leave behind it.
fn read_secret(file: &PathBuf) -> Result<String, Fault> {
    let secret = read_key(file)?.trim_end_matches(['\r', '\n']).to_owned();
    if secret.is_empty() {
        return Err(Fault::new(format!("{} is empty", file.display())));
    }
    if secret.len() < SECRET_BYTES_ADVISED {
        // Projects bring secrets that their tokens are signed with already: theirs to change.
        tracing::warn!(file = %file.display(), "The secret is shorter than {SECRET_BYTES_ADVISED} bytes: it may be guessed");
    }
    Ok(secret)
}
