/**
 * The unrolled network: draw(run, u) → marks. A cell's picture depends on how much of it is done forward and backward,
 * so cells at rest are kept and only the moving ones are drawn anew.
 * @import {Mark, Run, Scheme, Step} from "../types.js"
 * @import {Layout} from "./layout.js"
 */
import { exponent, short } from "../numbers.js";
import { along, BACKWARD, backwardDone, FORWARD, forwardDone, moment, phaseDone, smooth } from "../phases.js";
import { mark } from "../svg.js";
import { box } from "./box.js";
import { camera, centre, inView } from "./layout.js";
import { fitted, textWidth } from "./text.js";
import { cable, fan, gradientCable, round, strip } from "./vectors.js";

const FAN_WIDTH = 36;
const CHIP = { size: 15, height: 32, padding: 14 };
const KEPT = 600;

/** @typedef {{at: Layout, scheme: Scheme}} Options */
/** @typedef {{f: number, b: number, next: number, nextBack: number, active: string, back: boolean}} Progress */

/** What has been drawn of a run's cells at rest. @type {WeakMap<Run, Map<string, Mark>>} */
const kept = new WeakMap();

/**
 * @param {Run} run
 * @param {number} u the playhead, 0…2T
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(run, u, options) {
  const { at } = options;
  const scroll = camera(at, u);
  const [first, last] = inView(at, scroll);
  const cells = [];
  for (let t = Number(first); t <= Number(last); t++) cells.push(cell(run, t, progress(run, u, t), options));
  const ends = [first === 0 && start(at, u), last === at.T - 1 && loss(run, at, u)];
  return [mark("g", { class: "chain", transform: `translate(${round(-scroll)} 0)` }, ...cells, ...ends)];
}

/** @param {Run} run @param {number} u @param {number} t @returns {Progress} */
function progress(run, u, t) {
  const T = run.tokens.length;
  const now = moment(u, T);
  return {
    f: forwardDone(u, t),
    b: backwardDone(u, t, T),
    next: t + 1 < T ? forwardDone(u, t + 1) : 0,
    nextBack: t + 1 < T ? backwardDone(u, t + 1, T) : u > T ? 1 : 0,
    active: now.t === t ? now.phase : "",
    back: now.backward,
  };
}

/** @param {Run} run @param {number} t @param {Progress} done @param {Options} options */
function cell(run, t, done, options) {
  const resting = [done.f, done.b, done.next, done.nextBack].every((x) => x === 0 || x === 1);
  if (!resting) return picture(run, t, done, options);
  const drawn = kept.get(run) ?? new Map();
  kept.set(run, drawn);
  const key = `${t} ${Object.values(done)} ${options.scheme} ${options.at.width}`;
  if (drawn.size > KEPT) drawn.clear();
  if (!drawn.has(key)) drawn.set(key, picture(run, t, done, options));
  return drawn.get(key);
}

/** @param {Run} run @param {number} t @param {Progress} done @param {Options} options */
function picture(run, t, done, options) {
  const step = /** @type {Step} */ (run.steps[t]);
  const x = centre(options.at, t);
  return mark(
    "g",
    { key: t, class: `cell${done.back ? " back" : ""}${done.f === 0 && !done.active ? " ahead" : ""}` },
    link(step, t, done, options),
    output(step, x, done, options),
    input(step, x, done, options),
    box(run, step, x, done, options),
    injected(run, step, x, done, options),
    chip(step.token, x, done, options.at),
    gradient(run, step, t, done, options),
  );
}

/** h_t rises out of A into its strip. @param {Step} step @param {number} x @param {Progress} done @param {Options} options */
function output(step, x, { f }, { at, scheme }) {
  const out = phaseDone(FORWARD, "emit", f);
  const label = math("h", step.t, { x, y: at.top - 10, class: `symbol${out ? "" : " pending"}` });
  const half = at.strip / 2;
  const slot = mark("rect", { class: "slot", x: x - half, y: at.top, width: at.strip, height: at.row, rx: 4 });
  if (out === 0) return mark("g", { class: "output" }, slot, label);
  const grown = (FAN_WIDTH + 8 + (at.strip - FAN_WIDTH - 8) * out) / at.strip;
  const y = at.top + (at.boxTop - at.row - at.top) * (1 - out);
  const cells = strip(step.h, {
    unit: at.unit,
    height: at.row,
    scheme,
    numbers: at.numbered ? smooth((out - 0.6) / 0.4) : 0,
    symbol: `h:${step.t}`,
  });
  return mark(
    "g",
    { class: "output" },
    out < 1 && slot,
    fan(step.h, { x, y1: y + at.row, y2: at.boxTop, unit: at.unit * grown, width: FAN_WIDTH, scheme }),
    mark("g", { transform: `translate(${round(x - half * grown)} ${round(y)}) scale(${round(grown, 1e4)} 1)` }, cells),
    label,
  );
}

