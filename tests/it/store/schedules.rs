//! Schedules in the store: what is near, and what the tables refuse whoever writes.

use super::{NOW_MS, each_store, forever, fresh, people, tenant};
use talkamie::{
    domain::{
        availability::{Recurrence, Slot, overlap},
        ids::{ScheduleId, TenantId, UserId},
        time::{MS_PER_DAY, MS_PER_HOUR},
    },
    store::{Kind, Store, StoreError, schedules::Schedule, statements},
};

each_store! {
    what_overlaps_is_near
    the_tables_refuse_what_overlaps
    two_transactions_that_hold_nobody_do_not_overlap
    a_reminder_is_marked_once
    plans_use_the_indexes_with_many_rows
}

fn schedule(senior: UserId, volunteer: UserId, slot: Slot) -> Schedule {
    let mut schedule = Schedule {
        id: ScheduleId(fresh()),
        senior,
        volunteer,
        title: "A call".into(),
        kind: "video".into(),
        from_ms: 0,
        to_ms: 0,
        recurrence: String::new(),
        created_at_ms: NOW_MS,
        updated_at_ms: NOW_MS,
    };
    schedule.set_slot(slot);
    schedule
}

/// Slots of all kinds around a week, many of them overlapping.
fn slots() -> Vec<Slot> {
    let mut slots = vec![];
    for (day, hour, hours) in [
        (0, 9, 1),
        (0, 10, 1),
        (0, 9, 2),
        (1, 23, 2),
        (2, 0, 24),
        (6, 9, 1),
        (7, 9, 1),
        (7, 8, 2),
        (8, 0, 1),
        (400, 9, 1),
    ] {
        let from_ms = NOW_MS - NOW_MS % MS_PER_DAY + (1 + day) * MS_PER_DAY + hour * MS_PER_HOUR;
        for &recurrence in Recurrence::ALL {
            slots.push(Slot { from_ms, to_ms: from_ms + hours * MS_PER_HOUR, recurrence });
        }
    }
    slots
}

async fn add(store: &Store, tenant: TenantId, schedule: &Schedule) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    tx.add_schedule(tenant, schedule).await?;
    tx.commit().await
}

async fn what_overlaps_is_near(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben, cat] = people(store, tenant, ["Ann", "Ben", "Cat"]).await;
    for taken in slots() {
        let one = schedule(ann.id, ben.id, taken);
        add(store, tenant, &one).await.expect("nothing else is booked");
        let mut tx = store.read().await.expect("a connection is free");
        for wished in slots() {
            let ends_ms = (wished.recurrence == Recurrence::None).then_some(wished.to_ms);
            for person in [ann.id, ben.id] {
                let near =
                    tx.schedules_near(tenant, &[person, cat.id], wished.from_ms, ends_ms).await.expect("it answers");
                assert!(!overlap(taken, wished) || near.contains(&one), "{taken:?} {wished:?}");
            }
            let none = tx.schedules_near(tenant, &[cat.id], wished.from_ms, ends_ms).await.expect("it answers");
            assert_eq!(none, []);
        }
        drop(tx);
        let mut tx = store.write().await.expect("a transaction begins");
        assert!(tx.remove_schedule(tenant, one.id).await.expect("it is there"));
        tx.commit().await.expect("it is gone");
    }
}

