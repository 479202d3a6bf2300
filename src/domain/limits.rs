//! Every limit, with its unit last in the name, its reason and its source.
//!
//! To change one: change it here, and in the schema or contract page its `Source` names, which clients read. Values that
//! an operator may set are defaults; the settings name them.

use super::time::{MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND};

// Pages.

/// Talkamie's page when none is asked for, in items. Source: contract/talkamie.md A.6, the client's commonest size.
pub const PAGE_ITEMS_DEFAULT: i64 = 25;
/// Largest page of Talkamie's lists, in items: bounds the work of one request. More is silently less.
pub const PAGE_ITEMS_MAX: i64 = 100;
/// Replyke's list page when none is asked for, in items. Source: contract/replyke.md 2.
pub const REPLYKE_PAGE_ITEMS_DEFAULT: u64 = 20;
/// Largest Replyke list page, in items. Source: contract/replyke.md 2.
pub const REPLYKE_PAGE_ITEMS_MAX: u64 = 100;
/// Replyke's page of notifications when none is asked for, in items. Source: contract/replyke.md 4.
pub const REPLYKE_NOTIFICATIONS_ITEMS_DEFAULT: u64 = 5;
/// Largest Replyke page of notifications, in items. Source: contract/replyke.md 4.
pub const REPLYKE_NOTIFICATIONS_ITEMS_MAX: u64 = 50;
/// Highest page number that is told from higher ones.
///
/// So that number × [`REPLYKE_PAGE_ITEMS_MAX`] stays below 2^53: exact in JSON readers that use floats, and far inside an
/// engine's 64-bit offset, beyond which the peer fails (contract/replyke.md 2).
pub const PAGE_NUMBER_MAX: u64 = ((1 << 53) - 1) / REPLYKE_PAGE_ITEMS_MAX;

// Requests.

/// Largest request body, in bytes. The peer's JSON parser stops at 100 kB (contract/replyke.md 2, route 1); the largest
/// body of our own, a whole availability, is well below. More is 413.
pub const BODY_BYTES_MAX: usize = 100 * 1024;
/// Largest head of a request (request line and headers), in bytes. Holds three tokens of the largest usual size.
pub const HEADER_BYTES_MAX: usize = 16 * 1024;

// Sessions and tokens.

/// How long an access token of Talkamie lives. Source: contract/talkamie.md A.3. The web client never refreshes.
pub const ACCESS_TOKEN_LIFETIME_MS: i64 = 7 * MS_PER_DAY;
/// How long a refresh token of Talkamie lives. Source: contract/talkamie.md A.3.
pub const REFRESH_TOKEN_LIFETIME_MS: i64 = 90 * MS_PER_DAY;
/// How long Replyke's access token lives. Source: contract/replyke.md 5.
pub const REPLYKE_ACCESS_TOKEN_LIFETIME_MS: i64 = 30 * MS_PER_MINUTE;
/// How long Replyke's refresh token lives. Source: contract/replyke.md 5.
pub const REPLYKE_REFRESH_TOKEN_LIFETIME_MS: i64 = 30 * MS_PER_DAY;
/// How long a Symphony session lives. Source: contract/symphony.md 3, between one hour and two weeks.
pub const SYMPHONY_SESSION_LIFETIME_MS: i64 = 14 * MS_PER_DAY;
/// How far ahead the `exp` of Symphony's log-in token may lie. Source: contract/symphony.md 4.
pub const SYMPHONY_LOGIN_AHEAD_MS_MAX: i64 = 5 * MS_PER_MINUTE;
/// How much further ahead it may seem to lie because two clocks differ. Clients ask for 4 of the 5 minutes as it is.
pub const SYMPHONY_LOGIN_CLOCK_LEEWAY_MS: i64 = 10 * MS_PER_SECOND;
/// Longest log-in token, in bytes: bounds the work of one that is not signed. One with a key of 4096 bits needs 900.
pub const SYMPHONY_LOGIN_TOKEN_BYTES_MAX: usize = 4 * 1024;
/// How long a replaced Symphony key stays good beside the new one. Source: contract/symphony.md 4.
pub const SYMPHONY_OLD_KEY_LIFETIME_MS: i64 = 72 * MS_PER_HOUR;
/// How long a response is remembered for its `Idempotency-Key`. A day covers every client's retries.
pub const IDEMPOTENCY_REMEMBERED_MS: i64 = MS_PER_DAY;
/// Longest `Idempotency-Key`, in characters. A UUID has 36; the rest is room for prefixes.
pub const IDEMPOTENCY_KEY_CHARS_MAX: usize = 255;

