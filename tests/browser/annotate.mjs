// Annotating on the pages of a preview: after each step the file is what a careful person would have typed. Run with
//   NODE_PATH=… node tests/browser/annotate.mjs [target/debug/variorum]
// Ends in 1 when something is not as it should be. ONLY names the parts that are run, with commas between them.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { check, end, faults, launch, require } from "./browser.mjs";

const variorum = process.argv[2] ?? "target/debug/variorum";
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const root = mkdtempSync(join(tmpdir(), "variorum-annotate-"));
const path = (name) => join(root, "content/articles", `${name}.md`);
const write = (name, text) => { mkdirSync(dirname(path(name)), { recursive: true }); writeFileSync(path(name), text); };
const file = (name) => readFileSync(path(name), "utf8");

writeFileSync(join(root, "variorum.yaml"), "title: Annotating\nreaders:\n  A: {name: First reader}\n  B: {name: Second reader}\n");
const BRIDGE = `---
title: The bridge
published: 2017-12-27
# What was marked.
highlights:
  - quote: at night # when
    note: Says who?
---

They crossed the bridge at *night*. By day they crossed the bridge again.

It was said that 1,260 people had crossed, and nobody counted them.

| place | count |
|-------|-------|
| Raqqa | 12 |
| Mosul | 12 |
`;
const FILES = {
  bridge: BRIDGE,
  proposed: "---\ntitle: Proposed\nentities:\n  - name: Ann Harrow\n    suggested: true\nevents:\n  - title: They cross\n    quote: crossed\n    suggested: true\nclaims:\n  - says: Over 300 people had crossed\n    quote: over 300 people\n    by: Ann Harrow\n    suggested: true\n---\nAnn Harrow said that over 300 people had crossed.\n",
  answered: "---\ntitle: Answered\nentities:\n  - name: Tabqa\n    kind: place\n    aliases: [Tabka]\nhighlights:\n  - quote: words\n    note: Why?\n    replies:\n      - Yes.\n      # hers\n      - reader: B\n        note: No. # no\n---\nSome words of Tabqa are ==marked *here*== by the Euphrates.\n",
  bare: "No front matter here, only a few words.\n",
  block: "---\ntitle: A block\nhighlights: |\n  first words\n  -- Who says so?\n---\nThe first words and the second words.\n",
  windows: "\ufeff---\r\ntitle: Windows\r\nhighlights: [one]\r\n---\r\nWords one and two.\r\n",
  related: "---\ntitle: Related\nclaims:\n  - says: Forty crossed\n    id: forty\n    quote: forty\n  - says: Fifty crossed\n    quote: fifty\n    contradicts: forty\n---\nSome counted forty people, and others fifty.\n",
  picture: "---\ntitle: A picture\n---\nBefore it.\n\n![A wall](wall.png \"The wall in \\\"May\\\", by night.\")\n",
  formula: "---\ntitle: A formula\n---\nIn those where $p<0.05$ and $\\beta=1.07$ it was so.\n",
  german: "---\ntitle: Über die Brücke\nlanguage: de\npublished: 2017-12-27\n---\nVor neun Monaten gingen sie über die Brücke.\n",
  british: "---\ntitle: British\nlanguage: en-GB\n---\nIt was opened on 03/06/1912.\n",
  arabic: "---\ntitle: الرقة\nlanguage: ar\npublished: 2017-12-27\n---\nغادرت القافلة مدينة الرقّة ليلًا، ثم عادت القافلة.\n",
  korean: "---\ntitle: 서점\nlanguage: ko\n---\n김민수는 서울에서 서점을 열었다.\n",
};
for (const [name, text] of Object.entries(FILES)) write(name, text);
writeFileSync(join(root, "content/articles/wall.png"), Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAZAAAADICAAAAADjfug+AAABvklEQVR42u3REQICAQAAwXtBFMdxHMfxcRzHcRzHcRzHx3EcR33h1me+MMOQrbJtNman7Jo9sikbhAgRIkSIECFChAgRIkSIECFChAgRIkSIECFChAgRIkSIECFChAgRIkSIECFChAgRIkSIECFChAgRIkSIECFChAgRIkSIECFChAgRIkSIECFChAgRImR2yDLbZPvsmF2ye/bKPpkQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKEzA9ZZ7vskJ2zW/bM3tkvEyJEiBAhQoQIESJEiBAhQoQIESJEiBAhQoQIESJEiBAhQoQIESJEiBAhQoQIESJEiBAhQoQIESJEiBAhQoQIESJEiBAhQoQIESJEiBAhQoQIESJEiJD5IdtszE7ZNXtkU/bNFpkQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKECBEiRIgQIUKEzPYHQ+AQlpYlZ18AAAAASUVORK5CYII=", "base64"));

const served = spawn(variorum, ["serve", "--root", root, "-p", "0"], { stdio: ["ignore", "ignore", "pipe"] });
const base = await new Promise((found, failed) => {
  let said = "";
  served.stderr.on("data", (data) => { said += data; const at = said.match(/Serving (http:\S+)/); if (at) found(at[1]); });
  served.on("exit", () => failed(new Error(`the preview ended: ${said}`)));
});
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });

async function open(name, within = context) {
  const tab = await within.newPage();
  tab.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
  tab.on("console", (message) => { if (message.type() === "error" && !/status of 4(09|22)/.test(message.text())) faults.push(`${name}: ${message.text()}`); });
  await tab.goto(`${base}articles/${name}.html`);
  await tab.waitForSelector(".va-tools");
  await stamp(tab);
  return tab;
}

