//! Requests that may come twice and are done once: the header `Idempotency-Key` (DESIGN.md 4).
//!
//! The key is claimed first and answered last, both in the story's own transaction: it is used if and only if the story
//! happened. A second request with the key waits for the first and then answers the same. A story that is refused leaves the
//! key unused.

use super::{Caller, Failure};
use crate::{contract::v1::ErrorCode, store::Tx};
use data_encoding::HEXLOWER;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// The key of a request, with what it was sent for. Without a header there is none, and nothing is remembered.
pub struct Key(Option<Named>);

struct Named {
    key: String,
    fingerprint: String,
}

impl Key {
    /// `key`: the header; `operation`: the operation's id; `request`: its path and body.
    pub fn new(key: Option<&str>, operation: &str, request: &impl Serialize) -> Self {
        Self(key.map(|key| {
            let mut hash = Sha256::new_with_prefix(operation);
            // What came in as JSON can be written as JSON.
            hash.update(serde_json::to_vec(request).unwrap_or_default());
            Named { key: key.to_owned(), fingerprint: HEXLOWER.encode(&hash.finalize()) }
        }))
    }

    /// None: of operations that take no key.
    pub const fn none() -> Self {
        Self(None)
    }
}

/// What became of a request's key.
pub enum Recalled<A> {
    /// It is claimed: go on in the transaction.
    Anew(Tx),
    /// The same request was answered this before.
    Known(A),
}

/// What the same request was answered before, or its transaction to go on in. One statement, or two.
///
/// What is known is committed before it is answered: on SQLite it may stand in the same group of writes, which is not kept yet.
///
/// # Errors
/// `idempotency/key-reused`; the store's.
pub async fn recall<A: DeserializeOwned>(
    mut tx: Tx,
    caller: Caller,
    key: &Key,
    now_ms: i64,
) -> Result<Recalled<A>, Failure> {
    let Some(Named { key, fingerprint }) = &key.0 else { return Ok(Recalled::Anew(tx)) };
    let Some(used) = tx.claim_key(caller.tenant, caller.user, key, fingerprint, now_ms).await? else {
        return Ok(Recalled::Anew(tx));
    };
    if used.fingerprint != *fingerprint {
        return Err(ErrorCode::IdempotencyKeyReused.into());
    }
    tx.commit().await?;
    serde_json::from_str(&used.answer).map(Recalled::Known).map_err(Failure::internal)
}

/// Keeps the answer for the next request with this key. One statement.
///
/// # Errors
/// The store's.
pub async fn remember<A: Serialize + Sync>(tx: &mut Tx, caller: Caller, key: &Key, answer: &A) -> Result<(), Failure> {
    let Some(Named { key, .. }) = &key.0 else { return Ok(()) };
    let answer = serde_json::to_string(answer).map_err(Failure::internal)?;
    Ok(tx.answer_key(caller.tenant, caller.user, key, &answer).await?)
}
