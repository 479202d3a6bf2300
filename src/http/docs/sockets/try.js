// Tries the WebSocket: signs in over HTTP, connects, says actions and shows what is said. The token stays in this page's memory.
import { Call } from "/docs/wss/call.js";

const find = (id) => document.getElementById(id);
const [signIn, connect, write, action] = ["sign-in", "connect", "write", "action"].map(find);
const [chatMenu, conversation, log, frame] = ["chat", "conversation", "log", "frame"].map(find);
const say = (id, words) => { find(id).textContent = words; };
const LOGGED_MAX = 200;

let token, me, socket, dialect = "dotted";
const messages = new Map();
// Both names of every action, and what clients may say.
const dotted = new Map(), older = new Map(), requests = new Map();

/* --- HTTP --- */

async function http(path, options = {}) {
  const headers = { ...(options.body && { "content-type": "application/json" }), ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(path, { ...options, headers });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? body.title ?? response.statusText);
  return body.data;
}

const documented = fetch("/asyncapi.json").then((response) => response.json()).then((described) => {
  for (const { title, "x-older-name": name } of Object.values(described.operations)) {
    if (name) {
      older.set(title, name);
      // Two pushes share a name in the older dialect; the first is the one that is meant most.
      if (!dotted.has(name)) dotted.set(name, title);
    }
  }
  for (const [key, { title, action: side }] of Object.entries(described.operations)) {
    if (side !== "receive" || title === "authenticate") continue;
    const [example] = described.components.messages[`${key}Request`].examples;
    requests.set(title, example.payload);
    action.elements.name.add(new Option(title));
  }
  action.elements.name.value = "chat.message.send";
  prefill();
});

async function enter(email, password) {
  say("me", "Signing in…");
  try {
    const { user, tokens } = await http("/v1/auth/sign-in", { method: "POST", body: JSON.stringify({ email, password }) });
    token = tokens.access;
    me = user;
    say("me", `Signed in as ${user.name}.`);
    connect.querySelector("button").disabled = false;
    connect.querySelector("button").focus();
  } catch (error) {
    say("me", error.message);
  }
}

signIn.addEventListener("submit", (event) => {
  event.preventDefault();
  enter(signIn.elements.email.value, signIn.elements.password.value);
});
for (const button of document.querySelectorAll("button.visitor")) {
  button.addEventListener("click", () => enter(button.dataset.email, button.dataset.password));
}

/* --- the socket --- */

const waiting = [];
const named = (name) => (dialect === "hyphenated" && older.get(name)) || name;
const meant = (name) => (dialect === "hyphenated" && dotted.get(name)) || dotted.get(name) || name;

/** Says a frame as it is. */
function send(payload, text = JSON.stringify(payload)) {
  socket.send(text);
  note("out", payload.token ? { ...payload, token: "…" } : payload);
}

/** Says an action by its dotted name. */
const tell = (name, fields) => send({ action: named(name), ...fields });

/** Says an action and waits for its answer. Answers come in order, so the first that waits for a name gets it. */
function ask(name, fields) {
  return new Promise((answered, refused) => {
    waiting.push({ name, answered, refused });
    tell(name, fields);
  });
}

