/**
 * The names in an opened table: of what comes in, of the weights, and of the units where only some are shown.
 * @import {Run} from "../types.js"
 * @import {GateTable} from "../run/gate-table.js"
 * @import {TableGrid} from "./opened-table-grid.js"
 */
import { round } from "../pen/math.js";
import { short } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { isPlain } from "../run/facts.js";
import { unitName } from "../run/order.js";
import { middle } from "./opened-table-grid.js";
import { domainOf } from "./weight-colours.js";

/** @typedef {{run: Run, table: GateTable, at: TableGrid}} Named */

/**
 * What W_hᵀ makes, where that is not all of ∂L/∂h: another gate, or a loss of its own, adds to it.
 * @param {number} x
 * @param {number} y
 */
export const through = (x, y) =>
  mark(
    "text",
    { class: "symbol end violet small", x: round(x), y: round(y) },
    "W",
    mark("tspan", { class: "index", dy: -5 }, "ᵀ"),
  );

/**
 * What comes in to an extract, above its column: its rows have numbers of their own.
 * @param {GateTable} table
 * @param {TableGrid} at
 * @param {number} index
 * @param {boolean} whole whether it is all of ∂L/∂h
 */
export function sourceName(table, at, index, whole) {
  const x = round(at.label + at.source - 2);
  if (table.back && !whole) return through(x, at.head);
  const name = table.back ? "∂L/∂h" : "h";
  return math(name, index, { class: `symbol end small${table.back ? " violet" : ""}`, x, y: round(at.head) });
}

/** ∂L/∂h of the neighbour, above its column. @param {string} name @param {number} index @param {TableGrid} at */
export const violetName = (name, index, at) =>
  mark(
    "g",
    { class: "fraction" },
    mark("text", { class: "symbol violet small", x: at.label / 2, y: round(at.recurrent.y + 12) }, name.slice(0, 2)),
    mark("path", { d: `M${round(at.label / 2 - 14)} ${round(at.recurrent.y + 17)}h28` }),
    math("∂h", index, { class: "symbol violet small", x: at.label / 2, y: round(at.recurrent.y + 31) }),
  );

/** Which units an extract shows: each row's and each column's number. @param {Named} named */
export function units({ run, table, at }) {
  if (!table.extract) return null;
  const name = (/** @type {number} */ i) => `[${i}]`;
  const rows = (/** @type {"recurrent" | "input"} */ kind) =>
    table[kind].index.map((i, row) =>
      mark(
        "text",
        { class: "term end", x: at.label - 4, y: round(at[kind].y + (row + 0.5) * at.rows[kind] + 4.5) },
        name(kind === "recurrent" ? unitName(run, i) : i),
      ),
    );
  const columns = table.columns.map((j, column) =>
    mark("text", { class: "term middle", x: middle(at, column), y: round(at.head) }, name(unitName(run, j))),
  );
  return mark(
    "g",
    { class: "units" },
    ...rows("recurrent"),
    ...(table.input.others && !table.back ? rows("input") : []),
    ...columns,
  );
}

/** W's names, with the largest weight that their colours tell. @param {Named} named */
export function names({ run, table, at }) {
  // the numbers of an extract's units have that place
  if (table.extract && at.above) return null;
  const name = (/** @type {"recurrent" | "input"} */ kind, /** @type {string} */ index) => {
    const box = at[kind];
    // on a gated cell's card the way back to all vectors is at its right
    const above = isPlain(run.cell) ? at.right - 62 : Math.max(at.left + 24, at.right - 150);
    const [x, y] = at.above ? [above, box.y - 5] : [at.right + 8, box.y + box.height / 2 + 1];
    const scale = `±${short(domainOf(run))}`;
    const below = at.above ? { x: round(x + 30), y: round(y) } : { x: round(x), y: round(y + 17) };
    return mark(
      "g",
      { key: `name ${kind}` },
      mark(
        "text",
        { class: "symbol start soft small", x: round(x), y: round(y) },
        "W",
        mark("tspan", { class: "index", dy: 4 }, index),
      ),
      kind === "recurrent" && mark("text", { class: "number start soft", ...below }, scale),
    );
  };
  return mark("g", { class: "names" }, name("recurrent", "h"), !table.back && name("input", "x"));
}