// Sockets.

/// Most sockets of one process at a time. An idle one costs about 5 KiB.
pub const SOCKETS_MAX: u32 = 50_000;
/// Largest message a client may send, in bytes, and largest frame. A session description of a video call has some 10 KiB.
pub const SOCKET_MESSAGE_BYTES_MAX: usize = 64 * 1024;
/// Bytes a socket may have waiting before it is closed as too slow: with one frame more, that is what a slow reader costs.
pub const SOCKET_WAITING_BYTES_MAX: usize = 256 * 1024;
/// How long a client may take nothing in of what it is told before its socket is closed as too slow.
pub const SOCKET_STALL_MS_MAX: i64 = 20 * MS_PER_SECOND;
/// How long a client may take to send the whole of a message it has begun.
pub const SOCKET_MESSAGE_MS_MAX: i64 = MS_PER_MINUTE;
/// How long a socket may stay silent. The client pings every 8 minutes. Source: contract/talkamie.md C.1, 4.
pub const SOCKET_IDLE_MS_MAX: i64 = 11 * MS_PER_MINUTE;
/// How long a socket may stay without `authenticate`: minutes, not seconds. Source: contract/talkamie.md G21.
pub const SOCKET_UNAUTHENTICATED_MS_MAX: i64 = 5 * MS_PER_MINUTE;
/// How long a client may take to answer our goodbye.
pub const SOCKET_GOODBYE_MS_MAX: i64 = 2 * MS_PER_SECOND;
/// Messages a client may send at once.
pub const SOCKET_BURST_MAX: i64 = 60;
/// Messages a client may send a second, on the average. Candidates of a call come in bursts of some twenty.
pub const SOCKET_MESSAGES_PER_SECOND: i64 = 20;
/// Messages in a row that come to nothing, or come too fast, before the socket is closed.
pub const SOCKET_STRIKES_MAX: u32 = 50;

// Coins, in hundredths of a coin; money, in US cents. Source: contract/talkamie.md A.8.

/// Hundredths of a coin in a coin: clients show two decimals.
pub const HUNDREDTHS_PER_COIN: i64 = 100;
/// Coins for one US dollar; so a coin is worth a cent.
pub const COINS_PER_DOLLAR: i64 = 100;
/// Smallest top-up: 50 coins.
pub const TOP_UP_HUNDREDTHS_MIN: i64 = 50 * HUNDREDTHS_PER_COIN;
/// Largest single top-up: 1,000,000 coins (10,000 dollars), so that a slip of the finger is refused. Our choice.
pub const TOP_UP_HUNDREDTHS_MAX: i64 = 1_000_000 * HUNDREDTHS_PER_COIN;
/// Smallest withdrawal: 100 coins. A setting (contract/talkamie.md G15).
pub const WITHDRAWAL_HUNDREDTHS_MIN: i64 = 100 * HUNDREDTHS_PER_COIN;
/// Most that one person may withdraw within [`WITHDRAWAL_WINDOW_MS`]: 500 dollars.
pub const WITHDRAWAL_WINDOW_CENTS_MAX: i64 = 500 * 100;
/// The time over which withdrawals are summed: any 30 days.
pub const WITHDRAWAL_WINDOW_MS: i64 = 30 * MS_PER_DAY;
/// Most coins an amount may name, in hundredths: 15 digits, as many as a float always brings back as they were.
pub const COINS_HUNDREDTHS_MAX: i64 = 999_999_999_999_999;

