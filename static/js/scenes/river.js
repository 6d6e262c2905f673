/**
 * The river inside A: it enters at the height of ∂L/∂h_t, narrows at the slopes, its lanes cross at W_hᵀ, and it leaves
 * at another height. In a gated cell a part goes past the matrix; an LSTM has a second river, c's. All norms are the
 * answer's own.
 * @import {Flow, Passage, SecondPassage} from "../run/passage.js"
 * @import {Mark, Progress, Run} from "../types.js"
 * @import {Layout, Options} from "./layout.js"
 * @import {Section} from "./water.js"
 */
import { latest } from "../pen/latest.js";
import { riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { isPlain } from "../run/facts.js";
import { passage, secondPassage } from "../run/passage.js";
import { BACKWARD, phaseDone } from "../run/phases.js";
import { joinsFromAbove } from "./joins.js";
import { factors, factorsInside } from "./river-numbers.js";
import { band, frontOf, heightOf, lanesOf, mixing, mostIn, stream } from "./water.js";

/**
 * As shares of A's width from its middle, to the right positive: where a river from above joins, where the slopes are,
 * and where the matrix is.
 */
const PLACES = {
  alone: { join: [0.5, 0.5], slope: [0.4, 0.14], weight: [0.1, -0.42] },
  joined: { join: [0.46, 0.06], slope: [0.04, -0.12], weight: [-0.14, -0.46] },
  second: { join: [0.46, 0.2], slope: [0.1, -0.12], weight: [-0.14, -0.44] },
};
/** Between two parts of a river that has split, px. */
const ISLAND = 6;

/**
 * What is drawn with, px: where each part is, how far to the left the water has come, how high a river may be, and the
 * room between A's top and bottom; `key` says all that does not move.
 * @typedef {{right: number, left: number, join: Stretch, slope: Stretch, weight: Stretch} & Water} Bed
 * @typedef {{front: number, most: number, room: number, key: string}} Water
 * @typedef {[number, number]} Stretch from right to left
 */

/** Around x = 0. @param {Run} run @param {number} t @param {Progress} done @param {Options} options */
export function river(run, t, done, { at, window, unrolled = 1 }) {
  const way = passage(run, t);
  if (!done.back || done.b === 0 || way.total.log10 === null) return null;
  const above = joinsFromAbove(run, t);
  const second = secondPassage(run, t);
  const bed = bedOf(at, second ? "second" : above ? "joined" : "alone", done.b);
  const own = second ? twoRivers : isPlain(run.cell) ? plain : gated;
  return mark(
    "g",
    { key: "river", class: "river" },
    mark("g", { key: "water", class: "water" }, ...own(above ? fromOver(run, t, way) : way, at, bed, second)),
    // beside A there is the loop
    ...(unrolled === 1 || factorsInside(run, t, at) ? factors(run, t, done, at, window) : []),
  );
}

/** Where nothing comes from the right. @param {Run} run @param {number} t @param {Passage} way @returns {Passage} */
const fromOver = (run, t, way) => (t + 1 < run.tokens.length ? way : { ...way, from: { values: null, log10: null } });

/** @param {Layout} at @param {keyof typeof PLACES} name @param {number} b @returns {Bed} */
function bedOf(at, name, b) {
  const { width, height } = at.box;
  const px = (/** @type {number[]} */ [from = 0, to = 0]) => /** @type {Stretch} */ ([from * width, to * width]);
  const [join, slope, weight] = [px(PLACES[name].join), px(PLACES[name].slope), px(PLACES[name].weight)];
  const [right, left] = [width / 2, -width / 2];
  const slopes = phaseDone(BACKWARD, "slope", b);
  const front = right + (slope[1] - right) * slopes + (left - slope[1]) * phaseDone(BACKWARD, "weight", b);
  const most = mostIn(at);
  const key = `${name} ${width} ${most}`;
  return { right, left, join, slope, weight, front, most, room: height, key };
}

/** @param {number} y @param {number} most */
const placed = (y, most) => (/** @type {number} */ x, /** @type {Flow} */ flow) => ({
  x,
  lanes: lanesOf(flow, most),
  y,
});

/**
 * What comes in, and what it becomes where a river from above joins it.
 * @param {Passage | SecondPassage} way
 * @param {number} y
 * @param {Bed} bed
 * @returns {Section[]}
 */
function entering({ from, total }, y, { right, join, slope, most }) {
  const put = placed(y, most);
  if (from.log10 === null) return [put(join[0], total), put(slope[0], total)];
  return [put(right, from), put(join[0], from), put(join[1], total), put(slope[0], total)];
}

/**
 * A plain cell: slopes, then the matrix.
 * @param {Passage} way
 * @param {Layout} at
 * @param {Bed} bed
 * @returns {(Mark | false | null)[]}
 */
function plain(way, { axis: y }, bed) {
  const { came, before, after, all, last, whole } = latest(way, "plain", `${y} ${bed.key}`, () =>
    sections(way, y, bed),
  );
  const head = frontOf(all, bed.front);
  const front = bed.front + (head?.long ?? 0);
  const { terms } = way;
  const crosses = terms && [before, after].every(({ lanes }) => lanes.length === terms.length);
  const mixed = crosses ? [...mixing(before, after, terms, front), ...stream(last, front)] : stream(whole, front);
  return [...stream(came, front), ...mixed, head?.tip ?? null];
}

/** Where the water of a plain cell runs: it stays while the water comes. @param {Passage} way @param {number} y @param {Bed} bed */
function sections(way, y, bed) {
  const { slope, weight, left, most } = bed;
  const put = placed(y, most);
  const [before, after, out] = [put(weight[0], way.squeezed), put(weight[1], way.to), put(left, way.to)];
  const came = [...entering(way, y, bed), put(slope[1], way.squeezed), before];
  return { came, before, after, all: [...came, after, out], last: [after, out], whole: [before, after, out] };
}

/**
 * A gated cell with one state: the river splits; one part goes past the matrix, the other through it.
 * @param {Passage} way
 * @param {Layout} at
 * @param {Bed} bed
 * @returns {(Mark | false | null)[]}
 */
function gated(way, { axis }, bed) {
  const { slope, weight, left, room, front } = bed;
  if (!way.past) return throughAll(way, axis, bed);
  const most = Math.min(bed.most, (room - ISLAND) / 2);
  const [past, through] = [riverHeight(way.past.log10, most), riverHeight(way.squeezed.log10, most)];
  const top = axis - (past + through + ISLAND) / 2;
  const [upper, lower] = [placed(top + past / 2, most), placed(top + past + ISLAND + through / 2, most)];
  const came = entering(way, axis, bed);
  const [high, low] = parted(/** @type {Section} */ (came.at(-1)), past, through);
  const whole = placed(axis, bed.most)(left, way.to);
  const [over, under] = parted(whole, past, riverHeight(way.through.log10, most));
  const out = lower(weight[1], way.through);
  return [
    ...running([came], front),
    ...running([[high, upper(slope[1], way.past), upper(weight[1], way.past), within(over, way.past)]], front),
    ...running(
      [
        [low, lower(slope[1], way.squeezed), lower(weight[0], way.squeezed), out],
        [out, within(under, way.through)],
      ],
      front,
    ),
  ];
}

/** A gated cell without a way past the matrix that h takes. @param {Passage} way @param {number} y @param {Bed} bed */
function throughAll(way, y, bed) {
  const { slope, weight, left, front, most } = bed;
  const stretches = latest(way, "through all", `${y} ${bed.key}`, () => {
    const put = placed(y, most);
    const [start, out] = [put(slope[0], way.total), put(weight[1], way.to)];
    return [
      entering(way, y, bed),
      [start, put(slope[1], way.squeezed), put(weight[0], way.squeezed), out],
      [out, put(left, way.to)],
    ];
  });
  return running(stretches, front);
}

/**
 * One river in several stretches, with its arrowhead while it is on its way.
 * @param {Section[][]} stretches
 * @param {number} front
 */
function running(stretches, front) {
  const head = frontOf(stretches.flat(), front);
  const cut = front + (head?.long ?? 0);
  return [...stretches.flatMap((sections) => stream(sections, cut)), head?.tip ?? null];
}

/**
 * A section in two, in proportion to two heights.
 * @param {Section} section
 * @param {number} upper
 * @param {number} lower
 * @returns {[Section, Section]}
 */
function parted({ x, lanes, y }, upper, lower) {
  const height = heightOf(lanes);
  const share = upper + lower > 0 ? upper / (upper + lower) : 0.5;
  const part = (/** @type {number} */ of, /** @type {number} */ middle) => ({
    x,
    y: y + middle,
    lanes: lanes.map(({ top, bottom, rises }) => ({ top: top * of, bottom: bottom * of, rises })),
  });
  return [part(share, (height * (share - 1)) / 2), part(1 - share, (height * share) / 2)];
}

/** Another gradient's lanes in the height of a section. @param {Section} section @param {Flow} flow @returns {Section} */
function within({ x, y, lanes }, flow) {
  const own = lanesOf(flow);
  const [height, wanted] = [heightOf(own), heightOf(lanes)];
  const of = height > 0 ? wanted / height : 0;
  return { x, y, lanes: own.map(({ top, bottom, rises }) => ({ top: top * of, bottom: bottom * of, rises })) };
}

/**
 * The LSTM's: h gives to c, c to the gates, and each goes on to the left.
 * @param {Passage} way
 * @param {Layout} at
 * @param {Bed} bed
 * @param {SecondPassage | null} second
 * @returns {(Mark | false | null)[]}
 */
function twoRivers(way, { lanes, axis }, bed, second) {
  if (!second || lanes.c === undefined) return gated(way, /** @type {Layout} */ ({ axis }), bed);
  const { right, join, slope, front, most } = bed;
  const cellState = latest(second, "river", `${lanes.c} ${bed.key}`, () => ofCellState(second, Number(lanes.c), bed));
  const under = lanes.c + riverHeight(second.total.log10, most) / 2;
  const over = (/** @type {Flow} */ { log10 }) => lanes.h - riverHeight(log10, most) / 2;
  return [
    ...running([cellState], front),
    exchange(
      second.given,
      { x: right * 0.92, edge: over(way.total), into: 1 },
      { x: join[1], edge: under, into: -1 },
      bed,
    ),
    exchange(
      second.taken,
      { x: slope[0], edge: under, into: -1 },
      { x: slope[1], edge: over(way.squeezed), into: 1 },
      bed,
    ),
    ...throughAll(way, lanes.h, bed),
  ];
}

/** c's river through A. @param {SecondPassage} second @param {number} y @param {Bed} bed @returns {Section[]} */
function ofCellState(second, y, bed) {
  const put = placed(y, bed.most);
  return [...rising(second, y, bed), put(bed.weight[1], second.to), put(bed.left, second.to)];
}

/**
 * c's river; where none comes from the right, it rises out of what h gives.
 * @param {SecondPassage} second
 * @param {number} y
 * @param {Bed} bed
 * @returns {Section[]}
 */
function rising(second, y, bed) {
  if (second.from.log10 !== null) return entering(second, y, bed);
  const { lanes } = placed(y, bed.most)(0, second.total);
  const half = heightOf(lanes) / 2;
  const none = lanes.map(({ rises }) => ({ top: half, bottom: half, rises }));
  return [
    { x: bed.join[0], y, lanes: none },
    { x: bed.join[1], y, lanes },
  ];
}

/**
 * What one river gives to another, from edge to edge; `into` leads into the river.
 * @typedef {{x: number, edge: number, into: 1 | -1}} Shore
 */

/** @param {Flow | null} flow @param {Shore} from @param {Shore} to @param {Bed} bed */
function exchange(flow, from, to, { front, most }) {
  const wide = riverHeight(flow?.log10 ?? null, most);
  const banks = [from, to].map(({ x, edge, into }) => ({
    x,
    top: Math.min(edge, edge + into * wide),
    bottom: Math.max(edge, edge + into * wide),
  }));
  const d = wide > 0 ? band(banks, front) : "";
  return d !== "" && mark("path", { class: "exchange", d });
}
