/**
 * The plain RNN's panel on the way back, from below: ∂L/∂h_t, times tanh′, through W_hᵀ to the left, and the step's share
 * in ∂L/∂W_h.
 * @import {Run, Step} from "../types.js"
 * @import {Grid, Options} from "./inside-rnn-grid.js"
 */

import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { sizePaint, table, violetPaint } from "../pen/table.js";
import { slope } from "../run/algebra.js";
import { gateGradient, throughMatrix } from "../run/backprop.js";
import { joins } from "../run/between.js";
import { BACKWARD, phaseDone } from "../run/phases.js";
import { placeOf } from "../run/reading.js";
import { slopeName } from "../run/squashes.js";
import { LABEL, label, middle, SOURCE, STATE } from "./inside-rnn-grid.js";
import { gathering } from "./weight-gradient.js";

/**
 * Going back, what leaves for the neighbour is there instead: W_hᵀ times what came up.
 * @param {Run} run
 * @param {number} t
 * @param {Grid} at
 * @param {Options} options
 * @param {number} back
 */
export function arrivals(run, t, at, { scheme }, back) {
  const through = phaseDone(BACKWARD, "weight", back);
  const leaves = phaseDone(BACKWARD, "leave", back);
  const values = throughMatrix(run, t);
  const slot = mark("rect", {
    class: "slot",
    x: LABEL,
    y: at.memory.y,
    width: SOURCE,
    height: round(at.memory.height),
    rx: 4,
  });
  const shown = Math.round(through * at.H);
  const cells =
    values &&
    shown > 0 &&
    table(
      values.map((v) => [v]),
      {
        x: LABEL,
        y: at.memory.y,
        width: SOURCE,
        height: at.memory.height,
        paint: violetPaint(scheme),
        owner: run,
        name: `column back ${t} ${scheme}`,
        strong: true,
      },
    );
  const arrow =
    leaves > 0 &&
    mark("path", {
      class: "arrow",
      opacity: round(leaves),
      d: `M${LABEL - 14} ${round(at.memory.y + at.memory.height / 2 + 34)}l10 -7v14z`,
    });
  return [
    slot,
    cells && mark("g", { opacity: through < 1 ? round(through) : null }, cells),
    arrow,
    joins(run, t - 1)
      ? mark(
          "text",
          { class: "symbol end violet small", x: LABEL - 4, y: round(at.memory.y + at.memory.height / 2 + 5) },
          "W",
          mark("tspan", { class: "index", dy: -5 }, "ᵀ"),
        )
      : fraction("∂L", "∂h", placeOf(run, t - 1), at.memory.y + at.memory.height / 2),
  ];
}

/**
 * A derivative in the little room beside a column, as a fraction.
 * @param {string} above
 * @param {string} below
 * @param {number} index
 * @param {number} y its line
 */
const fraction = (above, below, index, y) =>
  mark(
    "g",
    { class: "fraction" },
    mark("text", { class: "symbol violet small", x: LABEL - 20, y: round(y - 5) }, above),
    mark("path", { d: `M${LABEL - 34} ${round(y)}h28` }),
    math(below, index, { class: "symbol violet small", x: LABEL - 20, y: round(y + 14) }),
  );

/**
 * From below: ∂L/∂h_t, the slopes, their product ∂L/∂a.
 * @param {Run} run
 * @param {number} t
 * @param {Grid} at
 * @param {Options} options
 * @param {number} back
 */
export function returns(run, t, at, { scheme }, back) {
  const step = /** @type {Step} */ (run.steps[t]);
  const f = run.nonlinearity ?? "tanh";
  const slopes = (step.gates.a ?? []).map((a, j) => slope(a, Number(step.h[j]), f));
  const [arrived, multiplied] = [phaseDone(BACKWARD, "arrive", back), phaseDone(BACKWARD, "slope", back)];
  const d = gateGradient(run, t, "a");
  const row = (
    /** @type {number[]} */ values,
    /** @type {number} */ y,
    /** @type {number} */ height,
    /** @type {string} */ name,
    paint = violetPaint(scheme),
  ) =>
    table([values], {
      x: at.left,
      y,
      width: at.right - at.left,
      height,
      paint,
      owner: run,
      name: `back row ${name} ${t} ${scheme}`,
    });
  return [
    label("∂L/∂a", at.bias + 16, "violet small"),
    label(`× ${slopeName(run)}`, at.a + 16, "violet small"),
    mark(
      "text",
      { class: "symbol end violet small", x: LABEL + SOURCE - 8, y: at.h + 18 },
      "∂L/∂h",
      mark("tspan", { class: "index", dy: 4 }, String(t)),
    ),
    d &&
      multiplied > 0 &&
      mark(
        "g",
        {
          opacity: multiplied < 1 ? round(multiplied) : null,
          transform: multiplied < 1 ? `translate(0 ${round((1 - multiplied) * 6)})` : null,
        },
        row(d, at.bias, 20, "d"),
      ),
    mark(
      "g",
      {},
      ...(at.numbered
        ? slopes.map((s, j) => mark("text", { class: "number violet", x: middle(at, j), y: at.a + 16 }, at.write(s)))
        : [row(slopes, at.a + 3, 17, "slope", sizePaint(scheme))]),
    ),
    step.grad &&
      arrived > 0 &&
      mark(
        "g",
        {
          opacity: arrived < 1 ? round(arrived) : null,
          transform: arrived < 1 ? `translate(${round((1 - arrived) * 40)} 0)` : null,
        },
        row(step.grad, at.h, STATE, "grad"),
      ),
  ];
}

/** So much, in px, take the name of ∂L/∂W_h and its size side by side. */
const NAMED = 164;

/**
 * The step's share falls from the matrix into ∂L/∂W_h.
 * @param {Run} run
 * @param {number} t
 * @param {Grid} at
 * @param {Options} options
 * @param {number} back
 */
export function drop(run, t, at, { scheme }, back) {
  const box = {
    x: at.gather.x,
    y: at.memory.y + at.below,
    width: at.gather.width,
    height: Math.max(at.memory.height, 64) + 11,
  };
  return gathering(run, t, {
    gate: "a",
    ...box,
    scheme,
    made: phaseDone(BACKWARD, "weight", back),
    dropped: phaseDone(BACKWARD, "leave", back),
    // the curve is beside a narrow grid
    stacked: at.gather.width < NAMED,
  });
}
