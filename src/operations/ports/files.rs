//! Where the bytes of files lie, and who makes small pictures of large ones.

use super::{Answering, PortError};
use crate::domain::files::{FilePath, Upload};
use bytes::Bytes;

/// A store of files.
pub trait Files: Send + Sync {
    /// The address under which a file is found. For kinds that open by their address it opens the file; for others see
    /// [`link`](Self::link). Free of spaces, quotes and parentheses (contract A.7).
    fn url_of(&self, path: &FilePath) -> String;

    /// The file that an address of this store names, whatever follows its path. `None`: not an address of this store.
    fn path_of(&self, url: &str) -> Option<FilePath>;

    /// An address to which the file can be put, bound to what `upload` says. No more than this program's own work: nobody is
    /// asked.
    ///
    /// # Errors
    /// The store's key cannot be had.
    fn upload_url(&self, upload: &Upload, now_ms: i64) -> Result<String, PortError>;

    /// An address that opens the file until then, whoever calls.
    ///
    /// # Errors
    /// As [`upload_url`](Self::upload_url).
    fn link(&self, path: &FilePath, now_ms: i64, until_ms: i64) -> Result<String, PortError>;

    /// How large a file is, in bytes; `None`: nothing was put there.
    fn size<'a>(&'a self, path: &'a FilePath, now_ms: i64) -> Answering<'a, Result<Option<u64>, PortError>>;

    /// A whole file, if it has at most `bytes_max` bytes; `None`: nothing was put there, or it is larger.
    fn read<'a>(
        &'a self,
        path: &'a FilePath,
        bytes_max: u64,
        now_ms: i64,
    ) -> Answering<'a, Result<Option<Vec<u8>>, PortError>>;

    /// Puts a file that the server made, in the place of one that is there.
    fn write<'a>(&'a self, path: &'a FilePath, bytes: Vec<u8>, now_ms: i64) -> Answering<'a, Result<(), PortError>>;

    /// Takes a file away. One that is not there is away.
    fn remove<'a>(&'a self, path: &'a FilePath, now_ms: i64) -> Answering<'a, Result<(), PortError>>;

    /// This store, when callers reach it through this program.
    fn served(&self) -> Option<&dyn ServedFiles> {
        None
    }
}

/// A store that callers reach through this program.
pub trait ServedFiles: Send + Sync {
    /// Whether this store signed that upload. The time is not looked at.
    ///
    /// # Errors
    /// The store's key cannot be had.
    fn signed_upload(&self, upload: &Upload, signature: &str) -> Result<bool, PortError>;

    /// Whether this store signed that link. The time is not looked at.
    ///
    /// # Errors
    /// The store's key cannot be had.
    fn signed_link(&self, path: &FilePath, until_ms: i64, signature: &str) -> Result<bool, PortError>;

    /// Begins to take a file in.
    fn begin<'a>(&'a self, path: &'a FilePath) -> Answering<'a, Result<Box<dyn Incoming>, PortError>>;

    /// Opens a file; `None`: there is none.
    fn open<'a>(&'a self, path: &'a FilePath) -> Answering<'a, Result<Option<Opened>, PortError>>;

    /// Takes away what uploads left behind that never ended, because the program did first.
    fn sweep_unfinished(&self, now_ms: i64) -> Answering<'_, Result<u64, PortError>>;
}

/// A file that is coming in. Dropping it leaves nothing behind.
pub trait Incoming: Send {
    /// Takes the next piece.
    fn add(&mut self, piece: Bytes) -> Answering<'_, Result<(), PortError>>;

    /// Keeps the file, once it is safely stored. A file that is there already stays as it is.
    fn keep(self: Box<Self>) -> Answering<'static, Result<Kept, PortError>>;
}

/// What became of a file that came in whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is stored.
    New,
    /// The same bytes were stored already: a client sent them twice.
    Same,
    /// Other bytes were stored already, and stay.
    Other,
}

/// A file to be handed out.
pub struct Opened {
    pub file: tokio::fs::File,
    pub bytes: u64,
    pub modified_ms: i64,
}

/// Makes small pictures of large ones.
pub trait Images: Send + Sync {
    /// A small JPEG of a picture, upright, without what cameras write into pictures. `None`: the bytes are no picture of a
    /// known form, or one that would take too much to open.
    fn small(&self, picture: Vec<u8>) -> Answering<'_, Result<Option<Vec<u8>>, PortError>>;
}