connect.addEventListener("submit", async (event) => {
  event.preventDefault();
  await documented;
  dialect = connect.elements.dialect.value;
  const address = new URL("/v1/wss", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  address.search = `?dialect=${dialect}`;
  say("state", "Connecting…");
  connect.querySelector("button").disabled = true;
  socket = new WebSocket(address);
  let beat;
  socket.addEventListener("open", async () => {
    try {
      me = (await ask("authenticate", { token })).data;
      say("state", `Connected, in the ${dialect} dialect.`);
      beat = setInterval(() => tell("ping"), 8 * 60 * 1000);
      enable(true);
      await chats();
    } catch (failure) {
      say("state", failure.error ?? failure.message);
    }
  });
  socket.addEventListener("message", ({ data }) => hear(JSON.parse(data)));
  socket.addEventListener("close", ({ code, reason }) => {
    clearInterval(beat);
    enable(false);
    call.over("No call.");
    for (const { refused } of waiting.splice(0)) refused(new Error("the connection closed"));
    say("state", `Closed: ${code}${reason && `, ${reason}`}.`);
    note("closed", { code, reason });
  });
});
find("disconnect").addEventListener("click", () => socket.close(1000));

function enable(open) {
  connect.querySelector("button").disabled = open;
  find("disconnect").disabled = !open;
  action.querySelector("button").disabled = !open;
  for (const part of [chatMenu, write.elements.text, write.querySelector("button")]) part.disabled = !open;
  call.enable(open);
}

function hear(said) {
  const push = said.success && said.statusCode === undefined;
  note(said.success ? (push ? "push" : "answer") : "failure", said);
  const name = meant(said.action);
  if (!push) {
    const at = waiting.findIndex((one) => one.name === name);
    if (at >= 0) {
      const [{ answered, refused }] = waiting.splice(at, 1);
      if (said.success) answered(said);
      else refused(said);
    }
  }
  if (!said.success) return;
  const { data } = said;
  if (name === "chat.message.new" || name === "chat.message.send") keep(data.chat.id, [data.message]);
  else if (name === "chat.messages.get") keep(data.chat.id, data.messages);
  else if (name === "chat.messages.update") keep(data.chat.id, Object.values(data.messagesMap));
  else if (name === "chats.update") for (const [chat, { messagesMap }] of Object.entries(data.chatsMap)) keep(chat, Object.values(messagesMap));
  else call.hear(name, data, push);
}

/* --- talking --- */

async function chats() {
  const list = await http("/v1/chats?pageSize=100");
  chatMenu.replaceChildren(...list.map(({ id, user, request }) => {
    const open = !request || request.status === "accepted";
    return new Option(`${user?.name ?? "somebody"}${open ? "" : ` (${request.status})`}`, id);
  }));
  if (list.length === 0) chatMenu.add(new Option("nobody yet", ""));
  await choose();
}

async function choose() {
  messages.clear();
  show();
  prefill();
  if (chatMenu.value) await ask("chat.messages.get", { chatId: chatMenu.value, pageSize: 20 }).catch(() => {});
}
chatMenu.addEventListener("change", choose);

/** Takes messages in; those of the other person are read now, and the server is told. */
function keep(chat, list) {
  if (chat !== chatMenu.value) return;
  for (const message of list) messages.set(message.id, { ...messages.get(message.id), ...message });
  show();
  const unread = list.filter(({ sender, delivery }) => sender && sender.id !== me.id && delivery?.status !== "read");
  if (unread.length > 0) {
    tell("chat.messages.update", { chatId: chat, messagesMap: Object.fromEntries(unread.map(({ id }) => [id, { status: "read" }])) });
  }
}

function show() {
  const all = [...messages.values()].sort((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : a.id < b.id ? -1 : 1));
  conversation.replaceChildren(...all.map(({ id, text, type, timestamp, sender, delivery }) => {
    const item = document.createElement("li");
    const own = sender?.id === me?.id;
    item.className = own ? "own" : "";
    item.dataset.id = id;
    item.append(text ?? `(${type})`);
    const facts = document.createElement("small");
    facts.textContent = [new Date(timestamp).toLocaleTimeString(), own && delivery?.status].filter(Boolean).join(" · ");
    item.append(facts);
    return item;
  }));
  conversation.scrollTop = conversation.scrollHeight;
}

write.addEventListener("submit", (event) => {
  event.preventDefault();
  const { text } = write.elements;
  ask("chat.message.send", { chatId: chatMenu.value, message: { text: text.value } }).then(() => { text.value = ""; }, () => {});
});

/* --- any action --- */

/** An example as the chosen chat, and this connection's dialect, would have it. */
function prefill() {
  const name = action.elements.name.value;
  const example = structuredClone(requests.get(name));
  if (!example) return;
  example.action = named(name);
  if (example.chatId && chatMenu.value) example.chatId = chatMenu.value;
  if (example.callId && call.id) example.callId = call.id;
  if (example.timestamp) example.timestamp = Date.now();
  frame.value = JSON.stringify(example, null, 2);
  say("frame-said", "");
  find("about").href = `/docs/wss#${name}`;
}
action.elements.name.addEventListener("change", prefill);
connect.elements.dialect.addEventListener("change", () => { dialect = connect.elements.dialect.value; prefill(); });
action.addEventListener("submit", (event) => {
  event.preventDefault();
  let payload;
  try {
    payload = JSON.parse(frame.value);
    say("frame-said", "");
  } catch (error) {
    // The server would say so too; whoever wants to see that sends it all the same.
    say("frame-said", `No JSON: ${error.message}`);
    payload = frame.value;
  }
  send(payload, frame.value);
});

/* --- the log --- */

const ARROWS = { out: "→ said", answer: "← answer", push: "← push", failure: "← failure", closed: "× closed" };

function note(kind, payload) {
  const item = document.createElement("li");
  item.dataset.kind = kind;
  item.dataset.action = payload.action ?? "";
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const part = (text, style = "") => {
    const span = document.createElement("span");
    span.textContent = text;
    span.className = style;
    summary.append(span);
  };
  part(new Date().toLocaleTimeString());
  part(ARROWS[kind], kind === "out" ? "out" : kind === "failure" || kind === "closed" ? "bad" : "in");
  part(kind === "closed" ? `${payload.code} ${payload.reason}` : (payload.action ?? "(no action)"));
  if (kind === "failure") part(`${payload.statusCode} ${payload.error}`, "bad");
  const whole = document.createElement("pre");
  whole.tabIndex = 0;
  whole.textContent = typeof payload === "string" ? payload : JSON.stringify(payload, null, 2);
  details.append(summary, whole);
  item.append(details);
  if (kind === "failure") {
    const link = document.createElement("a");
    link.href = payload.type;
    link.textContent = payload.code;
    item.append(link);
    const mistakes = document.createElement("ul");
    for (const { pointer, detail } of payload.errors ?? []) {
      const mistake = document.createElement("li");
      mistake.textContent = `${pointer || "the frame"}: ${detail}`;
      mistakes.append(mistake);
    }
    if (mistakes.childElementCount > 0) item.append(mistakes);
  }
  log.prepend(item);
  while (log.childElementCount > LOGGED_MAX) log.lastElementChild.remove();
}
find("clear").addEventListener("click", () => log.replaceChildren());

/* --- calls --- */

const call = new Call({ find, say, tell, ask, http, chat: () => chatMenu.value });