/// Every pair of slots, added and changed: the tables and the rule say the same.
async fn the_tables_refuse_what_overlaps(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben, cat, dan] = people(store, tenant, ["Ann", "Ben", "Cat", "Dan"]).await;
    let far = Slot { from_ms: 1, to_ms: 2, recurrence: Recurrence::None };
    let moved = schedule(ann.id, dan.id, far);
    add(store, tenant, &moved).await.expect("nothing else is booked");
    for taken in slots() {
        let one = schedule(ann.id, ben.id, taken);
        add(store, tenant, &one).await.expect("nothing else is booked then");
        for wished in slots() {
            let expected = overlap(taken, wished);
            for other in
                [schedule(ann.id, dan.id, wished), schedule(cat.id, ben.id, wished), schedule(ben.id, cat.id, wished)]
            {
                let mut tx = store.write().await.expect("a transaction begins");
                let added = tx.add_schedule(tenant, &other).await;
                assert_eq!(added.is_err(), expected, "{taken:?} {wished:?}: {added:?}");
            }
            let mut changed = moved.clone();
            changed.set_slot(wished);
            let mut tx = store.write().await.expect("a transaction begins");
            assert_eq!(tx.save_schedule(tenant, &changed).await.is_err(), expected, "{taken:?} {wished:?}");
            drop(tx);
            let mut tx = store.write().await.expect("a transaction begins");
            tx.add_schedule(tenant, &schedule(cat.id, dan.id, wished)).await.expect("other people have other times");
        }
        let mut tx = store.write().await.expect("a transaction begins");
        let same = Schedule { title: "Renamed".into(), ..one.clone() };
        assert!(tx.save_schedule(tenant, &same).await.expect("it does not overlap itself"));
        tx.remove_schedule(tenant, one.id).await.expect("it is there");
        tx.commit().await.expect("it is gone");
    }
    let day = MS_PER_DAY;
    for refused in [
        Slot { from_ms: NOW_MS, to_ms: NOW_MS, recurrence: Recurrence::None },
        Slot { from_ms: NOW_MS, to_ms: NOW_MS + day + 1, recurrence: Recurrence::Weekly },
    ] {
        add(store, tenant, &schedule(cat.id, ben.id, refused))
            .await
            .expect_err("no call is empty or longer than a day");
    }
    let alone = Slot { from_ms: NOW_MS, to_ms: NOW_MS + day, recurrence: Recurrence::Daily };
    add(store, tenant, &schedule(cat.id, cat.id, alone)).await.expect_err("a call needs two");
    add(store, tenant, &schedule(cat.id, ben.id, alone)).await.expect("a whole day, every day");
}

/// The program holds the people first; here nobody does, and only the tables stand between.
async fn two_transactions_that_hold_nobody_do_not_overlap(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben, cat] = people(store, tenant, ["Ann", "Ben", "Cat"]).await;
    for (round, &slot) in slots().iter().enumerate() {
        let (one, two) = (schedule(ann.id, ben.id, slot), schedule(cat.id, ben.id, slot));
        let (a, b) = tokio::join!(add(store, tenant, &one), add(store, tenant, &two));
        assert!(a.is_ok() != b.is_ok(), "round {round}: {a:?} {b:?}");
        let mut tx = store.write().await.expect("a transaction begins");
        assert_eq!(tx.remove_schedules_of(tenant, ben.id, 0).await.expect("it answers").len(), 1);
        tx.commit().await.expect("it is gone");
    }
}

async fn a_reminder_is_marked_once(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let one = schedule(ann.id, ben.id, slots()[0]);
    add(store, tenant, &one).await.expect("nothing else is booked");
    let mut tx = store.write().await.expect("a transaction begins");
    assert_eq!(tx.mark_reminded(tenant, one.id, 5).await.expect("it answers"), Some(one.clone()));
    assert_eq!(tx.mark_reminded(tenant, one.id, 5).await.expect("it answers"), None);
    assert_eq!(tx.mark_reminded(tenant, one.id, 4).await.expect("it answers"), None);
    assert_eq!(tx.mark_reminded(tenant, ScheduleId(fresh()), 9).await.expect("it answers"), None);
    assert!(tx.mark_reminded(tenant, one.id, 6).await.expect("it answers").is_some());
}

