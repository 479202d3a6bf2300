//! Chats: their request, messages, lists and counters.

use std::collections::BTreeMap;

use talkamie::{
    domain::{
        chat::{Delivery, RequestStatus},
        ids::{ChatId, MessageId, TenantId, UserId},
        time::MS_PER_DAY,
    },
    store::{
        Cursor, Page, Store, StoreError, Tx,
        chats::{
            NewRequest,
            lists::{Entry, FrequentPlace, Which},
        },
        messages::{Content, Message, NewMessage},
        rerun,
    },
};

use super::{NOW_MS, each_store, fresh, people, tenant};

each_store! {
    messages_are_numbered_and_paged a_message_goes_only_to_its_pair deliveries_only_move_on a_request_is_counted_until_it_is_read
    lists_are_in_order_and_paged_to_their_end the_most_frequent_come_first counters_are_exact_whoever_comes_at_once
}

/// A chat of two people who are connected.
async fn chat(tx: &mut Tx, tenant: TenantId, a: UserId, b: UserId, at_ms: i64) -> ChatId {
    tx.put_chat(tenant, ChatId(fresh()), a, b, at_ms).await.expect("a chat is opened").id
}

fn text(tenant: TenantId, chat: ChatId, sender: UserId, receiver: UserId, text: &str) -> NewMessage {
    NewMessage { id: MessageId(fresh()), tenant, chat, sender, receiver, content: Content::Text(text.into()) }
}

async fn say(tx: &mut Tx, tenant: TenantId, chat: ChatId, from: UserId, to: UserId, at_ms: i64) -> Message {
    let message = text(tenant, chat, from, to, "hello");
    tx.add_message(message, at_ms).await.expect("the store answers").expect("the chat is theirs")
}

async fn entry(tx: &mut Tx, tenant: TenantId, user: UserId, chat: ChatId) -> Entry {
    tx.chats_of(tenant, user, &[chat]).await.expect("the store answers").pop().expect("they take part")
}

