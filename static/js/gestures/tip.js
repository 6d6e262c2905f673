/**
 * The number under the pointer, anywhere on the stage: it is written beside the pointer, and its sum stands in the panel
 * below. A press (press.js) keeps looking at it.
 * @import {Focus, Run} from "../types.js"
 */
import { pin } from "../page/actions.js";
import { look } from "../page/looking.js";
import { now, run } from "../page/state.js";
import { make, sayRich } from "../pen/dom.js";
import { sub } from "../pen/numbers.js";
import { vectorOf, weightColumns } from "../run/algebra.js";
import { isPlain } from "../run/facts.js";

/**
 * What is found at a place: how it is written, and where the panel looks for it.
 * @typedef {{text: string, focus: Partial<Focus> | null}} Found
 */

const FIGURES = 6;
/** The tip stands this far above the pointer, in px. */
const ABOVE = 32;

/** @param {SVGSVGElement} scene @param {HTMLElement} sights what it stands in */
export function bindReach(scene, sights) {
  const tip = make("p", "tip");
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  sights.append(tip);
  const leave = () => {
    tip.hidden = true;
    look(null);
  };
  scene.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || event.buttons) return leave();
    const found = run.value && under(run.value, event);
    if (!found) return leave();
    stand(tip, found.text, event, sights);
    look(found.focus);
  });
  scene.addEventListener("pointerleave", leave);
}

/** @param {HTMLElement} tip @param {string} text @param {MouseEvent} event @param {HTMLElement} sights */
function stand(tip, text, { clientX, clientY }, sights) {
  sayRich(tip, text);
  tip.hidden = false;
  const { left, top, width } = sights.getBoundingClientRect();
  const x = clientX - left;
  Object.assign(tip.style, { bottom: "auto", left: `${x}px`, top: `${clientY - top - ABOVE}px` });
  tip.style.translate = `${-100 * Math.min(Math.max(x / width, 0.1), 0.9)}% 0`;
}

/** Keep looking at the number under the pointer, if there is one. @param {MouseEvent} event */
export function keep(event) {
  const found = run.value && under(run.value, event);
  if (found?.focus) pin(found.focus);
}

/** @param {Run} shown @param {MouseEvent} event @returns {Found | null} */
function under(shown, { clientX, clientY }) {
  // a pull holds the pointer: what lies under it is asked of the document
  const element = document.elementFromPoint(clientX, clientY)?.closest("[data-vector], [data-matrix]");
  if (!element) return null;
  const box = element.getBoundingClientRect();
  const along = (/** @type {number} */ n) => place((clientX - box.left) / box.width, n);
  const name = element.getAttribute("data-matrix");
  if (name === null) return elementOf(shown, String(element.getAttribute("data-vector")), along);
  const rows = weightColumns(shown)[name === "h" ? "memory" : "input"];
  const [i, j] = [place((clientY - box.top) / box.height, rows.length), along(rows[0]?.length ?? 1)];
  const term = name === "h" ? i : shown.hidden_size + i;
  return {
    text: `${name === "h" ? "Wₕ" : "Wₓ"}[${i}, ${j}] = ${figures(rows[i]?.[j] ?? 0)}`,
    focus: { unit: j, term },
  };
}

/**
 * Element j of a vector: "h₂[5] = −0.127343".
 * @param {Run} shown
 * @param {string} vector "h:2"
 * @param {(n: number) => number} along
 * @returns {Found | null}
 */
function elementOf(shown, vector, along) {
  const [name = "", step] = vector.split(":");
  const t = Number(step);
  const values = vectorOf(shown, name, t);
  if (!values) return null;
  const j = along(values.length);
  return { text: `${sub(name, t)}[${j}] = ${figures(values[j] ?? 0)}`, focus: focusOf(shown, name, t, j) };
}

/**
 * Where the panel inside A, which shows the step under the playhead, has it: as a result, or as a term of a sum.
 * @param {Run} shown
 * @param {string} name
 * @param {number} t
 * @param {number} j
 * @returns {Partial<Focus> | null}
 */
function focusOf(shown, name, t, j) {
  const here = now.peek()?.t;
  if (name === "x") return t === here ? { term: shown.hidden_size + j } : null;
  if (t === here) return { part: name === "h" && isPlain(shown.cell) ? "a" : name, unit: j, term: null };
  return t + 1 === here && name === "h" ? { term: j } : { unit: j };
}

/** @param {number} share @param {number} n */
const place = (share, n) => Math.min(Math.max(Math.floor(share * n), 0), n - 1);

/** @param {number} value */
const figures = (value) => String(Number(value.toPrecision(FIGURES))).replace("-", "−");
