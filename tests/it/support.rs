//! The group `support`, as people and the team see it; the stories that the socket calls among them.

use crate::{
    harness::{Client, app::TENANT},
    users::{ids, paged},
};
use serde_json::{Value, json};
use talkamie::{
    domain::{chat::Delivery, ids::TicketId, user::UserType},
    operations::{
        Caller,
        admin::AdminError,
        sessions,
        support::{self, desk},
    },
};

/// Who calls, as the socket will know them.
pub async fn caller(client: &Client<'_>) -> Caller {
    sessions::authenticate(&client.app.ctx, client.token.as_deref().unwrap(), "talkamie").await.unwrap()
}

/// Writes to the team, opening a ticket if there is none, and answers the ticket's id.
pub async fn write(client: &Client<'_>, text: &str) -> TicketId {
    let sent = support::send_support_message(&client.app.ctx, caller(client).await, None, text, None).await.unwrap();
    sent.ticket.id.parse().unwrap()
}

fn messages(ticket: impl std::fmt::Display) -> String {
    format!("/v1/support/ticket/{ticket}/messages")
}

on_both! {
    async fn a_message_opens_a_ticket_and_the_next_goes_to_it(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let ctx = &app.ctx;
        assert_eq!(ann.get("/v1/support/open/ticket").await.expect(200), Value::Null);
        let me = caller(&ann).await;
        let first = support::send_support_message(ctx, me, None, " I hear nothing.\n", None).await.unwrap();
        assert_eq!(first.message.text.as_deref(), Some("I hear nothing."));
        assert_eq!(first.message.sender.as_ref().unwrap().id, ann.to_string());
        let id = first.ticket.id.clone();
        let open = ann.get("/v1/support/open/ticket").await.expect(200);
        assert_eq!((&open["id"], &open["status"], &open["user"]["name"]), (&json!(id), &json!("open"), &json!("Ann Lee")));
        assert_eq!(open["user"]["email"], "ann.lee@example.com", "only the owner ever sees a ticket");
        assert_eq!(first.ticket.user.as_ref().unwrap().email.as_deref(), Some("ann.lee@example.com"));
        assert_eq!(ann.get(format!("/v1/user/{ann}")).await.expect(200)["support"]["ticket"], open);
        assert_eq!(ben.get("/v1/support/open/ticket").await.expect(200), Value::Null);

        app.clock.advance_ms(1000);
        let second = support::send_support_message(ctx, me, None, "Still nothing.", None).await.unwrap();
        let third = support::send_support_message(ctx, me, Some(&id), "Hello?", None).await.unwrap();
        assert_eq!((&second.ticket.id, &third.ticket.id), (&id, &id));
        app.clock.advance_ms(1000);
        let reply = desk::reply(ctx, TENANT, id.parse().unwrap(), " Try the other ear. ").await.unwrap();
        let told = app.events(ann.id).await;
        assert_eq!(told.iter().map(|event| event["event"].as_str().unwrap()).collect::<Vec<_>>(), ["support-wrote", "support-wrote", "support-wrote", "support-seen", "support-message"]);
        assert_eq!(told[3]["messages"].as_array().unwrap().len(), 3);
        assert_eq!((&told[4]["ticket"], &told[4]["message"]), (&json!(id), &json!(reply.id.to_string())));
        let said = ann.get(messages(&id)).await.expect(200);
        let texts: Vec<&str> = said.as_array().unwrap().iter().map(|message| message["text"].as_str().unwrap()).collect();
        assert_eq!(texts[0], "Try the other ear.", "newest first");
        assert_eq!((texts.len(), texts[3]), (4, "I hear nothing."));
        assert_eq!(said[0]["sender"]["id"], "support");
        assert_eq!(said[0]["delivery"]["status"], "sent");
        assert_eq!(said[0]["id"], reply.id.to_string());

        // To others it does not exist.
        ben.get(messages(&id)).await.expect_problem("support/ticket-not-found");
        ben.get(messages("nothing")).await.expect_problem("support/ticket-not-found");
        let his = caller(&ben).await;
        for refused in [
            support::send_support_message(ctx, his, Some(&id), "Me too", None).await.map(drop),
            support::update_support_messages(ctx, his, &id, &[(reply.id.to_string(), Delivery::Read)], None).await.map(drop),
            support::send_support_message(ctx, his, Some("nothing"), "Me too", None).await.map(drop),
        ] {
            assert_eq!(refused.unwrap_err().code.slug(), "support/ticket-not-found");
        }
        assert_eq!(ann.get(messages(&id)).await.expect(200), said);
    }

    async fn a_closed_ticket_takes_no_more_and_stays_readable(app) {
        let (ann, _) = app.ann_and_ben().await;
        let (ctx, me) = (&app.ctx, caller(&ann).await);
        let id = write(&ann, "Help").await;
        let closed = desk::close(ctx, TENANT, id).await.unwrap();
        assert_eq!(closed.ticket.closed_at_ms, Some(ctx.clock.now_ms()));
        assert_eq!(app.events(ann.id).await.last(), Some(&json!({ "event": "user" })));
        assert_eq!(ann.get("/v1/support/open/ticket").await.expect(200), Value::Null);
        assert_eq!(ann.get(messages(id)).await.expect(200).as_array().unwrap().len(), 1);
        let refused = support::send_support_message(ctx, me, Some(&id.to_string()), "More", None).await.unwrap_err();
        assert_eq!(refused.code.slug(), "support/ticket-closed");
        assert!(matches!(desk::reply(ctx, TENANT, id, "More").await, Err(AdminError::TicketClosed)));
        assert!(matches!(desk::close(ctx, TENANT, id).await, Err(AdminError::TicketClosed)));
        for nothing in ["", " \n", &"x".repeat(4001)] {
            assert!(matches!(desk::reply(ctx, TENANT, id, nothing).await, Err(AdminError::NoReply)));
            let refused = support::send_support_message(ctx, me, None, nothing, None).await.unwrap_err();
            assert_eq!(refused.code.slug(), "request/invalid");
        }
        let nobody = TicketId(ctx.new_id());
        assert!(matches!(desk::reply(ctx, TENANT, nobody, "More").await, Err(AdminError::NoSuchTicket)));
        app.clock.advance_ms(1);
        let next = write(&ann, "Something else").await;
        assert_ne!(next, id);
        let open = desk::tickets(ctx, TENANT, true, 50).await.unwrap();
        assert_eq!(open.iter().map(|one| one.ticket.id).collect::<Vec<_>>(), [next]);
        let all = desk::tickets(ctx, TENANT, false, 50).await.unwrap();
        assert_eq!(all.iter().map(|one| (one.ticket.id, one.owner.id)).collect::<Vec<_>>(), [(next, ann.id), (id, ann.id)]);
        assert_eq!(desk::tickets(ctx, TENANT, false, 1).await.unwrap().len(), 1);
        let (shown, said) = desk::show(ctx, TENANT, id).await.unwrap();
        assert_eq!((shown.ticket.id, said.len(), said[0].text.as_str()), (id, 1, "Help"));
        assert!(matches!(desk::show(ctx, TENANT, nobody).await, Err(AdminError::NoSuchTicket)));
    }

    async fn receipts_go_forward(app) {
        let (ann, _) = app.ann_and_ben().await;
        let (ctx, me) = (&app.ctx, caller(&ann).await);
        let id = write(&ann, "Help").await;
        app.clock.advance_ms(1);
        let first = desk::reply(ctx, TENANT, id, "One").await.unwrap().id.to_string();
        app.clock.advance_ms(1);
        let replies = [first, desk::reply(ctx, TENANT, id, "Two").await.unwrap().id.to_string()];
        app.clock.advance_ms(1000);
        assert_eq!(write(&ann, "Three").await, id);
        let own = desk::show(ctx, TENANT, id).await.unwrap().1[3].id.to_string();
        let say = async |said: &[(String, Delivery)]| {
            let moved = support::update_support_messages(ctx, me, &id.to_string(), said, None).await.unwrap();
            moved.into_iter().map(|message| (message.text.unwrap(), message.delivery.unwrap().status.unwrap().as_str().to_owned())).collect::<Vec<_>>()
        };
        let to = |id: &String, delivery| (id.clone(), delivery);
        let one = |status: &str| ("One".to_owned(), status.to_owned());
        assert_eq!(say(&[to(&replies[0], Delivery::Delivered), to(&own, Delivery::Read), ("nothing".into(), Delivery::Read)]).await, [one("delivered")]);
        assert_eq!(say(&[to(&replies[0], Delivery::Sent), to(&replies[0], Delivery::Delivered)]).await, []);
        assert_eq!(say(&[to(&replies[0], Delivery::Read), to(&replies[1], Delivery::Read)]).await, [one("read"), ("Two".into(), "read".into())]);
        assert_eq!(say(&[]).await, []);
        let said = ann.get(messages(id)).await.expect(200);
        let statuses: Vec<&Value> = said.as_array().unwrap().iter().map(|message| &message["delivery"]["status"]).collect();
        assert_eq!(statuses, ["sent", "read", "read", "read"], "who replies has read what was written until then");
        assert_eq!(said[1]["delivery"]["at"], talkamie::domain::time::iso_date_time(ctx.clock.now_ms()));
    }

    /// Of two first messages at once, one opens the ticket and the other goes to it.
    async fn one_ticket_is_open_however_many_write_at_once(app) {
        let (ann, ben) = app.ann_and_ben().await;
        for round in 0..20 {
            let tickets = futures_util::future::join_all((0..4).map(|n| write(if n == 3 { &ben } else { &ann }, "Help"))).await;
            assert_eq!((tickets[0], tickets[1]), (tickets[1], tickets[2]), "round {round}");
            assert_ne!(tickets[0], tickets[3]);
            // Closing and writing at once: what was written is in a ticket that was open.
            let (closed, next) = tokio::join!(desk::close(&app.ctx, TENANT, tickets[0]), write(&ann, "More"));
            closed.unwrap();
            if next != tickets[0] {
                desk::close(&app.ctx, TENANT, next).await.unwrap();
            }
            desk::close(&app.ctx, TENANT, tickets[3]).await.unwrap();
        }
    }

    async fn messages_are_paged_to_their_end(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let mut id = None;
        for n in 0..9 {
            id = Some(write(&ann, &format!("Message {n}")).await);
        }
        let path = messages(id.unwrap());
        let whole = ann.get(&path).await.expect(200);
        assert_eq!(ids(&whole).len(), 9);
        for size in [1, 4, 100] {
            assert_eq!(Value::Array(paged(&ann, &path, size).await), whole, "{size}");
        }
        ann.get(format!("{path}?lastEvaluatedKey=x")).await.expect_problem("cursor/invalid");
    }
}
