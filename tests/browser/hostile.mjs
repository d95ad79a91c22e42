// What is written to harm, in every field of every kind of file, opened in a browser without the policy of the pages:
// nothing of it runs, and nothing of it asks another host for anything. Run with
//   NODE_PATH=… [EVERY=4] node tests/browser/hostile.mjs [target/debug/variorum]
// where EVERY opens only each fourth payload, and PUBLIC=folder keeps the public edition there.
// Ends in 1 when something does.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { check, end, faults, launch, serve } from "./browser.mjs";

const variorum = process.argv[2] ?? "target/debug/variorum";
const root = mkdtempSync(join(tmpdir(), "variorum-hostile-"));
const write = (path, text) => { mkdirSync(dirname(join(root, path)), { recursive: true }); writeFileSync(join(root, path), text); };
const read = (name) => readFileSync(new URL(`../hostile/${name}`, import.meta.url), "utf8");
const payloads = [...JSON.parse(read("payloads.json")), ...JSON.parse(read("controls.json"))].filter((_, number) => number % (process.env.EVERY ?? 1) === 0);
const quoted = (words) => JSON.stringify(words).replace(/[\u007f-\u00a0\u2028-\u202e\ufeff\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
const KINDS = { "content/articles/a": "article.md", "content/articles/w": "withdrawn.md", "content/own": "own.md", "content/entities/e": "entity.md", "content/questions/q": "question.md" };
// A text with a payload in its places; a file with a zero would be no text.
const markup = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const filled = (text, payload, number) => Object.entries({
  q: quoted(payload), payload: payload.replaceAll("\0", ""), text: markup(payload), attribute: markup(payload), string: quoted(payload).slice(1, -1), cell: payload.replaceAll('"', '""'), number,
}).reduce((text, [place, words]) => text.replaceAll(`{${place}}`, () => words), text);
const all = quoted(payloads.join(" "));
const readers = payloads.map((payload, number) => `  R${number}: {name: ${quoted(payload)}}\n`);
write("variorum.yaml", `title: Hostile\ndescription: ${all}\nreaders:\n  A: {name: ${all}}\n${readers.join("")}`);
// What people bring along becomes articles of this archive, before it has others that it could be.
mkdirSync(join(root, "content", "articles"), { recursive: true });
for (const name of ["saved.html", "export.json", "export.csv"]) {
  const [kind, ending] = name.split(".");
  for (const [number, payload] of payloads.entries()) write(`in/${kind}${number}.${ending}`, filled(read(name), payload, number));
}
const ran = (args, may) => { try { return execFileSync(variorum, args, { stdio: "pipe", maxBuffer: 1 << 28, encoding: "utf8" }); } catch (error) { if (error.status !== may) throw error; return error.stdout; } };
const imported = ran(["import", "--root", root, "--format", "json", join(root, "in")], 1).trim().split("\n").map((line) => JSON.parse(line));
check("what is is brought along becomes articles", imported.filter((line) => line.status === "new").length > 2 * payloads.length, true);
for (const [path, name] of Object.entries(KINDS)) {
  const text = read(name);
  for (const [number, payload] of payloads.entries()) write(`${path}${number}.md`, filled(text, payload, number));
}
// Two that are named together make a graph, for the programs that read one.
write("content/articles/pair.md", "---\nentities: [Ann Author, Bob Example]\n---\nAnn Author wrote to Bob Example.\n");
const built = join(root, "built");
// The archive is full of faults; what can be made of it is made.
ran(["build", "--root", root, "--keep-going", "--quiet", "--private", "--output-dir", built], 1);

// Another program may look at the files for machines.
if (process.env.PUBLIC) ran(["build", "--root", root, "--keep-going", "--quiet", "--base-url", "https://archive.example.org/", "--output-dir", process.env.PUBLIC], 1);

const browser = await launch();
// The policy of the pages would stop what runs: this shows that it is not needed.
const context = await browser.newContext({ bypassCSP: true });
/** A word that only a payload says, before anything of the page has run. */
await context.addInitScript(() => {
  window.ran = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = (...said) => { window.ran.push(`${name}(${said})`); };
});

/** Opens pages, each in a tab at a time, and sees what they do. */
async function visit(base, pages, act) {
  const all = [...pages];
  await Promise.all(Array.from({ length: 4 }, async () => {
    const tab = await context.newPage();
    let page = "";
    tab.on("dialog", (dialog) => {
      // A form of the preview in which something was clicked asks before it is left.
      if (act && dialog.type() === "beforeunload") return dialog.accept();
      faults.push(`${page}: ${dialog.type()}`);
      return dialog.dismiss();
    });
    tab.on("pageerror", (error) => faults.push(`${page}: ${error.message}`));
    await tab.route("**/*", (route) => {
      const url = route.request().url();
      if (url.startsWith(base)) return route.continue();
      faults.push(`${page} asks for ${url.slice(0, 100)}`);
      return route.abort();
    });
    while (all.length) {
      page = all.pop();
      await tab.goto(base + page.split("/").map(encodeURIComponent).join("/"), { waitUntil: "load" }).catch((error) => faults.push(`${page}: ${error.message.split("\n")[0]}`));
      if (act) await act(tab).catch((error) => faults.push(`${page}: ${error.message.split("\n")[0]}`));
      const look = () => tab.evaluate(() => {
        // What would run by hand is done by hand.
        for (const element of document.querySelectorAll("body *")) for (const type of ["pointerenter", "mouseover", "focus", "click"]) if (type !== "click" || !element.closest("a, button, summary, label")) element.dispatchEvent(new MouseEvent(type, { bubbles: type !== "focus", cancelable: true }));
        const odd = [];
        for (const element of document.querySelectorAll("*")) {
          for (const { name, value } of element.attributes) {
            if (/^on/i.test(name)) odd.push(`${element.localName} ${name}`);
            if (/^(href|src|action|formaction|data|xlink:href|srcset|poster|ping|background)$/i.test(name) && /^[\u0000-\u0020]*(java|vb|live)script:|^[\u0000-\u0020]*data:text/i.test(value.replace(/[\t\n\r]/g, ""))) odd.push(`${element.localName} ${name}=${value.slice(0, 40)}`);
          }
          if (/^(iframe|frame|object|embed|base|applet|portal|foreignobject)$/i.test(element.localName) || (element.localName === "script" && !element.src)) odd.push(element.localName);
        }
        return { ran: window.ran, odd, host: location.host };
      });
      // A page that has moved leads on to where it is now.
      const seen = await look().catch(() => tab.waitForLoadState("load").then(look)).catch((error) => ({ ran: [error.message], odd: [], host: "" }));
      if (!base.includes(seen.host)) faults.push(`${page} has left for ${seen.host}`);
      for (const what of [...seen.ran, ...seen.odd]) faults.push(`${page}: ${what}`);
    }
    await tab.close();
  }));
}

const pages = readdirSync(built, { recursive: true }).map((name) => name.replaceAll("\\", "/")).filter((name) => name.endsWith(".html"));
check("enough pages are opened", pages.length > 3 * payloads.length, true);
const site = await serve(built);
let start = Date.now();
await visit(site.base, pages);
console.log(`${pages.length} pages of ${payloads.length} payloads: ${((Date.now() - start) / 1000).toFixed(1)} s`);
start = Date.now();
await visit(site.base, ["search.html", "search.html", "search.html"], async (tab) => {
  for (const words of ["alert", "script onerror", "javascript"]) {
    await tab.fill("input[type=search]", words);
    await tab.waitForTimeout(500);
  }
});
await site.close();
console.log(`the search: ${((Date.now() - start) / 1000).toFixed(1)} s`);

// The preview: its forms show what the files say, and what is typed.
start = Date.now();
const served = spawn(variorum, ["serve", "--root", root, "-p", "0", "--no-watch"], { stdio: ["ignore", "ignore", "pipe"] });
const base = await new Promise((found, failed) => {
  let said = "";
  served.stderr.on("data", (data) => { said += data; const at = said.match(/Serving (http:\S+)/); if (at) found(at[1]); });
  served.on("exit", () => failed(new Error(said.slice(-500))));
});
const articles = pages.filter((page) => /^articles\/a\d+\.html$/.test(page)).filter((_, number) => number % 10 === 0);
await visit(base, articles, async (tab) => {
  if (!(await tab.locator(".va-tools").waitFor({ timeout: 5000 }).then(() => true, () => false))) return;
  await tab.keyboard.press("a");
  await tab.waitForSelector(".va-all li", { timeout: 8000 });
  await tab.locator(".va-all button", { hasText: "Edit" }).first().click();
  await tab.waitForSelector(".va-form form");
  await tab.waitForTimeout(400);
});
const tab = await context.newPage();
await tab.goto(base + articles[0]);
await tab.waitForSelector(".va-tools");
// Every payload as a note that is being typed.
const typed = await tab.evaluate(async (payloads) => {
  const { token } = document.querySelector("script[data-token]").dataset;
  const box = document.body.appendChild(document.createElement("div"));
  for (const payload of payloads) {
    const answer = await fetch(`/.variorum/markdown?page=${encodeURIComponent(location.pathname)}`, { method: "POST", body: payload, headers: { "x-variorum-token": token } });
    box.innerHTML = (await answer.json()).html;
    for (const element of box.querySelectorAll("*")) for (const { name } of element.attributes) if (/^on/i.test(name)) window.ran.push(`${payload}: ${name}`);
    await new Promise((soon) => setTimeout(soon, 5));
  }
  return window.ran;
}, payloads);
check("what is typed runs nothing", typed, []);
served.removeAllListeners("exit");
served.kill();
console.log(`the preview: ${((Date.now() - start) / 1000).toFixed(1)} s`);
await browser.close();
rmSync(root, { recursive: true });
end("nothing that is written runs or leaves");
