//! Files that one account alone reads, written whole or not at all.

use std::{io, path::Path};
use tokio::io::AsyncWriteExt;

/// Writes `bytes` as `name` in `folder`, which is made with its first file. What had that name is replaced.
///
/// Under another name first, told apart by `salt`: who watches the folder never reads half a file, and one that was left half
/// written is in nobody's way.
pub(super) async fn write(folder: &Path, name: &str, salt: u32, bytes: &[u8]) -> io::Result<()> {
    let mut maker = tokio::fs::DirBuilder::new();
    let mut options = tokio::fs::OpenOptions::new();
    maker.recursive(true);
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        maker.mode(0o700);
        options.mode(0o600);
    }
    maker.create(folder).await?;
    let unfinished = folder.join(format!(".{name}.{salt:08x}"));
    let mut file = options.open(&unfinished).await?;
    file.write_all(bytes).await?;
    file.flush().await?;
    tokio::fs::rename(unfinished, folder.join(name)).await
}
