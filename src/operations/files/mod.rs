//! Files of people: addresses for uploading them, their way into profiles, and their end.
//!
//! A file is noted when its address is given out, used when a profile names it, and unused again when none does. What nobody uses is
//! swept away. Source: openapi/v1/operations/files.yaml; decision record 10.

mod profile;
pub mod served;
mod thumbnails;

pub(super) use profile::{hand_over, look_at};
pub use thumbnails::make_small;

use super::{
    Caller, Ctx, Failure,
    idempotency::{self, Key, Recalled},
    jobs::{self, Job, JobFault},
    ports::PortError,
};
use crate::{
    contract::{
        runtime::{InvalidField, Place},
        v1::{
            ErrorCode,
            types::{CompressedFile, FileToUpload, SignedUrls, SignedUrlsBody, UploadTarget},
        },
    },
    domain::{
        files::{FilePath, Kind, Upload, folder_of, normal_mime_type},
        ids::{TenantId, UserId},
        limits::{CERTIFICATE_LINK_LIFETIME_MS, FILES_UNUSED_KEPT_MS, FILES_WAITING_MAX, UPLOAD_LIFETIME_MS},
        time::MS_PER_MINUTE,
    },
    store::{Tx, files::StoredFile, rerun},
};
use std::collections::BTreeMap;

/// How long after its address ran out an upload may still be coming in, in milliseconds: more than anybody waits for one.
const UPLOAD_GRACE_MS: i64 = 15 * MS_PER_MINUTE;
/// Most files that one sweep takes away.
const SWEEP_FILES_MAX: i64 = 1_000;

/// Gives out addresses for uploading: each is bound to a place that nobody can guess, a type, a size and a time.
///
/// One transaction, three statements, one more when somebody collects more addresses than they use.
///
/// # Errors
/// In this order: `file/unsupported-type`; `idempotency/key-reused`; `auth/invalid` when the account is closed; `file/foreign-folder`;
/// `store/unavailable`.
///
/// Source: `createSignedUrls`.
pub async fn create_signed_urls(
    ctx: &Ctx,
    caller: Caller,
    body: SignedUrlsBody,
    key: Option<&str>,
) -> Result<SignedUrls, Failure> {
    let key = Key::new(key, "createSignedUrls", &body);
    let now_ms = ctx.clock.now_ms();
    let uploads = uploads(ctx, caller.user, &body.items, now_ms)?;
    let mut items = BTreeMap::new();
    for (key, upload) in body.items.keys().zip(&uploads) {
        let target = UploadTarget {
            file_url: ctx.files.url_of(&upload.path),
            upload_url: ctx.files.upload_url(upload, now_ms).map_err(unavailable)?,
        };
        items.insert(key.clone(), target);
    }
    let noted: Vec<StoredFile> =
        uploads.into_iter().map(|upload| StoredFile { path: upload.path, mime_type: upload.mime_type }).collect();
    let folder = folder_of(caller.user);
    let answer = SignedUrls { file_dir_path: folder.clone(), items };
    rerun(|| async {
        let tx = ctx.store.write().await?;
        let mut tx = match idempotency::recall(tx, caller, &key, now_ms).await? {
            Recalled::Anew(tx) => tx,
            Recalled::Known(answer) => return Ok(answer),
        };
        let user = tx.lock_user(caller.tenant, caller.user).await?.ok_or(ErrorCode::AuthInvalid)?;
        let sent = body.file_dir_path.as_ref().filter(|path| !path.is_empty());
        if sent.is_some_and(|path| *path != folder && Some(path) != user.file_dir_path.as_ref()) {
            return Err(Failure::of(ErrorCode::FileForeignFolder));
        }
        tx.add_files(caller.tenant, caller.user, &noted, now_ms).await?;
        let forgotten = tx.trim_files_of(caller.tenant, caller.user, FILES_WAITING_MAX).await?;
        // Their addresses may still take files in: what came by then goes with them.
        remove_later(ctx, &mut tx, caller.tenant, &forgotten, now_ms + UPLOAD_LIFETIME_MS + UPLOAD_GRACE_MS);
        idempotency::remember(&mut tx, caller, &key, &answer).await?;
        tx.commit().await?;
        Ok(answer.clone())
    })
    .await
}

/// What is asked for, in the order of its keys.
///
/// # Errors
/// `file/unsupported-type`, with every file that cannot be taken.
fn uploads(
    ctx: &Ctx,
    user: UserId,
    items: &BTreeMap<String, FileToUpload>,
    now_ms: i64,
) -> Result<Vec<Upload>, Failure> {
    let (mut uploads, mut mistakes) = (vec![], vec![]);
    for (key, item) in items {
        let mime_type = normal_mime_type(&item.mime_type);
        let kind: Kind = item.object_type.as_str().parse().map_err(Failure::internal)?;
        if !kind.accepts(&mime_type) {
            mistakes.push(at(&format!("/items/{key}/mimeType"), &format!("a {kind} cannot be of this type")));
            continue;
        }
        let mut chance = [0; 16];
        ctx.chance.fill(&mut chance);
        uploads.push(Upload {
            path: FilePath::new(user, kind, chance, &mime_type, &item.name),
            mime_type,
            bytes_max: kind.bytes_max(ctx.settings.certificate_bytes_max),
            until_ms: now_ms + UPLOAD_LIFETIME_MS,
        });
    }
    if mistakes.is_empty() { Ok(uploads) } else { Err(with_fields(ErrorCode::FileUnsupportedType, mistakes)) }
}