/** Selects words of the text, over whatever elements they stand in. */
const select = (tab, words, nth = 1) => tab.evaluate(([words, nth]) => {
  const leaf = document.querySelector(".leaf");
  const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(".pn, .ref, .notes") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const places = [];
  let all = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) for (let at = 0; at < node.data.length; at++) if (node.data[at].trim()) { all += node.data[at]; places.push([node, at]); }
  const bare = words.replace(/\s+/g, "");
  let at = -1;
  for (; nth > 0; nth--) at = all.indexOf(bare, at + 1);
  if (at < 0) throw new Error(`${words} is not on the page`);
  const [first, last] = [places[at], places[at + bare.length - 1]];
  getSelection().setBaseAndExtent(first[0], first[1], last[0], last[1] + 1);
}, [words, nth]);
const bar = (tab, label) => tab.locator(".va-bar button", { hasText: new RegExp(`^${label}$`) });
const said = (tab, words) => tab.waitForFunction((words) => document.querySelector(".va-status.is-on")?.textContent.startsWith(words), words, { timeout: 8000 }).catch(async () => faults.push(`it should say “${words}”, and says “${await tab.textContent(".va-status")} ${await tab.locator(".va-wrong").allTextContents()}”`));
/** Waits until the page that was changed has been loaded again and says what was done. */
const reloaded = async (tab, words, what = ".va-tools") => {
  await tab.waitForFunction(() => window.stamp !== performance.timeOrigin && document.querySelector(".va-status"), null, { timeout: 8000 }).catch(() => faults.push(`the page is not loaded again after “${words}”`));
  await said(tab, words);
  await tab.waitForSelector(what, { timeout: 4000 }).catch(() => faults.push(`${what} is not on the page after “${words}”`));
  await stamp(tab);
};
/** Tells a page from the one that is loaded in its place. */
const stamp = (tab) => tab.evaluate(() => { window.stamp = performance.timeOrigin; });
const undo = async (tab, what) => { await tab.keyboard.press("z"); await reloaded(tab, "Undone", what); };
const save = (tab) => tab.click(".va-form button[type=submit]");
const clean = () => { try { execFileSync(variorum, ["check", "--root", root, "--strict", "--format", "short", "--quiet"], { stdio: "pipe" }); } catch (error) { faults.push(`check: ${error.stdout}${error.stderr}`); } };
const is = (name, text, what) => { check(`${name}: ${what}`, file(name), text); };
const sound = async (tab, what, part = "body") => {
  await tab.evaluate(axe);
  const found = await tab.evaluate((part) => axe.run(part, { resultTypes: ["violations"], runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } }), part);
  for (const { id, nodes } of found.violations) faults.push(`${what}: ${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
};
const with_ = (more) => BRIDGE.replace("    note: Says who?\n", `    note: Says who?\n${more}`);

/** A highlight with one key, its undoing, and one that needs words beside it. */
async function highlight() {
  const tab = await open("bridge");
  // Words that are cut are taken whole.
  await select(tab, "body counted the");
  await bar(tab, "Highlight").click();
  await reloaded(tab, "Highlight saved.", "mark.hl >> text=nobody counted them");
  is("bridge", with_("  - nobody counted them\n"), "a highlight");
  clean();
  await tab.click(".va-status button");
  await reloaded(tab, "Undone");
  is("bridge", BRIDGE, "undone");
  await select(tab, "the bridge", 2);
  await tab.keyboard.press("h");
  await reloaded(tab, "Highlight saved.");
  is("bridge", with_("  - quote: the bridge\n    suffix: again\n"), "one of two places");
  clean();
  await undo(tab);
  is("bridge", BRIDGE, "undone by key");
  await tab.close();
}

/** A formula is taken whole, in the words that the text has for it. */
async function formulas() {
  const before = file("formula");
  const tab = await open("formula");
  for (const [words, written] of [["where p<0.05 and β=1.07", "where p<0.05 and \\beta=1.07"], ["5 and β", "p<0.05 and \\beta=1.07"], ["β=1.07", "\\beta=1.07"]]) {
    await select(tab, words);
    await bar(tab, "Highlight").click();
    await reloaded(tab, "Highlight saved.", "mark.hl math");
    is("formula", before.replace("\n---\nIn", `\nhighlights:\n  - ${written}\n---\nIn`), words);
    await undo(tab);
  }
  await select(tab, "and β=1.07");
  await bar(tab, "Event").click();
  check("what is filled in", await tab.inputValue("[name=title]"), "and β=1.07");
  await tab.close();
}

/** The caption of a picture is text. */
async function caption() {
  const before = file("picture");
  const tab = await open("picture");
  await select(tab, "wall in \"May\"");
  await tab.keyboard.press("h");
  await reloaded(tab, "Highlight saved.", "figcaption mark.hl");
  is("picture", before.replace("\n---\nBefore", "\nhighlights:\n  - wall in \"May\"\n---\nBefore"), "words of a caption");
  clean();
  await undo(tab);
  is("picture", before, "a caption undone");
  await tab.close();
}

/** A part of a picture is drawn with the pointer, and what was drawn can be changed in the form. */
async function drawn() {
  const before = file("picture");
  const tab = await open("picture");
  const draw = async (from, to) => {
    const box = await tab.locator(".leaf img").boundingBox();
    const at = ([left, top]) => [box.x + box.width * left, box.y + box.height * top];
    await tab.mouse.move(...at(from));
    await tab.mouse.down();
    await tab.mouse.move(...at([0.5, 0.5]), { steps: 3 });
    await tab.mouse.move(...at(to), { steps: 3 });
    await tab.mouse.up();
  };
  await draw([0.75, 0.8], [0.25, 0.2]);
  check("the words of the page are not selected", await tab.evaluate(() => String(getSelection())), "");
  const frames = () => tab.locator(".va-drawn").count();
  check("what was drawn is seen while the bar is about it", [await bar(tab, "Question").isVisible(), await frames()], [true, 1]);
  await tab.keyboard.press("Escape");
  check("and no longer", await frames(), 0);
  await draw([0.75, 0.8], [0.25, 0.2]);
  await bar(tab, "Question").waitFor();
  await tab.keyboard.press("q");
  await tab.waitForSelector("#va-xywh");
  check("it is seen beside the form", await frames(), 1);
  const part = (await tab.inputValue("#va-xywh")).match(/[\d.]+/gu).map(Number);
  check("what was drawn", part.map((side, index) => Math.abs(side - [25, 20, 50, 60][index]) < 1), [true, true, true, true]);
  await tab.fill("#va-xywh", "percent:25,20,50,90");
  await tab.fill("#va-note", "Whose wall?");
  await tab.click(".va-form .btn[type=submit]");
  await tab.waitForSelector("#va-wrong >> text=outside of the picture");
  await tab.fill("#va-xywh", "percent:25,20,50,60");
  await sound(tab, "the form of a picture");
  await save(tab);
  await reloaded(tab, "Question saved.", ".note svg.detail");
  is("picture", before.replace("\n---\nBefore", "\nhighlights:\n  - picture: wall.png\n    xywh: percent:25,20,50,60\n    kind: question\n    note: Whose wall?\n---\nBefore"), "a part of a picture");
  clean();
  check("a click on the part leads to the note", await tab.evaluate(() => { const box = document.querySelector(".regions rect").getBoundingClientRect(); return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).closest("a")?.getAttribute("href") === `#${document.querySelector(".note").id}`; }), true);
  await draw([-0.2, 0.1], [0.1, 1.4]);
  check("a drag that begins beside the picture draws nothing", await tab.isVisible(".va-bar"), false);
  await draw([0.9, 0.1], [1.4, 0.5]);
  await bar(tab, "Highlight").click();
  await reloaded(tab, "Highlight saved.", ".regions g >> nth=1");
  check("no part ends outside", /xywh: percent:90,10,10,40\n/u.test(file("picture")), true);
  await tab.waitForSelector(".va-tools");
  await draw([0.92, 0.12], [0.98, 0.45]);
  await tab.waitForSelector(".va-bar:not([hidden])");
  check("a part in a part is drawn", [await tab.getAttribute(".va-bar", "aria-label"), await tab.evaluate(() => String(getSelection()))], ["Annotate the part of the picture", ""]);
  await tab.keyboard.press("Escape");
  await tab.mouse.click(...(await tab.evaluate(() => { const box = document.querySelectorAll(".regions rect")[2].getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })));
  await bar(tab, "Delete").click();
  await reloaded(tab, "Highlight deleted.");
  await undo(tab); await undo(tab); await undo(tab);
  is("picture", before, "parts of pictures undone");
  await tab.keyboard.press("a");
  await tab.click("dialog >> text=Note on a picture");
  await tab.fill("#va-note", "All of it.");
  await save(tab);
  await reloaded(tab, "Note on a picture saved.", ".note >> text=All of it");
  check("a note on a picture by keyboard", file("picture").includes("  - picture: wall.png\n    note: All of it.\n"), true);
  await undo(tab);
  await tab.close();
}

