/**
 * The network in time: draw(run, u) → marks. A cell's picture depends on how much of it is done forward and backward,
 * so cells at rest are kept and only the moving ones are drawn again. `unrolled` brings all cells together into one: the
 * same objects, the links between them becoming the loop.
 * @import {Mark, Progress, Run, Step} from "../types.js"
 * @import {Layout, Options, Placing, Window} from "./layout.js"
 */

import { colour, threadWidth } from "../pen/colours.js";
import { clamp, round, smooth } from "../pen/math.js";
import { mirrored } from "../pen/mirror.js";
import { short, sub } from "../pen/numbers.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { before } from "../run/algebra.js";
import { carried } from "../run/between.js";
import { BACKWARD, backwardDone, FORWARD, forwardDone, moment, phaseDone } from "../run/phases.js";
import { isAbove, isBelow } from "../run/reading.js";
import { asksNext } from "../run/series.js";
import { t as say } from "../words/i18n.js";
import { answer } from "./answer.js";
import { box } from "./box.js";
import { toInitial, toInput } from "./gradient-ends.js";
import { camera, centre, inView, slot, whole } from "./layout.js";
import { backLink, link, normText, path } from "./link.js";
import { tape } from "./tape.js";
import { fan, gradientCable, strip } from "./vectors.js";

const FAN_WIDTH = 36;
/**
 * The share of its rise after which a strip has its width. Its numbers come then: letters that grow are set again in
 * every frame.
 */
const GROWN = 0.7;
const KEPT = 900;
/** Rolled up, A is this much higher, in px. */
const LIFT = 26;

/**
 * @param {Run} run
 * @param {number} u the playhead, 0…2T
 * @param {Options} options `unrolled`: 0 is one cell and its loop, 1 (the default) the chain
 * @returns {Mark[]}
 */
export function draw(run, u, options) {
  const scroll = camera(options.at, u);
  const place = placing(run, u, scroll, options);
  const at = lifted(options.at, place.r);
  const drawing = { ...options, at, window: { from: scroll, to: scroll + at.width } };
  const [first, last] = inView(at, scroll);
  /** @type {Mark[]} */
  const links = [];
  /** @type {Mark[]} */
  const cells = [];
  for (let t = Number(first); t <= Number(last); t++) {
    const done = progress(run, u, t);
    if (place.linkOpacity(t) > 0)
      links[slot(at, t)] = faded(
        place.linkOpacity(t),
        at,
        t,
        resting(run, "link", t, done, drawing, () => between(run, t, done, place, drawing)),
      );
    if (place.opacity(t) > 0)
      cells[slot(at, t)] = faded(
        place.opacity(t),
        at,
        t,
        resting(run, "cell", t, done, drawing, () => cell(run, t, done, place.x(t), drawing)),
      );
  }
  const ends = [
    first === 0 && (place.r > 0 || place.loop === -1) && start(run, drawing, u, place),
    last === at.T - 1 && !fromAbove(run) && loss(run, drawing, u, place),
  ].map((each) => seen(at, each));
  return [
    mark(
      "g",
      { class: "chain", transform: `translate(${round(at.mirrored ? scroll + at.width : -scroll)} 0)` },
      seen(at, place.r < 1 && sameWeights(at, place)),
      ...links.filter(Boolean),
      ...ends,
      ...cells.filter(Boolean),
      seen(at, place.r < 1 && u <= at.T && entries(at, place)),
      ...tape(run, u, place, drawing),
    ),
  ];
}

/**
 * A part of the chain as it is seen: mirrored where the reading comes from the right.
 * @param {Layout} at
 * @param {Mark | false | undefined} part
 */
const seen = (at, part) => (part && at.mirrored ? mirrored([part], 0, { key: part.attrs.key }) : part);

/**
 * Rolled up, A is a little higher, so that the loop has room below it.
 * @param {Layout} at
 * @param {number} r
 * @returns {Layout}
 */
