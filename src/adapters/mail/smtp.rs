//! Mail to a mail server: SMTP (RFC 5321), submission (RFC 6409).
//!
//! Every mail has a connection of its own: mails are few, and one that hangs holds nobody else up. What the server says of a
//! refusal stays here, since it quotes addresses; its code is told.

use super::{Sender, message};
use crate::operations::ports::{Answering, Clock, Mail, OtpMail, PortError, SendError};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    transport::smtp::{
        Error,
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};
use std::{sync::Arc, time::Duration};

/// How the connection is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// Not at all: for a server on this machine.
    None,
    /// From `STARTTLS` on; a server that does not offer it gets nothing.
    StartTls,
    /// From the first byte.
    Implicit,
}

/// Which mail server, and how.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    pub host: String,
    pub port: u16,
    pub tls: SmtpTls,
    /// User name and password.
    pub credentials: Option<(String, String)>,
    /// Certificates, in PEM, that are trusted beside those that everybody trusts.
    pub trusted: Option<Vec<u8>>,
    /// Longest wait for each answer of the server, and for the connection.
    pub answer_time: Duration,
    /// Longest time for a whole mail.
    pub mail_time: Duration,
}

/// The password is not for logs.
impl std::fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpSettings").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

/// A mail server.
pub struct SmtpMail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    mail_time: Duration,
    sender: Sender,
    clock: Arc<dyn Clock>,
}

impl SmtpMail {
    /// Nothing is connected yet.
    ///
    /// # Errors
    /// The trusted certificates are none, or the host has no possible name.
    pub fn new(settings: SmtpSettings, sender: Sender, clock: Arc<dyn Clock>) -> Result<Self, PortError> {
        let tls = match settings.tls {
            SmtpTls::None => Tls::None,
            SmtpTls::StartTls => Tls::Required(trust(&settings)?),
            SmtpTls::Implicit => Tls::Wrapper(trust(&settings)?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host)
            .port(settings.port)
            .tls(tls)
            .timeout(Some(settings.answer_time))
            .hello_name(ClientId::Domain(sender.domain().to_owned()));
        if let Some((user, password)) = settings.credentials {
            builder = builder.credentials(Credentials::new(user, password));
        }
        Ok(Self { transport: builder.build(), mail_time: settings.mail_time, sender, clock })
    }

    async fn hand_over(&self, mail: OtpMail) -> Result<(), SendError> {
        let message = message(&mail, &self.sender, self.clock.now_ms())?;
        let sent = tokio::time::timeout(self.mail_time, self.transport.send(message)).await;
        match sent {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(meaning(&error)),
            Err(_) => Err(SendError::again("the mail server takes too long", "gave up waiting")),
        }
    }
}

impl Mail for SmtpMail {
    fn send(&self, mail: OtpMail) -> Answering<'_, Result<(), SendError>> {
        Box::pin(self.hand_over(mail))
    }
}

fn trust(settings: &SmtpSettings) -> Result<TlsParameters, PortError> {
    let unusable = |error: Error| PortError { what: "no TLS for mail", cause: Some(error.into()) };
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(pem) = &settings.trusted {
        builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(unusable)?);
    }
    builder.build_rustls().map_err(unusable)
}

/// Answers that refuse us or the hour rather than this mail (RFC 4954, RFC 7504): an operator can change what they mean.
const OURS: [&str; 6] = ["454", "521", "530", "534", "535", "538"];

fn meaning(error: &Error) -> SendError {
    if let Some(code) = error.status() {
        let code = code.to_string();
        let refused = error.is_permanent() && !OURS.contains(&code.as_str());
        let cause = format!("status {code}");
        return match refused {
            true => SendError::never("the mail server refuses the mail", cause),
            false => SendError::again("the mail server does not take the mail now", cause),
        };
    }
    // Words of the server may be among these causes; the others' are the system's.
    if error.is_response() {
        return SendError::again("the mail server was not understood", "not SMTP, or cut off");
    }
    if error.is_client() {
        return SendError::again("the mail server lacks something", "STARTTLS, a way to sign in, or an extension");
    }
    let cause = std::error::Error::source(error).map_or_else(|| "no reason known".to_owned(), ToString::to_string);
    SendError::again("the mail server cannot be reached", cause)
}
