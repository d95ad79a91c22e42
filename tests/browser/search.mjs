// The search page in a browser, from file://. Prepare with
//   cargo test --test suite a_site_for_the_browser -- --ignored
// and run with
//   NODE_PATH=… node tests/browser/search.mjs [target/tmp/search]
// where playwright-core is installed. Prints what the first result costs; ends in 1 when something is not as it should be.
import { createRequire } from "node:module";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const { chromium } = createRequire(`${process.env.NODE_PATH ?? process.cwd()}/`)("playwright-core");
const root = resolve(process.argv[2] ?? "target/tmp/search");
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'";
writeFileSync(`${root}/search.html`, `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Search</title>
<form id="search" role="search" data-root=""><label for="q">Words</label><input type="search" id="q" name="q"><button>Search</button><div id="search-filters"></div></form>
<p id="search-count" role="status"></p><ol id="search-results"></ol><script src="assets/search.js" defer></script></html>`);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const faults = [];
const check = (what, is, should) => {
  if (JSON.stringify(is) !== JSON.stringify(should)) faults.push(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
};

async function open(query = "") {
  const page = await browser.newPage();
  page.loaded = [];
  page.on("request", (request) => { if (request.url().includes("/search/")) page.loaded.push(fileURLToPath(request.url().split("?")[0])); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  await page.goto(pathToFileURL(`${root}/search.html`) + query);
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
]) {
  const page = await search(words);
  check(`first result for ${words}`, (await texts(page, "#search-results li:first-child h3"))[0], title);
  if (!(await page.locator("#search-results li:first-child mark").count())) faults.push(`nothing is marked for ${words}`);
  await page.close();
}
{
  const page = await search("notthere");
  check("status without results", await page.textContent("#search-count"), "Nothing found");
  await page.close();
}
{
  const page = await search("lorries saw");
  check("link", (await page.getAttribute("#search-results a", "href")).replace(/p-[0-9a-f]+/, "p-"), "articles/00000.html#p-");
  check("text", (await texts(page, "#search-results li:first-child > p"))[1], "The lorries left & nobody saw <script>.");
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
console.log(`the script has ${(readFileSync(`${root}/assets/search.js`).length / 1024).toFixed(1)} KiB`);
await browser.close();
if (faults.length) { console.error(faults.join("\n")); process.exitCode = 1; }
