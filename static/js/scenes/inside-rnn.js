/**
 * Inside the plain RNN's A: a column is a unit. [h_{t-1}; x_t] is upright, each number beside its row of W_h over W_x;
 * a column falls through b to a, through tanh to h_t. The column looked at is the waterfall beside it, row by row. Going
 * back the same columns rise: ∂L/∂h_t, times tanh′, through W_h to the left, and the step's share drops into ∂L/∂W_h.
 * @import {Lit, Mark, Run, Step} from "../types.js"
 * @import {Sum} from "../run/sums.js"
 * @import {Grid, Options} from "./inside-rnn-grid.js"
 */

import { round } from "../pen/math.js";
import { withSign } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { signedPaint, table } from "../pen/table.js";
import { before, biases, hasWeights, weightColumns } from "../run/algebra.js";
import { BACKWARD, backwardDone, FORWARD, forwardDone, phaseDone } from "../run/phases.js";
import { placeOf } from "../run/reading.js";
import { sumOf } from "../run/sums.js";
import { curve } from "./curve.js";
import { arrivals, drop, returns } from "./inside-rnn-back.js";
import { AIR, grid, LABEL, LINE, label, middle, pin, rowOf, SOURCE, STATE, weightRowOf } from "./inside-rnn-grid.js";
import { isLarge, largestTerms } from "./largest-terms.js";
import { waterfall } from "./waterfall.js";
import { domainOf, scaleOfWeights } from "./weight-colours.js";

/**
 * @param {Run} run
 * @param {number} u
 * @param {number} t the step to look into
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(run, u, t, options) {
  const at = grid(run, options.width);
  const done = forwardDone(u, t);
  const back = u > run.tokens.length ? backwardDone(u, t, run.tokens.length) : null;
  const sum = sumOf(run, t, "a", options.focus.unit);
  const shown = {
    falls: phaseDone(FORWARD, "multiply", done),
    added: phaseDone(FORWARD, "add", done),
    squashed: phaseDone(FORWARD, "squash", done),
  };
  const lit = back === null ? 0 : phaseDone(BACKWARD, "slope", back);
  const inside = mark(
    "g",
    { key: back === null ? "forward" : "backward" },
    lightRow(at, options.focus.term, back !== null),
    ...(back === null ? sources(run, t, at, options) : arrivals(run, t, at, options, back)),
    !isLarge(run) && weights(run, at, options, back !== null),
    ...(back === null ? results(run, t, at, options, shown) : returns(run, t, at, options, back)),
    rowFrame(at, options.focus.term ?? rowOfLit(at, options.lit)),
    pin(at, options.focus.unit, isLarge(run) ? at.bias : at.top, at.h + STATE),
    litColumn(at, options, isLarge(run) ? at.bias : at.top),
    !isLarge(run) && scaleOfWeights(run, at, options.scheme),
    back === null ? sum && terms(run, t, at, sum, options, shown) : drop(run, t, at, options, back),
    sum?.squash &&
      curve(sum.squash, { ...at.curve, scheme: options.scheme, known: shown.added === 1, shown: shown.squashed, lit }),
  );
  return [inside];
}

/**
 * What a unit's sum is made of: each term in its row, or the largest.
 * @param {Run} run
 * @param {number} t
 * @param {Grid} at
 * @param {Sum} sum
 * @param {Options} options
 * @param {{falls: number, added: number}} shown
 */
function terms(run, t, at, sum, { scheme, focus }, shown) {
  if (isLarge(run)) return largestTerms(run, t, sum, { ...many(at), ...shown, scheme });
  return waterfall(sum, { ...falls(at, sum), ...shown, scheme, focus: focus.term });
}

/** Where the largest terms are: in the place of the matrix. @param {Grid} at */
const many = (at) => ({
  top: at.top + at.below,
  bottom: at.bias + at.below,
  names: at.narrow ? at.fall.to - 60 : at.right,
  from: at.narrow ? at.fall.to - 52 : at.fall.from,
  to: at.fall.to,
  text: at.fall.text,
});

/** Where the terms of the sum are: beside their rows, or, in a narrow panel, below them all. @param {Grid} at @param {Sum} sum */
function falls(at, { terms }) {
  const rows = terms.map((_, term) => {
    const { y, height } = rowOf(at, term);
    return { y: y + at.below, height };
  });
  return { rows, total: { y: at.a + at.below, height: LINE }, ...at.fall };
}

/** The row looked at lights up from its number to its term. @param {Grid} at @param {number | null} term @param {boolean} back */
function lightRow(at, term, back) {
  const row = weightRowOf(at, term);
  if (!row || back || at.narrow) return null;
  const attrs = { x: round(at.right), y: round(row.y - 1), width: round(at.fall.text + AIR - at.right), rx: 4 };
  return mark("rect", { class: "row-light", ...attrs, height: round(Math.max(row.height + 2, 4)) });
}

/** The row of a number that is pointed at anywhere: what it gives. @param {Grid} at @param {Lit | null | undefined} lit */
const rowOfLit = ({ H, I }, lit) => {
  if (!lit || lit.unit >= (lit.part === "x" ? I : H)) return null;
  return lit.part === "x" ? H + lit.unit : lit.unit;
};

