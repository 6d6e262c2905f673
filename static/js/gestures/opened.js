/**
 * A hand in the opened A: what is under a pointer there, what a press keeps, and the same by keys. Where each number is
 * drawn is said once, by the scene's own grids.
 * @import {Focus, Moment, Run} from "../types.js"
 * @import {Layout} from "../scenes/layout.js"
 * @import {Plan} from "../scenes/opened-plan.js"
 */
import { effect, signal } from "../../vendor/signals.js";
import { light, pin } from "../page/actions.js";
import { focus, kept } from "../page/looking.js";
import { insideOf } from "../page/pace.js";
import { opened, part, run, term, u, unit, view } from "../page/state.js";
import { sub } from "../pen/numbers.js";
import { before, gatesOf, weightColumns } from "../run/algebra.js";
import { factsOf, isPlain } from "../run/facts.js";
import { gateTable } from "../run/gate-table.js";
import { unitName } from "../run/order.js";
import { moment } from "../run/phases.js";
import { placeOf } from "../run/reading-order.js";
import { firstOf, rowsOf } from "../run/rows.js";
import { gateAt } from "../scenes/diagram.js";
import { onAllVectors } from "../scenes/opened-cell.js";
import { planOf } from "../scenes/opened-plan.js";
import { rowsHit } from "../scenes/opened-rows-grid.js";
import { numberMiddle, tableHit } from "../scenes/opened-table-grid.js";
import { mostOf, tallOf } from "./stage-room.js";
import { figures } from "./tip.js";

/**
 * What a pointer is at: a number, or a gate (`gate`), or the way back to all vectors (`all`).
 * @typedef {Partial<Focus> & {source?: boolean, line?: string, gate?: boolean, all?: boolean}} Found
 */

/** The moment that the opened A shows. */
export const momentNow = () => (run.value ? moment(insideOf(u.value), run.value.tokens.length) : null);

/** What the drawing of the opened A depends on besides the moment. */
export const lookingNow = () => ({ focus: focus.value, kept: kept.value, tall: tallOf(), most: mostOf() });

/** What is drawn now, or null while A is shut or on its way. @param {Layout | null} at @returns {Plan | null} */
export function planNow(at) {
  const shows = momentNow();
  if (!at || !run.value || !shows || view.value !== "cell" || opened.value < 1) return null;
  return planOf(run.value, at, shows, lookingNow());
}

/**
 * @param {Layout | null} at
 * @param {number} x in the stage's px
 * @param {number} y
 * @returns {Found | null}
 */
export function foundAt(at, x, y) {
  const [plan, shown] = [planNow(at), run.value];
  if (!at || !plan || !shown) return null;
  const { panel, table, rows } = plan;
  if (onAllVectors(plan, x, y)) return { all: true };
  const turned = at.mirrored ? 2 * panel.x + panel.width - x : x;
  const place = (/** @type {{x: number, y: number}} */ own, /** @type {number} */ scale, /** @type {number} */ px) => ({
    x: (px - own.x) / scale,
    y: (y - own.y) / scale,
  });
  if (table) {
    const own = place(table, table.at.scale, plan.card ? x : turned);
    const found = tableHit(shown, table.table, table.at, own.x, own.y);
    if (found) return { part: table.table.gate, ...found };
  }
  if (rows) {
    const own = place(rows, rows.scale, x);
    const found = rowsHit(rows.at, own.x, own.y);
    if (found) return found;
  }
  const graph = plan.diagram && factsOf(shown.cell).graph;
  const gate = graph && gateAt(shown, graph, panel, turned, y);
  return gate ? { part: gate, term: null, gate: true } : null;
}

/** Keep looking at what was pressed; a second press on a line, or on a gate, lets it go. @param {Found} found */
export function keepFound({ source: _, line: __, gate, all, ...look }) {
  const cell = run.peek()?.cell ?? "rnn";
  if (all || (gate && look.part === part.peek())) return pin({ part: firstOf(cell), term: null });
  const again = look.term != null && look.term === term.peek() && (look.unit ?? unit.peek()) === unit.peek();
  pin(again ? { ...look, term: null } : { ...look, term: look.term ?? null });
}

/**
 * What is said of a number of the opened A, with what it leads to: "Wₕ[3, 5] = 0.214".
 * @param {Run} shown
 * @param {Found | null} found
 * @returns {{text: string, focus: Partial<Focus>} | null}
 */
export function toldOf(shown, found) {
  const shows = momentNow();
  if (!found || found.all || found.gate || !shows) return null;
  const { source, line, gate: _, ...look } = found;
  const text = source
    ? sourceText(shown, shows.t, Number(look.term))
    : elementText(shown, shows, { ...focus.value, ...look }, line);
  return text ? { text, focus: look } : null;
}

