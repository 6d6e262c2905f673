/**
 * What is under the pointer, anywhere on the stage: a number, or an edge of the chain. It is written on a flag beside it,
 * the unit is lit in every picture, and its sum is in the panel below. A press (press.js) keeps looking at it.
 * @import {Focus, Lit, Run} from "../types.js"
 * @import {Layout} from "../scenes/layout.js"
 * @import {Edge} from "../scenes/edges.js"
 */
import { effect, untracked } from "../../vendor/signals.js";
import { pin } from "../page/actions.js";
import { litBy, look } from "../page/looking.js";
import { askOtherSide, told } from "../page/other-side.js";
import { now, run, u, unrolled, view } from "../page/state.js";
import { make, sayRich } from "../pen/dom.js";
import { pointIn, scaleOf } from "../pen/magnified.js";
import { clamp } from "../pen/math.js";
import { scientific, short, sub } from "../pen/numbers.js";
import { vectorOf, weightColumns } from "../run/algebra.js";
import { carried } from "../run/between.js";
import { isPlain } from "../run/facts.js";
import { unitName } from "../run/order.js";
import { placeOf } from "../run/reading-order.js";
import { edgeAt } from "../scenes/edges.js";
import { edgeRolledUp } from "../scenes/edges-rolled.js";
import { boxAt } from "../scenes/opened-cell.js";
import { comesInParts, ofEdge } from "../words/edges.js";
import { wordTold } from "../words/head.js";
import { t as say } from "../words/i18n.js";
import { power } from "../words/narration.js";
import { brief } from "../words/tokens.js";

/** A box in the window, in px. @typedef {{left: number, top: number, width: number, height: number}} Box */
/**
 * What is pointed at: how it is written, where the panel looks for it, the number that is lit, and the box that its flag
 * keeps clear of.
 * @typedef {{text: string, focus: Partial<Focus> | null, lit?: Lit | null, box?: Box}} Found
 */

const FIGURES = 6;
/** Strips of more units write no numbers: the tip then says those beside it too. */
const CROWDED = 64;
/** The flag's foot is this far outside what it tells of, in px. */
const CLEAR = 12;
/** Above it there is this much room for the flag, in px, or it hangs below. */
const FLAG = 44;

/**
 * @param {SVGSVGElement} scene
 * @param {HTMLElement} sights the tip's parent
 * @param {() => Layout | null} layout
 * @param {(shown: Run, event: MouseEvent) => Found | null} [inner] what is at a place that the document does not know
 * @returns {{show: (found: Found, at: {clientX: number, clientY: number}) => void, leave: () => void}}
 */
export function bindTip(scene, sights, layout = () => null, inner = () => null) {
  const tip = make("p", "tip flag");
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  sights.append(tip);
  const leave = () => {
    if (tip.hidden) return;
    tip.hidden = true;
    look(null);
  };
  const point = (/** @type {MouseEvent} */ event) => {
    const found =
      run.value &&
      (inner(run.value, event) ?? numberAt(run.value, event) ?? edgeUnder(run.value, layout(), scene, event));
    if (!found) return leave();
    write(tip, found, event, sights);
    const lit = found.lit === undefined ? litBy(found.focus) : found.lit;
    // the panel has the sum of the unit that is lit, too
    look(lit?.part === "h" ? { ...found.focus, unit: lit.unit } : found.focus, lit);
  };
  /** Where it was last pointed. @type {MouseEvent | null} */
  let last = null;
  scene.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || event.buttons) return leave();
    last = event;
    point(event);
  });
  // what was asked for when it was pointed at has come
  effect(() => {
    if (told.value > 0 && last && !tip.hidden) untracked(() => point(/** @type {MouseEvent} */ (last)));
  });
  // a finger's tap points, until it taps elsewhere
  scene.addEventListener("click", (event) => {
    if (/** @type {PointerEvent} */ (event).pointerType !== "touch") return;
    last = event;
    point(event);
  });
  scene.addEventListener("pointerleave", leave);
  document.addEventListener("pointerdown", ({ target }) => {
    if (!(/** @type {Element} */ (target).closest(".scene"))) leave();
  });
  return { show: (found, at) => write(tip, found, at, sights), leave };
}