async fn messages_are_numbered_and_paged(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await.map(|user| user.id);
    let mut tx = store.write().await.expect("a transaction begins");
    let chat = chat(&mut tx, tenant, ann, ben, NOW_MS).await;
    assert_eq!(entry(&mut tx, tenant, ann, chat).await.last, None);
    let mut said = Vec::new();
    // A clock that runs backwards does not turn the order around.
    for at_ms in [NOW_MS + 5, NOW_MS + 5, NOW_MS, NOW_MS + 7, NOW_MS + 8] {
        said.push(say(&mut tx, tenant, chat, ann, ben, at_ms).await);
    }
    assert_eq!(said.iter().map(|message| message.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert_eq!(said.iter().map(|message| message.sent_at_ms - NOW_MS).collect::<Vec<_>>(), [5, 5, 5, 7, 8]);
    said.reverse();
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let Page { items, next } = tx.page_messages(tenant, chat, after, 2).await.expect("the store answers");
        seen.extend(items);
        // What comes meanwhile is newer than every place.
        say(&mut tx, tenant, chat, ben, ann, NOW_MS).await;
        after = next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, said);
    let newest = entry(&mut tx, tenant, ann, chat).await;
    assert_eq!((newest.unread, newest.last.map(|last| last.number)), (3, Some(8)));
    assert_eq!(newest.chat.last_activity_at_ms, NOW_MS + 8);
    assert_eq!(entry(&mut tx, tenant, ben, chat).await.unread, 5);
    let found = tx.find_messages(tenant, chat, &[said[0].id, MessageId(fresh())]).await.expect("the store answers");
    assert_eq!(found, said[..1]);
    assert!(tx.find_messages(tenant, ChatId(fresh()), &[said[0].id]).await.expect("the store answers").is_empty());
}

async fn a_message_goes_only_to_its_pair(store: &Store) {
    let (tenant, elsewhere) = (tenant(store).await, tenant(store).await);
    let [ann, ben, cy] = people(store, tenant, ["Ann", "Ben", "Cy"]).await.map(|user| user.id);
    let mut tx = store.write().await.expect("a transaction begins");
    let chat = chat(&mut tx, tenant, ann, ben, NOW_MS).await;
    for message in [
        text(tenant, chat, ann, cy, "not theirs"),
        text(tenant, ChatId(fresh()), ann, ben, "no such chat"),
        text(elsewhere, chat, ann, ben, "another tenant"),
    ] {
        assert_eq!(tx.add_message(message, NOW_MS).await.expect("the store answers"), None);
    }
    let found = tx.find_chat(tenant, chat).await.expect("the store answers").expect("it is there");
    assert_eq!([ann, ben, cy].map(|one| found.other_than(one)), [Some(ben), Some(ann), None]);
    assert!(found.is_open());
    assert_eq!(tx.find_chat(elsewhere, chat).await.expect("the store answers"), None);
    assert!(tx.chats_of(tenant, cy, &[chat]).await.expect("the store answers").is_empty());
}

async fn deliveries_only_move_on(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await.map(|user| user.id);
    let mut tx = store.write().await.expect("a transaction begins");
    let chat = chat(&mut tx, tenant, ann, ben, NOW_MS).await;
    let (one, two) =
        (say(&mut tx, tenant, chat, ann, ben, NOW_MS).await.id, say(&mut tx, tenant, chat, ann, ben, NOW_MS).await.id);
    let own = say(&mut tx, tenant, chat, ben, ann, NOW_MS).await.id;
    let all = [one, two, own, MessageId(fresh())];
    for (ids, to, moved, unread) in [
        (&all[..1], Delivery::Sent, 0, 2),
        (&all[..1], Delivery::Delivered, 1, 2),
        (&all[..1], Delivery::Delivered, 0, 2),
        (&all[..], Delivery::Read, 2, 0),
        (&all[..], Delivery::Delivered, 0, 0),
        (&all[..], Delivery::Read, 0, 0),
        (&all[..0], Delivery::Read, 0, 0),
    ] {
        let done = tx.move_messages(tenant, chat, ben, ids, to, NOW_MS + 1).await.expect("the store answers");
        assert_eq!((done.len(), entry(&mut tx, tenant, ben, chat).await.unread), (moved, unread), "{to}");
    }
    let found = tx.find_messages(tenant, chat, &all).await.expect("the store answers");
    let states: BTreeMap<i64, (Delivery, i64)> =
        found.iter().map(|message| (message.number, (message.delivery, message.delivery_at_ms - NOW_MS))).collect();
    assert_eq!(states, [(1, (Delivery::Read, 1)), (2, (Delivery::Read, 1)), (3, (Delivery::Sent, 0))].into());
    assert_eq!(tx.count_unread_chats(tenant, ann).await.expect("the store answers"), 1);
    assert_eq!(tx.count_unread_chats(tenant, ben).await.expect("the store answers"), 0);
}

async fn a_request_is_counted_until_it_is_read(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await.map(|user| user.id);
    let mut tx = store.write().await.expect("a transaction begins");
    let ask = |n: i64| NewRequest {
        tenant,
        chat: ChatId(fresh()),
        message: MessageId(fresh()),
        sender: ben,
        receiver: ann,
        text: format!("request {n}"),
    };
    let opened = tx.put_request(&ask(1), NOW_MS).await.expect("the store answers");
    let pending = async |tx: &mut Tx, user| {
        tx.page_chats(tenant, user, Which::Pending, None, None, 9).await.expect("the store answers").items.len()
    };
    assert_eq!((pending(&mut tx, ann).await, pending(&mut tx, ben).await), (1, 1));
    assert_eq!(entry(&mut tx, tenant, ann, opened.id).await.unread, 1);
    assert_eq!(entry(&mut tx, tenant, ben, opened.id).await.unread, 0);

    // Taken back unread, sent anew into the same chat, read, taken back: it is counted once and never below zero.
    let held = tx.lock_chat_between(tenant, ann, ben).await.expect("the store answers").expect("it is there");
    assert!(held.chat.request.as_ref().is_some_and(|request| request.unread_by(ann) && !request.unread_by(ben)));
    tx.clear_request(tenant, &held).await.expect("the store answers");
    assert_eq!((pending(&mut tx, ann).await, entry(&mut tx, tenant, ann, opened.id).await.unread), (0, 0));
    let again = tx.put_request(&ask(2), NOW_MS + 1).await.expect("the store answers");
    assert_eq!((again.id, again.last_activity_at_ms), (opened.id, NOW_MS + 1));
    for (user, to, moved) in [
        (ben, Delivery::Read, false),
        (ann, Delivery::Delivered, true),
        (ann, Delivery::Delivered, false),
        (ann, Delivery::Read, true),
        (ann, Delivery::Read, false),
    ] {
        assert_eq!(tx.move_request(tenant, opened.id, user, to, NOW_MS).await.expect("the store answers"), moved);
    }
    let held = tx.lock_chat(tenant, opened.id).await.expect("the store answers").expect("it is there");
    tx.clear_request(tenant, &held).await.expect("the store answers");
    assert_eq!(entry(&mut tx, tenant, ann, opened.id).await.unread, 0);

    // Rejected: read with the answer, and remembered until the two connect.
    tx.put_request(&ask(3), NOW_MS).await.expect("the store answers");
    let rejected = tx.reject_request(tenant, opened.id, ann, NOW_MS + 3).await.expect("the store answers");
    let request = rejected.request.expect("it stays to be seen");
    assert_eq!((request.status, request.delivery), (RequestStatus::Rejected, Some(Delivery::Read)));
    assert_eq!((pending(&mut tx, ann).await, entry(&mut tx, tenant, ann, opened.id).await.unread), (0, 0));
    let held = tx.lock_chat(tenant, opened.id).await.expect("the store answers").expect("it is there");
    assert!(held.was_rejected(ben) && !held.was_rejected(ann) && !held.is_open());

    // Connected with a request that nobody read, and disconnected: nothing stays unread that is not shown.
    tx.put_request(&ask(4), NOW_MS).await.expect("the store answers");
    chat(&mut tx, tenant, ann, ben, NOW_MS + 4).await;
    let held = tx.lock_chat(tenant, opened.id).await.expect("the store answers").expect("it is there");
    assert!(held.is_open() && !held.was_rejected(ben));
    assert_eq!((pending(&mut tx, ann).await, entry(&mut tx, tenant, ann, opened.id).await.unread), (0, 1));
    let done = tx.close_chat(tenant, ben, ann, NOW_MS).await.expect("the store answers");
    assert_eq!(done, Some((opened.id, Some(ben))), "the chat, and who had sent a request");
    let closed = entry(&mut tx, tenant, ann, opened.id).await;
    assert_eq!((closed.unread, closed.chat.request), (0, None));
    let none = tx.close_chat(tenant, ben, UserId(fresh()), NOW_MS).await.expect("the store answers");
    assert_eq!(none, None);
}

/// The other one's place among `others`, for each chat of a list.
fn places(entries: &[Entry], others: &[UserId]) -> Vec<usize> {
    entries.iter().map(|entry| others.iter().position(|id| *id == entry.other).expect("one of them")).collect()
}

async fn lists_are_in_order_and_paged_to_their_end(store: &Store) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await.map(|user| user.id);
    let others = people(store, tenant, ["B one", "C two", "D three", "E four", "F five", "G six"]).await;
    let others = others.map(|user| user.id);
    let mut tx = store.write().await.expect("a transaction begins");
    for (at, other) in others.into_iter().enumerate() {
        let at_ms = NOW_MS + at as i64;
        // The last one only asks; of the others, those at even places write to Ann.
        if at == 5 {
            let (chat, message) = (ChatId(fresh()), MessageId(fresh()));
            let request = NewRequest { tenant, chat, message, sender: ann, receiver: other, text: "may I?".into() };
            tx.put_request(&request, at_ms).await.expect("the store answers");
            continue;
        }
        let chat = chat(&mut tx, tenant, ann, other, at_ms).await;
        let (from, to) = if at % 2 == 0 { (other, ann) } else { (ann, other) };
        say(&mut tx, tenant, chat, from, to, at_ms).await;
    }
    for (which, keyword, expected) in [
        (Which::All, None, vec![5, 4, 3, 2, 1, 0]),
        (Which::All, Some("T"), vec![2, 1]),
        (Which::Unread, None, vec![4, 2, 0]),
        (Which::Unread, Some("three"), vec![2]),
        (Which::Pending, None, vec![5]),
        (Which::Pending, Some("five"), vec![]),
    ] {
        for limit in [1, 2, 9] {
            let (mut seen, mut after): (Vec<usize>, Option<Cursor>) = (Vec::new(), None);
            loop {
                let page = tx.page_chats(tenant, ann, which, keyword, after, limit).await.expect("the store answers");
                seen.extend(places(&page.items, &others));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(seen, expected, "{which:?} {keyword:?} {limit}");
        }
    }
    let mine = tx.page_chats(tenant, others[0], Which::All, None, None, 9).await.expect("the store answers").items;
    assert_eq!((mine.len(), mine[0].other, mine[0].unread), (1, ann, 0));
}

async fn the_most_frequent_come_first(store: &Store) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await.map(|user| user.id);
    let others = people(store, tenant, ["B one", "C two", "D three", "E four", "F five"]).await.map(|user| user.id);
    let mut tx = store.write().await.expect("a transaction begins");
    let since_ms = NOW_MS - 30 * MS_PER_DAY;
    // How many long ago, and how many of late.
    for (other, (before, lately)) in others.into_iter().zip([(9, 1), (0, 3), (7, 0), (2, 3), (0, 0)]) {
        let chat = chat(&mut tx, tenant, ann, other, since_ms - 1_000).await;
        for n in 0..before {
            say(&mut tx, tenant, chat, other, ann, since_ms - 500 + n).await;
        }
        for n in 0..lately {
            say(&mut tx, tenant, chat, ann, other, since_ms + n).await;
        }
    }
    // Two have as many and as late ones: then the later chat comes first.
    for (keyword, expected) in [(None, vec![3, 1, 0, 2, 4]), (Some("t"), vec![1, 2])] {
        for limit in [1, 2, 9] {
            let (mut seen, mut after) = (Vec::new(), FrequentPlace::start(since_ms));
            loop {
                let (items, next) =
                    tx.page_frequent_chats(tenant, ann, keyword, after, limit).await.expect("the store answers");
                seen.extend(places(&items, &others));
                match next {
                    Some(place) => after = place,
                    None => break,
                }
            }
            assert_eq!(seen, expected, "{keyword:?} {limit}");
        }
    }
}

