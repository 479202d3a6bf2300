//! Connections, their lists, and what they tell: relations, alerts, notifications, chats, totals.

use talkamie::{
    domain::{
        chat::RequestStatus,
        connection::{Connection, Status},
        ids::{AlertId, ChatId, ConnectionId, NotificationId, TenantId, UserId},
    },
    store::{
        Store, StoreError, Tx, Unique, alerts::Alert, chats::Chat, connections::lists::Side,
        notifications::Notification, totals::Totals,
    },
};

use super::{NOW_MS, each_store, forever, fresh, people, tenant, user_id};

each_store! {
    a_pair_has_one_record_whoever_asks a_record_is_saved_and_removed_by_id lists_join_both_sides
    numbered_pages_are_in_the_order_of_the_requests relations_of_a_page_are_one_statement an_alert_keeps_its_id
    notifications_are_counted_and_paged a_chat_is_opened_once totals_count_what_is_there
    the_pair_is_held_while_it_is_decided
}

pub fn request(tenant: TenantId, requester: UserId, addressee: UserId, at_ms: i64) -> Connection {
    Connection {
        id: ConnectionId(fresh()),
        tenant,
        requester,
        addressee,
        status: Status::Pending,
        message: Some("hello".into()),
        request_count: 1,
        first_requested_at_ms: at_ms,
        requested_at_ms: at_ms,
        responded_at_ms: None,
        updated_at_ms: at_ms,
    }
}

pub async fn connect(tx: &mut Tx, tenant: TenantId, a: UserId, b: UserId) -> Connection {
    let connection =
        Connection { status: Status::Accepted, responded_at_ms: Some(NOW_MS), ..request(tenant, a, b, NOW_MS) };
    tx.add_connection(&connection).await.expect("a new connection is added");
    connection
}

async fn a_pair_has_one_record_whoever_asks(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let asked = request(tenant, ben.id, ann.id, NOW_MS);
    let mut tx = store.write().await.expect("a transaction begins");
    tx.add_connection(&asked).await.expect("a new connection is added");
    for (a, b) in [(ann.id, ben.id), (ben.id, ann.id)] {
        assert_eq!(tx.connection_between(tenant, a, b).await.expect("the store answers"), Some(asked.clone()));
    }
    assert_eq!(tx.connection_between(tenant, ann.id, user_id()).await.expect("the store answers"), None);
    tx.commit().await.expect("it is kept");
    for (a, b) in [(ann.id, ben.id), (ben.id, ann.id)] {
        let mut tx = store.write().await.expect("a transaction begins");
        let outcome = tx.add_connection(&request(tenant, a, b, NOW_MS)).await;
        assert!(matches!(outcome, Err(StoreError::Taken(Unique::ConnectionPair))), "{outcome:?}");
    }
}

async fn a_record_is_saved_and_removed_by_id(store: &Store) {
    let (tenant, other) = (tenant(store).await, tenant(store).await);
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let asked = request(tenant, ann.id, ben.id, NOW_MS);
    tx.add_connection(&asked).await.expect("a new connection is added");
    let turned = Connection {
        requester: ben.id,
        addressee: ann.id,
        status: Status::Declined,
        message: None,
        request_count: 2,
        requested_at_ms: NOW_MS + 1,
        responded_at_ms: Some(NOW_MS + 2),
        updated_at_ms: NOW_MS + 2,
        ..asked.clone()
    };
    assert!(tx.save_connection(&turned).await.expect("the store answers"));
    assert_eq!(tx.find_connection(tenant, asked.id).await.expect("the store answers"), Some(turned));
    assert_eq!(tx.find_connection(other, asked.id).await.expect("the store answers"), None);
    assert!(!tx.remove_connection(other, asked.id).await.expect("the store answers"));
    assert!(tx.remove_connection(tenant, asked.id).await.expect("the store answers"));
    assert!(!tx.remove_connection(tenant, asked.id).await.expect("the store answers"));
    assert!(!tx.save_connection(&asked).await.expect("the store answers"));
    connect(&mut tx, tenant, ann.id, ben.id).await;
    assert_eq!(tx.remove_connections_of(tenant, ben.id).await.expect("the store answers").len(), 1);
}

