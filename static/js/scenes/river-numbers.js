/**
 * The numbers that stand at the river: how much of what left L has come so far, in a form that a person can say, with
 * the exact norm beside; and inside A what its slopes and its W_hᵀ leave.
 * @import {Mark, Progress, Run} from "../types.js"
 * @import {Layout, Window} from "./layout.js"
 */
import { clamp, round } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { factsOf, isPlain } from "../run/facts.js";
import { passage, secondPassage } from "../run/passage.js";
import { BACKWARD, phaseDone } from "../run/phases.js";
import { isJoined } from "../run/reading-order.js";
import { sourceOf } from "../run/source.js";
import { slopeName } from "../run/squashes.js";
import { t as say } from "../words/i18n.js";
import { percentWords, powerWords } from "../words/power-words.js";
import { joinsFromAbove } from "./joins.js";
import { whole } from "./layout.js";
import { factorWidth } from "./number-widths.js";
import { mostIn } from "./water.js";

/** @param {number | null} log10 @param {Mark["attrs"]} place @param {string} [name] what it is the norm of */
export const normText = (log10, place, name = "") =>
  mark("text", { class: "norm", ...place }, ...(name ? [name] : []), ...powerOf(log10));

/** "10^−1.94", or 0. @param {number | null} log10 @returns {(string | Mark)[]} */
const powerOf = (log10) =>
  log10 === null ? ["0"] : ["10", mark("tspan", { class: "power", dy: -6 }, exponent(log10))];

/**
 * log10 of the norm that the gradient of a part of the state has where it sets out; null where there is none.
 * @param {Run} run
 * @param {string} name
 */
export function sourceLevel(run, name) {
  const step = run.steps[sourceOf(run)];
  return (name === "c" ? step?.log10_cell_grad_norm : step?.log10_grad_norm) ?? null;
}

/** A share in words, "1/63", and its exact power, "= 10^−1.80"; `joined`: of a norm of 1, not of what left L. */
/** @typedef {{words: string, exact: string, level: number, joined: boolean}} Share */

/**
 * How much of what left L a gradient is; where several gradients join, the norm itself. Null where it is what left L,
 * where nothing is left, and where nobody has words for it.
 * @param {Run} run
 * @param {number} t the step whose h the gradient is of
 * @param {number | null} log10
 * @returns {Share | null}
 */
export function shareOf(run, t, log10) {
  const start = sourceLevel(run, "h");
  if (log10 === null || start === null || t === sourceOf(run)) return null;
  const joined = isJoined(run);
  const level = joined ? log10 : log10 - start;
  const words = powerWords(level);
  return words === null ? null : { words, level, joined, exact: ` = 10${exponent(level)}` };
}

/** @param {Share} share @param {Mark["attrs"]} place @param {boolean} exactly */
export function shareText({ words, level }, place, exactly) {
  const exact = mark("tspan", { class: "exact" }, " = 10", mark("tspan", { class: "power", dy: -6 }, exponent(level)));
  return mark("text", { class: "remains", ...place }, words, exactly && exact);
}

/**
 * What is multiplied by what, and where it stands: at A's top or bottom, right or left.
 * @typedef {{key: string, name: (string | Mark)[], gain: number, top: boolean, right: boolean, shown: number}} Factor
 */

/**
 * From A's edges to a factor inside, beside the threads above and below A to one outside, and from A's edges to its foot,
 * px: below A the number of a link is between them.
 */
const [EDGE, BESIDE, UNDER, OUT, BELOW] = [7, 22, 16, 8, 30];
/** A line of a factor with air, px; links this short have no room beside A. */
const [LINE, SHORT] = [20, 100];

/**
 * What the slopes and W_hᵀ leave, and what goes past the matrix: inside A where the water leaves room, else beside it.
 * @param {Run} run
 * @param {number} t
 * @param {Progress} done
 * @param {Layout} at
 * @param {Window | undefined} window
 * @returns {(Mark | false)[]}
 */
export function factors(run, t, { b }, at, window) {
  const reach = at.box.width / 2 + (isPlain(run.cell) ? 0 : 28);
  if (!whole(window, 0, reach)) return [];
  const shown = { slope: phaseDone(BACKWARD, "slope", b), weight: phaseDone(BACKWARD, "weight", b) };
  const inside = factorsInside(run, t, at);
  return factorsAt(run, t, at, shown).map((factor) => (inside ? insideA(factor, at) : besideA(factor, at)));
}

/** Whether the factors of a step are inside A. @param {Run} run @param {number} t @param {Layout} at */
export const factorsInside = (run, t, at) =>
  !joinsFromAbove(run, t) && !factorsBeside(run, passage(run, t).total.log10, at);

