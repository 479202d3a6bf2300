//! Files in a folder, reached through this program: `PUT` and `GET` below `/files`.
//!
//! The key that signs addresses lies in the folder, so that every copy of the program that shares the folder shares the key, and
//! whoever can read the key could read the files anyway.
//!
//! A file comes in under a name of its own in `.incoming`, is forced to the disk, and gets its place by a hard link: that is one
//! step, and it fails when the place is taken. Folders that are symbolic links are not entered and such files not opened.

use super::path_below;
use crate::{
    domain::files::{FilePath, Upload},
    operations::ports::{Answering, Chance, Files, Incoming, Kept, Opened, PortError, ServedFiles},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use bytes::Bytes;
use hmac::{Hmac, Mac as _};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest as _, Sha256};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::UNIX_EPOCH,
};
use tokio::task::spawn_blocking;

/// Where files lie that are not whole yet, below the folder. No path of a file begins with a dot.
const INCOMING: &str = ".incoming";
/// Where the key lies, below the folder.
const KEY: &str = ".key";
const KEY_BYTES: usize = 32;
/// When an unfinished file is taken for abandoned, in milliseconds. No upload takes an hour.
const ABANDONED_MS: i64 = 60 * 60 * 1000;
/// Most abandoned files that one sweep takes away.
const SWEEP_FILES_MAX: usize = 1000;

type Signature = Hmac<Sha256>;

/// See the module.
pub struct LocalFiles {
    folder: PathBuf,
    /// What stands before the path in an address.
    base: String,
    chance: Arc<dyn Chance>,
    key: OnceLock<[u8; KEY_BYTES]>,
}

impl LocalFiles {
    /// `server` is the address at which callers reach this program. The folder and its key are made when they are first needed.
    pub fn new(folder: PathBuf, server: &str, chance: Arc<dyn Chance>) -> Self {
        let base = format!("{}/files", server.trim_end_matches('/'));
        Self { folder, base, chance, key: OnceLock::new() }
    }

    /// Read or made once in the life of the process.
    fn key(&self) -> Result<&[u8; KEY_BYTES], PortError> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let key = self.read_or_make_key().map_err(failed("the key of the file store cannot be had"))?;
        Ok(self.key.get_or_init(|| key))
    }

    fn read_or_make_key(&self) -> io::Result<[u8; KEY_BYTES]> {
        let place = self.folder.join(KEY);
        match fs::read(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            read => return read?.try_into().map_err(|_| io::Error::other("the key has another length")),
        }
        // Whole before it has its name, and the first one stays: copies that start together end with the same key.
        let mut key = [0; KEY_BYTES];
        self.chance.fill(&mut key);
        let mut unfinished = Unfinished::new(&self.folder, &*self.chance)?;
        unfinished.file.write_all(&key)?;
        unfinished.file.sync_all()?;
        match fs::hard_link(&unfinished.place, &place) {
            Ok(()) => Ok(key),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                fs::read(place)?.try_into().map_err(|_| io::Error::other("the key has another length"))
            }
            Err(error) => Err(error),
        }
    }

    fn sign(&self, text: &str) -> Result<Signature, PortError> {
        let mut signature = <Signature as hmac::Mac>::new_from_slice(self.key()?).map_err(|error| PortError {
            what: "the key of the file store cannot be used",
            cause: Some(error.into()),
        })?;
        signature.update(text.as_bytes());
        Ok(signature)
    }

    fn is_signed(&self, text: &str, signature: &str) -> Result<bool, PortError> {
        let Ok(bytes) = BASE64.decode(signature) else { return Ok(false) };
        // In constant time.
        Ok(self.sign(text)?.verify_slice(&bytes).is_ok())
    }
}

/// What an upload's signature covers. No part can hold a line break.
fn upload_text(upload: &Upload) -> String {
    format!("PUT\n{}\n{}\n{}\n{}", upload.path, upload.mime_type, upload.bytes_max, upload.until_ms)
}

fn link_text(path: &FilePath, until_ms: i64) -> String {
    format!("GET\n{path}\n{until_ms}")
}

fn failed(what: &'static str) -> impl FnOnce(io::Error) -> PortError {
    move |error| PortError { what, cause: Some(Box::new(error)) }
}

/// Runs work on the disk where it holds nobody up.
async fn on_disk<T: Send + 'static>(
    what: &'static str,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, PortError> {
    let done = spawn_blocking(work).await.unwrap_or_else(|broken| Err(io::Error::other(broken)));
    done.map_err(failed(what))
}

impl Files for LocalFiles {
    fn url_of(&self, path: &FilePath) -> String {
        format!("{}/{path}", self.base)
    }

