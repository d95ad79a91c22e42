// What the parts of annotating share: elements, what is said, and requests to the preview.
export const leaf = document.querySelector(".leaf");
export const main = leaf.closest("main") ?? document.body;
const { token } = document.querySelector("script[data-token]").dataset;
const KEPT = "variorum-annotated";

/** For what has the words of the preview, which are English on every page. */
export const english = { lang: "en", dir: "ltr" };
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

// What is said: a line at the foot of the page, read aloud, with the way back.
const status = made("p", { className: "va-status", ...english, aria: { role: "status" } });
main.append(status);
let quiet;
export function say(words, ...more) {
  clearTimeout(quiet);
  status.replaceChildren(words, ...more);
  status.classList.add("is-on");
  quiet = setTimeout(() => status.classList.remove("is-on"), 12000);
}

// Requests.
export async function ask(path, body) {
  const sent = body && { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body), headers: { "content-type": "application/json", "x-variorum-token": token } };
  try {
    const response = await fetch(`/.variorum/${path}`, sent);
    const answer = await response.json();
    return response.ok ? answer : { error: answer.error ?? response.statusText };
  } catch { return { error: "the preview does not answer; is it running?" }; }
}
export const page = location.pathname;
/** What the file says, and what can be named; read anew by `look`. */
export let known;
export const look = async () => (known = await ask(`annotations?page=${encodeURIComponent(page)}`));
export const undoing = () => button("Undo", undo, { className: "va-link" });
const keep = (said) => { try { sessionStorage.setItem(KEPT, JSON.stringify({ page, ...said })); } catch { /* It is said now only. */ } };
/** What was said of a change, once, on the page that it was made on. */
export function kept() {
  try {
    const said = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    return said?.page === page ? said : null;
  } catch { return null; }
}
/** Sends a change; what was said of it is said again when the page has been loaded anew. `more` is kept with it. */
export async function send(change, words, more = {}) {
  const answer = await ask("annotations", { ...(change.do === "record" ? {} : { page }), ...change });
  if (answer.error) return answer.error;
  keep({ words, ...more });
  say(`${words} `, undoing());
  return undefined;
}
export async function undo() {
  const answer = await ask("annotations", { do: "undo" });
  if (!answer.error) keep({ words: "Undone." });
  say(answer.error ?? `Undone in ${answer.path}.`);
}
