// Search. Loads the shards of the index (src/search.rs says what is in them) as somebody types, by <script>, so that it
// works from file:// too. Everything is shown as text nodes: nothing from the index is ever read as HTML.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const [form, input, filters, status, list] = ["search", "q", "search-filters", "search-count", "search-results"].map(at);
  if (!form || !input || !status || !list) return;
  const PAGE = 10, SPAN = 2, WIDE = 8, root = form.dataset.root || "";

  // Words of the interface: data-… attributes of the form; a number has the form that the language wants for it.
  const lang = document.documentElement.lang || undefined, plural = new Intl.PluralRules(lang);
  const word = (key, n) => (form.dataset[key] ?? key).replace("{n}", Number(n).toLocaleString(lang, { numberingSystem: "latn" }));
  const cap = (text) => text[0].toUpperCase() + text.slice(1);

  // ---- shards
  const shards = new Map(), arrived = new Map();
  window.variorumSearch = (name, data) => arrived.set(name, data);
  const load = (name) => {
    if (!shards.has(name)) {
      shards.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${root}search/${name}.js`;
        script.onload = () => { script.remove(); resolve(arrived.get(name)); arrived.delete(name); };
        script.onerror = () => { script.remove(); shards.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return shards.get(name);
  };
  const lines = (text) => (text ? text.split("\n") : []);
  let manifest;
  const begin = () => (manifest ??= load("index").then((data) => {
    const ends = [];
    for (let i = 0, end = 0; i < data.counts.length;) { const [n, next] = number(data.counts, i); ends.push(end += n); i = next; }
    return { units: data.units, ends, terms: lines(data.terms), heads: lines(data.heads), common: new Set(data.common.split(" ")) };
  }).catch((error) => { manifest = undefined; throw error; }));
  const digit = (text, i) => { const c = text.charCodeAt(i); return c - (c < 92 ? 35 : 36); };
  function number(text, i) {
    let n = 0, shift = 1, d;
    do { d = digit(text, i++); n += (d % 32) * shift; shift *= 32; } while (d >= 32);
    return [n, i];
  }
  const pairs = (text, ranked) => {
    const found = [];
    for (let i = 0, last = 0; i < text.length;) {
      const [n, next] = number(text, i);
      last = ranked ? n : last + n;
      found.push([last, digit(text, next)]);
      i = next + 1;
    }
    return found;
  };

  // ---- words: folded as the index folds them (src/fold/chars.rs)
  const UNSEEN = /[\u00AD\u034F\u061C\u0640\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFE00-\uFE0F\uFEFF]/g;
  const ACCENTS = /[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]/g;
  const UNSPACED = "\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u2E80-\\u30FF\\u31C0-\\u31FF\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uF900-\\uFAFF\\uFF00-\\uFFEF\\u{20000}-\\u{323AF}";
  const LETTER = "[\\p{Alphabetic}\\p{N}]", PART = "[\\p{M}\\u00AD\\u200B-\\u200D\\u0640\\u066C]*";
  const WORD = new RegExp(`(?:(?![${UNSPACED}])${LETTER}${PART})+|(?:(?=[${UNSPACED}])${LETTER}${PART})+`, "gu");
  const RUN = new RegExp(`^[${UNSPACED}]`, "u"), CLUSTER = new RegExp(`${LETTER}${PART}`, "gu");
  const LETTERS = { "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ß": "ss", "þ": "th", "æ": "ae", "œ": "oe", "ς": "σ", "ی": "ي", "ک": "ك", "٬": "" };
  const isDigit = (code) => /\p{Nd}/u.test(String.fromCodePoint(code));
  // The digits of a script follow each other from its zero on.
  const digitOf = (c) => { let n = 0; while (isDigit(c.codePointAt(0) - n - 1)) n++; return String(n % 10); };
  // What is set beside a number is no digit of it: `6½`.
  const BESIDE = "²³¹¼-¾\u2070-\u209C\u2150-\u215F\u2189\u2460-\u249B";
  const BEFORE = new RegExp(`[\\p{Nd}${BESIDE}](?=[${BESIDE}])`, "gu");
  const fold = (text) => text.replace(UNSEEN, "").replace(BEFORE, "$& ").normalize("NFKD").replace(ACCENTS, "").toLowerCase()
    .replace(/[łøđðħŧıßþæœςیک٬]/g, (c) => LETTERS[c]).replace(/(?![0-9])\p{Nd}/gu, digitOf).normalize("NFC");
  // Arabic in one spelling and without the article: src/search/terms.rs.
  const ARABIC = { "ى": "ي", "ة": "ه" };
  const plain = (word) => word.replace(/^ال(?=\p{L}{2})/u, "").replace(/[ىة]/g, (c) => ARABIC[c]);
  // Words behind Arabic and Hebrew particles, which the index has too: src/search/terms.rs.
  const PARTICLES = [/^[وف]?(?:[بك]?ال|لل)(?=\p{L}{2})/u, /^[وبلובלמ](?=\p{L}{3})/u, /^[وו][بلבלמ](?=\p{L}{3})/u];
  const forms = (word) => [word, ...PARTICLES.map((particles) => word.replace(particles, ""))];
  // Initials, which are one word: src/search/terms.rs.
  const INITIALS = /(?:^|[^\p{L}\p{N}])((?:\p{Lu}\. ?(?=\p{Lu}\.)|[\p{Lu}\p{Ll}]\.(?=[\p{Lu}\p{Ll}]\.))+[\p{Lu}\p{Ll}]\.)/gu;
  // Half a space, which divides parts of a Persian word.
  const HALF = /\u200C/g;
  const bytes = new TextEncoder();
  const cut = (term) => { while (bytes.encode(term).length > 48) term = [...term].slice(0, -1).join(""); return term; };

  const joined = (initials) => cut(fold(initials).replace(/[. ]/g, ""));

  /** What was typed: terms that must be there, runs to highlight, phrases to verify. */
  function read(query) {
    const terms = [], marks = [], phrases = [];
    const add = (text, open) => {
      const words = (fold(text).match(WORD) || []).map(plain);
      words.forEach((found, i) => {
        if (RUN.test(found)) {
          const all = found.match(CLUSTER);
          marks.push({ run: found });
          if (all.length === 1) terms.push({ term: found, prefix: true });
          for (let j = 1; j < all.length; j++) terms.push({ term: all[j - 1] + all[j] });
        } else if (!/^[a-z]$/.test(found)) {
          const last = { term: cut(found), prefix: open && i === words.length - 1 };
          terms.push(last);
          marks.push(last);
        }
      });
      for (const [, run] of text.matchAll(INITIALS)) {
        const whole = { term: joined(run) };
        terms.push(whole);
        marks.push(whole);
      }
    };
    const parts = query.split(/["“”„«»]/);
    parts.forEach((part, i) => {
      const quoted = i % 2 === 1 && i < parts.length - 1;
      add(part, !quoted && i === parts.length - 1 && /[\p{Alphabetic}\p{N}\p{M}]$/u.test(part));
      const phrase = fold(part).match(WORD) || [];
      if (quoted && phrase.length > 1) phrases.push(` ${phrase.join(" ")} `);
    });
    return { terms, marks, phrases };
  }

  // ---- looking up
  const order = (c) => (c >= 0xd800 && c <= 0xdfff ? c + 0x10000 : c); // code points, not UTF-16
  const after = (a, b) => {
    for (let i = 0; i < a.length; i++) {
      if (i >= b.length) return true;
      const [x, y] = [a, b].map((text) => order(text.charCodeAt(i)));
      if (x !== y) return x > y;
    }
    return false;
  };
  const shardOf = (term, starts) => {
    let low = 0, high = starts.length;
    while (low < high) { const middle = (low + high) >> 1; if (after(starts[middle], term)) high = middle; else low = middle + 1; }
    return low;
  };
  // What has a term as a whole word comes before all that only begins with it.
  const WHOLE = 1e5;
  /** The units of a term, or of all that it begins, with their scores; `wide` when only the best of them, where it begins
   * more than so many shards. */
  async function find({ term, prefix }, index, span = SPAN) {
    const first = shardOf(term, index.terms), last = prefix ? shardOf(`${term}\u{10FFFF}`, index.terms) : first;
    const units = new Map();
    const take = (found, weight, least, ranked) => {
      for (const [unit, score] of pairs(found, ranked)) units.set(unit, Math.max(units.get(unit) || 0, least + (score + 1) * weight));
    };
    const collect = (shard, all) => {
      for (let i = 0; i < shard.length; i += 2) {
        if (shard[i] !== term && !(all && shard[i].startsWith(term))) continue;
        take(shard[i + 1], Math.log2(2 + index.units / (1 + shard[i + 1].length / 3)), shard[i] === term ? WHOLE : 0);
      }
    };
    if (last - first >= span) {
      const heads = await load(`h${shardOf(term, index.heads)}`).catch(() => []);
      const head = heads.indexOf(term);
      if (head >= 0 && head % 2 === 0) {
        take(heads[head + 1], 1, 0, true);
        collect(await load(`t${first}`));
        return { units, wide: true };
      }
    }
    const names = [];
    for (let shard = first; shard <= last; shard++) names.push(`t${shard}`);
    for (const shard of await Promise.all(names.map(load))) collect(shard, prefix);
    return { units };
  }
  async function chosen(index) {
    const sets = [];
    for (const [facet, values] of picked) {
      const found = await Promise.all([...values].map((value) => find({ term: `!${facet}:${value}` }, index)));
      if (found.length) sets.push(new Set(found.flatMap(({ units }) => [...units.keys()])));
    }
    return sets;
  }
  /** Units that have every term, the best first; then, where these are few, those that have their beginnings, which finds
   * other endings in every language that has them. */
  async function rank({ terms, marks }, index) {
    const exact = await every(terms, index);
    const looser = ({ term, prefix }) => (term.length > 4 ? { term: term.slice(0, Math.max(4, term.length - 2)), prefix: true } : { term, prefix });
    if (exact.ranked.length >= PAGE || exact.best || terms.every(({ term }) => term.length < 5)) return { ...exact, marks };
    const wider = terms.map(looser), more = await every(wider, index), known = new Set(exact.ranked);
    return { ranked: [...exact.ranked, ...more.ranked.filter((unit) => !known.has(unit))], marks: [...marks, ...wider] };
  }
  /** Units that have every term; of terms that begin too many others, the best. */
  async function every(terms, index) {
    const wanted = terms.filter(({ term, prefix }) => prefix || !index.common.has(term)), used = wanted.length ? wanted : terms;
    // Beside other words a beginning has to be there; by itself its best are enough.
    const span = used.length > 1 ? WIDE : SPAN;
    const [found, sets] = await Promise.all([Promise.all(used.map((t) => find(t, index, span))), chosen(index)]);
    const narrow = found.filter(({ wide }) => !wide), base = narrow.length ? narrow : found.slice(0, 1);
    base.sort((a, b) => a.units.size - b.units.size);
    const candidates = base.length ? base[0].units.keys() : sets.length ? sets[0] : [];
    const ranked = [];
    for (const unit of candidates) {
      if (!base.every(({ units }) => units.has(unit)) || !sets.every((set) => set.has(unit))) continue;
      ranked.push([unit, found.reduce((sum, { units }) => sum + (units.get(unit) || 0), 0)]);
    }
    ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return { ranked: ranked.map(([unit]) => unit), best: !narrow.length && found.length > 0 };
  }
  async function unitOf(number, index) {
    let shard = 0;
    while (index.ends[shard] <= number) shard++;
    const [kind, title, url, date, reader, around, ...flat] = (await load(`u${shard}`))[number - (index.ends[shard - 1] || 0)];
    const parts = [];
    for (let i = 0; i < flat.length; i += 2) parts.push({ fragment: flat[i], text: flat[i + 1] });
    return { kind, title, url, date, reader, around, parts };
  }

  // ---- showing
  /** Where in a text the words that were looked for stand. */
  function hits(text, marks) {
    const found = [];
    for (const { 0: token, index } of text.matchAll(WORD)) {
      if (RUN.test(token)) {
        // Where each character of the folded token comes from.
        const from = [];
        let folded = "", place = index;
        for (const letter of token) {
          const own = fold(letter);
          for (let i = 0; i < own.length; i++) from.push(place);
          folded += own;
          place += letter.length;
        }
        from.push(place);
        for (const { run } of marks) {
          for (let i = run ? folded.indexOf(run) : -1; i >= 0; i = folded.indexOf(run, i + run.length)) {
            found.push([from[i], from[i + run.length]]);
          }
        }
      } else {
        const note = (words, at) => {
          const own = forms(plain(fold(words)));
          const isMeant = marks.some(({ term, prefix }) => term && own.some((form) => (prefix ? form.startsWith(term) : cut(form) === term)));
          if (isMeant) found.push([at, at + words.length]);
          return isMeant;
        };
        if (!note(token, index) && token.search(HALF) > 0) for (const part of token.matchAll(/[^\u200C]+/g)) note(part[0], index + part.index);
      }
    }
    for (const { 0: all, 1: run, index } of text.matchAll(INITIALS)) {
      const end = index + all.length, own = joined(run);
      if (marks.some(({ term }) => term === own)) found.push([end - run.length, end]);
    }
    return found.sort((a, b) => a[0] - b[0]);
  }
  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  /** A text with its hits marked, from one offset to another. */
  function marked(text, found, from = 0, to = text.length) {
    const nodes = [];
    let end = from;
    for (const [start, stop] of found) {
      if (start < end || stop > to) continue;
      nodes.push(text.slice(end, start), element("mark", "hit", text.slice(start, stop)));
      end = stop;
    }
    return [...nodes, text.slice(end, to)];
  }
  function excerpt(text, found) {
    const first = found.length ? found[0][0] : 0;
    let from = first > 80 ? text.lastIndexOf(" ", first - 60) + 1 : 0, to = Math.min(text.length, first + 200);
    if (first - from > 90) from = first - 30;
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), first + 100);
    return [from > 0 ? "… " : "", ...marked(text, found, from, to), to < text.length ? " …" : ""];
  }
  function item(unit, marks) {
    let best, most = 0;
    for (const part of unit.parts) {
      const found = hits(part.text, marks);
      const many = new Set(found.map(([start, end]) => fold(part.text.slice(start, end)))).size;
      if (!best || many > most) { best = { part, found }; most = many; }
    }
    const fragment = most && best.part.fragment;
    const link = element("a", "", ...marked(unit.title, hits(unit.title, marks)));
    link.href = root + unit.url + (fragment ? `#${encodeURIComponent(fragment)}` : "");
    const meta = element("p", "meta", element("span", "", word(`kind${cap(unit.kind)}`)));
    for (const text of [unit.reader, unit.around]) if (text) meta.append(" ", element("span", "", text));
    if (unit.date) meta.append(" ", element("time", "", ...marked(unit.date, hits(unit.date, marks))));
    const heading = element("h3", "", link), shown = element("li", "", meta, heading);
    heading.dir = "auto";
    if (best) {
      const words = element("p", "", ...excerpt(best.part.text, best.found));
      words.dir = "auto";
      shown.append(words);
    }
    return shown;
  }

  let turn = 0;
  const picked = new Map();
  const more = element("button", "btn btn--2", word("more"));
  more.type = "button";
  more.hidden = true;
  list.after(more);

  async function run() {
    const mine = ++turn, query = input.value.trim();
    const asked = read(input.value);
    const usable = asked.terms.length > 0 || [...picked.values()].some((values) => values.size);
    if (!usable) { list.replaceChildren(); status.textContent = query ? word("short") : ""; more.hidden = true; return; }
    try {
      const index = await begin();
      const { ranked, best, marks } = await rank(asked, index);
      if (mine !== turn) return;
      await show(ranked, { ...asked, marks }, index, best, mine);
      remember(query);
      offer(await load("filters"));
    } catch {
      if (mine === turn) status.textContent = word("error");
    }
  }
  async function show(ranked, { marks, phrases }, index, best, mine) {
    const seen = new Set();
    let next = 0, fresh = true;
    const has = (unit) => phrases.every((phrase) =>
      [unit.title, ...unit.parts.map(({ text }) => text)].flatMap((text) => [text, text.replace(HALF, " ")]).some((text) => ` ${(fold(text).match(WORD) || []).join(" ")} `.includes(phrase)));
    const page = async () => {
      const target = seen.size + PAGE;
      while (next < ranked.length && seen.size < target) {
        // The first alone, so that it is there soon; then the others together.
        const some = ranked.slice(next, next + (next ? target - seen.size : 1));
        next += some.length;
        const units = await Promise.all(some.map((unit) => unitOf(unit, index)));
        if (mine !== turn) return;
        if (fresh) { list.replaceChildren(); fresh = false; }
        for (const unit of units) {
          const own = unit.kind + unit.url + unit.title;
          if (seen.has(own) || !has(unit)) continue;
          seen.add(own);
          list.append(item(unit, marks));
        }
        if (phrases.length && next > 200) next = ranked.length;
      }
      if (fresh) list.replaceChildren();
      more.hidden = next >= ranked.length;
      const count = more.hidden || phrases.length ? seen.size : ranked.length;
      status.textContent = !count ? word("none") : word(best ? "best" : form.dataset[`count${cap(plural.select(count))}`] ?? form.dataset.countOther, count);
    };
    more.onclick = async () => {
      const last = list.lastElementChild;
      await page();
      last?.nextElementSibling?.querySelector("a")?.focus();
    };
    await page();
  }
  function remember(query) {
    try { history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname); } catch { /* not every browser allows it from file:// */ }
  }
  function offer(facets) {
    if (!filters || filters.hidden || filters.childElementCount) return;
    for (const [facet, values] of facets) {
      if (values.length < 2) continue;
      if (facet === "year") values.sort((a, b) => b[0] - a[0]);
      const set = element("fieldset", "layers", element("legend", "k", word(`facet${cap(facet)}`)));
      for (const [value, label, count] of values) {
        const box = document.createElement("input");
        box.type = "checkbox";
        box.onchange = () => {
          if (!picked.has(facet)) picked.set(facet, new Set());
          picked.get(facet)[box.checked ? "add" : "delete"](value);
          run();
        };
        const name = facet === "kind" ? word(`kind${cap(value)}`) : label;
        set.append(element("label", "", box, ` ${name} `, element("span", "label", word("{n}", count))));
      }
      filters.append(element("details", "", element("summary", "", word(`facet${cap(facet)}`)), set));
    }
  }

  // ---- the reader
  let timer;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(run, 80); });
  input.addEventListener("focus", () => begin().catch(() => {}), { once: true });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await run();
    list.querySelector("a")?.focus();
  });
  form.addEventListener("keydown", (event) => {
    if (event.target !== input) return;
    if (event.key === "ArrowDown" && list.querySelector("a")) { event.preventDefault(); list.querySelector("a").focus(); }
    if (event.key === "Escape" && input.value) { event.preventDefault(); input.value = ""; run(); }
  });
  list.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("h3 a")], here = links.indexOf(event.target);
    if (here < 0) return;
    const to = { ArrowDown: links[here + 1], ArrowUp: links[here - 1] || input, Escape: input, Home: links[0], End: links.at(-1) }[event.key];
    if (to) { event.preventDefault(); to.focus(); }
  });
  const near = "near" in form.dataset && location.pathname.split("/").pop().replace(/\.html?$/, "");
  const typed = new URLSearchParams(location.search).get("q") || (near ? decodeURIComponent(near).replace(/[-_.]+/g, " ") : "");
  if (typed) { input.value = typed; run(); }
  // The key for the search leads here from other pages.
  if (location.hash === "#q") input.focus();
})();
