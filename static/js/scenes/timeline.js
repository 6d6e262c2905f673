/**
 * One line of time: forward in ink, backward in violet. Above it lies the overview, a heat map of all states and of all
 * gradients (a canvas below these marks: see charts/heatmap.js); what is not yet played is veiled.
 * @import {Lit, Mark, Run} from "../types.js"
 */

import { latest } from "../pen/latest.js";
import { clamp, round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { fitted, textWidth } from "../pen/text-width.js";
import { tokenText } from "../pen/token-text.js";
import { moment } from "../run/phases.js";

const Y = 50;
export const MARGIN = 10;
/** Where the overview lies, in px from the top. */
export const STRIP = { y: 17, height: 24 };
/** What is pointed at is at least this large, in px, so that it can be seen. */
const SEEN = 4;
/** The most room of a word below the line, in px, and how many words are measured for it. */
const MOST_WORD = 84;
const SAMPLE = 400;

/** @typedef {{t: number, j: number, backward: boolean}} OverviewCell one number of the overview */
/**
 * @typedef {object} Options
 * @property {number} width
 * @property {string} forward
 * @property {string} backward
 * @property {number} [unit]
 * @property {OverviewCell | null} [cell]
 * @property {Lit | null} [lit]
 * @property {number | null} [pointed]
 */

/** @param {number} width @param {number} T */
export const xOfMoment = (width, T) => (/** @type {number} */ u) => MARGIN + ((width - 2 * MARGIN) * u) / (2 * T);

/** @param {number} width @param {number} T @param {number} x */
export const momentAtX = (width, T, x) => ((x - MARGIN) / (width - 2 * MARGIN)) * 2 * T;

/**
 * The cell of the overview at a place, or none beside it.
 * @param {Run} run
 * @param {number} width
 * @param {number} x
 * @param {number} y
 * @returns {OverviewCell | null}
 */
export function overviewCellAt(run, width, x, y) {
  const T = run.tokens.length;
  const [at, row] = [momentAtX(width, T, x), (y - STRIP.y) / STRIP.height];
  if (at < 0 || at >= 2 * T || row < 0 || row >= 1) return null;
  const backward = at >= T;
  const t = backward ? 2 * T - 1 - Math.floor(at) : Math.floor(at);
  return { t, j: Math.floor(row * run.hidden_size), backward };
}

/**
 * @param {Run} run
 * @param {number} u
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(run, u, options) {
  const { width } = options;
  const T = run.tokens.length;
  const x = xOfMoment(width, T);
  const now = moment(u, T);
  const [start, middle, end, at] = [x(0), x(T), x(2 * T), x(u)].map((v) => round(v));
  const track = (/** @type {string} */ name, /** @type {unknown} */ a, /** @type {unknown} */ b) =>
    mark("path", { key: name, class: `track ${name}`, d: `M${a} ${Y}H${b}` });
  return [
    mark("rect", {
      class: "veil",
      x: at,
      y: STRIP.y - 1,
      width: round(Number(end) - Number(at) + 1),
      height: STRIP.height + 2,
    }),
    ...picked(run, options, x),
    track("forward", start, middle),
    track("backward", middle, end),
    ...latest(run, "timeline", `${width} ${options.forward} ${options.pointed}`, () => still(run, options)),
    track("forward played", start, Math.min(Number(at), Number(middle))),
    u > T && track("backward played", middle, at),
    mark("path", { class: `needle${now.backward ? " backward" : ""}`, d: `M${at} ${STRIP.y - 1}V${Y - 8}` }),
    mark("circle", { class: `head${now.backward ? " backward" : ""}`, cx: at, cy: Y, r: 8 }),
  ].filter((m) => m !== false);
}

/**
 * The row of the unit in use, and the cell that is pointed at.
 * @param {Run} run
 * @param {Options} options
 * @param {(u: number) => number} x
 */
