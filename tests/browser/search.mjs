// The search page in a browser, from file://, over an archive in several scripts that is large enough to be cut into
// shards. Run with
//   NODE_PATH=… node tests/browser/search.mjs [target/debug/variorum]
// Prints what the first result costs; ends in 1 when something is not as it should be.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { check, end, faults, launch } from "./browser.mjs";

/** Words as frequent as in a language, always the same. */
function* words() {
  const syllables = ["ka", "ro", "min", "tel", "sa", "ver", "du", "nor", "li", "pas", "e", "go", "con", "qa"];
  for (let state = 7n;;) {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1n);
    let word = "";
    for (let rank = Math.floor(Math.exp((Number(state >> 11n) / 2 ** 53) * 11.5)); rank > 0; rank = Math.floor(rank / 14)) word += syllables[rank % 14];
    yield word;
  }
}
const next = words();
const text = (bytes) => {
  let made = "";
  while (made.length < bytes) made += next.next().value + (made.length % 600 < 9 ? ".\n\n" : " ");
  return made.trim();
};
const article = (title, body) => `---\ntitle: ${title}\noutlet: The Paper\nentities: [Raqqa, Konvoi]\n---\n${body}\n`;
const note = "highlights:\n  - quote: lorries left\n    reader: A\n    note: Who **counted** them?\n---\n";
const files = [
  article("The Convoy out of Raqqa", "A café was shut.\n\n## The way\n\nThe lorries left & <i>nobody</i> saw \\<script>.").replace("---\nA café", `published: 2017-10~\n${note}A café`),
  article("车队", "没有人知道。\n\n他说车队离开了拉卡，没有人知道。"),
  article("الرقة", "غادرت القافلة مدينة الرقّة ليلًا وبالشاحنات."),
  article("شمار", "در سال ۱۳۳۴ شمار ١٢٬٠٠٠ نسخه در کتاب\u200cفروشی نو بود."),
  article("M.K. v. Poland", "The hearing took 6½ minutes before J. R. Doyle.").replace("Raqqa, Konvoi", "Doyle"),
  article("Łódź", "Øystein Ørsted saw Þingvellir, Đakovo and Ærø."),
  article("Marshes and markets", "Marsh by marsh."),
  article("Of a sea", "The old mar was there, at 3 W m^−2^.").replace("outlet", "published: 1916-05-03\noutlet"),
  article("25 ships", "They came by night.").replace("outlet", "events:\n  - {title: One comes, date: 1889-05}\n  - {title: Another comes, date: 1889-06}\noutlet"),
  article("Колонна", "Колонна выехала ночью и двинулась на юг."),
  ...Array.from({ length: 40 }, () => article(text(40).replaceAll(/\s+/g, " ").replaceAll(".", ""), text(5000))),
];
const root = mkdtempSync(join(tmpdir(), "variorum-search-"));
const write = (path, text) => { mkdirSync(dirname(join(root, path)), { recursive: true }); writeFileSync(join(root, path), text); };
write("variorum.yaml", "title: Search\nreaders: {A: First reader}\n");
files.forEach((text, number) => write(`content/articles/${String(number).padStart(5, "0")}.md`, text));
execFileSync(process.argv[2] ?? "target/debug/variorum", ["build", "--quiet", "--strict", "--root", root], { stdio: "inherit" });
const site = join(root, "public");

const browser = await launch();

