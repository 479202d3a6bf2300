// Looks at the documentation as a visitor does, in Chromium: the first page leads everywhere; every group of operations is
// there, in each document; a demo token is one button away, and "Try it out" works with it; guide and errors have their pages, and
// coins can be bought on one.
// Nothing is loaded from elsewhere, nothing complains, and axe finds nothing serious, by day and by night, wide and narrow.
//
//   node tests/browser/docs.mjs BASE FOLDER [TOKEN]
//
// BASE is a running server with the demo people, FOLDER takes the screenshots.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const tools = createRequire(new URL("../tools/package.json", import.meta.url));
const { chromium } = tools("playwright-core");
const axe = await readFile(tools.resolve("axe-core/axe.min.js"), "utf8");

const [base, folder, given] = process.argv.slice(2);
assert(folder, "usage: node tests/browser/docs.mjs BASE FOLDER [TOKEN]");
const json = async (path, options) => (await fetch(new URL(path, base), options)).json();

const demo = { email: "ann.lee@demo.talkamie.example", password: "demo-password-1" };
const signedIn = given
  ? undefined
  : await json("/v1/auth/sign-in", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(demo) });
const token = given ?? signedIn.data?.tokens.access;
assert(token, `no token: ${JSON.stringify(signedIn)}`);
const me = (await json("/v1/auth", { headers: { authorization: `Bearer ${token}` } })).data;
const name = me.user?.name ?? me.name;
assert(name, "the token belongs to nobody");

