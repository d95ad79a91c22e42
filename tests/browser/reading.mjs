// Reading in a browser: a made page on which everything happens at once, and every link of a built site. Run with
//   NODE_PATH=… node tests/browser/reading.mjs SITE [target/debug/variorum]
// Ends in 1 when something is not as it should be.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { check, end, faults, follow, launch, require, serve } from "./browser.mjs";

const kinds = ["key", "evidence", "question", "doubt", "context", "wording", "gloss", "todo", "figure", "own kind"];
const marked = (quote, note, kind, reader) => `  - {quote: "${quote}", kind: ${kind}, reader: ${reader}, note: "${note}"}`;
const filling = Array.from({ length: 9 }, (_, n) => `Filling paragraph ${n} keeps the page going, as such paragraphs do, and names Placeholder Town.`).join("\n\n");
const torture = `---
title: A page on which everything happens
published: 2017-10-12
entities: [{name: Placeholder Town, kind: place}]
highlights:
${kinds.map((kind, n) => marked(`mark${n}`, `Note ${n} on one line, long enough for two or three lines of a margin.`, kind, "ABC"[n % 3])).join("\n")}
${marked("A heading with a note", "On a heading.", "question", "A")}
${marked("cell with a note", "On a cell.", "doubt", "B")}
${marked("item with a note", "On an item.", "key", "A")}
${marked("let answer = 42", "On code.", "gloss", "B")}
${marked("outer words around inner words and more", "Outer.", "evidence", "A")}
${marked("inner words", "Inner.", "wording", "B")}
${marked("an overlap begins and the middle", "Left half.", "context", "A")}
${marked("the middle goes on to the end", "Right half.", "question", "B")}
${marked("It begins in one paragraph. It ends in the next", "Over a border.", "key", "A")}
${marked("a very long note", "Longer than its page. ".repeat(160), "context", "A")}
${marked("after the long one", "It follows.", "key", "B")}
${marked("not in the text", "It has no place.", "todo", "B")}
${marked("كلمات من اليمين", "From right to left.", "gloss", "A")}
  - {note: On the whole., reader: A, replies: [{reader: B, note: An answer.}]}
---
The line has ${kinds.map((_, n) => `mark${n}`).join(" ")} in Placeholder Town.

## A heading with a note

Here are outer words around inner words and more, and an overlap begins and the middle goes on to the end.

| first | second |
|---|---|
| plain | cell with a note |

- an item
- an item with a note

\`\`\`rust
let answer = 42;
\`\`\`

It begins in one paragraph.

It ends in the next one. It has a very long note.

And after the long one there is text.

> A quotation, then كلمات من اليمين إلى اليسار in it.

${filling}
`;
const letter = `---
title: A letter
language: en
highlights:
${marked("five ships", "The original.", "figure", "A")}
---
# A letter

There were five ships.[^1]

## The night

They left.

## The morning

Nobody saw them. So it was said.

[^1]: Or six.

    So said another.

    > Seven.
`;
const reprinted = `---
title: A letter, reprinted
language: en
version_of: letter
---
There were six ships.[^1]

## The night

## The morning

Nobody saw them. So it was said.

${letter.slice(letter.indexOf("[^1]:"))}`;
const translated = `---
title: رسالة
language: ar
translation_of: letter
highlights:
${marked("خمس سفن", "الترجمة.", "wording", "B")}
---
كانت هناك خمس سفن.

## الليل

غادرت.

## الصباح

لم يرها أحد.

هكذا قيل.
`;
const pictured = `---
title: Pictures
highlights: [its last words]
---
${Array.from({ length: 40 }, (_, n) => `Before picture ${n}.\n\n![A wall](wall.bmp "The wall")`).join("\n\n")}

These are its last words, below all of them.
`;
/** A black picture of two colours. */
function bitmap(width, height) {
  const head = 62, bytes = Buffer.alloc(head + Math.ceil(width / 32) * 4 * height);
  bytes.write("BM");
  for (const [at, value] of [[2, bytes.length], [10, head], [14, 40], [18, width], [22, height], [26, 1 | 1 << 16]]) bytes.writeUInt32LE(value, at);
  return bytes;
}
const site = resolve(process.argv[2]);
const root = mkdtempSync(join(tmpdir(), "variorum-reading-"));
const write = (path, text) => { mkdirSync(dirname(join(root, path)), { recursive: true }); writeFileSync(join(root, path), text); };
/** Builds the made page in a language and with a theme; returns its folder. */
function built(language, theme = "variorum") {
  const to = join(root, `${language}-${theme}`);
  write("variorum.yaml", `title: Made\nlanguage: ${language}\ntheme: ${theme}\nreaders: {A: First, B: Second, C: Third}\n`);
  write("content/articles/torture.md", torture);
  write("content/articles/letter.md", letter);
  write("content/articles/letter-2.md", reprinted);
  write("content/articles/letter-ar.md", translated);
  write("content/articles/pictures.md", pictured);
  write("content/articles/wall.bmp", bitmap(320, 240));
  for (let n = 0; n < 6; n++) write(`content/articles/other-${n}.md`, `---\ntitle: Other ${n}\npublished: ${2010 + n}\ntags: [${n % 2 ? "odd" : "even"}]\n---\nOther ${n}, in Placeholder Town.\n`);
  execFileSync(process.argv[3] ?? "target/debug/variorum", ["build", "--quiet", "--root", root, "--output-dir", to], { stdio: ["ignore", "ignore", "ignore"] });
  return to;
}
const english = built("en");
const browser = await launch();

