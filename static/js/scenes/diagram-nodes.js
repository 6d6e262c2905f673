/**
 * The nodes of a cell's diagram, as textbooks draw them: σ and tanh with the opening of each unit, ⊙, +, 1 −.
 * @import {Mark, Rect, Scheme} from "../types.js"
 */

import { colour } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { short, tight } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { plainSquash } from "../run/squashes.js";
import { t as say } from "../words/i18n.js";

/** How a gate's box, an operation's circle and a function's pill are on the page. */
export const GATE = { height: 44, most: 88, least: 38, roomy: 60 };
export const RADIUS = 13;
const PILL = { σ: 24, tanh: 40, relu: 40, identity: 60 };

/** What is in an operation's circle. @type {Record<string, string>} */
const SIGNS = { times: "⊙", add: "+", complement: "1−" };

/**
 * A circle with its sign, and the number of one unit there.
 * @param {string} kind
 * @param {number} x
 * @param {number} y
 * @param {number} done
 * @param {number | undefined} [value]
 * @returns {Mark}
 */
export const operation = (kind, x, y, done, value) =>
  mark(
    "g",
    { key: `${kind} ${x} ${y}`, class: `operation${done > 0 ? " done" : ""}` },
    mark("circle", { cx: round(x), cy: round(y), r: RADIUS }),
    mark("text", { x: round(x), y: round(y + 5) }, SIGNS[kind] ?? kind),
    done >= 1 && unitNumber(value, { x: x + RADIUS - 1, y: y - RADIUS - 1 }),
  );

/**
 * The number of the unit that is looked at, at a place of the diagram.
 * @param {number | undefined} value
 * @param {{x: number, y: number, end?: boolean, brief?: boolean}} place
 */
export const unitNumber = (value, { x, y, end = false, brief = false }) =>
  value !== undefined &&
  Number.isFinite(value) &&
  mark("text", { class: `unit-number${end ? " end" : ""}`, x: round(x), y: round(y) }, (brief ? tight : short)(value));

/** A function's name in a pill. @param {string} name @param {number} x @param {number} y @param {boolean} back its derivative */
export function pill(name, x, y, back) {
  const width = (PILL[/** @type {keyof typeof PILL} */ (name)] ?? 40) + (back ? 4 : 0);
  return mark(
    "g",
    { class: `pill${back ? " back" : ""}` },
    mark("rect", { x: round(x - width / 2), y: round(y - 10), width, height: 20, rx: 10 }),
    mark("text", { x: round(x), y: round(y + 4.5) }, back ? `${name}′` : name),
  );
}

/**
 * A gate: its units' openings side by side, from shut (nothing) to open (the whole well); a candidate's values are
 * above and below its middle. The function that squashes it hangs at its lower edge, where the sum comes in. The unit
 * that is looked at is framed, and its number is written.
 * @param {string} name
 * @param {number[] | null | undefined} values
 * @param {{t: number, x: number, y: number, width: number, done: number, back: boolean, f: string, scheme: Scheme, unit: number,
 *   chosen: boolean}} options
 * @returns {Mark}
 */
export function gate(name, values, { t, x, y, width, done, back, f, scheme, unit, chosen }) {
  const top = y - GATE.height / 2;
  const inner = { x: x - width / 2 + 6, y: top + 5, width: width - 12, height: GATE.height - 19 };
  const mean = values ? values.reduce((all, v) => all + v, 0) / values.length : 0;
  const share = f === "σ" ? `${Math.round(mean * 100)}%` : short(mean);
  return mark(
    "g",
    { key: `gate ${name}`, class: `valve${done > 0 ? " done" : ""}${chosen ? " chosen" : ""}`, "data-part": name },
    mark("title", {}, `${name}: ${say("gate-mean", { share })}`),
    mark("rect", { class: "body", x: round(x - width / 2), y: round(top), width, height: GATE.height, rx: 8 }),
    values &&
      done > 0 &&
      mark(
        "g",
        { key: "openings", "data-vector": `${name}:${t}` },
        ...openings(values, inner, f === "σ", clamp(done), scheme),
      ),
    pill(f, x, y + GATE.height / 2, back),
    mark("text", { class: "name", x: round(x - width / 2 + 1), y: round(top - 6) }, name),
    done >= 1 && unitFrame(values, unit, inner),
    done >= 1 && unitNumber(values?.[unit], { x: x + width / 2 - 1, y: top - 6, end: true, brief: width < GATE.roomy }),
  );
}

