use super::*;
use uuid::Uuid;

const RING_MS: i64 = 45_000;

/// What time asks for while both are there: when, and what.
fn next(call: &Call) -> Option<(i64, Act)> {
    step(call, Away::default(), RING_MS).map(|step| (step.due_ms, step.act))
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// A call that began to ring at 0 and costs 10 coins a minute.
fn ringing() -> Call {
    Call {
        id: CallId(id(1)),
        tenant: TenantId(id(2)),
        chat: ChatId(id(3)),
        caller: UserId(id(4)),
        callee: UserId(id(5)),
        payer: UserId(id(4)),
        earner: UserId(id(5)),
        media: Media::Video,
        status: Status::Ringing,
        terms: Terms { minute_hundredths: 1_000, share_percent: 100, duration_s_max: None },
        started_at_ms: 0,
        answered_at_ms: None,
        answered_on: None,
        caller_connected_at_ms: None,
        callee_connected_at_ms: None,
        connected_since_ms: None,
        connected_ms: 0,
        charged_minutes: 0,
        payment: None,
        earning: None,
        ended_at_ms: None,
    }
}

/// Does these acts, as far as they are allowed, and pays what is to be paid.
fn after(acts: &[(Act, By, i64)]) -> Call {
    acts.iter().fold(ringing(), |call, &(act, by, at_ms)| {
        let change = decide(&call, act, by, at_ms).expect("the story is allowed");
        let paid = i64::from(matches!(change, Change::Charge | Change::End(_)) && call.may_still_pay(at_ms));
        apply(Call { charged_minutes: call.charged_minutes + paid, ..call }, change, by, at_ms)
    })
}

fn answered() -> Call {
    after(&[(Act::Accept, By::Callee, 1_000)])
}

/// Connected from 2,000 on, on the caller's word, with its first minute paid.
fn connected() -> Call {
    after(&[(Act::Accept, By::Callee, 1_000), (Act::Connect, By::Caller, 2_000), (Act::Charge, By::Server, 2_000)])
}

fn over() -> Call {
    after(&[(Act::Reject, By::Callee, 1_000)])
}

/// By caller, callee and server: what comes of it in each phase.
type ByWhom = [[Result<Change, Refusal>; 4]; 3];

#[test]
fn every_case_of_the_table() {
    use Change::{Answer, Connect, Disconnect, Keep};
    use Refusal::{Answered, NotAnswered, NotCallee, NotServer, Over};
    let (missed, rejected, ended) =
        (Change::End(Status::Missed), Change::End(Status::Rejected), Change::End(Status::Accepted));
    // Each act: by caller, callee, server; ringing, answered, connected, over. At 3,000, when nothing is owed.
    let table: [(Act, ByWhom); 7] = [
        (
            Act::Accept,
            [
                [Err(NotCallee), Err(NotCallee), Err(NotCallee), Err(Over)],
                [Ok(Answer), Ok(Keep), Ok(Keep), Err(Over)],
                [Err(NotCallee), Err(NotCallee), Err(NotCallee), Err(Over)],
            ],
        ),
        (
            Act::Reject,
            [
                [Err(NotCallee), Err(NotCallee), Err(NotCallee), Err(Over)],
                [Ok(rejected), Err(Answered), Err(Answered), Err(Over)],
                [Err(NotCallee), Err(NotCallee), Err(NotCallee), Err(Over)],
            ],
        ),
        (Act::Miss, [[Err(NotServer); 4], [Err(NotServer); 4], [Ok(missed), Ok(Keep), Ok(Keep), Ok(Keep)]]),
        (
            Act::Connect,
            [
                [Err(NotAnswered), Ok(Connect), Ok(Keep), Err(Over)],
                [Err(NotAnswered), Ok(Connect), Ok(Connect), Err(Over)],
                [Err(NotAnswered), Ok(Keep), Ok(Keep), Err(Over)],
            ],
        ),
        (
            Act::Disconnect,
            [
                [Err(NotAnswered), Ok(Keep), Ok(Disconnect), Ok(Keep)],
                [Err(NotAnswered), Ok(Keep), Ok(Keep), Ok(Keep)],
                [Err(NotAnswered), Ok(Keep), Ok(Keep), Ok(Keep)],
            ],
        ),
        (Act::Charge, [[Err(NotServer); 4], [Err(NotServer); 4], [Ok(Keep); 4]]),
        (
            Act::End,
            [
                [Ok(missed), Ok(ended), Ok(ended), Ok(Keep)],
                [Ok(rejected), Ok(ended), Ok(ended), Ok(Keep)],
                [Ok(missed), Ok(ended), Ok(ended), Ok(Keep)],
            ],
        ),
    ];
    assert_eq!(table.map(|(act, _)| act), Act::ALL);
    let calls = [ringing(), answered(), connected(), over()];
    assert_eq!(calls.each_ref().map(Call::phase), [Phase::Ringing, Phase::Answered, Phase::Connected, Phase::Over]);
    for (act, by_whom) in table {
        for (by, phases) in By::ALL.into_iter().zip(by_whom) {
            for (call, outcome) in calls.iter().zip(phases) {
                assert_eq!(decide(call, act, by, 3_000), outcome, "{act:?} by {by:?} while {:?}", call.phase());
            }
        }
    }
}

#[test]
fn a_minute_is_owed_when_it_starts() {
    for (at_ms, change) in [
        (2_000, Change::Keep),
        (62_000, Change::Keep),
        (62_001, Change::Charge),
        (122_000, Change::Charge),
        // A whole minute passed that nobody charged.
        (122_001, Change::End(Status::Accepted)),
    ] {
        assert_eq!(decide(&connected(), Act::Charge, By::Server, at_ms), Ok(change), "{at_ms}");
    }
    let unpaid = after(&[(Act::Accept, By::Callee, 0), (Act::Connect, By::Callee, 0)]);
    assert_eq!(decide(&unpaid, Act::Charge, By::Server, 0), Ok(Change::Charge), "connecting starts the first");
    assert!(!answered().owes_a_minute(i64::MAX), "who is not connected owes nothing");
}

#[test]
fn either_side_keeps_the_clock_running() {
    let both = apply(connected(), Change::Connect, By::Callee, 5_000);
    assert_eq!(both.connected_since_ms, Some(2_000));
    let one = apply(both, Change::Disconnect, By::Caller, 6_000);
    assert_eq!((one.phase(), one.connected_for_ms(10_000)), (Phase::Connected, 8_000));
    let none = apply(one, Change::Disconnect, By::Callee, 12_000);
    assert_eq!((none.phase(), none.connected_for_ms(99_000)), (Phase::Answered, 10_000));
    let again = apply(none, Change::Connect, By::Caller, 50_000);
    assert_eq!(again.connected_for_ms(51_000), 11_000);
    // 50 s of the first minute are left, from 50,000 on.
    assert_eq!((again.owes_a_minute(100_000), again.owes_a_minute(100_001)), (false, true));
    assert_eq!(next(&again), Some((100_001, Act::Charge)));
}

#[test]
fn time_asks_for_one_thing_at_a_time() {
    let limited = |call: Call, max_s| Call { terms: Terms { duration_s_max: Some(max_s), ..call.terms }, ..call };
    let unpaid = Call { charged_minutes: 0, ..connected() };
    let lost = apply(connected(), Change::Disconnect, By::Caller, 10_000);
    for (call, wanted) in [
        (ringing(), Some((45_000, Act::Miss))),
        (answered(), Some((1_000 + CALL_UNCONNECTED_MS_MAX, Act::End))),
        (lost, Some((1_000 + 8_000 + CALL_UNCONNECTED_MS_MAX, Act::End))),
        (unpaid, Some((2_000, Act::Charge))),
        (connected(), Some((62_001, Act::Charge))),
        (limited(connected(), 60), Some((62_000, Act::End))),
        (limited(connected(), 61), Some((62_001, Act::Charge))),
        (limited(connected(), 1), Some((3_000, Act::End))),
        (over(), None),
    ] {
        assert_eq!(next(&call), wanted, "{:?}", call.phase());
    }
}

#[test]
fn what_time_asks_for_is_due_then() {
    for call in [Call { charged_minutes: 0, ..connected() }, connected(), answered(), ringing()] {
        let Some((at_ms, act)) = next(&call) else { panic!("it goes on") };
        let change = decide(&call, act, By::Server, at_ms);
        assert!(matches!(change, Ok(Change::Charge | Change::End(_))), "{act:?}: {change:?}");
    }
}

#[test]
fn a_call_waits_a_while_for_who_left() {
    let caller = |since_ms| Away { caller_since_ms: Some(since_ms), ..Away::default() };
    let callee = |since_ms| Away { callee_since_ms: Some(since_ms), ..Away::default() };
    let both = |one, other| Away { caller_since_ms: Some(one), callee_since_ms: Some(other) };
    let step_of = |act, due_ms, as_of_ms| Some(Step { act, due_ms, as_of_ms: Some(as_of_ms) });
    let charge = |due_ms| Some(Step { act: Act::Charge, due_ms, as_of_ms: None });
    let limited = Call { terms: Terms { duration_s_max: Some(20), ..connected().terms }, ..connected() };
    for (call, away, wanted) in [
        // A ring waits for its caller, and the callee may come back.
        (ringing(), callee(1_000), step_of(Act::Miss, 45_000, 45_000)),
        (ringing(), caller(0), step_of(Act::Miss, CALL_AWAY_MS_MAX.min(45_000), 45_000)),
        (ringing(), caller(-10_000), step_of(Act::Miss, 35_000, 35_000)),
        // Answered at 1,000 and never connected.
        (answered(), callee(5_000), step_of(Act::End, 50_000, 50_000)),
        (answered(), caller(100_000), step_of(Act::End, 121_000, 121_000)),
        // Connected at 2,000, with the first minute paid: the second falls due at 62,001.
        (connected(), callee(50_000), step_of(Act::End, 95_000, 50_000)),
        (connected(), both(50_000, 40_000), step_of(Act::End, 85_000, 40_000)),
        (connected(), caller(62_000), step_of(Act::End, 107_000, 62_000)),
        (connected(), caller(62_001), charge(62_001)),
        (connected(), caller(63_000), charge(62_001)),
        // Who left before they were connected, as far as we know.
        (connected(), caller(1_500), step_of(Act::End, 46_500, 2_000)),
        (limited.clone(), caller(21_000), step_of(Act::End, 66_000, 21_000)),
        (limited, caller(22_000), step_of(Act::End, 22_000, 22_000)),
        (over(), caller(0), None),
    ] {
        assert_eq!(step(&call, away, RING_MS), wanted, "{away:?} while {:?}", call.phase());
    }
    // At most a minute falls due while a call waits, wherever in its minute somebody left.
    for left_ms in 2_000..=62_000 {
        let back_ms = left_ms + CALL_AWAY_MS_MAX;
        assert!(!matches!(decide(&connected(), Act::Charge, By::Server, back_ms), Ok(Change::End(_))), "{left_ms}");
    }
}

#[test]
fn the_connection_that_answered_is_known() {
    let call = Call { answered_on: Some(id(7)), ..answered() };
    assert!(call.was_answered_elsewhere(Some(id(8))));
    assert!(!call.was_answered_elsewhere(Some(id(7))));
    assert!(!call.was_answered_elsewhere(None) && !answered().was_answered_elsewhere(Some(id(7))));
}

#[test]
fn an_ended_call_shows_what_was_paid() {
    let ended = after(&[
        (Act::Accept, By::Callee, 1_000),
        (Act::Connect, By::Caller, 2_000),
        (Act::Charge, By::Server, 2_000),
        (Act::Charge, By::Server, 62_001),
        (Act::End, By::Callee, 121_500),
    ]);
    assert_eq!((ended.status, ended.charged_minutes, ended.duration_s(i64::MAX)), (Status::Accepted, 2, 119));
    assert_eq!((ended.ended_at_ms, ended.connected_since_ms), (Some(121_500), None));
    // The server was away for an hour: what nobody watched is not paid, nor shown.
    let lost = apply(connected(), Change::End(Status::Accepted), By::Server, 3_602_000);
    assert_eq!(lost.duration_s(0), 60);
    assert_eq!(over().duration_s(0), 0);
}

#[test]
fn who_acts_in_which_part() {
    let call = ringing();
    assert_eq!(call.part_of(call.caller), Some(By::Caller));
    assert_eq!(call.part_of(call.callee), Some(By::Callee));
    assert_eq!(call.other_than(call.callee), Some(call.caller));
    assert_eq!((call.part_of(UserId(id(9))), call.other_than(UserId(id(9)))), (None, None));
}

#[test]
fn who_may_call_whom() {
    let senior_calls = Wish {
        connected: true,
        caller_type: Some(UserType::Senior),
        callee_type: Some(UserType::Volunteer),
        caller_busy: false,
        callee_busy: false,
        callee_reachable: true,
        senior_holds_hundredths: 1_000,
        minute_hundredths: 1_000,
        calls_today: 2,
        calls_a_day_max: None,
    };
    let volunteer_calls =
        Wish { caller_type: senior_calls.callee_type, callee_type: senior_calls.caller_type, ..senior_calls };
    let two_seniors = Wish { callee_type: Some(UserType::Senior), ..senior_calls };
    for (wish, outcome) in [
        (senior_calls, Ok(Status::Ringing)),
        (volunteer_calls, Ok(Status::Ringing)),
        (Wish { callee_reachable: false, ..senior_calls }, Ok(Status::Missed)),
        (Wish { callee_busy: true, ..senior_calls }, Ok(Status::Missed)),
        (Wish { calls_a_day_max: Some(3), ..senior_calls }, Ok(Status::Ringing)),
        (Wish { minute_hundredths: 0, senior_holds_hundredths: 1, ..senior_calls }, Ok(Status::Ringing)),
        (Wish { connected: false, ..two_seniors }, Err(CannotCall::NotConnected)),
        (Wish { caller_busy: true, ..two_seniors }, Err(CannotCall::NeedsSeniorAndVolunteer)),
        (Wish { caller_type: None, ..senior_calls }, Err(CannotCall::NeedsSeniorAndVolunteer)),
        (Wish { caller_busy: true, calls_a_day_max: Some(0), ..senior_calls }, Err(CannotCall::Busy)),
        (
            Wish { calls_a_day_max: Some(2), senior_holds_hundredths: 0, ..senior_calls },
            Err(CannotCall::EnoughForToday),
        ),
        (Wish { senior_holds_hundredths: 999, callee_reachable: false, ..senior_calls }, Err(CannotCall::CoinsTooLow)),
        (Wish { minute_hundredths: 0, senior_holds_hundredths: 0, ..senior_calls }, Err(CannotCall::CoinsTooLow)),
    ] {
        assert_eq!(begin(&wish), outcome, "{wish:?}");
    }
}