/** x_t rises into A. @param {Step} step @param {number} x @param {Progress} done @param {Options} options */
function input(step, x, { f }, { at, scheme }) {
  const width = at.inputUnit * at.I;
  const enters = phaseDone(FORWARD, "input", f);
  const bottom = at.boxTop + at.box.height;
  return mark(
    "g",
    { class: "input" },
    fan(step.x, { x, y1: at.inputTop, y2: bottom, unit: at.inputUnit, width: 24, scheme, drawn: enters }),
    enters > 0 &&
      enters < 1 &&
      mark(
        "g",
        { transform: flight(x, width, at.inputTop, bottom, enters), opacity: 0.9 },
        strip(step.x, { unit: at.inputUnit, height: 12, scheme, numbers: 0 }),
      ),
    mark(
      "g",
      { transform: `translate(${round(x - width / 2)} ${at.inputTop})` },
      strip(step.x, { unit: at.inputUnit, height: at.row, scheme, symbol: `x:${step.t}` }),
    ),
    math("x", step.t, { x: x - width / 2 - 10, y: at.inputTop + 19, class: "symbol end" }),
  );
}

/** A copy on its way up, closing up like its threads. @param {number} x @param {number} width @param {number} from @param {number} to @param {number} done */
function flight(x, width, from, to, done) {
  const narrow = 1 + (28 / width - 1) * smooth(done);
  return `translate(${round(x - (width / 2) * narrow)} ${round(from - 6 + (to - from) * done)}) scale(${round(narrow, 1e4)} 1)`;
}

/** The ends of the link to the right of cell t. @param {Layout} at @param {number} t */
function span(at, t) {
  const x1 = centre(at, t) + at.box.width / 2;
  const x2 = t + 1 < at.T ? centre(at, t + 1) - at.box.width / 2 : at.total - 44;
  return { x1, x2 };
}

/** The same h_t (and the LSTM's c_t) goes right. @param {Step} step @param {number} t @param {Progress} done @param {Options} options */
function link(step, t, done, { at, scheme }) {
  const { x1, x2 } = span(at, t);
  const travelled = along(phaseDone(FORWARD, "emit", done.f), phaseDone(FORWARD, "input", done.next), t + 1 === at.T);
  const rails = Object.values(at.lanes).map((y) => mark("path", { class: "rail", d: `M${x1} ${y}H${x2}` }));
  if (travelled === 0) return mark("g", { class: "link" }, ...rails);
  const moving = travelled < 1;
  const unit = Math.min(10, ((x2 - x1) * 0.42) / step.h.length);
  const length = unit * step.h.length;
  // it comes out from behind its own A and ends behind the next one
  const head = x1 + (x2 + (t + 1 < at.T ? length : 0) - x1) * travelled;
  const lanes = Object.entries(at.lanes).map(([name, y]) => {
    const values = name === "c" ? (step.c ?? []) : step.h;
    const copy = moving && strip(values, { unit, height: at.lane - 6, scheme, numbers: 0 });
    const x = head - length;
    return mark(
      "g",
      { key: name },
      cable(values, { x1, x2: moving ? Math.max(x, x1) : x2, y, width: at.lane, scheme }),
      copy && mark("g", { transform: `translate(${round(x)} ${round(y - (at.lane - 6) / 2)})` }, copy),
    );
  });
  const names =
    at.lanes.c !== undefined &&
    travelled === 1 &&
    math("c", t, { x: x1 + 14, y: at.lanes.c - 22, class: "symbol lane" });
  return mark("g", { class: "link" }, ...rails, ...lanes, names);
}

/** ∂L/∂h_t comes from the right, in violet, its norm above it. @param {Run} run @param {Step} step @param {number} t @param {Progress} done @param {Options} options */
function gradient(run, step, t, done, { at }) {
  const last = t + 1 === at.T;
  const arrived = phaseDone(BACKWARD, "arrive", done.b);
  const travelled = last ? arrived : along(phaseDone(BACKWARD, "leave", done.nextBack), arrived, false);
  if (!done.back || travelled === 0) return null;
  const { x1, x2 } = span(at, t);
  const head = x2 - (x2 - x1) * travelled;
  const lanes = Object.entries(at.lanes).map(([name, y]) => {
    const values = name === "c" ? step.cell_grad : step.grad;
    const log10 = name === "c" ? step.log10_cell_grad_norm : step.log10_grad_norm;
    const visible = log10 !== null && log10 !== undefined;
    return mark(
      "g",
      { key: name },
      gradientCable(values ?? null, log10 ?? null, { x1: head + 8, x2, y, width: at.lane }),
      visible && mark("path", { class: "arrow", d: `M${round(head)} ${y}l11 -8v16z` }),
    );
  });
  return mark(
    "g",
    { class: "back-link" },
    ...lanes,
    norm(step, (x1 + x2) / 2, at, travelled, run.objective === "next-token"),
  );
}