function lifted(at, r) {
  if (r === 1) return at;
  const lift = (1 - r) * LIFT;
  const { c, h } = at.lanes;
  const lanes = c === undefined ? { h: h - lift } : { c: c - lift, h: h - lift };
  return { ...at, boxTop: at.boxTop - lift, axis: at.axis - lift, lanes };
}

/**
 * Rolled up, all cells are in the middle and one shows.
 * @param {Run} run
 * @param {number} u
 * @param {number} scroll
 * @param {Options} options
 * @returns {Placing}
 */
function placing(run, u, scroll, { at, unrolled = 1 }) {
  const r = smooth(unrolled);
  const middle = scroll + at.width / 2;
  const now = moment(u, run.tokens.length);
  const others = clamp((unrolled - 0.15) / 0.85);
  // numbers that overlap cannot be read: cells fade before their links do
  const cells = clamp((unrolled - 0.45) / 0.55);
  // of the two links of the cell that is read, the loop is first the one that comes in, then the one that goes out
  const leaves = now.phase === "emit" || now.phase === "leave";
  const loop = now.backward === leaves ? now.t - 1 : now.t;
  return {
    r,
    middle,
    loop,
    x: (/** @type {number} */ t) => middle + (centre(at, t) - middle) * r,
    opacity: (/** @type {number} */ t) => (t === now.t ? 1 : cells),
    linkOpacity: (/** @type {number} */ t) => (t === loop ? 1 : others),
  };
}

/** @param {number} opacity @param {Layout} at @param {number} t @param {Mark} drawn */
const faded = (opacity, at, t, drawn) =>
  opacity < 1 ? mark("g", { key: slot(at, t), "data-t": t, opacity: round(opacity) }, drawn) : drawn;

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

/**
 * What does not move is drawn once.
 * @param {Run} run
 * @param {string} what
 * @param {number} t
 * @param {Progress} done
 * @param {Options} options
 * @param {() => Mark} picture
 */
function resting(run, what, t, done, { scheme, at, unrolled = 1, window }, picture) {
  const half = at.pitch / 2;
  const still =
    unrolled === 1 &&
    whole(window, centre(at, t), half) &&
    [done.f, done.b, done.next, done.nextBack].every((x) => x === 0 || x === 1);
  if (!still) return picture();
  const drawn = once(run, "chain at rest", () => /** @type {Map<string, Mark>} */ (new Map()));
  const key = `${what} ${t} ${Object.values(done)} ${scheme} ${at.width}`;
  if (drawn.size > KEPT) drawn.clear();
  const found = drawn.get(key) ?? picture();
  drawn.set(key, found);
  return found;
}

/** @param {Run} run @param {number} t @param {Progress} done @param {Placing} place @param {Options} options */
function between(run, t, done, place, { at, scheme, window }) {
  const step = /** @type {Step} */ (run.steps[t]);
  const last = t + 1 === at.T;
  const x = place.x(t);
  const x2 = last ? end(at, place) - 22 - x : place.x(t + 1) - x - at.box.width / 2;
  const span = { x1: at.box.width / 2, x2, r: place.r, at, last, window: beside(window, x) };
  const parts = [
    link(step, span, done, scheme),
    // where an early loss enters, nothing comes from the right
    !startsHere(run, t) && done.back && backLink(flows(run, t, at), span, done),
  ];
  return mark(
    "g",
    { key: `link ${slot(at, t)}`, "data-t": t, class: done.back ? "back" : "", transform: to(at, x) },
    ...(at.mirrored ? [mirrored(parts, 0)] : parts),
  );
}

/** What comes back along each lane. @param {Run} run @param {number} t @param {Layout} at */
const flows = (run, t, at) => Object.fromEntries(Object.keys(at.lanes).map((name) => [name, carried(run, t, name)]));

/**
 * A place in the chain: what belongs to a step is drawn around its own 0, so that the next step there keeps its lines.
 * @param {Layout} at
 * @param {number} x
 */
const to = (at, x) => `translate(${round(at.mirrored ? -x : x)} 0)`;

