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
import { along, approached, emitted, entered } from "../run/phases.js";
import { between } from "./bars.js";
import { MOST_THREADS, offsets } from "./layout.js";
import { belongs, cable, strip } from "./vectors.js";

/** How far below A the loop passes, or above it, px; its threads are this much closer there. */
const BEYOND = { h: 24, c: 17 };
const CLOSER = 0.7;
/** How far apart two turns of the loop are beside A, and below it, px. */
const GROOVE = { beside: 9, below: 2.5 };

/**
 * One link's geometry. `r` is how far it is unrolled: 1 is straight, 0 the loop.
 * @typedef {object} LinkShape
 * @property {number} x1
 * @property {number} x2
 * @property {number} r
 * @property {Layout} at
 * @property {boolean} last
 * @property {number} [turn] how many turns of the loop are inside this one
 * @property {number} [closed] how far its threads have closed up into a groove
 * @property {number} [arrives] the share of the way out in which a vector that no next step takes has come to its end
 * @property {Window} [window]
 * @property {number} [clip] log10 of what clipping multiplies the parameters' gradients by; 0 where it changes nothing
 */

/**
 * Thread `offset` of a lane at y, from left to right, or back.
 * @param {LinkShape} span
 * @param {number} y
 * @param {number} offset
 * @param {boolean} [backwards]
 */
export function path(span, y, offset, backwards = false) {
  const { x1, x2, r, last } = span;
  const edge = round(y + offset);
  const [a, b] = backwards ? [x2, x1] : [x1, x2];
  if (r === 1 || last) return `M${round(a)} ${edge}H${round(b)}`;
  const { deep, swing } = loop(span, y, offset);
  const s = backwards ? -swing : swing;
  const low = round(edge + deep);
  const out = `C${round(a + s)} ${edge} ${round(a + s)} ${low} ${round((a + b) / 2)} ${low}`;
  return `M${round(a)} ${edge}${out}C${round(b - s)} ${low} ${round(b - s)} ${edge} ${round(b)} ${edge}`;
}

/**
 * How deep a thread's loop goes and how far it swings out. h passes below A, the LSTM's c above it; the outer thread of
 * the cable is the outer one of the loop, so that threads never cross. An older turn is outside a newer one.
 * @param {LinkShape} span @param {number} y @param {number} offset
 */
function loop({ r, at, turn = 0 }, y, offset) {
  const rolled = 1 - r;
  const above = y === at.lanes.c;
  const out = above ? offset : -offset;
  const beside = at.swing + out + turn * GROOVE.beside;
  const level = above ? at.boxTop - BEYOND.c : at.boxTop + at.box.height + BEYOND.h;
  const room = (above ? -1 : 1) * turn * GROOVE.below;
  return { deep: rolled * (level + room - y - (1 + CLOSER) * offset), swing: rolled * beside };
}

/**
 * Where the middle of a copy is that has gone a share of the way.
 * @param {LinkShape} span
 * @param {number} y
 * @param {number} share
 */
export function point(span, y, share) {
  const { x1, x2, r, last } = span;
  if (r === 1 || last) return { x: x1 + (x2 - x1) * share, y };
  const { deep, swing } = loop(span, y, 0);
  const middle = (x1 + x2) / 2;
  return share < 0.5
    ? bend({ x: x1, y }, swing, deep, middle, 2 * share)
    : bend({ x: x2, y }, -swing, deep, middle, 2 - 2 * share);
}

/**
 * A point of the cubic that swings out and comes to the middle, `deep` below.
 * @param {{x: number, y: number}} from
 * @param {number} swing
 * @param {number} deep
 * @param {number} middle x
 * @param {number} s 0…1
 */
function bend({ x, y }, swing, deep, middle, s) {
  const side = 3 * s * (1 - s) * (x + swing);
  return { x: (1 - s) ** 3 * x + side + s ** 3 * middle, y: y + deep * s * s * (3 - 2 * s) };
}

/** A dash that shows the first share of a path of any length. @param {number} share */
export const dash = (share) => (share < 1 ? { pathLength: 1, "stroke-dasharray": `${round(share, 1e3)} 2` } : {});

/** A copy on its way is as long as this share of its link at most, and this much a number, px. */
const COPY = { share: 0.42, unit: 10 };

/** How long the copy of n numbers is. @param {number} n @param {number} room of its link, px */
const copyLength = (n, room) => Math.min(COPY.unit * n, room * COPY.share);

/**
 * How far h_t is along its link, and into the next A.
 * @param {number} f how much of its own step is done
 * @param {number} next and of the next one
 * @param {boolean} last
 * @param {number} [arrives] the share of its way out in which it comes to the chain's end
 */
export const wayOf = (f, next, last, arrives = 1) => ({
  travelled: along(Math.min(emitted(f) / arrives, 1), approached(next), last),
  inside: last ? 0 : entered(next),
});

