// What is said and heard, and requests to the preview.
import { back, button, english, made, main, page } from "./page.js";

const { token } = document.querySelector("script[data-token]").dataset;
const KEPT = "variorum-annotated";

// What is said: a line at the foot of the page that goes, and one that is only heard and is always there.
const status = made("p", { className: "va-status", ...english });
const voice = made("p", { className: "va-voice", ...english, aria: { role: "status" } });
main.append(status, voice);
let [quiet, heard] = [0, 0];
/** Has words read aloud; of several that follow each other at once, the last. */
export function speak(...words) {
  clearTimeout(heard);
  voice.replaceChildren();
  heard = setTimeout(() => voice.replaceChildren(...words), 100);
}
/** Changes the line; the focus does not go with what is not there any more. */
function put(change) {
  const had = status.contains(document.activeElement);
  clearTimeout(quiet);
  change();
  if (had) back();
}
export const hush = () => put(() => status.classList.remove("is-on"));
function show(words, ...more) {
  put(() => { status.replaceChildren(words, ...more); status.classList.add("is-on"); });
  speak(words);
}
/** Says something for a while, which is longer while somebody is at it. */
export function say(words, ...more) {
  show(words, ...more);
  const rest = () => { if (status.matches(":hover, :focus-within")) quiet = setTimeout(rest, 3000); else hush(); };
  quiet = setTimeout(rest, 12000);
}
/** Says what went wrong, until it is closed. */
export const warn = (words, ...more) => show(`${words} `, ...more, button("Close", hush, { className: "va-link" }));

// Requests.
export async function ask(path, body) {
  const sent = body && { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body), headers: { "content-type": "application/json", "x-variorum-token": token } };
  try {
    const response = await fetch(`/.variorum/${path}`, sent);
    const answer = await response.json();
    return response.ok ? answer : { error: response.statusText, ...answer };
  } catch { return { error: "the preview does not answer; is it running?" }; }
}
/** Why something was not done, in one line. */
export const why = ({ error, help }) => (help ? `${error}; ${help}` : error);
/** What the file says, and what can be named; read anew by `look`. */
export let known;
export const look = async () => (known = await ask(`annotations?page=${encodeURIComponent(page)}`));
export const undoing = () => button("Undo", undo, { className: "va-link", id: "va-undo" });
const keep = (said) => { try { sessionStorage.setItem(KEPT, JSON.stringify({ page, ...said })); } catch { /* It is said now only. */ } };
/** What was said of a change, once, on the page that it was made on. */
export function kept() {
  try {
    const said = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    return said?.page === page ? said : null;
  } catch { return null; }
}
let isSaving = false;
/** Has a file changed, one change after the other. */
async function change(asked) {
  if (isSaving) return { error: "the change before this one is still being saved" };
  isSaving = true;
  const answer = await ask("annotations", asked);
  isSaving = false;
  return answer;
}
/** Sends a change, or gives why it is refused; what was said of it is said again when the page has been loaded anew. `more` is kept with it. */
export async function send(asked, words, more = {}) {
  const answer = await change({ ...(asked.do === "record" ? {} : { page }), ...asked, said: words });
  if (answer.error) return answer;
  keep({ words, ...more });
  say(`${words} `, undoing());
  back();
  return undefined;
}
export async function undo() {
  const answer = await change({ do: "undo" });
  if (answer.error) return warn(why(answer));
  const words = answer.said ? `Undone: ${answer.said}` : `Undone in ${answer.path}.`;
  keep({ words, isUndone: true });
  say(words);
  back();
}
