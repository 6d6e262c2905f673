/**
 * Where the gradient goes besides the step before: down into x_t, and out of the chain at its beginning, to the state
 * that it began with. Both are ends: nothing is multiplied any more.
 * @import {Mark, Progress, Run, Step} from "../types.js"
 * @import {Layout, Options} from "./layout.js"
 */
import { round } from "../pen/math.js";
import { riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { passage, secondPassage } from "../run/passage.js";
import { BACKWARD, phaseDone } from "../run/phases.js";
import { whole } from "./layout.js";
import { normWidth } from "./number-widths.js";
import { factorLine, factorReach, normText, sourceLevel } from "./river-numbers.js";
import { arrowhead, downward, lanesOf, mostIn, stream } from "./water.js";

/** The most px that the river of x has; its number is beside it. */
const [WIDEST, NUMBER] = [40, 30];
/** Between two numbers, and from a number to the stage's edge, px. */
const [APART, EDGE] = [6, 2];
/** How high a norm is with its power, px. */
const HIGH = 17;

/**
 * ∂L/∂x_t leaves A downward as its gradient leaves to the left.
 * @param {Run} run
 * @param {Step} step
 * @param {Progress} done
 * @param {Options} options
 */
export function toInput(run, step, { b }, { at, window, unrolled = 1 }) {
  const leaves = phaseDone(BACKWARD, "leave", b);
  const { input_grad: values = null, log10_input_grad_norm: log10 } = step;
  // rolled up, the loop passes here; of a direction that no gradient reaches, none goes on to x
  if (log10 === undefined || step.log10_grad_norm === null || leaves === 0 || unrolled < 1) return null;
  const [y1, y2] = [at.boxTop + at.box.height + 2, at.inputTop - 3];
  const y = y1 + (y2 - y1) * leaves;
  const x = besideFall(log10, at);
  const told = leaves === 1 && whole(window, (at.inputBeside + x) / 2, x / 2 + 14) && isTold(run, step.t, at);
  return mark(
    "g",
    { key: "to input", class: "back-link", "data-gradient": `x:${step.t}` },
    mark("rect", {
      class: "sensitive",
      x: at.inputBeside - 20,
      y: y1 - 2,
      width: x + 14 - at.inputBeside,
      height: at.inputTop - y1 - 1,
    }),
    downward({ values, log10, x: at.inputBeside, y1, y2: y, most: WIDEST, tip: true, of: "input" }),
    told && normText(log10, { x: round(x), y: at.inputTop - FOOT }),
  );
}

/** From the strip of x up to the number, px. */
const FOOT = 9;

/** The middle of the number beside the gradient of x. @param {number | null} log10 @param {Layout} at */
const besideFall = (log10, at) => at.inputBeside + riverHeight(log10, WIDEST) / 2 + NUMBER;

/** Whether there is room for that number. @param {Run} run @param {number} t @param {Layout} at */
function isTold(run, t, at) {
  const { log10_input_grad_norm: log10 = null } = run.steps[t] ?? {};
  return besideFall(log10, at) + normWidth(log10) / 2 <= room(run, t, at);
}

/**
 * How far the number of x reaches to the right of A's middle, and the y of its foot.
 * @param {Run} run @param {number} t @param {Layout} at
 */
export function inputReach(run, t, at) {
  const { log10_input_grad_norm: log10, log10_grad_norm: here = null } = run.steps[t] ?? {};
  const told = log10 !== undefined && here !== null && isTold(run, t, at);
  return { right: told ? besideFall(log10, at) + normWidth(log10) / 2 : 0, y: at.inputTop - FOOT };
}

/**
 * How far to the right of A's middle the number of x may reach: to the answer, or, where they are on one line, to the
 * factor beside the next A.
 * @param {Run} run
 * @param {number} t
 * @param {Layout} at
 */
function room(run, t, at) {
  if (t + 1 === at.T) return at.answer ? at.pitch / 2 : Number.POSITIVE_INFINITY;
  const apart = at.inputTop - FOOT - HIGH >= factorLine(at, false);
  return apart ? Number.POSITIVE_INFINITY : at.pitch - factorReach(run, t + 1, at, false) - APART;
}

/**
 * ∂L/∂h₋₁ (and ∂L/∂c₋₁) flow on to where the chain begins.
 * @param {Run} run
 * @param {number} b how much of the first step's way back is done
 * @param {{x1: number, x2: number}} span from the beginning to the first A, px
 * @param {Options} options
 * @returns {(Mark | null)[]}
 */
export function toInitial(run, b, { x1, x2 }, { at, window }) {
  const leaves = phaseDone(BACKWARD, "leave", b);
  if (!run.log10_initial_grad_norm || leaves === 0) return [];
  return Object.entries(at.lanes).map(([name, y]) => {
    const flow = name === "c" ? (secondPassage(run, 0)?.to ?? NOTHING) : passage(run, 0).to;
    const { log10 } = flow;
    const front = x2 + (x1 + 4 - x2) * leaves;
    const lanes = lanesOf(flow, mostIn(at));
    const banks = [
      { x: x2, lanes, y },
      { x: x1, lanes, y },
    ];
    return mark(
      "g",
      { key: `back ${name}`, class: "back-link", "data-gradient": `${name}:-1` },
      mark("rect", { class: "sensitive", x: round(x1), y: round(y - 26), width: round(x2 - x1), height: 52 }),
      mark("g", { class: "water" }, ...stream(banks, front + 6)),
      arrowhead(front, y, log10, mostIn(at)),
      leaves === 1 && ended(run, name, log10, { x1, x2 }, { at, window }),
    );
  });
}

/**
 * The norm of what comes to the beginning: above the upper river, below the lower one; left of a factor that is there. It
 * is left out where there is no room.
 * @param {Run} run
 * @param {string} name
 * @param {number | null} log10
 * @param {{x1: number, x2: number}} span
 * @param {{at: Layout, window?: Options["window"]}} options
 */
function ended(run, name, log10, { x1, x2 }, { at, window }) {
  const y = Number(at.lanes[/** @type {"c" | "h"} */ (name)]);
  const above = name === "c" || Object.keys(at.lanes).length === 1;
  const half = Math.max(riverHeight(sourceLevel(run, name), mostIn(at)), riverHeight(log10, mostIn(at)), 40) / 2;
  const wide = normWidth(log10) / 2;
  const until = x2 + at.box.width / 2 - factorReach(run, 0, at, above) - APART;
  const x = Math.min((x1 + x2) / 2, until - wide);
  if (x - wide < EDGE || !whole(window, x, wide)) return null;
  return normText(log10, { x: round(x), y: round(above ? y - half - 9 : Math.min(y + half + 32, at.inputTop - 6)) });
}

/** @type {{values: null, log10: null}} */
const NOTHING = { values: null, log10: null };
