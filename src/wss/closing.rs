//! Why a connection is closed. The codes are part of the contract (docs/guide): clients act on them.

use tokio_tungstenite::tungstenite::{
    Error,
    error::{CapacityError, ProtocolError},
    protocol::{CloseFrame, frame::coding::CloseCode},
};

/// Why the server closes a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// 1001: the server stops; connect again.
    Stopping,
    /// 1002: not the WebSocket protocol.
    Protocol,
    /// 1003: a binary frame.
    Binary,
    /// 1007: a text that is not UTF-8.
    NotUtf8,
    /// 1008: the token was of no use.
    Unauthenticated,
    /// 1009: a frame or message is too large.
    TooLarge,
    /// 4001: the session ended: signed out, password changed, account closed.
    SessionEnded,
    /// 4002: nothing was heard for too long.
    Idle,
    /// 4003: nobody said who they are for too long.
    Anonymous,
    /// 4004: too many frames that mean nothing, or too many altogether.
    Flood,
    /// 4005: what was to be told is not taken in.
    Slow,
}

impl Closing {
    pub(super) fn frame(self) -> CloseFrame {
        let (code, reason) = match self {
            Self::Stopping => (CloseCode::Away, "the server stops, connect again"),
            Self::Protocol => (CloseCode::Protocol, "not the WebSocket protocol"),
            Self::Binary => (CloseCode::Unsupported, "text frames only"),
            Self::NotUtf8 => (CloseCode::Invalid, "not UTF-8"),
            Self::Unauthenticated => (CloseCode::Policy, "the token is of no use"),
            Self::TooLarge => (CloseCode::Size, "too large"),
            Self::SessionEnded => (CloseCode::Library(4001), "the session ended"),
            Self::Idle => (CloseCode::Library(4002), "nothing was heard for too long"),
            Self::Anonymous => (CloseCode::Library(4003), "authenticate first"),
            Self::Flood => (CloseCode::Library(4004), "too many frames"),
            Self::Slow => (CloseCode::Library(4005), "what is told is not taken in"),
        };
        CloseFrame { code, reason: reason.into() }
    }

    /// What a frame that could not be read means. `None`: the client is gone, there is nobody to tell.
    pub(super) fn of(error: &Error) -> Option<Self> {
        match error {
            Error::Capacity(CapacityError::MessageTooLong { .. } | CapacityError::TooManyHeaders) => {
                Some(Self::TooLarge)
            }
            Error::Utf8(_) => Some(Self::NotUtf8),
            Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => None,
            Error::Protocol(_) => Some(Self::Protocol),
            _ => None,
        }
    }
}
