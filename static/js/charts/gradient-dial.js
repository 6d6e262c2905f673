/**
 * How the gradient fares while the dial turns: the run's own curve; above it the most that any gradient could become, by
 * the norm of the Jacobian; what ρ alone would make of it, ρᵏ after k steps; and the curve from before the last turn.
 * @import {Ground, Layer, Levels, Mark, Run} from "../types.js"
 * @import {Segment} from "../pen/labels.js"
 */

import { crosses } from "../pen/labels.js";
import { findLastIndex } from "../pen/last.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { gradientLevels, highestLevels } from "../run/gradient-levels.js";
import { readsBack } from "../run/reading-order.js";
import { layerStepAt } from "./gradient-curves.js";
import { beginning } from "./plot.js";
import { powerText } from "./powers.js";

/**
 * @param {Run} run
 * @param {object} options
 * @param {Levels | null} options.ghost the curve from before the last turn
 * @param {number | null} options.rho null where the gradient has other ways than through W_h
 * @param {{before: string, most: string}} options.names
 * @param {Layer["say"]} options.say
 * @returns {Layer}
 */
export function dialLayer(run, { ghost, rho, names, say }) {
  const own = gradientLevels(run);
  const roof = highestLevels(run);
  /** @type {Layer} */
  const layer = {
    name: "dial",
    title: null,
    measure: "‖∂L/∂h_{t}‖",
    tokens: run.tokens,
    back: readsBack(run),
    here: true,
    own,
    bands: roof ? [{ name: "between", low: own, high: roof }] : [],
    curves: [
      ...(roof ? [{ name: "most", levels: roof, first: [names.most] }] : []),
      ...(ghost ? [{ name: "ghost-curve", levels: ghost, first: [names.before] }] : []),
      { name: "gradient-curve", levels: own, first: endOf(own, 0), last: endOf(own, 1), head: "backward" },
    ],
    behind: (ground) => (rho === null ? [] : alone(ground, [own, roof ?? [], ghost ?? []], rho)),
    say,
    stepAt: (size, px) => layerStepAt(layer, size, px),
  };
  return layer;
}

/** The level at which a curve begins, or ends. @param {Levels} levels @param {0 | 1} end */
function endOf(levels, end) {
  const t = end ? findLastIndex(levels, (level) => level !== null) : beginning(levels);
  const level = levels[t];
  return level == null ? [""] : powerText(level);
}

/**
 * ρᵏ from where the gradient sets out, as far as the chart reaches.
 * @param {Ground} ground
 * @param {Levels[]} curves the gradient's and the others
 * @param {number} rho
 * @returns {Mark[]}
 */
function alone(ground, curves, rho) {
  const { x, y, floor, margin, width } = ground;
  const all = curves[0] ?? [];
  const from = findLastIndex(all, (level) => level !== null);
  const start = all[from];
  if (start == null || from < 1 || rho === 0) return [];
  const fall = Math.log10(rho);
  const far = fall === 0 ? from : Math.max(Math.min(from, (Number(ground.reach[fall < 0 ? 0 : 1]) - start) / fall), 0);
  const end = { x: round(x(from - far)), y: round(y(start + far * fall)) };
  const line = /** @type {Segment} */ ([round(x(from)), round(y(start)), end.x, end.y]);
  const segments = curves.flatMap((levels) => links(ground, levels));
  const along = width < NARROW.width ? NARROW.along : ALONG;
  const name = free(line, segments, { top: margin.top, floor, along });
  return [
    mark(
      "g",
      { class: "alone" },
      mark("path", { d: `M${line[0]} ${line[1]}L${line[2]} ${line[3]}` }),
      mark("text", name, "ρ", mark("tspan", { class: "index", dy: -5 }, "k")),
    ),
  ];
}

/** Along its line the name tries these places, as shares of the way, and beside it these, px from the line's middle. */
const [ALONG, BESIDE] = [
  [0.62, 0.5, 0.74, 0.38, 0.86, 0.26, 0.95],
  [-18, 18, -26, 26, -36, 36],
];
/** In a narrow chart the names of the curves are over the other end of the way. */
const NARROW = { width: 480, along: [0.38, 0.26, 0.46] };

/**
 * A place for ρᵏ that its own line and the curves leave free.
 * @param {Segment} line
 * @param {Segment[]} curves
 * @param {{top: number, floor: number, along: number[]}} frame
 */
function free([x1, y1, x2, y2], curves, { top, floor, along }) {
  const places = along.flatMap((share) =>
    BESIDE.map((by) => {
      const [x, on] = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
      const middle = on + by;
      const box = { x1: x - 4, x2: x + 20, y1: middle - 12, y2: middle + 8 };
      // nor may another curve pass between the name and its line
      const between = { ...box, y1: Math.min(box.y1, on), y2: Math.max(box.y2, on) };
      const [over, past] = [box, between].map((each) => curves.filter((piece) => crosses(piece, each)).length);
      const hidden = crosses([x1, y1, x2, y2], box) || box.y1 < top || box.y2 > floor;
      return { x: round(x), y: round(middle + 5), cost: Number(over) + Number(past) / 2 + (hidden ? 9 : 0) };
    }),
  );
  const { x, y } = places.reduce((a, b) => (b.cost < a.cost ? b : a));
  return { x, y };
}

/** A curve's pieces. @param {Pick<Ground, "x" | "y">} ground @param {Levels} levels @returns {Segment[]} */
const links = ({ x, y }, levels) =>
  levels.flatMap((level, t) => {
    const next = levels[t + 1];
    return level == null || next == null ? [] : [[x(t), y(level), x(t + 1), y(next)]];
  });
