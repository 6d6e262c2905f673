/**
 * The words: each under its cell; where the chain is rolled up, a tape that slides below the one cell.
 * @import {Mark, Run} from "../types.js"
 * @import {Layout} from "./layout.js"
 * @import {Options, Placing} from "./layout.js"
 */

import { latest } from "../pen/latest.js";
import { round } from "../pen/math.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { fitted, textWidth } from "../pen/text-width.js";
import { tokenText } from "../pen/token-text.js";
import { moment } from "../run/phases.js";
import { centre, glide, slot, whole } from "./layout.js";

const CHIP = { size: 15, height: 32, padding: 14 };

/** The middle of each word on a tape, one beside the other. @param {Run} run @param {Layout} at */
function tapeOf(run, at) {
  let x = 0;
  return run.tokens.map((token) => {
    const width = chipWidth(word(tokenText(token), at)) + 16;
    x += width;
    return x - width / 2;
  });
}

/** All chips in view. @param {Run} run @param {number} u @param {Placing} place @param {Options} options */
export function tape(run, u, { r, middle }, options) {
  const { at } = options;
  const now = moment(u, at.T);
  const places = once(run, `tape ${at.pitch}`, () => tapeOf(run, at));
  const under = r < 1 ? glide(at, u, places) : 0;
  const x = (/** @type {number} */ t) => {
    const chain = centre(at, t);
    return r === 1 ? chain : chain * r + (middle + Number(places[t]) - under) * (1 - r);
  };
  const seen = (/** @type {number} */ t) => Math.abs(x(t) - middle) < at.width / 2 + 160;
  // words in a chain are as many as cells; on a tape more of them are in view
  const place = (/** @type {number} */ t) => (r === 1 ? slot(at, t) : t);
  /** @type {Mark[]} */
  const chips = [];
  const put = (/** @type {number} */ t) => {
    chips[place(t)] = chip(run, t, x(t), u, `chip ${place(t)}`, options);
  };
  for (let t = now.t; t >= 0 && (seen(t) || t === now.t); t--) put(t);
  for (let t = now.t + 1; t < at.T && seen(t); t++) put(t);
  return chips.filter(Boolean);
}

/** @param {string} token @param {Layout} at */
const word = (token, at) => fitted(token, CHIP.size, at.pitch - 16 - 2 * CHIP.padding);

/** @param {string} text */
const chipWidth = (text) => Math.max(textWidth(text, CHIP.size) + 2 * CHIP.padding, CHIP.height);

/**
 * One word: the same mark as long as it looks the same.
 * @param {Run} run
 * @param {number} t
 * @param {number} x
 * @param {number} u
 * @param {string} key
 * @param {Options} options
 */
function chip(run, t, x, u, key, { at, window, pointed }) {
  const now = moment(u, at.T);
  const token = tokenText(run.tokens[t]);
  const text = word(token, at);
  const width = chipWidth(text);
  const state = now.t === t ? " active" : now.backward || now.t > t ? " read" : " ahead";
  const classes = `chip${state}${t === pointed ? " pointed" : ""}`;
  const transform = `translate(${round(at.mirrored ? -x : x)} ${at.chipTop})`;
  const legible = whole(window, x, width / 2 - CHIP.padding / 2);
  const step = /** @type {object} */ (run.steps[t]);
  return latest(step, "chip", `${key} ${classes} ${transform} ${legible} ${width} ${text}`, () => ({
    ...mark(
      "g",
      { key, class: classes, transform, "data-t": t },
      text !== token && mark("title", {}, token),
      mark("rect", { x: round(-width / 2), width: round(width), height: CHIP.height, rx: CHIP.height / 2 }),
      legible && mark("text", { y: 21 }, text),
    ),
    rests: now.t !== t,
  }));
}
