//! One client's connection, from its first frame to its last.

use super::{
    Wss, actions,
    bucket::Bucket,
    closing::Closing,
    frames::{self, Dialect, Said},
    hub::Member,
    line::Line,
    wire::{Heard, Reader, Writer},
};
use crate::{
    contract::{
        runtime::{BodyFault, InvalidField, Place},
        v1::{
            ErrorCode,
            actions::{Action, Request, read},
            types::ExtendedUser,
        },
    },
    domain::limits::SOCKET_STRIKES_MAX,
    operations::{self, Caller, Failure, events::Origin, news::Data, stop::told},
};
use poem::Upgraded;
use serde::Deserialize;
use std::{borrow::Cow, future::poll_fn, io, pin::Pin, sync::Arc, task::ready};
use tokio::{
    io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf},
    time::{Instant, sleep_until, timeout},
};
use uuid::Uuid;

/// Read at a time, in bytes, into room that only exists while something is read.
const READ_BYTES: usize = 4 * 1024;
/// Written at a time, in bytes, when more than one frame waits.
const WRITE_BYTES: usize = 16 * 1024;

/// Serves one client until it goes or must go.
pub(super) async fn run(wss: Arc<Wss>, socket: Upgraded, dialect: Option<Dialect>) {
    let mut connection = Connection::new(wss, socket, dialect);
    let end = connection.converse().await;
    connection.leave();
    let (code, reason) = match end {
        End::Gone => return,
        End::Theirs(code) => (code, ""),
        End::Ours(closing) => {
            tracing::debug!(?closing, "Closed a WebSocket");
            let (code, reason) = closing.words();
            metrics::counter!("wss_closings_total", "code" => code.to_string()).increment(1);
            (Some(code), reason)
        }
    };
    // Its room is only needed at the very end.
    Box::pin(connection.say_goodbye(code, reason)).await;
}

struct Connection {
    wss: Arc<Wss>,
    socket: Upgraded,
    reader: Reader,
    writer: Writer,
    id: Uuid,
    line: Arc<Line>,
    /// Whether the address chose the dialect.
    fixed: bool,
    caller: Option<Caller>,
    bucket: Bucket,
    strikes: u32,
    opened: Instant,
    /// When something whole was heard last.
    heard: Instant,
    /// When a message was begun that is not whole yet.
    begun: Option<Instant>,
    /// When the client last took something in, or had taken in everything.
    took: Instant,
}

/// Why a conversation ends.
enum End {
    /// The client is gone: there is nobody to tell.
    Gone,
    /// The client said goodbye, and is answered with this code.
    Theirs(Option<u16>),
    /// The connection must be closed.
    Ours(Closing),
}

impl Connection {
    fn new(wss: Arc<Wss>, socket: Upgraded, dialect: Option<Dialect>) -> Self {
        metrics::gauge!("wss_connections").increment(1.0);
        let line = Arc::new(Line::default());
        line.speak(dialect.unwrap_or_default());
        let now = Instant::now();
        Self {
            id: wss.ctx.new_id(),
            bucket: Bucket::full(wss.ctx.clock.now_ms()),
            wss,
            socket,
            reader: Reader::default(),
            writer: Writer::default(),
            line,
            fixed: dialect.is_some(),
            caller: None,
            strikes: 0,
            opened: now,
            heard: now,
            begun: None,
            took: now,
        }
    }

    /// Says what is to be said, and only when the client has taken it in, listens to what it says next. What ends the
    /// conversation is noticed all the while, also when the client takes nothing in.
    async fn converse(&mut self) -> End {
        let mut stop = self.wss.stop.clone();
        let line = Arc::clone(&self.line);
        loop {
            if *stop.borrow() {
                return End::Ours(Closing::Stopping);
            }
            if let Some(closing) = line.closing() {
                return End::Ours(closing);
            }
            self.take_up();
            if self.writer.waiting().is_empty() {
                let turn = match self.reader.next() {
                    Ok(Some(heard)) => Some(self.take(heard).await),
                    Ok(None) => None,
                    Err(closing) => Some(Err(End::Ours(closing))),
                };
                match turn {
                    Some(Ok(())) => continue,
                    Some(Err(end)) => return end,
                    None => self.begun = self.reader.amid().then(|| self.begun.unwrap_or_else(Instant::now)),
                }
            }
            let (until, late) = self.patience();
            tokio::select! {
                () = told(&mut stop) => {}
                () = line.ready() => {}
                went = exchange(&mut self.socket, &mut self.reader, &mut self.writer) => match went {
                    Ok(0) | Err(_) => return End::Gone,
                    Ok(_) => self.took = Instant::now(),
                },
                () = sleep_until(until) => return End::Ours(late),
            }
        }
    }