/** A note over paragraphs and an existing highlight, in a table; edited, answered, deleted. */
async function note() {
  const tab = await open("bridge");
  await select(tab, "bridge at night. By day they");
  await bar(tab, "Doubt").click();
  await tab.fill("#va-note", "Really: “at night”?\n\nThe [[Raqqa]] bridge.");
  await tab.fill("#va-tags", "time, bridges");
  await tab.selectOption("#va-reader", "B");
  check("the kind is filled in", await tab.inputValue("#va-kind"), "doubt");
  check("the words of the form are English", await tab.evaluate(() => { const form = document.querySelector(".va-form"); return [form.lang, form.dir]; }), ["en", "ltr"]);
  await sound(tab, "the form");
  await save(tab);
  await reloaded(tab, "Doubt saved.", ".note >> text=Really");
  const doubt = "  - quote: bridge at night. By day they\n    kind: doubt\n    note: |-\n      Really: “at night”?\n\n      The [[Raqqa]] bridge.\n    tags: [time, bridges]\n    reader: B\n";
  is("bridge", with_(doubt), "a doubt over a highlight");
  await tab.locator(".note", { hasText: "Really" }).first().hover();
  await tab.locator(".note", { hasText: "Really" }).locator(".va-edit").first().click();
  await bar(tab, "Edit").click();
  await tab.fill("#va-note", "Short now.");
  await tab.fill("#va-tags", "time");
  await save(tab);
  await reloaded(tab, "Doubt changed.", ".note >> text=Short now");
  is("bridge", with_(doubt.replace(/note: [^]*tags: .*/, "note: Short now.\n    tags: [time]")), "another note");
  clean();
  await tab.keyboard.press("a");
  await sound(tab, "the list of annotations");
  check("what is listed", await tab.locator(".va-all b").allTextContents(), ["Note", "Doubt"]);
  await tab.locator(".va-all li", { hasText: "By day" }).getByRole("button", { name: "Reply" }).click();
  await tab.fill("#va-note", "So it says.");
  await tab.selectOption("#va-reader", "A");
  await save(tab);
  await reloaded(tab, "Reply saved.", ".note--reply");
  check("bridge: a reply", file("bridge").includes("    reader: B\n    replies:\n      - reader: A\n        note: So it says.\n"), true);
  clean();
  await tab.keyboard.press("a");
  await tab.locator(".va-all li", { hasText: "By day" }).getByRole("button", { name: "Delete" }).click();
  await reloaded(tab, "Doubt deleted.");
  is("bridge", BRIDGE, "deleted");
  await select(tab, "again. It was said");
  await bar(tab, "Note").click();
  await tab.fill("#va-note", "Two paragraphs.");
  await tab.keyboard.press("Control+Enter");
  await reloaded(tab, "Note saved.", ".note >> text=Two paragraphs");
  is("bridge", with_("  - quote: again. It was said\n    note: Two paragraphs.\n"), "over two paragraphs");
  await undo(tab);
  await select(tab, "12", 2);
  await bar(tab, "Highlight").click();
  await reloaded(tab, "Highlight saved.", "td mark.hl");
  is("bridge", with_("  - quote: \"12\"\n    prefix: Mosul\n"), "in a table");
  clean();
  await tab.locator("td mark.hl").click();
  await bar(tab, "Delete").click();
  await reloaded(tab, "Highlight deleted.");
  is("bridge", BRIDGE, "deleted at the mark");
  await tab.close();
}

/** Names, events and claims; what is typed as a date is read aloud; a wrong one is refused in the form. */
async function others() {
  const tab = await open("bridge");
  await select(tab, "Raqqa");
  await bar(tab, "Name").click();
  check("the name is filled in", await tab.inputValue("#va-name"), "Raqqa");
  await tab.fill("#va-kind", "place");
  await save(tab);
  await reloaded(tab, "Name saved.", "a.ent");
  const names = "entities:\n  - name: Raqqa\n    kind: place\n";
  is("bridge", BRIDGE.replace("?\n---", `?\n${names}---`), "a name");
  await select(tab, "1,260 people");
  await bar(tab, "Name").click();
  await tab.fill("#va-name", "Raqqa");
  await tab.check("#va-also");
  await save(tab);
  await reloaded(tab, "Name saved.");
  is("bridge", BRIDGE.replace("?\n---", `?\n${names}  - name: Raqqa\n    aliases: [\"1,260 people\"]\n---`), "another name");
  await undo(tab);
  await select(tab, "they crossed the bridge again");
  await bar(tab, "Event").click();
  await tab.fill("#va-title", "They cross again");
  await tab.fill("#va-date", "no day");
  await tab.fill("#va-place", "raq");
  await tab.waitForFunction(() => document.querySelector("#va-place-list option")?.value === "Raqqa");
  check("completion", await tab.locator("#va-place-list option").evaluateAll((options) => options.map((option) => option.value)), ["Raqqa"]);
  await tab.fill("#va-place", "Raqqa");
  await tab.waitForFunction(() => document.querySelector("#va-date-hint").textContent === "not a date yet; write it like 2017-10-12, 2017-10~, 2017-10-12/2017-10-15");
  await save(tab);
  await tab.waitForFunction(() => document.querySelector(".va-wrong").textContent.includes("no day"));
  await tab.fill("#va-date", "2017-10~");
  await tab.waitForFunction(() => /2017/.test(document.querySelector("#va-date-hint").textContent));
  await save(tab);
  await reloaded(tab, "Event saved.", "#events");
  const events = "events:\n  - title: They cross again\n    quote: they crossed the bridge again\n    date: 2017-10~\n    place: Raqqa\n";
  is("bridge", BRIDGE.replace("?\n---", `?\n${names}${events}---`), "an event");
  await select(tab, "1,260 people had crossed");
  await bar(tab, "Claim").click();
  await tab.fill("#va-says", "1,260 people crossed");
  await tab.fill("#va-question", "How many people crossed?");
  await tab.fill("#va-figure-value", "1,260");
  await tab.fill("#va-figure-unit", "people");
  await save(tab);
  await reloaded(tab, "Claim saved.", "#contested");
  const claims = "claims:\n  - says: 1,260 people crossed\n    quote: 1,260 people had crossed\n    question: How many people crossed?\n    figure:\n      value: 1,260\n      unit: people\n";
  is("bridge", BRIDGE.replace("?\n---", `?\n${names}${events}${claims}---`), "a claim");
  clean();
  for (let left = 3; left > 0; left--) await undo(tab);
  is("bridge", BRIDGE, "all undone");
  await tab.close();
}