/// Ann is connected with the first five, alternately asking and asked; the sixth waits for her, she for the seventh.
async fn circle(store: &Store) -> (TenantId, UserId, Vec<UserId>) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await;
    let others = people(store, tenant, ["B one", "C two", "D three", "E four", "F five", "G six", "H seven"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    for (at, other) in others.iter().enumerate() {
        let (from, to) = if at % 2 == 0 { (ann.id, other.id) } else { (other.id, ann.id) };
        let mut connection = request(tenant, from, to, NOW_MS + at as i64);
        if at < 5 {
            connection.status = Status::Accepted;
            connection.responded_at_ms = Some(NOW_MS + 100 - at as i64);
        }
        tx.add_connection(&connection).await.expect("a new connection is added");
    }
    tx.commit().await.expect("all is kept");
    (tenant, ann.id, others.iter().map(|other| other.id).collect())
}

fn others_of(connections: &[Connection], one: UserId) -> Vec<UserId> {
    connections.iter().map(|connection| connection.other_than(one).expect("one is a party")).collect()
}

async fn lists_join_both_sides(store: &Store) {
    let (tenant, ann, others) = circle(store).await;
    let mut tx = store.read().await.expect("a connection is free");
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = tx.page_accepted(tenant, ann, None, after, 2).await.expect("the store answers");
        seen.extend(others_of(&page.items, ann));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, [others[0], others[1], others[2], others[3], others[4]], "whoever was accepted last first");
    let named = tx.page_accepted(tenant, ann, Some("T"), None, 9).await.expect("the store answers");
    assert_eq!(others_of(&named.items, ann), [others[1], others[2]], "two and three");
    let sent = tx.page_pending(tenant, ann, Side::Sent, None, 9).await.expect("the store answers");
    assert_eq!(others_of(&sent.items, ann), [others[6]]);
    let received = tx.page_pending(tenant, ann, Side::Received, None, 9).await.expect("the store answers");
    assert_eq!(others_of(&received.items, ann), [others[5]]);
    let counts = [
        tx.count_accepted(tenant, ann).await.expect("the store answers"),
        tx.count_pending(tenant, ann, Side::Sent).await.expect("the store answers"),
        tx.count_pending(tenant, ann, Side::Received).await.expect("the store answers"),
    ];
    assert_eq!(counts, [5, 1, 1]);
    let pending = tx.list_connections(tenant, ann, &[Status::Pending], None).await.expect("the store answers");
    assert_eq!(others_of(&pending, ann), [others[6], others[5]]);
    let every = [Status::Pending, Status::Accepted, Status::Declined];
    let some = tx.list_connections(tenant, ann, &every, Some(&[others[0], others[5], user_id()])).await;
    assert_eq!(others_of(&some.expect("the store answers"), ann), [others[5], others[0]]);
}

async fn numbered_pages_are_in_the_order_of_the_requests(store: &Store) {
    let (tenant, ann, others) = circle(store).await;
    let mut tx = store.read().await.expect("a connection is free");
    let before = store.log().count();
    let (total, page) = tx.page_accepted_at(tenant, ann, 2, 2).await.expect("the store answers");
    let seen: Vec<_> = page.iter().map(|accepted| accepted.other.id.as_str()).collect();
    assert_eq!((total, seen), (5, vec![others[2].to_string().as_str(), others[1].to_string().as_str()]));
    for (accepted, other) in page.iter().zip([others[2], others[1]]) {
        let whole =
            tx.connection_between(tenant, ann, other).await.expect("the store answers").expect("they are connected");
        assert_eq!((&accepted.id, Some(accepted.accepted_at_ms)), (&whole.id.to_string(), whole.responded_at_ms));
    }
    let (total, page) = tx.page_pending_at(tenant, ann, Side::Sent, 0, 2).await.expect("the store answers");
    assert_eq!((total, page.len(), page[0].other.id.as_str()), (1, 1, others[6].to_string().as_str()));
    let whole = tx.connection_between(tenant, ann, others[6]).await.expect("the store answers").expect("it waits");
    assert_eq!(
        (&page[0].id, &page[0].message, page[0].requested_at_ms),
        (&whole.id.to_string(), &whole.message, whole.requested_at_ms)
    );
    assert_eq!(store.log().count(), before + 5, "a page is one statement");
    // A page after the last asks how many there are; where there is nobody, there is nothing to ask.
    assert_eq!(tx.page_accepted_at(tenant, ann, 5, 2).await.expect("the store answers"), (5, vec![]));
    assert_eq!(tx.page_pending_at(tenant, ann, Side::Received, 1, 2).await.expect("the store answers"), (1, vec![]));
    assert_eq!(store.log().count(), before + 9);
    assert_eq!(tx.page_accepted_at(tenant, user_id(), 0, 2).await.expect("the store answers"), (0, vec![]));
    assert_eq!(store.log().count(), before + 10);
}

