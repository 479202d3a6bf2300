//! Password hashes: argon2id, in a bounded pool, so that a burst of sign-ins cannot take every core and all memory.

use super::{Failure, ports::Chance};
use crate::contract::v1::ErrorCode;
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordVerifier, Version,
    password_hash::{Output, PasswordHasher, SaltString},
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::Semaphore;

/// Hashes that may wait for a slot: at some 30 ms each, the last waits about ten seconds on two slots. More are refused.
const WAITING_MAX: usize = 512;

/// How much work a hash is.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Memory of one hash, in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
}

impl Cost {
    /// 19 MiB and two passes. Source: OWASP Password Storage Cheat Sheet, the first argon2id choice.
    pub const DEFAULT: Self = Self { memory_kib: 19 * 1024, passes: 2 };
    /// The least that argon2 takes: for tests.
    pub const LEAST: Self = Self { memory_kib: 8, passes: 1 };
}

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Passwords {
    argon: Argon2<'static>,
    slots: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    /// What looks like a hash and is of no password: checked when there is no account, so that the time does not tell.
    decoy: Arc<str>,
}

impl Passwords {
    /// At most `at_once` hashes are worked on at a time; others wait. No hash is worked on here, so that a start costs neither
    /// the time nor the memory of one.
    ///
    /// # Panics
    /// When `cost` is outside what argon2 allows, which the configuration has checked.
    #[must_use]
    pub fn new(cost: Cost, at_once: usize, chance: &dyn Chance) -> Self {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None).expect("the configuration checks the cost");
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = decoy(&argon, chance).expect("the cost was accepted above").into();
        Self { argon, slots: Arc::new(Semaphore::new(at_once)), waiting: Arc::default(), decoy }
    }

    /// The hash of `password`, in PHC form.
    ///
    /// # Errors
    /// `store/unavailable` when too many wait already; `internal/error`.
    pub async fn hash(&self, password: String, chance: Arc<dyn Chance>) -> Result<String, Failure> {
        let argon = self.argon.clone();
        self.work(move || hash(&argon, password.as_bytes(), &*chance)).await?.map_err(Failure::internal)
    }

    /// Whether `password` belongs to `hash`. Without a hash the same work is done and the answer is no.
    ///
    /// # Errors
    /// `store/unavailable` when too many wait already; `internal/error`.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Failure> {
        let argon = self.argon.clone();
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.to_string());
        self.work(move || {
            PasswordHash::new(&hash).is_ok_and(|hash| argon.verify_password(password.as_bytes(), &hash).is_ok())
                && known
        })
        .await
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
        let place =
            Waiting::take(&self.waiting).ok_or_else(|| Failure::of(ErrorCode::StoreUnavailable).retry_after(2))?;
        let slot = Arc::clone(&self.slots).acquire_owned().await.map_err(Failure::internal)?;
        drop(place);
        tokio::task::spawn_blocking(move || {
            let _slot = slot;
            work()
        })
        .await
        .map_err(Failure::internal)
    }
}

/// A place in the queue, given back when dropped.
struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn take(waiting: &Arc<AtomicUsize>) -> Option<Self> {
        let place = Self(Arc::clone(waiting));
        (place.0.fetch_add(1, Ordering::Relaxed) < WAITING_MAX).then_some(place)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn hash(argon: &Argon2<'_>, password: &[u8], chance: &dyn Chance) -> Result<String, String> {
    let salt = salt(chance)?;
    argon.hash_password(password, &salt).map(|hash| hash.to_string()).map_err(|e| e.to_string())
}

/// A hash as [`hash`] makes them, but of chance: to check a password against it is the same work.
fn decoy(argon: &Argon2<'_>, chance: &dyn Chance) -> Result<String, String> {
    let salt = salt(chance)?;
    let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
    chance.fill(&mut output);
    let decoy = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: argon.params().try_into().map_err(|e: argon2::password_hash::Error| e.to_string())?,
        salt: Some(salt.as_salt()),
        hash: Some(Output::new(&output).map_err(|e| e.to_string())?),
    };
    Ok(decoy.to_string())
}

fn salt(chance: &dyn Chance) -> Result<SaltString, String> {
    let mut salt = [0; 16];
    chance.fill(&mut salt);
    SaltString::encode_b64(&salt).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Another byte each time.
    struct Counting(AtomicUsize);

    impl Chance for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill_with(|| self.0.fetch_add(1, Ordering::Relaxed).to_le_bytes()[0]);
        }
    }

    #[tokio::test]
    async fn checking_against_the_decoy_is_the_work_of_checking_a_hash() {
        let chance = Arc::new(Counting(AtomicUsize::new(1)));
        for cost in [Cost::LEAST, Cost { memory_kib: 64, passes: 3 }] {
            let passwords = Passwords::new(cost, 1, &*chance);
            let real = passwords.hash("Tulips-1951".into(), chance.clone()).await.expect("a hash");
            let (real, decoy) =
                (PasswordHash::new(&real).expect("PHC"), PasswordHash::new(&passwords.decoy).expect("PHC"));
            assert_eq!((real.algorithm, real.version, &real.params), (decoy.algorithm, decoy.version, &decoy.params));
            let lengths =
                |hash: &PasswordHash<'_>| (hash.salt.map(|salt| salt.len()), hash.hash.map(|hash| hash.len()));
            assert_eq!(lengths(&real), lengths(&decoy));
            assert!(Params::try_from(&decoy).is_ok_and(|params| params.m_cost() == cost.memory_kib));
        }
    }

    #[tokio::test]
    async fn nothing_belongs_to_no_hash() {
        let chance = Arc::new(Counting(AtomicUsize::new(1)));
        let passwords = Passwords::new(Cost::LEAST, 1, &*chance);
        let hash = passwords.hash("Tulips-1951".into(), chance.clone()).await.expect("a hash");
        assert!(passwords.verify("Tulips-1951".into(), Some(hash.clone())).await.is_ok_and(|same| same));
        assert!(passwords.verify("Roses-1951".into(), Some(hash)).await.is_ok_and(|same| !same));
        assert!(passwords.verify("Tulips-1951".into(), None).await.is_ok_and(|same| !same));
    }
}
