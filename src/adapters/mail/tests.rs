//! Against a mail server of our own on loopback that speaks SMTP, and a folder.

use super::*;
use crate::{
    domain::ids::JobId,
    operations::ports::{Chance, Clock, Mail as _},
};
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpListener,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};
use uuid::Uuid;

/// Made for these tests, for `localhost` and 127.0.0.1; nobody else trusts it.
const CERTIFICATE: &[u8] = include_bytes!("test-cert.pem");
const KEY: &[u8] = include_bytes!("test-key.pem");
/// 2026-11-21T20:00:00Z.
const NOW_MS: i64 = 1_795_291_200_000;

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

/// What the server does about a command.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Act {
    Say(&'static str),
    /// Says nothing any more.
    Hang,
    /// Closes the connection.
    Leave,
    /// Says so and covers the connection.
    Cover,
}

type Script = Arc<dyn Fn(usize, &str) -> Option<Act> + Send + Sync>;

/// A mail server. `script` decides by the number of the connection and the command; where it has no opinion all is well.
struct Server {
    port: u16,
    /// Commands, and each message as one entry.
    heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(script: impl Fn(usize, &str) -> Option<Act> + Send + Sync + 'static) -> Self {
        Self::listen(Arc::new(script), false).await
    }

    async fn listen(script: Script, covered: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&heard);
        tokio::spawn(async move {
            let mut count = 0;
            while let Ok((socket, _)) = listener.accept().await {
                count += 1;
                let (script, notes) = (Arc::clone(&script), Arc::clone(&notes));
                tokio::spawn(async move {
                    if covered {
                        let Ok(socket) = acceptor().accept(socket).await else { return };
                        drop(talk(socket, true, count, &script, &notes).await);
                    } else if let Some(socket) = talk(socket, true, count, &script, &notes).await
                        && let Ok(socket) = acceptor().accept(socket).await
                    {
                        notes.lock().expect("unbroken").push("(covered)".into());
                        drop(talk(socket, false, count, &script, &notes).await);
                    }
                });
            }
        });
        Self { port, heard }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("unbroken").clone()
    }

    fn messages(&self) -> Vec<String> {
        self.heard().into_iter().filter(|line| line.contains("\r\n")).collect()
    }

    fn mail(&self, change: impl FnOnce(&mut SmtpSettings)) -> SmtpMail {
        let mut settings = SmtpSettings {
            host: "localhost".into(),
            port: self.port,
            tls: SmtpTls::None,
            credentials: None,
            trusted: None,
            answer_time: Duration::from_millis(500),
            mail_time: Duration::from_secs(5),
        };
        change(&mut settings);
        SmtpMail::new(settings, sender(), Arc::new(At(NOW_MS))).expect("usable settings")
    }
}

fn acceptor() -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(KEY).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a pair");
    TlsAcceptor::from(Arc::new(config))
}

/// One connection. Answers the socket when it is to be covered.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    socket: S,
    greet: bool,
    count: usize,
    script: &Script,
    notes: &Mutex<Vec<String>>,
) -> Option<S> {
    let mut socket = BufReader::new(socket);
    let mut command = if greet { "(hello)".to_owned() } else { String::new() };
    loop {
        if command.is_empty() {
            let mut line = Vec::new();
            socket.read_until(b'\n', &mut line).await.ok().filter(|&read| read > 0)?;
            command = String::from_utf8(line).expect("a text").trim_end().to_owned();
        }
        notes.lock().expect("unbroken").push(command.clone());
        let verb = command.split(' ').next().unwrap_or_default().to_owned();
        let usual = match verb.as_str() {
            "(hello)" => "220 here\r\n",
            "EHLO" => "250-here\r\n250-STARTTLS\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN\r\n",
            "AUTH" => "235 welcome\r\n",
            "DATA" => "354 go on\r\n",
            "QUIT" => "221 bye\r\n",
            _ => "250 well\r\n",
        };
        match script(count, &command).unwrap_or(Act::Say(usual)) {
            Act::Say(text) => socket.write_all(text.as_bytes()).await.ok()?,
            Act::Hang => std::future::pending().await,
            Act::Leave => return None,
            Act::Cover => {
                socket.write_all(b"220 cover it\r\n").await.ok()?;
                return Some(socket.into_inner());
            }
        }
        command.clear();
        if verb == "DATA" {
            let mut message = Vec::new();
            while !message.ends_with(b"\r\n.\r\n") {
                socket.read_until(b'\n', &mut message).await.ok().filter(|&read| read > 0)?;
            }
            notes.lock().expect("unbroken").push(String::from_utf8(message).expect("a text"));
            command = "(taken)".into();
        }
    }
}

fn sender() -> Sender {
    Sender::parse("Talkamie <no-reply@talkamie.example>").expect("an address")
}

