// Drives the Replyke v6 face with its published client, @replyke/core 6.0.4, bundled as a front end bundles it and run in
// Chromium, so with its cookies and the browser's rules for other origins. Only the address that it has built in is another.
//
//   node tests/clients/replyke_core.mjs BASE PROJECT
//
// BASE is a running server, PROJECT a tenant whose Replyke face is open. Prints one line a step and fails at the first that does
// not go as contract/replyke.md and docs/FACES.md say.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const { chromium } = createRequire(new URL("../tools/package.json", import.meta.url))("playwright-core");
const [base, project] = process.argv.slice(2);
assert(project, "usage: node tests/clients/replyke_core.mjs BASE PROJECT");
const BUILT_IN = "https://api.replyke.com/api/v6";
const PASSWORD = "correct horse battery";

const bundled = await build({
  entryPoints: [fileURLToPath(new URL("replyke_app.mjs", import.meta.url))],
  bundle: true, write: false, format: "esm", define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error",
});
const [before, ...after] = bundled.outputFiles[0].text.split(BUILT_IN);
assert(after.length >= 2, "the client has its address where it had it");
const script = [before, ...after].join(new URL("/api/v6", base).href);

// A front end of its own origin: calls of the client are cross-origin, with credentials.
const front = createServer((request, response) => {
  const isScript = request.url === "/app.js";
  response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
  response.end(isScript ? script : '<!doctype html><link rel="icon" href="data:,"><div id="page"></div><script type="module" src="/app.js"></script>');
}).listen(0, "127.0.0.1");
await once(front, "listening");
const address = `http://127.0.0.1:${front.address().port}/?project=${project}`;

const launched = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

function check(what, seen, expected) {
  assert.deepEqual(seen, expected, what);
  console.log(`ok     ${what}: ${JSON.stringify(seen)}`);
}

/** Somebody at a browser of their own. */
class Person {
  static async of(name) {
    const person = new Person();
    person.name = name;
    person.email = `${name.toLowerCase()}.${Date.now()}@example.org`;
    person.context = await launched.newContext();
    person.page = await person.context.newPage();
    person.page.setDefaultTimeout(30_000);
    person.errors = [];
    person.page.on("pageerror", (error) => person.errors.push(error.message));
    // What the client asks of its vendor besides, which is not part of v6: the look of a project.
    await person.page.route("https://api.replyke.com/**", (route) => route.fulfill({ json: {}, headers: { "access-control-allow-origin": "*" } }));
    person.asked = [];
    person.page.on("response", (response) => {
      const { origin, pathname } = new URL(response.url());
      if (origin === new URL(base).origin && response.request().method() !== "OPTIONS") {
        person.asked.push(`${response.request().method()} ${pathname.replace("/api/v6", "").replace(`/${project}`, "")} ${response.status()}`);
      }
    });
    await person.page.goto(address);
    await person.until("the page is ready", (state) => state.ready);
    return person;
  }

  /** The answer of a hook that is a function, or of a function of a hook. */
  async does(hook, ...args) {
    const [name, inner] = hook.split(".");
    return this.page.evaluate(([name, inner, args]) => window.app.call(name, inner, ...args), [name, inner, args]);
  }

  async gets(hook, ...args) {
    const said = await this.does(hook, ...args);
    assert("answer" in said, `${this.name} ${hook}: ${JSON.stringify(said)}`);
    return said.answer;
  }

  state() {
    return this.page.evaluate(() => window.app.state());
  }

  /** Waits until the page shows something, and answers what it shows. */
  async until(what, holds) {
    for (let tries = 0; tries < 150; tries += 1) {
      const state = await this.state().catch(() => null);
      if (state && holds(state)) return state;
      await new Promise((done) => setTimeout(done, 100));
    }
    assert.fail(`${this.name}: never seen that ${what}: ${JSON.stringify(await this.state())}; asked: ${this.asked.slice(-10).join(", ")}`);
  }

  /** Waits until the watched connection is so, and nothing is under way. */
  async sees(status) {
    const state = await this.until(`the connection is ${status}`, ({ connection }) => connection?.status === status && !connection.busy);
    console.log(`ok     ${this.name} sees: ${status}`);
    return state;
  }

  async signsUp() {
    await this.gets("auth.signUpWithEmailAndPassword", { email: this.email, password: PASSWORD, name: this.name });
    const { user } = await this.until("they are signed in", (state) => state.signedIn && state.user);
    this.id = user.id;
    check(`${this.name} signed up`, [user.name, user.email], [this.name, this.email]);
  }

  async reloads() {
    await this.page.reload();
    return this.until("the page is ready again", (state) => state.ready);
  }
}