    fn path_of(&self, url: &str) -> Option<FilePath> {
        path_below(&self.base, url)
    }

    fn upload_url(&self, upload: &Upload, _: i64) -> Result<String, PortError> {
        let signature = BASE64.encode(self.sign(&upload_text(upload))?.finalize().into_bytes());
        Ok(format!(
            "{}?type={}&max={}&until={}&signature={signature}",
            self.url_of(&upload.path),
            utf8_percent_encode(&upload.mime_type, NON_ALPHANUMERIC),
            upload.bytes_max,
            upload.until_ms
        ))
    }

    fn link(&self, path: &FilePath, _: i64, until_ms: i64) -> Result<String, PortError> {
        let signature = BASE64.encode(self.sign(&link_text(path, until_ms))?.finalize().into_bytes());
        Ok(format!("{}?until={until_ms}&signature={signature}", self.url_of(path)))
    }

    fn size<'a>(&'a self, path: &'a FilePath, _: i64) -> Answering<'a, Result<Option<u64>, PortError>> {
        let (folder, path) = (self.folder.clone(), path.clone());
        Box::pin(on_disk("a file cannot be looked at", move || {
            let Some(file) = open(&folder, &path)? else { return Ok(None) };
            Ok(Some(file.metadata()?.len()))
        }))
    }

    fn read<'a>(
        &'a self,
        path: &'a FilePath,
        bytes_max: u64,
        _: i64,
    ) -> Answering<'a, Result<Option<Vec<u8>>, PortError>> {
        let (folder, path) = (self.folder.clone(), path.clone());
        Box::pin(on_disk("a file cannot be read", move || {
            let Some(file) = open(&folder, &path)? else { return Ok(None) };
            let mut bytes = Vec::new();
            file.take(bytes_max + 1).read_to_end(&mut bytes)?;
            Ok((u64::try_from(bytes.len()).is_ok_and(|read| read <= bytes_max)).then_some(bytes))
        }))
    }

    fn write<'a>(&'a self, path: &'a FilePath, bytes: Vec<u8>, _: i64) -> Answering<'a, Result<(), PortError>> {
        let (folder, path, chance) = (self.folder.clone(), path.clone(), Arc::clone(&self.chance));
        Box::pin(on_disk("a file cannot be written", move || {
            let mut unfinished = Unfinished::new(&folder, &*chance)?;
            unfinished.file.write_all(&bytes)?;
            unfinished.file.sync_all()?;
            let home = home_of(&folder, &path, true)?.ok_or(io::ErrorKind::NotFound)?;
            fs::rename(&unfinished.place, home.join(path.name()))?;
            sync_folder(&home)
        }))
    }

    fn remove<'a>(&'a self, path: &'a FilePath, _: i64) -> Answering<'a, Result<(), PortError>> {
        let (folder, path) = (self.folder.clone(), path.clone());
        Box::pin(on_disk("a file cannot be removed", move || {
            let Some(home) = home_of(&folder, &path, false)? else { return Ok(()) };
            match fs::remove_file(home.join(path.name())) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            }
        }))
    }

    fn served(&self) -> Option<&dyn ServedFiles> {
        Some(self)
    }
}

impl ServedFiles for LocalFiles {
    fn signed_upload(&self, upload: &Upload, signature: &str) -> Result<bool, PortError> {
        self.is_signed(&upload_text(upload), signature)
    }

    fn signed_link(&self, path: &FilePath, until_ms: i64, signature: &str) -> Result<bool, PortError> {
        self.is_signed(&link_text(path, until_ms), signature)
    }

    fn begin<'a>(&'a self, path: &'a FilePath) -> Answering<'a, Result<Box<dyn Incoming>, PortError>> {
        let (folder, path, chance) = (self.folder.clone(), path.clone(), Arc::clone(&self.chance));
        Box::pin(async move {
            let what = "a file cannot be taken in";
            let incoming = on_disk(what, move || {
                let unfinished = Unfinished::new(&folder, &*chance)?;
                Ok(IncomingFile { unfinished: Some(unfinished), hash: Sha256::new(), folder, path })
            });
            Ok(Box::new(incoming.await?) as Box<dyn Incoming>)
        })
    }

    fn open<'a>(&'a self, path: &'a FilePath) -> Answering<'a, Result<Option<Opened>, PortError>> {
        let (folder, path) = (self.folder.clone(), path.clone());
        Box::pin(on_disk("a file cannot be opened", move || {
            let Some(file) = open(&folder, &path)? else { return Ok(None) };
            let about = file.metadata()?;
            Ok(Some(Opened { bytes: about.len(), modified_ms: modified_ms(&about), file: file.into() }))
        }))
    }

