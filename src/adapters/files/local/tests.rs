use super::*;
use crate::{
    adapters::clock::OsChance,
    domain::{files::Kind, ids::UserId},
};
use uuid::Uuid;

const NOW_MS: i64 = 1_800_000_000_000;

/// A store in a folder that goes with its test.
struct Home(PathBuf);

impl Home {
    fn new() -> Self {
        let mut salt = [0; 16];
        OsChance.fill(&mut salt);
        Self(std::env::temp_dir().join(format!("talkamie-files-{:032x}", u128::from_be_bytes(salt))))
    }

    fn files(&self) -> LocalFiles {
        LocalFiles::new(self.0.join("files"), "https://api.example.org/", Arc::new(OsChance))
    }

    /// Every file below the folder but the key.
    fn all(&self) -> Vec<PathBuf> {
        fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    walk(&entry.path(), out);
                } else if entry.file_name() != KEY {
                    out.push(entry.path());
                }
            }
        }
        let mut out = vec![];
        walk(&self.0, &mut out);
        out
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

fn path(kind: Kind) -> FilePath {
    FilePath::new(UserId(Uuid::from_u128(1)), kind, [7; 16], "image/png", "a")
}

fn upload() -> Upload {
    Upload { path: path(Kind::Picture), mime_type: "image/png".into(), bytes_max: 10, until_ms: NOW_MS }
}

fn signature(url: &str) -> String {
    url.split_once("signature=").expect("signed").1.to_owned()
}

async fn take_in(files: &LocalFiles, bytes: &'static [u8]) -> Kept {
    let mut incoming = files.begin(&path(Kind::Picture)).await.expect("begun");
    for piece in bytes.chunks(3) {
        incoming.add(Bytes::from_static(piece)).await.expect("taken");
    }
    incoming.keep().await.expect("kept")
}

#[test]
fn a_signature_is_of_everything_that_the_address_says() {
    let home = Home::new();
    let files = home.files();
    let url = files.upload_url(&upload(), NOW_MS).expect("signed");
    assert!(url.starts_with(&files.url_of(&path(Kind::Picture))) && url.contains("type=image%2Fpng&max=10"), "{url}");
    let signature = signature(&url);
    assert_eq!(files.signed_upload(&upload(), &signature).ok(), Some(true));
    for other in [
        Upload { path: path(Kind::Video), ..upload() },
        Upload { mime_type: "image/jpeg".into(), ..upload() },
        Upload { bytes_max: 11, ..upload() },
        Upload { until_ms: NOW_MS + 1, ..upload() },
    ] {
        assert_eq!(files.signed_upload(&other, &signature).ok(), Some(false), "{other:?}");
    }
    for forged in ["", "AAAA", "é", &signature[1..], &format!("{signature}="), &signature.to_lowercase()] {
        assert_eq!(files.signed_upload(&upload(), forged).ok(), Some(false), "{forged}");
    }
    let link = files.link(&path(Kind::Certificate), NOW_MS, 5).expect("signed");
    let of_link = link.split_once("signature=").expect("signed").1;
    assert_eq!(files.signed_link(&path(Kind::Certificate), 5, of_link).ok(), Some(true));
    assert_eq!(files.signed_link(&path(Kind::Certificate), 6, of_link).ok(), Some(false));
    assert_eq!(files.path_of(&link), Some(path(Kind::Certificate)), "a client may send the link back");
    assert_eq!(home.files().signed_upload(&upload(), &signature).ok(), Some(true), "another copy has the same key");
    assert_eq!(
        Home::new().files().signed_upload(&upload(), &signature).ok(),
        Some(false),
        "another folder has its own"
    );
}

#[test]
fn copies_that_start_together_have_one_key() {
    let home = Home::new();
    let keys: Vec<_> = std::thread::scope(|scope| {
        let copies: Vec<_> = (0..8).map(|_| scope.spawn(|| *home.files().key().expect("a key"))).collect();
        copies.into_iter().map(|copy| copy.join().expect("no panic")).collect()
    });
    assert!(keys.windows(2).all(|pair| pair[0] == pair[1]));
    assert!(home.all().is_empty(), "nothing unfinished stays");
}