/** The well of one unit among the openings. @param {number[] | null | undefined} values @param {number} unit @param {Rect} box */
function unitFrame(values, unit, box) {
  const wide = box.width / Math.max(values?.length ?? 1, 1);
  if (!values || values.length < 2 || wide < 2) return null;
  return mark("rect", {
    class: "unit-frame",
    x: round(box.x + unit * wide),
    y: round(box.y - 1),
    width: round(wide),
    height: box.height + 2,
    rx: 2,
  });
}

/**
 * @param {number[]} values
 * @param {Rect} box
 * @param {boolean} fromShut whether a value of 0 is at the foot, as a gate's; else in the middle
 * @param {number} done
 * @param {Scheme} scheme
 */
function openings(values, box, fromShut, done, scheme) {
  const unit = box.width / values.length;
  const zero = fromShut ? box.y + box.height : box.y + box.height / 2;
  const full = fromShut ? box.height : box.height / 2;
  const well = mark("rect", {
    class: "well",
    x: round(box.x),
    y: round(box.y),
    width: round(box.width),
    height: box.height,
    rx: 2,
  });
  const zeroLine = fromShut
    ? null
    : mark("path", { class: "grid", d: `M${round(box.x)} ${round(zero)}h${round(box.width)}` });
  if (values.length > 32) return [well, silhouette(values, box, zero, full * done), zeroLine].filter((m) => m !== null);
  const bars = values.map((value, j) => {
    const size = clamp(Math.abs(value)) * full * done;
    return mark("rect", {
      x: round(box.x + j * unit + (unit > 4 ? 0.75 : 0.1)),
      y: round(value >= 0 ? zero - size : zero),
      width: round(unit - (unit > 4 ? 1.5 : 0.2)),
      height: round(size),
      fill: colour(value, scheme),
    });
  });
  return [well, ...bars, ...(zeroLine ? [zeroLine] : [])];
}

/** Many units as one outline. @param {number[]} values @param {{x: number, width: number}} box @param {number} zero @param {number} full */
function silhouette(values, { x, width }, zero, full) {
  const unit = width / values.length;
  const steps = values.map((value) => `V${round(zero - clamp(value, -1, 1) * full)}h${round(unit, 1e3)}`).join("");
  return mark("path", { class: "outline", d: `M${round(x)} ${round(zero)}${steps}V${round(zero)}Z` });
}

/**
 * All units on the curve that squashes them: a from left to right, h upwards.
 * @param {number[] | null | undefined} a
 * @param {number[]} h
 * @param {{x: number, y: number, width: number, height: number, done: number, f: string, back: boolean, scheme: Scheme}} options
 * @returns {Mark}
 */
export function bend(a, h, { x, y, width, height, done, f, back, scheme }) {
  const most = Math.max(2.4, ...(a ?? []).map((v) => Math.min(Math.abs(v) * 1.1, 8)));
  const px = (/** @type {number} */ v) => x + (clamp(v / most, -1, 1) * (width - 18)) / 2;
  const squash = plainSquash({ nonlinearity: f });
  const top = squash.edge ? 1.1 : most;
  const py = (/** @type {number} */ v) => y - 4 - (clamp(v / top, -1, 1) * (height - 24)) / 2;
  const points = Array.from({ length: 41 }, (_, i) => (i / 20 - 1) * most);
  const d = points.map((v, i) => `${i ? "L" : "M"}${round(px(v))} ${round(py(squash.f(v)))}`).join("");
  const few = a && a.length <= 64;
  return mark(
    "g",
    { key: "bend", class: `valve bend${done > 0 ? " done" : ""}` },
    mark("rect", { class: "body", x: round(x - width / 2), y: round(y - height / 2), width, height, rx: 8 }),
    mark("path", {
      class: "grid",
      d: `M${round(px(-most))} ${round(py(0))}H${round(px(most))}M${round(x)} ${round(py(top))}V${round(py(-top))}`,
    }),
    mark("path", { class: "function", d }),
    ...(few && done > 0
      ? a.map((v, j) =>
          mark("circle", {
            class: a.length > 16 ? "dot small" : "dot",
            cx: round(px(v)),
            cy: round(py(Number(h[j]) * clamp(done))),
            r: a.length > 16 ? 2.5 : 4,
            fill: colour(Number(h[j]), scheme),
          }),
        )
      : []),
    pill(f, x, y + height / 2, back),
  );
}