/**
 * A flag 12 px outside of what it tells of, on a stem at the pointer.
 * @param {HTMLElement} tip
 * @param {Found} found
 * @param {{clientX: number, clientY: number}} at
 * @param {HTMLElement} sights
 */
function write(tip, { text, box }, { clientX, clientY }, sights) {
  sayRich(tip, text);
  tip.hidden = false;
  const { left, top, width, height } = sights.getBoundingClientRect();
  const scale = scaleOf(sights);
  const own = box ?? { left: clientX, top: clientY, width: 0, height: 0 };
  const x = (box && box.width < WIDE ? own.left + own.width / 2 : clientX) - left;
  const below = own.top < FLAG;
  tip.classList.toggle("below", below);
  const share = Math.min(Math.max(x / width, 0.04), 0.96);
  Object.assign(tip.style, {
    left: `${Math.round(x / scale)}px`,
    top: below ? `${(own.top + own.height - top) / scale + CLEAR}px` : "auto",
    bottom: below ? "auto" : `${(top + height - own.top) / scale + CLEAR}px`,
    translate: `${-100 * share}% 0`,
  });
  tip.style.setProperty("--stem", `${100 * share}%`);
}

/** What is wider has its stem under the pointer, px. */
const WIDE = 64;

/**
 * The edge of the chain under the pointer, unrolled or rolled up.
 * @param {Run} shown
 * @param {Layout | null} at
 * @param {Element} scene
 * @param {MouseEvent} event
 * @returns {Found | null}
 */
function edgeUnder(shown, at, scene, { clientX, clientY }) {
  const rolled = view.value === "rolled" && unrolled.value === 0;
  if (!at || !(rolled || (view.value === "unrolled" && unrolled.value === 1))) return null;
  const { left, top } = scene.getBoundingClientRect();
  const { x, y } = pointIn(scene, { clientX, clientY });
  if (!rolled && boxAt(at, u.value, x, y) !== null) return null;
  const edge = (rolled ? edgeRolledUp : edgeAt)(shown, at, u.value, x, y);
  if (!edge) return null;
  const box = boxOf(edge, { left, top, scale: scaleOf(scene) }, { clientX, clientY });
  const { name, t, unit } = edge;
  if (unit === null) {
    const lead = edge.goes === "back" ? "" : `${sub(name, placeOf(shown, t))} · `;
    return { text: lead + say(...ofEdge(shown, edge)), focus: null, lit: null, box };
  }
  const back = edge.goes === "back";
  const value = valueOn(shown, edge, unit);
  return {
    text: `${value} · ${say(...ofEdge(shown, edge))}`,
    focus: back ? { unit } : focusOf(shown, now.peek()?.t ?? 0, name, t, unit),
    lit: { part: name === "x" ? "x" : "h", unit },
    box,
  };
}

/**
 * The box that a flag keeps clear of: across its edge, at the pointer.
 * @param {Edge} edge
 * @param {{left: number, top: number, scale: number}} stage
 * @param {{clientX: number, clientY: number}} at
 */
const boxOf = (edge, { left, top, scale }, { clientX, clientY }) =>
  edge.left === undefined
    ? { left: clientX, width: 0, top: top + scale * edge.top, height: scale * (edge.bottom - edge.top) }
    : { left: left + scale * edge.left, width: scale * (Number(edge.right) - edge.left), top: clientY, height: 0 };

/**
 * A number on an edge: "h₂[3] = 0.312500".
 * @param {Run} shown
 * @param {Edge} edge
 * @param {number} unit
 */
