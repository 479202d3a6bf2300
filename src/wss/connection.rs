//! One client's connection, from its first frame to its last.

use super::{
    Wss, actions,
    bucket::Bucket,
    closing::Closing,
    frames::{self, Dialect, Said},
    hub::{Line, Member, Next},
    told,
};
use crate::{
    contract::{
        runtime::{BodyFault, InvalidField, Place},
        v1::{
            ErrorCode,
            actions::{Action, Request, read},
        },
    },
    operations::{self, Caller, Failure, events::Origin, news::Data},
};
use futures_util::{SinkExt, StreamExt};
use poem::Upgraded;
use serde::Deserialize;
use std::{borrow::Cow, sync::Arc, time::Duration};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Message, Utf8Bytes,
        protocol::{Role, WebSocketConfig},
    },
};
use uuid::Uuid;

/// Largest message of a client, in bytes. A WebRTC description has some 10 KiB.
const MESSAGE_BYTES_MAX: usize = 64 * 1024;
/// Buffers of a connection, in bytes: the default would be 128 KiB each.
const BUFFER_BYTES: usize = 4 * 1024;
/// Longest silence of a client. The real one speaks every eight minutes (contract C.1).
const SILENCE_MAX: Duration = Duration::from_secs(11 * 60);
/// Longest time without `authenticate`: the real client may take its time (contract G21).
const ANONYMOUS_MAX: Duration = Duration::from_secs(5 * 60);
/// Longest wait for a client to take in a frame.
const WRITE_MAX: Duration = Duration::from_secs(20);
/// Longest wait for a client to answer our goodbye.
const GOODBYE_MAX: Duration = Duration::from_secs(2);
/// Frames in a row that mean nothing, or come too fast, before the connection is closed.
const STRIKES_MAX: u32 = 50;

/// Serves one client until it goes or must go.
pub(super) async fn run(wss: Arc<Wss>, upgraded: Upgraded, dialect: Option<Dialect>) {
    metrics::gauge!("wss_connections").increment(1.0);
    let config = WebSocketConfig::default()
        .read_buffer_size(BUFFER_BYTES)
        .write_buffer_size(0)
        .max_write_buffer_size(4 * MESSAGE_BYTES_MAX)
        .max_message_size(Some(MESSAGE_BYTES_MAX))
        .max_frame_size(Some(MESSAGE_BYTES_MAX));
    let socket = WebSocketStream::from_raw_socket(upgraded, Role::Server, Some(config)).await;
    let line = Arc::new(Line::default());
    line.speak(dialect.unwrap_or_default());
    let now = Instant::now();
    let bucket = Bucket::full(wss.ctx.clock.now_ms());
    let id = wss.ctx.new_id();
    let mut connection = Connection {
        wss,
        socket,
        id,
        line,
        fixed: dialect.is_some(),
        caller: None,
        bucket,
        strikes: 0,
        opened: now,
        heard: now,
    };
    let closing = connection.converse().await;
    if let Some(caller) = connection.caller {
        connection.wss.hub.leave(caller.user, id);
    }
    if let Some(closing) = closing {
        connection.say_goodbye(closing).await;
    }
    metrics::gauge!("wss_connections").decrement(1.0);
}

struct Connection {
    wss: Arc<Wss>,
    socket: WebSocketStream<Upgraded>,
    id: Uuid,
    line: Arc<Line>,
    /// Whether the dialect was chosen.
    fixed: bool,
    caller: Option<Caller>,
    bucket: Bucket,
    strikes: u32,
    opened: Instant,
    heard: Instant,
}

/// Why a conversation ends: `None`, the client is gone.
type End = Option<Closing>;

impl Connection {
    async fn converse(&mut self) -> End {
        let mut stop = self.wss.stop.clone();
        let line = Arc::clone(&self.line);
        loop {
            let silence = self.heard + SILENCE_MAX;
            let (until, late) = match self.caller {
                Some(_) => (silence, Closing::Idle),
                None => (silence.min(self.opened + ANONYMOUS_MAX), Closing::Anonymous),
            };
            let turn = tokio::select! {
                () = told(&mut stop) => Err(Some(Closing::Stopping)),
                () = line.ready() => self.tell().await,
                frame = self.socket.next() => match frame {
                    Some(Ok(message)) => self.take(message).await,
                    Some(Err(error)) => Err(Closing::of(&error)),
                    None => Err(None),
                },
                () = sleep_until(until) => Err(Some(late)),
            };
            if let Err(end) = turn {
                return end;
            }
        }
    }

