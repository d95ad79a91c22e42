// The form in which an annotation is written: what exists is offered, dates are read and Markdown is shown as it is typed.
import { back, button, english, made, original, page } from "./page.js";
import { pictures } from "./drawing.js";
import { selected } from "./selection.js";
import { ask, known, look, warn, why } from "./talk.js";

const KINDS = ["key", "evidence", "question", "doubt", "context", "wording", "gloss", "todo"];
const PEOPLE = ["person", "organisation", "place", "work", "concept"];
const STANCES = ["asserts", "denies", "doubts", "declines", "silent", "retracts"];
const DATE = { date: true, hint: "2017-10-12, 2017-10~, 2017-10-12/2017-10-15" };
/** The fields of a form: key, label, and how it is written. `list`: several with commas between them. */
const PICTURE = [["picture", "Picture", { of: "picture", pick: true, from: "pictures", needed: true }], ["xywh", "Part of the picture", { of: "picture", hint: "percent:left,top,width,height; empty for all of it" }]];
const WHO = [["tags", "Tags", { list: true, from: "tags" }], ["reader", "Reader", { from: "readers", pick: true }], ["private", "Keep it private", { box: true }]];
const PASSAGE = [["note", "Note", { rows: 4 }], ...PICTURE, ...WHO];
const NOTE = { rows: 5, hint: "Markdown; [[name]] is a link" };
const FIELDS = {
  highlights: [["note", "Note", NOTE], ["kind", "Kind", { from: "kinds" }], ...PICTURE, ...WHO],
  whole: [["note", "Note", { ...NOTE, needed: true }], ["kind", "Kind", { from: "kinds" }], ...WHO],
  reply: [["note", "Reply", { rows: 4, needed: true }], ...WHO.slice(1)],
  record: [["name", "Name", { needed: true }], ["kind", "Kind", { from: "people" }], ["aliases", "Other names", { list: true }], ["summary", "In a sentence", {}]],
  entities: [["name", "Name", { from: "entities", needed: true }], ["also", "The selected words are a name of it, wherever they stand", { box: true, added: true }], ["kind", "Kind", { from: "people" }], ["aliases", "Other names", { list: true }], ...PASSAGE],
  events: [["title", "What happened", { needed: true }], ["date", "When", DATE], ["place", "Where", { from: "entities" }], ["who", "Who", { list: true, from: "entities" }], ...PASSAGE],
  claims: [["says", "What is claimed", { needed: true }], ["question", "Answers the question", { from: "questions" }], ["by", "Who says so", { from: "entities" }], ["basis", "On what basis", { from: "entities" }], ["via", "Through whom", { list: true, from: "entities" }], ["made", "When it was said", DATE], ["stance", "Stance", { pick: true, from: "stances" }], ["figure.value", "Figure", {}], ["figure.unit", "Unit", {}], ["figure.scope", "Scope", {}], ...PASSAGE],
};

