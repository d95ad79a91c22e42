// Judges dates as the EDTF cases of a file have it: node .ci/edtf.mjs BINARY CASES.json
//
// Every case is the date of an event in a made archive. It is accepted as EDTF where `check` says nothing of it, or of a day
// with a time that it is read as the day: what is read from a plain form is said to be. Bounds are those of data/events.csv.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [binary, file] = process.argv.slice(2).map((path) => resolve(path));
const cases = JSON.parse(readFileSync(file, "utf8"));

// Bounds in which the cases follow parsers that leave out what the specification counts: significant digits (`1950S2`
// is some year of the 1900s), winters that end in the next year, and the last day of a span before Christ.
const BOUNDS_APART = new Set(
  ["1950S2", "1953S2", "1953S3", "2001-24", "2001-28", "2010-24", "-1985-04-XX", "-1985-XX-XX", "-2004-XX"],
);

// A day with a time of that day, and a zone that there is.
const ZONE = "Z|(?!-00(:00)?$)[+-]((0\\d|1[0-3])(:[0-5]\\d)?|14(:00)?)";
const TIME = new RegExp(`^\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(${ZONE})?$`);

const HEAD = 3;
const LINES = 3;
const item = ({ s }, index) =>
  `  - id: case${index}\n    title: Case ${index}\n    date: ${JSON.stringify(s)}\n`;
const root = mkdtempSync(join(tmpdir(), "edtf-"));
mkdirSync(join(root, "content/articles"), { recursive: true });
writeFileSync(join(root, "variorum.yaml"), "title: Dates\n");
writeFileSync(
  join(root, "content/articles/dates.md"),
  `---\ntitle: Dates\nevents:\n${cases.map(item).join("")}---\nText.\n`,
);

const run = (...args) => spawnSync(binary, ["--root", root, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
const faults = new Set();
for (const line of run("--format", "json", "--verbose", "check").stdout.split("\n").filter(Boolean)) {
  const { code, place } = JSON.parse(line);
  const index = Math.floor((place?.line - HEAD - 1) / LINES);
  if (code !== "date-read" || !TIME.test(cases[index]?.s)) faults.add(index);
}
execFileSync(binary, ["--root", root, "--quiet", "build"]);
const bounds = new Map();
for (const row of readFileSync(join(root, "public/data/events.csv"), "utf8").split("\r\n")) {
  // Only the date can be quoted; an apostrophe stands before a year that begins with a minus sign.
  const fields = row.match(/^case(\d+),[^,]*,(?:"[^"]*"|[^,"]*),([^,]*),([^,]*),/);
  if (fields) bounds.set(Number(fields[1]), fields.slice(2).map((day) => day.replace(/^'/, "")));
}
rmSync(root, { recursive: true });

const wrong = cases.flatMap(({ s, verdict, min, max }, index) => {
  // YAML and people put white space around a date; it is no part of it.
  if (verdict === "disputed" || s !== s.trim()) return [];
  const accepted = s !== "" && !faults.has(index);
  if (accepted !== (verdict === "valid")) return [`${s}: ${verdict}, and ${accepted ? "accepted" : "refused"}`];
  if (!accepted || BOUNDS_APART.has(s)) return [];
  const day = (bound) => (bound?.endsWith("inf") ? "" : bound);
  return [[min, 0], [max, 1]].flatMap(([wanted, end]) => {
    const found = bounds.get(index)?.[end];
    return wanted === undefined || wanted === null || found?.startsWith(day(wanted)) && (day(wanted) || !found)
      ? [] : [`${s}: ends at ${found}, not ${wanted}`];
  });
});
wrong.forEach((line) => console.error(line));
console.log(`${cases.length} dates, ${wrong.length} judged otherwise`);
process.exitCode = wrong.length ? 1 : 0;
