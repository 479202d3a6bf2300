//! The table cell by cell, the record change by change, and the whole machine walked through.

use super::*;
use std::collections::BTreeSet;
use uuid::Uuid;

const ANN: UserId = UserId(Uuid::from_u128(0xa));
const BEN: UserId = UserId(Uuid::from_u128(0xb));
const EVE: UserId = UserId(Uuid::from_u128(0xe));
const TENANT: TenantId = TenantId(Uuid::from_u128(0x7));

fn other(one: UserId) -> UserId {
    if one == ANN { BEN } else { ANN }
}

fn with(caller: UserId, now_ms: i64) -> Circumstances {
    let new_id = ConnectionId(Uuid::from_u128(0x1000 + now_ms.unsigned_abs() as u128));
    Circumstances {
        tenant: TENANT,
        caller,
        other: other(caller),
        message: Some(format!("at {now_ms}")),
        now_ms,
        new_id,
    }
}

/// A record as it would be after a while: asked twice, by Ann first.
fn record(status: Status, requester: UserId) -> Connection {
    Connection {
        id: ConnectionId(Uuid::from_u128(0x99)),
        tenant: TENANT,
        requester,
        addressee: other(requester),
        status,
        message: Some("hello".into()),
        request_count: 2,
        first_requested_at_ms: 10,
        requested_at_ms: 20,
        responded_at_ms: (status != Status::Pending).then_some(30),
        updated_at_ms: 30,
    }
}

/// The record behind each standing of Ann's.
fn record_for(standing: Standing) -> Option<Connection> {
    let others = |status| Connection { requester: BEN, addressee: EVE, ..record(status, BEN) };
    match standing {
        Standing::None => None,
        Standing::AskedByMe => Some(record(Status::Pending, ANN)),
        Standing::AskedOfMe => Some(record(Status::Pending, BEN)),
        Standing::Accepted => Some(record(Status::Accepted, BEN)),
        Standing::DeclinedMine => Some(record(Status::Declined, ANN)),
        Standing::DeclinedTheirs => Some(record(Status::Declined, BEN)),
        Standing::PendingOfOthers => Some(others(Status::Pending)),
        Standing::AcceptedOfOthers => Some(others(Status::Accepted)),
    }
}

#[test]
fn words_come_back_as_they_went() {
    for &status in Status::ALL {
        assert_eq!(status.as_str().parse(), Ok(status));
    }
    assert!("connected".parse::<Status>().is_err());
}

#[test]
fn people_stand_on_their_own_side() {
    for ann in Standing::ALL {
        let record = record_for(ann);
        assert_eq!(standing(record.as_ref(), ANN), ann);
        let ben = match ann {
            Standing::None => Standing::None,
            Standing::AskedByMe => Standing::AskedOfMe,
            Standing::AskedOfMe | Standing::PendingOfOthers => Standing::AskedByMe,
            Standing::Accepted | Standing::AcceptedOfOthers => Standing::Accepted,
            Standing::DeclinedMine => Standing::DeclinedTheirs,
            Standing::DeclinedTheirs => Standing::DeclinedMine,
        };
        assert_eq!(standing(record.as_ref(), BEN), ben, "across from {ann:?}");
    }
    for (status, seen) in [
        (Status::Pending, Standing::PendingOfOthers),
        (Status::Accepted, Standing::AcceptedOfOthers),
        (Status::Declined, Standing::None),
    ] {
        assert_eq!(standing(Some(&record(status, ANN)), EVE), seen);
    }
}

#[test]
fn nobody_is_a_pair() {
    assert_eq!(apart(ANN, ANN), Err(Refusal::WithSelf));
    assert_eq!(apart(ANN, BEN), Ok(()));
}

#[test]
fn the_other_one_is_the_other_one() {
    let record = record(Status::Pending, ANN);
    assert_eq!([ANN, BEN, EVE].map(|one| record.other_than(one)), [Some(BEN), Some(ANN), None]);
}

/// Cells of one row, in the order of `Standing::ALL`: none, asked by me, asked of me, accepted, declined mine, declined
/// theirs, pending of others, accepted of others.
type Row = (Face, Act, [Result<Change, Refusal>; 8]);

