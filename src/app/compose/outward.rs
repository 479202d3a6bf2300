//! Where mail and pushes go.

use crate::{
    adapters::{
        mail::{MailFolder, Sender, SmtpMail, SmtpSettings, SmtpTls},
        push::{Fcm, FcmSettings, PushFolder, ServiceAccount},
    },
    app::{
        Fault,
        cli::read_key,
        config::{Config, Smtp, TlsMode, is_safe},
    },
    operations::ports::{Chance, Clock, Mail, PortError, Push},
};
use std::{sync::Arc, time::Duration};

/// Longest time for a whole mail: less than a job may take.
const MAIL_TIME: Duration = Duration::from_secs(60);

/// Where mail goes: a mail server if one is named, else a folder.
///
/// # Errors
/// The files of `mail.smtp` cannot be read, or are not what they should be.
pub fn mail(config: &Config, clock: &Arc<dyn Clock>, chance: &Arc<dyn Chance>) -> Result<Arc<dyn Mail>, Fault> {
    let told = |key: &str| {
        let what = format!("{key} cannot be used");
        move |error: PortError| Fault::new(what).because(error.told())
    };
    let sender = Sender::parse(&config.mail.from).map_err(told("mail.from"))?;
    let Some(host) = config.mail.smtp.host.clone() else {
        return Ok(Arc::new(MailFolder::new(
            config.mail.folder.clone(),
            sender,
            Arc::clone(clock),
            Arc::clone(chance),
        )));
    };
    let smtp = &config.mail.smtp;
    let (tls, usual_port) = match smtp.tls {
        TlsMode::None => (SmtpTls::None, 25),
        TlsMode::StartTls => (SmtpTls::StartTls, 587),
        TlsMode::Implicit => (SmtpTls::Implicit, 465),
    };
    let settings = SmtpSettings {
        host,
        port: smtp.port.unwrap_or(usual_port),
        tls,
        credentials: credentials(smtp)?,
        trusted: smtp.trusted_file.as_ref().map(read_key).transpose()?.map(String::into_bytes),
        answer_time: Duration::from_secs(smtp.answer_seconds),
        mail_time: MAIL_TIME,
    };
    Ok(Arc::new(SmtpMail::new(settings, sender, Arc::clone(clock)).map_err(told("mail.smtp"))?))
}

/// User name and password at the mail server.
fn credentials(smtp: &Smtp) -> Result<Option<(String, String)>, Fault> {
    let Some(user) = smtp.user.clone() else { return Ok(None) };
    let password = match (&smtp.password, &smtp.password_file) {
        (Some(password), _) => password.expose().to_owned(),
        // Editors leave a line break behind it.
        (None, Some(file)) => read_key(file)?.trim_end_matches(['\r', '\n']).to_owned(),
        (None, None) => return Ok(None),
    };
    Ok(Some((user, password)))
}

/// Where pushes go: Google's push service if an account there is named, else a folder.
///
/// # Errors
/// The file of `push.fcm` cannot be read, or is no service account.
pub fn push(config: &Config, clock: &Arc<dyn Clock>, chance: &Arc<dyn Chance>) -> Result<Arc<dyn Push>, Fault> {
    let Some(file) = &config.push.fcm.credentials_file else {
        return Ok(Arc::new(PushFolder::new(config.push.folder.clone(), Arc::clone(clock), Arc::clone(chance))));
    };
    let unusable =
        |why: &str| Fault::new(format!("push.fcm.credentials_file ({}) cannot be used: {why}", file.display()));
    // The parser's words would quote the key.
    let account = serde_json::from_str::<ServiceAccount>(&read_key(file)?);
    let account = account.map_err(|_| unusable("expected the JSON of a service account"))?;
    if config.push.fcm.token_url.is_none() && !is_safe(&account.token_uri) {
        return Err(unusable("its token_uri is no https address"));
    }
    let settings =
        FcmSettings { account, url: config.push.fcm.url.clone(), token_url: config.push.fcm.token_url.clone() };
    Ok(Arc::new(Fcm::new(settings, Arc::clone(clock)).map_err(unusable)?))
}
