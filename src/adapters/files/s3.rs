//! Files in a store that speaks S3: addresses are signed here (SigV4), and callers go to the store with them.
//!
//! An upload is bound to its place, its content type and its time. Its size cannot be bound by such an address, so it is looked at
//! before a profile takes the file. Pictures and videos are read under `public_url` without a signature: the bucket's policy, or what
//! stands before the bucket, must open `user/*/picture/*` and `user/*/video/*` and nothing else.

use super::path_below;
use crate::{
    domain::files::{FilePath, Upload},
    operations::ports::{Answering, Files, PortError},
};
use jiff::Timestamp;
use reqwest::{Client, Response, StatusCode, header, redirect::Policy};
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use std::{fmt, sync::OnceLock, time::Duration};

/// Longest wait for a connection.
const CONNECT_WAIT: Duration = Duration::from_secs(5);
/// Longest wait for a whole answer. The largest that is read is a picture of 10 MiB.
const ANSWER_WAIT: Duration = Duration::from_secs(60);
/// How long an address is good that this program makes for itself.
const OWN_ADDRESS_LIFETIME: Duration = Duration::from_secs(120);

/// How the store is reached.
#[derive(Clone, PartialEq, Eq)]
pub struct S3Settings {
    /// The store's own address, such as `https://s3.eu-central-1.amazonaws.com`.
    pub endpoint: String,
    pub region: String,
    pub bucket: String,
    /// Whether the bucket is a part of the path rather than of the host.
    pub path_style: bool,
    pub access_key_id: String,
    pub secret_access_key: String,
    /// What stands before a file's path where anybody reads pictures and videos; `None`: the bucket itself.
    pub public_url: Option<String>,
}

/// Keys are not for logs.
impl fmt::Debug for S3Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Settings")
            .field("endpoint", &self.endpoint)
            .field("bucket", &self.bucket)
            .finish_non_exhaustive()
    }
}

/// See the module.
pub struct S3Files {
    bucket: Bucket,
    credentials: Credentials,
    /// What stands before a path where anybody reads.
    public_base: String,
    /// What stands before a path in the bucket.
    own_base: String,
    client: OnceLock<Client>,
}

impl S3Files {
    /// # Errors
    /// The settings name no bucket that can be.
    pub fn new(settings: S3Settings) -> Result<Self, PortError> {
        let wrong = |cause: Box<dyn std::error::Error + Send + Sync>| PortError {
            what: "the settings of the file store cannot be used",
            cause: Some(cause),
        };
        let endpoint = reqwest::Url::parse(&settings.endpoint).map_err(|error| wrong(error.into()))?;
        let style = if settings.path_style { UrlStyle::Path } else { UrlStyle::VirtualHost };
        let bucket = Bucket::new(endpoint, style, settings.bucket, settings.region).map_err(|e| wrong(e.into()))?;
        let own_base = bucket.object_url("x").as_str().trim_end_matches("/x").to_owned();
        let public_base =
            settings.public_url.map_or_else(|| own_base.clone(), |url| url.trim_end_matches('/').to_owned());
        let credentials = Credentials::new(settings.access_key_id, settings.secret_access_key);
        Ok(Self { bucket, credentials, public_base, own_base, client: OnceLock::new() })
    }

    /// Made when it is first needed: most commands never do.
    fn client(&self) -> Result<&Client, PortError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder()
            .connect_timeout(CONNECT_WAIT)
            .timeout(ANSWER_WAIT)
            .redirect(Policy::none())
            .user_agent(concat!("talkamie/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(lost)?;
        Ok(self.client.get_or_init(|| client))
    }
}

/// The address of an action that this program does itself.
fn own_address<'a>(action: impl S3Action<'a>, now_ms: i64) -> Result<reqwest::Url, PortError> {
    Ok(action.sign_with_time(OWN_ADDRESS_LIFETIME, &timestamp(now_ms)?))
}

fn timestamp(now_ms: i64) -> Result<Timestamp, PortError> {
    Timestamp::from_millisecond(now_ms)
        .map_err(|error| PortError { what: "the clock is beyond what can be signed", cause: Some(error.into()) })
}

fn lasting(now_ms: i64, until_ms: i64) -> Duration {
    Duration::from_millis(u64::try_from(until_ms - now_ms).unwrap_or_default())
}