#[tokio::test]
async fn what_came_in_whole_is_kept_and_stays() {
    let home = Home::new();
    let files = home.files();
    assert_eq!(files.size(&path(Kind::Picture), NOW_MS).await.expect("an answer"), None);
    assert_eq!(take_in(&files, b"0123456789").await, Kept::New);
    assert_eq!(take_in(&files, b"0123456789").await, Kept::Same);
    assert_eq!(take_in(&files, b"987654321").await, Kept::Other);
    let read = files.read(&path(Kind::Picture), 10, NOW_MS).await.expect("read");
    assert_eq!(read.as_deref(), Some(&b"0123456789"[..]));
    assert_eq!(files.read(&path(Kind::Picture), 9, NOW_MS).await.expect("an answer"), None);
    assert_eq!(home.all().len(), 1, "and nothing else stays");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&home.all()[0]).expect("it is there").permissions().mode() & 0o777, 0o600);
    }
    files.write(&path(Kind::Picture), b"new".to_vec(), NOW_MS).await.expect("written over");
    assert_eq!(files.size(&path(Kind::Picture), NOW_MS).await.expect("an answer"), Some(3));
    files.remove(&path(Kind::Picture), NOW_MS).await.expect("removed");
    files.remove(&path(Kind::Picture), NOW_MS).await.expect("it is away");
    assert!(home.all().is_empty());
}

#[tokio::test]
async fn what_breaks_off_leaves_nothing() {
    let home = Home::new();
    let files = home.files();
    let mut incoming = files.begin(&path(Kind::Picture)).await.expect("begun");
    incoming.add(Bytes::from_static(b"half")).await.expect("taken");
    assert_eq!(home.all().len(), 1);
    drop(incoming);
    assert!(home.all().is_empty());
    assert_eq!(files.size(&path(Kind::Picture), NOW_MS).await.expect("an answer"), None);
}

#[tokio::test]
async fn what_a_killed_program_left_is_swept_away() {
    let home = Home::new();
    let files = home.files();
    assert_eq!(files.sweep_unfinished(NOW_MS).await.expect("nothing there"), 0);
    let mut incoming = files.begin(&path(Kind::Picture)).await.expect("begun");
    incoming.add(Bytes::from_static(b"half")).await.expect("taken");
    let began = modified_ms(&fs::metadata(&home.all()[0]).expect("it is there"));
    assert_eq!(files.sweep_unfinished(began + ABANDONED_MS - 1000).await.expect("swept"), 0, "it may still come in");
    assert_eq!(files.sweep_unfinished(began + ABANDONED_MS + 1000).await.expect("swept"), 1);
    assert!(home.all().is_empty());
}

#[cfg(unix)]
#[tokio::test]
async fn symbolic_links_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let home = Home::new();
    let files = home.files();
    assert_eq!(take_in(&files, b"mine").await, Kept::New);
    let own = home.all().pop().expect("the file");
    let secret = home.0.join("secret");
    fs::write(&secret, "secret").expect("written");
    // In the place of the file.
    fs::remove_file(&own).expect("removed");
    symlink(&secret, &own).expect("linked");
    assert!(files.open(&path(Kind::Picture)).await.is_err());
    assert!(files.read(&path(Kind::Picture), 100, NOW_MS).await.is_err());
    // In the place of a folder.
    let folder = own.parent().expect("a folder");
    fs::remove_dir_all(folder).expect("removed");
    let elsewhere = home.0.join("elsewhere");
    fs::create_dir(&elsewhere).expect("made");
    fs::write(elsewhere.join(path(Kind::Picture).name()), "secret").expect("written");
    symlink(&elsewhere, folder).expect("linked");
    assert!(files.open(&path(Kind::Picture)).await.is_err());
    let mut incoming = files.begin(&path(Kind::Picture)).await.expect("begun");
    incoming.add(Bytes::from_static(b"x")).await.expect("taken");
    assert!(incoming.keep().await.is_err());
}
