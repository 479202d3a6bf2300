//! The operations of the Replyke face: openapi/replyke-v6/operations.
//!
//! A tenant is called a project here. Who calls is proved by a JWT ([`tokens`]) that was made for one project; the path
//! names one too, unless it is one of the aliases without it, and the two must be the same ([`Caller::in_project`]).
//! What is done to a connection is [`super::connections`]'s; this room says it in Replyke's words.
//!
//! Source: contract/replyke.md.

pub mod accounts;
pub mod connections;
pub mod external;
pub mod lists;
pub mod notifications;
pub mod projects;
pub mod tokens;
mod view;

pub use projects::{Project, Projects};

use super::{Ctx, failure::Fault};
use crate::{
    contract::replyke::ErrorCode,
    domain::ids::{SessionId, TenantId, UserId},
};

/// Why an operation of this face did not happen.
pub type Failure = Fault<ErrorCode>;

impl From<super::Failure> for Failure {
    fn from(shared: super::Failure) -> Self {
        shared.retold()
    }
}

/// Who is asking, proved by a token: [`tokens::authenticate`] is the way to get one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    pub tenant: TenantId,
    /// `None`: the subject of the token is no user id.
    subject: Option<UserId>,
    /// The session that the token belongs to. `None`: it says none of ours, as those that hosts make.
    pub session: Option<SessionId>,
}

/// A caller in the project that the path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    pub tenant: TenantId,
    pub user: UserId,
}

impl Caller {
    /// The caller, where nobody has to be one: a token of another project says nothing here.
    #[must_use]
    pub fn here(self, tenant: TenantId) -> Option<Member> {
        self.subject.filter(|_| tenant == self.tenant).map(|user| Member { tenant, user })
    }

    /// The caller, if the token was made for the project that the path names; without one, the token's counts.
    ///
    /// # Errors
    /// In this order: `project/not-found`, `auth/refused`; `store/unavailable`.
    pub async fn in_project(self, ctx: &Ctx, named: Option<&str>) -> Result<Member, Failure> {
        let tenant = match named {
            Some(named) => projects::named(ctx, named).await?.id,
            None => self.tenant,
        };
        match self.subject {
            Some(user) if tenant == self.tenant => Ok(Member { tenant, user }),
            _ => Err(ErrorCode::AuthRefused.into()),
        }
    }
}
