/**
 * What joins the opened table to the chain: h_{t-1} fans out of its cable into the rows, x_t comes up from its word, and
 * h_t leaves twice, to the right and upwards. And on the way there: the numbers that the chain showed, as they go to
 * their places in A.
 * @import {Mark, Moment, Rect, Run, Scheme} from "../types.js"
 * @import {Layout} from "./layout.js"
 * @import {Plan, Tabled} from "./opened-plan.js"
 * @import {Route} from "./diagram-edges.js"
 */
import { colour } from "../pen/colours.js";
import { clamp, round, smooth } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { before } from "../run/algebra.js";
import { throughMatrix } from "../run/backprop.js";
import { BACKWARD, endOf, FORWARD } from "../run/phases.js";
import { wire, wireBack } from "./diagram-edges.js";
import { camera, centre, MOST_THREADS, offsets } from "./layout.js";

/** The width of a cable in the opened A, in px. */
const CABLE = 16;
/** h_t rises so far from the right edge; its two ways part so far below the lane, in px. */
const [FROM_EDGE, FORK] = [52, 26];
/** The share of a phase. @param {number} p @param {number} from @param {number} to */
const part = (p, from, to) => clamp((p - from) / Math.max(to - from, 1e-6));

const [TAKEN, SQUASHED] = [endOf(FORWARD, "input"), endOf(FORWARD, "squash")];
const [ARRIVED, WEIGHED] = [endOf(BACKWARD, "arrive"), endOf(BACKWARD, "weight")];

/**
 * @param {Run} run
 * @param {Moment} now
 * @param {Plan} plan
 * @param {{at: Layout, scheme: Scheme}} options
 * @returns {Mark[]}
 */
export function cables(run, now, { panel, table: tabled }, { at, scheme }) {
  if (!tabled) return [];
  const { t, p, backward } = now;
  const lane = Number(at.lanes.h);
  const enters = backward ? 1 : part(p, 0, TAKEN);
  const leaves = backward ? 1 : part(p, SQUASHED, 1);
  const back = backward && tabled.table.back;
  const h = before(run, t);
  const step = run.steps[t];
  const rows = rowsOf(tabled, "recurrent");
  const marks = [
    fan(
      panel.x + 1,
      lane,
      rows,
      tabled.table.recurrent.index.map((i) => Number(h[i])),
      h.length,
      { done: enters, scheme, key: "in h" },
    ),
    ...out(step?.h ?? [], panel, tabled, lane, { done: leaves, scheme }),
  ];
  if (!back) return marks.filter((each) => each !== null);
  return [
    ...marks,
    ...wayIn(step?.grad, panel, tabled, lane, part(p, 0, ARRIVED)),
    fanBack(panel.x + 1, lane, rows, throughMatrix(run, t), tabled, part(p, WEIGHED, 1)),
  ].filter((each) => each !== null);
}

/** The left ends of the rows of a block, in the stage's px. @param {Tabled} tabled @param {"recurrent" | "input"} kind */
function rowsOf({ table, at, x, y }, kind) {
  return table[kind].index.map((_, i) => ({
    x: x + at.scale * at.label,
    y: y + at.scale * (at[kind].y + (i + 0.5) * at.rows[kind]),
  }));
}

