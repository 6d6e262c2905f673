/**
 * Where the opened A is, and what is in it. The plain RNN is one table. A gated cell keeps its diagram, and on a card
 * beside it, or below it where there is no room, are the numbers: its vectors, or the table of the gate that is looked at.
 * @import {Focus, Moment, Rect, Run} from "../types.js"
 * @import {GateTable} from "../run/gate-table.js"
 * @import {Layout} from "./layout.js"
 * @import {RowsGrid} from "./opened-rows-grid.js"
 * @import {TableGrid} from "./opened-table-grid.js"
 */
import { clamp } from "../pen/math.js";
import { gatesOf } from "../run/algebra.js";
import { hasGradient } from "../run/backprop.js";
import { isPlain } from "../run/facts.js";
import { gateTable, hasTable } from "../run/gate-table.js";
import { rowsGrid } from "./opened-rows-grid.js";
import { tableGrid } from "./opened-table-grid.js";

/**
 * A table in the stage: what it shows, where its own px begin, and its grid.
 * @typedef {{table: GateTable, at: TableGrid, x: number, y: number}} Tabled
 */
/** The vectors of a gated cell in the stage. @typedef {{at: RowsGrid, x: number, y: number, scale: number, back: boolean}} Rowed */
/**
 * @typedef {object} Plan
 * @property {Rect} panel A itself
 * @property {Rect | null} card what is beside it or below it
 * @property {boolean} diagram whether A is its diagram
 * @property {Tabled | null} table
 * @property {Rowed | null} rows
 * @property {number} drop how far what is below A goes down, px
 */
/**
 * What is looked at; what of it was kept, which decides what is shown, so that no pointer changes the picture under it;
 * the height that the window leaves; and the one at which a diagram and the card below it are no longer wholly in sight.
 * @typedef {{focus: Focus, kept?: Focus, tall?: number, most?: number}} Looking
 */

/** The height of A where the window says nothing, in px. */
const TALL = 440;
/** Above A, and between it and its word. */
const [TOP, BELOW] = [1.5, 12];
/** Air around a table; where there is room, to its right also the way of h_t. */
const AIR = { x: 8, y: 8, out: 64 };
/** Wide enough, in px, for a card beside the diagram; in a low window less is. */
const BESIDE = { wide: 900, low: 760, tall: 300 };
/** What the neighbours keep on each side where A has a card; the gap to it. */
const [SIDE, GAP] = [40, 14];
/** A card no wider, px, is on a stage that is scrolled. */
const NARROW = 600;
/** A diagram beside its card, in px. */
const DIAGRAM = { least: 420, share: 0.46, tall: 292 };
/** The first line of a name below the cable of h where it comes in, from the middle of that, px. */
const ENTERS = 34;
/** A table alone keeps so much to its sides. */
const ALONE = { wide: 300, some: 64, most: 960 };

/** Whether the plain RNN's table is there: a run without its weights has the diagram. @param {Run} run */
const isTable = (run) => isPlain(run.cell) && hasTable(run, String(gatesOf(run)[0]));

/** Whether a step is shown on its way back. @param {Run} run @param {Moment} now */
export const goesBack = (run, { t, backward }) => backward && hasGradient(run, t);

/**
 * @param {Run} run
 * @param {Layout} at
 * @param {Moment} now
 * @param {Looking} looking
 * @returns {Plan}
 */
export function planOf(run, at, now, { focus, kept = focus, tall = TALL, most = Infinity }) {
  if (isTable(run)) return alone(run, at, now, kept, tall);
  if (!gatesOf(run).length || isPlain(run.cell)) {
    const panel = shut(at);
    return { panel, card: null, diagram: true, table: null, rows: null, drop: 0 };
  }
  const plan = carded(run, at, now, kept, tall);
  return plan.card && plan.card.y + plan.card.height > most ? carded(run, at, now, kept, tall, true) : plan;
}

/** A as wide as its diagram likes, as high as the chain. @param {Layout} at @returns {Rect} */
function shut(at) {
  const most = at.width - (at.width > 1000 ? 576 : at.width > 600 ? 96 : 2);
  const width = clamp(most, Math.min(at.width - 2, 700), 960);
  return { x: (at.width - width) / 2, y: TOP, width, height: at.chipTop - BELOW };
}

/**
 * The plain RNN: A is its table.
 * @param {Run} run
 * @param {Layout} at
 * @param {Moment} now
 * @param {Focus} focus
 * @param {number} tall
 * @returns {Plan}
 */
