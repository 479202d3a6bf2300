//! Files that callers bring to this program and fetch from it, when the store is a folder of ours (docs/FILES.md).

use super::unavailable;
use crate::{
    contract::v1::ErrorCode,
    domain::files::{FilePath, Upload, is_of_type},
    operations::{
        Ctx, Failure,
        ports::{Kept, Opened, ServedFiles},
    },
};
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use std::{io, pin::pin, time::Duration};
use tokio::time::{Instant, timeout, timeout_at};

/// How long an upload is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Longest wait for the next piece.
    pub piece: Duration,
    /// Longest time for all of it.
    pub whole: Duration,
}

impl Patience {
    /// Half a minute of silence, and the largest video at half a megabit a second.
    pub const USUAL: Self = Self { piece: Duration::from_secs(30), whole: Duration::from_secs(12 * 60) };
}

/// What an upload address says, as it came.
#[derive(Debug, Clone, Default)]
pub struct UploadClaims {
    pub mime_type: String,
    pub bytes_max: String,
    pub until_ms: String,
    pub signature: String,
}

/// What a link says, as it came.
#[derive(Debug, Clone, Default)]
pub struct LinkClaims {
    pub until_ms: String,
    pub signature: String,
}

/// What an upload says of itself.
#[derive(Debug, Clone, Default)]
pub struct Announced<'a> {
    pub content_type: Option<&'a str>,
    /// `None`: it is sent as it is.
    pub encoding: Option<String>,
    /// In bytes.
    pub length: Option<u64>,
}

fn store(ctx: &Ctx) -> Result<&dyn ServedFiles, Failure> {
    ctx.files.served().ok_or_else(|| ErrorCode::FileNotFound.into())
}

/// Takes an upload in, piece by piece: it is never in memory as a whole, and nothing of it stays unless all of it came.
///
/// The same file may be sent again; another file for the same address is refused, so that what an address shows never changes.
///
/// # Errors
/// In this order: `file/not-found` for what is no file's address; `file/url-expired` when the address was not signed so, or too long
/// ago; `file/type-mismatch`; `file/length-required`; `file/empty`; `file/too-large`; then, while it comes in, `file/incomplete`; `file/taken`;
/// `store/unavailable`.
pub async fn upload(
    ctx: &Ctx,
    path: &str,
    claims: &UploadClaims,
    announced: &Announced<'_>,
    patience: Patience,
    pieces: impl Stream<Item = io::Result<Bytes>> + Send,
) -> Result<(), Failure> {
    let store = store(ctx)?;
    let path: FilePath = path.parse().map_err(|_| ErrorCode::FileNotFound)?;
    let upload = admitted(store, path, claims, ctx.clock.now_ms())?;
    if !is_of_type(announced.content_type, &upload.mime_type) {
        return Err(ErrorCode::FileTypeMismatch.into());
    }
    if let Some(encoding) = &announced.encoding {
        let said = format!("The file is encoded ({encoding}): send it as it is, without Content-Encoding");
        return Err(Failure::of(ErrorCode::FileTypeMismatch).saying(said));
    }
    let length = announced.length.ok_or(ErrorCode::FileLengthRequired)?;
    // Kept, it would take the address from the file that was meant.
    if length == 0 {
        return Err(ErrorCode::FileEmpty.into());
    }
    if length > upload.bytes_max {
        return Err(ErrorCode::FileTooLarge.into());
    }
    let mut incoming = store.begin(&upload.path).await.map_err(unavailable)?;
    let end = Instant::now() + patience.whole;
    let (mut pieces, mut came) = (pin!(pieces), 0_u64);
    loop {
        let next = timeout_at(end, timeout(patience.piece, pieces.next())).await;
        let piece = match next {
            Ok(Ok(Some(Ok(piece)))) => piece,
            Ok(Ok(None)) => break,
            // Broken off, silent for too long, or too slow altogether.
            Ok(Ok(Some(Err(_))) | Err(_)) | Err(_) => return Err(ErrorCode::FileIncomplete.into()),
        };
        came = came.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        // Whatever was announced: the limit holds for what comes.
        if came > upload.bytes_max {
            return Err(ErrorCode::FileTooLarge.into());
        }
        incoming.add(piece).await.map_err(unavailable)?;
    }
    if came != length {
        return Err(ErrorCode::FileIncomplete.into());
    }
    match incoming.keep().await.map_err(unavailable)? {
        Kept::New | Kept::Same => Ok(()),
        Kept::Other => Err(ErrorCode::FileTaken.into()),
    }
}

/// The upload that an address speaks of, when it was signed and is not too old.
fn admitted(store: &dyn ServedFiles, path: FilePath, claims: &UploadClaims, now_ms: i64) -> Result<Upload, Failure> {
    let expired = || Failure::of(ErrorCode::FileUrlExpired);
    let upload = Upload {
        path,
        mime_type: claims.mime_type.clone(),
        bytes_max: claims.bytes_max.parse().map_err(|_| expired())?,
        until_ms: claims.until_ms.parse().map_err(|_| expired())?,
    };
    let signed = store.signed_upload(&upload, &claims.signature).map_err(unavailable)?;
    if signed && now_ms <= upload.until_ms { Ok(upload) } else { Err(expired()) }
}

/// Opens a file for whoever has its address; a certificate only with a link that was signed and is not too old.
///
/// # Errors
/// In this order: `file/not-found` for what is no file's address; `file/url-expired`; `file/not-found`; `store/unavailable`.
pub async fn open(ctx: &Ctx, path: &str, claims: &LinkClaims) -> Result<(FilePath, Opened), Failure> {
    let store = store(ctx)?;
    let path: FilePath = path.parse().map_err(|_| ErrorCode::FileNotFound)?;
    if !path.kind.opens_by_address() {
        let until_ms: i64 = claims.until_ms.parse().map_err(|_| ErrorCode::FileUrlExpired)?;
        let signed = store.signed_link(&path, until_ms, &claims.signature).map_err(unavailable)?;
        if !signed || ctx.clock.now_ms() > until_ms {
            return Err(ErrorCode::FileUrlExpired.into());
        }
    }
    let opened = store.open(&path).await.map_err(unavailable)?.ok_or(ErrorCode::FileNotFound)?;
    Ok((path, opened))
}
