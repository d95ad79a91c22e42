// The preview in a browser: what is saved is seen at once, where it is read, and faults are shown over it. Run with
//   NODE_PATH=… node tests/browser/serve.mjs [target/debug/variorum]
// Ends in 1 when something is not as it should be.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { check, end, faults, launch, require } from "./browser.mjs";

const root = mkdtempSync(join(tmpdir(), "variorum-serve-"));
const write = (path, text) => { mkdirSync(dirname(join(root, path)), { recursive: true }); writeFileSync(join(root, path), text); };
const paragraphs = Array.from({ length: 60 }, (_, n) => `Paragraph ${n} of a long text, which says that ${n} lorries were counted on the bridge.`);
const article = (title, body) => `---\ntitle: ${title}\n---\n${body.join("\n\n")}\n`;
const sheet = readFileSync("themes/variorum/static/assets/variorum.css", "utf8");
write("variorum.yaml", "title: Preview\ntheme: mine\n");
write("themes/mine/static/assets/variorum.css", sheet);
write("content/articles/long.md", article("Long", paragraphs));
write("content/articles/other.md", article("Other", ["Other words."]));
write("content/about.md", "---\ntitle: About\n---\n![](dot.png)\n");
write("content/dot.png", Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"));

const servers = [];
/** Starts a preview; its address. */
function serve(root, ...args) {
  const server = spawn(process.argv[2] ?? "target/debug/variorum", ["serve", "--root", root, "--editor", "code", ...args], { stdio: ["ignore", "ignore", "pipe"] });
  servers.push(server);
  return new Promise((ready, fail) => {
    let said = "";
    server.stderr.on("data", (text) => { said += text; const url = said.match(/http:\S+/); if (url) ready(url[0]); });
    server.on("exit", () => fail(new Error(said)));
  });
}
const base = await serve(root);
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });

/** A tab that tells of errors and of what its policy refuses; it remembers how often it was loaded. */
async function open(path, at = base) {
  const tab = await context.newPage();
  tab.loads = 0;
  tab.on("load", () => (tab.loads += 1));
  tab.on("pageerror", (error) => faults.push(`${path}: ${error.message}`));
  tab.on("console", (message) => { if (message.type() === "error" && !(at === base ? /status of 404/ : /status of (404|500)/).test(message.text())) faults.push(`${path}: ${message.text()}`); });
  await tab.goto(at + path);
  return tab;
}
const text = async (tab, words) => {
  await tab.getByText(words).first().waitFor({ timeout: 10_000 });
  await tab.waitForLoadState("load");
};
const until = (tab, test, argument) => tab.waitForFunction(test, argument, { timeout: 10_000 });

/** Pages whose bytes are other ones load again, and no others. */
async function reload() {
  const [long, other] = [await open("articles/long.html"), await open("articles/other.html")];
  write("content/articles/long.md", article("Long", ["New words.", ...paragraphs]));
  await text(long, "New words.");
  check("the page that was saved is loaded again", long.loads, 2);
  write("content/articles/other.md", article("Other", ["Quite other words."]));
  await text(other, "Quite other words.");
  check("the other page is loaded once for itself", [long.loads, other.loads], [2, 2]);
  const missing = await open("articles/later.html");
  await text(missing, "Near");
  write("content/articles/later.md", article("Later", ["Here at last."]));
  await text(missing, "Here at last.");
  for (const tab of [long, other, missing]) await tab.close();
}

/** The words that are being read stay where they are, whatever comes before them. */
async function position() {
  const tab = await open("articles/long.html");
  const top = () => tab.evaluate(() => Math.round([...document.querySelectorAll("main p")].find((p) => p.textContent.includes("Paragraph 40 ")).getBoundingClientRect().top));
  await tab.evaluate(() => [...document.querySelectorAll("main p")].find((p) => p.textContent.includes("Paragraph 40 ")).scrollIntoView({ block: "center", behavior: "instant" }));
  const before = await top();
  write("content/articles/long.md", article("Long", [...Array(12).fill("More words before."), ...paragraphs]));
  await text(tab, "More words before.");
  const isIn = async () => Math.abs((await top()) - before) < 5;
  for (let waited = 0; waited < 20 && !(await isIn()); waited += 1) await tab.waitForTimeout(100);
  check("the words that are read stay in place", (await isIn()) || [before, await top()], true);
  check("they are far down", await tab.evaluate(() => scrollY > 1000), true);
  await tab.close();
}

