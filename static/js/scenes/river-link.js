/**
 * The river between two steps: from the next A, or from L, to this one. Rolled up, it runs round the loop. Its banks keep
 * the height at which it set out, all the way to the beginning: what is between bank and water has been lost.
 * @import {Mark, Progress, Run} from "../types.js"
 * @import {Carried} from "../run/between.js"
 * @import {Layout} from "./layout.js"
 * @import {LinkShape} from "./link.js"
 */
import { round } from "../pen/math.js";
import { short } from "../pen/numbers.js";
import { overflows, riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { along, BACKWARD, phaseDone } from "../run/phases.js";
import { isCut } from "../run/truncation.js";
import { dash, path, point } from "./link.js";
import { linkNumbers } from "./link-numbers.js";
import { sourceLevel } from "./river-numbers.js";
import { belongs } from "./vectors.js";
import { arrowhead, heightOf, lanesOf, mostIn, stream } from "./water.js";

/** Where no water set out, the banks are this far apart, px. */
const NARROW = 6;
/** A dam stands this far before A, and reaches this far over the banks, px. */
const DAM = 5;
/** A sluice stands this far before L, px. */
const SLUICE = 14;
/** From a sluice down to its number, px. */
const CLIP = 15;
/** The dots of a bank repeat after this many px: a bank that is cut begins on one. */
const DOTS = 5;

/**
 * The gradient comes from the right; its numbers stand at it.
 * @param {Run} run
 * @param {number} t
 * @param {Record<string, Carried>} flows what comes back to each part of the state
 * @param {LinkShape} span
 * @param {Progress} done
 * @returns {Mark | null}
 */
export function backLink(run, t, flows, span, done) {
  const arrived = phaseDone(BACKWARD, "arrive", done.b);
  const travelled = span.last ? arrived : along(phaseDone(BACKWARD, "leave", done.nextBack), arrived, false);
  if (!done.back || (travelled === 0 && !isCut(run, t + 1))) return null;
  const lanes = Object.entries(span.at.lanes).map(
    ([name, y]) => flows[name] && backLane(flows[name], name, y, span, travelled),
  );
  return mark(
    "g",
    { class: "back-link" },
    ...lanes,
    isCut(run, t + 1) && dam(run, span),
    span.last && flows.h && sluice(run, flows.h, span),
    flows.h?.told && travelled > 0.5 && linkNumbers(run, t, flows.h.log10, span, 2 * travelled - 1),
  );
}

/** @param {Carried} flow @param {string} name @param {number} y @param {LinkShape} span @param {number} travelled */
function backLane(flow, name, y, span, travelled) {
  const straight = span.r === 1 || span.last;
  const most = mostIn(span.at);
  const height = riverHeight(flow.log10, most);
  if (height === 0) return null;
  return mark(
    "g",
    { key: name },
    ...(straight ? straightBand(flow, y, span, travelled, most) : roundLoop(flow, y, span, travelled, most)),
  );
}

/** @param {Carried} flow @param {number} y @param {LinkShape} span @param {number} travelled @param {number} most */
function straightBand(flow, y, { x1, x2 }, travelled, most) {
  const lanes = lanesOf(flow, most);
  const front = x2 + (x1 - x2) * travelled;
  const tip = arrowhead(front, y, flow.log10, most);
  const behind = travelled < 1 ? Math.min(front + lengthOf(tip), x2) : front;
  const water = stream(
    [
      { x: x2, lanes, y },
      { x: x1, lanes, y },
    ],
    behind,
  );
  const middle = (x1 + x2) / 2;
  return [
    mark("g", { key: "water", class: "water" }, ...water),
    overflows(flow.log10, most) && front < middle + 30 && broken(middle + 24, y, heightOf(lanes)),
    travelled < 1 ? tip : settledHead(middle, y, flow, most),
  ];
}

/**
 * What clipping lets through: a sluice that narrows the river to the height at which every parameter meets it.
 * @param {Run} run
 * @param {Carried} flow
 * @param {LinkShape} span
 */
function sluice(run, { log10 }, { at, x2, clip = 0 }) {
  if (log10 === null || clip === 0) return null;
  const [bank, gap] = [sourceLevel(run, "h"), log10 + clip].map((level) => riverHeight(level, mostIn(at)) / 2);
  const y = Number(at.lanes.h);
  const [x, top] = [round(x2 - SLUICE), round(y - Math.max(bank, gap) - DAM)];
  const gates = `M${x} ${top}V${round(y - gap)}M${x} ${round(y + gap)}V${round(2 * y - top)}`;
  return mark(
    "g",
    { key: "sluice" },
    mark("path", { class: "dam", d: gates }),
    mark("text", { class: "clip", x: x + DAM, y: round(2 * y - top + CLIP) }, `clip ×${short(10 ** clip)}`),
  );
}

/** A dam before A_{t+1}: what comes out of it goes no further back. @param {Run} run @param {LinkShape} span */
function dam(run, { at, x2, r }) {
  if (r < 1) return null;
  const reach = Math.max(riverHeight(sourceLevel(run, "h"), mostIn(at)), NARROW) / 2 + DAM;
  const ys = Object.values(at.lanes);
  const [top, bottom] = [Math.min(...ys) - reach, Math.max(...ys) + reach];
  return mark("path", { key: "dam", class: "dam", d: `M${round(x2 - DAM)} ${round(top)}V${round(bottom)}` });
}

/** How long an arrowhead is, px. @param {Mark | null} tip */
const lengthOf = (tip) => (tip ? Number(/l(-?[\d.]+)/.exec(String(tip.attrs.d))?.[1]) : 0);

/**
 * Which way water runs that has arrived: cut out of it, as high as it is; where there is next to none, hollow.
 * @param {number} x
 * @param {number} y
 * @param {Carried} flow
 * @param {number} most
 */
function settledHead(x, y, flow, most) {
  const head = arrowhead(x - 6, y, flow.log10, most);
  if (!head || String(head.attrs.class).includes("hollow")) return head;
  const half = riverHeight(flow.log10, most) / 2;
  const deep = round(Math.min(half * 0.5, 8));
  return mark("path", {
    key: "arrow",
    class: "arrow settled",
    d: `M${round(x + deep)} ${round(y - half)}L${round(x)} ${round(y)}L${round(x + deep)} ${round(y + half)}`,
  });
}

/** Water that is higher than the stage holds, broken off. @param {number} x @param {number} y @param {number} height */
const broken = (x, y, height) => {
  const half = height / 2 + 3;
  const line = (/** @type {number} */ from) =>
    `M${round(from + 5)} ${round(y - half)}L${round(from - 5)} ${round(y + half)}`;
  return mark("path", { key: "broken", class: "broken", d: line(x) + line(x + 7) });
};

/** @param {Carried} flow @param {number} y @param {LinkShape} span @param {number} travelled @param {number} most */
function roundLoop(flow, y, span, travelled, most) {
  const head = point(span, y, 1 - travelled);
  // on the far side of the loop the way back leads to the right
  const turn = Math.abs(head.y - y) < 4 ? 1 : -1;
  const lines = lanesOf(flow, most).map(({ top, bottom, rises }, j, lanes) => {
    const look = { class: rises ? "rises" : "falls", "stroke-width": round(bottom - top), ...dash(travelled) };
    return mark("path", {
      d: path(span, y, (top + bottom) / 2, true),
      ...look,
      ...(lanes.length > 1 ? belongs("unit", j) : null),
    });
  });
  return [
    mark("g", { key: "water", class: "water round" }, ...lines),
    arrowhead(head.x, head.y, flow.log10, most, turn),
  ];
}

/**
 * The banks: two dotted lines at the height at which the gradient set out, from there to the beginning. They come in
 * stretches, so that where water moves below one the canvas paints that one with it, and not all of them.
 * @param {Run} run
 * @param {Layout} at
 * @param {{from: number, to: number, cuts: number[]}} reach px, where they are in view, and where one stretch ends and
 *   the next begins, from left to right
 * @param {number} opacity
 * @returns {Mark[]}
 */
export function banks(run, at, { from, to, cuts }, opacity) {
  if (sourceLevel(run, "h") === null || opacity === 0) return [];
  const edges = Object.entries(at.lanes).flatMap(([name, y]) => {
    const half = Math.max(riverHeight(sourceLevel(run, name), mostIn(at)), NARROW) / 2;
    return [y - half, y + half];
  });
  const ends = [from, ...cuts.filter((cut) => cut > from && cut < to)].map((x) => Math.floor(x / DOTS) * DOTS);
  return ends.map((x1, i) => {
    const x2 = ends[i + 1] ?? to;
    return mark("path", {
      key: `banks ${i}`,
      class: "banks",
      d: edges.map((edge) => `M${round(x1)} ${round(edge)}H${round(x2)}`).join(""),
      opacity: opacity < 1 ? round(opacity) : null,
    });
  });
}