/** The window as seen from a place in the chain. @param {Window | undefined} window @param {number} x */
const beside = (window, x) => window && { from: window.from - x, to: window.to - x };

/** The same of what is not mirrored itself. @param {Layout} at @param {Window | undefined} window @param {number} x */
function around(at, window, x) {
  const own = beside(window, x);
  return own && at.mirrored ? { from: -own.to, to: -own.from } : own;
}

/** The x of L. @param {Layout} at @param {Placing} place */
const end = (at, { r, middle }) => (at.total - 22) * r + (middle + Math.min(at.width / 2 - 22, 300)) * (1 - r);

/** @param {Run} run @param {number} t @param {Progress} done @param {number} x @param {Options} options */
function cell(run, t, done, x, options) {
  const step = /** @type {Step} */ (run.steps[t]);
  const own = { ...options, window: around(options.at, options.window, x) };
  return mark(
    "g",
    {
      key: slot(options.at, t),
      "data-t": t,
      class: `cell${done.back ? " back" : ""}${done.f === 0 && !done.active ? " ahead" : ""}`,
      transform: to(options.at, x),
    },
    output(step, done, own),
    phaseDone(FORWARD, "emit", done.f) === 1 && answer(run, t, own),
    input(run, step, done, own),
    box(run, step, done, own),
    injected(run, step, done, own),
    done.back && toInput(step, done, own),
  );
}

/** h_t rises out of A into its strip. @param {Step} step @param {Progress} done @param {Options} options */
function output(step, { f }, { at, scheme, window }) {
  const out = phaseDone(FORWARD, "emit", f);
  const label =
    whole(window, 0, 14) &&
    math("h", at.place(step.t), { key: "name", x: 0, y: at.top - 10, class: `symbol${out ? "" : " pending"}` });
  const half = at.strip / 2;
  const slot = mark("rect", {
    key: "slot",
    class: "slot",
    x: -half,
    y: at.top,
    width: at.strip,
    height: at.row,
    rx: 4,
  });
  if (out === 0) return mark("g", { class: "output" }, slot, label);
  const grown = (FAN_WIDTH + 8 + (at.strip - FAN_WIDTH - 8) * clamp(out / GROWN)) / at.strip;
  const y = at.top + (at.boxTop - at.row - at.top) * (1 - out);
  const cells = strip(step.h, {
    ...(out < 1 ? {} : { x: -half, y }),
    unit: at.unit,
    height: at.row,
    scheme,
    numbers: at.numbered ? smooth((out - GROWN) / (1 - GROWN)) : 0,
    symbol: `h:${step.t}`,
    visible: visible(window, -half),
  });
  return mark(
    "g",
    { class: "output" },
    out < 1 && slot,
    fan(step.h, { x: 0, y1: y + at.row, y2: at.boxTop, unit: at.unit * grown, width: FAN_WIDTH, scheme }),
    out < 1
      ? mark(
          "g",
          { key: "copy", transform: `translate(${round(-half * grown)} ${round(y)}) scale(${round(grown, 1e4)} 1)` },
          cells,
        )
      : cells,
    label,
  );
}

/** x_t rises into A. @param {Run} run @param {Step} step @param {Progress} done @param {Options} options */
function input(run, step, { f }, { at, scheme, window }) {
  const width = at.inputUnit * at.I;
  const enters = phaseDone(FORWARD, "input", f);
  const bottom = at.boxTop + at.box.height;
  return mark(
    "g",
    { class: "input" },
    fan(step.x, { x: 0, y1: at.inputTop, y2: bottom, unit: at.inputUnit, width: 24, scheme, drawn: enters }),
    enters > 0 &&
      enters < 1 &&
      mark(
        "g",
        { key: "copy", transform: flight(width, at.inputTop, bottom, enters), opacity: 0.9 },
        strip(step.x, { unit: at.inputUnit, height: 12, scheme, numbers: 0 }),
      ),
    strip(step.x, {
      x: -width / 2,
      y: at.inputTop,
      unit: at.inputUnit,
      height: at.row,
      scheme,
      symbol: `x:${step.t}`,
      visible: visible(window, -width / 2),
    }),
    whole(window, -width / 2 - 24, 16) &&
      math("x", at.place(step.t), { key: "name", x: -width / 2 - 10, y: at.inputTop + 19, class: "symbol end" }),
    isAbove(run) && whole(window, 0, at.pitch / 2 - 8) && source(run, step, at),
  );
}

