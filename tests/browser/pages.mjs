// Every kind of page of a built site, as its readers meet it: at three widths, light and dark, from a host and from
// file://, by keyboard, and without JavaScript. Run with
//   NODE_PATH=… node tests/browser/pages.mjs SITE [PICTURES]
// Leaves a picture of each page in each width and each light in a folder PICTURES. Ends in 1 when something is not as
// it should be.
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { check, end, faults, follow, launch, require, serve } from "./browser.mjs";

const root = resolve(process.argv[2]);
const pictures = process.argv[3] && resolve(process.argv[3]);
if (pictures) mkdirSync(pictures, { recursive: true });
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [1440, 820, 390];

/** The pages at the root but one for all parts of a list, and of each folder the largest. */
const html = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith(".html")).map((name) => join(folder, name));
const largest = (pages) => pages.sort((a, b) => statSync(join(root, b)).size - statSync(join(root, a)).size).slice(0, 1);
const whole = html(".").filter((page) => !page.includes("-"));
const part = largest(html(".").filter((page) => page.includes("-")));
const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
/** Pages of a kind that is not the largest of its folder: passages of a text, two texts beside each other. */
const kinds = ['class="notice"', 'class="pair"'].map((sign) => html("articles").find((path) => readFileSync(join(root, path), "utf8").includes(sign)));
const pages = [...whole, ...part, ...folders.flatMap((folder) => largest(html(folder))), ...kinds.filter(Boolean)];
const article = largest(html("articles"))[0];
check("there are pages to look at", pages.length > 12, true);

const browser = await launch();
const host = await serve(root);

/** A tab that tells of errors, of what its policy refuses, and of requests to elsewhere. */
async function open(context, base, path) {
  const tab = await context.newPage();
  const say = (what) => tab.deaf || faults.push(`${base.split(":")[0]} ${path}: ${what}`);
  tab.on("pageerror", (error) => say(error.message));
  // That a page is not there is what the page for it is about.
  tab.on("console", (message) => { if (message.type() === "error" && !/status of 404/.test(message.text())) say(message.text()); });
  tab.on("request", (request) => { if (!request.url().startsWith(base) && !request.url().startsWith("data:")) say(`asks for ${request.url()}`); });
  await tab.goto(base + (path === "404.html" ? "not/there.html" : path));
  await tab.evaluate(() => document.fonts.ready);
  return tab;
}

/** What is wider than the window, how many notes lie on others, how many words of pictures are too small to be read, and how many days stand one word a line. */
const layout = () => {
  const boxes = [...document.querySelectorAll(".note")].filter((note) => note.offsetParent && !note.parentElement.closest(".note")).map((note) => note.getBoundingClientRect());
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const size = (words) => words.getScreenCTM().a * parseFloat(getComputedStyle(words).fontSize);
  const words = [...document.querySelectorAll("svg text")].filter((words) => words.getClientRects().length && words.textContent.trim());
  const days = [...document.querySelectorAll(".ledger time")].filter((day) => day.getClientRects().length > 2);
  return { days: days.length, small: words.filter((words) => size(words) < 10).length, wider: Math.max(0, document.documentElement.scrollWidth - innerWidth), overlaps: boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => over(a, b))).length };
};
const sound = { days: 0, small: 0, wider: 0, overlaps: 0 };
const settled = (tab) => tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))));

/** Each page in each width and each light. */
async function look() {
  const context = await browser.newContext();
  for (const path of pages) {
    const tab = await open(context, host.base, path);
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: width < 500 ? 844 : 1000 });
      await settled(tab);
      check(`${path} at ${width}`, await tab.evaluate(layout), sound);
    }
    tab.deaf = true; // what axe does is not the page's
    await tab.evaluate(axe);
    for (const width of WIDTHS) for (const colorScheme of ["light", "dark"]) {
      await tab.setViewportSize({ width, height: width < 500 ? 844 : 1000 });
      await tab.emulateMedia({ colorScheme });
      await settled(tab);
      const found = await tab.evaluate((values) => axe.run(document, { preload: false, resultTypes: ["violations"], runOnly: { type: "tag", values } }), RULES);
      for (const { id, nodes } of found.violations) faults.push(`${path} at ${width}, ${colorScheme}: ${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
      if (pictures) await tab.screenshot({ path: join(pictures, `${path.replaceAll("/", "-").replace(/\.html$/, "")}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await tab.close();
  }
  await context.close();
}

/** From a folder there is no host, and no page for what is not there. */
async function fromFolder() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  for (const path of pages.filter((path) => path !== "404.html")) {
    const tab = await open(context, `${pathToFileURL(root)}/`, path);
    await settled(tab);
    check(`file ${path}`, await tab.evaluate(layout), sound);
    check(`file ${path} has its fonts`, await tab.evaluate(() => document.fonts.check("1em " + getComputedStyle(document.body).fontFamily)), true);
    await tab.close();
  }
  await context.close();
}

/** By keyboard: over the head of the page to the text, from note to note, and to a note and back. */
async function keyboard() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  const tab = await open(context, host.base, article);
  const focused = (attribute) => tab.evaluate((attribute) => document.activeElement.getAttribute(attribute), attribute);
  await tab.keyboard.press("Tab");
  check("the first stop", await focused("href"), "#main");
  await tab.keyboard.press("Enter");
  check("after the skip link", await focused("id"), "main");
  const refs = await tab.locator(".ref").evaluateAll((refs) => refs.map((ref) => ref.id));
  check("there are notes", refs.length > 2, true);
  for (const [key, at] of [["j", 0], ["j", 1], ["k", 0]]) {
    await tab.keyboard.press(key);
    check(`focus after ${key}`, await focused("id"), refs[at]);
  }
  await tab.keyboard.press("Enter");
  check("the note of a reference", await tab.evaluate(() => document.querySelector(":target")?.id), refs[0].replace("r-", "n-"));
  await tab.locator(`#${refs[0].replace("r-", "n-")} .back`).press("Enter");
  check("back in the text", await tab.evaluate(() => document.querySelector(":target")?.id), refs[0]);
  await tab.keyboard.press("?");
  check("help", await tab.evaluate(() => document.querySelector("dialog").open), true);
  await context.close();
}

/** Without JavaScript all is there: open notes, every link, and nothing that only a script could do. */
async function withoutScripts() {
  for (const width of WIDTHS) {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 1000 } });
    const tab = await context.newPage();
    await tab.goto(host.base + article);
    const notes = tab.locator(".note:not(.note .note) .says");
    check(`notes at ${width}`, (await notes.count()) > 2, true);
    for (const note of await notes.all()) check(`a note at ${width} shows`, await note.isVisible(), true);
    for (const button of await tab.locator(".js-only").all()) check(`a button at ${width} shows`, await button.isVisible(), false);
    await follow(tab, tab.locator(".nav a").first());
    check("a link leads on", await tab.locator("h1").count(), 1);
    await tab.goto(`${host.base}search.html`);
    check("search says what it needs", (await tab.locator("noscript a").count()) > 0, true);
    await context.close();
  }
}

for (const [name, run] of Object.entries({ look, fromFolder, keyboard, withoutScripts })) {
  const start = Date.now();
  await run();
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
await browser.close();
host.close();
end(`${pages.length} pages are as they should be`);
