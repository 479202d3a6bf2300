//! Google: an OAuth access token, checked by asking Google two things.
//!
//! First for whom the token was made (`tokeninfo`), then who its person is (`userinfo`). Both answers must speak of the
//! same person.

use super::{Answer, Yes, ask, refused};
use crate::operations::ports::{Identity, IdentityError, Provider};
use reqwest::Client;
use serde::Deserialize;

/// How Google is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoogleSettings {
    /// This service's client ids at Google. None: nobody signs in with Google.
    pub client_ids: Vec<String>,
    /// Where an access token's audience is told.
    pub tokeninfo_url: String,
    /// Where a person is told.
    pub userinfo_url: String,
}

impl Default for GoogleSettings {
    fn default() -> Self {
        Self {
            client_ids: Vec::new(),
            tokeninfo_url: "https://oauth2.googleapis.com/tokeninfo".to_owned(),
            userinfo_url: "https://www.googleapis.com/oauth2/v3/userinfo".to_owned(),
        }
    }
}

#[derive(Deserialize)]
struct TokenInfo {
    aud: String,
    azp: Option<String>,
    sub: Option<String>,
}

#[derive(Deserialize)]
struct UserInfo {
    sub: String,
    email: Option<String>,
    #[serde(default)]
    email_verified: Yes,
    name: Option<String>,
}

pub(super) async fn identify(
    settings: &GoogleSettings,
    client: &Client,
    token: &str,
) -> Result<Identity, IdentityError> {
    let refused = |why| refused(Provider::Google, why);
    if settings.client_ids.is_empty() {
        return Err(refused("google.client_ids is not configured"));
    }
    let about = client.get(&settings.tokeninfo_url).query(&[("access_token", token)]);
    let Answer::Said(info) = ask::<TokenInfo>(about).await? else {
        return Err(refused("Google does not know the token"));
    };
    let ours = |id: &String| settings.client_ids.contains(id);
    if !ours(&info.aud) || !info.azp.as_ref().is_none_or(ours) {
        return Err(refused("the token was made for another service"));
    }
    let Answer::Said(user) = ask::<UserInfo>(client.get(&settings.userinfo_url).bearer_auth(token)).await? else {
        return Err(refused("Google does not tell the token's person"));
    };
    if info.sub.is_some_and(|sub| sub != user.sub) {
        return Err(refused("Google's answers are of two people"));
    }
    match user.email {
        Some(email) if user.email_verified.0 && !email.is_empty() && !user.sub.is_empty() => {
            Ok(Identity { subject: user.sub, email, name: user.name.filter(|name| !name.is_empty()) })
        }
        _ => Err(refused("the e-mail address is not verified")),
    }
}
