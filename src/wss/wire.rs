//! The frames of the WebSocket protocol as a server reads and writes them. Source: RFC 6455, 5 to 7.
//!
//! Bytes go in, messages come out, and the other way round: nothing here knows of sockets or waits. Everything is judged as
//! soon as it is there, so that what is refused costs nothing, and what is done with is let go, so that an idle connection
//! holds no buffer ([decision 13](../../docs/decisions/0013-frames-of-our-own.md)).

use super::closing::Closing;
use crate::domain::limits::SOCKET_MESSAGE_BYTES_MAX;
use std::mem::take;

/// Largest payload of a control frame, in bytes. Source: RFC 6455, 5.5.
const CONTROL_BYTES_MAX: u8 = 125;
/// Most frames of one message: it needs no more than it has bytes.
const FRAMES_MAX: usize = SOCKET_MESSAGE_BYTES_MAX;

/// The bit that says that a frame is the last of its message.
const LAST: u8 = 0x80;
/// The bits that belong to extensions, of which none is spoken here.
const RESERVED: u8 = 0x70;
/// The bit that says that a payload is masked.
const MASKED: u8 = 0x80;

const CONTINUATION: u8 = 0x0;
const TEXT: u8 = 0x1;
const BINARY: u8 = 0x2;
const CLOSE: u8 = 0x8;
const PING: u8 = 0x9;
const PONG: u8 = 0xA;

/// What a client sent, whole and well formed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    Text(String),
    /// To be answered with the same payload.
    Ping(Vec<u8>),
    Pong,
    /// A goodbye, to be answered with this code.
    Goodbye(Option<u16>),
}

/// Puts messages together from bytes as they come.
#[derive(Default)]
pub(super) struct Reader {
    /// What came, up to `at` looked at already.
    bytes: Vec<u8>,
    at: usize,
    /// The frame whose payload is being read.
    frame: Option<Frame>,
    /// The payload of a control frame, as far as it came.
    control: Vec<u8>,
    message: Option<Partial>,
}

struct Frame {
    opcode: u8,
    last: bool,
    mask: [u8; 4],
    /// Bytes of the payload that are still to come.
    left: usize,
}

/// A message, as far as it came.
#[derive(Default)]
struct Partial {
    text: Vec<u8>,
    /// How much of it is known to be UTF-8.
    good: usize,
    frames: usize,
}

impl Reader {
    /// Takes in what came.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..take(&mut self.at));
        self.bytes.extend_from_slice(bytes);
    }

    /// Whether something was begun and is not whole yet.
    pub(super) fn amid(&self) -> bool {
        self.message.is_some() || self.frame.is_some() || self.at < self.bytes.len()
    }

    /// The next thing that is whole. `None`: more bytes are needed.
    ///
    /// # Errors
    /// Why the connection must be closed. Nothing can be read after that.
    pub(super) fn next(&mut self) -> Result<Option<Heard>, Closing> {
        let heard = self.find();
        if self.at == self.bytes.len() {
            self.bytes = Vec::new();
            self.at = 0;
        }
        heard
    }

    fn find(&mut self) -> Result<Option<Heard>, Closing> {
        loop {
            let frame = match self.frame.take() {
                Some(frame) => frame,
                None => match self.head()? {
                    Some(frame) => frame,
                    None => return Ok(None),
                },
            };
            let frame = self.payload(frame)?;
            if frame.left > 0 {
                self.frame = Some(frame);
                return Ok(None);
            }
            if let Some(heard) = self.whole(&frame)? {
                return Ok(Some(heard));
            }
        }
    }

    /// Reads a frame's head, and judges what is there of it.
    fn head(&mut self) -> Result<Option<Frame>, Closing> {
        let bytes = self.bytes.get(self.at..).unwrap_or_default();
        let Some(first) = bytes.first() else { return Ok(None) };
        let (opcode, last) = (first & 0x0F, first & LAST != 0);
        let control = matches!(opcode, CLOSE | PING | PONG);
        match (opcode, &self.message) {
            _ if first & RESERVED != 0 => return Err(Closing::Protocol),
            (CLOSE | PING | PONG, _) if last => {}
            (CONTINUATION, Some(_)) | (TEXT, None) => {}
            (BINARY, None) => return Err(Closing::Binary),
            _ => return Err(Closing::Protocol),
        }
        let Some(second) = bytes.get(1) else { return Ok(None) };
        let short = second & !MASKED;
        if second & MASKED == 0 || (control && short > CONTROL_BYTES_MAX) {
            return Err(Closing::Protocol);
        }
        let rest = bytes.get(2..).unwrap_or_default();
        let (size, rest) = match short {
            126 => match rest.split_first_chunk::<2>() {
                Some((size, rest)) => (u64::from(u16::from_be_bytes(*size)), rest),
                None => return Ok(None),
            },
            127 => match rest.split_first_chunk::<8>() {
                Some((size, rest)) => (u64::from_be_bytes(*size), rest),
                None => return Ok(None),
            },
            size => (u64::from(size), rest),
        };
        let so_far = self.message.as_ref().map_or(0, |message| message.text.len());
        let left = usize::try_from(size).ok().filter(|size| control || *size <= SOCKET_MESSAGE_BYTES_MAX - so_far);
        let left = left.ok_or(Closing::TooLarge)?;
        let Some((mask, rest)) = rest.split_first_chunk::<4>() else { return Ok(None) };
        self.at = self.bytes.len() - rest.len();
        if !control {
            let message = self.message.get_or_insert_default();
            message.frames += 1;
            if message.frames > FRAMES_MAX {
                return Err(Closing::TooLarge);
            }
        }
        Ok(Some(Frame { opcode, last, mask: *mask, left }))
    }

    /// Reads what is there of a frame's payload.
    fn payload(&mut self, mut frame: Frame) -> Result<Frame, Closing> {
        let bytes = self.bytes.get(self.at..).unwrap_or_default();
        let bytes = &bytes[..bytes.len().min(frame.left)];
        if frame.opcode >= CLOSE {
            unmask(bytes, frame.mask, &mut self.control);
        } else if let Some(message) = &mut self.message {
            unmask(bytes, frame.mask, &mut message.text);
            message.judge()?;
        }
        self.at += bytes.len();
        frame.left -= bytes.len();
        // The next bytes go on in the midst of the mask.
        frame.mask.rotate_left(bytes.len() % 4);
        Ok(frame)
    }

    /// What a frame that is whole comes to. `None`: its message goes on.
    fn whole(&mut self, frame: &Frame) -> Result<Option<Heard>, Closing> {
        match frame.opcode {
            PING => Ok(Some(Heard::Ping(take(&mut self.control)))),
            PONG => {
                self.control = Vec::new();
                Ok(Some(Heard::Pong))
            }
            CLOSE => goodbye(&take(&mut self.control)).map(|code| Some(Heard::Goodbye(code))),
            _ if !frame.last => Ok(None),
            _ => {
                let text = self.message.take().unwrap_or_default().text;
                String::from_utf8(text).map(|text| Some(Heard::Text(text))).map_err(|_| Closing::NotUtf8)
            }
        }
    }
}

