/**
 * Inside a gated cell: a column is a unit, each row one vector of the cell's algebra, in the order in which they come
 * about. Beside them the sum of the element that is looked at, and the curve that squashes it. Going back the rows hold
 * what reaches each gate, and beside them is the way there, factor by factor.
 * @import {Focus, Lit, Mark, Run, Scheme} from "../types.js"
 * @import {Row} from "../run/rows.js"
 * @import {Grid} from "./inside-gated-grid.js"
 */

import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { cellAt, signedPaint, table, violetPaint } from "../pen/table.js";
import { hasGradient } from "../run/backprop.js";
import { BACKWARD, backwardDone, FORWARD, forwardDone, phaseDone } from "../run/phases.js";
import { placeOf } from "../run/reading.js";
import { firstOf } from "../run/rows.js";
import { sumOf } from "../run/sums.js";
import { curve } from "./curve.js";
import { wayBack } from "./inside-gated-back.js";
import { grid, TOP } from "./inside-gated-grid.js";
import { blend, gateSum, termAt } from "./inside-gated-sum.js";
import { pin } from "./inside-rnn-grid.js";

/**
 * @param {Run} run
 * @param {number} u
 * @param {number} t
 * @param {{width: number, scheme: Scheme, focus: Focus, lit?: Lit | null, say: (key: string) => string}} options
 * @returns {Mark[]}
 */
export function draw(run, u, t, options) {
  const T = run.tokens.length;
  const back = goesBack(run, u, t);
  const at = grid(run, options.width, back);
  const done = back ? backwardDone(u, t, T) : forwardDone(u, t);
  const rows = at.rows.map((row, i) =>
    rowMark(run, t, row, i, at, options, phaseDone(back ? BACKWARD : FORWARD, row.when, done), back),
  );
  const bottom = TOP + at.rows.length * at.pitch - 7;
  const frame = pin(at, options.focus.unit, TOP, bottom);
  const { lit, focus } = options;
  const other = lit?.part === "h" && lit.unit < at.H && lit.unit !== focus.unit;
  return [
    mark(
      "g",
      { key: String(back) },
      ...rows,
      frame,
      other && pin(at, lit.unit, TOP, bottom, "pin thin"),
      ...(back ? wayBack(run, t, at, options, done) : forward(run, t, at, options, done)),
    ),
  ];
}

/**
 * @param {Run} run
 * @param {number} t
 * @param {Row} row
 * @param {number} i
 * @param {Grid} at
 * @param {{scheme: Scheme, focus: Focus, say: (key: string) => string}} options
 * @param {number} shown
 * @param {boolean} back
 */
function rowMark(run, t, row, i, at, { scheme, focus, say }, shown, back) {
  const y = TOP + i * at.pitch;
  const values = row.values(run, t);
  const chosen = focus.part === row.part;
  const small = row.symbol.length > 2;
  return mark(
    "g",
    { key: `${row.part} ${back}`, class: chosen ? "row chosen" : "row" },
    row.does && title(say(row.does) || row.formula),
    chosen &&
      mark("rect", {
        class: "row-light",
        x: 0,
        y: round(y - 3),
        width: round(at.right + 4),
        height: round(at.cell + 6),
        rx: 6,
      }),
    mark(
      "text",
      {
        class: `symbol end${small ? " small" : ""}${back ? " violet" : ""}`,
        x: at.left - 8,
        y: round(y + at.cell / 2 + 5),
      },
      at.brief ? (row.brief ?? row.symbol) : row.symbol,
      row.index && mark("tspan", { class: "index", dy: 4 }, index(run, row.index, t)),
    ),
    mark("rect", {
      class: "slot",
      x: at.left,
      y: round(y),
      width: round(at.right - at.left),
      height: round(at.cell),
      rx: 4,
    }),
    values &&
      shown > 0 &&
      mark(
        "g",
        { opacity: shown < 1 ? round(shown) : null },
        table([values], {
          x: at.left,
          y,
          width: at.right - at.left,
          height: at.cell,
          paint: back ? violetPaint(scheme) : signedPaint(scheme),
          owner: run,
          name: `gated ${row.part} ${t} ${scheme} ${back}`,
        }),
      ),
  );
}

/** @param {string | undefined} text */
const title = (text) => text && mark("title", {}, text);

/** @param {Run} run @param {string} text @param {number} t */
const index = (run, text, t) => {
  const k = text === "t" ? t : text === "t−1" ? t - 1 : null;
  return k === null ? text : String(placeOf(run, k)).replace("-", "−");
};

/**
 * The sum of the element looked at, and its curve.
 * @param {Run} run
 * @param {number} t
 * @param {Grid} at
 * @param {{scheme: Scheme, focus: Focus}} options
 * @param {number} done
 */
function forward(run, t, at, { scheme, focus }, done) {
  const sum = shownSum(run, t, focus);
  if (!sum) return [];
  const row = at.rows.find(({ part }) => part === sum.part);
  const known = phaseDone(FORWARD, row?.when ?? "add", done);
  const state = sum.terms[0]?.kind === "state";
  return [
    state ? blend(run, sum, t, at, scheme, known) : gateSum(run, t, sum, at, { scheme, focus, known }),
    sum.squash && curve(sum.squash, { ...at.curve, scheme, known: known > 0, shown: known, lit: 0 }),
  ];
}

/**
 * The sum that is shown beside the rows: of the element looked at, else of the cell's first gate.
 * @param {Run} run
 * @param {number} t
 * @param {Focus} focus
 */
const shownSum = (run, t, focus) =>
  sumOf(run, t, focus.part, focus.unit) ?? sumOf(run, t, firstOf(run.cell), focus.unit);

/**
 * What is at a place: a row's vector and the unit in it, or a term of the sum that is shown.
 * @param {Run} run
 * @param {number} u
 * @param {number} t
 * @param {{width: number, focus: Focus}} options those of the drawing
 * @param {number} x
 * @param {number} y
 * @returns {Partial<Focus> | null}
 */
export function hit(run, u, t, { width, focus }, x, y) {
  const back = goesBack(run, u, t);
  const at = grid(run, width, back);
  const found = cellAt(rowsBox(at), at.rows.length, at.H, x, y);
  if (found) return { part: at.rows[found[0]]?.part ?? "h", unit: found[1], term: null };
  const row = x >= 0 && x < at.left ? at.rows[Math.floor((y - TOP) / at.pitch)] : undefined;
  if (row) return { part: row.part, term: null };
  const sum = back ? null : shownSum(run, t, focus);
  const term = sum && termAt(run, sum, at, x, y);
  return term === null ? null : { term };
}

/** Whether the panel shows the way back. @param {Run} run @param {number} u @param {number} t */
const goesBack = (run, u, t) => u > run.tokens.length && hasGradient(run, t);

/** The room of all rows. @param {Grid} at */
const rowsBox = (at) => ({ x: at.left, y: TOP, width: at.right - at.left, height: at.rows.length * at.pitch });
