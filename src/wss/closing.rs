//! Why a connection is closed. The codes are part of the contract (`openapi/v1/socket.yaml`,
//! docs/WEBSOCKET.md): clients act on them.

/// Why the server closes a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// The server stops; connect again.
    Stopping,
    /// Not the WebSocket protocol.
    Protocol,
    /// A binary frame.
    Binary,
    /// A text that is not UTF-8.
    NotUtf8,
    /// The token was of no use.
    Unauthenticated,
    /// A frame or message is too large.
    TooLarge,
    /// The session ended: signed out, password changed, account closed.
    SessionEnded,
    /// Nothing was heard for too long, or not the whole of what was begun.
    Idle,
    /// Nobody said who they are for too long.
    Anonymous,
    /// Too many messages that mean nothing, or too many altogether.
    Flood,
    /// What was to be told is not taken in.
    Slow,
}

impl Closing {
    /// Code and reason of the goodbye.
    pub(super) const fn words(self) -> (u16, &'static str) {
        match self {
            Self::Stopping => (1001, "the server stops, connect again"),
            Self::Protocol => (1002, "not the WebSocket protocol"),
            Self::Binary => (1003, "text frames only"),
            Self::NotUtf8 => (1007, "not UTF-8"),
            Self::Unauthenticated => (1008, "the token is of no use"),
            Self::TooLarge => (1009, "too large"),
            Self::SessionEnded => (4001, "the session ended"),
            Self::Idle => (4002, "nothing was heard for too long"),
            Self::Anonymous => (4003, "authenticate first"),
            Self::Flood => (4004, "too many frames"),
            Self::Slow => (4005, "what is told is not taken in"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::v1;

    const ALL: [Closing; 11] = [
        Closing::Stopping,
        Closing::Protocol,
        Closing::Binary,
        Closing::NotUtf8,
        Closing::Unauthenticated,
        Closing::TooLarge,
        Closing::SessionEnded,
        Closing::Idle,
        Closing::Anonymous,
        Closing::Flood,
        Closing::Slow,
    ];

    #[test]
    fn every_code_is_documented() {
        let (page, guide) = (include_str!("../../docs/WEBSOCKET.md"), include_str!("../../docs/guide/wss.md"));
        for (code, reason) in ALL.map(Closing::words) {
            assert!(page.contains(&format!("| {code} |")), "docs/WEBSOCKET.md says nothing of {code}, {reason}");
            assert!(guide.contains(&code.to_string()), "docs/guide/wss.md says nothing of {code}, {reason}");
            assert!(reason.len() <= 123, "a control frame has room for no more");
        }
    }

    #[test]
    fn the_document_has_every_code_with_the_reason_that_is_sent() {
        let document: serde_json::Value = serde_json::from_str(v1::ASYNCAPI).expect("the build wrote it");
        let documented = document["channels"]["wss"]["x-close-codes"].as_array().expect("a list");
        let words =
            |closing: &serde_json::Value| Some((closing["code"].as_u64()?, closing["title"].as_str()?.to_owned()));
        let documented: Option<Vec<_>> = documented.iter().map(words).collect();
        let sent = ALL.map(Closing::words).map(|(code, reason)| (u64::from(code), reason.to_owned()));
        assert_eq!(documented.expect("each has both"), sent);
    }
}
