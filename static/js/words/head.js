/**
 * What the head was asked, and how a word's share came about: its sum W h + b written out, e to that power, and its part
 * of what all words have.
 * @import {Run} from "../types.js"
 * @import {Term} from "../run/sums.js"
 * @import {Logit} from "../run/head.js"
 */
import { percent, short, sub } from "../pen/numbers.js";
import { askedAt, logitOf, saidAt } from "../run/head.js";
import { placeOf } from "../run/reading-order.js";
import { largest } from "../run/sums.js";
import { t } from "./i18n.js";
import { brief, unitOf } from "./tokens.js";

/** The most products of a sum that are written out. */
const WRITTEN = 8;

/** The question of the loss, in a few words. @param {Run} run */
export function question(run) {
  const unit = unitOf(run);
  if (run.objective === "label") return t("answer-ask-class");
  if (run.objective === "next-token") return t("answer-ask-next", { unit });
  const place = placeOf(run, run.target ?? 0);
  return place === 0 || run.target == null
    ? t("answer-ask-first", { unit })
    : t("answer-ask-at", { unit, x: sub("x", place) });
}

/** e to a power as a reader can hold it, however large it is. @param {number} log10 */
export function exponential(log10) {
  if (Math.abs(log10) < 4) return short(10 ** log10);
  // of so large a sum no figure of e to its power is known
  if (Math.abs(log10) >= 1e4) return `10^{${short(log10)}}`;
  // what would be written as 10.0 belongs to the next power
  const whole = Math.floor(log10 + Math.log10(10 / 9.95));
  return `${(10 ** (log10 - whole)).toFixed(1)}·10^{${String(whole).replace("-", "−")}}`;
}

/**
 * The products of a sum, the largest where there are many: "0.31·0.42 − 0.20·0.80 + 0.12". A sign and its product stay
 * in one line.
 * @param {Logit} logit
 */
export const writtenOut = (logit) => largest(logit, WRITTEN).terms.map(writtenTerm).join(" ");

/** @param {Term} term @param {number} i */
function writtenTerm({ factors, product }, i) {
  const sizes = (factors.length ? factors : [product]).map(Math.abs).map(short).join("·");
  const minus = product < 0;
  return i ? `${minus ? "−" : "+"}\u00a0${sizes}` : `${minus ? "−" : ""}${sizes}`;
}

/**
 * A word that the head can say, for the tip at its bar: its share, and in lines of their own how it came about.
 * @param {Run} run
 * @param {number} k
 * @param {number} index
 */
export function wordTold(run, k, index) {
  const said = saidAt(run, k)?.words.find((each) => each.index === index);
  if (!said) return "";
  const share = percent(said.share);
  const [word, h] = [brief(said.word), sub("h", placeOf(run, k))];
  const logit = logitOf(run, k, index);
  if (!logit) return t("tip-answer-bare", { word, share, h });
  const lines = [
    t("tip-answer-sum", { word, h, terms: writtenOut(logit), z: short(logit.total) }),
    t("tip-answer-share", {
      z: short(logit.total),
      e: exponential(logit.log10),
      all: exponential(logit.log10Total),
      share,
    }),
    said.right &&
      (askedAt(run) < 0 || askedAt(run) === k) &&
      t("tip-answer-loss", { share, loss: short((logit.log10Total - logit.log10) * Math.LN10) }),
  ];
  return lines.filter(Boolean).join("\n");
}