/// How long after its first refusal a payout is asked for once more, and then between one who asks and the next: longer than a job
/// can take, so that nobody asks beside.
pub const PAYOUT_REFUSED_MS: i64 = 5 * MS_PER_MINUTE;
/// How soon a payout that is under way is looked after again, at first. PayPal decides most within a minute.
pub const PAYOUT_LOOK_MS_MIN: i64 = 30 * MS_PER_SECOND;
/// How rarely, in the end.
pub const PAYOUT_LOOK_MS_MAX: i64 = 6 * MS_PER_HOUR;

// Calls.

/// Price of a started minute, in hundredths of a coin: 10 coins. A setting. Source: DESIGN.md 4.
pub const CALL_MINUTE_HUNDREDTHS_DEFAULT: i64 = 10 * HUNDREDTHS_PER_COIN;
/// The volunteer's part of the price, in percent. A setting. Source: DESIGN.md 4.
pub const CALL_SHARE_PERCENT_DEFAULT: i64 = 100;
/// Coins are low when they do not cover this many minutes. A setting. Source: DESIGN.md 4.
pub const COINS_LOW_MINUTES_DEFAULT: i64 = 2;
/// How long a call rings before it is missed. Source: contract/talkamie.md F.5.
pub const CALL_RING_MS_MAX: i64 = 45 * MS_PER_SECOND;

/// How long an answered call may be without a connection, all in all, before it ends: a network change takes seconds. Our
/// choice.
pub const CALL_UNCONNECTED_MS_MAX: i64 = 2 * MS_PER_MINUTE;

/// How long one of the two may have no connection to the server before their call ends. Shorter than a minute, so that at most one
/// minute can fall due meanwhile. Source: decision 16.
pub const CALL_AWAY_MS_MAX: i64 = 45 * MS_PER_SECOND;
/// How long after a call's end its signals are dropped rather than refused: browsers find candidates for some seconds. Our choice.
pub const CALL_LATE_SIGNALS_MS: i64 = 10 * MS_PER_SECOND;
/// How long credentials for TURN servers are good. A setting. Longer than anybody takes to begin a call. Our choice.
pub const TURN_CREDENTIAL_LIFETIME_MS: i64 = MS_PER_HOUR;

// Schedules and availability.

/// Longest booked slot: a day. A longer one could overlap its own next day.
pub const SLOT_MS_MAX: i64 = MS_PER_DAY;
/// Longest title of a call, in characters: a line on a phone, and some more. Source: `schedule_body.json`.
pub const SCHEDULE_TITLE_CHARS_MAX: usize = 120;
/// How long before its start a call is announced. Source: contract/talkamie.md C.3, `schedule.upcoming`.
pub const SCHEDULE_ANNOUNCED_BEFORE_MS: i64 = 10 * MS_PER_MINUTE;
/// Time zones reach from UTC+14 to UTC-12; in the sign of JavaScript, minutes. Source: contract/talkamie.md A.2.
pub const TIMEZONE_OFFSET_MINUTES_MIN: i32 = -14 * 60;
/// See [`TIMEZONE_OFFSET_MINUTES_MIN`].
pub const TIMEZONE_OFFSET_MINUTES_MAX: i32 = 12 * 60;

// People and what they write, in Unicode scalar values.