/** The column of a unit that is pointed at anywhere: what it takes. @param {Grid} at @param {Options} options @param {number} top */
const litColumn = (at, { focus, lit }, top) =>
  lit?.part === "h" && lit.unit < at.H && lit.unit !== focus.unit && pin(at, lit.unit, top, at.h + STATE, "pin thin");

/** A frame around the row looked at, over the matrix. @param {Grid} at @param {number | null} term */
function rowFrame(at, term) {
  const row = weightRowOf(at, term);
  if (!row) return null;
  const x = LABEL - 2;
  const attrs = {
    x,
    y: round(row.y - 1.5),
    width: round(at.right + 2 - x),
    height: round(Math.max(row.height + 3, 4)),
    rx: 4,
  };
  return mark("rect", { class: "pin thin", ...attrs });
}

/** What comes in, upright. @param {Run} run @param {number} t @param {Grid} at @param {Options} options */
function sources(run, t, at, { scheme }) {
  const column = (
    /** @type {number[]} */ values,
    /** @type {{y: number, height: number}} */ { y, height },
    /** @type {string} */ name,
  ) =>
    table(
      values.map((v) => [v]),
      {
        x: LABEL,
        y,
        width: SOURCE,
        height,
        paint: signedPaint(scheme),
        owner: run,
        name: `${name} ${t} ${scheme}`,
        strong: true,
      },
    );
  return [
    column(before(run, t), at.memory, "column h"),
    column(run.steps[t]?.x ?? [], at.input, "column x"),
    math("h", placeOf(run, t - 1), {
      class: "symbol end",
      x: LABEL - 8,
      y: round(at.memory.y + at.memory.height / 2 + 5),
    }),
    math("x", placeOf(run, t), { class: "symbol end", x: LABEL - 8, y: round(at.input.y + at.input.height / 2 + 5) }),
  ];
}

/** @type {WeakMap<Run, {key: string, drawn: Mark}>} */
const kept = new WeakMap();

/** W_h over W_x: the same at every step, so drawn once. @param {Run} run @param {Grid} at @param {Options} options @param {boolean} back */
function weights(run, at, { scheme }, back) {
  const key = `${scheme} ${at.left} ${at.column} ${at.rows.memory} ${back}`;
  const known = kept.get(run);
  if (known?.key === key) return known.drawn;
  const { memory, input } = weightColumns(run);
  const paint = signedPaint(scheme, domainOf(run));
  const name = (/** @type {string} */ index, /** @type {{y: number, height: number}} */ { y, height }) =>
    mark(
      "text",
      { class: "symbol start soft", x: round(at.right + 8), y: round(y + height / 2 + 5) },
      "W",
      mark("tspan", { class: "index", dy: 4 }, index),
    );
  const drawn = mark(
    "g",
    { class: "weights" },
    hasWeights(run) && table(memory, { ...at.memory, paint, owner: run, name: `W h ${scheme}` }),
    hasWeights(run) &&
      mark(
        "g",
        { opacity: back ? 0.3 : null },
        table(input, { ...at.input, paint, owner: run, name: `W x ${scheme}` }),
      ),
    name("h", at.memory),
    !back && name("x", at.input),
  );
  kept.set(run, { key, drawn });
  return drawn;
}

/**
 * b, a and h_t, as far as they are known.
 * @param {Run} run
 * @param {number} t
 * @param {Grid} at
 * @param {Options} options
 * @param {{added: number, squashed: number}} done
 */
function results(run, t, at, { scheme }, { added, squashed }) {
  const step = /** @type {Step} */ (run.steps[t]);
  const row = (
    /** @type {number[]} */ values,
    /** @type {number} */ y,
    /** @type {number} */ height,
    /** @type {string} */ name,
  ) =>
    table([values], {
      x: at.left,
      y,
      width: at.right - at.left,
      height,
      paint: signedPaint(scheme),
      owner: run,
      name: `row ${name} ${t} ${scheme}`,
    });
  const numbers = (
    /** @type {number[]} */ values,
    /** @type {number} */ y,
    /** @type {string} */ tone,
    /** @type {(v: number) => string} */ say,
  ) => values.map((v, j) => mark("text", { class: `number${tone}`, x: middle(at, j), y }, say(v)));
  const [b, a] = [biases(run), step.gates.a ?? []];
  return [
    label("b", at.bias + 16),
    label("a", at.a + 16),
    math("h", placeOf(run, t), { class: "symbol end", x: LABEL + SOURCE - 8, y: at.h + 19 }),
    mark(
      "g",
      {},
      ...(at.numbered
        ? numbers(b, at.bias + 15, "", (v) => withSign(v, at.write))
        : b.length
          ? [row(b, at.bias + 3, 15, "b")]
          : []),
    ),
    mark("path", { class: "grid zero", d: `M${at.left} ${at.bias + 21.5}H${round(at.right)}` }),
    mark(
      "g",
      { opacity: added < 1 ? round(added) : null },
      ...(at.numbered ? numbers(a, at.a + 16, " strong", at.write) : [row(a, at.a + 3, 17, "a")]),
    ),
    mark("g", { opacity: squashed < 1 ? round(squashed) : null }, row(step.h, at.h, STATE, "h")),
  ];
}