fn mail() -> OtpMail {
    OtpMail { id: JobId(Uuid::from_u128(7)), to: "ann@example.org".into(), code: "0042".into(), minutes: 10 }
}

/// How a mail went, in a word and a sentence.
async fn sent(mail_server: &SmtpMail) -> String {
    match mail_server.send(mail()).await {
        Ok(()) => "sent".into(),
        Err(error @ SendError::Again { .. }) => format!("again: {error}"),
        Err(error @ SendError::Never(_)) => format!("never: {error}"),
    }
}

#[tokio::test]
async fn a_mail_is_handed_over_with_both_parts_and_a_name_that_stays() {
    let server = Server::start(|_, _| None).await;
    let smtp = server.mail(|settings| settings.credentials = Some(("ann".into(), "s3cret".into())));
    assert_eq!(sent(&smtp).await, "sent");
    assert_eq!(sent(&smtp).await, "sent");
    let heard = server.heard();
    assert!(heard.iter().any(|line| line == "EHLO talkamie.example"), "{heard:?}");
    // "\0ann\0s3cret"
    assert!(heard.iter().any(|line| line == "AUTH PLAIN AGFubgBzM2NyZXQ="), "{heard:?}");
    assert!(heard.iter().any(|line| line.starts_with("MAIL FROM:<no-reply@talkamie.example>")), "{heard:?}");
    assert!(heard.iter().any(|line| line.starts_with("RCPT TO:<ann@example.org>")), "{heard:?}");
    let messages = server.messages();
    let id = "Message-ID: <00000000-0000-0000-0000-000000000007@talkamie.example>\r\n";
    assert_eq!(messages.len(), 2);
    for message in &messages {
        for part in [
            id,
            "From: Talkamie <no-reply@talkamie.example>\r\n",
            "To: ann@example.org\r\n",
            "Subject: Your Talkamie code\r\n",
            "Date: Sat, 21 Nov 2026 20:00:00 +0000\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Type: multipart/alternative;",
            "Content-Type: text/plain; charset=utf-8\r\n",
            "Content-Type: text/html; charset=utf-8\r\n",
            "Your code is 0042\r\n",
            "10 minutes",
            "<strong>0042</strong>",
        ] {
            assert!(message.contains(part), "{part:?} in {message}");
        }
    }
}

#[tokio::test]
async fn what_a_server_says_is_for_now_or_for_good() {
    for (at, answer, expected) in [
        ("(hello)", "421 too busy\r\n", "again: the mail server does not take the mail now: status 421"),
        ("(hello)", "554 no mail here\r\n", "never: the mail server refuses the mail: status 554"),
        ("AUTH", "535 wrong\r\n", "again: the mail server does not take the mail now: status 535"),
        ("AUTH", "454 later\r\n", "again: the mail server does not take the mail now: status 454"),
        ("MAIL", "530 sign in first\r\n", "again: the mail server does not take the mail now: status 530"),
        ("RCPT", "450 box busy\r\n", "again: the mail server does not take the mail now: status 450"),
        ("RCPT", "550 5.1.1 no ann@example.org\r\n", "never: the mail server refuses the mail: status 550"),
        ("(taken)", "452 disk full\r\n", "again: the mail server does not take the mail now: status 452"),
        ("(taken)", "554 looks like spam\r\n", "never: the mail server refuses the mail: status 554"),
        ("RCPT", "what?\r\n", "again: the mail server was not understood: not SMTP, or cut off"),
    ] {
        let server = Server::start(move |_, command| command.starts_with(at).then_some(Act::Say(answer))).await;
        let smtp = server.mail(|settings| settings.credentials = Some(("ann".into(), "s3cret".into())));
        assert_eq!(sent(&smtp).await, expected, "{at} {answer}");
    }
}

#[tokio::test]
async fn a_server_that_is_busy_takes_the_mail_the_next_time() {
    let busy = |count, command: &str| (count == 1 && command.starts_with("RCPT")).then_some(Act::Say("451 later\r\n"));
    let server = Server::start(busy).await;
    let smtp = server.mail(|_| ());
    assert!(sent(&smtp).await.starts_with("again: "));
    assert_eq!(sent(&smtp).await, "sent");
    assert_eq!(server.messages().len(), 1);
}