/** Suggestions are shown as such, and accepted or rejected one after the other with single keys. */
async function suggestions() {
  const tab = await open("proposed");
  check("what is suggested says so", [await tab.locator("#contested .flag").count(), await tab.locator("#events .flag").count(), await tab.locator("#names .flag").count(), await tab.locator("mark.is-suggested").count()], [1, 1, 1, 2]);
  await tab.keyboard.press("r");
  await tab.waitForSelector(".va-told");
  check("the first of three", (await tab.textContent(".va-told")).startsWith("Name 1 of 3: Ann Harrow"), true);
  await sound(tab, "the bar at a suggestion", ".va-bar");
  if (process.env.PICTURES) await tab.screenshot({ path: join(process.env.PICTURES, "suggestion.png") });
  await tab.keyboard.press("x");
  await reloaded(tab, "Name rejected", ".va-told >> text=1 of 2");
  const once = FILES.proposed.replace("entities:\n  - name: Ann Harrow\n    suggested: true\n", "").replace("---\nAnn", "rejected:\n  - Ann Harrow\n---\nAnn");
  is("proposed", once, "rejected");
  await tab.keyboard.press("r");
  await tab.waitForSelector(".va-told >> text=Claim 2 of 2");
  await tab.keyboard.press("y");
  await reloaded(tab, "Claim accepted.", ".va-told >> text=1 of 1");
  is("proposed", once.replace("    by: Ann Harrow\n    suggested: true\n", "    by: Ann Harrow\n"), "accepted");
  await tab.keyboard.press("y");
  await reloaded(tab, "Event accepted. Nothing more is suggested here. Undo");
  await tab.locator("#va-undo").click();
  await reloaded(tab, "Undone");
  await tab.keyboard.press("z");
  await reloaded(tab, "Undone");
  await undo(tab);
  is("proposed", FILES.proposed, "all undone");
  await tab.locator("mark.is-suggested", { hasText: "crossed" }).click();
  await bar(tab, "Edit").click();
  await tab.fill("#va-title", "They cross the bridge");
  await save(tab);
  await reloaded(tab, "Event changed.");
  is("proposed", FILES.proposed.replace("title: They cross\n    quote: crossed\n    suggested: true", "title: They cross the bridge\n    quote: crossed"), "accepted with changes");
  execFileSync(variorum, ["build", "--root", root, "--quiet", "--output-dir", join(root, "public")], { stdio: "pipe" });
  check("what is suggested is not public", readFileSync(join(root, "public/articles/proposed.html"), "utf8").includes("Over 300 people"), false);
  rmSync(join(root, "public"), { recursive: true });
  await undo(tab);
  is("proposed", FILES.proposed, "undone");
  await tab.close();
}

/** Replies are changed and taken out by themselves; what is typed is shown as the page will show it. */
async function replies() {
  const tab = await open("answered");
  await tab.locator(".note--reply").nth(1).hover();
  await tab.locator(".note--reply .va-edit").nth(1).click();
  await bar(tab, "Edit").click();
  await tab.fill("#va-note", "Not *so*: [[Tabqa]] <img src=x onerror=alert(1)><script>alert(1)</script>");
  await tab.waitForSelector(".va-shown em >> text=so");
  check("what is typed is as harmless as on the page", await tab.evaluate(() => document.querySelectorAll(".va-shown :is(script, [onerror])").length), 0);
  await sound(tab, "the form with Markdown as it is shown", ".va-form");
  await tab.fill("#va-note", "Not so.");
  await save(tab);
  await reloaded(tab, "Reply changed.");
  is("answered", FILES.answered.replace("note: No. # no", "note: Not so. # no"), "a reply changed");
  await tab.keyboard.press("a");
  await tab.locator(".va-all li", { hasText: "Yes" }).getByRole("button", { name: "Delete" }).click();
  await reloaded(tab, "Reply deleted.");
  is("answered", FILES.answered.replace("      - Yes.\n", "").replace("note: No. # no", "note: Not so. # no"), "a reply deleted");
  await undo(tab);
  await undo(tab);
  is("answered", FILES.answered, "undone");
  await tab.close();
  const claims = await open("related");
  await claims.keyboard.press("a");
  await claims.locator(".va-all li", { hasText: "fifty" }).getByRole("button", { name: "Reply" }).click();
  await claims.fill("#va-note", "Who counted?");
  await save(claims);
  await reloaded(claims, "Reply saved.", ".note--reply");
  is("related", FILES.related.replace("    contradicts: forty\n", "    contradicts: forty\n    replies:\n      - note: Who counted?\n"), "a reply to a claim");
  await undo(claims);
  is("related", FILES.related, "undone");
  await claims.close();
}

/** A highlight that is written in the text is taken out of it, when that has been agreed to. */
async function marks() {
  const tab = await open("answered");
  await tab.locator("mark.hl", { hasText: "marked" }).click();
  await bar(tab, "Delete").click();
  await sound(tab, "the question", ".va-form");
  check("it is said before", (await tab.textContent(".va-form")).includes("taken out of the file"), true);
  is("answered", FILES.answered, "nothing is done before");
  await tab.getByRole("button", { name: "Take them out" }).click();
  await reloaded(tab, "Highlight deleted.");
  is("answered", FILES.answered.replace("==marked *here*==", "marked *here*"), "the signs are gone");
  await undo(tab);
  is("answered", FILES.answered, "undone");
  await tab.close();
}

/** A name gets a file of its own, from a selection and from its card. */
async function records() {
  const at = join(root, "content/entities");
  const tab = await open("answered");
  await select(tab, "Euphrates");
  await bar(tab, "Record").click();
  await tab.fill("#va-kind", "place");
  await tab.fill("#va-summary", "A river: it passes Tabqa.");
  await save(tab);
  await reloaded(tab, "A record of Euphrates is begun.", "a.ent >> text=Euphrates");
  check("a record", readFileSync(join(at, "euphrates.md"), "utf8"), "---\nname: Euphrates\nkind: place\naliases:\nsummary: \"A river: it passes Tabqa.\"\n---\n");
  await tab.locator("a.ent", { hasText: "Tabqa" }).first().hover();
  await tab.locator(".card button", { hasText: "Make a record" }).click();
  check("what is known is filled in", [await tab.inputValue("#va-name"), await tab.inputValue("#va-kind"), await tab.inputValue("#va-aliases")], ["Tabqa", "place", "Tabka"]);
  await save(tab);
  // Nothing on the page is another: it is not loaded again.
  await said(tab, "A record of Tabqa is begun.");
  check("a record from a card", readFileSync(join(at, "tabqa.md"), "utf8"), "---\nname: Tabqa\nkind: place\naliases: [Tabka]\nsummary:\n---\n");
  check("a name that has a record is not offered one", await tab.locator("[data-record]").count(), 0);
  await tab.waitForTimeout(1500);
  await select(tab, "Tabqa");
  await bar(tab, "Record").click();
  await save(tab);
  await tab.waitForFunction(() => /a record already: content.entities.tabqa.md/.test(document.querySelector(".va-wrong")?.textContent ?? ""));
  await tab.locator(".va-form button", { hasText: "Cancel" }).click();
  clean();
  for (const name of ["Tabqa", "Euphrates"]) {
    await tab.keyboard.press("z");
    await said(tab, `Undone: A record of ${name} is begun.`);
    check(`no record of ${name}`, existsSync(join(at, `${name}.md`.toLowerCase())), false);
  }
  is("answered", FILES.answered, "the article is as it was");
  await tab.close();
}

