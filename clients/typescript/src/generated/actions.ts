// Made by clients/typescript/generate from the contract. Do not edit.
import type { Schemas } from "./types.js";

/** What clients say, by action: the fields beside `action`. */
export interface Requests {
  /** Mark alerts as read. Marks the caller's own alerts as read; ids that are not theirs are passed over. The answer holds those that were marked and how many are unread now. The user's other connections get the same. */
  "alerts.update": Omit<Schemas["AlertsUpdate"], "action">;
  /** Ring the other person of a chat. Either of two connected people may call; one is a senior, who pays, and one a volunteer. The answer has the call: `ringing`, or `missed` when the other person has no open connection or is in another call. Who rings gets `call-accepted`, `call-rejected`, or `call-ended` when nobody answered in time. Nobody is in two calls. */
  "call-user": Omit<Schemas["CallUser"], "action">;
  /** Answer a call. Only who is called answers, on one connection: another one that answers too gets `call/answered`. The caller gets `call-accepted` and makes the WebRTC offer. Nothing is charged before the two are connected. */
  "accept-call": Omit<Schemas["AcceptCall"], "action">;
  /** Turn a call down. The caller gets `call-rejected`; the other connections of who is called get `call-ended`, and stop ringing. The caller's client then sends `end-call`, which changes nothing. */
  "reject-call": Omit<Schemas["RejectCall"], "action">;
  /** End a call. Either of the two, at any time. A call that was not answered is then `missed` when its caller ends it, and `rejected` when who is called does. The answer has the call with its final `status` and `duration`; all other connections of the two get `call-ended`. Ending a call that is over answers it as it is. */
  "end-call": Omit<Schemas["EndCall"], "action">;
  /** Tell that the WebRTC connection stands. Each side says it when its connection stands, and again when it stands again. From the first one on the call is charged, by the server's clock: `timestamp` is not used. Not answered, unless it fails. */
  "call-connected": Omit<Schemas["CallConnected"], "action">;
  /** Tell that the WebRTC connection is lost. The clock stands while neither side is connected; after two minutes of that the call ends. Of a call that is over it changes nothing. Not answered, unless it fails. */
  "call-disconnected": Omit<Schemas["CallDisconnected"], "action">;
  /** Pass a WebRTC description or candidate on. To all connections of the other person of the chat, unchanged and in order, while a call rings or goes on between the two. What comes in the first seconds after its end is dropped: browsers still find candidates then. Not answered, unless it fails. */
  "signal": Omit<Schemas["Signal"], "action">;
  /** Write a message. Writes into a chat whose `request.status` is `accepted`. The answer has the message as it was stored. The other person gets `chat.message.new`; the caller's other connections get this answer as well, and all of them for the message that `scheduleCall` writes. */
  "chat.message.send": Omit<Schemas["ChatMessageSend"], "action">;
  /** Read the messages of a chat. Newest first, by default four at a time; `pagination` stands beside `data`. The same messages and page keys as over HTTP. */
  "chat.messages.get": Omit<Schemas["ChatMessagesGet"], "action">;
  /** Tell that messages were delivered or read. For messages of the other person; a state never goes back. The answer has the changed messages, complete, and how many chats are unread now. The sender of the messages gets them too. */
  "chat.messages.update": Omit<Schemas["ChatMessagesUpdate"], "action">;
  /** Say who speaks on this connection. The first action of every connection, with the access token of signing in. The answer's `data` is the signed-in user, complete. Waiting messages of the user then count as delivered. After a refusal the server closes the connection (1008), but for `rate/limited`; it stays open, too, where the server itself failed (500, 503). */
  "authenticate": Omit<Schemas["Authenticate"], "action">;
  /** Keep the connection open. Send one at least every eight minutes; the server closes connections that say nothing for eleven. Allowed before `authenticate`. */
  "ping": Omit<Schemas["Ping"], "action">;
  /** Write to the support team. Goes to the open ticket, or opens one. A closed ticket takes no messages. The caller's other connections get this answer as well. */
  "support.message.send": Omit<Schemas["SupportMessageSend"], "action">;
  /** Read the messages of a ticket. Newest first, by default four at a time; `pagination` stands beside `data`. The same messages and page keys as over HTTP. */
  "support.messages.get": Omit<Schemas["SupportMessagesGet"], "action">;
  /** Tell that messages of the support team were read. A state never goes back. The answer has the changed messages, complete; it also goes to the user's other connections. All connections get the same for messages of the user's when the support team has read them: at the latest when it replies. */
  "support.messages.update": Omit<Schemas["SupportMessagesUpdate"], "action">;
}

