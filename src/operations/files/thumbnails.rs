//! The small version of a profile's picture: a job, done after the commit that took the picture.

use super::profile::stored;
use crate::{
    contract::v1::types::{CompressedFile, FileProps},
    domain::{
        files::{FilePath, Kind},
        ids::TenantId,
        limits::PICTURE_BYTES_MAX,
    },
    operations::{
        Ctx, Failure,
        events::{self, Event},
        jobs::JobFault,
    },
    store::{Tx, rerun, users::User},
};

/// Makes the small version of a picture and puts it into its profile, if the profile still has that picture. Pictures that cannot
/// be opened, and those in forms that are not known, stay without.
///
/// Done twice it does the same: the small version has one place. One statement, then one transaction of two.
///
/// # Errors
/// The store of files cannot be asked, or the database.
pub async fn make_small(ctx: &Ctx, tenant: TenantId, path: &str) -> Result<(), JobFault> {
    let path: FilePath = path.parse().map_err(|_| JobFault::Never("not the path of a file".into()))?;
    let user = ctx.store.read().await?.find_user(tenant, path.user).await?;
    if !user.is_some_and(|user| still_has(ctx, &user, &path)) {
        return Ok(());
    }
    let now_ms = ctx.clock.now_ms();
    let Some(picture) = ctx.files.read(&path, PICTURE_BYTES_MAX, now_ms).await? else { return Ok(()) };
    let Some(small) = ctx.images.small(picture).await? else {
        tracing::info!(user.id = %path.user, "A picture stays without a small version: it cannot be opened");
        return Ok(());
    };
    ctx.files.write(&path.small(), small, now_ms).await?;
    let kept = rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let kept = put_into_profile(ctx, &mut tx, tenant, &path).await?;
        tx.commit().await?;
        Ok::<_, Failure>(kept)
    })
    .await?;
    if !kept {
        // Another picture came meanwhile.
        ctx.files.remove(&path.small(), now_ms).await?;
    }
    Ok(())
}

/// Whether a profile's picture is this one.
fn still_has(ctx: &Ctx, user: &User, path: &FilePath) -> bool {
    let url = stored(user, Kind::Picture).and_then(|file| file.org).and_then(|original| original.url);
    user.deleted_at_ms.is_none() && url.and_then(|url| ctx.files.path_of(&url)).is_some_and(|has| has == *path)
}

async fn put_into_profile(ctx: &Ctx, tx: &mut Tx, tenant: TenantId, path: &FilePath) -> Result<bool, Failure> {
    let now_ms = ctx.clock.now_ms();
    let user = tx.lock_user(tenant, path.user).await?;
    let Some(mut user) = user.filter(|user| still_has(ctx, user, path)) else { return Ok(false) };
    let small = path.small();
    let small = FileProps { mime_type: Some(small.mime_type().to_owned()), url: Some(ctx.files.url_of(&small)) };
    let picture = CompressedFile { sm: Some(small), ..stored(&user, Kind::Picture).unwrap_or_default() };
    user.picture = Some(serde_json::to_string(&picture).map_err(Failure::internal)?);
    user.updated_at_ms = now_ms;
    tx.save_user(&user).await?;
    events::raise(tx, tenant, user.id, &Event::User, now_ms);
    Ok(true)
}