/** A tab that tells of errors and of everything its policy refuses. */
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
  context.setDefaultTimeout(20_000);
  await context.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => console.error(`refused: ${event.violatedDirective}`)));
  const tab = await context.newPage();
  tab.on("pageerror", (error) => faults.push(`${path}: ${error.message}`));
  tab.on("console", (message) => { if (message.type() === "error") faults.push(`${path}: ${message.text()}`); });
  await tab.goto(pathToFileURL(path).href);
  await tab.evaluate(() => document.fonts.ready);
  await settled(tab);
  return tab;
}
const settled = (tab) => tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)))));
const page = join(english, "articles/torture.html");

/** Pairs of notes that lie on each other, notes that lie on the text, and what is wider than the window. */
const layout = () => {
  const shown = (element) => element.checkVisibility({ contentVisibilityAuto: true }) && element.getClientRects().length;
  const boxes = [...document.querySelectorAll(".leaf .note")].filter(shown).map((note) => note.getBoundingClientRect());
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const text = [...document.querySelectorAll(".passage>:not(.notes)")].map((block) => block.getBoundingClientRect());
  return {
    overlaps: boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => over(a, b))).length,
    onText: boxes.filter((a) => text.some((b) => over(a, b))).length,
    wider: Math.max(0, document.documentElement.scrollWidth - innerWidth),
  };
};
const sound = { overlaps: 0, onText: 0, wider: 0 };

async function notes() {
  const tab = await open(page);
  check("notes", await tab.locator(".leaf .note").count(), 22);
  for (const width of [1440, 1200, 1024, 820, 768, 767, 390, 320]) {
    await tab.setViewportSize({ width, height: 900 });
    await settled(tab);
    check(`notes at ${width}`, await tab.evaluate(layout), sound);
  }
  await tab.locator(".leaf .note summary").evaluateAll((heads) => heads.forEach((head) => (head.parentNode.open = true)));
  await settled(tab);
  check("open notes on a phone", await tab.evaluate(layout), sound);
  await tab.setViewportSize({ width: 1440, height: 1000 });
  await settled(tab);
  const beside = await tab.evaluate(() => ["mark0", "after the long one"].map((words) => {
    const mark = [...document.querySelectorAll("mark")].find((mark) => mark.textContent === words);
    const note = document.getElementById(`n-${mark.id}`);
    return Math.abs(mark.getBoundingClientRect().top - note.getBoundingClientRect().top);
  }));
  check("the first note is level with its mark", beside[0] < 40, true);
  check("later text waits for a long note", beside[1] < 1000, true);
  const apart = await tab.locator(".leaf .note .says").first().evaluate((says) => says.getBoundingClientRect().height % parseFloat(getComputedStyle(says).lineHeight));
  check("the lines of a note stand at one distance", apart < 3, true);
  await tab.locator("#ly-r1").uncheck();
  await settled(tab);
  check("notes of others stay", [await tab.locator('.leaf .note[data-by="1"]:visible').count(), await tab.locator('.leaf .note[data-by="2"]:visible').count() > 3], [0, true]);
  check("notes without one reader", await tab.evaluate(layout), sound);
  await tab.locator("#ly-hl").uncheck();
  check("no highlights", await tab.locator("mark.hl").first().evaluate((mark) => getComputedStyle(mark).display), "contents");
  await tab.context().close();
}