/** What the server answers, by action: whole messages. */
export interface AnswerMessages {
  /** Mark alerts as read. Marks the caller's own alerts as read; ids that are not theirs are passed over. The answer holds those that were marked and how many are unread now. The user's other connections get the same. */
  "alerts.update": Schemas["WssActionAlert"];
  /** Ring the other person of a chat. Either of two connected people may call; one is a senior, who pays, and one a volunteer. The answer has the call: `ringing`, or `missed` when the other person has no open connection or is in another call. Who rings gets `call-accepted`, `call-rejected`, or `call-ended` when nobody answered in time. Nobody is in two calls. */
  "call-user": Schemas["WssActionCall"];
  /** Answer a call. Only who is called answers, on one connection: another one that answers too gets `call/answered`. The caller gets `call-accepted` and makes the WebRTC offer. Nothing is charged before the two are connected. */
  "accept-call": Schemas["WssActionCall"];
  /** Turn a call down. The caller gets `call-rejected`; the other connections of who is called get `call-ended`, and stop ringing. The caller's client then sends `end-call`, which changes nothing. */
  "reject-call": Schemas["WssActionCall"];
  /** End a call. Either of the two, at any time. A call that was not answered is then `missed` when its caller ends it, and `rejected` when who is called does. The answer has the call with its final `status` and `duration`; all other connections of the two get `call-ended`. Ending a call that is over answers it as it is. */
  "end-call": Schemas["WssActionCall"];
  /** Write a message. Writes into a chat whose `request.status` is `accepted`. The answer has the message as it was stored. The other person gets `chat.message.new`; the caller's other connections get this answer as well, and all of them for the message that `scheduleCall` writes. */
  "chat.message.send": Schemas["WssActionChat"];
  /** Read the messages of a chat. Newest first, by default four at a time; `pagination` stands beside `data`. The same messages and page keys as over HTTP. */
  "chat.messages.get": Schemas["WssActionChat"];
  /** Tell that messages were delivered or read. For messages of the other person; a state never goes back. The answer has the changed messages, complete, and how many chats are unread now. The sender of the messages gets them too. */
  "chat.messages.update": Schemas["WssActionChat"];
  /** Say who speaks on this connection. The first action of every connection, with the access token of signing in. The answer's `data` is the signed-in user, complete. Waiting messages of the user then count as delivered. After a refusal the server closes the connection (1008), but for `rate/limited`; it stays open, too, where the server itself failed (500, 503). */
  "authenticate": Schemas["WssActionBase"];
  /** Keep the connection open. Send one at least every eight minutes; the server closes connections that say nothing for eleven. Allowed before `authenticate`. */
  "ping": Schemas["WssActionBase"];
  /** Write to the support team. Goes to the open ticket, or opens one. A closed ticket takes no messages. The caller's other connections get this answer as well. */
  "support.message.send": Schemas["WssActionSupport"];
  /** Read the messages of a ticket. Newest first, by default four at a time; `pagination` stands beside `data`. The same messages and page keys as over HTTP. */
  "support.messages.get": Schemas["WssActionSupport"];
  /** Tell that messages of the support team were read. A state never goes back. The answer has the changed messages, complete; it also goes to the user's other connections. All connections get the same for messages of the user's when the support team has read them: at the latest when it replies. */
  "support.messages.update": Schemas["WssActionSupport"];
}

