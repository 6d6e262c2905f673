/**
 * One line of time: forward in ink, backward in violet.
 * @import {Mark, Run} from "../types.js"
 */
import { moment } from "../phases.js";
import { mark } from "../svg.js";
import { fitted, textWidth } from "./text.js";
import { round } from "./vectors.js";

const Y = 32;
export const MARGIN = 10;

/** @param {number} width @param {number} T */
export const pixels = (width, T) => (/** @type {number} */ u) => MARGIN + ((width - 2 * MARGIN) * u) / (2 * T);

/** @param {number} width @param {number} T @param {number} x */
export const unpixels = (width, T, x) => ((x - MARGIN) / (width - 2 * MARGIN)) * 2 * T;

/** @type {WeakMap<Run, {key: string, marks: Mark[]}>} */
const kept = new WeakMap();

/**
 * @param {Run} run
 * @param {number} u
 * @param {{width: number, forward: string, backward: string}} options
 * @returns {Mark[]}
 */
export function draw(run, u, options) {
  const { width } = options;
  const T = run.tokens.length;
  const x = pixels(width, T);
  const now = moment(u, T);
  const [start, middle, end, at] = [x(0), x(T), x(2 * T), x(u)].map((v) => round(v));
  const track = (/** @type {string} */ name, /** @type {unknown} */ a, /** @type {unknown} */ b) =>
    mark("path", { key: name, class: `track ${name}`, d: `M${a} ${Y}H${b}` });
  return [
    track("forward", start, middle),
    track("backward", middle, end),
    ...still(run, options),
    track("forward played", start, Math.min(Number(at), Number(middle))),
    u > T && track("backward played", middle, at),
    mark("circle", { class: `head${now.backward ? " backward" : ""}`, cx: at, cy: Y, r: 8 }),
  ].filter((m) => m !== false);
}

/** Ticks and words: what does not move. @param {Run} run @param {{width: number, forward: string, backward: string}} options */
function still(run, { width, forward, backward }) {
  const key = `${width} ${forward}`;
  const before = kept.get(run);
  if (before?.key === key) return before.marks;
  const T = run.tokens.length;
  const x = pixels(width, T);
  const room = (width - 2 * MARGIN) / (2 * T);
  const every = Math.max(1, Math.ceil(10 / room));
  const marks = [];
  for (let i = 0; i <= 2 * T; i += every)
    marks.push(mark("path", { class: `stop${i > T ? " backward" : ""}`, d: `M${round(x(i))} ${Y - 7}v14` }));
  const words = Math.max(1, Math.ceil(36 / room));
  for (let i = 0; i < 2 * T; i += words) marks.push(word(run, i, x(i + 0.5), room * words - 6));
  marks.push(mark("text", { class: "direction", x: x(0) - 4, y: 14 }, forward));
  marks.push(mark("text", { class: "direction backward", x: x(T) + 6, y: 14 }, backward));
  kept.set(run, { key, marks });
  return marks;
}

/** @param {Run} run @param {number} i @param {number} x @param {number} most */
function word(run, i, x, most) {
  const T = run.tokens.length;
  const token = run.tokens[i < T ? i : 2 * T - 1 - i] ?? "";
  const text = fitted(token, 13, Math.max(most, 14));
  const left = MARGIN + textWidth(text, 13) / 2 - 8;
  return mark("text", { class: i < T ? "word" : "word backward", x: round(Math.max(x, left)), y: Y + 25 }, text);
}