/** A link to a place below many pictures leads there, before any of them has come. */
async function pictures() {
  const tab = await open(join(english, "articles/pictures.html"), { reducedMotion: "reduce" });
  const id = await tab.locator("mark").getAttribute("id"), address = `${tab.url()}#${id}`;
  await tab.goto("about:blank");
  await tab.goto(address);
  await settled(tab);
  const top = () => tab.locator("mark").evaluate((mark) => mark.getBoundingClientRect().top);
  const before = await top();
  await tab.waitForTimeout(500);
  check("a place below pictures is reached", before > 0 && before < 500, true);
  check("it stays where it was", Math.abs(await top() - before) < 2, true);
  const ground = (colorScheme) => tab.emulateMedia({ colorScheme }).then(() => tab.locator("img").first().evaluate((img) => getComputedStyle(img).backgroundColor));
  check("black ink is seen in the dark", [await ground("light"), await ground("dark")], ["rgba(0, 0, 0, 0)", "rgb(243, 243, 240)"]);
  check("a picture has its shape", await tab.locator("img").last().evaluate((img) => [img.naturalWidth, img.clientWidth, img.clientHeight]), [320, 320, 240]);
  await tab.context().close();
}

async function previews() {
  const tab = await open(page);
  const name = tab.locator(".leaf a[data-card]").first(), card = tab.locator("#vr-card");
  await name.hover();
  await card.waitFor({ state: "visible" });
  check("the card says who", await card.locator(".name").textContent(), "Placeholder Town");
  await card.hover();
  check("the card can be pointed at", await card.isVisible(), true);
  await tab.keyboard.press("Escape");
  check("Escape closes the card", await card.isVisible(), false);
  await tab.mouse.move(0, 0);
  await tab.locator(".ref").nth(9).focus();
  await tab.keyboard.press("Tab");
  check("the card opens on focus", [await card.isVisible(), await tab.evaluate(() => document.activeElement.getAttribute("aria-describedby"))], [true, "vr-card"]);
  await tab.context().close();
}

async function modes() {
  const tab = await open(page);
  const scheme = () => tab.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  const toggle = tab.locator("[data-theme-toggle]");
  for (const [said, is] of [["Theme: light", "light"], ["Theme: dark", "dark"], ["Theme: system", "light dark"]]) {
    await toggle.click();
    check(`the switch to ${said}`, [await toggle.textContent(), await scheme()], [said, is]);
  }
  await tab.keyboard.press("t");
  await tab.reload();
  check("the theme is remembered", await scheme(), "light");
  await tab.emulateMedia({ forcedColors: "active" });
  const marks = await tab.locator("mark.hl").evaluateAll((marks) => marks.filter((mark) => getComputedStyle(mark).textDecorationLine === "none").length);
  check("marks without a line in forced colours", marks, 0);
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ forcedColors: "active", colorScheme });
    const unlike = await tab.locator("mark.hl").evaluateAll((marks) => marks.filter((mark) => getComputedStyle(mark).color !== getComputedStyle(mark.closest("p, li, blockquote, td, figcaption, h2") ?? document.body).color).length);
    check(`marks in other colours than their text, forced, ${colorScheme}`, unlike, 0);
  }
  await tab.emulateMedia({ forcedColors: "none", colorScheme: null, reducedMotion: "reduce" });
  check("nothing moves", await tab.evaluate(() => [getComputedStyle(document.documentElement).scrollBehavior, getComputedStyle(document.querySelector(".note")).transitionDuration]), ["auto", "0s"]);
  // 200 and 400 per cent of a window of 1280.
  for (const width of [640, 320]) {
    await tab.setViewportSize({ width, height: 512 });
    await settled(tab);
    check(`enlarged to ${width}`, await tab.evaluate(layout), sound);
  }
  await tab.setViewportSize({ width: 1440, height: 1000 });
  await tab.context().close();
}

