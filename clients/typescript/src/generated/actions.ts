// Made by clients/typescript/generate from the contract. Do not edit.
import type { Schemas } from "./types.js";

/** What clients say, by action: the fields beside `action`. */
export interface Requests {
  /** Mark alerts as read. Marks the caller's own alerts as read; ids that are not theirs are passed over. The answer holds those that were marked and how many are unread now. The user's other connections get the same. */
  "alerts.update": Omit<Schemas["AlertsUpdate"], "action">;
  /** Write a message. Writes into a chat whose `request.status` is `accepted`. The answer has the message as it was stored. The other person gets `chat.message.new`; the caller's other connections get this answer as well. */
  "chat.message.send": Omit<Schemas["ChatMessageSend"], "action">;
  /** Read the messages of a chat. Newest first, by default four at a time; `pagination` stands beside `data`. The same messages and page keys as over HTTP. */
  "chat.messages.get": Omit<Schemas["ChatMessagesGet"], "action">;
  /** Tell that messages were delivered or read. For messages of the other person; a state never goes back. The answer has the changed messages, complete, and how many chats are unread now. The sender of the messages gets them too. */
  "chat.messages.update": Omit<Schemas["ChatMessagesUpdate"], "action">;
  /** Say who speaks on this connection. The first action of every connection, with the access token of signing in. The answer's `data` is the signed-in user, complete. Waiting messages of the user then count as delivered. After a failure the server closes the connection (1008). */
  "authenticate": Omit<Schemas["Authenticate"], "action">;
  /** Keep the connection open. Send one at least every eight minutes; the server closes connections that say nothing for ten. Allowed before `authenticate`. */
  "ping": Omit<Schemas["Ping"], "action">;
  /** Write to the support team. Goes to the open ticket, or opens one. A closed ticket takes no messages. The caller's other connections get this answer as well. */
  "support.message.send": Omit<Schemas["SupportMessageSend"], "action">;
  /** Read the messages of a ticket. Newest first, by default four at a time; `pagination` stands beside `data`. The same messages and page keys as over HTTP. */
  "support.messages.get": Omit<Schemas["SupportMessagesGet"], "action">;
  /** Tell that messages of the support team were read. A state never goes back. The answer has the changed messages, complete; it also goes to the user's other connections. */
  "support.messages.update": Omit<Schemas["SupportMessagesUpdate"], "action">;
}

/** What the server answers, by action: whole messages. */
export interface AnswerMessages {
  /** Mark alerts as read. Marks the caller's own alerts as read; ids that are not theirs are passed over. The answer holds those that were marked and how many are unread now. The user's other connections get the same. */
  "alerts.update": Schemas["WssActionAlert"];
  /** Write a message. Writes into a chat whose `request.status` is `accepted`. The answer has the message as it was stored. The other person gets `chat.message.new`; the caller's other connections get this answer as well. */
  "chat.message.send": Schemas["WssActionChat"];
  /** Read the messages of a chat. Newest first, by default four at a time; `pagination` stands beside `data`. The same messages and page keys as over HTTP. */
  "chat.messages.get": Schemas["WssActionChat"];
  /** Tell that messages were delivered or read. For messages of the other person; a state never goes back. The answer has the changed messages, complete, and how many chats are unread now. The sender of the messages gets them too. */
  "chat.messages.update": Schemas["WssActionChat"];
  /** Say who speaks on this connection. The first action of every connection, with the access token of signing in. The answer's `data` is the signed-in user, complete. Waiting messages of the user then count as delivered. After a failure the server closes the connection (1008). */
  "authenticate": Schemas["WssActionBase"];
  /** Keep the connection open. Send one at least every eight minutes; the server closes connections that say nothing for ten. Allowed before `authenticate`. */
  "ping": Schemas["WssActionBase"];
  /** Write to the support team. Goes to the open ticket, or opens one. A closed ticket takes no messages. The caller's other connections get this answer as well. */
  "support.message.send": Schemas["WssActionSupport"];
  /** Read the messages of a ticket. Newest first, by default four at a time; `pagination` stands beside `data`. The same messages and page keys as over HTTP. */
  "support.messages.get": Schemas["WssActionSupport"];
  /** Tell that messages of the support team were read. A state never goes back. The answer has the changed messages, complete; it also goes to the user's other connections. */
  "support.messages.update": Schemas["WssActionSupport"];
}

/** What the server says unasked, by action: whole messages. */
export interface PushMessages {
  /** An alert was raised, or took a new state. With what it is about beside it. An alert with a known id replaces the earlier one and goes to the top. With `connectRequest.status` (or the status of the chat's request) `canceled`, the alert is gone: take it away. */
  "alert.new": Schemas["WssActionAlert"];
  /** An existing alert changed. The alert as it is now; it keeps its place in the list. */
  "alert.update": Schemas["WssActionAlert"];
  /** Mark alerts as read. Marks the caller's own alerts as read; ids that are not theirs are passed over. The answer holds those that were marked and how many are unread now. The user's other connections get the same. */
  "alerts.update": Schemas["WssActionAlert"];
  /** Somebody wrote. A new message in one of the user's chats, also one that the server wrote for a scheduled call, and how many chats are unread now. */
  "chat.message.new": Schemas["WssActionChat"];
  /** Write a message. Writes into a chat whose `request.status` is `accepted`. The answer has the message as it was stored. The other person gets `chat.message.new`; the caller's other connections get this answer as well. */
  "chat.message.send": Schemas["WssActionChat"];
  /** Tell that messages were delivered or read. For messages of the other person; a state never goes back. The answer has the changed messages, complete, and how many chats are unread now. The sender of the messages gets them too. */
  "chat.messages.update": Schemas["WssActionChat"];
  /** A chat changed. Its request or its other person changed; the chat is complete, as the receiver sees it. */
  "chat.update": Schemas["WssActionChat"];
  /** Messages of several chats were delivered. When somebody connects, the messages that waited for them are delivered; their senders get this, once. */
  "chats.update": Schemas["WssActionChat"];
  /** An agreed call is about to begin. To both people, ten minutes before the call and when it begins, for every repetition. */
  "schedule.upcoming": Schemas["WssActionBase"];
  /** The support team wrote. A new message in the user's ticket. */
  "support.message.new": Schemas["WssActionSupport"];
  /** Write to the support team. Goes to the open ticket, or opens one. A closed ticket takes no messages. The caller's other connections get this answer as well. */
  "support.message.send": Schemas["WssActionSupport"];
  /** Tell that messages of the support team were read. A state never goes back. The answer has the changed messages, complete; it also goes to the user's other connections. */
  "support.messages.update": Schemas["WssActionSupport"];
  /** Coins are running out. The balance fell below what the next two minutes of a call cost. In a call it comes a minute before the call must end. */
  "user.coins.low": Schemas["WssActionUser"];
  /** The signed-in user changed. Counters, balance, verification or profile of the receiver. What is present replaces the client's copy of that field. */
  "user.update": Schemas["WssActionUser"];
}
