/**
 * The cell A from outside, and what is seen through it: its letter, what it is doing now, and its workings.
 * @import {Progress, Run, Step} from "../types.js"
 * @import {Layout, Options} from "./layout.js"
 */

import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { isPlain } from "../run/facts.js";
import { approached, BACKWARD, emitted, phaseDone } from "../run/phases.js";
import { slopeName } from "../run/squashes.js";
import { between } from "./bars.js";
import { whole } from "./layout.js";
import { workings } from "./window.js";

/** What A does in each phase; otherwise it has its function's name. @type {Record<string, string>} */
const DOES = { multiply: "× W", add: "+ b", squash: "" };
/** @type {Record<string, [string, string, string]>} symbol, index, superscript */
const UNDOES = { weight: ["× W", "h", "T"] };
/**
 * The letter at rest, below the box's upper edge, in a box `of` this height,
 * and in the corner that it leaves the window for; the word is beside or below it. */
const LETTER = { rest: 66, below: 92, of: 120, left: 14, top: 19, small: 0.6 };

/** Around x = 0. @param {Run} run @param {Step} step @param {Progress} done @param {Options} options */
export function box(run, step, done, { at, scheme, window }) {
  const { width, height } = at.box;
  // the river runs where all that was
  const wet = done.back && phaseDone(BACKWARD, "arrive", done.b) === 1 && step.log10_grad_norm !== null;
  const active = done.active ? (done.back ? " active back" : " active") : "";
  return mark(
    "g",
    { class: `A${active}` },
    mark("rect", { x: -width / 2, y: at.boxTop, width, height, rx: 12 }),
    ...(wet ? [] : workings(run, step.t, done.f, { at, scheme, window })),
    ...(wet ? [] : names(run, done, at)).filter(() => whole(window, 0, width / 2 - 8)),
  );
}

/**
 * The letter and the word: in the middle of a box at rest, at its upper edge while there is something to see in it.
 * @param {Run} run
 * @param {Progress} done
 * @param {Layout} at
 */
function names(run, done, at) {
  const plain = isPlain(run.cell);
  const aside = plain ? asideOf(done) : 1;
  const half = at.box.width / 2;
  const x = round(between(0, LETTER.left - half, aside));
  const lift = (LETTER.of - at.box.height) / 2;
  const y = round(at.boxTop + between(LETTER.rest - lift, LETTER.top, aside));
  const small = between(1, LETTER.small, aside);
  const scale = aside > 0 ? ` scale(${round(small, 1e3)})` : "";
  return [
    mark("g", { key: "letter", transform: `translate(${x} ${y})${scale}` }, mark("text", { class: "letter" }, "A")),
    plain &&
      aside < 1 &&
      mark(
        "text",
        {
          key: "rests",
          class: "does",
          x: 0,
          y: at.boxTop + LETTER.below - lift,
          opacity: aside > 0 ? round(1 - aside) : null,
        },
        nameOf(run),
      ),
    plain && aside === 1 && doing(run, done, { x: half - 9, y: at.boxTop + LETTER.top }),
  ];
}

/** How far the letter has left the middle. @param {Progress} done */
export const asideOf = ({ f, b }) => (b > 0 ? phaseDone(BACKWARD, "arrive", b) : approached(f) - emitted(f));

/** @param {Run} run */
export const nameOf = ({ nonlinearity = "tanh" }) => nonlinearity;

/** What A does now, at its upper right. @param {Run} run @param {Progress} done @param {{x: number, y: number}} place */
export function doing(run, { active, back }, place) {
  const attrs = { key: "does", class: "does now end", ...place };
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
  if (back) return active === "slope" && mark("text", attrs, `× ${slopeName(run)}`);
  const does = DOES[active];
  return does !== undefined && mark("text", attrs, does || nameOf(run));
}
