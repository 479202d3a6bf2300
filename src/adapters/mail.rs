//! Mail into a folder: the default, for development and for trying things out. One file a mail, newest last by name.

use crate::{
    domain::time::iso_date_time,
    operations::ports::{Answering, Chance, Clock, Mail, OtpMail, PortError},
};
use std::{
    fmt::Write as _,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::io::AsyncWriteExt;

/// Writes each mail as a file, readable by this account alone, since mails hold codes.
pub struct MailFolder {
    folder: PathBuf,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
}

impl MailFolder {
    /// The folder is made with the first mail.
    pub fn new(folder: PathBuf, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Self {
        Self { folder, clock, chance }
    }

    async fn save(&self, mail: OtpMail) -> Result<(), PortError> {
        let failed = |error: io::Error| PortError { what: "the mail could not be saved", cause: Some(Box::new(error)) };
        let now_ms = self.clock.now_ms();
        let mut salt = [0; 4];
        self.chance.fill(&mut salt);
        let name = format!("{now_ms}-{:08x}.eml", u32::from_be_bytes(salt));
        write(&self.folder, &name, text(&mail, now_ms).as_bytes()).await.map_err(failed)?;
        tracing::info!(file = name, "Mail saved");
        Ok(())
    }
}

impl Mail for MailFolder {
    fn send(&self, mail: OtpMail) -> Answering<'_, Result<(), PortError>> {
        Box::pin(self.save(mail))
    }
}

/// Writes under another name first: who watches the folder never reads half a mail.
async fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
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
    let unfinished = folder.join(format!(".{name}"));
    let mut file = options.open(&unfinished).await?;
    file.write_all(bytes).await?;
    file.flush().await?;
    tokio::fs::rename(unfinished, folder.join(name)).await
}

/// The mail, in the form of RFC 5322.
fn text(mail: &OtpMail, now_ms: i64) -> String {
    // An address was checked long before; a line break in it would still forge a header.
    let to: String = mail.to.chars().filter(|c| !c.is_control()).collect();
    let mut text = String::new();
    let _ = write!(
        text,
        "From: Talkamie <no-reply@talkamie.example>\r\nTo: {to}\r\nSubject: Your Talkamie code\r\nX-Sent-At: {}\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n\
         Your code is {}\r\n\r\nIt is good for {} minutes. If you did not ask for it, you need not do anything.\r\n",
        iso_date_time(now_ms),
        mail.code,
        mail.minutes
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    struct At(i64);
    impl Clock for At {
        fn now_ms(&self) -> i64 {
            self.0
        }
    }
    struct Always(u8);
    impl Chance for Always {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[tokio::test]
    async fn a_mail_is_a_file_that_only_we_read() {
        let folder = std::env::temp_dir().join(format!("talkamie-mail-{}", std::process::id()));
        let mail = MailFolder::new(folder.clone(), Arc::new(At(0)), Arc::new(Always(7)));
        let to = "ann@example.org\r\nBcc: all@example.org".to_owned();
        mail.send(OtpMail { to, code: "0042".into(), minutes: 10 }).await.expect("saved");
        let path = folder.join("0-07070707.eml");
        let text = std::fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains("To: ann@example.orgBcc: all@example.org\r\n"), "{text}");
        assert!(text.contains("Your code is 0042\r\n") && text.contains("10 minutes"), "{text}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).expect("metadata").permissions().mode() & 0o777, 0o600);
        }
        std::fs::remove_dir_all(folder).expect("removed");
    }
}
