//! A person as results show them: what an operator works with, no more.

use crate::{
    domain::{money::coins_json, symphony::symphony_id, time::iso_date_time},
    store::users::User,
};
use serde::Serialize;
use std::fmt;

/// A person.
#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Person {
    pub id: String,
    /// Their 64-bit id on the Symphony face.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symphony_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `senior` or `volunteer`; absent until chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    pub coins: f64,
    pub verification: Verification,
    pub created_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<String>,
}

/// How far the three steps got.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Verification {
    pub basic: String,
    pub admin: String,
    pub background: String,
}

impl From<User> for Person {
    fn from(user: User) -> Self {
        let card = user.profile.card;
        Self {
            id: card.id.to_string(),
            symphony_id: symphony_id(user.number),
            username: user.username,
            email: user.email,
            name: card.name,
            r#type: card.user_type.map(|word| word.to_string()),
            coins: coins_json(user.coins_hundredths),
            verification: Verification {
                basic: card.verification_basic.to_string(),
                admin: card.verification_admin.to_string(),
                background: card.verification_background.to_string(),
            },
            created_at: iso_date_time(card.created_at_ms),
            deleted_at: card.deleted_at_ms.map(iso_date_time),
        }
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let Verification { basic, admin, background } = &self.verification;
        writeln!(f, "{} <{}>", or(&self.name), or(&self.email))?;
        writeln!(f, "  id            {}", self.id)?;
        writeln!(f, "  symphony id   {}", self.symphony_id.map_or_else(|| "-".to_owned(), |id| id.to_string()))?;
        writeln!(f, "  user name     {}", or(&self.username))?;
        writeln!(f, "  type          {}", or(&self.r#type))?;
        writeln!(f, "  coins         {}", self.coins)?;
        writeln!(f, "  verification  basic {basic}, admin {admin}, background {background}")?;
        write!(f, "  since         {}", self.created_at)?;
        self.deleted_at.iter().try_for_each(|at| write!(f, "\n  deleted       {at}"))
    }
}
