/* Variorum: enhancement only. Every page is complete without this file, and every word it shows comes from the page.
   Loaded in <head> so that the theme is set before the first paint. */
(() => {
  const D = document, R = D.documentElement, $ = (s, c = D) => c.querySelector(s), $$ = (s, c = D) => [...c.querySelectorAll(s)];
  const store = (k, v) => { try { if (v === undefined) return localStorage.getItem(k); v === null ? localStorage.removeItem(k) : localStorage.setItem(k, v); } catch { return null; } };

  /* theme: system, light, dark, system */
  const setTheme = t => { t ? R.dataset.theme = t : delete R.dataset.theme; const b = $("[data-theme-toggle]"); if (b) b.textContent = b.dataset[t || "system"]; };
  setTheme(store("vr-theme"));

  D.addEventListener("DOMContentLoaded", () => {
    setTheme(store("vr-theme"));
    const cycle = () => { const n = { "": "light", light: "dark", dark: "" }[R.dataset.theme || ""]; store("vr-theme", n || null); setTheme(n); };
    $("[data-theme-toggle]")?.addEventListener("click", cycle);

    /* margin notes: each level with its reference, pushed down past its neighbours. Measure all, then move all. */
    const leaf = $(".leaf"), groups = leaf ? $$(".notes", leaf) : [], notes = groups.flatMap(g => [...g.children]), wide = matchMedia("(min-width:48em)"), rail = matchMedia("(min-width:75em)");
    const ref = n => D.getElementById("r-" + n.id.slice(2)) || D.getElementById(n.id.slice(2));
    const place = () => {
      const margin = wide.matches && / /.test(getComputedStyle(leaf).gridTemplateColumns);
      groups.forEach(g => { g.classList.toggle("is-set", margin); g.style.marginTop = ""; });
      leaf.style.minHeight = "";
      if (!margin) return;
      const from = leaf.getBoundingClientRect().top, piles = groups.map(g => ({ g, top: g.getBoundingClientRect().top - from, end: g.parentNode.getBoundingClientRect().bottom - from, notes: [...g.children].map(n => { const r = ref(n)?.getClientRects()[0]; return { n, y: r && r.top - from - 6, h: n.offsetHeight, say: $(".says", n) }; }).filter(a => a.h) }));
      let floor = 0, moved = 0;
      for (const { g, top, end, notes } of piles) {
        let y = floor;
        for (const a of notes) { a.at = Math.max((a.y ?? top) + moved, y); y = a.at + a.h + 14; if (a.say.scrollHeight > a.say.clientHeight) a.say.tabIndex = 0; }
        /* notes more than a screen behind their text: here the text waits for them */
        if (y - end - moved > innerHeight) {
          const off = Math.max(0, floor - top - moved);
          g.classList.remove("is-set"); g.style.marginTop = off + "px";
          const tall = off + notes.reduce((sum, a) => sum + a.h + 14, 24);
          floor = top + moved + tall; moved += Math.max(0, tall - (end - top));
        } else { for (const a of notes) a.n.style.top = a.at - top - moved + "px"; floor = y; }
      }
      leaf.style.minHeight = floor + "px";
    };
    const fold = () => { if (leaf) $$(".note details", leaf).forEach(d => d.open = wide.matches); };
    const foldRail = () => $$("details.toc").forEach(d => d.open = rail.matches);
    if ($(".rail")) { foldRail(); rail.addEventListener("change", foldRail); }
    if (notes.length) {
      let asked; const soon = () => { cancelAnimationFrame(asked); asked = requestAnimationFrame(place); };
      fold(); place();
      wide.addEventListener("change", () => { fold(); place(); });
      addEventListener("resize", soon); addEventListener("load", soon); D.fonts?.ready.then(soon);
      $$(".layers input").forEach(i => i.addEventListener("change", soon));
      leaf.addEventListener("toggle", soon, true);
      addEventListener("beforeprint", () => { $$(".note details").forEach(d => d.open = true); groups.forEach(g => { g.classList.remove("is-set"); g.style.marginTop = ""; }); leaf.style.minHeight = ""; });
      addEventListener("afterprint", () => { fold(); place(); });
      /* a reference opens its folded note; pointing at either lights both */
      for (const n of notes) {
        const r = ref(n), mark = D.getElementById(n.id.slice(2)); if (!r) continue;
        for (const e of [r, n]) for (const t of ["pointerenter", "pointerleave", "focusin", "focusout"]) e.addEventListener(t, () => [n, mark].forEach(x => x?.classList.toggle("is-on", /enter|in$/.test(t))));
      }
      const open = () => { const d = $("details", D.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".note") || D.createElement("i")); if (d) d.open = true; };
      addEventListener("hashchange", open); open();
    }

    /* contents follow the reader */
    const toc = new Map($$(".toc a").map(a => [decodeURIComponent(a.hash.slice(1)), a]));
    if (toc.size) {
      const spy = new IntersectionObserver(es => es.forEach(e => { if (e.isIntersecting) { toc.forEach(a => a.removeAttribute("aria-current")); toc.get(e.target.id)?.setAttribute("aria-current", "true"); } }), { rootMargin: "0px 0px -70%" });
      toc.forEach((a, id) => { const t = D.getElementById(id); t && spy.observe(t); });
    }

    /* cards on names: cloned from the page's own list of names, so nothing is fetched */
    if (HTMLElement.prototype.showPopover && $("[data-card]")) {
      const c = D.createElement("div"); c.className = "card"; c.popover = "manual"; c.id = "vr-card"; D.body.append(c);
      let timer, owner;
      const hide = () => { clearTimeout(timer); if (c.matches(":popover-open")) c.hidePopover(); owner?.removeAttribute("aria-describedby"); owner = null; };
      const later = () => { clearTimeout(timer); timer = setTimeout(hide, 250); };
      const show = a => {
        const src = D.getElementById("card-" + a.dataset.card); if (!src) return;
        hide(); c.replaceChildren(...src.cloneNode(true).childNodes); $$("[id]", c).forEach(e => e.removeAttribute("id")); c.showPopover(); owner = a; a.setAttribute("aria-describedby", c.id);
        const b = a.getClientRects()[0], w = c.offsetWidth, h = c.offsetHeight, x = getComputedStyle(a).direction === "rtl" ? b.right - w : b.left;
        c.style.left = Math.max(16, Math.min(x, innerWidth - w - 16)) + "px"; c.style.top = (b.bottom + 8 + h > innerHeight ? Math.max(8, b.top - h - 8) : b.bottom + 8) + "px";
      };
      $$("a[data-card]").forEach(a => { a.addEventListener("pointerenter", e => { if (e.pointerType === "mouse") { clearTimeout(timer); timer = setTimeout(show, 300, a); } }); a.addEventListener("focus", () => a.matches(":focus-visible") && show(a)); ["pointerleave", "blur"].forEach(t => a.addEventListener(t, later)); });
      c.addEventListener("pointerenter", () => clearTimeout(timer)); c.addEventListener("pointerleave", later);
      D.addEventListener("keydown", e => e.key === "Escape" && hide()); addEventListener("scroll", hide, { passive: true });
    }

    /* filters: a box, a choice for each property that differs, an order, and a spoken count */
    $$("form[data-filter]").forEach(form => {
      const items = $$(form.dataset.filter), box = $("input[type=search]", form), by = $$("select[data-by]", form), sort = $("select[data-sort]", form), out = $("[data-count]", form);
      const plain = Object.fromEntries("łl øo đd ðd ħh ŧt ıi ßss þth æae œoe".split(" ").map(p => [p[0], p.slice(1)]));
      const fold = s => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ß-ŧ]/g, c => plain[c] || c), has = (i, k) => (i.dataset[k] || "").split("|"), words = items.map(i => fold(i.textContent + " " + (i.dataset.also || "")));
      for (const s of by) {
        const seen = new Map(); items.forEach(i => has(i, s.dataset.by).forEach(v => v && seen.set(v, i.dataset.label || $(".kind", i)?.textContent || $(".when .vh", i)?.textContent.replace(/[()]/g, "").trim() || v)));
        const kind = s.dataset.by === "kind"; [...seen].sort((a, b) => a[0].localeCompare(b[0], R.lang)).forEach(([v, l]) => s.append(new Option(kind ? l : v, v)));
        s.parentNode.hidden = seen.size < 2;
      }
      const run = () => {
        const q = fold(box.value.trim()); let n = 0;
        items.forEach((i, at) => { const on = words[at].includes(q) && by.every(s => !s.value || has(i, s.dataset.by).includes(s.value)); i.hidden = !on; n += on; });
        if (out) out.textContent = out.dataset.count.replace("{n}", n).replace("{all}", items.length);
      };
      form.addEventListener("input", run); form.addEventListener("submit", e => e.preventDefault()); run();
      sort?.addEventListener("change", () => {
        const k = sort.value, v = i => i.dataset[k] || "", up = { title: (a, b) => v(a).localeCompare(v(b), R.lang), notes: (a, b) => v(b) - v(a), date: (a, b) => v(a) < v(b) ? 1 : v(a) > v(b) ? -1 : 0 }[k];
        items[0]?.parentNode.append(...(up ? [...items].sort(up) : items));
      });
    });
    $$("[data-copy]").forEach(b => b.addEventListener("click", async () => { try { await navigator.clipboard.writeText($(b.dataset.copy).textContent.trim()); b.textContent = b.dataset.done; } catch { b.textContent = b.dataset.fail; } }));

    /* keyboard. Single keys can be switched off (WCAG 2.1.4) */
    const help = $("#vr-help"), keys = $("#vr-keys");
    $$("[data-help]").forEach(b => b.addEventListener("click", () => help.showModal()));
    if (keys) { keys.checked = store("vr-keys") !== "off"; keys.addEventListener("change", () => store("vr-keys", keys.checked ? null : "off")); }
    let at = -1;
    D.addEventListener("keydown", e => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || keys?.checked === false || help?.open) return;
      const refs = $$(".ref").filter(r => r.offsetParent), go = d => { if (!refs.length) return; at = at < 0 && d < 0 ? refs.length - 1 : (at + d + refs.length) % refs.length; refs[at].focus(); refs[at].scrollIntoView({ block: "center" }); };
      const act = { j: () => go(1), k: () => go(-1), t: cycle, "?": () => help?.showModal(), "/": () => { const s = $("input[type=search]"); if (s) s.focus(); else if (D.body.dataset.search) location.assign(D.body.dataset.search + "#q"); } }[e.key];
      if (act) { e.preventDefault(); act(); }
    });
  });
})();
