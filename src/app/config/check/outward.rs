//! What must hold of where mail and pushes go.

use super::{LOCAL, is_safe};
use crate::{
    adapters::mail::Sender,
    app::config::{Mail, Push, TlsMode},
};

pub(super) fn mail(mail: &Mail, unless: &mut impl FnMut(bool, &str, &str)) {
    unless(!mail.folder.as_os_str().is_empty(), "mail.folder", "expected a folder");
    unless(Sender::parse(&mail.from).is_ok(), "mail.from", "expected an address, or Name <address>");
    let smtp = &mail.smtp;
    let host = smtp.host.as_deref();
    unless(host.is_none_or(is_host), "mail.smtp.host", "expected the name or address of a machine");
    unless(
        smtp.tls != TlsMode::None || host.is_none_or(|host| LOCAL.contains(&host)),
        "mail.smtp.tls",
        "expected starttls or implicit: codes and passwords leave this machine covered",
    );
    unless(smtp.port != Some(0), "mail.smtp.port", "expected 1 to 65535");
    unless((1..=60).contains(&smtp.answer_seconds), "mail.smtp.answer_seconds", "expected 1 to 60");
    let password = usize::from(smtp.password.is_some()) + usize::from(smtp.password_file.is_some());
    unless(password <= 1, "mail.smtp.password_file", "expected either this or mail.smtp.password");
    unless(smtp.password.as_ref().is_none_or(|password| !password.is_empty()), "mail.smtp.password", "is empty");
    unless(smtp.user.is_some() == (password > 0), "mail.smtp.user", "expected a user name with a password, or neither");
}

pub(super) fn push(push: &Push, unless: &mut impl FnMut(bool, &str, &str)) {
    unless(!push.folder.as_os_str().is_empty(), "push.folder", "expected a folder");
    let token_url = push.fcm.token_url.as_deref();
    unless(token_url.is_none_or(is_safe), "push.fcm.token_url", "expected an https address; http only on this machine");
}

fn is_host(host: &str) -> bool {
    !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use crate::app::config::{Config, Secret, TlsMode, check::broken};

    #[test]
    fn codes_leave_this_machine_covered() {
        fn server(config: &mut Config, host: &str, tls: TlsMode) {
            (config.mail.smtp.host, config.mail.smtp.tls) = (Some(host.to_owned()), tls);
        }
        assert!(broken(|config| server(config, "mail.example.org", TlsMode::StartTls)).is_empty());
        assert!(broken(|config| server(config, "localhost", TlsMode::None)).is_empty());
        assert_eq!(broken(|config| server(config, "mail.example.org", TlsMode::None)), ["mail.smtp.tls"]);
        assert_eq!(broken(|config| server(config, "mail example", TlsMode::Implicit)), ["mail.smtp.host"]);
        assert_eq!(broken(|config| config.mail.smtp.user = Some("ann".into())), ["mail.smtp.user"]);
        assert_eq!(broken(|config| config.mail.smtp.password = Some(Secret::new("s"))), ["mail.smtp.user"]);
        assert_eq!(
            broken(|config| {
                (config.mail.smtp.user, config.mail.smtp.password) = (Some("ann".into()), Some(Secret::default()));
            }),
            ["mail.smtp.password"]
        );
        assert_eq!(broken(|config| config.mail.from = "Talkamie".into()), ["mail.from"]);
        assert_eq!(broken(|config| config.push.fcm.url = "http://example.org".into()), ["push.fcm.url"]);
    }
}