/** Files as they come: without front matter, with a block of passages, from Windows, right to left, read-only. */
async function kinds() {
  for (const [name, words, text] of [
    ["bare", "only a few words", `---\nhighlights:\n  - only a few words\n---\n\n${FILES.bare}`],
    ["block", "second words", FILES.block.replace("so?\n", "so?\n\n  second words\n")],
    ["windows", "two", FILES.windows.replace("[one]", "[one, two]")],
    ["arabic", "القافلة", FILES.arabic.replace("\n---\nغ", "\nhighlights:\n  - quote: القافلة\n    prefix: غادرت\n---\nغ")],
    ["arabic", "ليلًا", null],
  ]) {
    const tab = await open(name);
    await select(tab, words);
    if (text === null) {
      chmodSync(path(name), 0o444);
      const before = file(name);
      await bar(tab, "Highlight").click();
      await said(tab, "it may only be read");
      is(name, before, "read-only");
      chmodSync(path(name), 0o644);
    } else {
      await bar(tab, "Highlight").click();
      await reloaded(tab, "Highlight saved.", `mark.hl >> text=${words}`);
      is(name, text, "a highlight");
    }
    await tab.close();
  }
  clean();
}

/** Notes, claims, events and names in a text that is read from right to left: the forms and what they write. */
async function fromRight() {
  const tab = await open("arabic");
  const front = (more) => FILES.arabic.replace("\n---\nغ", `\n${more}---\nغ`);
  const beside = (selector) => tab.evaluate((selector) => getComputedStyle(document.querySelector(selector)).direction, selector);
  await select(tab, "مدينة الرقّة");
  await bar(tab, "Note").click();
  await tab.fill("#va-note", "متى غادرت؟");
  check("words and fields from right to left", [await beside(".va-form blockquote"), await beside("#va-note")], ["rtl", "rtl"]);
  check("the words", await tab.textContent(".va-form blockquote"), "مدينة الرقّة");
  const inside = await tab.evaluate(() => { const [form, words] = [document.querySelector(".va-form"), document.querySelector("#va-note")].map((element) => element.getBoundingClientRect()); return words.left >= form.left && words.right <= form.right && form.right <= innerWidth; });
  check("the form is in the window", inside, true);
  await sound(tab, "the form beside Arabic", ".va-form");
  await save(tab);
  await reloaded(tab, "Note saved.", ".note >> text=متى");
  const note = "highlights:\n  - quote: مدينة الرقّة\n    note: متى غادرت؟\n";
  is("arabic", front(note), "a note in Arabic");
  await tab.locator("mark.hl").first().click();
  await bar(tab, "Edit").click();
  await tab.fill("#va-note", "من يقول؟");
  await save(tab);
  await reloaded(tab, "Note changed.", ".note >> text=من يقول");
  is("arabic", front(note.replace("متى غادرت؟", "من يقول؟")), "another note in Arabic");
  await undo(tab);
  await undo(tab);
  is("arabic", FILES.arabic, "undone");
  await select(tab, "غادرت القافلة");
  await bar(tab, "Event").click();
  check("the title is filled in", [await tab.inputValue("#va-title"), await beside("#va-title")], ["غادرت القافلة", "rtl"]);
  await tab.fill("#va-date", "2017-10-12");
  await tab.fill("#va-place", "الرقّة");
  await save(tab);
  await reloaded(tab, "Event saved.", "#events");
  const event = "events:\n  - title: غادرت القافلة\n    quote: غادرت القافلة\n    date: 2017-10-12\n    place: الرقّة\n";
  is("arabic", front(event), "an event in Arabic");
  await select(tab, "عادت القافلة");
  await bar(tab, "Claim").click();
  await tab.fill("#va-says", "عادت القافلة ليلًا");
  await tab.fill("#va-by", "الرقّة");
  check("what is claimed", await beside("#va-says"), "rtl");
  await save(tab);
  await reloaded(tab, "Claim saved.", "#contested");
  is("arabic", front(`${event}claims:\n  - says: عادت القافلة ليلًا\n    quote: عادت القافلة\n    by: الرقّة\n`), "a claim in Arabic");
  clean();
  await undo(tab);
  await undo(tab);
  // By keys, the arrow to the left goes on.
  await tab.keyboard.press("s");
  await said(tab, "The arrows");
  await tab.keyboard.press("ArrowLeft");
  await tab.keyboard.press("Shift+ArrowLeft");
  check("words selected by keys", (await tab.evaluate(() => getSelection().toString())).trim(), "القافلة مدينة");
  await tab.waitForSelector(".va-bar:not([hidden])");
  await tab.keyboard.press("m");
  await tab.waitForSelector(".va-form[open]");
  await tab.fill("#va-name", "قافلة المدينة");
  await tab.keyboard.press("Control+Enter");
  await reloaded(tab, "Name saved.");
  is("arabic", front("entities:\n  - name: قافلة المدينة\n    quote: القافلة مدينة\n"), "a name by keys");
  clean();
  await undo(tab);
  is("arabic", FILES.arabic, "all undone");
  await tab.close();
}

/** A Korean word that is written together with its particle is taken without it. */
async function particles() {
  const tab = await open("korean");
  await select(tab, "김민수");
  await tab.keyboard.press("h");
  await reloaded(tab, "Highlight saved.", "mark.hl >> text=김민수");
  is("korean", FILES.korean.replace("ko\n", "ko\nhighlights:\n  - 김민수\n"), "a word without its particle");
  await undo(tab);
  await select(tab, "서울");
  await tab.keyboard.press("m");
  check("the name without its particle", await tab.inputValue("#va-name"), "서울");
  await tab.close();
}

/** When the file changes meanwhile, the change is made to the new text, or refused with words. */
async function conflict() {
  const tab = await open("bridge");
  await select(tab, "nobody counted them");
  await bar(tab, "Note").click();
  await tab.fill("#va-note", "Why?");
  const moved = BRIDGE.replace("They crossed", "In 2017 they crossed");
  write("bridge", moved);
  await save(tab);
  await reloaded(tab, "Note saved.");
  is("bridge", moved.replace("    note: Says who?\n", "    note: Says who?\n  - quote: nobody counted them\n    note: Why?\n"), "changed meanwhile");
  write("bridge", BRIDGE);
  await tab.waitForFunction(() => window.stamp !== performance.timeOrigin && document.querySelector(".va-tools"));
  await stamp(tab);
  await tab.keyboard.press("a");
  await tab.locator(".va-all li").first().getByRole("button", { name: "Edit" }).click();
  await tab.fill("#va-note", "Mine.");
  const theirs = BRIDGE.replace("Says who?", "Theirs.");
  write("bridge", theirs);
  await save(tab);
  await tab.waitForFunction(() => /meanwhile/.test(document.querySelector(".va-wrong")?.textContent ?? ""), null, { timeout: 4000 }).catch(() => faults.push("a conflict is not told of"));
  is("bridge", theirs, "nothing overwritten");
  tab.once("dialog", (question) => question.accept());
  await tab.locator(".va-form button", { hasText: "Cancel" }).click();
  await tab.waitForFunction(() => window.stamp !== performance.timeOrigin && /Theirs/.test(document.body?.textContent) && document.querySelector(".va-tools"));
  await tab.keyboard.press("z");
  await said(tab, "content/articles/bridge.md was changed since");
  is("bridge", theirs, "nothing undone over another change");
  write("bridge", BRIDGE);
  await tab.close();
}