/**
 * Where the threads of a straight link end: behind the copy that is on its way.
 * @param {number} n
 * @param {{x1: number, x2: number, last: boolean}} span
 * @param {number} gone since its step began, in steps
 */
export function front(n, { x1, x2, last }, gone) {
  const { travelled, inside } = wayOf(Math.min(gone, 1), Math.max(gone - 1, 0), last);
  if (last ? travelled === 1 : inside === 1) return x2;
  const length = copyLength(n, Math.abs(x2 - x1));
  return Math.max(x1 - length + (x2 - x1) * travelled + length * inside, x1);
}

/**
 * h_t goes right.
 * @param {Step} step
 * @param {LinkShape} span
 * @param {Progress} done
 * @param {Scheme} scheme
 */
export function link(step, span, done, scheme) {
  const { at, last, arrives = 1 } = span;
  const way = wayOf(done.f, done.next, last, arrives);
  const rails = Object.values(at.lanes).map((y) => mark("path", { class: "rail", d: path(span, y, 0) }));
  if (way.travelled === 0) return mark("g", { class: "link" }, ...rails);
  const lanes = Object.entries(at.lanes).map(([name, y]) =>
    lane(name === "c" ? (step.c ?? []) : step.h, name, y, span, way, scheme),
  );
  const { c } = at.lanes;
  const named = c !== undefined && way.travelled === 1 && span.r === 1 && inView(span);
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
 * @param {{travelled: number, inside: number}} way how far it is along its link, and into the next A
 * @param {Scheme} scheme
 */
function lane(values, name, y, span, { travelled, inside }, scheme) {
  const { x1, x2, at, last } = span;
  const room = Math.abs(x2 - x1) + (1 - span.r) * span.at.swing;
  const length = copyLength(values.length, room);
  const unit = length / values.length;
  // it comes out from behind its own A and goes in through the edge of the next one
  const head = point({ ...span, x1: x1 - length / 2, x2: x2 - length / 2 }, y, travelled);
  const moving = last ? travelled < 1 : inside < 1;
  const start = head.x - length / 2 + length * inside;
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
        transform: `translate(${round(start)} ${round(head.y - height / 2)})${inside > 0 ? ` scale(${round(1 - inside, 1e3)} 1)` : ""}`,
      },
      strip(values, { unit, height, scheme, numbers: 0, of: "unit" }),
    );
  const straight = span.r === 1 || last;
  const until = moving ? Math.max(start, x1) : x2;
  const threads = straight
    ? cable(values, { x1, x2: until, y, width: at.lane, scheme, of: "unit" })
    : bent(values, y, span, travelled, scheme);
  return mark("g", { key: name }, threads, copy);
}

/** What is left of a thread that is in a groove. */
const GROOVED = { apart: 0.08, width: 0.3, opacity: 0.5 };

/**
 * The cable on its way round. Past the threads a few lines are as wide as the band.
 * @param {number[]} values
 * @param {number} y
 * @param {LinkShape} span
 * @param {number} travelled
 * @param {Scheme} scheme
 */
function bent(values, y, span, travelled, scheme) {
  const { at, closed = 0 } = span;
  const n = Math.min(values.length, MOST_THREADS);
  const lanes = offsets(n, at.lane);
  const apart = between(1, GROOVED.apart, closed);
  const threads = Array.from({ length: n }, (_, j) => {
    const value = Number(values[Math.floor(((j + 0.5) * values.length) / n)]);
    const width = n < values.length ? at.lane / n + 0.3 : threadWidth(value);
    return mark("path", {
      d: path(span, y, Number(lanes[j]) * apart),
      stroke: colour(value, scheme),
      "stroke-width": round(width * between(1, GROOVED.width, closed)),
      ...dash(travelled),
      ...(n < values.length ? null : belongs("unit", j)),
    });
  });
  const opacity = closed > 0 ? round(between(1, GROOVED.opacity, closed)) : null;
  return mark("g", { class: "cable", opacity }, ...threads);
}

/** The part of a turn that its notch leaves out. */
const NOTCH = 0.05;

/**
 * What a step leaves of its way round: a groove, with a notch that goes round once a word.
 * @param {LinkShape} span
 * @param {number} turned
 * @param {number} opacity
 */
export function groove(span, turned, opacity) {
  const dashes = `${round(Math.max(turned - NOTCH, 0), 1e3)} ${NOTCH} 1 2`;
  return mark(
    "g",
    { class: "grooves", opacity: opacity < 1 ? round(opacity) : null },
    ...Object.values(span.at.lanes).map((y) =>
      mark("path", { d: path(span, y, 0), pathLength: 1, "stroke-dasharray": dashes }),
    ),
  );
}