async function print() {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ viewport: { width: 794, height: 1123 }, javaScriptEnabled });
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(page).href);
    await tab.emulateMedia({ media: "print" });
    const printed = await tab.locator(".leaf .note .says").evaluateAll((says) => says.filter((words) => words.getClientRects().length && getComputedStyle(words.closest(".note")).position === "static").length);
    check("printed notes", printed, 22);
    for (const gone of [".nav", ".rail", ".tool", ".back"]) check(`${gone} in print`, await tab.locator(gone).first().isVisible(), false);
    const pdf = await tab.pdf({ format: "A4", printBackground: true });
    check("a printed page", pdf.length > 20_000, true);
    await tab.goto(pathToFileURL(join(site, "claims.html")).href);
    // A sheet of A4 without its margins.
    await tab.setViewportSize({ width: 658, height: 947 });
    const ledger = await tab.locator(".ledger").evaluate((table) => [table.scrollWidth <= innerWidth, [...table.querySelectorAll("td.num")].every((cell) => cell.getClientRects().length === 1 && cell.offsetWidth > 20)]);
    check("a printed ledger", ledger, [true, true]);
    await tab.goto(pathToFileURL(join(site, "entities.html")).href);
    const breaks = await tab.locator(".az-list").evaluate((list) => [getComputedStyle(list.querySelector("h2")).breakAfter, getComputedStyle(list.querySelector("li")).breakInside]);
    check("a printed index goes on behind a letter, and not within a name", breaks, ["auto", "avoid"]);
    await context.close();
  }
}

