/**
 * The cell A from outside: its letter, what it is doing now, and how far its gates are open.
 * @import {Progress, Run, Step} from "../types.js"
 * @import {Options} from "./layout.js"
 */

import { clamp, round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { isSigmoid } from "../run/algebra.js";
import { isPlain } from "../run/facts.js";
import { FORWARD, phaseDone } from "../run/phases.js";
import { slopeName } from "../run/squashes.js";
import { whole } from "./layout.js";

/** The text below the letter in each phase; otherwise it is the cell's function. @type {Record<string, string>} */
const DOES = { multiply: "× W", add: "+ b" };
/** @type {Record<string, [string, string, string]>} symbol, index, superscript */
const UNDOES = { weight: ["× W", "h", "T"] };

/** Around x = 0. @param {Run} run @param {Step} step @param {Progress} done @param {Options} options */
export function box(run, step, done, { at, window }) {
  // the river runs where the letter was
  const wet = done.back && done.b > 0 && step.log10_grad_norm !== null;
  const inside = whole(window, 0, 16) && !wet;
  const { width, height } = at.box;
  const gated = !isPlain(run.cell);
  const letter = at.boxTop + (gated ? 38 : 48);
  return mark(
    "g",
    { class: `A${done.active ? (done.back ? " active back" : " active") : ""}` },
    mark("rect", { x: -width / 2, y: at.boxTop, width, height, rx: 12 }),
    inside && mark("text", { key: "letter", class: "letter", x: 0, y: letter }, "A"),
    !wet &&
      (gated
        ? whole(window, 0, width / 2 - 8) && gates(run, step, at.boxTop + 50, done)
        : whole(window, 0, 28) && doing(run, at.boxTop + 70, done)),
  );
}

/** @param {Run} run @param {number} y @param {Progress} done */
function doing(run, y, { active, back }) {
  const rest = /** @type {Run & {nonlinearity?: string}} */ (run).nonlinearity ?? "tanh";
  const attrs = {
    key: "does",
    class: `does${active && active !== "input" && active !== "emit" ? " now" : ""}`,
    x: 0,
    y,
  };
  const undoes = UNDOES[active];
  if (back && undoes) {
    const [symbol, index, power] = undoes;
    return mark(
      "text",
      attrs,
      symbol,
      mark("tspan", { class: "index", dy: 4 }, index),
      mark("tspan", { class: "index", dy: -9 }, power),
    );
  }
  return mark("text", attrs, back && active === "slope" ? `× ${slopeName(run)}` : (DOES[active] ?? rest));
}

/**
 * A meter a gate: how far it is open, the mean over the units.
 * @param {Run} run
 * @param {Step} step
 * @param {number} y
 * @param {Progress} done
 */
function gates(run, step, y, { f }) {
  const names = Object.keys(step.gates);
  const open = phaseDone(FORWARD, "squash", f);
  const meters = names.map((name, i) => {
    const left = (i - (names.length - 1) / 2) * 24;
    const values = step.gates[name] ?? [];
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    // what is squashed by tanh has a sign
    const signed = !isSigmoid(run, name);
    const share = clamp(signed ? Math.abs(mean) : mean) * open;
    const base = signed ? 12 : 24;
    const up = signed && mean < 0 ? 0 : 1;
    const size = share * base;
    return mark(
      "g",
      { key: name, class: "gate" },
      mark("title", {}, `${name}: ${mean.toFixed(3)}`),
      mark("rect", { class: "well", x: round(left - 4), y, width: 8, height: 24, rx: 2 }),
      mark("rect", {
        class: "open",
        x: round(left - 4),
        y: round(y + base - (up ? size : 0)),
        width: 8,
        height: round(size),
        rx: 1,
      }),
      mark("text", { x: round(left), y: y + 40 }, name),
    );
  });
  return mark("g", { key: "gates", class: "gates" }, ...meters);
}