/// The whole table: three faces, seven acts, eight standings. Rows that differ between faces are marked `<`.
#[rustfmt::skip]
fn table() -> Vec<Row> {
    use {Act as A, Change as C, Face as F, Refusal as R};
    let not_party = Err(R::NotAParty);
    let accept = [Err(R::NotFound), Err(R::NotReceiver), Ok(C::Accept), Err(R::NotPending), Err(R::NotPending), Err(R::NotPending), Err(R::NotReceiver), Err(R::NotPending)];
    let refuse = [Err(R::NotFound), Err(R::NotReceiver), Ok(C::Decline), Err(R::NotPending), Err(R::NotPending), Err(R::NotPending), Err(R::NotReceiver), Err(R::NotPending)];
    let take_back = [Err(R::NotFound), Ok(C::Withdraw), Err(R::NotRequester), Err(R::NotPending), Err(R::NotPending), Err(R::NotPending), Err(R::NotRequester), Err(R::NotPending)];
    let end_by_id = [Err(R::NotFound), Ok(C::Withdraw), Err(R::NotRequester), Ok(C::Disconnect), Err(R::NotConnected), Err(R::NotConnected), Err(R::NotRequester), not_party];
    let accept_message = [Ok(C::Establish), Ok(C::Establish), Ok(C::Accept), Ok(C::Keep), Ok(C::Establish), Ok(C::Establish), not_party, not_party];
    vec![
        (F::Talkamie, A::Ask, [Ok(C::Open), Err(R::Pending), Err(R::Pending), Err(R::AlreadyConnected), Ok(C::Reopen), Ok(C::Reopen), not_party, not_party]), // <
        (F::Symphony, A::Ask, [Ok(C::Open), Err(R::Pending), Err(R::Pending), Ok(C::Keep), Ok(C::Reopen), Ok(C::Reopen), not_party, not_party]), // <
        (F::Replyke, A::Ask, [Ok(C::Open), Err(R::Pending), Err(R::Pending), Err(R::AlreadyConnected), Err(R::DeclinedEarlier), Ok(C::Reopen), not_party, not_party]), // <
        (F::Talkamie, A::Accept, accept),
        (F::Symphony, A::Accept, accept),
        (F::Replyke, A::Accept, accept),
        (F::Talkamie, A::Refuse, refuse),
        (F::Symphony, A::Refuse, refuse),
        (F::Replyke, A::Refuse, refuse),
        (F::Talkamie, A::TakeBack, take_back),
        (F::Symphony, A::TakeBack, take_back),
        (F::Replyke, A::TakeBack, take_back),
        (F::Talkamie, A::End, [Err(R::NotFound), Err(R::NotConnected), Err(R::NotConnected), Ok(C::Disconnect), Err(R::NotConnected), Err(R::NotConnected), Err(R::NotRequester), not_party]), // <
        (F::Symphony, A::End, [Err(R::NotFound), Err(R::NotConnected), Ok(C::Decline), Ok(C::Disconnect), Err(R::NotConnected), Ok(C::Revive), Err(R::NotRequester), not_party]), // <
        (F::Replyke, A::End, [Err(R::NotFound), Ok(C::Withdraw), Ok(C::Decline), Ok(C::Disconnect), Err(R::NotConnected), Err(R::NotConnected), Err(R::NotRequester), not_party]), // <
        (F::Talkamie, A::EndById, end_by_id),
        (F::Symphony, A::EndById, end_by_id),
        (F::Replyke, A::EndById, end_by_id),
        (F::Talkamie, A::AcceptMessageRequest, accept_message),
        (F::Symphony, A::AcceptMessageRequest, accept_message),
        (F::Replyke, A::AcceptMessageRequest, accept_message),
    ]
}

#[test]
fn every_cell_is_as_written() {
    let table = table();
    let rows: BTreeSet<(Face, Act)> = table.iter().map(|&(face, act, _)| (face, act)).collect();
    assert_eq!(rows.len(), Face::ALL.len() * Act::ALL.len(), "every row is written, and once");
    for (face, act, cells) in table {
        for (standing, cell) in Standing::ALL.into_iter().zip(cells) {
            assert_eq!(decide(face, act, standing), cell, "{face:?} {act:?} {standing:?}");
        }
    }
}

/// What the wire says, derived from the refusal alone, as the table above [`Refusal`] promises it.
fn status(face: Face, cell: Result<Change, Refusal>) -> u16 {
    use Refusal as R;
    match (face, cell) {
        (Face::Replyke, Ok(Change::Open | Change::Reopen)) => 201,
        (_, Ok(_)) => 200,
        (_, Err(R::WithSelf)) => 400,
        (_, Err(R::NotFound)) => 404,
        (Face::Symphony, Err(_)) => 400,
        (_, Err(R::Pending | R::AlreadyConnected | R::DeclinedEarlier)) => 409,
        (Face::Replyke, Err(R::NotReceiver | R::NotRequester | R::NotAParty)) => 403,
        (_, Err(_)) => 404,
    }
}