#[tokio::test]
async fn a_server_that_hangs_or_leaves_is_tried_again() {
    for at in ["(hello)", "EHLO", "RCPT", "DATA", "(taken)"] {
        for act in [Act::Hang, Act::Leave] {
            let server = Server::start(move |_, command| command.starts_with(at).then_some(act)).await;
            let outcome = sent(&server.mail(|_| ())).await;
            assert!(outcome.starts_with("again: "), "{at} {act:?}: {outcome}");
            assert!(!outcome.contains("ann"), "{outcome}");
        }
    }
    // Answers, but too slowly to come to an end.
    let server = Server::start(|_, command| command.starts_with("RCPT").then_some(Act::Hang)).await;
    let smtp = server.mail(|settings| {
        (settings.answer_time, settings.mail_time) = (Duration::from_secs(60), Duration::from_millis(300));
    });
    assert_eq!(sent(&smtp).await, "again: the mail server takes too long: gave up waiting");
    // Nobody there at all.
    let gone = Server::start(|_, _| None).await.mail(|settings| settings.port = 9);
    assert!(sent(&gone).await.starts_with("again: the mail server cannot be reached"));
}

#[tokio::test]
async fn a_connection_is_covered_by_whom_we_trust_or_nothing_is_said() {
    let covering = |_, command: &str| command.starts_with("STARTTLS").then_some(Act::Cover);
    let server = Server::start(covering).await;
    let signed_in = |settings: &mut SmtpSettings| {
        settings.tls = SmtpTls::StartTls;
        settings.credentials = Some(("ann".into(), "s3cret".into()));
        settings.trusted = Some(CERTIFICATE.to_vec());
    };
    assert_eq!(sent(&server.mail(signed_in)).await, "sent");
    let heard = server.heard();
    let place = |start: &str| heard.iter().position(|line| line.starts_with(start)).expect("heard");
    assert!(place("(covered)") < place("AUTH") && place("(covered)") < place("MAIL"), "{heard:?}");

    let stranger = Server::start(covering).await;
    let outcome = sent(&stranger.mail(|settings| settings.tls = SmtpTls::StartTls)).await;
    assert!(outcome.starts_with("again: the mail server cannot be reached: "), "{outcome}");
    let misnamed = stranger.mail(|settings| {
        signed_in(settings);
        settings.host = "127.0.0.2".into();
    });
    assert!(sent(&misnamed).await.starts_with("again: "), "the certificate is for another name");
    let bare = Server::start(|_, command| command.starts_with("EHLO").then_some(Act::Say("250 here\r\n"))).await;
    let outcome = sent(&bare.mail(signed_in)).await;
    assert_eq!(outcome, "again: the mail server lacks something: STARTTLS, a way to sign in, or an extension");
    for server in [stranger, bare] {
        assert!(!server.heard().iter().any(|line| line.starts_with("AUTH") || line.starts_with("MAIL")));
    }

    let implicit = Server::listen(Arc::new(|_, _| None), true).await;
    let smtp = implicit.mail(|settings| {
        (settings.tls, settings.trusted) = (SmtpTls::Implicit, Some(CERTIFICATE.to_vec()));
    });
    assert_eq!(sent(&smtp).await, "sent");
    assert_eq!(implicit.messages().len(), 1);
}

#[tokio::test]
async fn an_address_that_cannot_be_written_to_is_refused_for_good() {
    let server = Server::start(|_, _| None).await;
    let smtp = server.mail(|_| ());
    for to in ["ann@example.org\r\nBcc: all@example.org", "ann", ""] {
        let failed = smtp.send(OtpMail { to: to.into(), ..mail() }).await.expect_err("refused");
        assert!(matches!(failed, SendError::Never(_)), "{to:?}");
        assert_eq!(failed.to_string(), "the mail cannot be written: no mail address");
    }
    assert!(server.heard().is_empty());
    assert!(Sender::parse("nobody").is_err() && Sender::parse("no-reply@example.org").is_ok());
}

#[tokio::test]
async fn in_the_folder_a_mail_is_a_file_that_only_we_read() {
    let folder = std::env::temp_dir().join(format!("talkamie-mail-{}", std::process::id()));
    let saver = MailFolder::new(folder.clone(), sender(), Arc::new(At(NOW_MS)), Arc::new(Always(7)));
    saver.send(mail()).await.expect("saved");
    // Left half written by a program that was killed: in nobody's way.
    std::fs::write(folder.join(".00000000-0000-0000-0000-000000000007.eml.00000000"), "half").expect("written");
    saver.send(OtpMail { minutes: 9, ..mail() }).await.expect("saved again");
    let path = folder.join("00000000-0000-0000-0000-000000000007.eml");
    let text = std::fs::read_to_string(&path).expect("the file is there");
    assert!(text.contains("To: ann@example.org\r\n"), "{text}");
    assert!(text.contains("Your code is 0042\r\n") && text.contains("9 minutes"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).expect("metadata").permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 2, "sent again, a mail replaces itself");
    let refused = saver.send(OtpMail { to: "a\r\nBcc: b@example.org".into(), ..mail() }).await;
    assert!(matches!(refused, Err(SendError::Never(_))));
    std::fs::remove_dir_all(folder).expect("removed");
}