try {
  const ann = await Person.of("Ann");
  const ben = await Person.of("Ben");
  check("nobody is signed in at first", (await ann.state()).signedIn, false);
  await ann.signsUp();
  await ben.signsUp();
  check("signing up twice is refused", (await ben.does("auth.signUpWithEmailAndPassword", { email: ben.email, password: PASSWORD })).refused !== undefined, true);

  // The single calls.
  check("status", (await ann.gets("useFetchConnectionStatus", { userId: ben.id })).status, "none");
  const request = await ann.gets("useRequestConnection", { userId: ben.id, message: "Hello" });
  check("request", request.status, "pending");
  const { status, type, connectionId } = await ann.gets("useFetchConnectionStatus", { userId: ben.id });
  check("status", [status, type, connectionId], ["pending", "sent", request.id]);
  check("ask twice", (await ann.does("useRequestConnection", { userId: ben.id })).refused, 409);
  const [sent] = (await ann.gets("useFetchSentPendingConnections", {})).requests;
  check("sent", [sent.id, sent.message], [request.id, "Hello"]);
  const received = await ben.gets("useFetchReceivedPendingConnections", {});
  check("received", received.requests.map(({ id }) => id), [request.id]);

  // A 403 makes the client ask for a new token and repeat: the refusal stays one, and nobody is signed out by it.
  ann.asked.length = 0;
  check("accept one's own", (await ann.does("useAcceptConnection", { connectionId: request.id })).refused, 403);
  const accept = `${ann.asked.find((line) => line.includes("/accept"))?.split(" ")[0]} /connections/${request.id}/accept 403`;
  check("what was asked", ann.asked.filter((line) => !line.includes("app-notifications")), [accept, "POST /auth/request-new-access-token 200", accept]);
  check("still signed in", (await ann.state()).user?.id, ann.id);

  check("accept", (await ben.gets("useAcceptConnection", { connectionId: request.id })).status, "accepted");
  const listed = await ann.gets("useFetchConnections", {});
  check("list", [listed.connections.map(({ connectedUser }) => connectedUser.id), listed.pagination.totalCount], [[ben.id], 1]);
  check("list of somebody", (await ann.gets("useFetchConnectionsByUserId", { userId: ben.id })).connections.map(({ connectedUser }) => connectedUser.id), [ann.id]);
  check("count", (await ben.gets("useFetchConnectionsCount")).count, 1);
  check("count of somebody", (await ben.gets("useFetchConnectionsCountByUserId", { userId: ann.id })).count, 1);
  check("remove by user", (await ann.gets("useRemoveConnectionByUserId", { userId: ben.id })).action, "disconnect");
  const again = await ben.gets("useRequestConnection", { userId: ann.id });
  await ben.gets("useRemoveConnection", { connectionId: again.id });
  check("withdraw by id", (await ben.gets("useFetchConnectionStatus", { userId: ann.id })).status, "none");
  const third = await ben.gets("useRequestConnection", { userId: ann.id });
  check("decline", (await ann.gets("useDeclineConnection", { connectionId: third.id })).status, "declined");
  check("ask after a decline", (await ben.does("useRequestConnection", { userId: ann.id })).refused, 409);

  // The manager, which pages show buttons with.
  await ann.page.evaluate((id) => window.app.watch(id), ben.id);
  await ben.page.evaluate((id) => window.app.watch(id), ann.id);
  await ann.sees("declined-received");
  await ben.sees("declined-sent");
  await ann.gets("manager.sendConnectionRequest", "Let us try again");
  await ann.sees("pending-sent");
  await ann.gets("manager.withdrawConnectionRequest");
  await ann.sees("none");
  await ann.gets("manager.sendConnectionRequest");
  await ben.gets("manager.refreshConnectionStatus");
  await ben.sees("pending-received");
  await ben.gets("manager.acceptConnectionRequest");
  await ben.sees("connected");
  await ann.gets("manager.refreshConnectionStatus");
  await ann.sees("connected");
  await ann.gets("manager.disconnectUser");
  await ann.sees("none");

  // Notifications: counted, read one by one and all.
  // The page counts them when it opens.
  const opened = await ben.reloads();
  check("signed in after a reload, by the cookie", [opened.signedIn, opened.user?.id], [true, ben.id]);
  const { notifications, unread } = await ben.until("all are there and counted", (state) => state.notifications.length > 0 && state.unread > 0);
  check("notifications", [notifications.map((one) => one.type), unread], [Array(3).fill("connection-request"), 3]);
  await ben.gets("notifications.markNotificationAsRead", notifications[0].id);
  await ben.until("one is read", (state) => state.unread === unread - 1);
  await ben.gets("notifications.markAllNotificationsAsRead");
  await ben.until("all are read", (state) => state.unread === 0);
  await ben.reloads();
  const anew = await ben.until("all are there anew", (state) => state.notifications.length === 3);
  check("all are read on the server too", [anew.notifications.map((one) => one.isRead), anew.unread], [[true, true, true], 0]);

  // Out and in.
  const { signedIn } = await ben.gets("auth.requestNewAccessToken").then(() => ben.state());
  check("a new token", signedIn, true);
  await ben.gets("auth.signOut");
  await ben.until("they are signed out", (state) => !state.signedIn && !state.user);
  check("signed out after a reload", (await ben.reloads()).signedIn, false);
  await ben.does("auth.signInWithEmailAndPassword", { email: ben.email, password: "wrong horse" });
  check("with a wrong password", (await ben.state()).signedIn, false);
  await ben.gets("auth.signInWithEmailAndPassword", { email: ben.email, password: PASSWORD });
  const back = await ben.until("they are signed in", (state) => state.signedIn && state.user);
  check("signed in", back.user.id, ben.id);

  for (const person of [ann, ben]) {
    check(`${person.name}'s page`, person.errors, []);
    const broken = person.asked.filter((line) => / 5\d\d$/.test(line) || (line.endsWith(" 404") && !line.includes("/connection")));
    check(`${person.name} asked for nothing that is not there`, broken, []);
  }
  console.log("@replyke/core and the server understand each other.");
} finally {
  await launched.close();
  front.close();
}