/// DESIGN.md 13 and the contracts in statuses, for the routes that exist; the columns of DESIGN.md, then strangers by id.
#[rustfmt::skip]
#[test]
fn a_refusal_says_enough_for_every_face() {
    use {Act as A, Face as F};
    for (face, act, statuses) in [
        (F::Talkamie, A::Ask,      [200, 409, 409, 409, 200, 200].as_slice()),
        (F::Talkamie, A::Accept,   &[404, 404, 200, 404, 404, 404]),
        (F::Talkamie, A::Refuse,   &[404, 404, 200, 404, 404, 404]),
        (F::Talkamie, A::TakeBack, &[404, 200, 404, 404, 404, 404]),
        (F::Talkamie, A::End,      &[404, 404, 404, 200, 404, 404]),
        (F::Talkamie, A::AcceptMessageRequest, &[200; 6]),
        (F::Replyke,  A::Ask,      &[201, 409, 409, 409, 409, 201]),
        (F::Replyke,  A::Accept,   &[404, 403, 200, 404, 404, 404, 403, 404]),
        (F::Replyke,  A::Refuse,   &[404, 403, 200, 404, 404, 404, 403, 404]),
        (F::Replyke,  A::End,      &[404, 200, 200, 200, 404, 404]),
        (F::Replyke,  A::EndById,  &[404, 200, 403, 200, 404, 404, 403, 403]),
        (F::Symphony, A::Ask,      &[200, 400, 400, 200, 200, 200]),
        (F::Symphony, A::Accept,   &[404, 400, 200, 400, 400, 400]),
        (F::Symphony, A::Refuse,   &[404, 400, 200, 400, 400, 400]),
        (F::Symphony, A::End,      &[404, 400, 200, 200, 400, 200]),
    ] {
        for (standing, &expected) in Standing::ALL.into_iter().zip(statuses) {
            assert_eq!(status(face, decide(face, act, standing)), expected, "{face:?} {act:?} {standing:?}");
        }
    }
}

/// What each change does to the record, field by field, for Ann at the time 100.
#[test]
fn changes_touch_what_they_name() {
    let after = |change, standing| apply(change, record_for(standing), with(ANN, 100));
    let before = |standing| record_for(standing).expect("a record");
    let new_id = with(ANN, 100).new_id;
    let opened = Connection {
        id: new_id,
        tenant: TENANT,
        requester: ANN,
        addressee: BEN,
        status: Status::Pending,
        message: Some("at 100".into()),
        request_count: 1,
        first_requested_at_ms: 100,
        requested_at_ms: 100,
        responded_at_ms: None,
        updated_at_ms: 100,
    };
    assert_eq!(after(Change::Open, Standing::None), Some(opened.clone()));

    for standing in [Standing::DeclinedMine, Standing::DeclinedTheirs] {
        let reopened =
            Connection { id: before(standing).id, request_count: 3, first_requested_at_ms: 10, ..opened.clone() };
        assert_eq!(after(Change::Reopen, standing), Some(reopened), "{standing:?}");
    }

    let asked = before(Standing::AskedOfMe);
    let answered = |status| Connection { status, responded_at_ms: Some(100), updated_at_ms: 100, ..asked.clone() };
    assert_eq!(after(Change::Accept, Standing::AskedOfMe), Some(answered(Status::Accepted)));
    assert_eq!(after(Change::Decline, Standing::AskedOfMe), Some(answered(Status::Declined)));

    let revived = Connection { updated_at_ms: 100, ..before(Standing::AskedOfMe) };
    assert_eq!(after(Change::Revive, Standing::DeclinedTheirs), Some(revived));

    assert_eq!(after(Change::Withdraw, Standing::AskedByMe), None);
    assert_eq!(after(Change::Disconnect, Standing::Accepted), None);
    assert_eq!(after(Change::Keep, Standing::Accepted), record_for(Standing::Accepted));

    let met = Connection {
        requester: BEN,
        addressee: ANN,
        status: Status::Accepted,
        message: None,
        responded_at_ms: Some(100),
        ..opened
    };
    assert_eq!(after(Change::Establish, Standing::None), Some(met));
    for standing in [Standing::AskedByMe, Standing::DeclinedMine, Standing::DeclinedTheirs] {
        let established =
            Connection { status: Status::Accepted, responded_at_ms: Some(100), updated_at_ms: 100, ..before(standing) };
        assert_eq!(after(Change::Establish, standing), Some(established), "{standing:?}");
    }
}

