/**
 * What of the edges is at a place where the chain is rolled up: the fans of the step that is read, and the loop, or the
 * way from the last step to the answer. From the same geometry as the drawing.
 * @import {Run, Step} from "../types.js"
 * @import {Edge} from "./edges.js"
 * @import {Layout} from "./layout.js"
 * @import {LinkShape} from "./link.js"
 */
import { riverHeight } from "../pen/river-scale.js";
import { carried } from "../run/between.js";
import { moment } from "../run/phases.js";
import { cableAt, comes, fanAt, goes, REACH, waterAt } from "./edges.js";
import { startsHere } from "./joins.js";
import { camera } from "./layout.js";
import { point } from "./link.js";
import { end, lifted, placing } from "./placing.js";
import { mostIn } from "./water.js";

/** The loop is looked at in this many places. */
const PLACES = 400;

/**
 * @param {Run} run
 * @param {Layout} unrolled
 * @param {number} u
 * @param {number} x of the stage
 * @param {number} y
 * @returns {Edge | null}
 */
export function edgeRolledUp(run, unrolled, u, x, y) {
  const at = lifted(unrolled, 0);
  const place = placing(run, u, camera(unrolled, u), { at: unrolled, scheme: "light", unrolled: 0 });
  const beside = (at.mirrored ? -1 : 1) * (x - at.width / 2);
  const { t } = moment(u, at.T);
  const last = place.loop === at.T - 1;
  const x1 = at.box.width / 2;
  const x2 = last ? end(at, place) - place.middle : -x1;
  const span = { x1, x2, r: 0, at, last };
  return (
    fanAt(run, at, u, t, beside, y) ?? (run.steps[place.loop] ? loopAt(run, u, place.loop, span, beside, y) : null)
  );
}

/**
 * @param {Run} run
 * @param {number} u
 * @param {number} t the step whose outgoing link is the loop
 * @param {LinkShape} span
 * @param {number} x from the middle of A
 * @param {number} y
 * @returns {Edge | null}
 */
function loopAt(run, u, t, span, x, y) {
  const { at, last } = span;
  const way = { gone: goes(at, u, t, last), back: u > at.T && !startsHere(run, t) ? comes(at, u, t) : 0 };
  for (const [name, middle] of Object.entries(at.lanes)) {
    const goesTo = whichWay(nearest(span, middle, x, y), way);
    const found = goesTo && (last ? levelAt : roundAt)(run, t, span, { name, middle, goes: goesTo }, x, y);
    if (found) return found;
  }
  return null;
}

/** Which way what is there goes; null where nothing has come. @param {Near} near @param {{gone: number, back: number}} way */
function whichWay({ share }, { gone, back }) {
  if (back > 0 && share >= 1 - back) return "back";
  return gone > 0 && share <= gone ? "on" : null;
}

/** @typedef {{name: string, middle: number, goes: "on" | "back"}} Lane */

/**
 * The way to the answer.
 * @param {Run} run @param {number} t @param {LinkShape} span @param {Lane} lane @param {number} x @param {number} y
 */
function levelAt(run, t, { at, x1, x2 }, { name, middle, goes: way }, x, y) {
  if (x < x1 || x > x2) return null;
  return way === "back" ? waterAt(run, at, t, name, middle, y) : cableAt(stepOf(run, t), at, name, middle, y);
}

/** @param {Run} run @param {number} t */
const stepOf = (run, t) => /** @type {Step} */ (run.steps[t]);

/**
 * The loop itself.
 * @param {Run} run @param {number} t @param {LinkShape} span @param {Lane} lane @param {number} x @param {number} y
 * @returns {Edge | null}
 */
function roundAt(run, t, span, { name, middle, goes: way }, x, y) {
  const { at } = span;
  const near = nearest(span, middle, x, y);
  const half = way === "back" ? riverHeight(carried(run, t, name).log10, mostIn(at)) / 2 : at.lane / 2;
  if (near.far > half + REACH) return null;
  return { name, t, goes: way, unit: null, top: near.y - half, bottom: near.y + half };
}

/**
 * A place of the loop: how much of the way it is, and how far off.
 * @typedef {{share: number, far: number, x: number, y: number}} Near
 */

/**
 * The place of a lane's middle that is nearest.
 * @param {LinkShape} span
 * @param {number} lane
 * @param {number} x
 * @param {number} y
 * @returns {Near}
 */
function nearest(span, lane, x, y) {
  let best = { share: 0, far: Number.POSITIVE_INFINITY, x: 0, y: 0 };
  for (let i = 0; i <= PLACES; i++) {
    const share = i / PLACES;
    const here = point(span, lane, share);
    const far = Math.hypot(here.x - x, here.y - y);
    if (far < best.far) best = { share, far, ...here };
  }
  return best;
}