    fn sweep_unfinished(&self, now_ms: i64) -> Answering<'_, Result<u64, PortError>> {
        let incoming = self.folder.join(INCOMING);
        Box::pin(on_disk("unfinished files cannot be removed", move || {
            let entries = match fs::read_dir(incoming) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
                entries => entries?,
            };
            let mut removed = 0;
            for entry in entries.take(SWEEP_FILES_MAX) {
                let entry = entry?;
                // It may have got its place, or have been dropped, since it was listed.
                let Ok(about) = entry.metadata() else { continue };
                if modified_ms(&about) < now_ms - ABANDONED_MS && fs::remove_file(entry.path()).is_ok() {
                    removed += 1;
                }
            }
            Ok(removed)
        }))
    }
}

fn modified_ms(about: &fs::Metadata) -> i64 {
    let since = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The folder in which a file lies, made if need be. `None`: it is not there.
fn home_of(folder: &Path, path: &FilePath, make: bool) -> io::Result<Option<PathBuf>> {
    let mut home = folder.to_owned();
    for part in path.folders() {
        home.push(part);
        match fs::symlink_metadata(&home) {
            Ok(about) if about.is_dir() => {}
            Ok(_) => return Err(io::Error::other("something else lies where a folder of files should")),
            Err(error) if error.kind() == io::ErrorKind::NotFound && make => match private_folder(&home) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    Ok(Some(home))
}

/// A folder that nobody but this account enters.
fn private_folder(place: &Path) -> io::Result<()> {
    let mut maker = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(place)
}

/// Opens a file that is there, and no symbolic link.
fn open(folder: &Path, path: &FilePath) -> io::Result<Option<File>> {
    let Some(home) = home_of(folder, path, false)? else { return Ok(None) };
    let place = home.join(path.name());
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    match options.open(place) {
        Ok(file) if file.metadata()?.is_file() => Ok(Some(file)),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes a new name in a folder outlast a power failure.
fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// A file without its place yet. Dropping it takes it away.
struct Unfinished {
    file: File,
    place: PathBuf,
}

impl Unfinished {
    fn new(folder: &Path, chance: &dyn Chance) -> io::Result<Self> {
        let incoming = folder.join(INCOMING);
        for place in [folder, &incoming] {
            if fs::symlink_metadata(place).is_err() {
                fs::create_dir_all(place.parent().unwrap_or(place))?;
                match private_folder(place) {
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                    _ => {}
                }
            }
        }
        let mut name = [0; 16];
        chance.fill(&mut name);
        let place = incoming.join(format!("{:032x}", u128::from_be_bytes(name)));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self { file: options.open(&place)?, place })
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After a rename it is not there; what cannot be removed is swept away later.
        let _gone = fs::remove_file(&self.place);
    }
}

/// See [`Incoming`].
struct IncomingFile {
    /// `None`: lent to a thread that works on the disk, or lost with it.
    unfinished: Option<Unfinished>,
    hash: Sha256,
    folder: PathBuf,
    path: FilePath,
}

impl Incoming for IncomingFile {
    fn add(&mut self, piece: Bytes) -> Answering<'_, Result<(), PortError>> {
        Box::pin(async move {
            let what = "a piece of a file cannot be written";
            let lost = || PortError { what, cause: None };
            let mut unfinished = self.unfinished.take().ok_or_else(lost)?;
            let mut hash = std::mem::take(&mut self.hash);
            let (unfinished, hash) = on_disk(what, move || {
                unfinished.file.write_all(&piece)?;
                hash.update(&piece);
                Ok((unfinished, hash))
            })
            .await?;
            (self.unfinished, self.hash) = (Some(unfinished), hash);
            Ok(())
        })
    }

    fn keep(self: Box<Self>) -> Answering<'static, Result<Kept, PortError>> {
        let Self { unfinished, hash, folder, path } = *self;
        Box::pin(on_disk("a file cannot be kept", move || {
            let unfinished = unfinished.ok_or(io::ErrorKind::BrokenPipe)?;
            unfinished.file.sync_all()?;
            let home = home_of(&folder, &path, true)?.ok_or(io::ErrorKind::NotFound)?;
            match fs::hard_link(&unfinished.place, home.join(path.name())) {
                Ok(()) => sync_folder(&home).map(|()| Kept::New),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let Some(mut there) = open(&folder, &path)? else { return Ok(Kept::Other) };
                    let mut of_there = Sha256::new();
                    io::copy(&mut there, &mut of_there)?;
                    Ok(if of_there.finalize() == hash.finalize() { Kept::Same } else { Kept::Other })
                }
                Err(error) => Err(error),
            }
        }))
    }
}

#[cfg(test)]
mod tests;
