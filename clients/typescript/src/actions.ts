// What each action carries. The schemas of a group's messages say everything that a message of the group can have; here stands
// what a message of one action has. Source: contract/talkamie.md, C.3 and C.4.
import type { AnswerMessages, PushMessages, Requests } from "./generated/actions.js";
import type { Schemas } from "./generated/types.js";

export type { Requests } from "./generated/actions.js";

type Messages = AnswerMessages & PushMessages;
type Data<Name extends keyof Messages> = Messages[Name] extends { data?: infer Value } ? NonNullable<Value> : unknown;
/** These members are always there. */
type With<Value, Member extends string> = Value & { [Name in Member & keyof Value]-?: NonNullable<Value[Name]> };

interface Always {
  "alert.new": "alert";
  "alert.update": "alert";
  "alerts.update": "alertsMap";
  "chat.message.new": "chat" | "message";
  "chat.message.send": "chat" | "message";
  "chat.messages.get": "chat" | "messages";
  "chat.messages.update": "chat" | "messagesMap";
  "chat.update": "chat";
  "chats.update": "chatsMap";
  "support.message.new": "ticket" | "message";
  "support.message.send": "ticket" | "message";
  "support.messages.get": "ticket" | "messages";
  "support.messages.update": "ticket" | "messagesMap";
  "user.coins.low": "user";
  "user.update": "user";
}

interface Whole {
  authenticate: Schemas["ExtendedUser"];
  ping: undefined;
  "schedule.upcoming": { schedule: Schemas["FullCallSchedule"] };
}

type Carried<Name extends keyof Messages> = Name extends keyof Whole
  ? Whole[Name]
  : Name extends keyof Always
    ? With<Data<Name>, Always[Name]>
    : Data<Name>;

/** An action that is answered. */
export type Asked = keyof AnswerMessages & keyof Requests;

/** The `data` of each answer. */
export type Answers = { [Name in Asked]: Carried<Name> };

/** The `data` of everything that a connection is told, with the user whom it belongs to when it opened. */
export type Pushes = { [Name in keyof PushMessages]: Carried<Name> } & { authenticate: Schemas["ExtendedUser"] };
