//! Support tickets: who may write when, and how far a message has come.

use super::{chat::Delivery, words};

/// Whether a ticket is still worked on. A closed one takes no more messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketStatus {
    Open,
    Closed,
}

words!(TicketStatus { Open = "open", Closed = "closed" });

/// One side of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Owner,
    Team,
}

/// Whether `reader` moves a message of `writer` on by saying that it is at `said`: only the other side's messages, and only
/// forward.
pub fn moves_on(writer: Side, reader: Side, at: Delivery, said: Delivery) -> bool {
    writer != reader && said > at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_go_forward_and_come_from_the_other_side() {
        use Delivery::{Delivered, Read, Sent};
        for (at, said, moves) in [
            (Sent, Sent, false),
            (Sent, Delivered, true),
            (Sent, Read, true),
            (Delivered, Sent, false),
            (Delivered, Delivered, false),
            (Delivered, Read, true),
            (Read, Sent, false),
            (Read, Delivered, false),
            (Read, Read, false),
        ] {
            for (writer, reader) in [(Side::Owner, Side::Team), (Side::Team, Side::Owner)] {
                assert_eq!(moves_on(writer, reader, at, said), moves, "{at} {said}");
            }
            for side in [Side::Owner, Side::Team] {
                assert!(!moves_on(side, side, at, said), "nobody reads their own: {at} {said}");
            }
        }
    }
}
