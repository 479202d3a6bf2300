//! Bodies of every operation of every face, made from its schema with a fixed seed: valid ones up to their bounds, and bent ones.
//! Whatever comes, the answer is a promised one; what the schema refuses is refused; what was refused has changed no row, and on
//! the Talkamie face every place that is wrong is pointed at.
//!
//! `promises/violations.rs` breaks each rule alone and knows the place from how it broke it; here several break at once, in bodies
//! that differ.

use super::{
    violations::Bender,
    world::{World, all_rows, changes},
};
use crate::{
    harness::{
        Answer, TestApp,
        promise::{Promise, Visitor, implemented},
    },
    verdicts::{
        self,
        source::{Dice, Source},
    },
};
use serde_json::Value;
use std::collections::BTreeSet;
use talkamie::contract::v1;

/// Bodies for each operation.
const BODIES: u64 = 40;
/// Of each operation, bodies in which several places are broken.
const BROKEN: u64 = 8;
/// A body with more mistakes is not told all of them.
const POINTERS_SURE: usize = 15;

/// What became of the bodies.
#[derive(Debug, Default)]
struct Tally {
    taken: usize,
    refused: usize,
    /// Wrong codes: refused, and counted in a row.
    counted: usize,
    pointed_at: usize,
}

/// Sees that what is refused leaves every row as it was. Reading all rows takes longer than an answer: they are read before each body
/// that may be taken, before the first one after something was taken, and at the end of an operation.
#[derive(Default)]
struct Watch {
    /// As they were before what was refused since; `None`: something was taken.
    rows: Option<Vec<String>>,
    refused: Vec<String>,
    /// After how many refused ones the rows were compared.
    compared: usize,
    /// What was changed all the same.
    found: Vec<String>,
}

impl Watch {
    async fn look(&mut self, app: &TestApp) {
        let rows = all_rows(app).await;
        if let Some(before) = self.rows.take() {
            self.compared += self.refused.len();
            if before != rows {
                let (changed, refused) = (changes(&before, &rows), self.refused.join("\n"));
                self.found.push(format!("one of these was refused and changed {changed:#?}\n{refused}"));
            }
        }
        self.rows = Some(rows);
        self.refused.clear();
    }

    /// From here on rows may be others.
    fn start_anew(&mut self) {
        self.rows = None;
        self.refused.clear();
    }
}

/// Who sends: volunteers withdraw and are checked, and Ben's path leads to Ann.
fn sender<'w, 'a>(world: &'w World<'a>, promise: &Promise) -> &'w Visitor<'a> {
    let of_volunteers =
        ["withdrawCoins", "addBackgroundInfo", "reviewUser", "updateReview", "scheduleCall", "sendMessageRequest"];
    if of_volunteers.contains(&promise.id()) { &world.ben } else { &world.ann }
}

fn pointers(answer: &Answer) -> BTreeSet<String> {
    let problem = answer.json();
    let errors = problem["errors"].as_array().into_iter().flatten();
    errors.map(|error| error["pointer"].as_str().unwrap_or_default().to_owned()).collect()
}

/// Sees that the mistakes of a body that the document refuses are pointed at.
fn judge(component: &str, bytes: &[u8], answer: &Answer, place: &str, tally: &mut Tally) {
    let status = answer.status.as_u16();
    if status == 413 {
        return;
    }
    let value = serde_json::from_slice::<Value>(bytes).ok();
    // A text with a NUL is none that both databases can keep: refused before anything else is said of it.
    let has_nul = String::from_utf8_lossy(bytes).contains("\\u0000");
    let Some(value) = value.filter(|_| !has_nul) else {
        return assert_eq!(status, 400, "{place}");
    };
    let mistakes: BTreeSet<String> =
        v1::oracle().judge(component, &value).into_iter().map(|mistake| mistake.pointer).collect();
    if mistakes.is_empty() {
        return assert_ne!(status, 400, "{place}");
    }
    assert_eq!(status, 422, "{place}");
    let told = pointers(answer);
    if mistakes.len() <= POINTERS_SURE {
        assert!(mistakes.is_subset(&told), "{place}\n{mistakes:?} are wrong, and told is {told:?}");
        tally.pointed_at += mistakes.len();
    }
}

