// The WebSocket's client against a server that does what the tests want.
import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after, afterEach, before, test } from "node:test";
import { ConnectionLost, TalkamieError, TalkamieSocket, type SocketOptions, type SocketState } from "@talkamie/client";
import { WebSocket as Socket, WebSocketServer, type WebSocket as Peer } from "ws";

type Frame = Record<string, unknown> & { action: string };

const USER = { id: "0199c2f0-1a25-7123-82dd-5f3acf9fe111" };
let server: WebSocketServer;
let answer: (peer: Peer, frame: Frame) => void;
const heard: Frame[] = [];
const open: TalkamieSocket[] = [];

const say = (peer: Peer, frame: Frame) => peer.send(JSON.stringify(frame));
const done = (peer: Peer, { action }: Frame, data: unknown = {}) => say(peer, { action, success: true, statusCode: 200, data });
const refuse = (peer: Peer, { action }: Frame, statusCode: number, code: string) =>
  say(peer, { action, success: false, statusCode, status: statusCode, code, error: `refused: ${code}` });
/** Lets whoever has the token in, and leaves the rest to the test. */
const door = (rest: typeof answer = (peer, frame) => done(peer, frame)) => (peer: Peer, frame: Frame) => {
  if (frame.action !== "authenticate") return rest(peer, frame);
  if (frame["token"] === "good") return done(peer, frame, USER);
  refuse(peer, frame, 401, "auth/invalid");
  peer.close(1008);
};
const socket = (options: Partial<SocketOptions> = {}) => {
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/wss`;
  const WebSocket = Socket as unknown as NonNullable<SocketOptions["WebSocket"]>;
  const made = new TalkamieSocket({ url, token: () => "good", WebSocket, reconnect: { first: 5, most: 20 }, answerWithin: 10_000, ...options });
  open.push(made);
  return made;
};
const states = (socket: TalkamieSocket) => {
  const seen: SocketState[] = [];
  socket.onState((state) => seen.push(state));
  return seen;
};
const becomes = (socket: TalkamieSocket, wanted: SocketState) =>
  new Promise<Error | undefined>((resolve) => {
    const stop = socket.onState((state, error) => {
      if (state !== wanted) return;
      stop();
      resolve(error);
    });
  });
const peer = () => [...server.clients][0]!;

before(async () => {
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (one) =>
    one.on("message", (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      heard.push(frame);
      answer(one, frame);
    }),
  );
  await once(server, "listening");
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  heard.length = 0;
});
after(() => {
  for (const one of server.clients) one.terminate();
  server.close();
});

test("it says who speaks, and answers come to those who asked, in order", async () => {
  answer = door((peer, frame) => done(peer, frame, { chat: { id: frame["chatId"] }, message: { id: "1", text: (frame["message"] as { text: string }).text } }));
  const one = socket();
  assert.deepEqual(await one.connect(), USER);
  assert.deepEqual(heard, [{ action: "authenticate", token: "good" }]);
  const texts = ["a", "b", "c"];
  const answers = await Promise.all(texts.map((text) => one.ask("chat.message.send", { chatId: "x", message: { text } })));
  assert.deepEqual(answers.map(({ data }) => data.message.text), texts);
});

test("a push of the same name is no answer", async () => {
  answer = door((peer, frame) => {
    say(peer, { action: frame.action, success: true, data: { chat: { id: "pushed" }, messagesMap: {} } });
    done(peer, frame, { chat: { id: "answered" }, messagesMap: {} });
  });
  const one = socket();
  await one.connect();
  const pushed = one.next("chat.messages.update");
  const asked = await one.ask("chat.messages.update", { chatId: "x", messagesMap: {} });
  assert.equal(asked.data.chat.id, "answered");
  assert.equal((await pushed).chat.id, "pushed");
});

test("a refusal is an error with its code, and the connection goes on", async () => {
  answer = door((peer, frame) => (frame.action === "chat.messages.get" ? refuse(peer, frame, 404, "chat/not-found") : done(peer, frame)));
  const one = socket();
  await one.connect();
  await assert.rejects(one.ask("chat.messages.get", { chatId: "x" }), (error) => error instanceof TalkamieError && error.code === "chat/not-found" && error.status === 404);
  await one.ask("ping", {});
  assert.equal(one.state, "open");
});

test("listeners hear what is pushed until they stop", async () => {
  answer = door();
  const one = socket();
  await one.connect();
  const names: (string | undefined)[] = [];
  const stop = one.on("user.update", ({ user }) => names.push(user.name));
  const push = (name: string) => say(peer(), { action: "user.update", success: true, data: { user: { id: USER.id, name } } });
  push("Ann");
  say(peer(), { action: "something.newer", success: true, data: {} });
  await one.next("user.update", ({ user }) => user.name === "Ann");
  stop();
  push("Anne");
  await one.next("user.update", ({ user }) => user.name === "Anne");
  assert.deepEqual(names, ["Ann"]);
});

test("after a drop it comes back, and says again who speaks", async () => {
  answer = door();
  const one = socket();
  await one.connect();
  const seen = states(one);
  const back = becomes(one, "open");
  peer().terminate();
  await back;
  assert.deepEqual(seen, ["connecting", "open"]);
  assert.equal(heard.filter(({ action }) => action === "authenticate").length, 2);
  await one.ask("ping", {});
});

test("what was asked before a drop is not known to be done; what is asked meanwhile waits", async () => {
  answer = door((one, frame) => (frame.action === "support.message.send" ? one.terminate() : done(one, frame)));
  const one = socket();
  await one.connect();
  const lost = one.ask("support.message.send", { message: { text: "Hello?" } });
  await assert.rejects(lost, ConnectionLost);
  assert.equal(one.state, "connecting");
  await one.ask("ping", {});
});

test("a token of no use is refreshed once, and then it is over", async () => {
  answer = door();
  let token = "old";
  const fresh = socket({ token: () => token, refresh: async () => ((token = "good"), true) });
  assert.deepEqual(await fresh.connect(), USER);
  let asked = 0;
  const hopeless = socket({ token: () => "old", refresh: async () => ((asked += 1), true) });
  await assert.rejects(hopeless.connect(), (error) => error instanceof TalkamieError && error.code === "auth/invalid");
  assert.equal(asked, 1);
  assert.equal(hopeless.state, "closed");
  await assert.rejects(hopeless.ask("ping", {}), ConnectionLost);
});

test("who is turned away without a word stays away", async () => {
  answer = (peer) => peer.close(1008);
  await assert.rejects(socket().connect(), (error) => error instanceof ConnectionLost && error.closeCode === 1008);
});

test("without a WebSocket, or with an address that is none, it says so", async () => {
  const { WebSocket } = globalThis;
  Reflect.deleteProperty(globalThis, "WebSocket");
  const bare = new TalkamieSocket({ url: "ws://127.0.0.1:9", token: () => "good" });
  await assert.rejects(bare.connect(), /hand one in/);
  if (WebSocket) Object.assign(globalThis, { WebSocket });
  await assert.rejects(socket({ url: "nowhere" }).connect(), SyntaxError);
});

test("when the session ends it stays closed", async () => {
  answer = door();
  const one = socket();
  await one.connect();
  const over = becomes(one, "closed");
  peer().close(4001, "the session ended");
  const error = await over;
  assert.ok(error instanceof ConnectionLost && error.closeCode === 4001);
});

test("it keeps the connection alive, and gives up one that is silent", async () => {
  let silent = false;
  answer = door((peer, frame) => void (silent || done(peer, frame)));
  const one = socket({ pingEvery: 20, answerWithin: 500 });
  await one.connect();
  while (heard.filter(({ action }) => action === "ping").length < 3) await one.ask("ping", {});
  const gone = becomes(one, "connecting");
  silent = true;
  await gone;
  silent = false;
  await becomes(one, "open");
});

test("closed is closed", async () => {
  answer = door();
  const one = socket();
  await one.connect();
  const seen = states(one);
  one.close();
  assert.deepEqual(seen, ["closed"]);
  await assert.rejects(one.ask("ping", {}), ConnectionLost);
  assert.deepEqual(await one.connect(), USER, "and can be opened anew");
});

test("without a server it tries on, and stops when it is told to", async () => {
  const one = socket({ url: "ws://127.0.0.1:9/v1/wss" });
  const connecting = one.connect();
  setTimeout(() => one.close(), 60);
  await assert.rejects(connecting, ConnectionLost);
});