function valueOn(shown, edge, unit) {
  const { name, t, goes } = edge;
  const own = `${sub(name, placeOf(shown, t))}[${name === "x" ? unit : unitName(shown, unit)}]`;
  if (goes !== "back") return `${own} = ${figures(vectorOf(shown, name, t)?.[unit] ?? 0)}`;
  const of = `∂L/∂${own}`;
  const value = scientific(carried(shown, t, name).values?.[unit] ?? 0);
  return `${comesInParts(shown, edge) ? say("tip-edge-share", { of }) : of} = ${value}`;
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
  const element = document
    .elementFromPoint(clientX, clientY)
    ?.closest("[data-vector], [data-matrix], [data-gradient], [data-answer]");
  if (!element) return null;
  const answer = element.getAttribute("data-answer");
  if (answer !== null) return answerOf(shown, answer, element.getBoundingClientRect());
  const gradient = element.getAttribute("data-gradient");
  if (gradient !== null) return gradientOf(shown, gradient);
  const box = element.getBoundingClientRect();
  // the strips of an upright chain run down
  const down = element.closest(".upright") !== null;
  const along = down ? (clientY - box.top) / box.height : (clientX - box.left) / box.width;
  const column = (/** @type {number} */ n) => indexAt(along, n);
  const row = (/** @type {number} */ n) => indexAt((clientY - box.top) / box.height, n);
  const matrix = element.getAttribute("data-matrix");
  if (matrix === null) return elementOf(shown, String(element.getAttribute("data-vector")), column, box, down);
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
  return { text: toldOf(name, at, levels ?? null, shown.tokens[t]), focus: null, lit: null };
}

/**
 * A word that the head can say, and how its share came about.
 * @param {Run} shown
 * @param {string} place "3:17"
 * @param {Box} box
 * @returns {Found}
 */
function answerOf(shown, place, box) {
  const [k = 0, index = 0] = place.split(":").map(Number);
  askOtherSide(shown);
  return { text: wordTold(shown, k, index), focus: null, lit: null, box };
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
  const weights = weightColumns(shown)[matrix === "h" ? "recurrent" : "input"];
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
 * @param {Box} box of the strip
 * @param {boolean} [down] whether it runs down
 * @returns {Found | null}
 */
export function elementOf(shown, vector, column, { left, top, width, height }, down = false) {
  const [name = "", step] = vector.split(":");
  const t = Number(step);
  const values = vectorOf(shown, name, t);
  if (!values) return null;
  const j = column(values.length);
  const focus = focusOf(shown, now.peek()?.t ?? 0, name, t, j);
  const number = (/** @type {number} */ i) => (name === "x" ? i : unitName(shown, i));
  const beside = values.length > CROWDED ? lens(values, j, number) : { before: "", after: "" };
  const symbol = name === "grad" ? `∂L/∂${sub("h", placeOf(shown, t))}` : sub(name, placeOf(shown, t));
  const value = values[j] ?? 0;
  const plain = `${symbol}[${number(j)}] = ${figures(value)}`;
  const own =
    name === "grad" ? say("tip-gradient", { of: plain, way: value > 0 ? "up" : value < 0 ? "down" : "still" }) : plain;
  const [wide, tall] = [width / values.length, height / values.length];
  return {
    text: beside.before + own + beside.after,
    focus,
    lit: { part: name === "x" ? "x" : "h", unit: j },
    box: down
      ? { left, top: top + j * tall, width, height: tall }
      : { left: left + j * wide, top, width: wide, height },
  };
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
  if (name === "grad") return { unit: j };
  if (name === "x") return t === here ? { term: shown.hidden_size + j } : null;
  if (t === here) return { part: name === "h" && isPlain(shown.cell) ? "a" : name, unit: j, term: null };
  return t + 1 === here && name === "h" ? { term: j } : { unit: j };
}

/** Which of n equal parts a share of the whole falls into. @param {number} share @param {number} n */
const indexAt = (share, n) => clamp(Math.floor(share * n), 0, n - 1);

/** @param {number} value */
export const figures = (value) => String(Number(value.toPrecision(FIGURES))).replace("-", "−");