/// The address of a request holds its signature, so it is taken off.
fn lost(error: reqwest::Error) -> PortError {
    PortError { what: "the file store did not answer", cause: Some(error.without_url().into()) }
}

/// An answer that is a success; `None`: there is no such file.
fn found(response: Response) -> Result<Option<Response>, PortError> {
    match response.status() {
        StatusCode::NOT_FOUND => Ok(None),
        status if status.is_success() => Ok(Some(response)),
        status => {
            Err(PortError { what: "the file store refused", cause: Some(format!("status {}", status.as_u16()).into()) })
        }
    }
}

impl Files for S3Files {
    fn url_of(&self, path: &FilePath) -> String {
        format!("{}/{path}", self.public_base)
    }

    fn path_of(&self, url: &str) -> Option<FilePath> {
        path_below(&self.public_base, url).or_else(|| path_below(&self.own_base, url))
    }

    fn upload_url(&self, upload: &Upload, now_ms: i64) -> Result<String, PortError> {
        let object = upload.path.to_string();
        let mut action = self.bucket.put_object(Some(&self.credentials), &object);
        action.headers_mut().insert("content-type", upload.mime_type.as_str());
        Ok(action.sign_with_time(lasting(now_ms, upload.until_ms), &timestamp(now_ms)?).into())
    }

    fn link(&self, path: &FilePath, now_ms: i64, until_ms: i64) -> Result<String, PortError> {
        let object = path.to_string();
        let mut action = self.bucket.get_object(Some(&self.credentials), &object);
        if !path.is_shown() {
            action.query_mut().insert("response-content-disposition", "attachment");
            action.query_mut().insert("response-content-type", path.mime_type());
        }
        Ok(action.sign_with_time(lasting(now_ms, until_ms), &timestamp(now_ms)?).into())
    }

    fn size<'a>(&'a self, path: &'a FilePath, now_ms: i64) -> Answering<'a, Result<Option<u64>, PortError>> {
        Box::pin(async move {
            let object = path.to_string();
            let url = own_address(self.bucket.head_object(Some(&self.credentials), &object), now_ms)?;
            let answer = found(self.client()?.head(url).send().await.map_err(lost)?)?;
            // Not `content_length()`: that is of the body, which an answer to HEAD has not.
            let bytes =
                |response: &Response| response.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok();
            Ok(answer.as_ref().and_then(bytes))
        })
    }

    fn read<'a>(
        &'a self,
        path: &'a FilePath,
        bytes_max: u64,
        now_ms: i64,
    ) -> Answering<'a, Result<Option<Vec<u8>>, PortError>> {
        Box::pin(async move {
            let object = path.to_string();
            let url = own_address(self.bucket.get_object(Some(&self.credentials), &object), now_ms)?;
            let Some(mut answer) = found(self.client()?.get(url).send().await.map_err(lost)?)? else {
                return Ok(None);
            };
            let mut bytes = Vec::new();
            while let Some(chunk) = answer.chunk().await.map_err(lost)? {
                if u64::try_from(bytes.len() + chunk.len()).is_ok_and(|read| read > bytes_max) {
                    return Ok(None);
                }
                bytes.extend_from_slice(&chunk);
            }
            Ok(Some(bytes))
        })
    }

    fn write<'a>(&'a self, path: &'a FilePath, bytes: Vec<u8>, now_ms: i64) -> Answering<'a, Result<(), PortError>> {
        Box::pin(async move {
            let object = path.to_string();
            let mut action = self.bucket.put_object(Some(&self.credentials), &object);
            action.headers_mut().insert("content-type", path.mime_type());
            let url = own_address(action, now_ms)?;
            let request = self.client()?.put(url).header(header::CONTENT_TYPE, path.mime_type()).body(bytes);
            match found(request.send().await.map_err(lost)?)? {
                Some(_) => Ok(()),
                None => Err(PortError { what: "the file store has no such bucket", cause: None }),
            }
        })
    }

    fn remove<'a>(&'a self, path: &'a FilePath, now_ms: i64) -> Answering<'a, Result<(), PortError>> {
        Box::pin(async move {
            let object = path.to_string();
            let url = own_address(self.bucket.delete_object(Some(&self.credentials), &object), now_ms)?;
            found(self.client()?.delete(url).send().await.map_err(lost)?).map(drop)
        })
    }
}

#[cfg(test)]
mod tests;