/** A thread from the edge to its row. @param {number} x @param {number} y @param {{x: number, y: number}} to */
const bend = (x, y, to) => {
  const middle = round(x + (to.x - x) * 0.55);
  return `M${round(x)} ${round(y)}C${middle} ${round(y)} ${middle} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
};

/**
 * The cable at the edge fans out into the rows; more rows than threads are one sheet.
 * @param {number} x
 * @param {number} lane
 * @param {{x: number, y: number}[]} rows
 * @param {number[]} values
 * @param {number} H
 * @param {{done: number, scheme: Scheme, key: string}} options
 */
function fan(x, lane, rows, values, H, { done, scheme, key }) {
  if (done <= 0 || !rows.length) return null;
  const opacity = done < 1 ? round(done) : null;
  if (values.length > MOST_THREADS || H > values.length) return sheet(x, lane, rows, { key, opacity });
  const at = offsets(values.length, CABLE * 2);
  const threads = values.map((value, j) =>
    mark("path", {
      d: bend(x, lane + Number(at[j]), /** @type {{x: number, y: number}} */ (rows[j])),
      stroke: colour(value, scheme),
      "stroke-width": round(1 + 2.6 * clamp(Math.abs(value)), 1e2),
    }),
  );
  return mark("g", { key, class: "wire fan", opacity }, ...threads);
}

/** @param {number} x @param {number} lane @param {{x: number, y: number}[]} rows @param {{key: string, opacity: number | null}} options */
function sheet(x, lane, rows, { key, opacity }) {
  const [top, bottom] = [rows[0], rows.at(-1)].map((row) => /** @type {{x: number, y: number}} */ (row));
  if (!top || !bottom) return null;
  const [m, high, low] = [round(x + (top.x - x) * 0.55), round(lane - CABLE / 2), round(lane + CABLE / 2)];
  const there = `C${m} ${high} ${m} ${round(top.y)} ${round(top.x)} ${round(top.y)}V${round(bottom.y)}`;
  const back = `C${m} ${round(bottom.y)} ${m} ${low} ${round(x)} ${low}Z`;
  const d = `M${round(x)} ${high}${there}${back}`;
  return mark("g", { key, class: "wire fan", opacity }, mark("path", { class: "sheet", d }));
}

/**
 * The ways of h_t: along its row, up, to the right edge, and on to the top.
 * @param {Rect} panel
 * @param {Tabled} tabled
 * @param {number} lane
 */
function ways(panel, { table, at, x, y }, lane) {
  const start = {
    x: x + at.scale * (at.left + at.column * table.columns.length) + 2,
    y: y + at.scale * (at.out + at.state / 2),
  };
  const edge = panel.x + panel.width - 1;
  const [rises, fork] = [edge - FROM_EDGE, lane + FORK];
  // on a narrow page the row is at the edge, and goes on as it is
  if (rises < start.x + 12) return { along: { x1: start.x, y1: start.y, x2: edge, y2: start.y }, up: null, on: null };
  return {
    along: { x1: start.x, y1: start.y, x2: rises, y2: fork },
    up: { x1: rises, y1: fork, x2: rises, y2: panel.y + 1 },
    on: { x1: rises, y1: fork, x2: edge, y2: lane, rises: true },
  };
}

/**
 * @param {number[]} values
 * @param {Rect} panel
 * @param {Tabled} tabled
 * @param {number} lane
 * @param {{done: number, scheme: Scheme}} options
 * @returns {Mark[]}
 */
function out(values, panel, tabled, lane, { done, scheme }) {
  const { along, up, on } = ways(panel, tabled, lane);
  const draw = (/** @type {Route | null} */ route, /** @type {string} */ key, /** @type {number} */ share) =>
    route ? [wire(route, values, { key, done: share, width: CABLE, scheme, bed: false })] : [];
  return [
    ...draw(along, "out", part(done, 0, 0.6)),
    ...draw(up, "up", part(done, 0.6, 1)),
    ...draw(on, "on", part(done, 0.6, 1)),
  ];
}

/**
 * The gradient comes in where h_t left.
 * @param {number[] | null | undefined} values
 * @param {Rect} panel
 * @param {Tabled} tabled
 * @param {number} lane
 * @param {number} done
 */
function wayIn(values, panel, tabled, lane, done) {
  const { along, on } = ways(panel, tabled, lane);
  return [
    on && wireBack(on, values, { key: "grad on", done: part(done, 0, 0.4), width: CABLE }),
    wireBack(along, values, { key: "grad", done: on ? part(done, 0.4, 1) : done, width: CABLE }),
  ];
}

/**
 * And leaves to the left, out of the rows.
 * @param {number} x
 * @param {number} lane
 * @param {{x: number, y: number}[]} rows
 * @param {number[] | null} values
 * @param {Tabled} tabled
 * @param {number} done
 */
function fanBack(x, lane, rows, values, { table }, done) {
  if (done <= 0 || !values) return null;
  const shown = table.recurrent.index;
  const at = offsets(shown.length, CABLE * 2);
  const opacity = done < 1 ? round(done) : null;
  const whole = shown.length > MOST_THREADS || values.length > shown.length;
  const threads = whole
    ? [sheet(x, lane, rows, { key: "sheet", opacity: null })]
    : shown.map((i, j) => {
        const way = wireBack({ x1: 0, y1: 0, x2: 1, y2: 0 }, [Number(values[i])], {
          key: String(i),
          done: 1,
          width: 12,
        });
        const own = way?.children[0];
        if (!own || typeof own === "string") return null;
        const attrs = {
          ...own.attrs,
          d: bend(x, lane + Number(at[j]), /** @type {{x: number, y: number}} */ (rows[j])),
        };
        return mark("path", attrs);
      });
  return mark("g", { key: "back out", class: "gradient fan", opacity }, ...threads);
}

/** The numbers of the chain on their way to their places are gone by then, and the places show their own. */
const LANDED = 0.98;

/**
 * What is on its way from the chain to its place.
 * @param {Run} run
 * @param {Moment} now
 * @param {Plan} plan
 * @param {number} opened
 */
export function flyingOf(run, now, { table: tabled, card }, opened) {
  const some = Boolean(tabled && !card && !tabled.table.back && opened < LANDED);
  const few = run.hidden_size <= MOST_THREADS;
  return { sources: some && few, out: some && (now.backward || now.p >= 1 - 1e-6) };
}

/**
 * The cells of x_t, the ends of h_{t-1}'s threads, and h_t where it has left: from the chain to the table.
 * @param {Run} run
 * @param {number} u
 * @param {Moment} now
 * @param {Plan} plan
 * @param {{at: Layout, scheme: Scheme, opened: number, rect: Rect}} options
 * @returns {Mark[]}
 */
export function flights(run, u, now, plan, { at, scheme, opened, rect }) {
  const { table: tabled, panel } = plan;
  const flying = flyingOf(run, now, plan, opened);
  if (!tabled || (!flying.sources && !flying.out)) return [];
  const { table, at: own, x, y } = tabled;
  const middle = at.mirrored ? at.width - (centre(at, now.t) - camera(at, u)) : centre(at, now.t) - camera(at, u);
  const place = (
    /** @type {number} */ left,
    /** @type {number} */ top,
    /** @type {number} */ width,
    /** @type {number} */ height,
  ) => ({
    x: at.mirrored ? 2 * panel.x + panel.width - x - own.scale * (left + width) : x + own.scale * left,
    y: y + own.scale * top,
    width: own.scale * width,
    height: own.scale * height,
  });
  const input = strip(run.steps[now.t]?.x ?? [], { x: middle, y: at.inputTop, unit: at.inputUnit, height: at.row });
  const threads = offsets(run.hidden_size, at.lane);
  const recurrent = before(run, now.t).map((value, j) => ({
    value,
    from: { x: middle - at.box.width / 2 - 12, y: Number(at.lanes.h) + Number(threads[j]) - 1.5, width: 12, height: 3 },
  }));
  const state = strip(run.steps[now.t]?.h ?? [], { x: middle, y: at.top, unit: at.unit, height: at.row });
  const column = (/** @type {"recurrent" | "input"} */ kind, /** @type {number} */ i) =>
    place(own.label, own[kind].y + i * own.rows[kind], own.source, own.rows[kind]);
  const all = [
    ...(flying.sources ? landing(input, table.input.index, (i) => column("input", i), scheme) : []),
    ...(flying.sources ? landing(recurrent, table.recurrent.index, (i) => column("recurrent", i), scheme) : []),
    ...(flying.out
      ? landing(state, table.columns, (j) => place(own.left + j * own.column, own.out, own.column, own.state), scheme)
      : []),
  ];
  const share = smooth(opened);
  const clipped = within(rect, panel);
  return [
    mark(
      "g",
      { key: "flights", class: "flights" },
      ...all.map(({ from, to, fill }) => mark("rect", { ...between(from, clipped(to), share), rx: 2, fill })),
    ),
  ];
}

/** Where a place of the whole panel is while it grows. @param {Rect} rect @param {Rect} whole */
function within(rect, whole) {
  const scale = Math.min(rect.width / whole.width, rect.height / whole.height);
  const x0 = rect.x + (rect.width - scale * whole.width) / 2;
  const y0 = rect.y + (rect.height - scale * whole.height) / 2;
  return (/** @type {Rect} */ { x, y, width, height }) => ({
    x: x0 + scale * (x - whole.x),
    y: y0 + scale * (y - whole.y),
    width: scale * width,
    height: scale * height,
  });
}

/** A strip of the chain, cell by cell. @param {number[]} values @param {{x: number, y: number, unit: number, height: number}} place */
const strip = (values, { x, y, unit, height }) =>
  values.map((value, j) => ({
    value,
    from: { x: x + (j - values.length / 2) * unit, y, width: Math.max(unit - 1.5, 1), height },
  }));

/**
 * @param {{value: number, from: Rect}[]} cells
 * @param {number[]} index which of them have a place
 * @param {(i: number) => Rect} to
 * @param {Scheme} scheme
 */
const landing = (cells, index, to, scheme) =>
  index.flatMap((j, i) => {
    const cell = cells[j];
    return cell ? [{ from: cell.from, to: to(i), fill: colour(cell.value, scheme) }] : [];
  });

/** @param {Rect} a @param {Rect} b @param {number} share */
function between(a, b, share) {
  const at = (/** @type {"x" | "y" | "width" | "height"} */ key) => round(a[key] + (b[key] - a[key]) * share);
  return { x: at("x"), y: at("y"), width: at("width"), height: at("height") };
}