/** Style sheets and pictures are taken in place. */
async function swap() {
  const tab = await open("about.html");
  await until(tab, () => document.images[0].naturalWidth === 1);
  write("themes/mine/static/assets/variorum.css", `${sheet}\nbody { outline: 3px solid rgb(1, 2, 3); }\n`);
  await until(tab, () => getComputedStyle(document.body).outlineColor === "rgb(1, 2, 3)");
  write("content/dot.png", Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==", "base64"));
  await until(tab, () => document.images[0].src.includes("turn="));
  check("nothing is loaded again for them", tab.loads, 1);
  check("one style sheet is there as before", await tab.locator('link[rel="stylesheet"][href*="variorum.css"]').count(), 1);
  // The page has the size of a picture, and is loaded again for another one.
  write("content/dot.png", Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAEUlEQVR42mNk+M9QzwAEjDAGABMEAgFv6ZVJAAAAAElFTkSuQmCC", "base64"));
  await until(tab, () => document.images[0].naturalWidth === 2 && document.images[0].width === 2);
  await tab.close();
}

/** Each kind of file is seen in an open page as soon as it is saved, renamed or removed. */
async function kinds() {
  const extended = (words) => `{% extends "builtin/page.html" %}{% block main %}<p>${words}</p>{{ super() }}{% endblock %}`;
  const settings = (more) => write("variorum.yaml", `title: Preview\ntheme: mine\n${more}`);
  const move = (from, to) => renameSync(join(root, from), join(root, to));
  const remove = (path) => rmSync(join(root, path));
  const claiming = "entities: [Tabqa]\nclaims: [{says: Somebody says where, question: where}]";
  for (const [what, page, act, shown] of [
    ["an article", "articles/other.html", () => write("content/articles/other.md", article(`Other\n${claiming}`, ["In Tabqa it began."])), "text=it began"],
    ["a page", "about.html", () => write("content/about.md", "---\ntitle: About\n---\nAbout these texts.\n\n![](dot.png)\n"), "text=About these texts."],
    ["the record of a name", "entities/tabqa.html", () => write("content/entities/tabqa.md", "---\nname: Tabqa\nsummary: A town at a dam.\n---\n"), "text=A town at a dam."],
    ["the record, in an article", "articles/long.html", () => write("content/entities/tabqa.md", "---\nname: Tabqa\naliases: [the bridge]\n---\n"), "a.ent >> text=the bridge"],
    ["a question, in an article", "articles/other.html", () => write("content/questions/where.md", "---\ntitle: Where did it begin?\n---\n"), "text=Where did it begin?"],
    ["a template", "about.html", () => write("templates/page.html", extended("From the template.")), "text=From the template."],
    ["a template that is taken away", "about.html", () => remove("templates/page.html"), "main:not(:has-text('From the template.'))"],
    ["a template of the theme", "about.html", () => write("themes/mine/templates/page.html", extended("From the theme.")), "text=From the theme."],
    ["words of the interface", "about.html", () => write("i18n/en.yaml", "nav.articles: What was read\n"), "text=What was read"],
    ["a setting", "about.html", () => settings("description: All that was read.\n"), "text=All that was read."],
    ["no theme", "about.html", () => write("variorum.yaml", "title: Preview\n"), "main:not(:has-text('From the theme.'))"],
    ["the theme again", "about.html", () => settings(""), "text=From the theme."],
    ["a new article, in a list", "articles.html", () => write("content/articles/fresh.md", article("Fresh", ["Fresh words."])), 'a[href="articles/fresh.html"]'],
    ["a renamed article, in a list", "articles.html", () => move("content/articles/fresh.md", "content/articles/moved.md"), 'a[href="articles/moved.html"]'],
    ["a removed article, in a list", "articles.html", () => remove("content/articles/moved.md"), 'main:not(:has(a[href="articles/moved.html"]))'],
    ["a removed article", "articles/later.html", () => remove("content/articles/later.md"), "text=Near"],
  ]) {
    const tab = await open(page);
    act();
    await tab.locator(shown).first().waitFor({ timeout: 10_000 }).catch(() => faults.push(`${what}: ${shown} is not seen`));
    await tab.close();
  }
  // A file that is copied has nothing in it that listens; a page that shows it has.
  write("static/copied.css", "html { outline: 1px solid rgb(4, 5, 6); }\n");
  write("themes/mine/templates/page.html", `{% extends "builtin/page.html" %}{% block head %}{{ super() }}<link rel="stylesheet" href="{{ page.root }}copied.css">{% endblock %}`);
  const tab = await open("about.html");
  await until(tab, () => getComputedStyle(document.documentElement).outlineColor === "rgb(4, 5, 6)");
  write("static/copied.css", "html { outline: 1px solid rgb(7, 8, 9); }\n");
  await until(tab, () => getComputedStyle(document.documentElement).outlineColor === "rgb(7, 8, 9)");
  await tab.close();
  remove("themes/mine/templates/page.html");
}

/** Faults of files that are no articles: in the panel while they last, over the page as it was. */
async function panels() {
  for (const [path, good, bad, words] of [
    ["templates/page.html", '{% extends "builtin/page.html" %}', "{% extends", "template"],
    ["templates/page.html", '{% extends "builtin/page.html" %}', '{% extends "builtin/page.html" %}{% block main %}{{ nothing.here }}{% endblock %}', "nothing"],
    ["themes/mine/templates/page.html", '{% extends "builtin/page.html" %}', "{% block %}", "template"],
    ["variorum.yaml", "title: Preview\ntheme: mine\n", "title: Preview\ntheme: mine\ncolour: red\n", "colour"],
    ["variorum.yaml", "title: Preview\ntheme: mine\n", "title: [\n", "variorum.yaml"],
    ["variorum.yaml", "title: Preview\ntheme: mine\n", "title: Preview\ntheme: yours\n", "yours"],
    ["themes/mine/theme.yaml", "name: mine\n", "name: [\n", "theme.yaml"],
    ["i18n/en.yaml", "nav.articles: Read\n", "nav.articles: [\n", "en.yaml"],
  ]) {
    write(path, good);
    const tab = await open("about.html");
    await text(tab, "About these texts.");
    write(path, bad);
    const panel = tab.locator("variorum-preview .panel");
    const told = `${path}: ${bad.trim().split("\n").at(-1)}`;
    await panel.waitFor({ timeout: 10_000 }).catch(() => faults.push(`${told}: there is no panel`));
    check(`${told}: what is wrong`, (await panel.innerText().catch(() => "")).includes(words), true);
    check(`${told}: the last good page`, await tab.getByText("About these texts.").count(), 1);
    write(path, good);
    await tab.locator("variorum-preview").waitFor({ state: "detached", timeout: 10_000 }).catch(() => faults.push(`${told}: the panel stays`));
    await tab.close();
  }
}

/** Faults are shown over the last good page, and go when they do. */
async function panel() {
  const tab = await open("articles/other.html");
  const shown = tab.locator("variorum-preview .panel");
  write("content/articles/other.md", "---\ntitle: [<img src=x onerror=alert(1)>\n---\nBroken.\n");
  await shown.waitFor();
  check("the panel says what is wrong", /^1 error$/m.test(await shown.locator("h2").innerText()), true);
  check("the passage is drawn, and is text", (await shown.locator("pre").innerText()).includes("title: [<img src=x onerror=alert(1)>"), true);
  check("nothing of it is markup", await shown.locator("img").count(), 0);
  check("a link opens the editor", await shown.locator("a").getAttribute("href"), `vscode://file${root}/content/articles/other.md:2:8`);
  check("the last good page stays", [await tab.getByText("Quite other words.").count(), tab.loads], [1, 1]);
  await shown.locator("button").click();
  await tab.locator("variorum-preview .badge").waitFor();
  await tab.keyboard.press("Enter");
  await shown.waitFor();
  await tab.keyboard.press("Escape");
  check("escape hides it", await shown.count(), 0);
  write("content/articles/other.md", article("Other", ["Quite other words."]));
  await tab.locator("variorum-preview").waitFor({ state: "detached" });
  check("a page that is as before is not loaded again", tab.loads, 1);
  write("content/articles/other.md", article("Other\nhighlights: [not in the text]", ["Quite other words."]));
  await tab.locator("variorum-preview .badge", { hasText: "1 warning" }).waitFor();
  write("content/articles/other.md", article("Other", ["Quite other words."]));
  await tab.locator("variorum-preview").waitFor({ state: "detached" });
  await tab.close();
}

/** A page of the public edition that would tell what is withheld says so, and shows nothing of it until it does no more. */
async function leaks() {
  const root = mkdtempSync(join(tmpdir(), "variorum-public-"));
  const write = (path, text) => { mkdirSync(dirname(join(root, path)), { recursive: true }); writeFileSync(join(root, path), text); };
  const secret = "Nobody but the reader knows which of the seven bridges was mined.";
  const template = (words) => write("templates/page.html", `{% extends "builtin/page.html" %}{% block main %}<p>Words of the template. ${words}</p>{% endblock %}`);
  write("variorum.yaml", "title: Public\n");
  write("content/about.md", "---\ntitle: About\n---\nx\n");
  write("content/articles/kept.md", `---\ntitle: Kept back\nvisibility: private\n---\nFirst line.\n\n${secret}\n`);
  template("");
  const tab = await open("about.html", await serve(root, "--public", "--port", "0"));
  await text(tab, "Words of the template.");
  template(secret.toUpperCase());
  const panel = tab.locator("variorum-preview .panel");
  await panel.waitFor();
  check("the panel says what would be published", /words of this text are withheld, and `about\.html` would publish them/.test(await panel.innerText()), true);
  check("it leads to where they are to be taken out", await panel.locator("a").first().getAttribute("href"), `vscode://file${root}/templates/page.html:1:76`);
  await tab.getByRole("heading", { name: "This page cannot be shown" }).waitFor();
  // What stands for it draws the faults, and the files in which they are.
  check("nothing of the page is shown", await tab.locator("body > main > p, nav").count(), 0);
  template("Nothing is told.");
  await text(tab, "Nothing is told.");
  await tab.locator("variorum-preview").waitFor({ state: "detached" });
  await tab.close();
  rmSync(root, { recursive: true });
}

/** What the panel looks like to those who do not see it. */
async function access() {
  const tab = await open("articles/other.html");
  write("content/articles/later.md", "---\ntitle: [\n---\nBroken.\n");
  await tab.locator("variorum-preview .panel").waitFor();
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  for (const colorScheme of ["light", "dark"]) for (const width of [1440, 390]) {
    await tab.setViewportSize({ width, height: 844 });
    await tab.emulateMedia({ colorScheme });
    await tab.evaluate(axe);
    const found = await tab.evaluate(() => axe.run("variorum-preview", { preload: false, resultTypes: ["violations"] }));
    for (const { id, nodes } of found.violations) faults.push(`the panel at ${width}, ${colorScheme}: ${id}: ${nodes[0].html}`);
    check(`the panel at ${width} is as wide as the window`, await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    if (process.env.PICTURES) await tab.screenshot({ path: join(process.env.PICTURES, `panel-${width}-${colorScheme}.png`) });
  }
  write("content/articles/later.md", article("Later", ["Here at last."]));
  await tab.locator("variorum-preview").waitFor({ state: "detached" });
  await tab.close();
}

/** Hidden tabs give their streams back, of which a browser has six, and are right when they are looked at again. */
async function tabs() {
  const hide = (hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  };
  const opened = [];
  for (let n = 0; n < 10; n += 1) {
    for (const tab of opened) await tab.evaluate(hide, true);
    opened.push(await open("articles/other.html"));
  }
  write("content/articles/other.md", article("Other", ["Words for ten tabs."]));
  await text(opened[9], "Words for ten tabs.");
  check("hidden tabs wait", opened.slice(0, 9).map((tab) => tab.loads), Array(9).fill(1));
  await opened[0].evaluate(hide, false);
  await text(opened[0], "Words for ten tabs.");
  for (const tab of opened) await tab.close();
}

for (const [name, run] of Object.entries({ reload, position, swap, panel, leaks, access, tabs, kinds, panels })) {
  const start = Date.now();
  await run().catch((error) => faults.push(`${name}: ${error.message}`));
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
await browser.close();
for (const server of servers) {
  server.removeAllListeners("exit");
  server.kill();
}
rmSync(root, { recursive: true });
end("the preview is as it should be");
