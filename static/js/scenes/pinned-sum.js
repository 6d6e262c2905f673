/**
 * The sum of one element of a gated cell: a gate's weights and values term by term, or the old and the new that the gates
 * weigh. Where each term is drawn is said once, for the drawing and for the pointer.
 * @import {Focus, Lit, Run, Scheme} from "../types.js"
 * @import {Sum} from "../run/sums.js"
 * @import {Grid} from "./pinned-grid.js"
 */

import { colour } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { short, signed } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { signedPaint, table } from "../pen/table.js";
import { isSum } from "../run/algebra.js";
import { isLarge } from "../run/gate-table.js";
import { placeOf } from "../run/reading-order.js";
import { looker, passes, symbolOf } from "../run/wiring.js";
import { largestTerms } from "./largest-terms.js";
import { blocks } from "./opened-table-grid.js";
import { waterfall } from "./waterfall.js";

/** Room for the terms of a gate's sum, and between W h, W x and biases, in px; a bias and the total have one line. */
const [ROOM, GAP, BELOW, LINE] = [222, 6, 4, 20];
/** The name of one of the largest terms, with its factors, in px. */
const NAMED = 116;
/** The weights begin this far from the left, in px. */
const WEIGHTS = 22;
/** A gate that looks at W h alone has lines of at most this height, in at most this room. */
const [TALLEST, RECURRENT_ROOM] = [17, 200];
/** The first term of a blend is written this far below the top, the next ones that far below it; its bar is below. */
const BLEND = { top: 16, pitch: 60, bar: 10, height: 16, widest: 420 };

/**
 * Where the terms of a gate's sum are: W h over W x over biases, then what they make.
 * @param {Run} run
 * @param {Sum} sum
 * @param {number} y
 */
function gateRows(run, { terms }, y) {
  const count = (/** @type {string} */ wanted) => terms.filter(({ kind }) => kind === wanted).length;
  const [biases, inputs] = [count("bias"), count("input")];
  const height = inputs
    ? blocks(run.hidden_size, inputs, ROOM - biases * LINE)
    : { recurrent: Math.min(run.hidden_size * TALLEST, RECURRENT_ROOM), input: 0 };
  const top = {
    recurrent: y,
    input: y + height.recurrent + GAP,
    bias: y + height.recurrent + GAP + height.input + BELOW,
  };
  const each = {
    recurrent: height.recurrent / run.hidden_size,
    input: height.input / Math.max(inputs, 1),
    bias: LINE,
  };
  return {
    biases,
    height,
    top,
    rows: terms.map(({ kind, index: i }) =>
      kind === "state" || kind === "rest" ? { y, height: 0 } : { y: top[kind] + i * each[kind], height: each[kind] },
    ),
    total: { y: top.bias + biases * LINE + 2, height: LINE },
  };
}

/**
 * The weights and what they multiply, each pair in a line.
 * @param {Run} run
 * @param {Sum["terms"]} terms
 * @param {{x: number, y: number, width: number, height: number, scheme: Scheme, name: string}} options
 */
const factors = (run, terms, { x, y, width, height, scheme, name }) =>
  [-2, -1].map((at, i) =>
    table(
      terms.map((term) => [Number(term.factors.at(at))]),
      {
        x: x + i * (width + 4),
        y,
        width,
        height,
        paint: signedPaint(scheme),
        owner: run,
        name: `${i ? "v" : "W"} ${name}`,
      },
    ),
  );

/**
 * A gate's own sum: weight and value of each term beside its bar.
 * @param {Run} run
 * @param {number} t
 * @param {Sum} sum
 * @param {Grid} at
 * @param {{scheme: Scheme, focus: Focus, lit?: Lit | null | undefined, falls: number, added: number}} options
 */
export function gateSum(run, t, sum, at, { scheme, focus, lit, falls, added }) {
  const { x, y, right } = at.sum;
  if (isLarge(run)) {
    const names = x + NAMED;
    const place = { top: y, bottom: y + at.room - 24, names, from: names + 8, to: right - at.sums, text: right };
    return largestTerms(run, t, sum, { ...place, scheme, falls, added });
  }
  const { biases, height, top, rows, total } = gateRows(run, sum, y);
  const pairs = (/** @type {"recurrent" | "input"} */ kind) =>
    factors(
      run,
      sum.terms.filter((term) => term.kind === kind),
      {
        x: x + WEIGHTS,
        y: top[kind],
        width: at.chip,
        height: height[kind],
        scheme,
        name: `${kind} ${sum.part} ${sum.unit} ${t} ${scheme}`,
      },
    );
  const lens = (passes(run.cell, "hh", sum.part) ?? []).map((name) => symbolOf(run.cell, name));
  const symbol = (/** @type {string} */ text, /** @type {string} */ below, /** @type {number} */ at0) =>
    mark(
      "text",
      { class: "symbol start small", x: round(x), y: round(at0) },
      text,
      below && mark("tspan", { class: "index", dy: 4 }, below),
    );
  const own = !looker(run.cell, sum.part);
  return mark(
    "g",
    { class: "gate-sum" },
    light(rows[focus.term ?? termOf(sum, lit)], at),
    ...pairs("recurrent"),
    ...pairs("input"),
    symbol("h", String(placeOf(run, t - 1)).replace("-", "−"), top.recurrent + height.recurrent / 2 + 5),
    own && symbol("x", String(placeOf(run, t)), top.input + height.input / 2 + 5),
    symbol(biases > 1 ? [...lens, "b"].join(" ⊙ ") : "b", "", top.bias + 15),
    biases > 1 && symbol("b", "", top.bias + 15 + LINE),
    own && symbol("a", isSum(run, sum.part) ? "" : sum.part, total.y + 15),
    waterfall(sum, {
      rows,
      total,
      from: x + WEIGHTS + 2 * at.chip + 12,
      to: right - at.sums,
      text: right,
      scheme,
      falls,
      added,
      focus: focus.term,
    }),
  );
}

