// The story that the clients of every language tell: sign in, list chats, write to somebody, read it there, take it back.
import { Talkamie, TalkamieError } from "@talkamie/client";

const baseUrl = process.env["TALKAMIE_URL"] ?? "http://127.0.0.1:8080/v1";
const password = "demo-password-1";
const kept: unknown[] = [];
const ben = new Talkamie({ baseUrl, onTokens: (tokens) => kept.push(tokens) });
const theresa = new Talkamie({ baseUrl });
await ben.signIn({ body: { email: "ben.ortiz@demo.talkamie.example", password } });
await theresa.signIn({ body: { email: "theresa.kaur@demo.talkamie.example", password } });

const chats = (await ben.getChats({ query: { pageSize: 2 } })).data;
const all = [];
for await (const chat of ben.each("getChats", { query: { pageSize: 2 } })) all.push(chat.id);
if (all.length <= chats.length || new Set(all).size !== all.length) throw new Error("the second page is missing");

const [found] = (await ben.getUsers({ query: { type: "senior", keyword: "Theresa Kaur" } })).data;
if (!found) throw new Error("Theresa is not there");
const text = "Hello Theresa, may I write to you?";
const sent = (await ben.sendMessageRequest({ path: { id: found.id }, body: { text } })).data;
const waiting = (await theresa.getPendingChats()).data.find(({ id }) => id === sent.chat.id);
if (waiting?.request?.text !== text) throw new Error(`Theresa reads ${waiting?.request?.text}`);
await ben.cancelMessageRequest({ path: { id: found.id } });

const refused = await ben.cancelMessageRequest({ path: { id: found.id } }).catch((error: unknown) => error);
if (!(refused instanceof TalkamieError) || refused.code !== "message-request/not-found") throw refused;

// An access token that is of no use is refreshed by the way.
ben.tokens = { ...ben.tokens!, access: "out-of-date" };
await ben.getUserByToken();
await ben.signOut();
if (ben.tokens !== undefined || kept.length !== 4) throw new Error(`${kept.length} changes of the tokens`);
console.log(`TypeScript: signed in, listed ${all.length} chats, wrote, was read, was refused, refreshed, signed out`);