/** "10^−1.57", or 0 where nothing at all comes back. @param {Step} step @param {number} x @param {Layout} at @param {number} travelled @param {boolean} _injects */
function norm(step, x, at, travelled, _injects) {
  const top = Math.min(...Object.values(at.lanes)) - at.lane / 2 - 12;
  const attrs = { class: "norm", x: round(x), y: top, opacity: travelled < 1 ? round(travelled) : null };
  if (step.log10_grad_norm === null) return mark("text", attrs, "0");
  return mark("text", attrs, "10", mark("tspan", { class: "power", dy: -6 }, exponent(step.log10_grad_norm)));
}

/** What the loss at this very step puts in from above. @param {Run} run @param {Step} step @param {number} x @param {Progress} done @param {Options} options */
function injected(run, step, x, done, { at }) {
  const comes = phaseDone(BACKWARD, "arrive", done.b);
  if (run.objective !== "next-token" || step.log10_injected_norm === null || comes === 0) return null;
  const [y1, y2] = [at.top + at.row + 4, at.boxTop - 10];
  const y = y1 + (y2 - y1) * comes;
  const { log10_injected_norm: log10 } = step;
  return mark(
    "g",
    { class: "back-link" },
    mark(
      "g",
      { transform: `rotate(90 ${round(x)} ${y1})` },
      gradientCable(null, log10, { x1: x, x2: x + y - y1, y: y1, width: 8 }),
    ),
    mark("path", { class: "arrow", d: `M${round(x)} ${round(y + 9)}l-8 -11h16z` }),
    math("L", step.t, { x: x + 16, y: y1 + 26, class: "symbol violet start" }),
  );
}

/** The word. @param {string} token @param {number} x @param {Progress} done @param {Layout} at */
function chip(token, x, { active, f }, at) {
  const text = fitted(token, CHIP.size, at.pitch - 16 - 2 * CHIP.padding);
  const width = Math.max(textWidth(text, CHIP.size) + 2 * CHIP.padding, CHIP.height);
  return mark(
    "g",
    { class: `chip${active ? " active" : ""}${f > 0 ? " read" : ""}` },
    text !== token && mark("title", {}, token),
    mark("rect", {
      x: round(x - width / 2),
      y: at.chipTop,
      width: round(width),
      height: CHIP.height,
      rx: CHIP.height / 2,
    }),
    mark("text", { x: round(x), y: at.chipTop + 21 }, text),
  );
}

/** h₋₁ = 0 enters the first cell. @param {Layout} at @param {number} u */
function start(at, u) {
  const x2 = centre(at, 0) - at.box.width / 2;
  const x1 = 28;
  const enters = phaseDone(FORWARD, "input", forwardDone(u, 0));
  const zero = new Array(Math.min(at.H, 8)).fill(0);
  const lanes = Object.entries(at.lanes).map(([name, y]) =>
    mark(
      "g",
      { key: name },
      mark("path", { class: "rail", d: `M${x1} ${y}H${x2}` }),
      ...(enters > 0
        ? zero.map((_, j) => {
            const lane = y + (j - (zero.length - 1) / 2) * Math.min(5, at.lane / zero.length);
            return mark("path", { class: "nothing", d: `M${x1} ${lane}H${round(x1 + (x2 - x1) * enters)}` });
          })
        : []),
      math(name, -1, { x: x1 - 4, y: y + 5, class: "symbol end" }),
    ),
  );
  return mark("g", { key: "start", class: "start" }, ...lanes);
}

/** Where the chain ends: the loss. @param {Run} run @param {Layout} at @param {number} u */
function loss(run, at, u) {
  const known = u >= at.T;
  return mark(
    "g",
    { key: "loss", class: `loss${u > at.T ? " back" : known ? "" : " pending"}` },
    mark("text", { class: "symbol big", x: at.total - 22, y: at.axis + 4 }, "L"),
    known && mark("text", { class: "value", x: at.total - 22, y: at.axis + 26 }, short(run.loss)),
  );
}

/**
 * A symbol with its index, as mathematics is set.
 * @param {string} symbol
 * @param {number} index
 * @param {Mark["attrs"]} attrs
 */
export const math = (symbol, index, attrs) =>
  mark("text", attrs, symbol, mark("tspan", { class: "index", dy: 4 }, String(index).replace("-", "−")));
