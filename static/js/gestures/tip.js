/**
 * The number under the pointer, anywhere on the stage: it is written beside the pointer, and its sum is in the panel
 * below. A press (press.js) keeps looking at it.
 * @import {Focus, Run} from "../types.js"
 */
import { pin } from "../page/actions.js";
import { look } from "../page/looking.js";
import { now, run } from "../page/state.js";
import { make, sayRich } from "../pen/dom.js";
import { clamp } from "../pen/math.js";
import { short, sub } from "../pen/numbers.js";
import { vectorOf, weightColumns } from "../run/algebra.js";
import { isPlain } from "../run/facts.js";
import { unitName } from "../run/order.js";
import { placeOf } from "../run/reading.js";
import { t as say } from "../words/i18n.js";
import { power } from "../words/narration.js";
import { brief } from "../words/tokens.js";

/**
 * A number of the picture: how it is written, and where the panel looks for it.
 * @typedef {{text: string, focus: Partial<Focus> | null}} Found
 */

const FIGURES = 6;
/** Strips of more units write no numbers: the tip then says those beside it too. */
const CROWDED = 64;
/** The tip is this far above the pointer, in px. */
const ABOVE = 32;

/**
 * @param {SVGSVGElement} scene
 * @param {HTMLElement} sights the tip's parent
 * @param {(shown: Run, event: MouseEvent) => Found | null} [inner] what is at a place that the document does not know
 * @returns {{show: (text: string, at: {clientX: number, clientY: number}) => void, leave: () => void}}
 */
export function bindTip(scene, sights, inner = () => null) {
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
    const found = run.value && (inner(run.value, event) ?? numberAt(run.value, event));
    if (!found) return leave();
    write(tip, found.text, event, sights);
    look(found.focus);
  });
  scene.addEventListener("pointerleave", leave);
  return { show: (text, at) => write(tip, text, at, sights), leave };
}

/** @param {HTMLElement} tip @param {string} text @param {{clientX: number, clientY: number}} at @param {HTMLElement} sights */
function write(tip, text, { clientX, clientY }, sights) {
  sayRich(tip, text);
  tip.hidden = false;
  const { left, top, width } = sights.getBoundingClientRect();
  const x = clientX - left;
  Object.assign(tip.style, { bottom: "auto", left: `${x}px`, top: `${clientY - top - ABOVE}px` });
  tip.style.translate = `${-100 * Math.min(Math.max(x / width, 0.1), 0.9)}% 0`;
}

/** Keep looking at the number under the pointer, if there is one. @param {MouseEvent} event */
export function keep(event) {
  const found = run.value && numberAt(run.value, event);
  if (found?.focus) pin(found.focus);
}

/**
 * The number under the pointer: the document says which vector or matrix is there, and its box which element.
 * @param {Run} shown
 * @param {Pick<MouseEvent, "clientX" | "clientY">} event
 * @returns {Found | null}
 */
export function numberAt(shown, { clientX, clientY }) {
  // a drag holds the pointer: the document is asked for what is under it
  const element = document.elementFromPoint(clientX, clientY)?.closest("[data-vector], [data-matrix], [data-gradient]");
  if (!element) return null;
  const gradient = element.getAttribute("data-gradient");
  if (gradient !== null) return gradientOf(shown, gradient);
  const box = element.getBoundingClientRect();
  const column = (/** @type {number} */ n) => indexAt((clientX - box.left) / box.width, n);
  const row = (/** @type {number} */ n) => indexAt((clientY - box.top) / box.height, n);
  const matrix = element.getAttribute("data-matrix");
  if (matrix === null) return elementOf(shown, String(element.getAttribute("data-vector")), column);
  return weightOf(shown, matrix, row, column);
}

/**
 * A gradient that ends here, and what it says.
 * @param {Run} shown
 * @param {string} place "x:2", "h:-1"
 * @returns {Found}
 */