export const dialog = made("dialog", { className: "va-form", ...english, aria: { labelledby: "va-heading" } });
document.body.append(dialog);
// A form takes the selection away; closed without saving, it gives it back.
let range;
dialog.addEventListener("close", () => {
  if (range) { getSelection().removeAllRanges(); getSelection().addRange(range); }
  range = null;
  back();
});
// What is written in a form is not lost without a question.
const written = () => JSON.stringify([...new FormData(dialog.querySelector("form"))]);
let before;
const isChanged = () => dialog.open && !!dialog.querySelector("form") && written() !== before;
const leave = (event) => {
  event.preventDefault();
  if (!isChanged() || confirm("Close this form without saving what is written in it?")) dialog.close();
};
dialog.addEventListener("cancel", leave);
// A browser closes at the second Esc whatever a page says, so it is asked at the key.
dialog.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) leave(event);
  event.stopPropagation();
});
addEventListener("beforeunload", (event) => { if (isChanged()) event.preventDefault(); });
const value = (item, key) => key.split(".").reduce((held, part) => (held && typeof held === "object" ? held[part] : undefined), item);
/** What a field offers: all of a short list, or what the preview finds for what is typed. */
const finds = (list) => async (typed) => { const found = await ask(`known?list=${list}&text=${encodeURIComponent(typed)}`); return found.error ? [] : found; };
const lists = () => ({
  tags: finds("tags"), readers: known.readers, pictures: [...new Set(pictures().values())].map((picture) => [picture]), entities: finds("entities"), questions: finds("questions"),
  kinds: [...new Set([...KINDS, ...(known.annotations ?? []).filter(({ list, item }) => list === "highlights" && item?.kind).map(({ item }) => item.kind)])].map((kind) => [kind]), people: PEOPLE.map((kind) => [kind]), stances: STANCES.map((stance) => [stance]),
});
function field([key, label, how], item, from) {
  const id = `va-${key.replace(".", "-")}`;
  const held = value(item, key);
  const texts = Array.isArray(held) ? held.map((one) => (typeof one === "string" ? one : one.value ?? "")) : held;
  // What a form cannot show stays as it is in the file.
  if (held && typeof held === "object" && !(Array.isArray(held) && how.list && held.every((one) => typeof one === "string"))) return null;
  if (how.box) {
    const box = made("input", { type: "checkbox", id, name: key, checked: held === true || held === "true" });
    return made("p", { className: "va-box" }, box, made("label", { htmlFor: id, textContent: label }));
  }
  const text = how.list && Array.isArray(texts) ? texts.join(", ") : texts ?? "";
  let input;
  const more = [];
  if (how.pick) {
    const options = (from[how.from] ?? []).map(([name, title]) => new Option(title ? `${name}: ${title}` : name, name));
    if (!options.length) return null;
    input = made("select", { id, name: key }, new Option("", ""), ...options);
    if (text && !options.some((option) => option.value === text)) input.append(new Option(text, text));
    input.value = text;
  } else if (how.rows) {
    input = made("textarea", { id, name: key, rows: how.rows, value: text, dir: "auto", required: !!how.needed });
    more.push(shown(input));
  } else {
    input = made("input", { id, name: key, value: text, dir: "auto", autocomplete: "off", required: !!how.needed });
    if (how.from) {
      input.setAttribute("list", `${id}-list`);
      more.push(made("datalist", { id: `${id}-list` }));
      complete(input, more[0], from[how.from] ?? [], how.list);
    }
  }
  if (how.hint) {
    const hint = made("small", { id: `${id}-hint`, textContent: how.hint });
    if (how.date) hint.setAttribute("aria-live", "polite");
    input.setAttribute("aria-describedby", hint.id);
    more.push(hint);
    if (how.date) reading(input, hint, how.hint);
  }
  return made("p", {}, made("label", { htmlFor: id, textContent: label }), input, ...more);
}
/** Completion; of several words with commas between them, of the last. */
function complete(input, list, options, several) {
  let asked = 0;
  const fill = async () => {
    const mine = ++asked;
    const head = several ? input.value.slice(0, input.value.lastIndexOf(",") + 1) : "";
    const typed = input.value.slice(head.length).trim();
    const near = typeof options === "function" ? await options(typed) : options.filter(([name]) => name.includes(typed.toLowerCase()));
    if (mine !== asked) return;
    list.replaceChildren(...near.map(([name, title]) => made("option", { value: head ? `${head} ${name}` : name, label: title ? `${name} (${title})` : name })));
  };
  input.addEventListener("input", fill);
  input.addEventListener("focus", fill);
}
/** Markdown as the page will show it, made by the preview with the care that it takes of pages. */
function shown(input) {
  const box = made("output", { className: "va-shown says", htmlFor: input.id, dir: "auto", hidden: true, aria: { label: "As it will be shown" } });
  let [soon, asked] = [0, 0];
  const tell = () => {
    clearTimeout(soon);
    soon = setTimeout(async () => {
      const mine = ++asked;
      // Words alone look as they are typed.
      const { html } = /[^\p{L}\p{N}\s.,;:?!’“”"'-]|\n/u.test(input.value) ? await ask(`markdown?page=${encodeURIComponent(page)}`, input.value) : {};
      if (mine !== asked) return;
      box.innerHTML = html ?? "";
      for (const link of box.querySelectorAll("a")) link.target = "_blank";
      box.hidden = !html;
    }, 250);
  };
  input.addEventListener("input", tell);
  if (input.value) tell();
  return box;
}
function reading(input, hint, otherwise) {
  let asked = 0;
  const tell = async () => {
    const mine = ++asked;
    const { edtf, words } = input.value.trim() ? await ask(`date?page=${encodeURIComponent(page)}&text=${encodeURIComponent(input.value)}`) : {};
    if (mine !== asked) return;
    hint.textContent = edtf ? (edtf === input.value.trim() ? words : `${words} (${edtf})`) : input.value.trim() ? `not a date yet; write it like ${otherwise}` : otherwise;
  };
  input.addEventListener("input", tell);
  if (input.value) tell();
}
/** What was refused, in the words of a form: keys of the file are labels here, and help with keys that are no fields is for the file. */
function inForm({ error, help }, fields) {
  const labelled = (words) => words.replace(/`([\w.]+):?`/gu, (written, name) => { const of = fields.find(([key]) => key === name || key.endsWith(`.${name}`)); return of ? `“${of[1]}”` : written; });
  const more = labelled(help ?? "");
  return why({ error: labelled(error), help: /`\w+:`/u.test(more) ? "" : more });
}
const describe = (input, ...more) => input.setAttribute("aria-describedby", [`${input.id}-hint`, ...more].filter((id) => document.getElementById(id)).join(" "));
/** Says in a form why it was not saved: at the field that it is about, which has the focus then, or above the buttons. */
function refused(inner, wrong, answer, shown) {
  const at = shown.find(([[key]]) => `.${answer.key}`.endsWith(`.${key}`));
  const input = at && inner.elements.namedItem(at[0][0]);
  wrong.textContent = inForm(answer, shown.map(([of]) => of));
  if (!input) { inner.querySelector(".va-end").prepend(wrong); return wrong.scrollIntoView({ block: "nearest" }); }
  at[1].append(wrong);
  input.setAttribute("aria-invalid", "true");
  describe(input, wrong.id);
  input.focus();
  at[1].scrollIntoView({ block: "nearest" });
}
/** Takes back what was said of a field. */
function accepted(inner, wrong) {
  wrong.textContent = "";
  const input = inner.querySelector("[aria-invalid]");
  input?.removeAttribute("aria-invalid");
  if (input) describe(input);
}
/** Opens a form. `wholly`: all that is filled in is sent, and not only what was changed. */
export async function form({ title, list, item, words, save, wholly }) {
  await look();
  if (known.error) return warn(why(known));
  const from = lists();
  const shown = FIELDS[list].filter(([, , how]) => (words && wholly || !how.added) && (!how.of || item[how.of] !== undefined)).map((of) => [of, field(of, item, from)]).filter(([, element]) => element);
  const wrong = made("span", { id: "va-wrong", className: "va-wrong", aria: { role: "alert" } });
  const sent = made("button", { type: "submit", textContent: "Save", className: "btn" });
  const inner = made("form", { method: "dialog" },
    made("h2", { id: "va-heading", textContent: title }),
    ...(words ? [made("blockquote", { textContent: words, ...original })] : []),
    ...shown.map(([, element]) => element),
    made("p", { className: "va-end" }, wrong, sent, button("Cancel", leave, { className: "btn btn--2" })));
  inner.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat) inner.requestSubmit(); });
  inner.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sent.disabled) return;
    const now = {};
    for (const [[key, , how]] of shown) {
      const input = inner.elements.namedItem(key);
      const held = how.box ? input.checked : how.list ? input.value.split(",").map((one) => one.trim()).filter(Boolean) : input.value.trim();
      const old = value(item, key) ?? (how.box ? false : how.list ? [] : "");
      const [name, part] = key.split(".");
      if (part) now[name] = { ...now[name], [part]: held };
      else if (wholly || JSON.stringify(held) !== JSON.stringify(old)) now[key] = held;
    }
    if (now.figure && !wholly && JSON.stringify(now.figure) === JSON.stringify({ value: "", unit: "", scope: "", ...(typeof item.figure === "object" ? item.figure : {}) })) delete now.figure;
    sent.disabled = true;
    accepted(inner, wrong);
    const answer = await save(now);
    sent.disabled = false;
    if (answer) return refused(inner, wrong, answer, shown);
    range = null;
    dialog.close();
  });
  dialog.replaceChildren(inner);
  before = written();
  range = selected()?.cloneRange();
  dialog.showModal();
  inner.querySelector("textarea, input")?.focus();
}

