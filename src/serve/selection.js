// What is selected on a page, in the words of the text.
import { leaf } from "./page.js";

/** What the page shows beside the words of the text. */
const BESIDE = ".regions svg, .pn, .ref, .cm, .notes, .fnref, .back, .om, .task, .alert__title, .footnotes > h2, .embed, annotate-bar";
/** Where no words of the text are; a formula is drawn, and the text has other words for it. */
export const WORDLESS = `${BESIDE}, math`;
/** What a selection has in the place of a formula. */
const FORMULA = "\uFFFC";
const BLOCKS = "p, li, td, th, h1, h2, h3, h4, h5, h6, pre, dt, dd, summary, caption, figcaption, blockquote, div, section";

export const tight = (words) => words.replace(/[\s\u0085]+/gu, "");
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Whether a place between two texts is inside of a word or a number. */
const cuts = (left, right) => {
  const [last, first] = [[...left.slice(-2)].at(-1) ?? "", [...right.slice(0, 2)][0] ?? ""];
  if (LETTER.test(last) && LETTER.test(first)) return !UNSPACED.test(last) && !UNSPACED.test(first);
  return (/\d[.,]$/.test(left) && /^\d/.test(right)) || (/\d$/.test(left) && /^[.,]\d/.test(right));
};
/** Particles are written together with a Korean word: where it ends, the reader says. */
const HANGUL = /^\p{Script=Hangul}/u;
/** What is selected, up to the borders of words and formulas, and the words around it; `shown` is the same to be read. */
export function read(range) {
  const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node.data === undefined && node.localName !== "math") return NodeFilter.FILTER_SKIP;
    return node.parentElement.closest(WORDLESS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  });
  const parts = [], formulas = [];
  let [before, after, block, fresh] = ["", "", null, true];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data ?? FORMULA;
    let [start, end] = [text.length, text.length];
    if (range.intersectsNode(node)) {
      start = node === range.startContainer ? range.startOffset : 0;
      end = node === range.endContainer ? range.endOffset : text.length;
    } else if (range.comparePoint(node, 0) > 0) [start, end] = [0, 0];
    const own = node.parentElement.closest(BLOCKS);
    const border = own === block ? "" : "\n";
    block = own;
    if (!parts.length) before += border + text.slice(0, start);
    const words = text.slice(start, end);
    if (words === FORMULA) formulas.push(tight(node.textContent));
    fresh ||= border;
    if (tight(words) && fresh) { parts.push(words); fresh = false; } else if (parts.length) parts[parts.length - 1] += words;
    if (end < text.length || parts.length) after += (end ? "" : border) + text.slice(end);
  }
  if (!parts.length || !tight(parts.join(""))) return null;
  parts[0] = parts[0].trimStart();
  parts.push(parts.pop().trimEnd());
  while (cuts(before, parts[0])) { parts[0] = before.at(-1) + parts[0]; before = before.slice(0, -1); }
  while (!HANGUL.test(after) && cuts(parts.at(-1), after)) { parts.push(parts.pop() + after[0]); after = after.slice(1); }
  const words = tight(parts.join(""));
  const places = (text) => { let count = 0; for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) count++; return count; };
  const [head, tail] = [tight(before), tight(after)];
  const shown = parts.map((part) => part.replace(/\s+/gu, " ").trim()).join(" ").replaceAll(FORMULA, () => formulas.shift());
  return { shown, passage: { parts, before: before.slice(-300), after: after.slice(0, 300), number: places(head + words.slice(0, -1)) + 1, places: places(head + words + tail) } };
}
const beside = (node) => (node.closest ? node : node.parentElement).closest(BESIDE);
export function selected() {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  return range && range.intersectsNode(leaf) && leaf.contains(range.startContainer) && !beside(range.startContainer) ? range : null;
}

// Words that begin in a link: a browser would drag the link instead, and follow it where the words end in it.
let [from, isDrawn] = [null, false];
/** Where in the text a pointer is; Safari before 18.4 has only the name that is not of the standard. */
const caret = ({ clientX, clientY }) => {
  if (document.caretPositionFromPoint) return document.caretPositionFromPoint(clientX, clientY);
  const range = document.caretRangeFromPoint?.(clientX, clientY);
  return range && { offsetNode: range.startContainer, offset: range.startOffset };
};
document.addEventListener("mousedown", (event) => {
  const link = event.button === 0 && !event.shiftKey && event.target.closest("a");
  from = link && leaf.contains(link) && !beside(link) ? caret(event) : null;
  isDrawn = false;
  if (from) event.preventDefault();
});
document.addEventListener("mousemove", (event) => {
  const to = from && event.buttons === 1 && caret(event);
  if (!to) return;
  getSelection().setBaseAndExtent(from.offsetNode, from.offset, to.offsetNode, to.offset);
  isDrawn = !getSelection().isCollapsed;
});
leaf.addEventListener("click", (event) => { if (isDrawn && event.detail && event.target.closest("a")) event.preventDefault(); }, true);
