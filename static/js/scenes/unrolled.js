/**
 * The network in time: draw(run, u) → marks. A cell's picture depends on how much of it is done forward and backward,
 * so cells at rest are kept and only the moving ones are drawn again. `unrolled` brings all cells together into one: the
 * same objects, the links between them becoming the loop.
 * @import {Mark, Moment, Progress, Run, Scheme, Step} from "../types.js"
 * @import {Layout, Options, Placing} from "./layout.js"
 */

import { clamp, round } from "../pen/math.js";
import { mirrored } from "../pen/mirror.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { carried } from "../run/between.js";
import { backwardDone, forwardDone, moment } from "../run/phases.js";
import { sourceOf } from "../run/source.js";
import { language } from "../words/i18n.js";
import { card, row } from "./cards.js";
import { cell } from "./cell.js";
import { loss, start } from "./chain-ends.js";
import { fromAbove, startsHere } from "./joins.js";
import { camera, centre, HEAD, inView, slot, whole } from "./layout.js";
import { groove, link } from "./link.js";
import { beside, end, lifted, MOST_CARDS, placing, seen, showsBars, to } from "./placing.js";
import { backLink, banks } from "./river-link.js";
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
  const beyond = options.passes ? 2 * at.pitch : 0;
  const drawing = { ...options, at, window: { from: scroll - beyond, to: scroll + at.width + beyond } };
  const [first = 0, last = 0] = inView(at, scroll);
  const parts =
    place.r < 1 ? rolling(run, u, place, first, last, drawing) : chained(run, u, place, first, last, drawing);
  const ends = [
    first === 0 && (place.r > 0 || place.loop === -1) && beginning(run, u, place, drawing),
    last === at.T - 1 && !fromAbove(run) && loss(run, drawing, u, place),
  ].map((each) => seen(at, each ?? undefined));
  return [
    mark(
      "g",
      { class: "chain", transform: `translate(${round(at.mirrored ? scroll + at.width : -scroll)} 0)` },
      seen(at, place.r < 1 && sameWeights(at, place)),
      ...parts.links,
      ...ends,
      ...parts.cells,
      ...(u > at.T ? reach(run, place, drawing).map((each) => seen(at, each)) : []),
      seen(at, place.r < 1 && u <= at.T && entries(at, place)),
      ...tape(run, u, place, drawing),
    ),
  ];
}

/**
 * The chain's links and cells in view.
 * @param {Run} run
 * @param {number} u
 * @param {Placing} place
 * @param {number} first of the steps in view
 * @param {number} last
 * @param {Options} options
 */
function chained(run, u, place, first, last, options) {
  const { at } = options;
  /** @type {{links: (Mark | null)[], cells: (Mark | null)[]}} */
  const found = { links: [], cells: [] };
  const now = moment(u, at.T);
  for (let t = first; t <= last; t++) {
    const done = progress(run, u, t, now);
    const [link, own] = [inactive(done), alone(done)];
    found.links[slot(at, t)] = resting(run, "links at rest", t, link, options, () =>
      between(run, t, link, place, options),
    );
    found.cells[slot(at, t)] = resting(run, "cells at rest", t, own, options, () =>
      cell(run, t, own, place.x(t), options),
    );
  }
  return { links: found.links.filter(Boolean), cells: found.cells.filter(Boolean) };
}

/**
 * The same between unrolled and rolled up: the cell that is read is on top, its neighbours under it, and theirs under them.
 * @param {Run} run
 * @param {number} u
 * @param {Placing} place
 * @param {number} first of the steps that are in view where the chain is unrolled
 * @param {number} last
 * @param {Options} options
 */
function rolling(run, u, place, first, last, options) {
  const { at } = options;
  const shown = (/** @type {number} */ t) => (place.r > 0 ? t : place.t);
  const from = Math.min(shown(first), Math.max(place.t - MOST_CARDS - 1, 0));
  const until = Math.max(shown(last), Math.min(place.t + MOST_CARDS, at.T - 1));
  const steps = Array.from({ length: until - from + 1 }, (_, i) => from + i);
  const others = steps
    .filter((t) => t !== place.t)
    .sort((a, b) => Math.abs(b - place.t) - Math.abs(a - place.t) || b - a);
  const done = (/** @type {number} */ t) => progress(run, u, t);
  // what comes later has no row: where it is known, it goes under the front one
  const rows = others.filter((t) => done(t).f === 1 && (t < place.t || place.under(t) < 1));
  return {
    links: steps.map((t) => between(run, t, done(t), place, options)),
    cells: [
      ...others.map((t) => card(run, t, done(t), place, options)),
      ...rows.map((t) => row(run, t, place, options)),
      cell(run, place.t, done(place.t), place.x(place.t), options),
    ],
  };
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
  return resting(run, "start at rest", 0, done, drawing, picture);
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
  if (x2 <= x1) return [];
  // a stretch has an A and the link to the next one
  const [first, last] = place.r === 1 ? inView(at, x1) : [1, 0];
  const cuts = run.steps.slice(first, last + 1).map(({ t }) => place.x(t) - at.box.width / 2);
  return banks(run, at, { from: x1, to: x2, cuts }, clamp(2 * place.r - 1));
}