/// Several people write, read and answer at once in the same chats: afterwards each counter is what one counts.
async fn counters_are_exact_whoever_comes_at_once(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben, cy] = people(store, tenant, ["Ann", "Ben", "Cy"]).await.map(|user| user.id);
    let mut tx = store.write().await.expect("a transaction begins");
    let (with_ben, with_cy) =
        (chat(&mut tx, tenant, ann, ben, NOW_MS).await, chat(&mut tx, tenant, ann, cy, NOW_MS).await);
    tx.commit().await.expect("it is kept");
    let work = (0..60_i64).map(|n| async move {
        let (chat, other) = if n % 3 == 0 { (with_cy, cy) } else { (with_ben, ben) };
        rerun(|| async {
            let mut tx = store.write().await?;
            match n % 5 {
                // Reads what is there, the newest first, twice over.
                0 | 1 => {
                    let reader = if n % 5 == 0 { ann } else { other };
                    tx.lock_chat(tenant, chat).await?;
                    let page = tx.page_messages(tenant, chat, None, 7).await?;
                    let ids: Vec<MessageId> = page.items.iter().map(|message| message.id).collect();
                    let to = if n % 2 == 0 { Delivery::Read } else { Delivery::Delivered };
                    tx.move_messages(tenant, chat, reader, &ids, to, NOW_MS + n).await?;
                }
                2 => drop(tx.add_message(text(tenant, chat, ann, other, "a"), NOW_MS + n).await?),
                _ => drop(tx.add_message(text(tenant, chat, other, ann, "b"), NOW_MS + n).await?),
            }
            tx.commit().await
        })
        .await
    });
    let outcomes: Vec<Result<(), StoreError>> = futures_util::future::join_all(work).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");

    let mut tx = store.read().await.expect("a connection is free");
    let mut unread_chats = BTreeMap::new();
    for (chat, other) in [(with_ben, ben), (with_cy, cy)] {
        let all = tx.page_messages(tenant, chat, None, 100).await.expect("the store answers").items;
        let numbers: Vec<i64> = all.iter().map(|message| message.number).rev().collect();
        assert_eq!(numbers, (1..=all.len() as i64).collect::<Vec<_>>(), "without gaps");
        assert!(all.is_sorted_by(|a, b| a.sent_at_ms >= b.sent_at_ms));
        for user in [ann, other] {
            let unread = all.iter().filter(|m| m.receiver == user && m.delivery != Delivery::Read).count() as i64;
            let entry = entry(&mut tx, tenant, user, chat).await;
            assert_eq!(entry.unread, unread);
            assert_eq!(entry.last.as_ref(), all.first());
            assert_eq!(entry.chat.last_activity_at_ms, all[0].sent_at_ms);
            *unread_chats.entry(user).or_insert(0) += i64::from(unread > 0);
        }
    }
    for (user, expected) in unread_chats {
        assert_eq!(tx.count_unread_chats(tenant, user).await.expect("the store answers"), expected);
        assert_eq!(tx.totals(tenant, user, NOW_MS).await.expect("the store answers").unread_chats, expected);
    }
}