#[test]
fn messages_are_tidied() {
    for (message, stored) in [
        (None, None),
        (Some(""), None),
        (Some(" \t\n\u{a0}\u{feff}"), None),
        (Some("  hi there\n"), Some("hi there")),
        (Some("\u{85}"), Some("\u{85}")),
        (Some("a\0b"), Some("a\\0b")),
        (Some(" \0 "), Some("\\0")),
    ] {
        assert_eq!(tidy_message(message).as_deref(), stored, "{message:?}");
    }
}

/// A step that somebody can take: through which face, which act, by whom.
type Step = (Face, Act, UserId);

/// All steps that have a route, by both people: 15 each.
fn steps() -> Vec<Step> {
    use {Act as A, Face as F};
    let routes = [
        (F::Talkamie, [A::Ask, A::Accept, A::Refuse, A::TakeBack, A::End, A::AcceptMessageRequest].as_slice()),
        (F::Replyke, &[A::Ask, A::Accept, A::Refuse, A::End, A::EndById]),
        (F::Symphony, &[A::Ask, A::Accept, A::Refuse, A::End]),
    ];
    let of_each = |who| routes.into_iter().flat_map(move |(face, acts)| acts.iter().map(move |&act| (face, act, who)));
    of_each(ANN).chain(of_each(BEN)).collect()
}

/// One whole act: what an operation does under the lock.
fn take(
    record: Option<Connection>,
    (face, act, who): Step,
    now_ms: i64,
) -> (Option<Connection>, Result<Change, Refusal>) {
    let decided = decide(face, act, standing(record.as_ref(), who));
    let after = match decided {
        Ok(change) => apply(change, record, with(who, now_ms)),
        Err(_) => record,
    };
    (after, decided)
}

/// What must hold after every step, whatever it was.
fn assert_sound(before: Option<&Connection>, after: Option<&Connection>, step: Step, decided: Result<Change, Refusal>) {
    let why = format!("{step:?} made {decided:?} of {before:?}: {after:?}");
    let who = step.2;
    if decided.is_err() || decided == Ok(Change::Keep) {
        assert_eq!(before, after, "nothing happens: {why}");
        return;
    }
    assert_ne!(before, after, "a change changes: {why}");
    let Some(after) = after else {
        let ended = before.map(|before| before.status);
        let withdrawn = ended == Some(Status::Pending) && before.is_some_and(|before| before.requester == who);
        assert!(ended == Some(Status::Accepted) || withdrawn, "only what is one's own to end goes: {why}");
        return;
    };
    // The record is about the two, in one direction, and its times are in order.
    assert_eq!(BTreeSet::from([after.requester, after.addressee]), BTreeSet::from([ANN, BEN]), "{why}");
    assert!(after.first_requested_at_ms <= after.requested_at_ms, "{why}");
    assert!(after.requested_at_ms <= after.updated_at_ms, "{why}");
    assert_eq!(after.responded_at_ms.is_none(), after.status == Status::Pending, "answered or not: {why}");
    assert!(after.responded_at_ms.is_none_or(|at| after.requested_at_ms <= at && at <= after.updated_at_ms), "{why}");
    assert!(after.request_count >= 1, "{why}");
    let by_message = step.1 == Act::AcceptMessageRequest;
    match before {
        None => {
            let asked = after.status == Status::Pending && after.requester == who;
            let met = after.status == Status::Accepted && by_message;
            assert!(asked || met, "a record begins by asking or by an accepted message: {why}");
            assert_eq!(after.request_count, 1, "{why}");
            assert_eq!(after.first_requested_at_ms, after.requested_at_ms, "{why}");
        }
        Some(before) => {
            assert_eq!((before.id, before.tenant), (after.id, after.tenant), "the record stays the record: {why}");
            assert_eq!(before.first_requested_at_ms, after.first_requested_at_ms, "{why}");
            assert!(before.updated_at_ms < after.updated_at_ms, "{why}");
            let asked_anew = decided == Ok(Change::Reopen);
            assert_eq!(
                after.request_count - before.request_count,
                i64::from(asked_anew),
                "the counter counts asking: {why}"
            );
            assert_eq!(before.requested_at_ms != after.requested_at_ms, asked_anew, "{why}");
            if asked_anew {
                assert_eq!(
                    (before.status, after.status, after.requester),
                    (Status::Declined, Status::Pending, who),
                    "{why}"
                );
            } else {
                assert_eq!(before.requester, after.requester, "only asking turns the direction: {why}");
                assert_eq!(before.message, after.message, "{why}");
            }
            match (before.status, after.status) {
                (Status::Pending, Status::Accepted) => assert!(by_message || before.addressee == who, "{why}"),
                (Status::Declined, Status::Accepted) => assert!(by_message, "{why}"),
                (Status::Pending, Status::Declined) => assert_eq!(before.addressee, who, "{why}"),
                (Status::Declined, Status::Pending) => assert!(asked_anew || before.addressee == who, "{why}"),
                _ => panic!("no such way: {why}"),
            }
        }
    }
}