async fn relations_of_a_page_are_one_statement(store: &Store) {
    let (tenant, ann, others) = circle(store).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let chat = tx.put_chat(tenant, ChatId(fresh()), ann, others[0], NOW_MS).await.expect("a chat is opened");
    let before = store.log().count();
    let mut asked = others.clone();
    asked.push(user_id());
    let relations = tx.relations(tenant, ann, &asked).await.expect("the store answers");
    assert_eq!(store.log().count(), before + 1);
    assert_eq!(relations.len(), others.len());
    assert_eq!(relations[&others[0]].chat.as_ref(), Some(&chat));
    assert_eq!(relations[&others[1]].chat, None);
    assert_eq!(
        relations[&others[6]].connection.as_ref().map(|c| (c.status, c.requester)),
        Some((Status::Pending, ann))
    );
    let nothing = tx.relation(tenant, others[0], others[1]).await.expect("the store answers");
    assert_eq!(nothing, Default::default());
}

async fn an_alert_keeps_its_id(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let alert = |state: &str, at_ms| Alert {
        id: AlertId(fresh()),
        tenant,
        user: ann.id,
        kind: "connect-request".into(),
        subject: "subject".into(),
        actor: Some(ben.id),
        state: state.into(),
        raised_at_ms: at_ms,
        read_at_ms: None,
    };
    let mut tx = store.write().await.expect("a transaction begins");
    let first = alert("pending", NOW_MS);
    assert_eq!(tx.put_alert(&first).await.expect("the store answers"), first.id);
    let mark = "UPDATE alerts SET read_at_ms = 1 WHERE tenant_id = $1";
    tx.execute(mark, [tenant.into()]).await.expect("it is marked read");
    let second = alert("canceled", NOW_MS + 1);
    assert_eq!(tx.put_alert(&second).await.expect("the store answers"), first.id);
    let page = tx.page_alerts(tenant, ann.id, None, 5).await.expect("the store answers");
    assert_eq!(page.items, [Alert { id: first.id, ..second }]);
    let removed = tx.remove_alert(tenant, ann.id, "connect-request", "subject").await.expect("the store answers");
    assert_eq!(removed, Some(first.id));
    assert!(tx.page_alerts(tenant, ann.id, None, 5).await.expect("the store answers").items.is_empty());
}

async fn notifications_are_counted_and_paged(store: &Store) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    for at in 0..3 {
        let notification = Notification {
            initiator: None,
            id: NotificationId(fresh()),
            tenant,
            user: ann.id,
            kind: "connection-request".into(),
            action: "open-profile".into(),
            metadata: "{}".into(),
            is_read: at == 0,
            created_at_ms: NOW_MS + at,
            updated_at_ms: NOW_MS + at,
        };
        tx.add_notification(&notification).await.expect("a notification is added");
    }
    assert_eq!(tx.count_unread_notifications(tenant, ann.id).await.expect("the store answers"), 2);
    let page = tx.page_notifications_at(tenant, ann.id, 1, 5).await.expect("the store answers");
    assert_eq!(page.iter().map(|one| one.created_at_ms - NOW_MS).collect::<Vec<_>>(), [1, 0]);
    assert!(page[1].is_read);
}

async fn a_chat_is_opened_once(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let opened = tx.put_chat(tenant, ChatId(fresh()), ann.id, ben.id, NOW_MS).await.expect("it is opened");
    assert_eq!(opened.request.as_ref().map(|request| request.status), Some(RequestStatus::Accepted));
    let again = tx.put_chat(tenant, ChatId(fresh()), ben.id, ann.id, NOW_MS + 1).await.expect("it is reused");
    assert_eq!(again, Chat { last_activity_at_ms: NOW_MS + 1, ..opened });
}

