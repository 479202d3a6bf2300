// Looks at the pages of the WebSocket as visitors do, in Chromium: every action has its place; two pages, each somebody else's
// and in another dialect, write to each other and call each other, with devices that Chromium makes up; mistakes are shown.
// Nothing is loaded from elsewhere, nothing complains, and nothing is wider than a narrow window.
//
//   node tests/browser/wss.mjs BASE FOLDER
//
// BASE is a running server of stage dev with the demo people, FOLDER takes the screenshots.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { chromium } = createRequire(new URL("../tools/package.json", import.meta.url))("playwright-core");

const [base, folder] = process.argv.slice(2);
assert(folder, "usage: node tests/browser/wss.mjs BASE FOLDER");
await mkdir(folder, { recursive: true });
const profile = await mkdtemp(join(tmpdir(), "talkamie-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--allow-loopback-in-peer-connection", "--autoplay-policy=no-user-gesture-required",
  ],
  viewport: { width: 1280, height: 1000 },
});
const complaints = [];
const watched = (page) => {
  page.setDefaultTimeout(30_000);
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(`console: ${message.text()} ${message.location().url}`));
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => response.status() >= 400 && complaints.push(`${response.status()}: ${response.url()}`));
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && host !== new URL(base).host) complaints.push(`elsewhere: ${request.url()}`);
  });
  return page;
};
/** By day and by night, wide and narrow. */
const shots = async (page, name) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const [size, width, height] of [["wide", 1280, 1000], ["narrow", 390, 844]]) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert(over <= 0, `${name}, ${size}: ${over} pixels wider than the window`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 1000 });
};

try {
  const described = await (await fetch(new URL("/asyncapi.json", base))).json();
  const names = [...new Set(Object.values(described.operations).map(({ title }) => title))];
  const reader = watched(browser.pages()[0] ?? (await browser.newPage()));
  await reader.goto(new URL("/docs/wss", base).href);
  const shown = await reader.locator("section.action h4").evaluateAll((all) => all.map((head) => head.id));
  assert.deepEqual(shown.sort(), names.sort(), "every action has its place");
  await reader.locator('.contents a[href="#chat.message.send"]').click();
  const section = reader.locator('section[aria-labelledby="chat.message.send"]');
  await section.locator("summary").first().click();
  await section.getByText("send-message").first().waitFor();
  await shots(reader, "wss");
  await reader.evaluate(() => window.scrollTo(0, 0));
  await shots(reader, "wss-top");
  await section.locator('a[href="/docs/errors/chat/not-writable"]').click();
  await reader.locator("h1", { hasText: "chat/not-writable" }).waitFor();
  console.log(`${described.info.title}: ${names.length} actions, each in its place`);

  const enter = async (page, visitor, dialect) => {
    await page.goto(new URL("/docs/wss/try", base).href);
    await page.locator("button.visitor", { hasText: visitor }).click();
    await page.locator("#me", { hasText: "Signed in as" }).waitFor();
    await page.locator('#connect [name="dialect"]').selectOption(dialect);
    await page.locator("#connect button", { hasText: "Connect" }).first().click();
    await page.locator("#state", { hasText: "Connected" }).waitFor();
    await page.locator('#log [data-kind="answer"]').nth(1).waitFor();
  };
  const ann = watched(await browser.newPage());
  const ben = watched(await browser.newPage());
  await enter(ann, "Ann Lee", "dotted");
  await enter(ben, "Ben Ortiz", "hyphenated");
  await ann.locator("#chat").selectOption({ label: "Ben Ortiz" });
  await ben.locator("#chat").selectOption({ label: "Ann Lee" });

  const write = async (from, to, text) => {
    await from.locator("#text").fill(text);
    await from.locator("#write button").click();
    await to.locator("#conversation li:not(.own)", { hasText: text }).waitFor();
    await from.locator("#conversation li.own", { hasText: text }).locator("small", { hasText: "read" }).waitFor();
  };
  // Of this run: on a server that was given they may have talked before.
  const run = Date.now();
  await write(ann, ben, `Good morning, Ben (${run})`);
  await write(ben, ann, `Good morning, Ann (${run})`);
  await ann.locator('#log [data-action="chat.message.new"][data-kind="push"]').waitFor();
  await ben.locator('#log [data-action="new-message"][data-kind="push"]').waitFor();
  console.log("two pages wrote to each other, each in its dialect, and saw that it was read");

  await ann.locator('#action [name="name"]').selectOption("chat.message.send");
  const frame = JSON.parse(await ann.locator("#frame").inputValue());
  assert.equal(frame.chatId, await ann.locator("#chat").inputValue(), "the example speaks of the chosen chat");
  await ann.locator("#frame").fill(JSON.stringify({ ...frame, chatId: 7, message: { text: "" } }));
  await ann.locator("#action button").click();
  const failure = ann.locator('#log [data-kind="failure"]').first();
  await failure.locator("ul li", { hasText: "/chatId" }).waitFor();
  await failure.locator("ul li", { hasText: "/message/text" }).waitFor();
  await failure.locator('a[href="/docs/errors/request/invalid"]').waitFor();
  await ann.locator("#frame").fill("{");
  await ann.locator("#action button").click();
  await ann.locator("#frame-said", { hasText: "No JSON" }).waitFor();
  await ann.locator('#log a[href="/docs/errors/body/malformed"]').waitFor();
  await shots(ann, "wss-try");
  console.log("what is wrong with a frame is shown by its pointers");

  if (!names.includes("call-user")) {
    console.log("skipped: this server has no calls");
  } else {
    await ann.locator("#call-video").click();
    await ben.locator("#call-state", { hasText: "Ann Lee calls" }).waitFor();
    await ben.locator("#call-accept").click();
    for (const page of [ann, ben]) {
      await page.locator("#call-state", { hasText: "You talk" }).waitFor();
      await page.waitForFunction(() => { const { videoWidth, currentTime } = document.getElementById("theirs"); return videoWidth > 0 && currentTime > 0; });
    }
    await ann.locator("#pictures").scrollIntoViewIfNeeded();
    await shots(ann, "wss-call");
    await ben.locator("#call-end").click();
    await ann.locator("#call-state", { hasText: "over" }).waitFor();
    await ann.locator("#call-audio").click();
    await ben.locator("#call-reject").click();
    await ann.locator("#call-state", { hasText: "do not want" }).waitFor();
    console.log("two pages saw each other in a call, hung up, and one turned a call down");
  }
  await ann.locator("#disconnect").click();
  await ann.locator("#state", { hasText: "Closed: 1000" }).waitFor();
  assert.deepEqual(complaints, []);
} catch (failure) {
  for (const [index, page] of browser.pages().entries()) await page.screenshot({ path: join(folder, `wss-failure-${index}.png`), fullPage: true }).catch(() => {});
  if (complaints.length) console.error(complaints.join("\n"));
  throw failure;
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