/// The shape of a record, without its times: what the next step depends on.
fn shape(record: Option<&Connection>) -> Option<(Status, UserId)> {
    record.map(|record| (record.status, record.requester))
}

/// Every sequence of five steps of either person through any face, from nothing: 30^5 of them. Each of the seven shapes
/// is reached within two steps.
#[test]
fn every_sequence_of_steps_is_sound() {
    fn walk(
        record: Option<&Connection>,
        now_ms: i64,
        left: u32,
        steps: &[Step],
        seen: &mut BTreeSet<Option<(Status, UserId)>>,
    ) {
        seen.insert(shape(record));
        if left == 0 {
            return;
        }
        for &step in steps {
            let (after, decided) = take(record.cloned(), step, now_ms);
            assert_sound(record, after.as_ref(), step, decided);
            // What changed nothing leads nowhere new: its continuations are those of this record, one step shorter.
            if after.as_ref() != record {
                walk(after.as_ref(), now_ms + 1, left - 1, steps, seen);
            }
        }
    }
    let mut seen = BTreeSet::new();
    walk(None, 1, 5, &steps(), &mut seen);
    let all =
        [Status::Pending, Status::Accepted, Status::Declined].map(|status| [ANN, BEN].map(|who| Some((status, who))));
    let all: BTreeSet<_> = all.into_iter().flatten().chain([None]).collect();
    assert_eq!(seen, all, "every shape is reached, and no other");
}

/// Two people who do the same from opposite sides end opposite: no rule prefers Ann to Ben.
#[test]
fn the_table_is_the_same_from_both_sides() {
    let mirror = |record: Option<Connection>| {
        record.map(|record| Connection { requester: record.addressee, addressee: record.requester, ..record })
    };
    for standing in &Standing::ALL[..6] {
        for (face, act, who) in steps() {
            let (here, decided) = take(record_for(*standing), (face, act, who), 100);
            let (there, mirrored) = take(mirror(record_for(*standing)), (face, act, other(who)), 100);
            assert_eq!((mirror(there), mirrored), (here, decided), "{face:?} {act:?} {standing:?}");
        }
    }
}

/// Somebody in the middle of an act.
#[derive(Clone)]
enum Progress {
    Before,
    Locked,
    Read(Option<Connection>),
    Done(Result<Change, Refusal>),
}

/// How two acts at once can end: the record's shape, and what each was told.
type Endings = BTreeSet<(Option<(Status, UserId)>, [Result<Change, Refusal>; 2])>;

/// Every interleaving of two acts, each in the steps lock, read, decide and write; the lock goes with the write.
fn interleave(record: Option<Connection>, acts: [Step; 2], locking: bool) -> Endings {
    struct World {
        record: Option<Connection>,
        holder: Option<usize>,
        progress: [Progress; 2],
        now_ms: i64,
    }
    let mut endings = Endings::new();
    let begin = World { record, holder: None, progress: [Progress::Before, Progress::Before], now_ms: 100 };
    let mut open = vec![begin];
    while let Some(world) = open.pop() {
        if let [Progress::Done(one), Progress::Done(two)] = world.progress {
            endings.insert((shape(world.record.as_ref()), [one, two]));
            continue;
        }
        let mut moved = false;
        for (who, &act) in acts.iter().enumerate() {
            let mut next = World {
                record: world.record.clone(),
                holder: world.holder,
                progress: world.progress.clone(),
                now_ms: world.now_ms + 1,
            };
            next.progress[who] = match &world.progress[who] {
                Progress::Before if locking && world.holder.is_some() => continue,
                Progress::Before => {
                    next.holder = Some(who);
                    Progress::Locked
                }
                Progress::Locked => Progress::Read(world.record.clone()),
                Progress::Read(read) => {
                    let (after, decided) = take(read.clone(), act, next.now_ms);
                    if locking {
                        assert_sound(world.record.as_ref(), after.as_ref(), act, decided);
                    }
                    if decided.is_ok() {
                        next.record = after;
                    }
                    next.holder = None;
                    Progress::Done(decided)
                }
                Progress::Done(_) => continue,
            };
            moved = true;
            open.push(next);
        }
        assert!(moved, "two acts never wait for each other");
    }
    endings
}

