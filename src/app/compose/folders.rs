//! Folders that are written into.

use crate::app::{Fault, config::Config};
use std::{
    fs::{self, OpenOptions},
    io,
    path::Path,
};

/// Nobody's file: made to see whether one can be, and taken away at once.
const PROBE: &str = ".talkamie-probe";

/// That mail, pushes and files can be kept in their folders, where folders keep them. Nothing of it stays: a folder that is missing
/// is made with its first file.
///
/// # Errors
/// One of them, or what it is to be made in, is no folder or cannot be written.
pub fn folders(config: &Config) -> Result<(), Fault> {
    let mail = config.mail.smtp.host.is_none().then_some(("mail.folder", &config.mail.folder));
    let push = config.push.fcm.credentials_file.is_none().then_some(("push.folder", &config.push.folder));
    let files = config.files.s3.bucket.is_none().then_some(("files.folder", &config.files.folder));
    for (key, folder) in [mail, push, files].into_iter().flatten() {
        let cannot = || format!("cannot write into {} ({key})", folder.display());
        writable(folder).map_err(|error| Fault::new(cannot()).because(error))?;
    }
    Ok(())
}

fn writable(folder: &Path) -> io::Result<()> {
    // A name without a folder is in the current one.
    let here = Path::new(".");
    let mut parents = folder.ancestors().map(|parent| if parent.as_os_str().is_empty() { here } else { parent });
    let there = parents.find(|parent| parent.exists()).unwrap_or(here);
    if !there.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    // A name that nobody can have put there before.
    let probe = there.join(format!("{PROBE}-{}", uuid::Uuid::new_v4()));
    OpenOptions::new().write(true).create_new(true).open(&probe)?;
    fs::remove_file(probe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_tried_out_and_left_as_they_were() {
        let there = std::env::temp_dir().join(format!("talkamie-folders-{}", uuid::Uuid::new_v4()));
        fs::create_dir(&there).expect("a folder is made");
        let file = there.join("file");
        fs::write(&file, "x").expect("a file is written");
        let tried = |folder: &Path| {
            let mut config = Config::default();
            (config.mail.folder, config.push.folder, config.files.folder) =
                (there.join("mail"), there.join("deep/push"), folder.to_owned());
            folders(&config).map_err(|fault| fault.to_string())
        };
        assert_eq!(tried(&there.join("files")), Ok(()));
        assert_eq!(fs::read_dir(&there).expect("it is read").count(), 1, "nothing stays");
        let told = tried(&file.join("files")).expect_err("a file is no folder");
        assert!(told.contains("files.folder"), "{told}");
        fs::remove_dir_all(there).expect("it is taken away");
    }
}
