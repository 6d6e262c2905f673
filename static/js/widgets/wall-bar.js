/** The buttons of the wall, for a hand without keys: they come when a pointer moves or the keys are at them, and go again. */
import { effect } from "../../vendor/signals.js";
import { toggle } from "../page/actions.js";
import { playing, wall } from "../page/state.js";
import { make } from "../pen/dom.js";

/** They go after this long without a move, in ms. */
const RESTED = 2500;

/** Each button's sign, 24 × 24. */
const SIGNS = {
  back: "m14.5 6-6 6 6 6",
  play: "M8 5.2v13.6L19 12z",
  on: "m9.5 6 6 6-6 6",
  spotlight: "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10M12 1v3m0 16v3M1 12h3m16 0h3",
  code: "M4 4h6v6H4zm10 0h6v6h-6zM4 14h6v6H4zm10 0h2v2h-2zm4 4h2v2h-2zm-4 2v-2m6-4v2",
  blank: "M3 5h18v12H3zm5 15h8",
  leave: "M6 6l12 12M18 6 6 18",
};
const PAUSE = "M8.5 5v14m7-14v14";

/** @param {Record<"blank" | "code" | "spotlight" | "leave", () => void> & {walk: (way: 1 | -1) => void}} does */
export function wallBar(does) {
  const bar = make("div", "wall-bar");
  bar.setAttribute("role", "toolbar");
  bar.dataset.l10nAriaLabel = "wall-bar";
  const deeds = { ...does, back: () => does.walk(-1), on: () => does.walk(1), play: toggle };
  for (const name of /** @type {(keyof typeof SIGNS)[]} */ (Object.keys(SIGNS))) {
    const button = made(name);
    button.addEventListener("click", deeds[name]);
    bar.append(button);
    if (name === "play") effect(() => sign(button, playing.value ? PAUSE : SIGNS.play));
  }
  bindRest(bar);
  return bar;
}

/** @param {keyof typeof SIGNS} name */
function made(name) {
  const button = make("button");
  button.type = "button";
  button.dataset.l10nAriaLabel = `wall-do-${name}`;
  button.dataset.l10nTitle = `wall-do-${name}`;
  sign(button, SIGNS[name]);
  return button;
}

/** @param {HTMLElement} button @param {string} path */
function sign(button, path) {
  const [svg, line] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg?.setAttribute("viewBox", "0 0 24 24");
  svg?.setAttribute("aria-hidden", "true");
  line?.setAttribute("d", path);
  svg?.append(/** @type {Element} */ (line));
  button.replaceChildren(/** @type {Element} */ (svg));
}

/** The bar and the pointer go where nobody moves. @param {HTMLElement} bar */
function bindRest(bar) {
  const root = document.documentElement;
  let waiting = 0;
  const rest = () => root.classList.add("wall-rests");
  for (const sign of ["pointermove", "pointerdown"])
    addEventListener(sign, () => {
      if (!wall.value) return;
      root.classList.remove("wall-rests");
      clearTimeout(waiting);
      waiting = setTimeout(rest, RESTED);
    });
  effect(() => {
    clearTimeout(waiting);
    root.classList.toggle("wall-rests", wall.value);
  });
  return bar;
}