function alone(run, at, now, focus, tall) {
  const table = gateTable(run, now.t, String(gatesOf(run)[0]), focus.unit, goesBack(run, now));
  const most = Math.min(at.width - (at.width > 1000 ? ALONE.wide : at.width > 600 ? ALONE.some : 2), ALONE.most);
  const out = most > 560 ? AIR.out : 0;
  const own = tableGrid(table, most - 2 * AIR.x - out, tall - 2 * AIR.y);
  const width = Math.min(Math.max(own.width * own.scale + 2 * AIR.x + out, Math.min(most, 480)), most);
  const height = Math.max(own.height * own.scale + 2 * AIR.y, at.chipTop - BELOW);
  const panel = { x: (at.width - width) / 2, y: TOP, width, height };
  const x = panel.x + (width - out - own.width * own.scale) / 2;
  const y = panel.y + (height - own.height * own.scale) / 2;
  return {
    panel,
    card: null,
    diagram: false,
    table: { table, at: clearName(own, (at.axis - y) / own.scale), x, y },
    rows: null,
    drop: dropOf(at, panel),
  };
}

/**
 * The name of x is below the threads of h that come in from the left.
 * @param {TableGrid} own
 * @param {number} axis of the chain, in the table's px
 */
const clearName = (own, axis) => ({ ...own, named: Math.max(own.named, axis + ENTERS / own.scale) });

/** @param {Layout} at @param {Rect} lowest */
const dropOf = (at, { y, height }) => Math.max(y + height + BELOW - TOP - at.chipTop, 0);

/** Whether the card is beside the diagram. @param {number} width @param {number} tall */
const isBeside = (width, tall) => width >= BESIDE.wide || (width >= BESIDE.low && tall <= BESIDE.tall);

/**
 * A gated cell: its diagram, and the card.
 * @param {Run} run
 * @param {Layout} at
 * @param {Moment} now
 * @param {Focus} focus
 * @param {number} tall
 * @param {boolean} [low] whether the window is too low for a card as high as the highest that can be on it
 * @returns {Plan}
 */
function carded(run, at, now, focus, tall, low = false) {
  const wide = at.width >= BESIDE.wide;
  const beside = isBeside(at.width, tall);
  const whole = Math.min(at.width - 2 * (wide || (!beside && at.width > 600) ? SIDE : at.margin), 1280);
  const left = (at.width - whole) / 2;
  const width = beside ? Math.max(Math.round(whole * DIAGRAM.share), DIAGRAM.least) : whole;
  const room = beside ? whole - width - GAP : whole;
  const base = Math.max(low ? 0 : at.chipTop - BELOW, DIAGRAM.tall);
  const free = (beside ? Math.max(tall, base) : Math.max(tall - base - GAP, 0)) - 2 * AIR.y;
  const cards = sizes(run, now, focus, room - 2 * AIR.x, free, { tight: beside && !wide, low });
  const inner = cards.height + 2 * AIR.y;
  const height = beside ? Math.max(inner, base) : base;
  const panel = { x: left, y: TOP, width, height };
  const card = beside
    ? { x: left + width + GAP, y: TOP, width: room, height }
    : { x: left, y: TOP + height + GAP, width: room, height: inner };
  const place = (/** @type {{width: number, height: number}} */ own, /** @type {number} */ scale) => ({
    x: card.x + (card.width - own.width * scale) / 2,
    y: card.y + (card.height - own.height * scale) / 2,
  });
  const { table, rows } = cards;
  return {
    panel,
    card,
    diagram: true,
    table: table && { ...table, ...place(table.at, table.at.scale) },
    rows: table ? null : { at: rows, ...place(rows, rows.scale), scale: rows.scale, back: goesBack(run, now) },
    drop: dropOf(at, beside ? panel : card),
  };
}

/**
 * What is on the card, and how high the highest of all that can be on it is: choosing moves nothing. In a low window
 * it is as high as what is on it, so that most of it is in sight.
 * @param {Run} run
 * @param {Moment} now
 * @param {Focus} focus
 * @param {number} room
 * @param {number} tall
 * @param {{tight: boolean, low: boolean}} window `tight`: a table is as low as it can be, without its numbers if need be
 */
function sizes(run, now, focus, room, tall, { tight, low }) {
  const back = goesBack(run, now);
  const gates = gatesOf(run).filter((gate) => hasTable(run, gate));
  const grids = gates.flatMap((gate) =>
    [false, true]
      .filter((way) => !way || hasGradient(run, now.t))
      .map((way) => {
        const table = gateTable(run, now.t, gate, focus.unit, way);
        return { gate, way, table, at: tableGrid(table, room, tall, tight) };
      }),
  );
  const rows = [false, true].map((way) => rowsGrid(run, room, tall, way, tight || (low && room > NARROW)));
  const own = grids.find(({ gate, way }) => gate === focus.part && way === back);
  const vectors = /** @type {RowsGrid} */ (rows[back ? 1 : 0]);
  const high = (/** @type {{height: number, scale: number}} */ { height, scale }) => height * scale;
  const all = tight || low ? [high(own?.at ?? vectors)] : [...rows.map(high), ...grids.map(({ at }) => high(at))];
  return { table: own ? { table: own.table, at: own.at } : null, rows: vectors, height: Math.max(...all) };
}
