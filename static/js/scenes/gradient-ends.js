/**
 * Where the gradient goes besides the step before: down into x_t, and out of the chain at its beginning, to the state
 * that it began with. Both are ends: nothing is multiplied any more.
 * @import {Mark, Progress, Run, Step} from "../types.js"
 * @import {Options} from "./layout.js"
 */
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { BACKWARD, phaseDone } from "../run/phases.js";
import { whole } from "./layout.js";
import { normText } from "./link.js";
import { gradientCable } from "./vectors.js";

/** Beside the fan of x, px from the middle of A; its cable's width; its number is this far to the right. */
const [BESIDE, WIDE, NUMBER] = [42, 8, 40];

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
  const [y1, y2] = [at.boxTop + at.box.height + 2, at.inputTop - 9];
  const y = y1 + (y2 - y1) * leaves;
  const box = { x: BESIDE - 12, y: y1 - 2, width: NUMBER + 44, height: at.inputTop - y1 - 1 };
  return mark(
    "g",
    { key: "to input", class: "back-link", "data-gradient": `x:${step.t}` },
    mark("rect", { class: "sensitive", ...box }),
    mark(
      "g",
      { transform: `translate(${BESIDE} ${y1}) rotate(90)` },
      gradientCable(values, log10, { x1: 0, x2: y - y1, y: 0, width: WIDE }),
    ),
    log10 !== null && mark("path", { class: "arrow", d: `M${BESIDE} ${round(y + 8)}l-6 -9h12z` }),
    leaves === 1 &&
      whole(window, BESIDE, NUMBER + 36) &&
      normText(log10, { x: BESIDE + NUMBER, y: round((y1 + y2) / 2 + 6) }),
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
    const log10 = levels[name] ?? null;
    const middle = (x1 + x2) / 2;
    const above = name === "c" || Object.keys(at.lanes).length === 1;
    return mark(
      "g",
      { key: `back ${name}`, class: "back-link", "data-gradient": `${name}:-1` },
      mark("rect", { class: "sensitive", x: round(x1), y: round(y - 28), width: round(x2 - x1), height: 56 }),
      gradientCable(flat(run.initial_grad?.[name]), log10, {
        x1: x2,
        x2: x2 + (x1 + 10 - x2) * leaves,
        y,
        width: at.lane,
      }),
      log10 !== null && mark("path", { class: "arrow", d: `M${round(x2 + (x1 + 2 - x2) * leaves)} ${y}l11 -7v14z` }),
      leaves === 1 &&
        whole(window, middle, 30) &&
        normText(log10, { x: round(middle), y: round(above ? y - at.lane / 2 - 10 : y + at.lane / 2 + 22) }),
    );
  });
}

/** One vector; several layers' are no cable. @param {number[] | number[][] | null | undefined} values @returns {number[] | null} */
const flat = (values) =>
  Array.isArray(values) && typeof values[0] === "number" ? /** @type {number[]} */ (values) : null;