/// Several violations of one body, in places of which none lies in another.
fn broken(bender: &Bender<'_>, promise: &Promise, component: &str, dice: &mut Dice) -> (Value, BTreeSet<String>) {
    let mut body = bender.whole(promise.schema(component));
    let all = bender.broken_places(component);
    let (mut taken, mut expected): (Vec<String>, BTreeSet<String>) = (vec![], BTreeSet::new());
    for _ in 0..3 {
        let (place, value, pointer) = dice.of(&all);
        let apart = |other: &String| !other.starts_with(place.as_str()) && !place.starts_with(other.as_str());
        if taken.iter().all(apart) {
            *body.pointer_mut(&place).expect("a whole body has every place") = value;
            taken.push(place);
            expected.insert(pointer);
        }
    }
    (body, expected)
}

on_both! {
    async fn bodies_of_every_kind_are_answered_and_leave_nothing_half_done(app) {
        let world = World::new(&app).await;
        app.credit(world.ben.client.id, 1_000).await;
        let faces = verdicts::faces();
        let (mut tally, mut watch) = (Tally::default(), Watch::default());
        for promise in implemented() {
            let Some(component) = promise.body() else { continue };
            let face = faces.iter().find(|face| face.name == promise.face).unwrap();
            let seed = promise.id().bytes().fold(0xB0D1E5, |seed: u64, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)));
            let mut source = Source::new(face, Dice(seed));
            let (path, visitor) = (world.path(&promise), sender(&world, &promise));
            for n in 0..BODIES + BROKEN {
                let (bytes, expected) = if n < BODIES {
                    let mut made = source.value(promise.schema(component), 0);
                    if n % 3 > 0 {
                        source.bend(&mut made);
                    }
                    (source.bytes(&made), BTreeSet::new())
                } else if promise.face == "v1" {
                    let (body, expected) = broken(&Bender { promise: &promise }, &promise, component, &mut source.dice);
                    (body.to_string().into_bytes(), expected)
                } else {
                    break;
                };
                // What this face's schemas refuse is refused, or judged to be wrong below.
                if watch.rows.is_none() || promise.face != "v1" || !face.refuses(component, &bytes) {
                    watch.look(&app).await;
                }
                let answer = visitor.call(&promise, &path, Some(bytes.clone())).await;
                let sent: String = String::from_utf8_lossy(&bytes).chars().take(300).collect();
                let place = format!("{} {} number {n}: {sent}\n→ {} {}", promise.face, promise.id(), answer.status, answer.text());
                assert!(answer.status.as_u16() < 500, "{place}");
                if promise.face == "v1" {
                    judge(component, &bytes, &answer, &place, &mut tally);
                } else if serde_json::from_slice(&bytes).is_ok_and(|body| !face.oracle.judge(component, &body).is_empty()) {
                    assert!(answer.status.is_client_error(), "{place}\nis taken for a good body");
                }
                if answer.status.is_success() {
                    tally.taken += 1;
                    watch.start_anew();
                } else if answer.text().contains(r#""code":"otp/"#) {
                    tally.counted += 1;
                    watch.start_anew();
                } else {
                    tally.refused += 1;
                    watch.refused.push(place.clone());
                }
                if !expected.is_empty() {
                    assert!(expected.is_subset(&pointers(&answer)), "{place}\nexpected {expected:?}");
                }
            }
            watch.look(&app).await;
        }
        assert!(watch.found.is_empty(), "{}", watch.found.join("\n\n"));
        eprintln!("{tally:?}");
        assert_eq!(watch.compared, tally.refused, "after every refused body the rows were compared");
        assert!(tally.taken >= 50 && tally.refused >= 400 && tally.pointed_at >= 200, "{tally:?}");
    }
}
