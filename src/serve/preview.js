// Keeps an open page as it is in the files, and shows what is wrong with them. Served by the preview only.
(() => {
  const { run, turn, tag } = document.currentScript.dataset;
  const known = { page: location.pathname, run, turn, tag };
  const KEPT = "variorum-preview";
  let stream, isReloading = false;

  // A hidden page gives its stream back: a browser has six for all pages of a host.
  const listen = () => {
    if (document.hidden || stream) return;
    stream = new EventSource("/.variorum/events?" + Object.entries(known).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&"));
    stream.onmessage = ({ data }) => take(JSON.parse(data));
  };
  const leave = () => { stream?.close(); stream = undefined; };
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", () => {
    leave();
    // The browser would go to where the page was before words were put in, even after it has loaded.
    if (!isReloading) history.scrollRestoration = "auto";
  });
  addEventListener("pageshow", listen);

  function take(told) {
    known.turn = told.turn;
    known.run = told.run;
    if (told.reload || !swap(told.files)) return reload();
    show(told.problems);
  }

  /** Takes changed style sheets and pictures in place; false where the page has to be loaded again. */
  function swap(files) {
    if (!files.length) return true;
    const changed = new Set(files.map((file) => new URL(encodeURI(file).replaceAll("?", "%3F").replaceAll("#", "%23"), location.origin + "/").href));
    const plain = (address) => address.split(/[?#]/)[0];
    const isChanged = (address) => changed.has(plain(address));
    const used = new Set(performance.getEntriesByType("resource").map((entry) => plain(entry.name)));
    const fresh = (address) => `${plain(address)}?turn=${known.turn}`;
    if ([...document.scripts].some((script) => isChanged(script.src))) return false;
    for (const image of document.images) if (isChanged(image.src)) image.src = fresh(image.src);
    const sheets = [...document.querySelectorAll('link[rel~="stylesheet"]')];
    const shown = new Set([...sheets.map((sheet) => plain(sheet.href)), ...[...document.images].map((image) => plain(image.src)), ...[...document.scripts].map((script) => plain(script.src))]);
    // A font, or a sheet that another one imports, comes with the sheets that name it.
    const within = [...changed].some((address) => used.has(address) && !shown.has(address));
    for (const sheet of sheets) {
      if (!within && !isChanged(sheet.href)) continue;
      const next = sheet.cloneNode();
      next.href = fresh(sheet.href);
      next.onload = next.onerror = () => sheet.remove();
      sheet.after(next);
    }
    return true;
  }

  /** Loads the page again, at the words that are being read. */
  function reload() {
    leave();
    // What is being written in a dialog stays until it is closed.
    const dialog = document.querySelector("dialog[open]");
    if (dialog) return dialog.addEventListener("close", reload, { once: true });
    isReloading = true;
    const seen = [...document.querySelectorAll("main [id]")].map((element) => [element.id, element.getBoundingClientRect().top]);
    // What begins in the window moves with its words; what begins above it may get other words before them.
    const begins = seen.filter(([, top]) => top >= 0 && top < innerHeight);
    const places = [...begins, ...seen.filter(([, top]) => top < 0).slice(-1)];
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ page: location.href, y: scrollY, places }));
      history.scrollRestoration = "manual";
    } catch { /* Without storage, the browser's own memory has to do. */ }
    location.reload();
  }

  function restore() {
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT));
      sessionStorage.removeItem(KEPT);
    } catch { return; }
    if (kept?.page !== location.href) return;
    const settle = () => {
      const [id, top] = kept.places.find(([id]) => document.getElementById(id)) ?? [];
      const y = id === undefined || kept.y === 0 ? kept.y : scrollY + document.getElementById(id).getBoundingClientRect().top - top;
      scrollTo({ top: y, behavior: "instant" });
    };
    const stay = new AbortController();
    for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(moved, () => stay.abort(), { once: true, passive: true });
    settle();
    addEventListener("load", () => stay.signal.aborted || settle(), { once: true });
  }

  const made = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const count = (n, thing) => `${n} ${thing}${n === 1 ? "" : "s"}`;

  let host;
  /** Errors in a panel, warnings alone behind a button; nothing when nothing is wrong. */
  function show(problems) {
    const { errors, warnings, list } = problems;
    if (!errors && !warnings) {
      host?.remove();
      host = undefined;
      return;
    }
    if (!host) {
      host = made("variorum-preview", { lang: "en", dir: "ltr" });
      host.attachShadow({ mode: "open" });
      document.body.append(host);
    }
    const title = [errors && count(errors, "error"), warnings && count(warnings, "warning")].filter(Boolean).join(", ");
    const sheet = made("link", { rel: "stylesheet", href: "/.variorum/preview.css" });
    const put = (...elements) => host.shadowRoot.replaceChildren(sheet, ...elements);
    const badge = () => {
      const button = made("button", { className: "badge", type: "button", textContent: title });
      button.onclick = () => panel().focus();
      put(button);
      return button;
    };
    const panel = () => {
      const close = made("button", { type: "button", textContent: "Hide" });
      close.onclick = () => badge().focus();
      const more = errors + warnings - list.length;
      const rest = more > 0 ? [made("p", { textContent: `and ${more} more, which \`variorum check\` shows` })] : [];
      const section = made("section", { className: "panel", tabIndex: -1 }, made("div", { className: "head" }, made("h2", { textContent: title }), close), ...list.map(problem), ...rest);
      section.setAttribute("aria-label", title);
      section.onkeydown = (event) => { if (event.key === "Escape") close.onclick(); event.stopPropagation(); };
      put(section);
      return section;
    };
    errors ? panel() : badge();
  }

  function problem({ severity, code, message, place, editor, drawn }) {
    const where = place && (editor ? made("a", { href: editor, textContent: place }) : made("code", { textContent: place }));
    const article = made("article", { className: `problem ${severity}` }, made("h3", { textContent: `${severity}[${code}]: ${message}` }));
    if (where) article.append(made("p", {}, where));
    article.append(made("pre", { textContent: drawn.split("\n").slice(1).join("\n") || drawn, tabIndex: 0 }));
    return article;
  }

  restore();
  listen();
})();