await mkdir(folder, { recursive: true });
const profile = await mkdtemp(join(tmpdir(), "talkamie-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  viewport: { width: 1280, height: 1000 },
});
const [complaints, findings] = [[], []];
try {
  const page = browser.pages()[0] ?? (await browser.newPage());
  page.setDefaultTimeout(60_000);
  page.on("console", (message) => message.type() === "error" && complaints.push(`console: ${message.text()} ${message.location().url}`));
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => response.status() >= 400 && complaints.push(`${response.status()}: ${response.url()}`));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && origin !== new URL(base).origin) complaints.push(`elsewhere: ${request.url()}`);
  });
  const overflow = () => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
  const shot = (file, fullPage = false) => page.screenshot({ path: join(folder, `${file}.png`), fullPage });

  let looks = 0;
  /** What axe finds on the page as it is, by day and by night. */
  const accessible = async (name) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // Swagger UI looks at the system's wish only when it starts.
      await page.evaluate((dark) => document.documentElement.classList.toggle("dark-mode", dark), colorScheme === "dark");
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      for (const { id, impact, help, nodes } of found.violations) {
        const line = `${name}, ${colorScheme}: ${impact} ${id}: ${help}\n` + nodes.slice(0, 4).map((node) => `    ${node.target} ${node.failureSummary.replaceAll("\n", " ")}\n    ${node.html.slice(0, 200)}`).join("\n");
        if (["serious", "critical"].includes(impact)) findings.push(line);
        else console.log(`note: ${line}`);
      }
      looks += 1;
      await shot(`${name}-${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.evaluate(() => document.documentElement.classList.remove("dark-mode"));
  };

  /** All groups that the document has operations in are shown, in the document's order. */
  const shows = async (address) => {
    const document = await json(address);
    const title = document.info.title;
    await page.locator(".info .title", { hasText: title }).waitFor();
    const used = new Set(Object.values(document.paths).flatMap((item) => Object.values(item).flatMap((operation) => operation.tags ?? [])));
    const tags = document.tags.map((tag) => tag.name).filter((tag) => used.has(tag));
    assert.deepEqual([...used].sort(), [...tags].sort(), "operations have tags that the document does not describe");
    await page.waitForFunction((count) => document.querySelectorAll(".opblock-tag").length >= count, tags.length);
    const shown = await page.locator(".opblock-tag").evaluateAll((all) => all.map((tag) => tag.dataset.tag));
    assert.deepEqual(shown, tags, title);
    assert.equal(await page.locator(".errors-wrapper").count(), 0, `${title}: Swagger UI reports errors`);
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item)).length;
    console.log(`${title}: ${tags.length} groups, ${operations} operations`);
    return document;
  };

  const began = performance.now();
  let steps = 1;
  await page.goto(new URL("/", base).href);
  await page.locator("h1").waitFor();
  await accessible("home");
  await page.setViewportSize({ width: 390, height: 844 });
  await accessible("home-narrow");
  assert.equal(await overflow(), 0, "the home page is wider than a narrow window");
  await page.setViewportSize({ width: 1280, height: 1000 });

  await page.locator("a.go").click();
  steps += 1;
  const menu = page.locator("#select");
  await menu.waitFor();
  const choices = await menu.locator("option").evaluateAll((all) => all.map((option) => option.value));
  assert.equal(choices.length, 3, "three documents in the menu");
  const [talkamie, ...others] = choices;
  await shows(talkamie);
  await shot("talkamie");
  for (const [index, address] of others.entries()) {
    await menu.selectOption(address);
    await shows(address);
    await shot(`other-${index + 1}`);
  }
  const execute = async (operation) => {
    const button = operation.locator("button.execute");
    if (!(await button.isVisible())) await operation.locator("button.try-out__btn").click();
    await button.click();
    return operation.locator(".live-responses-table .response");
  };
  if (!given) {
    // The project is filled in, and the token is one for it.
    const replyke = others.find((address) => address.includes("replyke"));
    await menu.selectOption(replyke);
    await shows(replyke);
    const said = page.locator("#visit-said");
    await page.locator("#visit button").first().click();
    await said.filter({ hasText: "Signed in" }).waitFor();
    const list = page.locator("#operations-connections-getConnections");
    await list.locator(".opblock-summary-control").click();
    const answer = await execute(list);
    await answer.locator(".response-col_status", { hasText: "200" }).waitFor();
    await list.scrollIntoViewIfNeeded();
    await shot("replyke-tried-out");
    console.log("Replyke's connections: 200");
    const symphony = others.find((address) => address.includes("symphony"));
    await menu.selectOption(symphony);
    await shows(symphony);
    await page.locator("#visit button").first().click();
    await said.filter({ hasText: "a key of your own" }).waitFor();
  }
  await menu.selectOption(talkamie);
  const document = await shows(talkamie);

  if (given) {
    await page.locator(".auth-wrapper .authorize").first().click();
    await page.locator(".modal-ux input").fill(token);
    await shot("authorize");
    await page.locator(".modal-ux .authorize").click();
    await page.locator(".modal-ux .btn-done").click();
  } else {
    await page.locator("#visit button").first().click();
    steps += 1;
    await page.locator("#visit-said", { hasText: "Signed in" }).waitFor();
    await page.locator(".auth-wrapper .authorize").first().click();
    await accessible("authorize");
    await page.locator(".modal-ux .btn-done").click();
  }

  const open = async (id) => {
    const [tag] = Object.values(document.paths).flatMap((item) => Object.values(item)).find((one) => one.operationId === id).tags;
    const operation = page.locator(`#operations-${tag}-${id}`);
    await operation.locator(".opblock-summary-control").click();
    await operation.locator(".responses-table").waitFor();
    return operation;
  };
  // Alerts lead to people, chats and schedules, and those back to people.
  await (await open("getAlerts")).locator(".opblock-summary-control").click();
  const operation = await open("getUserByToken");
  steps += 1;
  const answer = await execute(operation);
  steps += 1;
  await answer.locator(".response-col_status", { hasText: "200" }).waitFor();
  await answer.getByText(name).first().waitFor();
  assert.deepEqual(await page.locator(".errors-wrapper").allInnerTexts(), [], "Swagger UI reports errors");
  await operation.scrollIntoViewIfNeeded();
  await shot("tried-out");
  await operation.screenshot({ path: join(folder, "operation.png") });
  console.log(`get user by token: 200, ${name}; ${steps} steps from opening the first page, ${((performance.now() - began) / 1000).toFixed(1)} s with the checks between`);
  // A body with its fields, and models.
  await open("updateUser");
  await accessible("operation");
  await page.reload();
  await page.locator(".auth-wrapper .authorize.locked").first().waitFor();
  console.log("a reload keeps the token");

  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => window.scrollTo(0, 0));
  await accessible("talkamie-narrow");
  const again = page.locator("#operations-auth-getUserByToken");
  await again.scrollIntoViewIfNeeded();
  await shot("operation-narrow");
  assert.equal(await overflow(), 0, "the reference is wider than a narrow window");

  const error = await page.goto(new URL("/docs/errors/connection/not-found", base).href);
  assert.equal(error.status(), 200);
  await page.locator("h1", { hasText: "connection/not-found" }).waitFor();
  await accessible("error-narrow");
  await page.setViewportSize({ width: 1280, height: 1000 });
  await shot("error");
  await page.locator('main a[href="/docs/errors/"]').click();
  const codes = await page.locator("td code").count();
  assert(codes > 20, `${codes} error codes are listed`);
  await accessible("errors");
  console.log(`error pages: connection/not-found, and the list of ${codes}`);

  for (const path of ["/docs/wss", "/docs/wss/try"]) {
    await page.goto(new URL(path, base).href);
    await page.locator("h1").first().waitFor();
    await accessible(path.slice(6).replace("/", "-"));
  }

  await page.goto(new URL("/docs/guide/", base).href);
  const guide = await page.locator("main ol a").evaluateAll((all) => all.map((link) => link.href));
  await accessible("guide");
  for (const address of guide) {
    const slug = new URL(address).pathname.split("/").pop();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(address);
    await accessible(`guide-${slug}-narrow`);
    assert.equal(await overflow(), 0, `${slug} is wider than a narrow window`);
    await page.setViewportSize({ width: 1280, height: 1000 });
    await shot(`guide-${slug}`, true);
  }
  console.log(`guide: ${guide.length} pages`);

  const bought = await json("/v1/web/finance/top-up/session", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ coins: 500 }),
  });
  const checkout = bought.data?.session?.url;
  assert(checkout, `no checkout page: ${JSON.stringify(bought)}`);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(checkout);
  await accessible("checkout-narrow");
  assert.equal(await overflow(), 0, "the checkout page is wider than a narrow window");
  await page.setViewportSize({ width: 1280, height: 1000 });
  // Not by a click: who has paid is sent on to the web app, which is not here.
  const pay = await page.locator("form", { hasText: "Pay $" }).evaluate((form) => form.action);
  const paid = await fetch(pay, { method: "POST", redirect: "manual" });
  assert.equal(paid.status, 303);
  await page.goto(checkout);
  await page.locator("h1", { hasText: "Paid" }).waitFor();
  await accessible("checkout-paid");
  console.log("checkout: paid, and said so");

  console.log(`axe: ${looks} looks, ${findings.length} serious findings`);

  assert.deepEqual(findings.map((finding) => `\n${finding}`).join("\n"), "");
  assert.deepEqual(complaints, []);
} catch (failure) {
  await browser.pages()[0]?.screenshot({ path: join(folder, "failure.png") }).catch(() => {});
  if (complaints.length || findings.length) console.error([...complaints, ...findings].join("\n"));
  throw failure;
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