impl Partial {
    /// Whether what came can still become UTF-8: the end of it may be half a character.
    fn judge(&mut self) -> Result<(), Closing> {
        match std::str::from_utf8(&self.text[self.good..]) {
            Ok(text) => self.good += text.len(),
            Err(error) if error.error_len().is_none() => self.good += error.valid_up_to(),
            Err(_) => return Err(Closing::NotUtf8),
        }
        Ok(())
    }
}

fn unmask(bytes: &[u8], mask: [u8; 4], into: &mut Vec<u8>) {
    let from = into.len();
    into.extend_from_slice(bytes);
    for chunk in into[from..].chunks_mut(4) {
        chunk.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
    }
}

/// The code of a client's goodbye. Source: RFC 6455, 7.4, and the IANA registry of close codes.
fn goodbye(payload: &[u8]) -> Result<Option<u16>, Closing> {
    if payload.is_empty() {
        return Ok(None);
    }
    let (code, reason) = payload.split_first_chunk::<2>().ok_or(Closing::Protocol)?;
    let code = u16::from_be_bytes(*code);
    if !matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999) {
        return Err(Closing::Protocol);
    }
    if std::str::from_utf8(reason).is_err() {
        return Err(Closing::NotUtf8);
    }
    Ok(Some(code))
}

/// Frames on their way to a client.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    at: usize,
}

impl Writer {
    pub(super) fn text(&mut self, text: &str) {
        self.frame(TEXT, text.as_bytes());
    }

    /// The answer to a ping.
    pub(super) fn pong(&mut self, payload: &[u8]) {
        self.frame(PONG, payload);
    }

    /// The last frame.
    pub(super) fn goodbye(&mut self, code: Option<u16>, reason: &str) {
        let code = code.map(u16::to_be_bytes);
        let payload = [code.as_ref().map_or(&[][..], |code| code), reason.as_bytes()].concat();
        self.frame(CLOSE, &payload);
    }

    fn frame(&mut self, opcode: u8, payload: &[u8]) {
        self.bytes.reserve(payload.len() + 10);
        self.bytes.push(LAST | opcode);
        match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
            (Ok(size @ ..=125), _) => self.bytes.push(size),
            (_, Ok(size)) => {
                self.bytes.push(126);
                self.bytes.extend(size.to_be_bytes());
            }
            _ => {
                self.bytes.push(127);
                self.bytes.extend((payload.len() as u64).to_be_bytes());
            }
        }
        self.bytes.extend_from_slice(payload);
    }

    /// What is still to be sent.
    pub(super) fn waiting(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Says how much of that was sent.
    pub(super) fn sent(&mut self, bytes: usize) {
        self.at += bytes;
        if self.at >= self.bytes.len() {
            *self = Self::default();
        }
    }
}

#[cfg(test)]
mod tests;