async function open(query = "") {
  const page = await browser.newPage();
  page.loaded = [];
  page.on("request", (request) => { if (request.url().includes("/search/")) page.loaded.push(fileURLToPath(request.url().split("?")[0])); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  await page.goto(pathToFileURL(join(site, "search.html")) + query);
  return page;
}
const first = (page) => page.locator("#search-results li").first().waitFor();
const texts = (page, selector) => page.locator(selector).allTextContents();

/** Types, waits until the count is said, and returns the page. */
async function search(words) {
  const page = await open();
  await page.fill("#q", words);
  await page.waitForFunction(() => document.getElementById("search-count").textContent !== "");
  return page;
}

for (const [words, title] of [
  ["lorries saw", "The Convoy out of Raqqa"],
  ["LORR", "lorries left"],
  ["cafe shut", "The Convoy out of Raqqa"],
  ["“lorries left”", "lorries left"],
  ["raqqa", "Raqqa"],
  ["counted", "lorries left"],
  ["离开", "车队"],
  ["没有人知道", "车队"],
  ["拉", "车队"],
  ["الرقة", "الرقة"],
  ["رقه", "الرقة"],
  ["القافله غادرت", "الرقة"],
  ["شاحنات", "الرقة"],
  ["1334", "شمار"],
  ["١٣٣٤", "شمار"],
  ["12000", "شمار"],
  ["١٢٬٠٠٠", "شمار"],
  ["کتاب فروشی", "شمار"],
  ["کتابفروشی", "شمار"],
  ["“کتاب فروشی”", "شمار"],
  ["كتاب\u200cفروشي", "شمار"],
  ["lorry shut", "The Convoy out of Raqqa"],
  ["двинулась колонна", "Колонна"],
  ["M.K.", "M.K. v. Poland"],
  ["m.k. poland", "M.K. v. Poland"],
  ["M. K. v. Poland", "M.K. v. Poland"],
  ["mk", "M.K. v. Poland"],
  ["J.R. Doyle", "M.K. v. Poland"],
  ["6½ minutes", "M.K. v. Poland"],
  ["выехали колонной", "Колонна"],
  ["mar", "Of a sea"],
  ["marsh", "Marshes and markets"],
  ["W m−2", "Of a sea"],
  ["1916", "Of a sea"],
  ["lodz", "Łódź"],
  ["ŁÓDŹ", "Łódź"],
  ["oystein orsted", "Łódź"],
  ["thingvellir dakovo", "Łódź"],
  ["aero", "Łódź"],
]) {
  const page = await search(words);
  check(`first result for ${words}`, (await texts(page, "#search-results li:first-child h3"))[0], title);
  if (!(await page.locator("#search-results li:first-child mark").count())) faults.push(`nothing is marked for ${words}`);
  await page.close();
}
{
  const page = await search("1889");
  const links = await page.locator("#search-results h3 a").evaluateAll((links) => links.map((link) => [link.textContent, /timeline[^#]*#e-/u.test(link.href)]));
  check("events that quote nothing, each on the timeline", links.sort(), [["Another comes", true], ["One comes", true]]);
  await page.close();
}
{
  const page = await open();
  await page.goto(pathToFileURL(join(site, "index.html")).href);
  await page.keyboard.press("/");
  await page.waitForURL(/search\.html/);
  await page.waitForFunction(() => document.activeElement.id === "q");
  await page.keyboard.type("lorries");
  await first(page);
  check("the key for the search leads into its field", await page.inputValue("#q"), "lorries");
  await page.close();
}
for (const [words, said] of [["notthere", "Nothing found"], ["q", "A word of two letters or more is needed"], ["拉", "1 result"]]) {
  const page = await search(words);
  check(`status for ${words}`, await page.textContent("#search-count"), said);
  await page.close();
}
{
  const page = await search("lorries saw");
  check("link", (await page.getAttribute("#search-results a", "href")).replace(/p-[0-9a-f]+/, "p-"), "articles/00000.html#p-");
  check("text", (await texts(page, "#search-results li:first-child > p"))[1], "The lorries left & nobody saw <script>.");
  check("what it is", await texts(page, "#search-results li:first-child .meta"), ["Article c. Oct 2017"]);
  check("marks", await texts(page, "#search-results li:first-child mark"), ["lorries", "saw"]);
  await page.press("#q", "ArrowDown");
  check("arrow down", await page.evaluate(() => document.activeElement.closest("ol")?.id), "search-results");
  await page.keyboard.press("ArrowUp");
  check("arrow up", await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.tagName === "A");
  await page.keyboard.press("Escape");
  check("escape in the results", await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.press("Escape");
  check("escape in the field", [await page.inputValue("#q"), await page.locator("#search-results li").count()], ["", 0]);
  await page.close();
}
{
  const page = await search("lorries");
  check("unfiltered", await page.locator("#search-results li").count(), 2);
  await page.locator("summary", { hasText: "Kind" }).click();
  await page.locator("label", { hasText: "Note" }).click();
  await page.waitForFunction(() => document.querySelectorAll("#search-results li").length === 1);
  check("filtered", await texts(page, "#search-results h3"), ["lorries left"]);
  await page.close();
}
{
  const page = await search("Konvoi");
  check("a name", (await texts(page, "#search-results .meta"))[0], "Name Concept");
  await page.close();
}
{
  const page = await open("?q=cafe");
  await first(page);
  check("from the address", await page.inputValue("#q"), "cafe");
  await page.close();
}
// What is loaded until the first result is there: less than 60 KiB.
for (const words of ["co", "ka", "ra", "ro", "qa", "车"]) {
  const page = await open();
  const started = Date.now();
  await page.evaluate(() => {
    new MutationObserver(() => { window.shards ??= performance.getEntriesByType("resource").length; })
      .observe(document.getElementById("search-results"), { childList: true });
  });
  await page.fill("#q", words);
  await first(page);
  const time = Date.now() - started;
  const until = page.loaded.slice(0, 1 + page.loaded.findIndex((path) => /\/u\d+\.js$/.test(path)));
  const bytes = until.reduce((sum, path) => sum + statSync(path).size, 0);
  console.log(`${words}: ${(bytes / 1024).toFixed(1)} KiB in ${until.length} shards, ${time} ms, “${await page.textContent("#search-count")}”`);
  if (bytes > 60 * 1024) faults.push(`${words} costs ${bytes} bytes`);
  await page.close();
}
console.log(`the script has ${(readFileSync("themes/variorum/static/assets/search.js").length / 1024).toFixed(1)} KiB`);
await browser.close();
rmSync(root, { recursive: true });
end("search finds what there is");
