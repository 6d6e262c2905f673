/**
 * The vectors of a gated cell, unit by unit: each row one vector of the cell's algebra, in the order in which they come
 * about. Going back the rows hold what reaches each gate.
 * @import {Focus, Lit, Mark, Run, Scheme} from "../types.js"
 * @import {Row} from "../run/rows.js"
 * @import {RowsGrid} from "./opened-rows-grid.js"
 */
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { signedPaint, table, violetPaint } from "../pen/table.js";
import { placeOf } from "../run/reading-order.js";
import { has, t as say } from "../words/i18n.js";
import { pin } from "./opened-table-grid.js";

/**
 * @typedef {{run: Run, t: number, at: RowsGrid, scheme: Scheme, focus: Focus, lit?: Lit | null,
 *   back: boolean, shown: (when: string) => number}} Picture `shown`: how far a phase of the step is
 */

/** @param {Picture} picture @returns {Mark[]} */
export function drawRows(picture) {
  const { at, focus, lit } = picture;
  const other = lit?.part === "h" && lit.unit < at.H && lit.unit !== focus.unit ? lit.unit : -1;
  const bottom = at.top + at.rows.length * at.pitch - (at.pitch - at.cell);
  const rows = at.rows.map((row, i) => rowMark(picture, row, at.top + i * at.pitch));
  const pointed = other < 0 ? [] : [pin(at, other, at.top, bottom, "pin thin")];
  return [...rows, pin(at, focus.unit, at.top, bottom), ...pointed];
}

/** @param {Picture} picture @param {Row} row @param {number} y */
function rowMark({ run, t, at, scheme, focus, back, shown }, row, y) {
  const values = row.values(run, t);
  const chosen = focus.part === row.part;
  const share = shown(row.when);
  const words = (has(row.does) && say(row.does)) || row.formula;
  return mark(
    "g",
    { key: `${row.part} ${back}`, class: chosen ? "row chosen" : "row" },
    words && mark("title", {}, words),
    chosen &&
      mark("rect", {
        class: "row-light",
        x: 0,
        y: round(y - 3),
        width: round(at.right + 4),
        height: round(at.cell + 6),
        rx: 6,
      }),
    name(run, t, row, { at, y, back }),
    mark("rect", {
      class: "slot",
      x: at.left,
      y: round(y),
      width: round(at.right - at.left),
      height: round(at.cell),
      rx: 4,
    }),
    values &&
      share > 0 &&
      mark(
        "g",
        { opacity: share < 1 ? round(share) : null },
        table([values], {
          x: at.left,
          y,
          width: at.right - at.left,
          height: at.cell,
          paint: back ? violetPaint(scheme) : signedPaint(scheme),
          owner: run,
          name: `row ${row.part} ${t} ${scheme} ${back}`,
        }),
      ),
  );
}

/** @param {Run} run @param {number} t @param {Row} row @param {{at: RowsGrid, y: number, back: boolean}} place */
function name(run, t, row, { at, y, back }) {
  const small = row.symbol.length > 2 ? " small" : "";
  return mark(
    "text",
    { class: `symbol end${small}${back ? " violet" : ""}`, x: at.left - 8, y: round(y + at.cell / 2 + 5) },
    at.brief ? (row.brief ?? row.symbol) : row.symbol,
    row.index && mark("tspan", { class: "index", dy: 4 }, index(run, row.index, t)),
  );
}

/** @param {Run} run @param {string} text @param {number} t */
const index = (run, text, t) => {
  const k = text === "t" ? t : text === "t−1" ? t - 1 : null;
  return k === null ? text : String(placeOf(run, k)).replace("-", "−");
};