function picked(run, { unit = 0, cell = null, pointed = null, lit = null }, x) {
  const T = run.tokens.length;
  const high = STRIP.height / run.hidden_size;
  const y = (/** @type {number} */ j) => STRIP.y + high * (j + 0.5);
  const notch = mark("path", { key: "notch", class: "notch", d: `M${round(x(0) - 8)} ${round(y(unit) - 4)}v8l5 -4z` });
  const box = (
    /** @type {string} */ name,
    /** @type {number} */ from,
    /** @type {number} */ to,
    /** @type {number} */ j,
  ) => {
    const [wide, tall] = [Math.max(x(to) - x(from), SEEN), Math.max(high, SEEN)];
    return mark("rect", {
      key: name,
      class: name,
      x: round((x(from) + x(to) - wide) / 2),
      y: round(y(j) - tall / 2),
      width: round(wide),
      height: round(tall),
    });
  };
  const own = lit?.part === "h" && lit.unit < run.hidden_size ? lit.unit : cell?.j;
  const rows =
    own === undefined ? [] : [...others(own, high, x, T), box("row", 0, T, own), box("row back", T, 2 * T, own)];
  if (!cell) return [notch, ...rows, ...(pointed === null ? [] : steps(x, T, pointed))];
  const k = cell.backward ? 2 * T - 1 - cell.t : cell.t;
  return [notch, ...rows, box("pointed", k, k + 1, cell.j)];
}

/**
 * The lines of the other units, veiled.
 * @param {number} j
 * @param {number} high the height of a line
 * @param {(u: number) => number} x
 * @param {number} T
 */
function others(j, high, x, T) {
  const [middle, half] = [STRIP.y + high * (j + 0.5), Math.max(high, SEEN) / 2];
  const [top, bottom] = [middle - half, Math.min(middle + half, STRIP.y + STRIP.height)];
  const veil = (/** @type {string} */ key, /** @type {number} */ from, /** @type {number} */ to) =>
    mark("rect", {
      key,
      class: "others",
      x: round(x(0)),
      y: round(from),
      width: round(x(2 * T) - x(0)),
      height: round(to - from),
    });
  return [veil("over", STRIP.y, Math.max(top, STRIP.y)), veil("under", bottom, STRIP.y + STRIP.height)];
}

/**
 * The step that is pointed at elsewhere, on its way forward and back.
 * @param {(u: number) => number} x
 * @param {number} T
 * @param {number} t
 */
const steps = (x, T, t) =>
  [t, 2 * T - 1 - t].map((k) => {
    const wide = Math.max(x(k + 1) - x(k), SEEN);
    return mark("rect", {
      key: `step ${k}`,
      class: "pointed",
      x: round((x(k) + x(k + 1) - wide) / 2),
      y: STRIP.y - 1,
      width: round(wide),
      height: STRIP.height + 2,
    });
  });

/** Ticks and words: what does not move. @param {Run} run @param {Options} options */
function still(run, { width, forward, backward, pointed = null }) {
  const T = run.tokens.length;
  const x = xOfMoment(width, T);
  const room = (width - 2 * MARGIN) / (2 * T);
  const every = Math.max(1, Math.ceil(10 / room));
  const stops = { there: "", back: "" };
  for (let i = 0; i <= 2 * T; i += every) stops[i > T ? "back" : "there"] += `M${round(x(i))} ${Y - 5}v10`;
  const marks = [
    mark("path", { class: "stop", d: stops.there }),
    mark("path", { class: "stop backward", d: stops.back }),
  ];
  const words = Math.max(1, Math.ceil(wordRoom(run) / room));
  for (let i = 0; i < 2 * T; i += words)
    marks.push(word(run, i, x(i + 0.5), { most: room * words - 6, width, pointed }));
  marks.push(mark("text", { class: "direction", x: x(0), y: 12 }, forward));
  marks.push(mark("text", { class: "direction backward", x: x(T) + 2, y: 12 }, backward));
  return marks;
}

/** What a word needs, in px: fewer whole ones say more than many cut ones, unless they are very long. @param {Run} run */
const wordRoom = ({ tokens }) =>
  Math.min(Math.max(36, ...tokens.slice(0, SAMPLE).map((token) => textWidth(token, 13) + 12)), MOST_WORD);

/**
 * A word below its step, inside the line.
 * @param {Run} run
 * @param {number} i
 * @param {number} x
 * @param {{most: number, width: number, pointed: number | null}} options
 */
function word(run, i, x, { most, width, pointed }) {
  const T = run.tokens.length;
  const t = i < T ? i : 2 * T - 1 - i;
  const token = tokenText(run.tokens[t]);
  const name = `${i < T ? "word" : "word backward"}${t === pointed ? " pointed" : ""}`;
  const text = fitted(token, 13, Math.max(most, 14));
  const least = MARGIN + textWidth(text, 13) / 2 - 8;
  return mark("text", { class: name, x: round(clamp(x, least, Math.max(width - least, least))), y: Y + 23 }, text);
}
