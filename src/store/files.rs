//! Files that people were given addresses for. The bytes lie elsewhere; here stands whose they are and whether they are used.

use super::{Row, StoreResult, Tx, Value, statements::declare};
use crate::domain::{
    files::FilePath,
    ids::{TenantId, UserId},
};

/// A file that a person was given an address for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    pub path: FilePath,
    /// As it was announced, in lower case.
    pub mime_type: String,
}

declare! {
    ADD_FILES = "
        INSERT INTO files (path, tenant_id, user_id, mime_type, unused_since_ms)
        SELECT paths.value, $1, $2, types.value, $5
          FROM LIST_ROWS($3) AS paths
          JOIN LIST_ROWS($4) AS types ON types.key = paths.key";
    /// Locked: a sweep must not take one away that is about to be used.
    LOCK_FILES = "
        SELECT path, mime_type
          FROM files
         WHERE path IN_LIST($3) AND NOT tenant_id <> $1 AND NOT user_id <> $2
           FOR UPDATE";
    USE_FILES = "
        UPDATE files
           SET unused_since_ms = NULL
         WHERE path IN_LIST($3) AND NOT tenant_id <> $1 AND NOT user_id <> $2";
    RELEASE_FILES = "
        UPDATE files
           SET unused_since_ms = $4
         WHERE path IN_LIST($3) AND NOT tenant_id <> $1 AND NOT user_id <> $2";
    RELEASE_FILES_OF = "
        UPDATE files
           SET unused_since_ms = $3
         WHERE tenant_id = $1 AND user_id = $2";
    /// The offset is a bound, not a page: it leaves the newest alone.
    TRIM_FILES_OF = "
        DELETE FROM files
         WHERE path IN (SELECT path
                          FROM files
                         WHERE tenant_id = $1 AND user_id = $2 AND unused_since_ms IS NOT NULL
                         ORDER BY unused_since_ms DESC, path DESC
                         LIMIT 100 OFFSET $3)
        RETURNING path";
    SWEEP_FILES = "
        DELETE FROM files
         WHERE path IN (SELECT path
                          FROM files
                         WHERE unused_since_ms < $1
                         ORDER BY unused_since_ms
                         LIMIT $2)
        RETURNING tenant_id, path";
}

fn read(mut row: Row) -> StoreResult<StoredFile> {
    Ok(StoredFile { path: row.parsed("path")?, mime_type: row.text("mime_type")? })
}

impl Tx {
    /// Notes files that a person may upload. They count as unused from then on.
    pub async fn add_files(
        &mut self,
        tenant: TenantId,
        user: UserId,
        files: &[StoredFile],
        now_ms: i64,
    ) -> StoreResult<()> {
        let paths = Value::texts(files.iter().map(|file| &file.path));
        let types = Value::texts(files.iter().map(|file| &file.mime_type));
        self.execute(ADD_FILES, [tenant.into(), user.into(), paths, types, now_ms.into()]).await.map(drop)
    }

    /// Those of these files that are that person's, held until the transaction ends.
    pub async fn lock_files(
        &mut self,
        tenant: TenantId,
        user: UserId,
        paths: &[FilePath],
    ) -> StoreResult<Vec<StoredFile>> {
        let args = [tenant.into(), user.into(), Value::texts(paths)];
        self.rows(LOCK_FILES, args).await?.into_iter().map(read).collect()
    }

    /// A profile names these files from now on.
    pub async fn use_files(&mut self, tenant: TenantId, user: UserId, paths: &[FilePath]) -> StoreResult<()> {
        self.execute(USE_FILES, [tenant.into(), user.into(), Value::texts(paths)]).await.map(drop)
    }

    /// No profile names these files any more.
    pub async fn release_files(
        &mut self,
        tenant: TenantId,
        user: UserId,
        paths: &[FilePath],
        now_ms: i64,
    ) -> StoreResult<()> {
        let args = [tenant.into(), user.into(), Value::texts(paths), now_ms.into()];
        self.execute(RELEASE_FILES, args).await.map(drop)
    }

    /// All of a person's files count as unused since then.
    pub async fn release_files_of(&mut self, tenant: TenantId, user: UserId, since_ms: i64) -> StoreResult<()> {
        self.execute(RELEASE_FILES_OF, [tenant.into(), user.into(), since_ms.into()]).await.map(drop)
    }

    /// Forgets a person's unused files but for the newest `kept`, and answers where they lie: at most 100 at a time.
    pub async fn trim_files_of(&mut self, tenant: TenantId, user: UserId, kept: i64) -> StoreResult<Vec<FilePath>> {
        let rows = self.rows(TRIM_FILES_OF, [tenant.into(), user.into(), kept.into()]).await?;
        rows.into_iter().map(|mut row| row.parsed("path")).collect()
    }

    /// Forgets the files that were unused before then, in all tenants, those longest unused first and at most `limit`. Answers
    /// where they lie.
    pub async fn sweep_files(&mut self, before_ms: i64, limit: i64) -> StoreResult<Vec<(TenantId, FilePath)>> {
        let rows = self.rows(SWEEP_FILES, [before_ms.into(), limit.into()]).await?;
        rows.into_iter().map(|mut row| Ok((row.parsed("tenant_id")?, row.parsed("path")?))).collect()
    }
}
