/** What one text cut coarsely and finely shows. @import {GrainRun, Saying} from "../types.js" */
import { exponent, short } from "../pen/numbers.js";
import { likeness, perStep, reached } from "../run/grains.js";
import { t } from "./i18n.js";

/** @param {number | null} log10 null is exactly zero */
const said = (log10) => (log10 === null ? "0" : `10^{${exponent(log10)}}`);

/** How many steps each cut has, what reaches the beginning, and what a step makes of it. @param {GrainRun[]} all @returns {Saying} */
export function ofCuts(all) {
  const counts = all.map(({ grain, run }) => t("lab-count", { n: run.tokens.length, grain })).join(" → ");
  const levels = all.map((reading) => said(reached(reading))).join(" → ");
  const factors = all.map(perStep);
  const each = factors.map((log10) => short(10 ** Number(log10))).join(", ");
  return ["lab-say", { counts, levels, each, known: likeness(factors) }];
}