/** What comes in, in a line of the sum. @param {Run} shown @param {number} t @param {number} term */
function sourceText(shown, t, term) {
  const recurrent = term < shown.hidden_size;
  const i = recurrent ? term : term - shown.hidden_size;
  const value = recurrent ? before(shown, t)[i] : shown.steps[t]?.x[i];
  const symbol = recurrent ? sub("h", placeOf(shown, t - 1)) : sub("x", placeOf(shown, t));
  return `${symbol}[${recurrent ? unitName(shown, i) : i}] = ${figures(Number(value))}`;
}

/**
 * An element of a vector, a weight, or a number of a line.
 * @param {Run} shown
 * @param {Moment} shows
 * @param {Focus} look
 * @param {string | undefined} line
 */
function elementText(shown, { t, backward }, { part: name, unit: j, term: i }, line) {
  const gate = isPlain(shown.cell) ? String(gatesOf(shown)[0]) : name;
  const own = unitName(shown, j);
  if (line !== undefined || i === null) return lineText(shown, { t, gate, j, backward }, line);
  const recurrent = i < shown.hidden_size;
  const weights = weightColumns(shown, gate)[recurrent ? "recurrent" : "input"];
  const row = recurrent ? i : i - shown.hidden_size;
  const of = isPlain(shown.cell) ? "" : `${gate}: `;
  return `${of}${recurrent ? "Wₕ" : "Wₓ"}[${recurrent ? unitName(shown, row) : row}, ${own}] = ${figures(Number(weights[row]?.[j]))}`;
}

/**
 * @param {Run} shown
 * @param {{t: number, gate: string, j: number, backward: boolean}} of
 * @param {string | undefined} key a line of the gate's table, or none: a vector of the cell
 */
function lineText(shown, { t, gate, j, backward }, key) {
  if (key === undefined) {
    const row = rowsOf(shown.cell, backward).find((each) => each.part === gate);
    const value = row?.values(shown, t)?.[j];
    return value === undefined ? "" : `${row?.symbol}[${unitName(shown, j)}] = ${figures(value)}`;
  }
  const table = gateTable(shown, t, gate, j, backward);
  const found = [...table.lines, table.out].find((each) => each.key === key);
  const value = found?.values[table.columns.indexOf(j)];
  return value === undefined ? "" : `${found?.name}[${unitName(shown, j)}] = ${figures(value)}`;
}

/**
 * The middle of the number that is looked at, in the stage's px, or null where its table is not shown.
 * @param {Layout | null} at
 * @param {Focus} looked
 */
export function middleOf(at, looked) {
  const [plan, shown] = [planNow(at), run.value];
  if (!at || !plan?.table || !shown) return null;
  const { table, x, y } = plan.table;
  const grid = plan.table.at;
  const own = numberMiddle(shown, table, grid, looked);
  const left = x + grid.scale * own.x;
  const turned = at.mirrored && !plan.card ? 2 * plan.panel.x + plan.panel.width - left : left;
  return { x: turned, y: y + grid.scale * own.y };
}

/** Whether a gate's own table is open, from which Escape leads back to all vectors. */
export const inGate = () =>
  view.value === "cell" &&
  !isPlain(run.value?.cell ?? "rnn") &&
  part.value !== "" &&
  Boolean(run.value?.steps[0]?.gates[part.value]);

/**
 * Up and down: another unit; with Shift another line of its sum; by page another vector.
 * @param {HTMLElement | SVGSVGElement} element
 * @param {() => void} [moved]
 */
export function bindLookKeys(element, moved = () => {}) {
  const keyed = lightByKeys(element);
  element.addEventListener("keydown", (/** @type {Event} */ raw) => {
    const event = /** @type {KeyboardEvent} */ (raw);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    keyed.value = true;
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 }[event.key];
    if (event.key === "Escape" && term.value !== null) {
      event.stopPropagation();
      return pin({ term: null });
    }
    if (!by || !run.value) return;
    event.preventDefault();
    if (event.key.startsWith("Page")) pin({ part: rowBeside(by), term: null });
    else if (event.shiftKey) pin({ term: termBeside(run.value, by) });
    else pin({ unit: unit.value + by });
    moved();
  });
}

/** What the keys are at is lit in every picture. @param {HTMLElement | SVGSVGElement} element */
function lightByKeys(element) {
  const keyed = signal(false);
  effect(() => {
    if (keyed.value) light({ part: "h", unit: focus.value.unit });
  });
  element.addEventListener("focus", () => {
    keyed.value = element.matches(":focus-visible");
  });
  element.addEventListener("blur", () => {
    const had = keyed.peek();
    keyed.value = false;
    if (had) light(null);
  });
  return keyed;
}

/** @param {Run} shown @param {number} by */
function termBeside(shown, by) {
  const n = shown.hidden_size + shown.input_size + 1;
  return term.value === null ? (by > 0 ? 0 : n - 1) : (term.value + by + n) % n;
}

/** @param {number} by */
function rowBeside(by) {
  const cell = run.value?.cell ?? "rnn";
  const rows = isPlain(cell) ? [] : rowsOf(cell, Boolean(momentNow()?.backward));
  const at = rows.findIndex((row) => row.part === focus.value.part);
  return rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.part ?? "a";
}
