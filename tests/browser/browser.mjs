// What both browser tests need: Chromium, a server of plain files, and a list of what is not as it should be.
// playwright-core and axe-core are looked for where NODE_PATH says; CHROMIUM names another browser.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

export const require = createRequire(`${process.env.NODE_PATH ?? process.cwd()}/`);
const { chromium } = require("playwright-core");

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"] });

/** Clicks on a link and waits for the page that it leads to, which a click alone does not. */
export const follow = (tab, link) => Promise.all([tab.waitForEvent("load"), link.click()]);

/** What is not as it should be; `check` compares, `end` prints all of it and decides how the process ends. */
export const faults = [];
export const check = (what, is, should) => {
  if (JSON.stringify(is) !== JSON.stringify(should)) faults.push(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
};
export const end = (done) => {
  console.log(faults.length ? faults.join("\n") : done);
  process.exitCode = faults.length ? 1 : 0;
};

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json", ".txt": "text/plain", ".woff2": "font/woff2", ".xml": "application/xml" };

/** Serves a folder as a static host does: 404.html for what is not there. */
export async function serve(root) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
    const file = statSync(join(root, path), { throwIfNoEntry: false })?.isFile() ? path : "/404.html";
    response.writeHead(file === path ? 200 : 404, { "content-type": `${TYPES[extname(file)] ?? "application/octet-stream"}; charset=utf-8` });
    createReadStream(join(root, file)).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { base: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