/// Longest name.
pub const NAME_CHARS_MAX: usize = 200;
/// Longest `bio`.
pub const BIO_CHARS_MAX: usize = 5_000;
/// Longest chat, support or message-request text. Source: schemas/v1/chat/message_request_body.json.
pub const MESSAGE_CHARS_MAX: usize = 4_000;
/// Most messages that one receipt may name: twice the largest page.
pub const MESSAGES_MARKED_MAX: usize = 200;
/// Longest review text.
pub const REVIEW_CHARS_MAX: usize = 5_000;
/// Longest title of a scheduled call.
pub const TITLE_CHARS_MAX: usize = 200;
/// Longest keyword of a search.
pub const KEYWORD_CHARS_MAX: usize = 200;
/// Most interests of one person.
pub const INTERESTS_MAX: usize = 100;
/// Fewest and most stars of a review. Source: contract/talkamie.md F.10.
pub const REVIEW_STARS_MIN: i64 = 1;
/// See [`REVIEW_STARS_MIN`].
pub const REVIEW_STARS_MAX: i64 = 5;
/// Greatest believable age, in years: catches a mistyped year of birth.
pub const AGE_YEARS_MAX: i32 = 130;
/// The time over which "frequent" chats are counted. Source: contract/talkamie.md G30.
pub const FREQUENT_CHATS_WINDOW_MS: i64 = 30 * MS_PER_DAY;

// Files. Source: contract/talkamie.md A.9; the certificate's limit is our choice.

/// Largest picture, in bytes.
pub const PICTURE_BYTES_MAX: u64 = 10 * 1024 * 1024;
/// Largest introduction video, in bytes.
pub const VIDEO_BYTES_MAX: u64 = 40 * 1024 * 1024;
/// Largest certificate, in bytes. The client sets none; a scan fits well. A setting.
pub const CERTIFICATE_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// How long an address for uploading is good. Long enough for the files before it on a slow line.
pub const UPLOAD_LIFETIME_MS: i64 = 15 * MS_PER_MINUTE;
/// How long a link to a certificate is good: as long as somebody looks at a profile.
pub const CERTIFICATE_LINK_LIFETIME_MS: i64 = MS_PER_HOUR;
/// How long a file stays that no profile names: kept copies of profiles may still show it.
pub const FILES_UNUSED_KEPT_MS: i64 = MS_PER_DAY;
/// Most files of one person that no profile names: four times what one call can ask for. Older ones go.
pub const FILES_WAITING_MAX: i64 = 40;

// Replyke's rate limits. Source: contract/replyke.md 2, 5 and 6: per route and client address.

/// The window, which begins with the first request.
pub const REPLYKE_RATE_WINDOW_MS: i64 = 5 * MS_PER_MINUTE;
/// Requests per window: asking for a connection.
pub const REPLYKE_ASK_REQUESTS_MAX: u32 = 25;
/// Requests per window: accepting, declining, removing.
pub const REPLYKE_CHANGE_REQUESTS_MAX: u32 = 50;
/// Requests per window: reading.
pub const REPLYKE_READ_REQUESTS_MAX: u32 = 100;
/// Requests per window: signing up, signing in.
pub const REPLYKE_SIGN_REQUESTS_MAX: u32 = 5;
/// Requests per window: renewing a token, verifying an external user.
pub const REPLYKE_RENEW_REQUESTS_MAX: u32 = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_agree_with_each_other() {
        const {
            assert!(PAGE_ITEMS_DEFAULT <= PAGE_ITEMS_MAX);
            assert!(REPLYKE_PAGE_ITEMS_DEFAULT <= REPLYKE_PAGE_ITEMS_MAX);
            assert!(REPLYKE_NOTIFICATIONS_ITEMS_MAX <= REPLYKE_PAGE_ITEMS_MAX);
            assert!(SOCKET_IDLE_MS_MAX > 8 * MS_PER_MINUTE);
            assert!(SOCKET_UNAUTHENTICATED_MS_MAX < SOCKET_IDLE_MS_MAX);
            assert!(ACCESS_TOKEN_LIFETIME_MS < REFRESH_TOKEN_LIFETIME_MS);
            assert!(CALL_AWAY_MS_MAX < MS_PER_MINUTE);
            assert!(HUNDREDTHS_PER_COIN * COINS_PER_DOLLAR == 100 * 100);
        }
        assert_eq!(TOP_UP_HUNDREDTHS_MIN, 5_000);
        assert_eq!(WITHDRAWAL_HUNDREDTHS_MIN, 10_000);
    }
}
