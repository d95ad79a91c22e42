// The bar at words of an article, what can be done with an annotation, and the keys for both.
import { begin, isSelecting, move, stop } from "./arrows.js";
import { draw, pictures } from "./drawing.js";
import { dialog, form } from "./form.js";
import { back, button, english, keyed, leaf, made, main, original, page, resume, single, stay } from "./page.js";
import { read, selected, tight } from "./selection.js";
import { ask, hush, kept, known, look, say, send, undo, undoing, warn, why } from "./talk.js";

/** What can be made of a selection: key, label, list, and what the form has filled in. Without a form it is saved at once. */
const ACTS = [
  ["h", "Highlight", "highlights"],
  ["n", "Note", "highlights", {}],
  ["q", "Question", "highlights", { kind: "question" }],
  ["d", "Doubt", "highlights", { kind: "doubt" }],
  ["c", "Claim", "claims", {}],
  ["e", "Event", "events", {}],
  ["m", "Name", "entities", {}],
  ["f", "Record", "record", {}],
];
const WHAT = { highlights: "Highlight", entities: "Name", events: "Event", claims: "Claim" };

// The bar at a selection or at a mark.
const bar = made("annotate-bar", { className: "va-bar", ...english, hidden: true, aria: { role: "toolbar" } });
main.append(bar);
bar.addEventListener("pointerdown", (event) => event.preventDefault());
bar.addEventListener("keydown", (event) => {
  // The bar stands behind everything else: what follows it, and what comes before it, is at the words.
  if (event.key === "Tab" && document.activeElement === bar.querySelector(event.shiftKey ? "button" : "button:last-of-type")) return hide();
  const to = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key];
  if (!to) return;
  const next = getComputedStyle(bar).direction === "rtl" ? { nextElementSibling: "previousElementSibling", previousElementSibling: "nextElementSibling" }[to] : to;
  document.activeElement[next]?.focus();
  event.preventDefault();
});
let shown;
/** The part of a picture that the bar is about: its frame, and what an item says of it. */
let drawn;
function show(label, boxes, buttons, of) {
  bar.setAttribute("aria-label", label);
  bar.replaceChildren(...buttons);
  bar.hidden = false;
  shown = of;
  const box = boxes[boxes.length - 1];
  const touch = matchMedia("(pointer: coarse)").matches;
  const below = touch || boxes[0].top < bar.offsetHeight + 12;
  const top = below ? box.bottom + (touch ? 28 : 8) : boxes[0].top - bar.offsetHeight - 8;
  const left = (below ? box.right : boxes[0].left + boxes[0].width / 2) - bar.offsetWidth / 2;
  bar.style.top = `${Math.max(4, Math.min(top, innerHeight - bar.offsetHeight - 4)) + scrollY}px`;
  bar.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - bar.offsetWidth - 8)) + scrollX}px`;
}
function hide() {
  const had = bar.contains(document.activeElement);
  bar.hidden = true;
  shown = null;
  reviewing = null;
  drawn?.frame.remove();
  drawn = null;
  if (had) back();
}
let soon;
document.addEventListener("selectionchange", () => { clearTimeout(soon); soon = setTimeout(() => bar.contains(document.activeElement) || offer(), 120); });
/** Shows at a selection what can be made of it. */
function offer() {
  const range = selected();
  if (!range || !tight(range.toString())) { if (shown === "selection") hide(); return; }
  const boxes = [...range.getClientRects()].filter((box) => box.width);
  if (!boxes.length) return;
  show("Annotate the selection", boxes, ACTS.map(([key, label, list, filled]) => button(label, () => act(list, filled, label), keyed(key))), "selection");
}

async function act(list, filled, label) {
  const range = selected();
  const { shown: words, passage } = (range && read(range)) ?? {};
  if (!passage) return warn("Select words of the text first.");
  hide();
  if (!filled) {
    const refused = await send({ do: "add", list, passage, item: {} }, `${label} saved.`);
    return refused && warn(why(refused));
  }
  if (list === "record") return record({ name: words });
  const item = { ...filled, ...({ entities: { name: words }, events: { title: words } }[list] ?? {}) };
  form({ title: label, list, item, words, wholly: true, save: ({ also, ...item }) => {
    if (also && item.name !== words) item.aliases = [...item.aliases, words];
    return send({ do: "add", list, passage: also ? null : passage, item }, `${label} saved.`);
  } });
}

/** Annotates a picture, or a part of it. */
function depict(list, filled, label, said) {
  const frame = drawn?.frame;
  hide();
  if (!filled) return send({ do: "add", list, passage: null, item: said }, `${label} saved.`).then((refused) => refused && warn(why(refused)));
  form({ title: label, list, item: { ...filled, ...said }, wholly: true, save: (item) => send({ do: "add", list, passage: null, item }, `${label} saved.`) });
  if (!frame) return;
  // What the form is about is seen for as long as it is open.
  document.body.append(frame);
  dialog.addEventListener("close", () => frame.remove(), { once: true });
}
const DEPICTS = ACTS.filter(([, , list]) => list !== "record");
draw((frame, said) => {
  drawn = { frame, said };
  show("Annotate the part of the picture", [frame.getBoundingClientRect()], DEPICTS.map(([key, label, list, filled]) => button(label, () => depict(list, filled, label, said), keyed(key))), "picture");
});

/** A file of its own about a name, begun with what is known of it. */
function record({ name, kind = "", aliases = [] }) {
  hide();
  form({ title: `Record: ${name}`, list: "record", item: { name, kind, aliases }, wholly: true, save: async (item) => {
    const refused = await send({ do: "record", item }, `A record of ${item.name} is begun.`);
    // A page that says nothing else with the record is not loaded again.
    if (!refused) for (const offer of document.querySelectorAll("[data-record]")) if (JSON.parse(offer.dataset.record).name === name) offer.remove();
    return refused;
  } });
}

// What can be done with an annotation that is there.
const excerpt = ({ item }) => item.quote ?? item.title ?? item.says ?? item.name ?? item.note ?? item.picture ?? "";
/** What an annotation is called: by its list, and one with a note by its kind. */
const named = ({ list, kind, item }) => (list === "highlights" && (item.note || item.kind) ? kind.replace(/^./, (first) => first.toUpperCase()) : WHAT[list]);
const isSuggested = ({ item }) => item.suggested === true || item.suggested === "true";
const answers = ({ item }) => [item.replies ?? []].flat().map((answer) => (typeof answer === "string" ? { note: answer } : answer));
/** Sends a change of an annotation as it was seen. */
async function change(told, change, words, more) {
  const refused = await send({ id: told.id, seen: told.seen, ...change }, words, more);
  if (refused) warn(why(refused));
}
const accept = (told, more) => change(told, { do: "set", item: { suggested: false } }, `${named(told)} accepted.`, more);
const reject = (told, more) => change(told, { do: "reject" }, `${named(told)} rejected; it is not suggested again.`, more);
/** Who changes a suggestion has read it. */
function edit(told, more) {
  const name = named(told);
  const read = isSuggested(told) ? { suggested: false } : {};
  form({ title: `${isSuggested(told) ? "Accept with changes" : "Edit"}: ${name}`, list: told.list, item: told.item, words: told.item.quote, save: (item) => (Object.keys({ ...item, ...read }).length ? send({ do: "set", id: told.id, seen: told.seen, item: { ...item, ...read } }, `${name} changed.`, more) : undefined) });
}
function answer(told, number) {
  const item = number === undefined ? {} : answers(told)[number];
  const save = (item) => (Object.keys(item).length ? send({ do: "reply", id: told.id, seen: told.seen, number, item }, number === undefined ? "Reply saved." : "Reply changed.") : undefined);
  form({ title: number === undefined ? "Reply" : "Edit: Reply", list: "reply", item, words: told.item.note, wholly: number === undefined, save });
}
/** Takes an annotation out; where that changes the text of the article, it is said before. */
function remove(told) {
  const gone = () => change(told, { do: "remove" }, `${named(told)} deleted.`);
  if (!told.marked) return gone();
  dialog.replaceChildren(made("h2", { id: "va-heading", textContent: "Take the marks out of the text?" }),
    made("p", { textContent: "These words are marked in the text itself. The two == before and behind them are taken out of the file; nothing else of the text changes." }),
    made("blockquote", { textContent: excerpt(told), ...original }),
    made("p", { className: "va-end" }, button("Take them out", () => { dialog.close(); gone(); }, { className: "btn" }), button("Cancel", () => dialog.close(), { className: "btn btn--2" })));
  dialog.showModal();
}
const deeds = (told, after) => {
  const does = (act) => () => { after(); act(told); };
  return [
    ...(isSuggested(told) ? [button("Accept", does((told) => accept(told))), button("Reject", does((told) => reject(told)))] : []),
    button("Edit", does((told) => edit(told))),
    ...(!told.marked ? [button("Reply", does((told) => answer(told)))] : []),
    ...(told.kind === "todo" ? [button("Done", does((told) => change(told, { do: "set", item: { kind: "" } }, "Marked as done.")))] : []),
    ...(isSuggested(told) ? [] : [button("Delete", does(remove))]),
  ];
};
const answerDeeds = (told, number, after) => [
  button("Edit", () => { after(); answer(told, number); }),
  button("Delete", () => { after(); change(told, { do: "remove", number }, "Reply deleted."); }),
];

// Suggestions, one after the other: read, and accepted or rejected.
let reviewing;
/** Where a suggestion stands on the page: at its passage, its name, or above the text. */
const placeOf = (told) => document.getElementById(told.id) ?? [...leaf.querySelectorAll("a.ent")].find((link) => link.textContent === told.item.name) ?? tools;
/** `end` is what is said when none is left. */
async function review(from = 0, end = ["Nothing is suggested here."]) {
  await look();
  if (known.error) return warn(why(known));
  const open = known.annotations.filter(isSuggested);
  if (!open.length) { hide(); return say(...end); }
  const at = from % open.length;
  const told = open[at];
  const place = placeOf(told);
  place.scrollIntoView({ block: "center" });
  stay(place);
  const { item } = told;
  const via = item.via && `via ${[item.via].flat().join(", ")}`;
  const more = [item.kind, item.by, item.stance, via, item.date?.edtf ?? item.date?.text ?? item.date, item.figure?.value].filter((word) => typeof word === "string" && word);
  const words = made("span", { className: "va-told" }, made("b", { textContent: named(told) }), ` ${at + 1} of ${open.length}: `, made("bdi", { textContent: [item.says ?? item.title ?? excerpt(told), ...more].join(" · ") }));
  const next = () => review(at + 1);
  const does = (act) => () => { hide(); act(told, { review: at }); };
  const acts = { y: ["Accept", does(accept)], x: ["Reject", does(reject)], e: ["Edit", does(edit)], r: ["Next", next] };
  const boxes = [...place.getClientRects()];
  show(`Suggestion ${at + 1} of ${open.length}: ${words.textContent}`, boxes.length ? boxes : [place.getBoundingClientRect()], [words, ...Object.entries(acts).map(([key, [label, act]]) => button(label, act, keyed(key)))], "review");
  reviewing = acts;
  bar.querySelector("button").focus({ preventScroll: true });
}

leaf.addEventListener("click", async (event) => {
  const mark = event.target.closest("mark.hl, .regions g");
  if (!mark || event.target.closest("a") || selected()) return;
  const id = mark.id || mark.dataset.h;
  await look();
  const told = known.annotations?.find((told) => told.id === id);
  if (told) show(`Annotation: ${excerpt(told)}`, [...mark.getClientRects()], deeds(told, hide), "mark");
});
document.addEventListener("pointerdown", (event) => { if (/mark|review|picture/.test(shown) && !bar.contains(event.target)) hide(); });
/** Each note and each answer has its own way to be changed. */
for (const note of document.querySelectorAll(".note[id^='n-']")) {
  const of = (place, ways, label) => {
    const more = button("Edit …", async () => {
      await look();
      const told = known.annotations?.find((told) => told.id === note.id.slice(2));
      if (!told) return warn(known.error ? why(known) : "This annotation is not in the file any more.");
      show(`Annotation: ${excerpt(told)}`, [more.getBoundingClientRect()], ways(told), "mark");
      bar.firstElementChild.focus();
    }, { className: "va-link va-edit", aria: { label: `Edit${label} ${place.getAttribute("aria-label")}` } });
    (place.querySelector("details") ?? place).append(more);
  };
  of(note, (told) => deeds(told, hide), ", answer or delete");
  note.querySelectorAll(".note--reply").forEach((reply, number) => of(reply, (told) => answerDeeds(told, number, hide), " or delete"));
}
/** A name without a record can be given one, on its card too, which is made of what stands in the list of names. */
if (document.getElementById("names")) ask(`names?page=${encodeURIComponent(page)}`).then((names) => {
  for (const [slug, name, kind, aliases] of names.error ? [] : names) {
    document.getElementById(`card-${slug}`)?.append(button("Make a record", () => {}, { className: "va-link", data: { record: JSON.stringify({ name, kind, aliases }) }, aria: { label: `Make a record of ${name}` } }));
  }
});
document.addEventListener("click", (event) => { const of = event.target.closest("[data-record]"); if (of) record(JSON.parse(of.dataset.record)); });
/** All annotations of the page, also those that are not seen in the text. */
async function all() {
  await look();
  if (known.error) return warn(why(known));
  const close = () => dialog.close();
  const row = (kind, words, deeds) => made("li", {}, made("span", {}, made("b", { textContent: kind }), " ", made("bdi", { textContent: words })), made("span", { className: "va-deeds", aria: { role: "group", label: words } }, ...deeds));
  const rows = known.annotations.flatMap((told) => [
    row(isSuggested(told) ? `${named(told)}, suggested` : named(told), excerpt(told), deeds(told, close)),
    ...answers(told).map(({ note }, number) => row("Reply", note ?? "", answerDeeds(told, number, close))),
  ]);
  const whole = () => { dialog.close(); form({ title: "Note on the whole article", list: "whole", item: {}, wholly: true, save: (item) => send({ do: "add", list: "highlights", passage: null, item }, "Note saved.") }); };
  const [picture] = pictures().values();
  const pictured = () => { dialog.close(); depict("highlights", {}, "Note on a picture", { picture, xywh: "" }); };
  const offers = [button("Note on the whole article", whole, { className: "btn btn--2" }), ...(picture ? [button("Note on a picture", pictured, { className: "btn btn--2" })] : [])];
  dialog.replaceChildren(made("h2", { id: "va-heading", textContent: "Annotations of this page" }), made("ol", { className: "va-all" }, ...rows),
    made("p", { className: "va-end" }, ...offers, button("Close", () => dialog.close(), { className: "btn btn--2" })));
  dialog.showModal();
}

/** Begins to select by keyboard. */
const select = () => begin(single() ? `${ACTS.map(([key]) => key).join(" ")} annotate, Tab leads to the same as buttons` : "Tab leads to what can be made of them");
/** Goes from what is selected to the bar; whether the key was one that does. */
function enter({ key, shiftKey }) {
  if (!((key === "Tab" && !shiftKey) || (key === "Enter" && isSelecting()))) return false;
  offer();
  if (shown !== "selection") return false;
  bar.querySelector("button").focus();
  return true;
}
/** Ends what was begun last. */
function escape() {
  if (bar.hidden && !isSelecting()) return hush();
  hide();
  getSelection().removeAllRanges();
  stop();
}
addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") return escape();
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
  if (!bar.contains(event.target) && ((isSelecting() && move(event)) || enter(event))) return event.preventDefault();
  if (!single()) return;
  const of = (drawn ? DEPICTS : ACTS).find(([key]) => key === event.key);
  const does = reviewing?.[event.key]?.[1] ?? (of && drawn ? () => depict(of[2], of[3], of[1], drawn.said) : of && selected() ? () => act(of[2], of[3], of[1]) : { s: select, a: all, r: () => review(), z: undo }[event.key]);
  if (!does) return;
  event.preventDefault();
  event.stopPropagation();
  // A key that is held asks once.
  if (!event.repeat) does();
}, true);

// The same by buttons, for those who switch single keys off or have none.
const tools = made("p", { className: "va-tools" });
for (const [key, label, act] of [["a", "Annotations", all], ["r", "Suggestions", () => review()], ["s", "Select by keyboard", select], ["z", "Undo", undo]]) tools.append(button(label, act, { className: "va-link", id: `va-${key}`, data: { key, label } }));
const name = () => { for (const tool of tools.children) tool.textContent = single() ? `${tool.dataset.label} (${tool.dataset.key})` : tool.dataset.label; };
name();
document.addEventListener("change", name);
leaf.before(tools);
const keys = [...ACTS.map(([key, label]) => [key, `Selected words: ${label.toLowerCase()}`]), ["s", "Select words by keyboard"], ["a", "All annotations of the page"], ["r", "Suggestions, one after the other"], ["y x e", "Accept, reject or change a suggestion"], ["z", "Undo"], ["Ctrl+Enter", "Save a form"]];
document.querySelector("#vr-help dl")?.after(made("h3", { textContent: "In the preview", ...english }), made("dl", { className: "rec", ...english }, ...keys.flatMap(([keys, does]) => [made("dt", {}, ...keys.split(" ").flatMap((key) => [made("kbd", { textContent: key }), " "])), made("dd", { textContent: does })])));

/** What was said of a change before the page was loaded again, and what `check` has to say since. */
async function again() {
  resume();
  const before = kept();
  if (!before) return;
  const more = () => (before.isUndone ? [] : [undoing()]);
  say(`${before.words} `, ...more());
  if (before.review !== undefined) await review(before.review, [`${before.words} Nothing more is suggested here. `, ...more()]); else await look();
  const { list = [], errors, warnings } = known.new ?? {};
  const first = list.slice(0, 3).map(({ message }) => message);
  const others = errors + warnings - first.length;
  if (first.length) warn(`${before.words} There is something to mend: ${first.join("; ")}${others ? `, and ${others} more` : ""}.`, ...more());
}
again();