function gradientOf(shown, place) {
  const [name = "", step] = place.split(":");
  const t = Number(step);
  const levels = name === "x" ? shown.steps[t]?.log10_input_grad_norm : shown.log10_initial_grad_norm?.[name];
  const at = placeOf(shown, t);
  return { text: toldOf(name, at, levels ?? null, shown.tokens[t]), focus: null };
}

/** @param {string} name @param {number} at @param {number | null} level @param {string | undefined} token */
const toldOf = (name, at, level, token) =>
  say(name === "x" ? "tip-input-gradient" : "tip-initial-gradient", {
    of: sub(name, at),
    norm: level === null ? "0" : power(level),
    token: brief(token),
  });

/**
 * A weight: "Wₕ[3, 5] = 0.214", from number 3 of what comes in to unit 5.
 * @param {Run} shown
 * @param {string} matrix "h" or "x"
 * @param {(n: number) => number} row
 * @param {(n: number) => number} column
 * @returns {Found}
 */
function weightOf(shown, matrix, row, column) {
  const weights = weightColumns(shown)[matrix === "h" ? "memory" : "input"];
  const [i, unit] = [row(weights.length), column(weights[0]?.length ?? 1)];
  const from = matrix === "h" ? unitName(shown, i) : i;
  return {
    text: `${matrix === "h" ? "Wₕ" : "Wₓ"}[${from}, ${unitName(shown, unit)}] = ${figures(weights[i]?.[unit] ?? 0)}`,
    focus: { unit, term: matrix === "h" ? i : shown.hidden_size + i },
  };
}

/**
 * Element j of a vector: "h₂[5] = −0.127343".
 * @param {Run} shown
 * @param {string} vector "h:2"
 * @param {(n: number) => number} column
 * @returns {Found | null}
 */
export function elementOf(shown, vector, column) {
  const [name = "", step] = vector.split(":");
  const t = Number(step);
  const values = vectorOf(shown, name, t);
  if (!values) return null;
  const j = column(values.length);
  const focus = focusOf(shown, now.peek()?.t ?? 0, name, t, j);
  const number = (/** @type {number} */ i) => (name === "x" ? i : unitName(shown, i));
  const beside = values.length > CROWDED ? lens(values, j, number) : { before: "", after: "" };
  const own = `${sub(name, placeOf(shown, t))}[${number(j)}] = ${figures(values[j] ?? 0)}`;
  return { text: beside.before + own + beside.after, focus };
}

/**
 * The numbers on both sides of element j, where a strip is too fine to write any: "[16] 0.31 · ", " · [18] −0.02".
 * @param {number[]} values
 * @param {number} j
 * @param {(i: number) => number} number what an element is called
 */
function lens(values, j, number) {
  const written = (/** @type {number} */ i) => (i in values ? [`[${number(i)}] ${short(Number(values[i]))}`] : []);
  const [left, right] = [[j - 2, j - 1].flatMap(written), [j + 1, j + 2].flatMap(written)];
  return { before: left.map((each) => `${each} · `).join(""), after: right.map((each) => ` · ${each}`).join("") };
}

/**
 * Where the panel inside A, which shows step `here`, has element j of a vector: as a result, or as a term of a sum.
 * @param {Run} shown
 * @param {number} here
 * @param {string} name "x", "h", "c" or a gate's
 * @param {number} t
 * @param {number} j
 * @returns {Partial<Focus> | null}
 */
export function focusOf(shown, here, name, t, j) {
  if (name === "x") return t === here ? { term: shown.hidden_size + j } : null;
  if (t === here) return { part: name === "h" && isPlain(shown.cell) ? "a" : name, unit: j, term: null };
  return t + 1 === here && name === "h" ? { term: j } : { unit: j };
}

/** Which of n equal parts a share of the whole falls into. @param {number} share @param {number} n */
const indexAt = (share, n) => clamp(Math.floor(share * n), 0, n - 1);

/** @param {number} value */
export const figures = (value) => String(Number(value.toPrecision(FIGURES))).replace("-", "−");