/** Without a mouse: words are selected, annotated and undone with keys alone. */
async function keyboard() {
  const tab = await open("bridge");
  await tab.waitForTimeout(300);
  await tab.keyboard.press("s");
  await said(tab, "The arrows");
  await tab.keyboard.press("ArrowRight");
  for (let words = 0; words < 2; words++) await tab.keyboard.press("Shift+ArrowRight");
  const words = (await tab.evaluate(() => getSelection().toString())).trim();
  check("words selected by keys", words, "crossed the bridge");
  await tab.waitForSelector(".va-bar:not([hidden])");
  await sound(tab, "the bar", ".va-bar");
  await tab.keyboard.press("n");
  await tab.waitForSelector(".va-form[open]");
  await tab.keyboard.type("By keys.");
  await tab.keyboard.press("Control+Enter");
  await reloaded(tab, "Note saved.", ".note >> text=By keys");
  is("bridge", with_("  - quote: crossed the bridge\n    prefix: They\n    note: By keys.\n"), "by keys");
  clean();
  await undo(tab);
  is("bridge", BRIDGE, "undone by keys");
  await tab.close();
}

const active = (tab) => tab.evaluate(() => { const at = document.activeElement; return at.id || at.getAttribute("aria-label") || at.textContent || at.tagName; });
const paragraph = (tab, number) => tab.locator(".passage > p").nth(number).getAttribute("id");

/** What is refused is said at its field, in the words of the form; what is written is not lost without a question. */
async function forms() {
  const tab = await open("bridge");
  await tab.setViewportSize({ width: 1440, height: 600 });
  await select(tab, "nobody counted them");
  await tab.keyboard.press("c");
  await tab.waitForSelector(".va-form[open]");
  await tab.fill("#va-says", "x");
  await tab.fill("#va-made", "foo");
  await tab.keyboard.press("Control+Enter");
  await tab.waitForFunction(() => document.querySelector("#va-wrong").textContent);
  const told = await tab.evaluate(() => {
    const [wrong, input] = [document.querySelector("#va-wrong"), document.activeElement];
    const [box, end] = [wrong, document.querySelector(".va-end")].map((element) => element.getBoundingClientRect());
    return { words: wrong.textContent, at: input.id, isInvalid: input.ariaInvalid, isDescribed: input.getAttribute("aria-describedby").split(" ").includes(wrong.id), isSeen: box.top >= 0 && box.bottom <= end.top };
  });
  check("what is refused is said at its field", told, { words: "`foo` is not a date that can be read, so “When it was said” has none", at: "va-made", isInvalid: "true", isDescribed: true, isSeen: true });
  await sound(tab, "a form that was refused", ".va-form");
  await tab.fill("#va-made", "2017");
  await tab.fill("#va-figure-value", "many");
  await tab.keyboard.press("Control+Enter");
  await tab.waitForFunction(() => document.querySelector("#va-figure-value").ariaInvalid);
  check("and only at that one", [await active(tab), await tab.getAttribute("#va-made", "aria-invalid"), /what is counted as “Unit”/.test(await tab.textContent("#va-wrong"))], ["va-figure-value", null, true]);
  await tab.fill("#va-note", "See [[Raqqa]] and [this](https://example.org/).");
  await tab.waitForSelector(".va-shown a");
  check("links beside the form do not leave the page", await tab.locator(".va-shown a:not([target=_blank])").count(), 0);
  check("the browser asks before it leaves", await tab.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true }))), true);
  let asked = 0;
  const stay = (question) => { asked += 1; question.dismiss(); };
  tab.on("dialog", stay);
  for (const key of ["Escape", "Escape"]) await tab.keyboard.press(key);
  await tab.locator(".va-form button", { hasText: "Cancel" }).click();
  check("a form that was written in asks", [asked, await tab.locator(".va-form[open]").count()], [3, 1]);
  tab.off("dialog", stay);
  tab.once("dialog", (question) => question.accept());
  await tab.keyboard.press("Escape");
  await tab.waitForSelector(".va-form", { state: "hidden" });
  await tab.waitForFunction((id) => document.activeElement.id === id, await paragraph(tab, 1), { timeout: 4000 }).catch(() => faults.push("the focus is not where the words are"));
  await select(tab, "nobody counted them");
  await tab.keyboard.press("n");
  await tab.waitForSelector(".va-form[open]");
  await tab.keyboard.press("Escape");
  await tab.waitForSelector(".va-form", { state: "hidden" });
  await tab.waitForFunction((id) => document.activeElement.id === id, await paragraph(tab, 1));
  check("a form that was not written in does not ask", asked, 3);
  check("what was selected is selected again", [await tab.evaluate(() => getSelection().toString()), await tab.waitForSelector(".va-bar:not([hidden])").then(() => true)], ["nobody counted them", true]);
  await select(tab, "nobody counted them");
  await tab.keyboard.press("n");
  await tab.waitForSelector(".va-form[open]");
  await tab.setViewportSize({ width: 320, height: 256 });
  await tab.locator("#va-note").scrollIntoViewIfNeeded();
  check("in large letters the buttons cover no field", await tab.evaluate(() => { const [note, end] = ["#va-note", ".va-end"].map((name) => document.querySelector(name).getBoundingClientRect()); return end.top >= note.bottom; }), true);
  is("bridge", BRIDGE, "nothing is written");
  await tab.close();
}

/** The focus goes back to where the reader was, also on the page that is loaded again. */
async function focus() {
  const tab = await open("bridge");
  const [first, second] = [await paragraph(tab, 0), await paragraph(tab, 1)];
  await select(tab, "nobody counted them");
  await tab.keyboard.press("h");
  await reloaded(tab, "Highlight saved.", "mark.hl >> text=nobody counted");
  check("after a highlight", await active(tab), second);
  await undo(tab);
  check("after undoing", await active(tab), second);
  check("what was undone is said", (await tab.textContent(".va-status")).trim(), "Undone: Highlight saved.");
  const edit = tab.locator(".note .va-edit").first();
  await edit.focus();
  const button = await active(tab);
  await tab.keyboard.press("Enter");
  await tab.waitForSelector(".va-bar:not([hidden])");
  check("in the bar", await active(tab), "Edit");
  await tab.keyboard.press("Escape");
  check("back at the note", await active(tab), button);
  await tab.keyboard.press("Enter");
  await tab.waitForSelector(".va-bar:not([hidden])");
  await bar(tab, "Edit").press("Enter");
  await tab.waitForSelector(".va-form[open]");
  await tab.fill("#va-note", "Who says so?");
  await tab.keyboard.press("Control+Enter");
  await reloaded(tab, "Note changed.", ".note >> text=Who says so");
  check("at the note that was changed", (await active(tab)).startsWith("n-h-"), true);
  await edit.focus();
  await tab.keyboard.press("Enter");
  await tab.waitForSelector(".va-bar:not([hidden])");
  await bar(tab, "Delete").press("Enter");
  await reloaded(tab, "Note deleted.", ".leaf");
  check("at the words of a note that was deleted", await active(tab), first);
  await tab.focus("#va-undo");
  await tab.keyboard.press("Enter");
  await reloaded(tab, "Undone");
  await tab.focus("#va-a");
  await tab.keyboard.press("Enter");
  await tab.locator(".va-all li").first().getByRole("button", { name: "Delete" }).press("Enter");
  await reloaded(tab, "Note deleted.");
  check("at the button of the list", await active(tab), "va-a");
  await undo(tab);
  await undo(tab);
  is("bridge", BRIDGE, "all undone");
  await tab.close();
  const other = await open("proposed");
  await other.keyboard.press("r");
  await other.waitForSelector(".va-told");
  await other.keyboard.press("Escape");
  check("after the suggestions", await active(other), await other.locator(".leaf a.ent").first().textContent());
  await other.close();
}

