//! Rate limits: fixed windows, one bucket for each operation and caller, in the memory of this process.
//!
//! Limits protect this process, so it needs no memory shared with others. The table is swept when it grows, so that
//! a flood of addresses cannot fill the memory.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    sync::Mutex,
};

/// Independent tables: callers that meet in one lock are few.
const SHARDS: usize = 16;

/// Buckets of one shard above which stale ones are swept. At some 100 bytes each, all shards stay below 10 MiB.
const BUCKETS_SWEPT: usize = 6_000;

/// How often a shard is swept at most, in milliseconds: a flood must not make every request pay for a sweep.
const SWEEP_MS: i64 = 1000;

/// Most buckets of one shard: beyond it, an unknown caller shares one bucket with all other unknown ones.
const BUCKETS_MAX: usize = 12_000;

/// Names an operation among all faces: two of them may call theirs alike, at the same path. Its face and its id.
pub type Operation = (&'static str, &'static str);

/// How a caller stands with one limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub limit: u64,
    pub remaining: u64,
    /// When the window ends, in milliseconds since 1970.
    pub reset_ms: i64,
    /// Whether this request is within the limit.
    pub allowed: bool,
}

struct Bucket {
    used: u64,
    reset_ms: i64,
}

#[derive(Default)]
struct Shard {
    buckets: HashMap<(Operation, u64), Bucket>,
    swept_ms: i64,
}

/// Who counts as one caller: an IPv4 address, or the /64 that one IPv6 subscriber is given.
fn network(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => {
            address.to_ipv4_mapped().map_or(address.to_bits() >> 64 << 64, |v4| u128::from(v4.to_bits()))
        }
    }
}

/// Buckets by operation and caller.
pub struct Limits {
    hasher: RandomState,
    shards: Vec<Mutex<Shard>>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { hasher: RandomState::new(), shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }
}

impl Limits {
    /// Counts one request of `caller` to `operation`: at most `limit` in `window_s` seconds.
    pub fn count(
        &self,
        operation: Operation,
        caller: Option<IpAddr>,
        limit: u64,
        window_s: u64,
        now_ms: i64,
    ) -> Standing {
        let caller = self.hasher.hash_one(caller.map(network));
        let shard = &self.shards[usize::try_from(caller % SHARDS as u64).unwrap_or(0)];
        let window_ms = i64::try_from(window_s).unwrap_or(i64::MAX / 2000).saturating_mul(1000);
        let mut shard = shard.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if shard.buckets.len() > BUCKETS_SWEPT && now_ms - shard.swept_ms >= SWEEP_MS {
            shard.swept_ms = now_ms;
            shard.buckets.retain(|_, bucket| bucket.reset_ms > now_ms);
        }
        let buckets = &mut shard.buckets;
        let crowded = buckets.len() > BUCKETS_MAX && !buckets.contains_key(&(operation, caller));
        let key = (operation, if crowded { 0 } else { caller });
        let bucket = buckets.entry(key).or_insert(Bucket { used: 0, reset_ms: now_ms + window_ms });
        if bucket.reset_ms <= now_ms {
            *bucket = Bucket { used: 0, reset_ms: now_ms + window_ms };
        }
        bucket.used = bucket.used.saturating_add(1);
        Standing {
            limit,
            remaining: limit.saturating_sub(bucket.used),
            reset_ms: bucket.reset_ms,
            allowed: bucket.used <= limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_used_up_and_begins_anew() {
        let limits = Limits::default();
        let (ann, ben) = ("10.0.0.1".parse().ok(), "10.0.0.2".parse().ok());
        let first = limits.count(("v1", "op"), ann, 2, 10, 1_000);
        assert_eq!(first, Standing { limit: 2, remaining: 1, reset_ms: 11_000, allowed: true });
        assert!(limits.count(("v1", "op"), ann, 2, 10, 2_000).allowed);
        assert!(!limits.count(("v1", "op"), ann, 2, 10, 3_000).allowed);
        assert!(limits.count(("v1", "op"), ben, 2, 10, 3_000).allowed, "another caller has a bucket of their own");
        assert!(limits.count(("v1", "other"), ann, 2, 10, 3_000).allowed, "so has another operation");
        assert!(limits.count(("v2", "op"), ann, 2, 10, 3_000).allowed, "and the one of another face");
        assert!(limits.count(("v1", "op"), ann, 2, 10, 11_000).allowed);
    }
}
