// Two people in one program: Ann writes, Ben's WebSocket hears it.
// Run it against a server with the demo people: talkamie serve --demo --stage dev
import { Talkamie } from "@talkamie/client";

const baseUrl = process.env["TALKAMIE_URL"] ?? "http://127.0.0.1:8080/v1";
const password = "demo-password-1";
const ann = new Talkamie({ baseUrl });
const ben = new Talkamie({ baseUrl });
await ann.signIn({ body: { email: "ann.lee@demo.talkamie.example", password } });
const { data: account } = await ben.signIn({ body: { email: "ben.ortiz@demo.talkamie.example", password } });

const { data: chats } = await ann.getChats({ query: { pageSize: 10 } });
for (const { user, totalUnreadMessages } of chats) console.log(`${user?.name}: ${totalUnreadMessages} unread`);
const chat = chats.find(({ user, request }) => user?.id === account.user.id && request?.status === "accepted");
if (!chat) throw new Error("Ann and Ben have no chat");

const annsSocket = ann.socket();
const bensSocket = ben.socket();
await Promise.all([annsSocket.connect(), bensSocket.connect()]);
const heard = bensSocket.next("chat.message.new", (push) => push.chat.id === chat.id);
const { data: sent } = await annsSocket.ask("chat.message.send", { chatId: chat.id, message: { text: "Good morning, Ben!" } });
const { message } = await heard;
console.log(`Ben hears from ${message.sender?.name ?? "Ann"}: ${message.text}`);
if (message.id !== sent.message.id) throw new Error("that was another message");

const { data: messages } = await ben.getMessages({ path: { id: chat.id }, query: { pageSize: 1 } });
console.log(`and reads it again: ${messages[0]?.text}`);
annsSocket.close();
bensSocket.close();
