/**
 * The one chart of the gradient: log10‖∂L/∂h_t‖ over t, time from left to right as in the chain above it. Its first layer
 * is the ledger; gradient-layers.js has the others, which come later.
 * @import {Chain, Ground, Mark, Reach, Run} from "../types.js"
 */

import { mirrored } from "../pen/mirror.js";
import { once } from "../pen/once.js";
import { readsBack } from "../run/reading-order.js";
import { words } from "../words/i18n.js";
import { groundOf, lightOf, middleOf, reachOf, stepAt, wordsOf } from "./gradient-ground.js";
import { formOf, ledgerLevels, ledgerOf } from "./ledger.js";

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {number} height
 * @property {Chain | null} [chain] where the cells of the chain above are; null where they scroll
 * @property {Reach} [reach] what the axis holds, where it is not the least that has all
 * @property {number | null} [pointed] the step that is looked at
 */

/** @param {Run} run @param {number} u @param {Options} options @returns {Mark[]} */
export function draw(run, u, { pointed = null, ...size }) {
  const { ground, frame } = ledgerFrame(run, size);
  return framed([...frame.body(u)], {
    ground,
    axis: frame.axis,
    titles: frame.titles,
    tokens: run.tokens,
    back: readsBack(run),
    pointed,
  });
}

/** What the ledger's axis holds. @param {Run} run @param {{width: number, chain?: Chain | null}} options @returns {Reach} */
export const ledgerReach = (run, { width, chain = null }) =>
  once(run, `ledger reach ${formOf(run, width, chain)}`, () => reachOf([ledgerLevels(run, formOf(run, width, chain))]));

/** @param {Run} run @param {Omit<Options, "pointed">} options @returns {Ground} */
const ledgerGround = (run, { reach = undefined, ...size }) =>
  groundOf({ ...size, T: run.tokens.length, reach: reach ?? ledgerReach(run, size) });

/**
 * The ledger without what is around it, made once a run, a size and a language.
 * @param {Run} run
 * @param {Omit<Options, "pointed">} options
 */
export function ledgerFrame(run, options) {
  const { width, height, chain, reach } = options;
  const key = `ledger ${width} ${height} ${chain?.first} ${chain?.pitch} ${reach} ${words.peek()}`;
  return once(run, key, () => {
    const ground = ledgerGround(run, options);
    return { ground, frame: ledgerOf(run, formOf(run, width, chain), ground) };
  });
}

/**
 * What a layer draws, with the axis, the words and the light of the step that is looked at.
 * @param {Mark[]} body
 * @param {object} around
 * @param {Ground} around.ground
 * @param {Mark[]} around.axis
 * @param {Mark[]} [around.titles] what is not turned where the reading begins at the end
 * @param {string[]} around.tokens
 * @param {boolean} [around.back] whether the reading begins at the end
 * @param {number | null} around.pointed
 * @returns {Mark[]}
 */
export function framed(body, { ground, axis, titles = [], tokens, back = false, pointed }) {
  const lit = pointed === null || pointed >= ground.T ? [] : [lightOf(ground, pointed)];
  const drawn = [...lit, ...body, ...wordsOf(ground, tokens, pointed)];
  // the last word is read first: the columns are where the cells of the chain are
  return [...axis, ...(back ? [mirrored(drawn, middleOf(ground), { key: "mirrored" })] : drawn), ...titles];
}

/** The step at a place of the ledger. @param {Run} run @param {Omit<Options, "pointed">} options @param {number} px */
export function ledgerStepAt(run, options, px) {
  const ground = ledgerGround(run, options);
  return stepAt(ground, readsBack(run) ? 2 * middleOf(ground) - px : px);
}