/** Where x_t comes from: it is h_t of the layer below; a press goes there. @param {Run} run @param {Step} step @param {Layout} at */
const source = ({ layer = 0, bidirectional }, step, at) =>
  mark(
    "g",
    { key: "source", class: "source", "data-layer": layer - 1 },
    mark("rect", { x: -at.pitch / 2 + 8, y: at.inputTop + at.row + 1, width: at.pitch - 16, height: 24, rx: 6 }),
    mark(
      "text",
      { x: 0, y: at.inputTop + at.row + 18 },
      say(bidirectional ? "x-is-both" : "x-is-below", { h: sub("h", at.place(step.t)), n: String(layer) }),
    ),
  );

/**
 * The window as seen from a strip's own left end.
 * @param {Window | undefined} window
 * @param {number} left
 * @returns {[number, number] | undefined}
 */
const visible = (window, left) => window && [window.from - left, window.to - left];

/**
 * A copy on its way up, closing up like its threads.
 * @param {number} width
 * @param {number} from
 * @param {number} to
 * @param {number} done
 */
function flight(width, from, to, done) {
  const narrow = 1 + (28 / width - 1) * smooth(done);
  return `translate(${round((-width / 2) * narrow)} ${round(from - 6 + (to - from) * done)}) scale(${round(narrow, 1e4)} 1)`;
}

/** Whether the loss is taken before the chain ends. @param {Run} run */
const early = ({ loss_at, tokens }) => loss_at !== null && loss_at !== undefined && loss_at < tokens.length - 1;

/** Whether all of the gradient comes into the chain from above. @param {Run} run */
const fromAbove = (run) => early(run) || isBelow(run);

/** Whether nothing comes to step t from the step that reads after it. @param {Run} run @param {number} t */
const startsHere = (run, t) => fromAbove(run) && (run.steps[t + 1]?.log10_grad_norm ?? null) === null;

/**
 * What the loss at this very step puts in from above.
 * @param {Run} run
 * @param {Step} step
 * @param {Progress} done
 * @param {Options} options
 */
function injected(run, step, done, { at }) {
  const comes = phaseDone(BACKWARD, "arrive", done.b);
  const scored = asksNext(run) || fromAbove(run);
  if (!scored || step.log10_injected_norm === null || comes === 0) return null;
  const [y1, y2] = [at.top + at.row + 4, at.boxTop - 10];
  const y = y1 + (y2 - y1) * comes;
  const { log10_injected_norm: log10 } = step;
  return mark(
    "g",
    { class: "back-link" },
    mark("g", { transform: `rotate(90 0 ${y1})` }, gradientCable(null, log10, { x1: 0, x2: y - y1, y: y1, width: 8 })),
    mark("path", { class: "arrow", d: `M0 ${round(y + 9)}l-8 -11h16z` }),
    isBelow(run)
      ? mark(
          "text",
          { class: "value violet start", x: 14, y: y1 + 25 },
          say("layer-short", { n: String((run.layer ?? 0) + 2) }),
        )
      : math("L", at.place(step.t), { x: 16, y: y1 + 26, class: "symbol violet start" }),
    early(run) && !isBelow(run) && mark("text", { class: "value violet", x: 42, y: y1 + 26 }, `= ${short(run.loss)}`),
    comes === 1 && normText(step.log10_grad_norm, { x: -34, y: y1 + 28 }),
  );
}

/**
 * What there is before the first step enters the first cell: nothing, unless it was asked for. Going back, its gradient
 * ends there.
 * @param {Run} run
 * @param {Options} options
 * @param {number} u
 * @param {Placing} place
 */