/**
 * The factors that there is room for.
 * @param {Run} run @param {number} t @param {Layout} at @param {{slope: number, weight: number}} shown
 */
function factorsAt(run, t, at, shown) {
  const [plain, above, inside] = [isPlain(run.cell), joinsFromAbove(run, t), factorsInside(run, t, at)];
  return (
    factorsOf(run, t, shown)
      // what joins from above takes the place of a factor there
      .map((factor) => (plain && above ? { ...factor, right: false } : factor))
      .filter(({ right }) => inside || !right || (!above && at.pitch - at.box.width >= SHORT))
  );
}

/** The y of a factor's foot beside A. @param {Layout} at @param {boolean} top */
export const factorLine = (at, top) =>
  top ? at.boxTop - OUT : Math.min(at.boxTop + at.box.height + BELOW, at.inputTop - 5);

/**
 * How far the factor beside A reaches to the left of its middle, above it or below it, px; half of A where none does.
 * @param {Run} run
 * @param {number} t
 * @param {Layout} at
 * @param {boolean} top
 */
export function factorReach(run, t, at, top) {
  const half = at.box.width / 2;
  if (factorsInside(run, t, at)) return half;
  const own = factorsAt(run, t, at, { slope: 1, weight: 1 }).filter((each) => each.top === top && !each.right);
  return Math.max(half, ...own.map((each) => (top ? BESIDE : UNDER) + widthOf(each)));
}

/** @param {Factor} factor */
const widthOf = ({ name, gain }) =>
  factorWidth(String(name[0]), percentWords(gain) ?? `10${exponent(Math.log10(gain))}`);

/** @param {Run} run @param {number} t @param {{slope: number, weight: number}} shown @returns {Factor[]} */
export function factorsOf(run, t, shown) {
  const { pointwise_gain: slopes = null, weight_gain: weight = null } = run.steps[t] ?? {};
  const past = pastGain(run, t);
  const name = isPlain(run.cell) ? `×${slopeName(run)}` : say("factor-gates");
  /** @type {(Omit<Factor, "gain"> & {gain: number | null})[]} */
  const all = [
    { key: "slope", name: [name], gain: slopes, top: true, right: true, shown: shown.slope },
    { key: "weight", name: weightName(), gain: weight, top: false, right: false, shown: shown.weight },
    { key: "past", name: [`×${factsOf(run.cell).keeper}`], gain: past, top: true, right: false, shown: shown.slope },
  ];
  return all.flatMap((each) => (each.gain === null || each.shown === 0 ? [] : [{ ...each, gain: each.gain }]));
}

/** "×W_hᵀ". @returns {(string | Mark)[]} */
const weightName = () => [
  "×W",
  mark("tspan", { class: "index", dy: 3 }, "h"),
  mark("tspan", { class: "index", dy: -8 }, "T"),
];

/** What is left of the part that goes past the matrix: of h's, or of c's. @param {Run} run @param {number} t */
function pastGain(run, t) {
  const second = secondPassage(run, t);
  const [before, after] = second ? [second.total, second.to] : [passage(run, t).total, passage(run, t).past];
  if (!after || before.log10 === null || after.log10 === null) return null;
  return 10 ** (after.log10 - before.log10);
}

/**
 * Whether the factors have no room inside A: a gated cell's parts fill it, and so does a high river.
 * @param {Run} run
 * @param {number | null} log10
 * @param {Layout} at
 */
export const factorsBeside = (run, log10, at) =>
  !isPlain(run.cell) || (at.box.height - riverHeight(log10, mostIn(at))) / 2 < LINE;

/** @param {Factor} factor @param {Layout} at */
function insideA(factor, at) {
  const x = at.box.width / 2 - EDGE;
  const y = factor.top ? at.boxTop + EDGE + 9 : at.boxTop + at.box.height - EDGE - 1;
  return written(factor, factor.right ? "end" : "start", factor.right ? x : -x, y);
}

/** @param {Factor} factor @param {Layout} at */
function besideA(factor, at) {
  const y = factorLine(at, factor.top);
  // on the right it ends where A does: the link's own number is beside it
  return written(factor, "end", factor.right ? at.box.width / 2 + EDGE : -(factor.top ? BESIDE : UNDER), y);
}

/** @param {Factor} factor @param {"start" | "end"} side @param {number} x @param {number} y */
export function written({ key, name, gain, shown }, side, x, y) {
  const opacity = shown < 1 ? round(clamp(shown * 2)) : null;
  const words = percentWords(gain);
  const said = words === null ? powerOf(Math.log10(gain)) : [words];
  const number = mark("tspan", { class: "gain", dy: key === "weight" ? 5 : null }, ...said);
  return mark("text", { key, class: `factor ${side}`, x, y, opacity }, ...name, " ", number);
}
