/**
 * Where the gradient goes besides the step before: down into x_t, and out of the chain at its beginning, to the state
 * that it began with. Both are ends: nothing is multiplied any more.
 * @import {Mark, Progress, Run, Step} from "../types.js"
 * @import {Options} from "./layout.js"
 */
import { round } from "../pen/math.js";
import { riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { passage, secondPassage } from "../run/passage.js";
import { BACKWARD, phaseDone } from "../run/phases.js";
import { whole } from "./layout.js";
import { normText, sourceLevel } from "./river-numbers.js";
import { arrowhead, downward, lanesOf, mostIn, stream } from "./water.js";

/** Beside the fan of x, px from the middle of A, and the most px that the river has there; its number is beside it. */
const [BESIDE, WIDEST, NUMBER] = [42, 40, 30];

/**
 * ∂L/∂x_t leaves A downward as its gradient leaves to the left.
 * @param {Step} step
 * @param {Progress} done
 * @param {Options} options
 */
export function toInput(step, { b }, { at, window, unrolled = 1 }) {
  const leaves = phaseDone(BACKWARD, "leave", b);
  const { input_grad: values = null, log10_input_grad_norm: log10 } = step;
  // rolled up, the loop passes here
  if (log10 === undefined || leaves === 0 || unrolled < 1) return null;
  const [y1, y2] = [at.boxTop + at.box.height + 2, at.inputTop - 3];
  const y = y1 + (y2 - y1) * leaves;
  const x = BESIDE + riverHeight(log10, WIDEST) / 2 + NUMBER;
  return mark(
    "g",
    { key: "to input", class: "back-link", "data-gradient": `x:${step.t}` },
    mark("rect", {
      class: "sensitive",
      x: BESIDE - 20,
      y: y1 - 2,
      width: x + 14 - BESIDE,
      height: at.inputTop - y1 - 1,
    }),
    downward({ values, log10, x: BESIDE, y1, y2: y, most: WIDEST, tip: true, of: "input" }),
    leaves === 1 && whole(window, (BESIDE + x) / 2, x / 2 + 14) && normText(log10, { x: round(x), y: at.inputTop - 9 }),
  );
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
  const levels = run.log10_initial_grad_norm;
  if (!levels || leaves === 0) return [];
  return Object.entries(at.lanes).map(([name, y]) => {
    const { log10, values } = name === "c" ? (secondPassage(run, 0)?.to ?? NOTHING) : passage(run, 0).to;
    const above = name === "c" || Object.keys(at.lanes).length === 1;
    const half = Math.max(riverHeight(sourceLevel(run, name), mostIn(at)), riverHeight(log10, mostIn(at)), 40) / 2;
    const front = x2 + (x1 + 4 - x2) * leaves;
    const lanes = lanesOf({ values, log10 }, mostIn(at));
    const middle = (x1 + x2) / 2;
    return mark(
      "g",
      { key: `back ${name}`, class: "back-link", "data-gradient": `${name}:-1` },
      mark("rect", { class: "sensitive", x: round(x1), y: round(y - 26), width: round(x2 - x1), height: 52 }),
      mark(
        "g",
        { class: "water" },
        ...stream(
          [
            { x: x2, lanes, y },
            { x: x1, lanes, y },
          ],
          front + 6,
        ),
      ),
      arrowhead(front, y, log10, mostIn(at)),
      leaves === 1 &&
        whole(window, middle, 30) &&
        normText(log10, { x: round(middle), y: round(above ? y - half - 9 : y + half + 32) }),
    );
  });
}

/** @type {{values: null, log10: null}} */
const NOTHING = { values: null, log10: null };
