// What the parts of annotating share: the text, elements, and where the focus goes when what had it goes away.
export const leaf = document.querySelector(".leaf");
export const main = leaf.closest("main") ?? document.body;
export const page = location.pathname;

/** For what has the words of the preview, which are English on every page. */
export const english = { lang: "en", dir: "ltr" };
/** For words of the text. */
export const original = { lang: leaf.lang, dir: leaf.dir || "auto" };
export const made = (name, properties = {}, ...children) => {
  const { data, aria, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  for (const [key, value] of Object.entries(aria ?? {})) element.setAttribute(key === "role" ? key : `aria-${key}`, value);
  Object.assign(element.dataset, data);
  element.append(...children);
  return element;
};
export const button = (label, act, properties = {}) => {
  const element = made("button", { type: "button", textContent: label, ...english, ...properties });
  element.addEventListener("click", act);
  return element;
};

/** Whether single keys do something: readers can switch them off. */
export const single = () => { try { return localStorage.getItem("vr-keys") !== "off"; } catch { return true; } };
/** What a button says of the key that does the same. */
export const keyed = (key) => (single() ? { title: key, aria: { keyshortcuts: key } } : {});

// Where the reader is: at what had the focus, was clicked or selected last, beside all that annotating puts on the page.
const KEPT = "variorum-focus";
const OURS = ".va-bar, .va-status, dialog, variorum-preview";
/** An element and those around it that can be found again by their ids; around a note, also its words in the text. */
function around(element) {
  const found = [element];
  for (let at = element; at; at = at.parentElement) {
    if (at.id) found.push(at);
    const words = at.id.startsWith("n-") && document.getElementById(at.id.slice(2));
    if (words) found.push(words.parentElement.closest("[id]"));
  }
  return found.filter((at) => at && !at.contains(leaf));
}
let places = [];
/** Notes where the reader is. */
export function stay(element) {
  const at = element.closest("a, button, summary, input, select, textarea, [tabindex], [id]");
  if (at && !at.contains(leaf) && !at.closest(OURS)) places = around(at);
}
document.addEventListener("focusin", ({ target }) => stay(target));
document.addEventListener("pointerdown", ({ target }) => stay(target));
document.addEventListener("selectionchange", () => { const at = getSelection().anchorNode?.parentElement; if (leaf.contains(at)) stay(at); });

/** Whether nothing that is seen has the focus. */
const isLost = () => !document.activeElement || document.activeElement.contains(leaf) || !document.activeElement.checkVisibility({ checkVisibilityCSS: true });
function take(element) {
  element.focus({ preventScroll: true });
  if (document.activeElement !== element) {
    element.tabIndex = -1;
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
    element.focus({ preventScroll: true });
  }
  return document.activeElement === element;
}
/** Gives the focus back to where the reader is, where it is lost. */
export const back = () => isLost() && places.some(take);
addEventListener("pagehide", () => {
  const at = document.activeElement;
  const kept = isLost() ? [] : [...around(at), ...places].map(({ id }) => id).filter(Boolean);
  try { sessionStorage.setItem(KEPT, JSON.stringify({ page, kept, isSeen: at.matches(":focus-visible") })); } catch { /* The focus begins anew. */ }
});
/** Gives the focus back on a page that has been loaded again; a ring is around it where one was before. */
export function resume() {
  let before;
  try { before = JSON.parse(sessionStorage.getItem(KEPT)); } catch { return; }
  if (before?.page !== page || performance.getEntriesByType("navigation")[0]?.type !== "reload" || !isLost()) return;
  const at = before.kept.map((id) => document.getElementById(id)).find((element) => element && take(element));
  if (!at || before.isSeen) return;
  at.classList.add("va-quiet");
  at.addEventListener("blur", () => at.classList.remove("va-quiet"), { once: true });
}