async fn totals_count_what_is_there(store: &Store) {
    let (tenant, ann, others) = circle(store).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let chat = tx.put_chat(tenant, ChatId(fresh()), ann, others[0], NOW_MS).await.expect("a chat is opened");
    let (chat, other) = (chat.id, others[0]);
    for sql in [
        "UPDATE chat_members SET unread_count = 2 WHERE user_id = '{ann}'".to_owned(),
        "INSERT INTO reviews (id, tenant_id, rater_id, ratee_id, rate, text, created_at_ms) VALUES ('r', '{tenant}', '{other}', '{ann}', 5, 'kind', 1)".to_owned(),
        "INSERT INTO support_tickets (id, tenant_id, user_id, status, created_at_ms) VALUES ('{chat}', '{tenant}', '{ann}', 'open', 1)".to_owned(),
        format!(
            "INSERT INTO calls (id, tenant_id, chat_id, caller_id, callee_id, type, status, started_at_ms, duration_s) VALUES ('a', '{{tenant}}', '{{chat}}', '{{ann}}', '{{other}}', 'video', 'accepted', {NOW_MS}, 60)"
        ),
        format!(
            "INSERT INTO calls (id, tenant_id, chat_id, caller_id, callee_id, type, status, started_at_ms, duration_s) VALUES ('b', '{{tenant}}', '{{chat}}', '{{other}}', '{{ann}}', 'video', 'accepted', {NOW_MS}, 60)"
        ),
        format!(
            "INSERT INTO calls (id, tenant_id, chat_id, caller_id, callee_id, type, status, started_at_ms, duration_s) VALUES ('c', '{{tenant}}', '{{chat}}', '{{other}}', '{{ann}}', 'video', 'missed', {NOW_MS}, 0)"
        ),
        "INSERT INTO calls (id, tenant_id, chat_id, caller_id, callee_id, type, status, started_at_ms, duration_s) VALUES ('d', '{tenant}', '{chat}', '{other}', '{ann}', 'video', 'accepted', 1, 60)"
            .to_owned(),
        format!(
            "INSERT INTO schedules (id, tenant_id, senior_id, volunteer_id, title, type, from_ms, to_ms, recurrence) VALUES ('{{chat}}', '{{tenant}}', '{{ann}}', '{{other}}', 'Talk', 'audio', {NOW_MS}, {}, 'none')",
            NOW_MS + 1
        ),
    ] {
        let sql = sql
            .replace("{ann}", &ann.to_string())
            .replace("{tenant}", &tenant.to_string())
            .replace("{chat}", &chat.to_string())
            .replace("{other}", &other.to_string());
        assert_eq!(tx.execute(forever(sql), []).await.expect("the row fits"), 1);
    }
    let totals = tx.totals(tenant, ann, NOW_MS - 1).await.expect("the store answers");
    let expected =
        Totals { connections: 5, pending_requests: 1, reviews: 1, unread_alerts: 0, unread_chats: 1, calls_today: 2 };
    assert_eq!(totals, expected);
    assert!(tx.open_ticket(tenant, ann).await.expect("the store answers").is_some());
    assert_eq!(tx.schedules_of(tenant, ann, NOW_MS).await.expect("the store answers").len(), 1);
    assert_eq!(tx.schedules_of(tenant, other, NOW_MS).await.expect("the store answers").len(), 1);
    assert!(tx.schedules_of(tenant, ann, NOW_MS + 1).await.expect("the store answers").is_empty());
}

/// Ten who decide on one pair at once see each other's decisions: of those who find nothing, one.
async fn the_pair_is_held_while_it_is_decided(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await.map(|user| user.id);
    let asking = (0..10).map(|n| async move {
        let (from, to) = if n % 2 == 0 { (ann, ben) } else { (ben, ann) };
        let mut tx = store.write().await?;
        assert_eq!(tx.lock_users(tenant, &[from, to]).await?.len(), 2);
        if tx.connection_between(tenant, from, to).await?.is_some() {
            return Ok::<_, StoreError>(false);
        }
        tx.add_connection(&request(tenant, from, to, NOW_MS)).await?;
        tx.commit().await?;
        Ok(true)
    });
    let outcomes = futures_util::future::join_all(asking).await;
    let added = outcomes.iter().filter(|outcome| matches!(outcome, Ok(true))).count();
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(added, 1);
}
