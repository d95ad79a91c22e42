// The file for TimelineJS, as TimelineJS shows it. Run with
//   NODE_PATH=… node timeline.mjs SITE/data/timeline.json
// Needs playwright-core and @knight-lab/timelinejs where NODE_PATH says. Ends in 1 when an event is not shown.
import { readFileSync } from "node:fs";
import { check, end, launch, require } from "../tests/browser/browser.mjs";

const timeline = JSON.parse(readFileSync(process.argv[2], "utf8"));
const browser = await launch();
const page = await browser.newPage();
await page.setContent("<div id=timeline style='width: 1200px; height: 700px'></div>");
await page.addScriptTag({ path: require.resolve("@knight-lab/timelinejs/dist/js/timeline.js") });
const shown = await page.evaluate(async (timeline) => {
  const shown = new TL.Timeline("timeline", timeline, { soundcite: false, font: null });
  for (let tries = 0; !shown.config && tries < 100; tries++) await new Promise((later) => setTimeout(later, 50));
  const { events, messages } = shown.config;
  return { errors: messages.errors, days: events.map((event) => [event.unique_id, event.start_date.data.date_obj instanceof Date]) };
}, timeline);
await browser.close();
check("TimelineJS: errors", shown.errors, []);
check("TimelineJS: events", shown.days.map(([id]) => id).toSorted(), timeline.events.map((event) => event.unique_id).toSorted());
check("TimelineJS: dates", shown.days.filter(([, isDate]) => !isDate), []);
end(`TimelineJS shows ${shown.days.length} events`);