    /// Says what waits in line.
    async fn tell(&mut self) -> Result<(), End> {
        loop {
            match self.line.next() {
                Next::Say(frame) => self.write(frame).await?,
                Next::Close(closing) => return Err(Some(closing)),
                Next::Nothing => return Ok(()),
            }
        }
    }

    async fn take(&mut self, message: Message) -> Result<(), End> {
        self.heard = Instant::now();
        let allowed = self.bucket.take(self.wss.ctx.clock.now_ms());
        match message {
            Message::Text(text) if allowed => {
                // In a box of its own: an idle connection holds no room for it.
                Box::pin(self.hear(&text)).await
            }
            Message::Text(text) => {
                let name = named(&text).ok();
                let failure = Failure::of(ErrorCode::RateLimited).retry_after(1);
                self.refuse(name.as_deref(), &failure).await
            }
            Message::Binary(_) => Err(Some(Closing::Binary)),
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) if !allowed => self.strike(),
            // The protocol's own frames are answered below; so is the client's goodbye, after which nothing more comes.
            Message::Ping(_) | Message::Pong(_) | Message::Close(_) | Message::Frame(_) => Ok(()),
        }
    }

    /// Does what the client says, and answers.
    async fn hear(&mut self, text: &str) -> Result<(), End> {
        let name = match named(text) {
            Ok(name) => name,
            Err(failure) => return self.refuse(None, &failure).await,
        };
        let Some((action, dialect)) = frames::asked(&name) else {
            return self.refuse(Some(&name), &ErrorCode::ActionUnknown.into()).await;
        };
        if let Some(dialect) = dialect.filter(|_| !self.fixed) {
            self.line.speak(dialect);
            self.fixed = true;
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
                    Ok(frame) => self.write(frame).await,
                    Err(failure) => self.refuse(Some(&name), &failure).await,
                }
            }
            Ok(None) => Ok(()),
            Err(failure) => {
                let unknown = action == Action::Authenticate && failure.code == ErrorCode::AuthInvalid;
                self.refuse(Some(&name), &failure).await?;
                if unknown { Err(Some(Closing::Unauthenticated)) } else { Ok(()) }
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
        let ctx = &self.wss.ctx;
        let caller = operations::sessions::authenticate(ctx, token, operations::auth::FACE).await?;
        if let Some(before) = self.caller.take() {
            self.wss.hub.leave(before.user, self.id);
        }
        let member = Member { id: self.id, session: caller.session, line: Arc::clone(&self.line) };
        self.wss.hub.join(caller, Arc::new(member)).await?;
        self.caller = Some(caller);
        // Once more: a session that ended between the look and the joining was told to nobody here.
        operations::sessions::still_open(ctx, caller).await?;
        let me = operations::auth::arrive(ctx, caller).await?;
        Ok(Said::answer(Action::Authenticate, Some(Data::Me(Box::new(me)))))
    }

    async fn refuse(&mut self, name: Option<&str>, failure: &Failure) -> Result<(), End> {
        let request = self.wss.ctx.new_id();
        if failure.code.status() >= 500 {
            tracing::error!(request.id = %request, code = failure.code.slug(), cause = ?failure.cause, "An action failed");
        }
        self.write(frames::failure(name, failure, request)).await?;
        self.strike()
    }

    /// Counts a frame that came to nothing.
    fn strike(&mut self) -> Result<(), End> {
        self.strikes += 1;
        if self.strikes > STRIKES_MAX { Err(Some(Closing::Flood)) } else { Ok(()) }
    }

    async fn write(&mut self, frame: Utf8Bytes) -> Result<(), End> {
        match timeout(WRITE_MAX, self.socket.send(Message::Text(frame))).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(None),
            Err(_) => Err(Some(Closing::Slow)),
        }
    }

    /// Says why, and waits a moment for the client to say it too: who just drops a connection loses what was said last.
    async fn say_goodbye(mut self, closing: Closing) {
        tracing::debug!(?closing, "Closed a WebSocket");
        let goodbye = async {
            self.socket.close(Some(closing.frame())).await?;
            while let Some(Ok(_)) = self.socket.next().await {}
            Ok::<_, tokio_tungstenite::tungstenite::Error>(())
        };
        // Either way the connection ends here.
        let _ended = timeout(GOODBYE_MAX, goodbye).await;
    }
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