/** The line of a number that is pointed at anywhere; −1 for none. @param {Sum} sum @param {Lit | null | undefined} lit */
const termOf = ({ terms }, lit) => {
  const wanted = lit?.part === "x" ? "input" : "recurrent";
  return terms.findIndex(({ kind, index }) => kind === wanted && index === lit?.unit);
};

/** How far the light of a line reaches. @param {Grid} at */
const lightEdges = ({ sum: { x, right } }) => ({ left: x - 3, right: right + 3 });

/** The line of the term that is looked at. @param {{y: number, height: number} | undefined} row @param {Grid} at */
function light(row, at) {
  const { left, right } = lightEdges(at);
  return (
    row &&
    mark("rect", {
      class: "row-light",
      x: round(left),
      y: round(row.y - 1),
      width: round(right - left),
      height: round(Math.max(row.height + 2, 4)),
      rx: 4,
    })
  );
}

/**
 * The old and the new, weighed by the gates: two terms and their sum.
 * @param {Run} run
 * @param {Sum} sum
 * @param {number} t
 * @param {Grid} at
 * @param {Scheme} scheme
 * @param {number} shown
 */
export function blend(run, sum, t, at, scheme, shown) {
  const { left, right, rows } = blendPlan(sum, at);
  const reach = [0];
  for (const { product } of sum.terms) reach.push(Number(reach.at(-1)) + product);
  const low = Math.min(...reach, -1);
  const px = (/** @type {number} */ v) => left + 8 + ((v - low) / (Math.max(...reach, 1) - low)) * (right - left - 16);
  const y = (/** @type {number} */ i) => Number(rows[i]?.y) + BLEND.top;
  const end = y(sum.terms.length);
  const bars = sum.terms.flatMap((term, i) => {
    const [a, b] = [px(Number(reach[i])), px(Number(reach[i]) + term.product * clamp(shown))];
    return [
      mark(
        "text",
        { class: "product", x: round(left), y: y(i) },
        `${term.names.join(" · ")} = ${term.factors.map(short).join(" · ")} = ${signed(term.product)}`,
      ),
      mark("rect", {
        x: round(Math.min(a, b)),
        y: y(i) + BLEND.bar,
        width: round(Math.max(Math.abs(b - a), 1)),
        height: BLEND.height,
        rx: 2,
        fill: colour(Math.sign(term.product) * 0.92, scheme),
      }),
    ];
  });
  return mark(
    "g",
    { class: "falls", opacity: shown < 1 ? round(0.25 + 0.75 * shown) : null },
    mark("path", {
      class: "grid zero",
      d: [...sum.terms.keys(), sum.terms.length].map((i) => `M${round(px(0))} ${y(i) + 6}v24`).join(""),
    }),
    ...bars,
    mark(
      "text",
      { class: "product strong", x: round(left), y: end },
      sum.part,
      mark("tspan", { class: "index", dy: 4 }, String(placeOf(run, t))),
      mark("tspan", { dy: -4 }, ` = ${short(sum.total)}`),
    ),
    mark("circle", { class: "point", cx: round(px(sum.total)), cy: end + 18, r: 6, fill: colour(sum.total, scheme) }),
  );
}

/**
 * Where a blend is: its left and right edge, and the row of each term with its bar; then the row of what they make.
 * @param {Sum} sum
 * @param {Grid} at
 */
function blendPlan({ terms, squash }, { sum: { x: left, y, right: end }, curve: { x, size }, brief, narrow }) {
  // where no curve is beside it, there is room for its words
  const right = squash || (brief && !narrow) ? end : Math.max(end, Math.min(x + size, left + BLEND.widest));
  const rows = [...terms, null].map((_, i) => ({
    y: y + i * BLEND.pitch,
    height: BLEND.top + BLEND.bar + BLEND.height,
  }));
  return { left, right, rows };
}

/**
 * The term at a place, or null.
 * @param {Run} run
 * @param {Sum} sum
 * @param {Grid} at
 * @param {number} x
 * @param {number} y
 */
export function termAt(run, sum, at, x, y) {
  const blended = sum.terms[0]?.kind === "state";
  const { left, right, rows } = blended
    ? blendPlan(sum, at)
    : { ...lightEdges(at), rows: gateRows(run, sum, at.sum.y).rows };
  if (x < left || x > right) return null;
  const term = rows.slice(0, sum.terms.length).findIndex((row) => y >= row.y && y < row.y + row.height);
  return term < 0 ? null : term;
}

/**
 * Whether a place is in the column of the values that the weights multiply.
 * @param {Grid} at
 * @param {number} x
 */
export const inValues = ({ sum, chip }, x) => x >= sum.x + WEIGHTS + chip + 2 && x < sum.x + WEIGHTS + 2 * chip + 4;

/** The middle of a term's weight, in px. @param {Run} run @param {Sum} sum @param {Grid} at @param {number} term */
export function weightPlace(run, sum, at, term) {
  const { y, height } = gateRows(run, sum, at.sum.y).rows[term] ?? { y: at.sum.y, height: 0 };
  return { x: at.sum.x + WEIGHTS + at.chip / 2, y: y + height / 2 };
}
