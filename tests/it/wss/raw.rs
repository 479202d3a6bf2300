//! A client that is made of bytes.

use serde_json::{Value, json};
use std::{io, net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time::timeout,
};

/// Longest wait for something that must come.
const COMES: Duration = Duration::from_secs(20);

/// The key of the example in RFC 6455, 1.3, and the answer to it.
pub const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
pub const ACCEPT: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/// A request to upgrade, without its end.
pub const UPGRADE: &str = "GET /v1/wss HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
                           Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

pub struct Raw {
    pub stream: TcpStream,
    unread: Vec<u8>,
}

/// What the server sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Got {
    Text(String),
    Pong(Vec<u8>),
    /// Code and reason; no code: 1005.
    Goodbye(u16, String),
    /// The end of the stream.
    End,
}

impl Raw {
    pub async fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, unread: vec![] }
    }

    /// A connection that has little room for what comes.
    pub async fn narrow(address: SocketAddr) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4 * 1024).unwrap();
        Self { stream: socket.connect(address).await.unwrap(), unread: vec![] }
    }

    /// A connection that is a WebSocket.
    pub async fn open(address: SocketAddr) -> Self {
        let mut raw = Self::connect(address).await;
        assert_eq!(raw.upgrade().await, 101);
        raw
    }

    /// Asks to make a WebSocket of a connection, and answers the status.
    pub async fn upgrade(&mut self) -> u16 {
        self.send(format!("{UPGRADE}\r\n").as_bytes()).await;
        self.head().await.split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// Says who speaks.
    pub async fn authenticate(mut self, token: Option<&str>) -> Self {
        self.say(&json!({ "action": "authenticate", "token": token })).await;
        let Got::Text(me) = self.got().await else { panic!("not let in") };
        assert!(me.contains(r#""statusCode":200"#), "{me}");
        self
    }

    pub async fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.expect("the server takes it in");
    }

    /// Sends as much as the server takes in before it hangs up.
    pub async fn try_send(&mut self, bytes: &[u8]) {
        let _sent = self.stream.write_all(bytes).await;
    }

    /// Says something, as a client does.
    pub async fn say(&mut self, frame_of: &Value) {
        self.send(&frame(0x81, frame_of.to_string().as_bytes())).await;
    }

    /// The head of an HTTP answer.
    pub async fn head(&mut self) -> String {
        loop {
            if let Some(end) = self.unread.windows(4).position(|end| end == b"\r\n\r\n") {
                let head = self.unread.drain(..end + 4).collect();
                return String::from_utf8(head).unwrap();
            }
            let came = self.read().await.unwrap();
            assert!(came > 0, "an answer, and not {:?}", String::from_utf8_lossy(&self.unread));
        }
    }

    /// Reads more, and answers how many bytes it is; none: that was all.
    async fn read(&mut self) -> io::Result<usize> {
        let mut room = [0; 4096];
        let came = timeout(COMES, self.stream.read(&mut room)).await.expect("the server does something")?;
        self.unread.extend_from_slice(&room[..came]);
        Ok(came)
    }

    /// The next frame.
    pub async fn got(&mut self) -> Got {
        self.try_got().await.expect("the server hangs up in good order")
    }

    /// The same; an error when the connection was reset.
    pub async fn try_got(&mut self) -> io::Result<Got> {
        loop {
            if let Some((got, size)) = whole(&self.unread) {
                self.unread.drain(..size);
                return Ok(got);
            }
            if self.read().await? == 0 {
                assert!(self.unread.is_empty(), "half a frame: {:x?}", self.unread);
                return Ok(Got::End);
            }
        }
    }

    /// The action of the answer that comes next.
    pub async fn echo(&mut self) -> String {
        let Got::Text(text) = self.got().await else { panic!("an answer") };
        let answer: Value = serde_json::from_str(&text).expect("the server speaks JSON");
        answer["action"].as_str().unwrap_or_default().to_owned()
    }

    /// The next text of an action; what comes before it is passed over.
    pub async fn text_of(&mut self, action: &str) -> Value {
        loop {
            match self.got().await {
                Got::Text(text) => {
                    let said: Value = serde_json::from_str(&text).expect("the server speaks JSON");
                    if said["action"] == action {
                        return said;
                    }
                }
                Got::Pong(_) => {}
                end => panic!("{action}, and not {end:?}"),
            }
        }
    }

    /// The code with which the server ends the connection; nothing else comes before, and nothing after.
    pub async fn closed(&mut self) -> u16 {
        let code = match self.got().await {
            Got::Goodbye(code, _) => code,
            got => panic!("a goodbye, and not {got:?}"),
        };
        assert_eq!(self.got().await, Got::End);
        code
    }

    /// The same, whatever comes before. 1006: it is cut off, without a goodbye.
    pub async fn ended(&mut self) -> u16 {
        loop {
            match whole(&self.unread) {
                Some((Got::Goodbye(code, _), _)) => return code,
                Some((_, size)) => drop(self.unread.drain(..size)),
                None if self.read().await.unwrap_or_default() == 0 => return 1006,
                None => {}
            }
        }
    }
}

/// The first frame, when it is whole, and how many bytes it has. Servers send frames whole, unmasked, without extensions.
fn whole(bytes: &[u8]) -> Option<(Got, usize)> {
    let ([first, second], rest) = bytes.split_first_chunk::<2>()?;
    let (size, head) = match second {
        126 => (usize::from(u16::from_be_bytes(*rest.first_chunk()?)), 4),
        127 => (usize::try_from(u64::from_be_bytes(*rest.first_chunk()?)).unwrap(), 10),
        128.. => panic!("servers do not mask"),
        size => (usize::from(*size), 2),
    };
    let payload = bytes.get(head..head + size)?.to_vec();
    let got = match first {
        0x81 => Got::Text(String::from_utf8(payload).expect("UTF-8")),
        0x8A => Got::Pong(payload),
        0x88 => match payload.split_first_chunk::<2>() {
            Some((code, reason)) => {
                Got::Goodbye(u16::from_be_bytes(*code), String::from_utf8(reason.to_vec()).expect("UTF-8"))
            }
            None => Got::Goodbye(1005, String::new()),
        },
        first => panic!("what is {first:x}?"),
    };
    Some((got, head + size))
}

/// A frame as a client sends it: `first` has the opcode and the bits before it.
pub fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    masked(first, payload, [0x37, 0xFA, 0x21, 0x3D])
}

pub fn masked(first: u8, payload: &[u8], mask: [u8; 4]) -> Vec<u8> {
    let mut bytes = head(first, payload.len() as u64);
    bytes.extend(mask);
    bytes.extend(payload.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    bytes
}

/// The beginning of a masked frame that says that it has `size` bytes.
pub fn head(first: u8, size: u64) -> Vec<u8> {
    match size {
        0..=125 => vec![first, 0x80 | size as u8],
        126..=0xFFFF => [&[first, 0xFE][..], &(size as u16).to_be_bytes()].concat(),
        _ => [&[first, 0xFF][..], &size.to_be_bytes()].concat(),
    }
}
