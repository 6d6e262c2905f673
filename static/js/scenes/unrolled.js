/**
 * The network in time: draw(run, u) → marks. A cell's picture depends on how much of it is done forward and backward,
 * so cells at rest are kept and only the moving ones are drawn again. `unrolled` brings all cells together into one: the
 * same objects, the links between them becoming the loop.
 * @import {Mark, Progress, Run, Step} from "../types.js"
 * @import {Layout, Options, Placing} from "./layout.js"
 */

import { clamp, round } from "../pen/math.js";
import { mirrored } from "../pen/mirror.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { carried } from "../run/between.js";
import { backwardDone, forwardDone, moment } from "../run/phases.js";
import { language } from "../words/i18n.js";
import { cell } from "./cell.js";
import { loss, start } from "./chain-ends.js";
import { fromAbove, startsHere } from "./joins.js";
import { camera, centre, HEAD, inView, slot, whole } from "./layout.js";
import { link } from "./link.js";
import { beside, end, faded, lifted, placing, seen, showsBars, to } from "./placing.js";
import { backLink, banks } from "./river-link.js";
import { sourceOf } from "./river-numbers.js";
import { entries, sameWeights } from "./rolled.js";
import { tape } from "./tape.js";

const KEPT = 900;
/** The room of the name where the chain starts, in px. */
const FIRST_NAME = { middle: 20, half: 20 };

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
    first === 0 && (place.r > 0 || place.loop === -1) && beginning(run, u, place, drawing),
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
      seen(at, (u > at.T && reach(run, place, drawing)) ?? false),
      seen(at, place.r < 1 && u <= at.T && entries(at, place)),
      ...tape(run, u, place, drawing),
    ),
  ];
}

/**
 * Where the chain starts: it moves only with its first step.
 * @param {Run} run
 * @param {number} u
 * @param {Placing} place
 * @param {Options} drawing
 */
function beginning(run, u, place, drawing) {
  const picture = () => start(run, drawing, u, place);
  if (!whole(drawing.window, FIRST_NAME.middle, FIRST_NAME.half)) return picture();
  const T = run.tokens.length;
  const done = { f: forwardDone(u, 0), b: backwardDone(u, 0, T), next: 0, nextBack: 0, active: "", back: u > T };
  return resting(run, "start", 0, done, drawing, picture);
}

/**
 * The banks from where the gradient set out to the beginning, as far as they are in view.
 * @param {Run} run
 * @param {Placing} place
 * @param {Options} options
 */
function reach(run, place, { at, window }) {
  const from = place.x(0) - at.pitch / 2;
  const to = fromAbove(run) ? place.x(sourceOf(run)) + at.box.width / 2 : end(at, place);
  const [x1, x2] = window ? [Math.max(from, window.from), Math.min(to, window.to)] : [from, to];
  return x2 > x1 ? banks(run, at, { from: x1, to: x2 }, clamp(2 * place.r - 1)) : null;
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

/**
 * What does not move is drawn once.
 * @param {Run} run
 * @param {string} what
 * @param {number} t
 * @param {Progress} done
 * @param {Options} options
 * @param {() => Mark} picture
 */
function resting(run, what, t, done, { scheme, at, unrolled = 1, window, over }, picture) {
  const half = at.pitch / 2;
  const still =
    unrolled === 1 &&
    over !== t &&
    whole(window, centre(at, t), half) &&
    [done.f, done.b, done.next, done.nextBack].every((x) => x === 0 || x === 1);
  if (!still) return picture();
  const drawn = once(run, "chain at rest", () => /** @type {Map<string, Mark>} */ (new Map()));
  const key = `${what} ${t} ${Object.values(done)} ${scheme} ${at.width} ${language()}`;
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
  const x2 = last ? end(at, place) - x : place.x(t + 1) - x - at.box.width / 2;
  const span = { x1: at.box.width / 2, x2, r: place.r, at, last, window: beside(window, x) };
  const answers = last && showsBars(at, place.r);
  // its threads spread into the sums of the head
  const ahead = answers ? { ...span, x2: x2 - Number(at.answer?.fan), arrives: HEAD.arrives } : span;
  const parts = [
    link(step, ahead, done, scheme),
    // where an early loss enters, nothing comes from the right
    !startsHere(run, t) && done.back && backLink(run, t, flows(run, t, at), span, done),
  ];
  return mark(
    "g",
    { key: `link ${slot(at, t)}`, "data-t": t, class: done.back ? "back" : "", transform: to(at, x) },
    ...(at.mirrored ? [mirrored(parts, 0)] : parts),
  );
}

/** What comes back along each lane. @param {Run} run @param {number} t @param {Layout} at */
const flows = (run, t, at) => Object.fromEntries(Object.keys(at.lanes).map((name) => [name, carried(run, t, name)]));