/// With many calls of many people, and none of them dearer to look at than it is: the plans for what is asked in fact.
async fn plans_use_the_indexes_with_many_rows(store: &Store) {
    const DAYS: i64 = 150;
    let tenant = tenant(store).await;
    let names: [String; 60] = std::array::from_fn(|n| format!("Person {n}"));
    let pairs = people(store, tenant, names.each_ref().map(String::as_str)).await;
    let mut tx = store.write().await.expect("a transaction begins");
    for pair in pairs.chunks(2) {
        let at_ms = |day: i64| NOW_MS + day * MS_PER_DAY;
        for day in 0..DAYS {
            let slot = Slot { from_ms: at_ms(day), to_ms: at_ms(day) + MS_PER_HOUR, recurrence: Recurrence::None };
            tx.add_schedule(tenant, &schedule(pair[0].id, pair[1].id, slot))
                .await
                .expect("nothing else is booked then");
        }
        for hour in 2..20 {
            let from_ms = NOW_MS + hour * MS_PER_HOUR;
            let slot = Slot { from_ms, to_ms: from_ms + MS_PER_HOUR, recurrence: Recurrence::Daily };
            tx.add_schedule(tenant, &schedule(pair[0].id, pair[1].id, slot))
                .await
                .expect("nothing else is booked then");
        }
    }
    tx.commit().await.expect("all are kept");
    let mut tx = store.write().await.expect("a transaction begins");
    tx.execute("ANALYZE schedules", []).await.expect("the database counts");
    let (tenant, ann) = (format!("'{tenant}'"), format!("'{}'", pairs[0].id));
    let list = match store.kind() {
        Kind::Sqlite => format!("'[\"{}\"]'", pairs[0].id),
        Kind::Postgres => format!("ARRAY['{}']", pairs[0].id),
    };
    let (soon, later) = ((NOW_MS + 120 * MS_PER_DAY).to_string(), (NOW_MS + 125 * MS_PER_DAY).to_string());
    let page = [&tenant, &ann, &soon, "'~'", "26", &soon, &soon, "'~'", "'%tea%'"];
    let once = ["schedules_once_of_senior", "schedules_once_of_volunteer"];
    let all = [once[0], once[1], "schedules_repeated_of_senior", "schedules_repeated_of_volunteer"];
    for (name, arguments, indexes) in [
        ("PAGE_SCHEDULES", &page[..8], &all[..]),
        ("PAGE_SCHEDULES_NAMED", &page[..], &all[..]),
        ("PAGE_UPCOMING", &page[..8], &all[..]),
        ("PAGE_UPCOMING_NAMED", &page[..], &all[..]),
        ("PAGE_PAST", &page[..5], &once[..]),
        ("SCHEDULES_OF", &[tenant.as_str(), &list, &soon][..], &all[..]),
        ("SCHEDULES_OF_ONE", &[tenant.as_str(), &ann, &soon][..], &all[..]),
        ("SCHEDULES_NEAR", &[tenant.as_str(), &list, &soon, &later][..], &all[..]),
    ] {
        let (.., sql) = statements().find(|(_, known, _)| *known == name).expect("it is a statement");
        let mut sql = sql.to_owned();
        for (at, argument) in arguments.iter().enumerate().rev() {
            sql = sql.replace(&format!("${}", at + 1), argument);
        }
        let (explain, column) = match store.kind() {
            Kind::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
            Kind::Postgres => ("EXPLAIN", "QUERY PLAN"),
        };
        let rows = tx.rows(forever(format!("{explain} {sql}")), []).await.expect("it can be explained");
        let plan: Vec<String> = rows.into_iter().map(|mut row| row.text(column).expect("a step has words")).collect();
        let plan = plan.join("\n");
        // The few that repeat may be found by either of two indexes that begin alike.
        for index in indexes.iter().filter(|index| index.contains("once")) {
            assert!(plan.contains(index), "{name} does not use {index}:\n{plan}");
        }
        assert!(!plan.contains("Seq Scan on schedules") && !plan.contains("SCAN schedules"), "{name}:\n{plan}");
    }
}