/** What is said goes by itself, but not while somebody is at it; what went wrong is said until it is closed. */
async function messages() {
  const tab = await open("bridge");
  const isOn = () => tab.locator(".va-status.is-on").count();
  await tab.clock.install();
  await select(tab, "nobody counted them");
  await Promise.all([tab.waitForEvent("load"), tab.keyboard.press("h")]);
  await said(tab, "Highlight saved.");
  await tab.focus("#va-undo");
  await tab.clock.fastForward(20000);
  check("what has the focus stays", [await isOn(), await active(tab)], [1, "va-undo"]);
  await tab.locator(".va-tools button").first().focus();
  await tab.clock.fastForward(20000);
  check("and goes when it has it no more", await isOn(), 0);
  await select(tab, "nobody counted them");
  await tab.keyboard.press("h");
  await said(tab, "these words are highlighted already");
  await tab.clock.fastForward(20000);
  check("what went wrong stays", await isOn(), 1);
  await tab.locator(".va-status button", { hasText: "Close" }).focus();
  await tab.keyboard.press("Enter");
  check("until it is closed", [await isOn(), (await active(tab)).startsWith("h-")], [0, true]);
  is("bridge", with_("  - nobody counted them\n"), "no second highlight");
  await Promise.all([tab.waitForEvent("load"), tab.keyboard.press("z")]);
  await tab.close();
}

/** What is selected and what became of it is heard, from a place that is always there. */
async function heard() {
  const tab = await open("bridge");
  const hears = (words) => tab.waitForFunction((words) => document.querySelector(".va-voice")?.textContent.endsWith(words), words, { timeout: 4000 }).catch(async () => faults.push(`“${words}” should be heard, and is “${await tab.textContent(".va-voice")}”`));
  check("it is there before", await tab.evaluate(() => { const { role, parentElement } = document.querySelector(".va-voice"); return [role, getComputedStyle(document.querySelector(".va-voice")).visibility, parentElement.tagName]; }), ["status", "visible", "MAIN"]);
  await tab.keyboard.press("s");
  await hears("Esc ends. They");
  await tab.keyboard.press("ArrowRight");
  await hears("crossed");
  await tab.keyboard.press("Shift+ArrowRight");
  await hears("crossed the, 2 words");
  await tab.keyboard.press("Shift+ArrowDown");
  await tab.keyboard.press("Shift+ArrowDown");
  await hears("crossed the bridge at … and nobody counted them, 24 words");
  await tab.keyboard.press("Escape");
  await select(tab, "nobody counted them");
  await tab.keyboard.press("h");
  await reloaded(tab, "Highlight saved.");
  await hears("Highlight saved. ");
  await undo(tab);
  await tab.close();
}

/** Without single keys, all is done with Tab and Enter, and nothing speaks of keys that do nothing. */
async function unkeyed() {
  const tab = await open("bridge");
  check("buttons name their keys", await tab.textContent(".va-tools"), "Annotations (a)Suggestions (r)Select by keyboard (s)Undo (z)");
  await select(tab, "counted");
  await tab.waitForSelector(".va-bar:not([hidden])");
  await tab.keyboard.press("?");
  const listed = await tab.locator("#vr-help kbd").allTextContents();
  check("all keys are listed", "hnqdcemfsaryxz".split("").filter((key) => !listed.includes(key)), []);
  await sound(tab, "the list of keys", "#vr-help");
  await tab.uncheck("#vr-keys");
  await tab.keyboard.press("Escape");
  check("what is selected stays", await tab.evaluate(() => getSelection().toString()), "counted");
  check("or do not", await tab.textContent(".va-tools"), "AnnotationsSuggestionsSelect by keyboardUndo");
  await tab.keyboard.press("Escape");
  await tab.focus("#va-s");
  await tab.keyboard.press("Enter");
  await said(tab, "The arrows go from word to word and from line to line; with Shift they select. Tab leads to what can be made of them, Esc ends.");
  await tab.keyboard.press("Shift+ArrowRight");
  await tab.keyboard.press("Tab");
  await tab.waitForTimeout(200);
  check("in the bar", [await active(tab), await tab.locator(".va-bar [title]").count()], ["Highlight", 0]);
  await tab.keyboard.press("Shift+Tab");
  check("and back before the words", await active(tab), "va-z");
  await tab.keyboard.press("Shift+ArrowRight");
  await tab.keyboard.press("Enter");
  for (let more = 0; more < 7; more++) await tab.keyboard.press("Tab");
  check("to its end", await active(tab), "Record");
  await tab.keyboard.press("Tab");
  check("and on in their paragraph", await active(tab), "Paragraph 1, permalink");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Enter");
  await reloaded(tab, "Highlight saved.");
  is("bridge", with_("  - They crossed the\n"), "without single keys");
  await tab.keyboard.press("h");
  await tab.evaluate(() => localStorage.removeItem("vr-keys"));
  await undo(tab);
  is("bridge", BRIDGE, "undone");
  await tab.close();
}

/** A key that is held, or pressed again before it is done, asks once. */
async function held() {
  const tab = await open("bridge");
  await select(tab, "nobody counted them");
  for (let pressed = 0; pressed < 6; pressed++) await tab.keyboard.down("h");
  await tab.keyboard.up("h");
  await reloaded(tab, "Highlight saved.");
  is("bridge", with_("  - nobody counted them\n"), "a key that is held");
  await undo(tab);
  await select(tab, "nobody counted them");
  await tab.evaluate(() => { for (let pressed = 0; pressed < 2; pressed++) document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "h", bubbles: true })); });
  await reloaded(tab, "Highlight saved.");
  is("bridge", with_("  - nobody counted them\n"), "a key that is pressed twice");
  await select(tab, "crossed, and nobody counted them");
  await tab.keyboard.press("h");
  await reloaded(tab, "Highlight saved.");
  clean();
  await undo(tab);
  await undo(tab);
  await tab.close();
  const other = await open("proposed");
  await other.keyboard.press("r");
  await other.waitForSelector(".va-told");
  for (let pressed = 0; pressed < 4; pressed++) await other.keyboard.down("x");
  await reloaded(other, "Name rejected", ".va-told >> text=1 of 2");
  for (let pressed = 0; pressed < 4; pressed++) await other.keyboard.down("x");
  await other.keyboard.up("x");
  await other.waitForTimeout(500);
  check("one suggestion", [file("proposed").match(/suggested/g).length, await other.locator(".va-told").count()], [2, 1]);
  await undo(other);
  is("proposed", FILES.proposed, "undone");
  await other.close();
}