/** What the server says unasked, by action: whole messages. */
export interface PushMessages {
  /** An alert was raised, or took a new state. With what it is about beside it. An alert with a known id replaces the earlier one and goes to the top. */
  "alert.new": Schemas["WssActionAlert"];
  /** What an alert told of has ended. What it is about has ended before it was answered: `connectRequest.status`, or the status of the chat's request, is `canceled`. Take the alert away. */
  "alert.update": Schemas["WssActionAlert"];
  /** Mark alerts as read. Marks the caller's own alerts as read; ids that are not theirs are passed over. The answer holds those that were marked and how many are unread now. The user's other connections get the same. */
  "alerts.update": Schemas["WssActionAlert"];
  /** Somebody calls. To all connections of who is called, while it rings; `call.user` is who calls. */
  "user-calling": Schemas["WssActionCall"];
  /** A call was answered. To all connections of who called. Whose client gets it makes the offer, so it is told to nobody else. */
  "call-accepted": Schemas["WssActionCall"];
  /** A call was turned down. To all connections of who called. */
  "call-rejected": Schemas["WssActionCall"];
  /** A call is over. To all connections of both but the one that ended it: somebody ended it, nobody answered in time, the coins are used up, it lasted as long as the volunteer wishes, or one of the two has had no connection to the server for 45 seconds. `me` has the new balance. */
  "call-ended": Schemas["WssActionCall"];
  /** Pass a WebRTC description or candidate on. To all connections of the other person of the chat, unchanged and in order, while a call rings or goes on between the two. What comes in the first seconds after its end is dropped: browsers still find candidates then. Not answered, unless it fails. */
  "signal": Schemas["WssActionCall"];
  /** Somebody wrote. A new message in one of the user's chats, also one that the server wrote for a scheduled call, and how many chats are unread now. */
  "chat.message.new": Schemas["WssActionChat"];
  /** Write a message. Writes into a chat whose `request.status` is `accepted`. The answer has the message as it was stored. The other person gets `chat.message.new`; the caller's other connections get this answer as well, and all of them for the message that `scheduleCall` writes. */
  "chat.message.send": Schemas["WssActionChat"];
  /** Tell that messages were delivered or read. For messages of the other person; a state never goes back. The answer has the changed messages, complete, and how many chats are unread now. The sender of the messages gets them too. */
  "chat.messages.update": Schemas["WssActionChat"];
  /** A chat changed. Its request or its other person changed; the chat is complete, as the receiver sees it. */
  "chat.update": Schemas["WssActionChat"];
  /** Messages of several chats were delivered. When somebody connects, the messages and message requests that waited for them are delivered, and when somebody is told of one, it is; their senders get this, once. */
  "chats.update": Schemas["WssActionChat"];
  /** An agreed call is about to begin. To both people, ten minutes before the call and when it begins, for every repetition. */
  "schedule.upcoming": Schemas["WssActionBase"];
  /** The support team wrote. A new message in the user's ticket. */
  "support.message.new": Schemas["WssActionSupport"];
  /** Write to the support team. Goes to the open ticket, or opens one. A closed ticket takes no messages. The caller's other connections get this answer as well. */
  "support.message.send": Schemas["WssActionSupport"];
  /** Tell that messages of the support team were read. A state never goes back. The answer has the changed messages, complete; it also goes to the user's other connections. All connections get the same for messages of the user's when the support team has read them: at the latest when it replies. */
  "support.messages.update": Schemas["WssActionSupport"];
  /** Coins are running out. The balance fell below what the next two minutes of a call cost; and once more when the last minute begins that it covers: in a minute the call ends. */
  "user.coins.low": Schemas["WssActionUser"];
  /** The signed-in user changed. Counters, balance, verification or profile of the receiver. What is present replaces the client's copy of that field. */
  "user.update": Schemas["WssActionUser"];
}
