// Parts of pictures: what is drawn over one with the pointer.
import { leaf, made } from "./page.js";

/** The pictures of the text, each with the name that tells it from the others. */
export function pictures() {
  const images = [...leaf.querySelectorAll("img")].filter((image) => !image.closest(".notes, .embed"));
  const path = (image) => decodeURIComponent(new URL(image.src).pathname).replace(/^\//u, "");
  const last = (image) => path(image).split("/").at(-1);
  const isOnly = (image) => images.every((other) => last(other) !== last(image) || path(other) === path(image));
  return new Map(images.map((image) => [image, isOnly(image) ? last(image) : path(image)]));
}

/** The least that counts as drawn, in pixels: a click is none. */
const LEAST = 6;
const within = (value) => Math.min(Math.max(value, 0), 1);
/** The sides of a part in hundredths of those of its picture, with one decimal. */
function written([left, top, width, height]) {
  const tenths = (value) => Math.round(value * 1000);
  const [x, y] = [tenths(left), tenths(top)];
  const sides = [x, y, Math.min(tenths(width), 1000 - x), Math.min(tenths(height), 1000 - y)];
  return sides.every((side, index) => index < 2 || side > 0) ? `percent:${sides.map((side) => side / 10).join(",")}` : null;
}

/** Follows the pointer over pictures; `done` is given what was drawn: its frame, which it takes away, and what an item says of it. */
export function draw(done) {
  let [image, from, frame] = [null, null, null];
  const at = ({ clientX, clientY }) => {
    const box = image.getBoundingClientRect();
    return [within((clientX - box.left) / box.width), within((clientY - box.top) / box.height)];
  };
  const end = () => { frame?.remove(); [image, from, frame] = [null, null, null]; };
  const sides = (event) => {
    const to = at(event);
    const [left, top] = [0, 1].map((axis) => Math.min(from[axis], to[axis]));
    return [left, top, Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
  };
  // A finger scrolls the page.
  leaf.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch") return;
    image = event.target.closest(".regions")?.querySelector("img") ?? event.target.closest("img");
    if (!image || !pictures().has(image)) return end();
    from = at(event);
  });
  // The picture would be dragged away.
  leaf.addEventListener("dragstart", (event) => { if (image) event.preventDefault(); });
  leaf.addEventListener("mousedown", (event) => { if (image) event.preventDefault(); });
  document.addEventListener("pointermove", (event) => {
    if (!image || !event.buttons) return;
    const box = image.getBoundingClientRect();
    const [left, top, width, height] = sides(event);
    if (!frame && Math.max(width * box.width, height * box.height) < LEAST) return;
    if (!frame) document.body.append((frame = made("div", { className: "va-drawn" })));
    Object.assign(frame.style, { left: `${box.left + scrollX + left * box.width}px`, top: `${box.top + scrollY + top * box.height}px`, width: `${width * box.width}px`, height: `${height * box.height}px` });
  });
  document.addEventListener("pointercancel", end);
  document.addEventListener("pointerup", (event) => {
    if (!frame) return end();
    const [picture, xywh] = [pictures().get(image), written(sides(event))];
    const drawn = frame;
    frame = null;
    end();
    // What was drawn is no click on what it was drawn over.
    const ending = new AbortController();
    addEventListener("click", (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, { capture: true, signal: ending.signal });
    setTimeout(() => { ending.abort(); if (xywh) done(drawn, { picture, xywh }); else drawn.remove(); });
  });
}