/// A field that is at fault.
fn at(pointer: &str, detail: &str) -> InvalidField {
    InvalidField {
        place: Place::Body,
        pointer: pointer.to_owned(),
        keyword: "file".to_owned(),
        detail: detail.to_owned(),
    }
}

/// A refusal that names its fields.
fn with_fields(code: ErrorCode, fields: Vec<InvalidField>) -> Failure {
    let mut failure = Failure::of(code);
    failure.fields = fields;
    failure
}

/// A file store that cannot be reached is as good as a database that cannot: nothing was changed, and trying again helps.
pub(super) fn unavailable(error: PortError) -> Failure {
    Failure::of(ErrorCode::StoreUnavailable).retry_after(1).because(error)
}

/// A file whose address opens it for a while, when its own does not.
pub(super) fn linked(ctx: &Ctx, file: CompressedFile, now_ms: i64) -> CompressedFile {
    let linked = |url: String| link(ctx, &url, now_ms).unwrap_or(url);
    let org = file.org.map(|mut original| {
        original.url = original.url.map(linked);
        original
    });
    CompressedFile { org, ..file }
}

/// An address that opens a stored file for a while, for those who may read it. `None`: its own address does, or it is none of
/// ours.
pub(super) fn link(ctx: &Ctx, url: &str, now_ms: i64) -> Option<String> {
    let path = ctx.files.path_of(url).filter(|path| !path.kind.opens_by_address())?;
    let link = ctx.files.link(&path, now_ms, now_ms + CERTIFICATE_LINK_LIFETIME_MS);
    link.inspect_err(
        |error| tracing::error!(%error, "A link to a file could not be signed; its address is shown alone"),
    )
    .ok()
}

/// As [`link`], of a file of that person's whose address was given out under another name of this server's: a command does not know
/// where the server listens. The file is known by its path, and opened where it was.
pub(super) fn link_elsewhere(ctx: &Ctx, url: &str, owner: UserId, now_ms: i64) -> Option<String> {
    let place = url.split(['?', '#']).next()?;
    let path: FilePath = place.get(place.rfind("/user/")? + 1..)?.parse().ok()?;
    if path.user != owner || path.kind.opens_by_address() {
        return None;
    }
    let link = ctx.files.link(&path, now_ms, now_ms + CERTIFICATE_LINK_LIFETIME_MS).ok()?;
    // What this program signs is the path; what another store signs is its own name as well.
    let signature = ctx.files.served().and(link.split_once('?')).map(|(_, signature)| signature);
    Some(signature.map_or_else(|| link.clone(), |signature| format!("{place}?{signature}")))
}

/// Has files taken out of the store after the commit.
fn remove_later(ctx: &Ctx, tx: &mut Tx, tenant: TenantId, paths: &[FilePath], run_at_ms: i64) {
    if !paths.is_empty() {
        let paths = paths.iter().map(ToString::to_string).collect();
        jobs::enqueue(ctx, tx, tenant, &Job::RemoveFiles { paths }, run_at_ms);
    }
}

/// Takes files out of the store, with their small versions. Those that are not there are done.
///
/// # Errors
/// The store's; some may be gone then.
pub async fn remove(ctx: &Ctx, paths: &[String]) -> Result<(), JobFault> {
    let now_ms = ctx.clock.now_ms();
    for path in paths {
        let path: FilePath = path.parse().map_err(|_| JobFault::Never("not the path of a file".into()))?;
        if path.kind == Kind::Picture {
            ctx.files.remove(&path.small(), now_ms).await?;
        }
        ctx.files.remove(&path, now_ms).await?;
    }
    Ok(())
}

/// All files of a person go soon: their account ends. Not before their last upload address has run out, or what still comes in
/// would stay. One statement.
///
/// # Errors
/// The store's.
pub(super) async fn release_all(tx: &mut Tx, tenant: TenantId, user: UserId, now_ms: i64) -> Result<(), Failure> {
    let since_ms = now_ms + UPLOAD_LIFETIME_MS + UPLOAD_GRACE_MS - FILES_UNUSED_KEPT_MS;
    Ok(tx.release_files_of(tenant, user, since_ms).await?)
}

/// Takes away what no profile has named for a day, a bounded number at a time, and what uploads left behind that never ended.
/// Answers how many of each. One statement, and a job row for each tenant.
///
/// # Errors
/// `store/unavailable`: the next sweep does it.
pub async fn sweep(ctx: &Ctx) -> Result<(usize, u64), Failure> {
    let swept = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let unused = tx.sweep_files(now_ms - FILES_UNUSED_KEPT_MS, SWEEP_FILES_MAX).await?;
        let mut of_tenants: BTreeMap<TenantId, Vec<FilePath>> = BTreeMap::new();
        for (tenant, path) in &unused {
            of_tenants.entry(*tenant).or_default().push(path.clone());
        }
        for (tenant, paths) in &of_tenants {
            for some in paths.chunks(FILES_PER_JOB_MAX) {
                remove_later(ctx, &mut tx, *tenant, some, now_ms);
            }
        }
        tx.commit().await?;
        Ok::<_, Failure>(unused.len())
    })
    .await?;
    let unfinished = match ctx.files.served() {
        Some(store) => store.sweep_unfinished(ctx.clock.now_ms()).await.map_err(unavailable)?,
        None => 0,
    };
    Ok((swept, unfinished))
}

/// Most files that one job removes: two requests each, within the time of a job.
const FILES_PER_JOB_MAX: usize = 50;
