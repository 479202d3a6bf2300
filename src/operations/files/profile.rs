//! Which files a profile may name: the caller's own, given out for that purpose, uploaded, and not too large.

use super::{at, unavailable, with_fields};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{CompressedFile, FileProps, UserUpdate},
    },
    domain::files::{FilePath, Kind},
    operations::{
        Caller, Ctx, Failure,
        jobs::{self, Job},
    },
    store::{Tx, users::User},
};
use std::collections::HashMap;

/// The files that an update names, with what the store knows of them.
pub(in crate::operations) struct Handed {
    /// How large each is that was uploaded.
    sizes: HashMap<FilePath, u64>,
}

/// Each field for a file, with what the update says of it.
fn wanted(update: &UserUpdate) -> [(Kind, Option<&CompressedFile>); 3] {
    [
        (Kind::Picture, update.picture.as_ref()),
        (Kind::Video, update.video.as_ref()),
        (Kind::Certificate, update.certificate.as_ref()),
    ]
}

/// The address of an original; `None`: the file is to be taken away.
fn address(file: &CompressedFile) -> Option<&str> {
    file.org.as_ref()?.url.as_deref()
}

/// Asks the store about the caller's files that an update names: before the transaction, since nobody outside is asked within.
///
/// # Errors
/// `store/unavailable`.
pub(in crate::operations) async fn look_at(ctx: &Ctx, caller: Caller, update: &UserUpdate) -> Result<Handed, Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut sizes = HashMap::new();
    for (_, file) in wanted(update) {
        let named = file.and_then(address).and_then(|url| ctx.files.path_of(url));
        // What others have is not for the caller to learn.
        let Some(path) = named.filter(|path| path.user == caller.user) else { continue };
        if let Some(bytes) = ctx.files.size(&path, now_ms).await.map_err(unavailable)? {
            sizes.insert(path, bytes);
        }
    }
    Ok(Handed { sizes })
}

/// Puts the files that an update names into `user`, and notes which are used now and which no more. A new picture gets its small
/// version after the commit.
///
/// No statement when no file changes, else one to four.
///
/// # Errors
/// `user/foreign-file`, with every field at fault; the store's.
pub(in crate::operations) async fn hand_over(
    ctx: &Ctx,
    tx: &mut Tx,
    user: &mut User,
    update: &UserUpdate,
    handed: &Handed,
    now_ms: i64,
) -> Result<(), Failure> {
    let (mut taken, mut left, mut mistakes) = (vec![], vec![], vec![]);
    for (kind, file) in wanted(update) {
        let Some(file) = file else { continue };
        let before = stored(user, kind);
        let url_before = before.as_ref().and_then(address);
        let Some(url) = address(file) else {
            left.extend(url_before.and_then(|url| ctx.files.path_of(url)));
            *field(user, kind) = None;
            continue;
        };
        let path = ctx.files.path_of(url);
        let path_before = url_before.and_then(|url| ctx.files.path_of(url));
        // What is stored may be sent back, also by the address of a link.
        if url_before == Some(url) || (path.is_some() && path == path_before) {
            continue;
        }
        match judge(ctx, user, kind, path, handed) {
            Ok(path) => {
                left.extend(path_before);
                taken.push((kind, path));
            }
            Err(why) => mistakes.push(at(&format!("/{kind}/org/url"), why)),
        }
    }
    let paths: Vec<FilePath> = taken.iter().map(|(_, path)| path.clone()).collect();
    let noted = if paths.is_empty() { vec![] } else { tx.lock_files(user.tenant, user.id, &paths).await? };
    for (kind, path) in &taken {
        match noted.iter().find(|file| file.path == *path) {
            Some(file) => {
                let original = FileProps { mime_type: Some(file.mime_type.clone()), url: Some(ctx.files.url_of(path)) };
                let file = CompressedFile { sm: None, org: Some(original) };
                *field(user, *kind) = Some(serde_json::to_string(&file).map_err(Failure::internal)?);
            }
            None => mistakes.push(at(&format!("/{kind}/org/url"), NOT_YOURS)),
        }
    }
    if !mistakes.is_empty() {
        return Err(with_fields(ErrorCode::UserForeignFile, mistakes));
    }
    if !paths.is_empty() {
        tx.use_files(user.tenant, user.id, &paths).await?;
    }
    if !left.is_empty() {
        tx.release_files(user.tenant, user.id, &left, now_ms).await?;
    }
    if let Some((_, path)) = taken.iter().find(|(kind, _)| *kind == Kind::Picture) {
        jobs::enqueue(ctx, tx, user.tenant, &Job::Thumbnail { path: path.to_string() }, now_ms);
    }
    Ok(())
}

const NOT_YOURS: &str = "not a file of yours that was uploaded to a signed URL";

/// Whether a file may stand in that field, as far as can be told without the database.
fn judge(
    ctx: &Ctx,
    user: &User,
    kind: Kind,
    path: Option<FilePath>,
    handed: &Handed,
) -> Result<FilePath, &'static str> {
    let path = path.filter(|path| path.user == user.id && !path.is_small()).ok_or(NOT_YOURS)?;
    if path.kind != kind {
        return Err("this file was announced as something else");
    }
    match handed.sizes.get(&path) {
        None => Err("this file was not uploaded yet"),
        Some(0) => Err("this file is empty"),
        // An address of an S3 store cannot bind the size.
        Some(bytes) if *bytes > kind.bytes_max(ctx.settings.certificate_bytes_max) => Err("this file is too large"),
        Some(_) => Ok(path),
    }
}

fn field(user: &mut User, kind: Kind) -> &mut Option<String> {
    match kind {
        Kind::Picture => &mut user.picture,
        Kind::Video => &mut user.video,
        Kind::Certificate => &mut user.certificate_file,
    }
}

/// What a profile names. JSON of ours; what does not read back is as good as nothing.
pub(super) fn stored(user: &User, kind: Kind) -> Option<CompressedFile> {
    let json = match kind {
        Kind::Picture => &user.picture,
        Kind::Video => &user.video,
        Kind::Certificate => &user.certificate_file,
    };
    serde_json::from_str(json.as_deref()?).ok()
}