    /// Takes up what waits in line, as much as is written at a time.
    fn take_up(&mut self) {
        if !self.writer.waiting().is_empty() {
            return;
        }
        self.took = Instant::now();
        while self.writer.waiting().len() < WRITE_BYTES
            && let Some(frame) = self.line.next()
        {
            self.writer.text(&frame);
        }
    }

    /// Until when the client may leave us waiting, and what it is when it does.
    fn patience(&self) -> (Instant, Closing) {
        let limits = &self.wss.limits;
        if !self.writer.waiting().is_empty() {
            return (self.took + limits.stall, Closing::Slow);
        }
        let idle = (self.heard + limits.silence, Closing::Idle);
        let amid = self.begun.map(|begun| (begun + limits.message, Closing::Idle));
        let anonymous = self.caller.is_none().then(|| (self.opened + limits.anonymous, Closing::Anonymous));
        [amid, anonymous].into_iter().flatten().fold(idle, |one, other| if other.0 < one.0 { other } else { one })
    }

    async fn take(&mut self, heard: Heard) -> Result<(), End> {
        if let Heard::Goodbye(code) = heard {
            return Err(End::Theirs(code));
        }
        self.heard = Instant::now();
        let allowed = self.bucket.take(self.wss.ctx.clock.now_ms());
        match heard {
            // In a box of its own: an idle connection holds no room for it.
            Heard::Text(text) if allowed => Box::pin(self.hear(&text)).await,
            Heard::Text(text) => {
                let name = named(&text).ok();
                let failure = Failure::of(ErrorCode::RateLimited).retry_after(1);
                self.refuse(name.as_deref(), &failure)
            }
            Heard::Ping(payload) if allowed => {
                self.writer.pong(&payload);
                Ok(())
            }
            Heard::Ping(_) | Heard::Pong if !allowed => self.strike(),
            Heard::Ping(_) | Heard::Pong | Heard::Goodbye(_) => Ok(()),
        }
    }

    /// Does what the client says, and answers.
    async fn hear(&mut self, text: &str) -> Result<(), End> {
        let name = match named(text) {
            Ok(name) => name,
            Err(failure) => return self.refuse(None, &failure),
        };
        let Some((action, dialect)) = frames::asked(&name) else {
            // Who speaks comes before what is said.
            let code = if self.caller.is_none() { ErrorCode::AuthMissing } else { ErrorCode::ActionUnknown };
            return self.refuse(Some(&name), &code.into());
        };
        if dialect == Some(Dialect::Hyphenated) && !self.fixed {
            self.line.speak(Dialect::Hyphenated);
        }
        let began = Instant::now();
        let outcome = self.perform(action, text).await;
        let code = outcome.as_ref().err().map_or("done", |failure| failure.code.slug());
        metrics::counter!("wss_actions_total", "action" => action.info().name, "outcome" => code).increment(1);
        tracing::debug!(
            action = action.info().name,
            outcome = code,
            micros = began.elapsed().as_micros(),
            "Heard an action"
        );
        match outcome {
            Ok(Some(said)) => {
                self.strikes = 0;
                match said.text(dialect.unwrap_or(self.line.dialect())) {
                    Ok(frame) => {
                        self.writer.text(&frame);
                        Ok(())
                    }
                    Err(failure) => self.refuse(Some(&name), &failure),
                }
            }
            Ok(None) => Ok(()),
            Err(failure) => {
                // Where it is the server that fails, nothing is known of the token.
                let failed = action == Action::Authenticate && failure.code.status() < 500;
                self.refuse(Some(&name), &failure)?;
                if failed { Err(End::Ours(Closing::Unauthenticated)) } else { Ok(()) }
            }
        }
    }

    async fn perform(&mut self, action: Action, text: &str) -> Result<Option<Said>, Failure> {
        if self.caller.is_none() && !matches!(action, Action::Authenticate | Action::Ping) {
            return Err(ErrorCode::AuthMissing.into());
        }
        let request = read(action, text.as_bytes()).map_err(refused)?;
        match (request, self.caller) {
            (Request::Ping(_), _) => Ok(Some(Said::answer(action, None))),
            (Request::Authenticate(request), _) => self.authenticate(&request.token).await.map(Some),
            (request, Some(caller)) => actions::perform(&self.wss.ctx, caller, Origin(self.id), request).await,
            (_, None) => Err(ErrorCode::AuthMissing.into()),
        }
    }

    /// Learns who speaks. Said again, the newer word counts.
    async fn authenticate(&mut self, token: &str) -> Result<Said, Failure> {
        let caller = operations::sessions::authenticate(&self.wss.ctx, token, operations::auth::FACE).await?;
        self.leave();
        // From here on they are here, and leave when this ends, however it does.
        self.caller = Some(caller);
        let me = self.arrive(caller).await;
        if me.is_err() {
            self.leave();
        }
        Ok(Said::answer(Action::Authenticate, Some(Data::Me(Box::new(me?)))))
    }