function start(run, options, u, place) {
  const { at, window, scheme } = options;
  const x2 = place.x(0) - at.box.width / 2;
  const x1 = 34 + (x2 - 90 - 34) * (1 - place.r);
  const enters = phaseDone(FORWARD, "input", forwardDone(u, 0));
  const shown = Math.min(at.H, 8);
  const lanes = Object.entries(at.lanes).map(([name, y]) =>
    mark(
      "g",
      { key: name },
      mark("path", { class: "rail", d: `M${round(x1)} ${y}H${round(x2)}` }),
      ...(enters > 0
        ? before(run, 0, /** @type {"h" | "c"} */ (name))
            .slice(0, shown)
            .map((value, j) => {
              const lane = y + (j - (shown - 1) / 2) * Math.min(5, at.lane / shown);
              const look = value
                ? { fill: "none", stroke: colour(value, scheme), "stroke-width": threadWidth(value) }
                : { class: "nothing" };
              return mark("path", { ...look, d: `M${round(x1)} ${lane}H${round(x1 + (x2 - x1) * enters)}` });
            })
        : []),
      whole(window, x1 - 14, 14) && math(name, at.place(-1), { x: round(x1 - 4), y: y + 5, class: "symbol end" }),
    ),
  );
  return mark(
    "g",
    { key: "start", class: "start", opacity: place.r < 1 && place.loop !== -1 ? round(place.r) : null },
    ...lanes,
    ...(place.r === 1 ? toInitial(run, backwardDone(u, 0, at.T), { x1, x2 }, options) : []),
  );
}

/** Where the chain ends: the loss. @param {Run} run @param {Options} options @param {number} u @param {Placing} place */
function loss(run, { at, window }, u, place) {
  const known = u >= at.T;
  const x = round(end(at, place));
  const opacity = place.linkOpacity(at.T - 1);
  return mark(
    "g",
    {
      key: "loss",
      class: `loss${u > at.T ? " back" : known ? "" : " pending"}`,
      opacity: opacity < 1 ? round(opacity) : null,
    },
    whole(window, x, 12) && mark("text", { class: "symbol big", x, y: at.axis + 4 }, "L"),
    known && whole(window, x, 18) && mark("text", { class: "value", x, y: at.axis + 26 }, short(run.loss)),
  );
}

/** Where the loop comes in again: which way it runs. @param {Layout} at @param {Placing} place */
const entries = (at, { r, middle }) =>
  mark(
    "g",
    { key: "entries", opacity: round(1 - r) },
    ...Object.values(at.lanes).map((y) =>
      mark("path", { class: "entry", d: `M${round(middle - at.box.width / 2 - 13)} ${round(y - 8)}l12 8l-12 8z` }),
    ),
  );

/** The weights, named: the same at every step. @param {Layout} at @param {Placing} place */
function sameWeights(at, { r, middle }) {
  const name = (
    /** @type {string} */ index,
    /** @type {number} */ x,
    /** @type {number} */ y,
    /** @type {string} */ side = "start",
  ) =>
    mark(
      "text",
      { class: `symbol soft ${side}`, x: round(x), y: round(y) },
      "W",
      mark("tspan", { class: "index", dy: 4 }, index),
    );
  const beside = middle + (at.inputUnit * at.I) / 2 + 12;
  const half = at.box.width / 2;
  const loop = { x1: middle + half, x2: middle - half, r, at, last: false };
  return mark(
    "g",
    { key: "same", opacity: round(1 - r) },
    ...Object.values(at.lanes).map((y) => mark("path", { class: "rail", d: path(loop, y, 0) })),
    name("h", middle + at.box.width / 2 + 88, at.boxTop + at.box.height + 28),
    // x’s own name is on its left, in a mirrored chain too
    at.mirrored ? name("x", 2 * middle - beside, at.inputTop + 19, "end") : name("x", beside, at.inputTop + 19),
  );
}