/// Under the pair's lock two acts at once end as if one had come after the other, from every state, for every pair.
#[test]
fn acts_at_once_end_as_acts_in_turn() {
    for standing in &Standing::ALL[..6] {
        let begin = record_for(*standing);
        for one in steps() {
            for two in steps() {
                let in_turn = |first: Step, second: Step| {
                    let (record, told_first) = take(begin.clone(), first, 100);
                    let (record, told_second) = take(record, second, 101);
                    (shape(record.as_ref()), told_first, told_second)
                };
                let (one_first, a, b) = in_turn(one, two);
                let (two_first, c, d) = in_turn(two, one);
                let serial = Endings::from([(one_first, [a, b]), (two_first, [d, c])]);
                assert_eq!(interleave(begin.clone(), [one, two], true), serial, "{one:?} {two:?} {standing:?}");
            }
        }
    }
}

/// The peer's races (contract/replyke.md 4): under the lock one wins, and the other is told what a right server says.
#[test]
fn races_have_one_winner() {
    use {Act as A, Change as C, Refusal as R};
    let by = |who, act| (Face::Replyke, act, who);
    let ben_asked = || Some(record(Status::Pending, BEN));
    let connected = || Some(record(Status::Accepted, BEN));
    for (begin, one, two, told) in [
        (None, by(ANN, A::Ask), by(BEN, A::Ask), [[Ok(C::Open), Err(R::Pending)], [Err(R::Pending), Ok(C::Open)]]),
        (None, by(ANN, A::Ask), by(ANN, A::Ask), [[Ok(C::Open), Err(R::Pending)], [Err(R::Pending), Ok(C::Open)]]),
        (
            // Withdrawing by user after the accept is a disconnect: 200 and 200.
            ben_asked(),
            by(ANN, A::Accept),
            by(BEN, A::End),
            [[Ok(C::Accept), Ok(C::Disconnect)], [Err(R::NotFound), Ok(C::Withdraw)]],
        ),
        (
            ben_asked(),
            by(ANN, A::Accept),
            by(ANN, A::Refuse),
            [[Ok(C::Accept), Err(R::NotPending)], [Err(R::NotPending), Ok(C::Decline)]],
        ),
        (
            ben_asked(),
            by(ANN, A::Accept),
            by(ANN, A::Accept),
            [[Ok(C::Accept), Err(R::NotPending)], [Err(R::NotPending), Ok(C::Accept)]],
        ),
        (
            connected(),
            by(ANN, A::End),
            by(BEN, A::End),
            [[Ok(C::Disconnect), Err(R::NotFound)], [Err(R::NotFound), Ok(C::Disconnect)]],
        ),
    ] {
        let ends: BTreeSet<_> = interleave(begin, [one, two], true).into_iter().map(|(_, told)| told).collect();
        assert_eq!(ends, BTreeSet::from(told), "{one:?} {two:?}");
    }
}

/// Without the lock the same model finds the peer's faults: so it would find ours.
#[test]
fn without_the_lock_the_model_sees_the_peers_races() {
    let both_asked = interleave(None, [(Face::Replyke, Act::Ask, ANN), (Face::Replyke, Act::Ask, BEN)], false);
    assert!(both_asked.iter().any(|(_, told)| *told == [Ok(Change::Open), Ok(Change::Open)]));
    let acts = [(Face::Replyke, Act::Accept, ANN), (Face::Replyke, Act::End, BEN)];
    let withdrawn = interleave(Some(record(Status::Pending, BEN)), acts, false);
    assert!(withdrawn.iter().any(|(_, told)| *told == [Ok(Change::Accept), Ok(Change::Withdraw)]));
}
