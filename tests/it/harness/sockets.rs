//! Sockets: a world that listens on loopback, and clients who hold every frame to the document.

use super::{Client, TestApp, witness};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use talkamie::{
    app::serve::listener,
    domain::ids::UserId,
    http::{self, EdgeSettings},
    wss::{Limits, Mounted, Wss},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Error, Message, protocol::CloseFrame},
};
use uuid::Uuid;

/// Longest wait for something that must come.
const COMES: Duration = Duration::from_secs(20);

/// A server of a test's world. It stops when this is dropped.
pub struct Listening {
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
    sockets: Arc<Wss>,
    served: Option<JoinHandle<()>>,
}

impl TestApp {
    /// Serves this world on loopback, the WebSocket too. Called again, it is another process on the same database.
    pub async fn listen(&self) -> Listening {
        self.listen_on(TcpListener::bind("127.0.0.1:0").await.unwrap(), Limits::default()).await
    }

    /// The same, where a test wants it, with limits that a test can wait for.
    pub async fn listen_on(&self, listener: TcpListener, limits: Limits) -> Listening {
        let (stop, stopped) = watch::channel(false);
        let sockets = Wss::start_within(self.ctx.clone(), stopped.clone(), limits);
        let faces = http::endpoint(self.ctx.clone(), EdgeSettings { check_answers: true, ..EdgeSettings::default() });
        let faces = Mounted::new(Arc::clone(&sockets), vec!["/ws".to_owned()], faces);
        let address = listener.local_addr().unwrap();
        let served = tokio::spawn(listener::serve(listener, Arc::new(faces), stopped, Duration::from_secs(5)));
        Listening { address, stop, sockets, served: Some(served) }
    }
}

impl Listening {
    /// Tells the server to stop, and waits until it has.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        self.served.take().unwrap().await.unwrap();
        self.sockets.ended(Duration::from_secs(5)).await;
    }

    /// A socket of nobody yet, opened with this path and query.
    pub async fn open(&self, path: &str) -> Result<Socket, Error> {
        Socket::open(&self.address.to_string(), path).await
    }

    /// A socket of somebody's, authenticated.
    pub async fn socket(&self, client: &Client<'_>) -> Socket {
        self.socket_at("/v1/wss", client).await
    }

    /// The same, in a dialect: `dotted` or `hyphenated`.
    pub async fn socket_in(&self, dialect: &str, client: &Client<'_>) -> Socket {
        self.socket_at(&format!("/v1/wss?dialect={dialect}"), client).await
    }

    async fn socket_at(&self, path: &str, client: &Client<'_>) -> Socket {
        let mut socket = self.open(path).await.expect("the server takes sockets");
        let me = socket.ask(json!({ "action": "authenticate", "token": client.token })).await;
        assert_eq!(me["data"]["id"], client.id.to_string(), "{me}");
        socket.reader = client.id;
        socket
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// A client of the WebSocket.
pub struct Socket {
    pub socket: WebSocketStream<TcpStream>,
    reader: UserId,
    hyphenated: bool,
}

impl Socket {
    /// A socket of nobody yet, at any server.
    pub async fn open(address: &str, path: &str) -> Result<Self, Error> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (socket, response) = client_async(format!("ws://{address}{path}"), stream).await?;
        assert_eq!(response.status(), 101);
        Ok(Self { socket, reader: UserId(Uuid::nil()), hyphenated: path.contains("hyphenated") })
    }

    /// Says who it is. `None`: the server is gone.
    pub async fn authenticate(&mut self, id: UserId, token: &str) -> Option<()> {
        let me = self.try_ask(json!({ "action": "authenticate", "token": token })).await?;
        assert_eq!(me["data"]["id"], id.to_string(), "{me}");
        self.reader = id;
        Some(())
    }

    /// Says something. `None`: the server is gone.
    pub async fn try_say(&mut self, frame: Value) -> Option<()> {
        self.socket.send(Message::text(frame.to_string())).await.ok()
    }

    /// Asks, and answers the answer, passing over pushes before it. `None`: the server is gone.
    pub async fn try_ask(&mut self, frame: Value) -> Option<Value> {
        let action = frame["action"].clone();
        self.try_say(frame).await?;
        loop {
            let answer = self.next().await.ok()?;
            if answer["action"] == action && answer.get("statusCode").is_some() {
                return Some(answer);
            }
        }
    }

    /// Says something, whatever it is.
    pub async fn say(&mut self, frame: Value) {
        self.send(Message::text(frame.to_string())).await;
    }

    /// Sends a message of the protocol, whatever it is.
    pub async fn send(&mut self, message: Message) {
        self.socket.send(message).await.expect("the server takes it in");
    }

    /// The next frame, as the witness has seen it; `Err`: the server closed the connection, with this.
    pub async fn next(&mut self) -> Result<Value, Option<CloseFrame>> {
        loop {
            match timeout(COMES, self.socket.next()).await.expect("the server says something") {
                Some(Ok(Message::Text(text))) => {
                    let frame: Value = serde_json::from_str(&text).expect("the server speaks JSON");
                    let own = UserId(frame["data"]["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default());
                    let reader = if self.reader.0.is_nil() { own } else { self.reader };
                    witness::hear(reader, &frame);
                    return Ok(frame);
                }
                Some(Ok(Message::Close(frame))) => return Err(frame),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(None),
            }
        }
    }

    /// The next frame.
    pub async fn hear(&mut self) -> Value {
        self.next().await.expect("the connection stays open")
    }

    /// The next frame of an action, by its name in the socket's dialect; what comes before it is passed over.
    pub async fn hear_of(&mut self, action: &str) -> Value {
        loop {
            let frame = self.hear().await;
            if frame["action"] == action {
                return frame;
            }
        }
    }

    /// Asks, and answers the answer: pushes before it are passed over.
    pub async fn ask(&mut self, frame: Value) -> Value {
        let action = frame["action"].clone();
        self.say(frame).await;
        loop {
            let answer = self.hear().await;
            if answer["action"] == action && answer.get("statusCode").is_some() {
                return answer;
            }
        }
    }

    /// Asks for something that is refused, and answers the code of the problem.
    pub async fn ask_refused(&mut self, frame: Value) -> String {
        let answer = self.ask(frame).await;
        assert_eq!(answer["success"], false, "{answer}");
        answer["code"].as_str().unwrap().to_owned()
    }

    /// What came until a `ping` that is sent now was answered: everything that was on its way to this socket before.
    pub async fn caught_up(&mut self) -> Vec<Value> {
        self.say(json!({ "action": "ping" })).await;
        let mut heard = vec![];
        loop {
            let frame = self.hear().await;
            if frame["action"] == "ping" {
                return heard;
            }
            heard.push(frame);
        }
    }

    /// The code with which the server closes the connection.
    pub async fn closed(&mut self) -> u16 {
        loop {
            match self.next().await {
                Ok(_) => {}
                Err(frame) => return frame.map_or(1006, |frame| frame.code.into()),
            }
        }
    }

    /// The name of an action in this socket's dialect.
    pub fn named<'a>(&self, dotted: &'a str, hyphenated: &'a str) -> &'a str {
        if self.hyphenated { hyphenated } else { dotted }
    }
}