/** @param {Run} run @param {number} u @param {number} t @param {Moment} [now] the moment u @returns {Progress} */
function progress(run, u, t, now = moment(u, run.tokens.length)) {
  const T = run.tokens.length;
  return {
    f: forwardDone(u, t),
    b: backwardDone(u, t, T),
    next: t + 1 < T ? forwardDone(u, t + 1) : 0,
    nextBack: t + 1 < T ? backwardDone(u, t + 1, T) : u > T ? 1 : 0,
    active: now.t === t ? now.phase : "",
    back: now.backward,
  };
}

/** What a cell is drawn by: the next one does not change it. @param {Progress} done @returns {Progress} */
const alone = (done) => ({ ...done, next: done.f, nextBack: done.b });

/** What a link is drawn by: it does not say which phase it is. @param {Progress} done @returns {Progress} */
const inactive = (done) => ({ ...done, active: "" });

/**
 * A picture at rest, and all that it depends on.
 * @typedef {{done: Progress, scheme: Scheme, room: string, language: string, picture: Mark | null}} Rest
 */

/** What there is not, or no more. @param {number} share */
const settled = (share) => share === 0 || share === 1;

/**
 * What does not move is drawn once.
 * @param {Run} run
 * @param {"cells at rest" | "links at rest" | "start at rest"} what
 * @param {number} t
 * @param {Progress} done
 * @param {Options} options
 * @param {() => Mark | null} picture
 */
function resting(run, what, t, done, { scheme, at, unrolled = 1, window, over }, picture) {
  const still =
    unrolled === 1 &&
    over !== t &&
    whole(window, centre(at, t), at.pitch / 2) &&
    settled(done.f) &&
    settled(done.b) &&
    settled(done.next) &&
    settled(done.nextBack);
  if (!still) return picture();
  const drawn = once(run, what, () => /** @type {Map<number, Rest>} */ (new Map()));
  const known = drawn.get(t);
  const spoken = language();
  const room = `${at.width} ${at.pitch} ${at.height}`;
  if (known && known.scheme === scheme && known.room === room && known.language === spoken && same(known.done, done))
    return known.picture;
  if (drawn.size > KEPT) drawn.clear();
  const made = picture();
  // a link on which h has come, and is not taken yet, will look otherwise in the next picture
  if (made) made.rests = done.active === "" && done.f === done.next && done.b === done.nextBack;
  drawn.set(t, { done, scheme, room, language: spoken, picture: made });
  return made;
}

/** @param {Progress} a @param {Progress} b */
const same = (a, b) =>
  a.f === b.f &&
  a.b === b.b &&
  a.next === b.next &&
  a.nextBack === b.nextBack &&
  a.active === b.active &&
  a.back === b.back;

/** @param {Run} run @param {number} t @param {Progress} done @param {Placing} place @param {Options} options */
function between(run, t, done, place, { at, scheme, window, clip }) {
  const last = t + 1 === at.T;
  const [bend, age] = [place.bend(t), place.age(t)];
  const seen = last ? place.ended : showing(t, bend, place);
  if (seen <= 0 || (bend === 1 && age > MOST_CARDS && !last)) return null;
  const x = place.x(t);
  const x2 = last ? end(at, place) - x : place.x(t + 1) - x - at.box.width / 2;
  const turn = Math.max(age, 0) * bend;
  const closed = last ? 0 : clamp(age) * bend;
  const span = {
    x1: at.box.width / 2,
    x2,
    r: 1 - bend,
    at,
    last,
    turn,
    closed,
    window: beside(window, x),
    clip,
  };
  const answers = last && showsBars(at, place.r);
  // its threads spread into the sums of the head
  const ahead = answers ? { ...span, x2: x2 - (at.answer?.fan ?? 0), arrives: HEAD.arrives } : span;
  const parts =
    closed === 1
      ? [groove(span, place.turned, clamp(MOST_CARDS - age))]
      : [
          link(/** @type {Step} */ (run.steps[t]), ahead, done, scheme),
          // where an early loss enters, nothing comes from the right
          !startsHere(run, t) && done.back && backLink(run, t, flows(run, t, at), span, done),
        ];
  return mark(
    "g",
    {
      key: `link ${place.r < 1 ? t : slot(at, t)}`,
      "data-t": t,
      class: done.back ? "back" : "",
      opacity: seen < 1 ? round(seen) : null,
      transform: to(at, x),
    },
    ...(at.mirrored ? [mirrored(parts, 0)] : parts),
  );
}

/**
 * How much of a link shows: rolled up, not what is still to come, nor what the gradient has left.
 * @param {number} t
 * @param {number} bend
 * @param {Placing} place
 */
function showing(t, bend, place) {
  if (t > place.t) return 1 - bend;
  return t === place.t ? 1 - bend * place.left : 1;
}

/** What comes back along each lane. @param {Run} run @param {number} t @param {Layout} at */
const flows = (run, t, at) => Object.fromEntries(Object.keys(at.lanes).map((name) => [name, carried(run, t, name)]));