async function rightToLeft() {
  const tab = await open(join(built("ar"), "articles/torture.html"));
  for (const width of [1440, 820, 390]) {
    await tab.setViewportSize({ width, height: 900 });
    await settled(tab);
    check(`from right to left at ${width}`, await tab.evaluate(layout), sound);
  }
  await tab.setViewportSize({ width: 1440, height: 1000 });
  await settled(tab);
  const sides = await tab.evaluate(() => [".passage>p", ".leaf .note", ".rail"].map((what) => document.querySelector(what).getBoundingClientRect().left));
  check("contents, text and notes stand from right to left", sides[2] > sides[0] && sides[0] > sides[1], true);
  await tab.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const found = await tab.evaluate(() => axe.run(document, { preload: false, resultTypes: ["violations"] }));
  for (const { id, nodes } of found.violations) faults.push(`from right to left: ${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
  const words = await tab.evaluate(() => document.body.innerText.replace(/“[^”]*”/g, ""));
  const english = ["Names", "Notes", "Cite", "Published", "Theme", "Home", "October"].filter((word) => new RegExp(`\\b${word}\\b`).test(words));
  check("English words of the interface", english, []);
  await tab.context().close();
}

/** A translation beside its original: from left to right beside from right to left, below each other on a phone. */
async function parallel() {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, javaScriptEnabled });
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(join(english, "articles/letter-ar.parallel.html")).href);
    const rows = () => tab.locator(".pair:not(.pair--head)").evaluateAll((rows) => rows.map((row) => [...row.children].map((column) => column.getBoundingClientRect()).map(({ left, right, top }) => [left, right, Math.round(top)])));
    check("beside each other", (await rows()).every(([a, b]) => a[1] < b[0] && a[2] === b[2]), true);
    check("rows", (await rows()).length, 6); // four pairs, the words of the last section, the footnotes
    check("directions", await tab.locator(".pair .prose").evaluateAll((columns) => columns.slice(0, 2).map((column) => getComputedStyle(column).direction)), ["ltr", "rtl"]);
    check("marks and notes of both", await tab.locator(".pair .note:visible .says").allTextContents(), ["five ships The original. ↩", "خمس سفن الترجمة. ↩"]);
    check("what does not correspond", await tab.locator(".notice").count(), 1);
    await tab.locator(".ref").first().click();
    check("a note and its reference", await tab.evaluate(() => document.querySelector(":target")?.textContent.includes("The original.")), true);
    await tab.setViewportSize({ width: 390, height: 844 });
    check("one column on a phone", (await rows()).every(([a, b]) => a[0] < b[1] && b[0] < a[1]), true);
    check("nothing is wider", await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await context.close();
  }
  const tab = await open(join(english, "articles/letter.html"));
  await follow(tab, tab.locator(".prov a", { hasText: "what differs" }));
  check("variants", await tab.locator(".apparatus li").allTextContents(), ["Title A letter A letter, reprinted", "¶1 five six", "¶2 They left. omitted"]);
  await tab.locator(".apparatus a").nth(1).click();
  check("a variant in its place", await tab.evaluate(() => [":target", ".pair ins"].map((what) => document.querySelector(what)?.textContent)), ["five", "six"]);
  const rows = () => tab.locator(".pair:not(.pair--head):visible").count();
  const all = await rows();
  await tab.locator("#ly-same").uncheck();
  check("only rows that differ", [all > 2, await rows()], [true, 3]); // with the footnotes
  await tab.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const found = await tab.evaluate(() => axe.run(document, { preload: false, resultTypes: ["violations"] }));
  for (const { id, nodes } of found.violations) faults.push(`versions: ${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
  await tab.goBack();
  await tab.goBack();
  await follow(tab, tab.locator(".prov a", { hasText: "side by side" }));
  check("the original leads to both", await tab.locator("h1").textContent(), "Original and translation");
  await tab.context().close();
}

/** What both themes say of texts. */
async function texts() {
  for (const folder of [english, built("en", "galley")]) {
    const tab = await open(join(folder, "articles/letter.html"));
    const gaps = await tab.locator(".footnotes li").evaluate((note) => {
      const blocks = [...note.querySelectorAll(":scope > :not(.back)")].map((block) => block.getBoundingClientRect());
      return blocks.slice(1).map((block, n) => block.top - blocks[n].bottom > 4);
    });
    check("the paragraphs of a footnote are apart", gaps, [true, true]);
    check("a quotation in a footnote", await tab.locator(".footnotes blockquote").evaluate((quote) => getComputedStyle(quote).borderInlineStartStyle), "solid");
    check("the twelfth reader is switched off", await tab.evaluate(() => {
      document.body.insertAdjacentHTML("beforeend", '<input type="checkbox" id="ly-r12"><p data-by="12">So.</p>');
      return getComputedStyle(document.body.lastElementChild).display;
    }), "none");
    await tab.emulateMedia({ media: "print" });
    check("headings that may stand at the foot of a sheet", await tab.evaluate(() => [1, 2, 3, 4, 5, 6].filter((level) => {
      const heading = document.querySelector(".leaf").appendChild(document.createElement(`h${level}`));
      return getComputedStyle(heading).breakAfter !== "avoid";
    })), []);
    await tab.context().close();
  }
}

/** The second theme has no margin: notes stand in the text, in one column, and no font is loaded. */
async function galley() {
  const folder = built("en", "galley"), tab = await open(join(folder, "articles/torture.html"));
  for (const width of [1440, 390]) {
    await tab.setViewportSize({ width, height: 900 });
    await settled(tab);
    check(`one column at ${width}`, await tab.evaluate(layout), sound);
  }
  check("headings that are smaller than the text", await tab.evaluate(() => {
    const text = document.querySelector(".leaf"), size = (of) => parseFloat(getComputedStyle(of).fontSize);
    const headings = [1, 2, 3, 4, 5, 6].map((level) => text.appendChild(document.createElement(`h${level}`)));
    const smaller = headings.filter((heading) => size(heading) < size(text)).map((heading) => heading.tagName);
    headings.forEach((heading) => heading.remove());
    return smaller;
  }), []);
  check("fonts", await tab.evaluate(() => [...document.fonts].length), 0);
  check("files of fonts", readdirSync(join(folder, "assets")).includes("fonts"), false);
  for (const page of ["articles/torture.html", ...readdirSync(folder).filter((name) => name.endsWith(".html") && name !== "404.html")]) {
    await tab.goto(pathToFileURL(join(folder, page)).href);
    await settled(tab);
    await tab.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    const found = await tab.evaluate(() => axe.run(document, { preload: false, resultTypes: ["violations"] }));
    for (const { id, nodes } of found.violations) faults.push(`galley, ${page}: ${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
    check(`${page} is as wide as the phone`, await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  }
  await tab.context().close();
}

async function filters() {
  const tab = await open(join(english, "articles.html"));
  const shown = () => tab.locator("#list > li:visible h3").allTextContents();
  await tab.fill("#q", "óTHER 3");
  check("a filter", [await shown(), await tab.textContent("[data-count]")], [["Other 3"], "1 of 11 shown"]);
  await tab.fill("#q", "");
  await tab.selectOption("#by-tag", "odd");
  check("a choice", (await shown()).sort(), ["Other 1", "Other 3", "Other 5"]);
  await tab.selectOption("#by-tag", "");
  await tab.selectOption("#sort", "title");
  check("an order", (await shown())[0], "A letter");
  await tab.keyboard.press("Escape");
  await tab.locator("body").click({ position: { x: 2, y: 2 } });
  await tab.keyboard.press("/");
  check("a key leads to the filter", await tab.evaluate(() => document.activeElement.id), "q");
  await tab.context().close();
}

/** Every link of every page leads somewhere, over http and in the folder, and no page asks for what its policy refuses. */
async function links() {
  const host = await serve(site);
  const tab = await browser.newPage();
  await tab.goto(`${host.base}index.html`);
  const html = readdirSync(site, { recursive: true }).filter((path) => path.endsWith(".html"));
  const found = new Map();
  for (const path of html) {
    found.set(path, await tab.evaluate((text) => {
      const read = new DOMParser().parseFromString(text, "text/html");
      const ids = [...read.querySelectorAll("[id]")].map((element) => element.id);
      const links = [...read.querySelectorAll("[href],[src]")].map((element) => element.getAttribute("href") ?? element.getAttribute("src"));
      return { ids, twice: ids.filter((id, at) => ids.indexOf(id) !== at), links, styled: read.querySelectorAll("[style],style,script:not([src]),[onclick]").length };
    }, readFileSync(join(site, path), "utf8")));
  }
  const asked = new Map();
  let count = 0;
  for (const [path, { links, twice, styled }] of found) {
    check(`${path}: ids that occur twice`, twice, []);
    check(`${path}: styles and scripts in the page`, styled, 0);
    for (const link of links) {
      const base = host.base + path.split("/").map(encodeURIComponent).join("/");
      const url = new URL(link, base);
      if (url.origin !== new URL(host.base).origin) continue;
      count++;
      const target = decodeURIComponent(url.pathname.slice(1)), fragment = decodeURIComponent(url.hash.slice(1));
      if (!asked.has(target)) asked.set(target, [(await fetch(host.base + url.pathname.slice(1), { method: "HEAD" })).status, statSync(join(site, target), { throwIfNoEntry: false })?.isFile() ?? false]);
      if (String(asked.get(target)) !== "200,true") faults.push(`${path}: nothing is at ${link}`);
      else if (fragment && found.has(target) && !found.get(target).ids.includes(fragment)) faults.push(`${path}: ${link} has no such place`);
    }
  }
  check("there are links", count > html.length * 10, true);
  host.close();
  await tab.close();
}

for (const [name, run] of Object.entries({ notes, pictures, previews, modes, print, rightToLeft, parallel, texts, galley, filters, links })) {
  const start = Date.now();
  await run();
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
await browser.close();
rmSync(root, { recursive: true });
end("reading is as it should be");
