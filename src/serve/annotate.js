// Annotating on the page: what is selected becomes an item in the front matter of the article. Served by the preview only.
(() => {
  const leaf = document.querySelector(".leaf");
  if (!leaf) return;
  const main = leaf.closest("main") ?? document.body;
  const { token } = document.currentScript.dataset;
  const KEPT = "variorum-annotated";
  /** What the page shows beside the words of the text. */
  const BESIDE = ".pn, .ref, .cm, .notes, .fnref, .back, .om, .task, .alert__title, .footnotes > h2, .embed, figcaption, math, annotate-bar";
  const BLOCKS = "p, li, td, th, h1, h2, h3, h4, h5, h6, pre, dt, dd, summary, caption, blockquote, div, section";
  const KINDS = ["key", "evidence", "question", "doubt", "context", "wording", "gloss", "todo"];
  const PEOPLE = ["person", "organisation", "place", "work", "concept"];
  const STANCES = ["asserts", "denies", "doubts", "declines", "silent", "retracts"];
  /** What can be made of a selection: key, label, list, and what the form has filled in. Without a form it is saved at once. */
  const ACTS = [
    ["h", "Highlight", "highlights"],
    ["n", "Note", "highlights", {}],
    ["q", "Question", "highlights", { kind: "question" }],
    ["d", "Doubt", "highlights", { kind: "doubt" }],
    ["c", "Claim", "claims", {}],
    ["e", "Event", "events", {}],
    ["m", "Name", "entities", {}],
  ];
  /** The fields of a form: key, label, and how it is written. `list`: several with commas between them. */
  const PASSAGE = [["note", "Note", { rows: 4 }], ["tags", "Tags", { list: true, from: "tags" }], ["reader", "Reader", { from: "readers", pick: true }], ["private", "Keep it private", { box: true }]];
  const FIELDS = {
    highlights: [["note", "Note", { rows: 5, hint: "Markdown; [[name]] is a link" }], ["kind", "Kind", { from: "kinds" }], ...PASSAGE.slice(1)],
    entities: [["name", "Name", { from: "entities", needed: true }], ["also", "The selected words are a name of it, wherever they stand", { box: true, added: true }], ["kind", "Kind", { from: "people" }], ["aliases", "Other names", { list: true }], ...PASSAGE],
    events: [["title", "What happened", { needed: true }], ["date", "When", { date: true, hint: "2017-10-12, 2017-10~, 2017-10-12/2017-10-15" }], ["place", "Where", { from: "entities" }], ["who", "Who", { list: true, from: "entities" }], ...PASSAGE],
    claims: [["says", "What is claimed", { needed: true }], ["question", "Answers the question", { from: "questions" }], ["by", "Who says so", { from: "entities" }], ["basis", "On what basis", { from: "entities" }], ["via", "Through whom", { list: true, from: "entities" }], ["made", "When it was said", { date: true }], ["stance", "Stance", { pick: true, from: "stances" }], ["figure.value", "Figure", {}], ["figure.unit", "Unit", {}], ["figure.scope", "Scope", {}], ...PASSAGE],
  };
  const WHAT = { highlights: "Highlight", entities: "Name", events: "Event", claims: "Claim" };

  const made = (name, properties = {}, ...children) => {
    const { data, aria, ...rest } = properties;
    const element = Object.assign(document.createElement(name), rest);
    for (const [key, value] of Object.entries(aria ?? {})) element.setAttribute(key === "role" ? key : `aria-${key}`, value);
    Object.assign(element.dataset, data);
    element.append(...children);
    return element;
  };
  const button = (label, act, properties = {}) => {
    const element = made("button", { type: "button", textContent: label, ...properties });
    element.addEventListener("click", act);
    return element;
  };

  // What is said: a line at the foot of the page, read aloud, with the way back.
  const status = made("p", { className: "va-status", aria: { role: "status" } });
  main.append(status);
  let quiet;
  function say(words, ...more) {
    clearTimeout(quiet);
    status.replaceChildren(words, ...more);
    status.classList.add("is-on");
    quiet = setTimeout(() => status.classList.remove("is-on"), 12000);
  }

  // Requests.
  async function ask(path, body) {
    const sent = body && { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", "x-variorum-token": token } };
    try {
      const response = await fetch(`/.variorum/${path}`, sent);
      const answer = await response.json();
      return response.ok ? answer : { error: answer.error ?? response.statusText };
    } catch { return { error: "the preview does not answer; is it running?" }; }
  }
  const page = location.pathname;
  let known;
  const look = async () => (known = await ask(`annotations?page=${encodeURIComponent(page)}`));
  const undoing = () => button("Undo", undo, { className: "va-link" });
  /** Sends a change; what was said of it is said again when the page has been loaded anew. */
  async function send(change, words) {
    const answer = await ask("annotations", { page, ...change });
    if (answer.error) return answer.error;
    try { sessionStorage.setItem(KEPT, JSON.stringify({ page, words })); } catch { /* It is said now only. */ }
    say(`${words} `, undoing());
    return undefined;
  }
  async function undo() {
    const answer = await ask("annotations", { do: "undo" });
    if (!answer.error) try { sessionStorage.setItem(KEPT, JSON.stringify({ page, words: "Undone." })); } catch { /* It is said now only. */ }
    say(answer.error ?? `Undone in ${answer.path}.`);
  }

  // What is selected, in the words of the text.
  const tight = (words) => words.replace(/[\s\u0085]+/gu, "");
  const LETTER = /[\p{L}\p{N}\p{M}]/u;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  /** Whether a place between two texts is inside of a word or a number. */
  const cuts = (left, right) => {
    const [last, first] = [[...left.slice(-2)].at(-1) ?? "", [...right.slice(0, 2)][0] ?? ""];
    if (LETTER.test(last) && LETTER.test(first)) return !UNSPACED.test(last) && !UNSPACED.test(first);
    return (/\d[.,]$/.test(left) && /^\d/.test(right)) || (/\d$/.test(left) && /^[.,]\d/.test(right));
  };
  /** What is selected, up to the borders of words, and the words around it. */
  function read(range) {
    const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(BESIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    const parts = [];
    let [before, after, block, fresh] = ["", "", null, true];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data;
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
      fresh ||= border;
      if (tight(words) && fresh) { parts.push(words); fresh = false; } else if (parts.length) parts[parts.length - 1] += words;
      if (end < text.length || parts.length) after += (end ? "" : border) + text.slice(end);
    }
    if (!parts.length || !tight(parts.join(""))) return null;
    parts[0] = parts[0].trimStart();
    parts.push(parts.pop().trimEnd());
    while (cuts(before, parts[0])) { parts[0] = before.at(-1) + parts[0]; before = before.slice(0, -1); }
    while (cuts(parts.at(-1), after)) { parts.push(parts.pop() + after[0]); after = after.slice(1); }
    const words = tight(parts.join(""));
    const places = (text) => { let count = 0; for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) count++; return count; };
    const [head, tail] = [tight(before), tight(after)];
    return { parts, before: before.slice(-300), after: after.slice(0, 300), number: places(head + words.slice(0, -1)) + 1, places: places(head + words + tail) };
  }
  const beside = (node) => (node.closest ? node : node.parentElement).closest(BESIDE);
  function selected() {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    return range && range.intersectsNode(leaf) && leaf.contains(range.startContainer) && !beside(range.startContainer) ? range : null;
  }

  // The bar at a selection or at a mark.
  const bar = made("annotate-bar", { className: "va-bar", hidden: true, aria: { role: "toolbar" } });
  main.append(bar);
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.addEventListener("keydown", (event) => {
    const to = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key];
    if (!to) return;
    const next = getComputedStyle(bar).direction === "rtl" ? { nextElementSibling: "previousElementSibling", previousElementSibling: "nextElementSibling" }[to] : to;
    document.activeElement[next]?.focus();
    event.preventDefault();
  });
  let shown;
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
  const hide = () => { bar.hidden = true; shown = null; };
  let soon;
  document.addEventListener("selectionchange", () => {
    clearTimeout(soon);
    soon = setTimeout(() => {
      const range = selected();
      if (!range || !tight(range.toString())) { if (shown === "selection") hide(); return; }
      const boxes = [...range.getClientRects()].filter((box) => box.width);
      if (!boxes.length) return;
      show("Annotate the selection", boxes, ACTS.map(([key, label, list, filled]) => button(label, () => act(list, filled, label), { title: key, aria: { keyshortcuts: key } })), "selection");
    }, 120);
  });

  async function act(list, filled, label) {
    const range = selected();
    const passage = range && read(range);
    if (!passage) return say("Select words of the text first.");
    hide();
    if (!filled) {
      const error = await send({ do: "add", list, passage, item: {} }, `${label} saved.`);
      if (error) say(error);
      return;
    }
    const words = passage.parts.map((part) => part.replace(/\s+/gu, " ").trim()).join(" ");
    const item = { ...filled, ...({ entities: { name: words }, events: { title: words } }[list] ?? {}) };
    form({ title: label, list, item, words, wholly: true, save: ({ also, ...item }) => {
      if (also && item.name !== words) item.aliases = [...item.aliases, words];
      return send({ do: "add", list, passage: also ? null : passage, item }, `${label} saved.`);
    } });
  }

  // The form.
  const dialog = made("dialog", { className: "va-form", aria: { labelledby: "va-heading" } });
  document.body.append(dialog);
  const value = (item, key) => key.split(".").reduce((held, part) => (held && typeof held === "object" ? held[part] : undefined), item);
  const lists = () => ({
    tags: known.tags?.map((tag) => [tag]), readers: known.readers, entities: known.entities, questions: known.questions,
    kinds: KINDS.map((kind) => [kind]), people: PEOPLE.map((kind) => [kind]), stances: STANCES.map((stance) => [stance]),
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
      input = made("textarea", { id, name: key, rows: how.rows, value: text, dir: "auto" });
    } else {
      input = made("input", { id, name: key, value: text, dir: "auto", autocomplete: "off", required: !!how.needed });
      if (how.from) {
        input.setAttribute("list", `${id}-list`);
        more.push(made("datalist", { id: `${id}-list` }));
        complete(input, more[0], from[how.from] ?? [], how.list);
      }
    }
    if (how.hint || how.date) {
      const hint = made("small", { id: `${id}-hint`, textContent: how.hint ?? "" });
      if (how.date) hint.setAttribute("aria-live", "polite");
      input.setAttribute("aria-describedby", hint.id);
      more.push(hint);
      if (how.date) reading(input, hint, how.hint ?? "");
    }
    return made("p", {}, made("label", { htmlFor: id, textContent: label }), input, ...more);
  }
  /** Completion; of several words with commas between them, of the last. */
  function complete(input, list, options, several) {
    const fill = () => {
      const head = several ? input.value.slice(0, input.value.lastIndexOf(",") + 1) : "";
      const typed = input.value.slice(head.length).trim().toLowerCase();
      const near = options.filter(([name, title]) => `${name} ${title ?? ""}`.toLowerCase().includes(typed)).slice(0, 40);
      list.replaceChildren(...near.map(([name, title]) => made("option", { value: head ? `${head} ${name}` : name, label: title ? `${name} (${title})` : name })));
    };
    input.addEventListener("input", fill);
    input.addEventListener("focus", fill);
  }
  function reading(input, hint, otherwise) {
    let asked = 0;
    const tell = async () => {
      const mine = ++asked;
      const { edtf, words } = input.value.trim() ? await ask(`date?text=${encodeURIComponent(input.value)}`) : {};
      if (mine !== asked) return;
      hint.textContent = edtf ? (edtf === input.value.trim() ? words : `${words} (${edtf})`) : input.value.trim() ? "not a date yet" : otherwise;
    };
    input.addEventListener("input", tell);
    if (input.value) tell();
  }
  /** Opens a form. `wholly`: all that is filled in is sent, and not only what was changed. */
  async function form({ title, list, item, words, save, wholly, fields }) {
    await look();
    if (known.error) return say(known.error);
    const from = lists();
    const shown = (fields ?? FIELDS[list]).filter(([, , how]) => wholly || !how.added).map((of) => [of, field(of, item, from)]).filter(([, element]) => element);
    const wrong = made("p", { className: "va-wrong", aria: { role: "alert" } });
    const sent = made("button", { type: "submit", textContent: "Save", className: "btn" });
    const inner = made("form", { method: "dialog" },
      made("h2", { id: "va-heading", textContent: title }),
      ...(words ? [made("blockquote", { textContent: words, lang: leaf.lang, dir: leaf.dir || "auto" })] : []),
      ...shown.map(([, element]) => element), wrong,
      made("p", { className: "va-end" }, sent, button("Cancel", () => dialog.close(), { className: "btn btn--2" })));
    inner.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) inner.requestSubmit(); event.stopPropagation(); });
    inner.addEventListener("submit", async (event) => {
      event.preventDefault();
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
      const error = await save(now);
      sent.disabled = false;
      wrong.textContent = error ?? "";
      if (!error) dialog.close();
    });
    dialog.replaceChildren(inner);
    dialog.showModal();
    inner.querySelector("textarea, input")?.focus();
  }

  // What can be done with an annotation that is there.
  const excerpt = ({ item }) => item.quote ?? item.title ?? item.says ?? item.name ?? item.note ?? "";
  const deeds = (told, after) => {
    const { id } = told;
    const name = told.list === "highlights" ? told.kind.replace(/^./, (first) => first.toUpperCase()) : WHAT[told.list];
    const edit = () => { after(); form({ title: `Edit: ${name}`, list: told.list, item: told.item, words: told.item.quote, save: (item) => (Object.keys(item).length ? send({ do: "set", id, seen: told.seen, item }, `${name} changed.`) : undefined) }); };
    const reply = () => { after(); form({ title: "Reply", item: {}, words: told.item.note, wholly: true, fields: [["note", "Reply", { rows: 4 }], PASSAGE[2]], save: (item) => (item.note ? send({ do: "reply", id, seen: told.seen, item }, "Reply saved.") : "there are no words in the reply") }); };
    const change = async (change, words) => { after(); const error = await send({ id, seen: told.seen, ...change }, words); if (error) say(error); };
    return [
      button("Edit", edit),
      ...(told.list === "highlights" && !told.marked ? [button("Reply", reply)] : []),
      ...(told.kind === "todo" ? [button("Done", () => change({ do: "set", item: { kind: "" } }, "Marked as done."))] : []),
      button("Delete", () => change({ do: "remove" }, `${name} deleted.`)),
    ];
  };
  leaf.addEventListener("click", async (event) => {
    const mark = event.target.closest("mark.hl");
    if (!mark || event.target.closest("a") || selected()) return;
    const id = mark.id || mark.dataset.h;
    await look();
    const told = known.annotations?.find((told) => told.id === id);
    if (told) show(`Annotation: ${excerpt(told)}`, [...mark.getClientRects()], deeds(told, hide), "mark");
  });
  document.addEventListener("pointerdown", (event) => { if (shown === "mark" && !bar.contains(event.target)) hide(); });
  /** Each note has its own way to be changed. */
  for (const note of document.querySelectorAll(".note[id^='n-']")) {
    const more = button("Edit …", async () => {
      await look();
      const id = note.id.slice(2);
      const told = known.annotations?.find((told) => told.id === id);
      if (!told) return say(known.error ?? "this annotation is not in the file any more");
      show(`Annotation: ${excerpt(told)}`, [more.getBoundingClientRect()], deeds(told, hide), "mark");
      bar.firstElementChild.focus();
    }, { className: "va-link va-edit", aria: { label: `Edit, answer or delete ${note.getAttribute("aria-label")}` } });
    note.querySelector("details")?.append(more);
  }
  /** All annotations of the page, also those that are not seen in the text. */
  async function all() {
    await look();
    if (known.error) return say(known.error);
    const rows = known.annotations.map((told) => made("li", {}, made("span", {}, made("b", { textContent: told.kind }), " ", made("bdi", { textContent: excerpt(told) })), made("span", { className: "va-deeds", aria: { role: "group", label: excerpt(told) } }, ...deeds(told, () => dialog.close()))));
    const whole = () => { dialog.close(); form({ title: "Note on the whole article", list: "highlights", item: {}, wholly: true, save: (item) => send({ do: "add", list: "highlights", passage: null, item }, "Note saved.") }); };
    dialog.replaceChildren(made("h2", { id: "va-heading", textContent: "Annotations of this page" }), made("ol", { className: "va-all" }, ...rows),
      made("p", { className: "va-end" }, button("Note on the whole article", whole, { className: "btn btn--2" }), button("Close", () => dialog.close(), { className: "btn btn--2" })));
    dialog.showModal();
  }

  // By keyboard: words are selected with the arrows, from the paragraph that is being read.
  const LINES = "p, li, h2, h3, h4, h5, h6, td, th, pre, dt, dd";
  let selecting;
  function begin() {
    const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(BESIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
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
    say("The arrows go from word to word and from line to line; with Shift they select. h n q d c e m annotate, Esc ends.");
  }
  function mark() {
    const { words, from, to } = selecting;
    const [first, last] = [words[Math.min(from, to)], words[Math.max(from, to)]];
    getSelection().setBaseAndExtent(first.node, first.start, last.node, last.end);
    const box = words[to].node.parentElement.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 60) words[to].node.parentElement.scrollIntoView({ block: "center" });
  }
  function move(event) {
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
    return true;
  }
  const single = () => { try { return localStorage.getItem("vr-keys") !== "off"; } catch { return true; } };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !dialog.open) {
      if (!bar.hidden || selecting) { hide(); getSelection().removeAllRanges(); selecting = null; }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || document.querySelector("dialog[open]") || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    if (selecting && !bar.contains(event.target) && move(event)) return event.preventDefault();
    if (!single()) return;
    const of = ACTS.find(([key]) => key === event.key);
    const does = of && selected() ? () => act(of[2], of[3], of[1]) : { s: begin, a: all, z: undo }[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }, true);

  // The same by buttons, for those who switch single keys off or have none.
  const tools = made("p", { className: "va-tools" }, button("Annotations (a)", all, { className: "va-link" }), button("Select by keyboard (s)", begin, { className: "va-link" }), button("Undo (z)", undo, { className: "va-link" }));
  leaf.before(tools);
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    if (kept?.page === page) say(`${kept.words} `, ...(kept.words === "Undone." ? [] : [undoing()]));
  } catch { /* There is nothing to say. */ }
})();
