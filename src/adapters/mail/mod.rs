//! Mail: into a folder ([`MailFolder`], the default) or to a mail server ([`SmtpMail`]). Both send the same messages.

mod folder;
mod smtp;

pub use folder::MailFolder;
pub use smtp::{SmtpMail, SmtpSettings, SmtpTls};

use crate::operations::ports::{OtpMail, PortError, SendError};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use std::time::{Duration, UNIX_EPOCH};

/// Who mails are from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(Mailbox);

impl Sender {
    /// From `Talkamie <no-reply@example.org>`, or the address alone.
    ///
    /// # Errors
    /// It is no address.
    pub fn parse(text: &str) -> Result<Self, PortError> {
        let mailbox = text.parse::<Mailbox>();
        let mailbox =
            mailbox.map_err(|error| PortError { what: "not an address to send from", cause: Some(error.into()) })?;
        Ok(Self(mailbox))
    }

    /// The part after the `@`.
    fn domain(&self) -> &str {
        self.0.email.domain()
    }
}

/// The message of a mail. Sent again it has the same `Message-ID`, by which mail programs know it.
///
/// # Errors
/// The receiver's address cannot be written to: sending it again will not help.
fn message(mail: &OtpMail, sender: &Sender, now_ms: i64) -> Result<Message, SendError> {
    // The parser's words may quote the address: they stay out of the log.
    let to: Address = mail.to.parse().map_err(|_| SendError::never("the mail cannot be written", "no mail address"))?;
    let now = UNIX_EPOCH + Duration::from_millis(u64::try_from(now_ms).unwrap_or_default());
    Message::builder()
        .from(sender.0.clone())
        .to(Mailbox::new(None, to))
        .subject("Your Talkamie code")
        .date(now)
        .message_id(Some(format!("<{}@{}>", mail.id, sender.domain())))
        // So that nobody's holiday notice answers it (RFC 3834).
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        .multipart(MultiPart::alternative_plain_html(text(mail), html(mail)))
        .map_err(|_| SendError::never("the mail cannot be written", "a header is refused"))
}

fn text(mail: &OtpMail) -> String {
    format!(
        "Your code is {}\r\n\r\nIt is good for {} minutes. If you did not ask for it, you need not do anything.\r\n",
        mail.code, mail.minutes
    )
}

/// Codes are digits: nothing in here needs escaping.
fn html(mail: &OtpMail) -> String {
    format!(
        "<!doctype html>\r\n<html lang=\"en\">\r\n<body style=\"font-family: sans-serif\">\r\n\
         <p>Your Talkamie code is</p>\r\n\
         <p style=\"font-size: 2em; letter-spacing: 0.2em\"><strong>{}</strong></p>\r\n\
         <p>It is good for {} minutes. If you did not ask for it, you need not do anything.</p>\r\n\
         </body>\r\n</html>\r\n",
        mail.code, mail.minutes
    )
}

#[cfg(test)]
mod tests;