/** A date reads as it will be saved: in the language of the article, from when it was published. */
async function dates() {
  for (const [name, words, date, read] of [
    ["german", "gingen", "vor neun Monaten", "2017-03?"],
    ["german", "gingen", "12. Oktober 2017", "2017-10-12"],
    ["british", "opened", "03/06/1912", "1912-06-03"],
    ["bridge", "counted", "03/06/1912", null],
    ["bridge", "counted", "last Wednesday", "2017-12-20?"],
    ["british", "opened", "last Wednesday", null],
    ["arabic", "القافلة", "الأربعاء الماضي", "2017-12-20?"],
    ["german", "gingen", "vor langer Zeit", null],
  ]) {
    const tab = await open(name);
    await select(tab, words);
    await bar(tab, "Event").click();
    await tab.fill("#va-date", date);
    const expected = read ? `(${read})` : "not a date yet";
    await tab.waitForFunction((expected) => document.querySelector("#va-date-hint").textContent.includes(expected), expected, { timeout: 4000 }).catch(async () => faults.push(`${name}: ${date}: ${await tab.textContent("#va-date-hint")}, not ${expected}`));
    await save(tab);
    if (read) { await reloaded(tab, "Event saved."); await undo(tab); } else await tab.waitForSelector(".va-wrong:not(:empty)");
    is(name, FILES[name], `${date}, undone`);
    await tab.close();
  }
}

/** What a change makes to mend elsewhere is said with it, over the window and not behind what counts it. */
async function mending() {
  const tab = await open("bridge");
  await select(tab, "nobody counted them");
  await tab.keyboard.press("n");
  await tab.fill("#va-note", "See [[nowhere-at-all]].");
  await tab.keyboard.press("Control+Enter");
  await reloaded(tab, "Note saved. There is something to mend: ");
  check("what there is to mend", (await tab.textContent(".va-status")).includes("nowhere-at-all"), true);
  await tab.setViewportSize({ width: 320, height: 256 });
  await tab.locator("variorum-preview .badge").waitFor();
  check("it is not covered", await tab.evaluate(() => { const [words, badge] = [document.querySelector(".va-status"), document.querySelector("variorum-preview").shadowRoot.querySelector(".badge")].map((element) => element.getBoundingClientRect()); return words.top >= 0 && (words.bottom <= badge.top || words.right <= badge.left); }), true);
  await tab.setViewportSize({ width: 1440, height: 1000 });
  await undo(tab);
  check("nothing after that", (await tab.textContent(".va-status")).includes("mend"), false);
  await tab.close();
  const other = await open("related");
  await other.keyboard.press("a");
  await other.locator(".va-all li", { hasText: "forty" }).getByRole("button", { name: "Delete" }).click();
  await reloaded(other, "Claim deleted. There is something to mend: ");
  await undo(other);
  is("related", FILES.related, "undone");
  await other.close();
}

/** Words that begin in a linked name are selected with the mouse; the link leads where it led. */
async function links(isOld = false) {
  const tab = await open("answered");
  if (isOld) await tab.evaluate(() => { document.caretPositionFromPoint = undefined; });
  const name = tab.locator(".leaf a.ent", { hasText: "Tabqa" }).first();
  const box = await name.boundingBox();
  await tab.mouse.move(box.x + 2, box.y + box.height / 2);
  await tab.mouse.down();
  await tab.mouse.move(box.x + box.width + 30, box.y + box.height / 2, { steps: 5 });
  await tab.mouse.up();
  await tab.waitForSelector(".va-bar:not([hidden])");
  check("words from a link on", (await tab.evaluate(() => getSelection().toString())).startsWith("Tabqa"), true);
  await tab.mouse.move(box.x + 2, box.y + box.height / 2);
  await tab.mouse.down();
  await tab.mouse.move(box.x + box.width - 2, box.y + box.height / 2, { steps: 5 });
  await tab.mouse.up();
  await tab.waitForTimeout(300);
  check("words of a link", [(await tab.evaluate(() => getSelection().toString())).startsWith("Tab"), new URL(tab.url()).pathname], [true, "/articles/answered.html"]);
  await name.click();
  await tab.waitForURL(/entities\/tabqa/, { timeout: 4000 }).catch(() => faults.push("a link leads nowhere"));
  await tab.close();
}

/** By touch, on a phone: the bar stands below the selection, inside of the window. */
async function touch() {
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const tab = await open("bridge", phone);
  await select(tab, "nobody counted them");
  await tab.waitForSelector(".va-bar:not([hidden])");
  const place = await tab.evaluate(() => { const [box, words] = [document.querySelector(".va-bar").getBoundingClientRect(), getSelection().getRangeAt(0).getBoundingClientRect()]; return { below: box.top >= words.bottom, inside: box.left >= 0 && box.right <= innerWidth, wide: document.documentElement.scrollWidth <= innerWidth }; });
  check("the bar on a phone", place, { below: true, inside: true, wide: true });
  await sound(tab, "a phone", ".va-bar");
  await phone.close();
}

/** Requests that come from elsewhere change nothing. */
async function hostile() {
  const tab = await open("bridge");
  const token = await tab.evaluate(() => document.querySelector("script[data-token]").dataset.token);
  const body = JSON.stringify({ do: "add", page: "/articles/bridge.html", list: "highlights", passage: null, item: { note: "x" } });
  const own = { "content-type": "application/json", "x-variorum-token": token, origin: base.slice(0, -1) };
  for (const [what, headers, sent, status] of [
    ["no token", { ...own, "x-variorum-token": "" }, body, 403],
    ["another origin", { ...own, origin: "http://example.org" }, body, 403],
    ["no origin", { "content-type": own["content-type"], "x-variorum-token": token }, body, 403],
    ["another type", { ...own, "content-type": "text/plain" }, body, 415],
    ["no JSON", own, "{", 400],
    ["a path", own, body.replace("/articles/bridge.html", "/../../etc/passwd"), 422],
    ["too long", own, body.replace('"x"', `"${"x".repeat(1 << 21)}"`), 413],
  ]) {
    const response = await fetch(`${base}.variorum/annotations`, { method: "POST", headers, body: sent });
    check(`hostile: ${what}`, response.status, status);
  }
  is("bridge", BRIDGE, "untouched");
  await tab.close();
  // A file that has become a link to elsewhere is not written through.
  const secret = join(root, "secret.md");
  writeFileSync(secret, FILES.bare);
  rmSync(path("bare"));
  symlinkSync(secret, path("bare"));
  const sent = body.replace("bridge.html", "bare.html");
  const response = await fetch(`${base}.variorum/annotations`, { method: "POST", headers: own, body: sent });
  check("hostile: a link", [response.ok, readFileSync(secret, "utf8")], [false, FILES.bare]);
}

for (const [name, run] of Object.entries({ highlight, formulas, caption, drawn, note, others, suggestions, replies, marks, records, kinds, fromRight, particles, conflict, keyboard, forms, focus, messages, heard, unkeyed, held, dates, mending, links, oldLinks: () => links(true), touch, hostile }).filter(([name]) => !process.env.ONLY || process.env.ONLY.split(",").includes(name))) {
  const start = Date.now();
  await run().catch((error) => faults.push(`${name}: ${error.message.split("\n").slice(0, 3).join(" ")}`));
  for (const [file, text] of Object.entries(FILES)) if (name !== "hostile") write(file, text);
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
await browser.close();
served.kill();
rmSync(root, { recursive: true });
end("annotating is as it should be");
