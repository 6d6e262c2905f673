/**
 * What runs between two cells: h_t (and the LSTM's c_t) to the right; its gradient comes back in river-link.js. Rolled up,
 * the same link is the loop that leaves A on its right, passes below and comes in on its left.
 * @import {Progress, Scheme, Step} from "../types.js"
 * @import {Layout, Window} from "./layout.js"
 */

import { colour, threadWidth } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { along, FORWARD, phaseDone } from "../run/phases.js";
import { MOST_THREADS, offsets } from "./layout.js";
import { belongs, cable, strip } from "./vectors.js";

/** How far the loop swings out to the side of A, and below it. */
export const SWING = 84;
const BELOW = 22;
/** The part of the loop's way that runs below A. */
const BOTTOM = 0.36;

/**
 * One link's geometry. `r` is how far it is unrolled: 1 is straight, 0 the loop.
 * @typedef {object} LinkShape
 * @property {number} x1
 * @property {number} x2
 * @property {number} r
 * @property {Layout} at
 * @property {boolean} last
 * @property {number} [arrives] the share of the last phase in which a vector that no next step takes has come to its end
 * @property {Window} [window]
 */

/**
 * Thread `offset` of a lane at y, from left to right, or back.
 * @param {LinkShape} span
 * @param {number} y
 * @param {number} offset
 * @param {boolean} [backwards]
 */
export function path({ x1, x2, r, at, last }, y, offset, backwards = false) {
  const edge = round(y + offset);
  const [a, b] = backwards ? [x2, x1] : [x1, x2];
  if (r === 1 || last) return `M${round(a)} ${edge}H${round(b)}`;
  const { deep, swing } = loop(r, at, y, offset);
  const s = backwards ? -swing : swing;
  const low = round(edge + deep);
  const [starts, ends] = [round(a), round(b)];
  const out = `C${round(a + s)} ${edge} ${round(a + s)} ${low} ${starts} ${low}`;
  const back = `C${round(b - s)} ${low} ${round(b - s)} ${edge} ${ends} ${edge}`;
  return `M${starts} ${edge}${out}L${ends} ${low}${back}`;
}

/**
 * How deep a thread's loop goes and how far it swings out. h passes below A, the LSTM's c above it; the outer thread of
 * the cable is the outer one of the loop, so that threads never cross.
 * @param {number} r @param {Layout} at @param {number} y @param {number} offset
 */
function loop(r, at, y, offset) {
  const rolled = 1 - r;
  if (y === at.lanes.c)
    return { deep: rolled * (at.boxTop - BELOW - y - 2 * offset), swing: rolled * (SWING + offset) };
  const floor = at.boxTop + at.box.height + BELOW;
  return { deep: rolled * (floor - y - 2 * offset), swing: rolled * (SWING - offset) };
}

/**
 * Where the middle of a copy is that has gone a share of the way.
 * @param {LinkShape} span
 * @param {number} y
 * @param {number} share
 */
export function point(span, y, share) {
  const { x1, x2, r, at, last } = span;
  if (r === 1 || last) return { x: x1 + (x2 - x1) * share, y };
  const { deep, swing } = loop(r, at, y, 0);
  const turn = (1 - BOTTOM) / 2;
  if (share < turn) return bend(x1, y, swing, deep, share / turn);
  if (share > 1 - turn) return bend(x2, y, -swing, deep, (1 - share) / turn);
  return { x: x1 + ((x2 - x1) * (share - turn)) / BOTTOM, y: y + deep };
}

/**
 * A point of the cubic that swings out from (x, y) and comes back `deep` below.
 * @param {number} x
 * @param {number} y
 * @param {number} swing
 * @param {number} deep
 * @param {number} s 0…1
 */
function bend(x, y, swing, deep, s) {
  return { x: x + 3 * swing * s * (1 - s), y: y + deep * s * s * (3 - 2 * s) };
}

