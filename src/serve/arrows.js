// By keyboard: words are selected with the arrows, from the paragraph that is being read.
import { leaf, made, original } from "./page.js";
import { WORDLESS } from "./selection.js";
import { say, speak } from "./talk.js";

const LINES = "p, li, h2, h3, h4, h5, h6, td, th, pre, dt, dd, figcaption";
let selecting;
export const isSelecting = () => !!selecting;
export const stop = () => { selecting = null; };
/** Begins; `how` says what can be done with what is selected. */
export function begin(how) {
  const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(WORDLESS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const words = [];
  const segmenter = new Intl.Segmenter(leaf.lang || document.documentElement.lang, { granularity: "word" });
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const line = node.parentElement.closest(LINES);
    for (const { segment, index, isWordLike } of segmenter.segment(node.data)) if (isWordLike) words.push({ node, start: index, end: index + segment.length, line });
  }
  const own = document.activeElement.closest?.(LINES);
  const at = words.findIndex(({ line }) => line && (leaf.contains(own) ? line === own : line.getBoundingClientRect().bottom > 80));
  if (at < 0) return;
  selecting = { words, from: at, to: at };
  mark();
  const told = `The arrows go from word to word and from line to line; with Shift they select. ${how}, Esc ends.`;
  say(told);
  speak(`${told} `, ...chosen());
}
const ends = () => [Math.min(selecting.from, selecting.to), Math.max(selecting.from, selecting.to)];
function mark() {
  const { words, to } = selecting;
  const [first, last] = ends().map((at) => words[at]);
  getSelection().setBaseAndExtent(first.node, first.start, last.node, last.end);
  const box = words[to].node.parentElement.getBoundingClientRect();
  if (box.top < 60 || box.bottom > innerHeight - 60) words[to].node.parentElement.scrollIntoView({ block: "center" });
}
/** What is selected, for those who hear it: all of a few words, the ends of many. */
function chosen() {
  const [first, last] = ends();
  const words = selecting.words.slice(first, last + 1).map(({ node, start, end }) => node.data.slice(start, end));
  const heard = words.length > 12 ? [...words.slice(0, 4), "…", ...words.slice(-4)] : words;
  return [made("span", { textContent: heard.join(" "), ...original }), words.length > 1 ? `, ${words.length} words` : ""];
}
/** Goes where an arrow leads; whether the key was one. */
export function move(event) {
  const { words, to } = selecting;
  const back = getComputedStyle(leaf).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  const step = event.key === back || event.key === "ArrowUp" ? -1 : 1;
  if (!/^Arrow(Right|Left|Up|Down)$/.test(event.key)) return false;
  let next = to + step;
  // Line by line: to the first word of another one, or selecting to the last.
  if (/Up|Down/.test(event.key)) while (words[next] && words[next].line === words[next - (event.shiftKey ? -step : 1)]?.line) next += step;
  if (!words[next]) return true;
  selecting.to = next;
  if (!event.shiftKey) selecting.from = next;
  mark();
  speak(...chosen());
  return true;
}