    async fn arrive(&mut self, caller: Caller) -> Result<ExtendedUser, Failure> {
        let member = Member { id: self.id, session: caller.session, line: Arc::clone(&self.line) };
        self.wss.hub.join(caller, Arc::new(member)).await?;
        // Once more: a session that ended between the look and the joining was told to nobody here.
        operations::sessions::still_open(&self.wss.ctx, caller).await?;
        operations::auth::arrive(&self.wss.ctx, caller).await
    }

    /// Nobody speaks here any more.
    fn leave(&mut self) {
        if let Some(caller) = self.caller.take() {
            self.wss.hub.leave(caller.user, self.id);
        }
    }

    fn refuse(&mut self, name: Option<&str>, failure: &Failure) -> Result<(), End> {
        let request = self.wss.ctx.new_id();
        if failure.code.status() >= 500 {
            tracing::error!(request.id = %request, code = failure.code.slug(), cause = ?failure.cause, "An action failed");
        }
        self.writer.text(&frames::failure(name, failure, request));
        self.strike()
    }

    /// Counts a message that came to nothing.
    fn strike(&mut self) -> Result<(), End> {
        self.strikes += 1;
        if self.strikes > SOCKET_STRIKES_MAX { Err(End::Ours(Closing::Flood)) } else { Ok(()) }
    }

    /// Says what is left to say, then goodbye, and waits a moment for the client to hang up: what still comes from it is passed
    /// over. Who hangs up first, with something unread, has the other side lose what was said last.
    async fn say_goodbye(&mut self, code: Option<u16>, reason: &str) {
        let limit = self.wss.limits.goodbye;
        let goodbye = async {
            self.send().await?;
            self.writer.goodbye(code, reason);
            self.send().await?;
            self.socket.shutdown().await?;
            while pass_over(&mut self.socket).await? > 0 {}
            io::Result::Ok(())
        };
        // Either way the connection ends here.
        let _ended = timeout(limit, goodbye).await;
    }

    /// Sends everything there is.
    async fn send(&mut self) -> io::Result<()> {
        loop {
            self.take_up();
            if self.writer.waiting().is_empty() {
                return Ok(());
            }
            if exchange(&mut self.socket, &mut self.reader, &mut self.writer).await? == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.leave();
        metrics::gauge!("wss_connections").decrement(1.0);
    }
}

/// Writes what is to be said or, when there is nothing, reads. Answers how many bytes went either way; none: the client is gone.
async fn exchange(socket: &mut Upgraded, reader: &mut Reader, writer: &mut Writer) -> io::Result<usize> {
    poll_fn(|cx| {
        let socket = Pin::new(&mut *socket);
        if writer.waiting().is_empty() {
            let mut room = [0; READ_BYTES];
            let mut room = ReadBuf::new(&mut room);
            ready!(socket.poll_read(cx, &mut room))?;
            reader.push(room.filled());
            return Ok(room.filled().len()).into();
        }
        let sent = ready!(socket.poll_write(cx, writer.waiting()))?;
        writer.sent(sent);
        Ok(sent).into()
    })
    .await
}

/// Reads and forgets. Answers how many bytes it were; none: the client has hung up.
async fn pass_over(socket: &mut Upgraded) -> io::Result<usize> {
    poll_fn(|cx| {
        let mut room = [0; READ_BYTES];
        let mut room = ReadBuf::new(&mut room);
        ready!(Pin::new(&mut *socket).poll_read(cx, &mut room))?;
        Ok(room.filled().len()).into()
    })
    .await
}

/// The name of the action, before anything else is known of a frame.
fn named(text: &str) -> Result<Cow<'_, str>, Failure> {
    #[derive(Deserialize)]
    struct Named<'a> {
        #[serde(borrow)]
        action: Option<Cow<'a, str>>,
    }
    match serde_json::from_str::<Named<'_>>(text) {
        Ok(Named { action: Some(action) }) => Ok(action),
        Err(error) if !error.is_data() => Err(Failure::of(ErrorCode::BodyMalformed).saying(error.to_string())),
        _ => Err(Failure::field("/action", "required", "A frame is an object with the name of an action")),
    }
}

fn refused(fault: BodyFault) -> Failure {
    match fault {
        BodyFault::Invalid(fields) => Failure::invalid(fields),
        BodyFault::Malformed(words) => Failure::of(ErrorCode::BodyMalformed).saying(words),
        BodyFault::Missing => Failure::invalid(vec![InvalidField {
            place: Place::Body,
            pointer: String::new(),
            keyword: "required".into(),
            detail: "nothing was said".into(),
        }]),
    }
}