/** A dash that shows the first share of a path of any length. @param {number} share */
export const dash = (share) => (share < 1 ? { pathLength: 1, "stroke-dasharray": `${round(share, 1e3)} 2` } : {});

/**
 * h_t goes right.
 * @param {Step} step
 * @param {LinkShape} span
 * @param {Progress} done
 * @param {Scheme} scheme
 */
export function link(step, span, done, scheme) {
  const { at, last, arrives = 1 } = span;
  const leaves = Math.min(phaseDone(FORWARD, "emit", done.f) / arrives, 1);
  const travelled = along(leaves, phaseDone(FORWARD, "input", done.next), last);
  const rails = Object.values(at.lanes).map((y) => mark("path", { class: "rail", d: path(span, y, 0) }));
  if (travelled === 0) return mark("g", { class: "link" }, ...rails);
  const lanes = Object.entries(at.lanes).map(([name, y]) =>
    lane(name === "c" ? (step.c ?? []) : step.h, name, y, span, travelled, scheme),
  );
  const { c } = at.lanes;
  const named = c !== undefined && travelled === 1 && span.r === 1 && inView(span);
  const symbol = named && math("c", at.place(step.t), { x: span.x1 + 14, y: c - 22, class: "symbol lane" });
  return mark("g", { class: "link" }, ...rails, ...lanes, symbol);
}

/** Whether the name beside the start of a link is in view. @param {LinkShape} span */
const inView = ({ x1, window }) => !window || (x1 + 4 >= window.from && x1 + 26 <= window.to);

/**
 * One vector on its way, its threads behind it.
 * @param {number[]} values
 * @param {string} name
 * @param {number} y
 * @param {LinkShape} span
 * @param {number} travelled
 * @param {Scheme} scheme
 */
function lane(values, name, y, span, travelled, scheme) {
  const { x1, x2, at, last } = span;
  const room = Math.abs(x2 - x1) + (1 - span.r) * SWING;
  const unit = Math.min(10, (room * 0.42) / values.length);
  const length = unit * values.length;
  // it comes out from behind its own A and ends behind the next one
  const lead = last ? length / 2 : 0;
  const head = point({ ...span, x1: x1 - length / 2, x2: x2 + length / 2 - 2 * lead }, y, travelled);
  const moving = travelled < 1;
  const height = at.lane - 6;
  // round the loop the threads' front goes alone: a level strip would leave them
  const copy =
    moving &&
    (span.r > 0 || last) &&
    mark(
      "g",
      {
        key: "copy",
        opacity: span.r < 1 && !last ? round(span.r) : null,
        transform: `translate(${round(head.x - length / 2)} ${round(head.y - height / 2)})`,
      },
      strip(values, { unit, height, scheme, numbers: 0, of: "unit" }),
    );
  const straight = span.r === 1 || last;
  const until = moving ? Math.max(head.x - length / 2, x1) : x2;
  const threads = straight
    ? cable(values, { x1, x2: until, y, width: at.lane, scheme, of: "unit" })
    : bent(values, y, span, travelled, scheme);
  return mark("g", { key: name }, threads, copy);
}

/**
 * The cable on its way round.
 * @param {number[]} values
 * @param {number} y
 * @param {LinkShape} span
 * @param {number} travelled
 * @param {Scheme} scheme
 */
function bent(values, y, span, travelled, scheme) {
  const { lane: width } = span.at;
  if (values.length > MOST_THREADS)
    return mark("path", { class: "sheaf-line", d: path(span, y, 0), "stroke-width": width, ...dash(travelled) });
  const lanes = offsets(values.length, width);
  const threads = values.map((value, j) =>
    mark("path", {
      d: path(span, y, Number(lanes[j])),
      stroke: colour(value, scheme),
      "stroke-width": threadWidth(value),
      ...dash(travelled),
      ...belongs("unit", j),
    }),
  );
  return mark("g", { class: "cable" }, ...threads);
}
