/** Factors as a person says them: "1/63", "1 in 200 million", "×7.4", "79 %". */
import { once } from "../pen/once.js";
import { language, t } from "./i18n.js";

/** Beyond this many decades nobody has words: the power of ten is all. */
const SAYABLE = 15;
/** From here on a fraction is said with words for its large number. */
const LARGE = 4;

/**
 * How much is left of something, or how much it has grown: "1/3.0", "1/63", "1 in 200 million", "×7.4"; null where there
 * are no words for it.
 * @param {number} log10
 * @returns {string | null}
 */
export function powerWords(log10) {
  const size = Math.abs(log10);
  if (size > SAYABLE) return null;
  const n = 10 ** size;
  if (log10 >= 0) return t("power-times", { n: n < 9.95 ? n.toFixed(1) : large(n) });
  if (size >= LARGE) return t("power-part-large", { n: large(n) });
  return t("ratio-part", { n: n < 9.95 ? n.toFixed(1) : String(Math.round(n)) });
}

/** A large number with words, in two figures: "200 million", "2억". @param {number} n */
const large = (n) => writerOf(language(), n < 10 ** LARGE).format(n);

/** To make one takes as long as to draw a step. @param {string} lang @param {boolean} plain without words */
const writerOf = (lang, plain) =>
  once(
    powerWords,
    `${lang} ${plain}`,
    () =>
      new Intl.NumberFormat(lang, {
        notation: plain ? "standard" : "compact",
        compactDisplay: "long",
        ...(plain ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 }),
      }),
  );

/** From here on a gain is said as a factor; below the other per cent say nothing. */
const [MOST, LEAST] = [1000, 0.1];

/**
 * What a step leaves, in per cent: "79 %", "×31" where it is far more; null where it is next to nothing, or where nobody has
 * words for it.
 * @param {number} gain
 * @returns {string | null}
 */
export function percentWords(gain) {
  const percent = 100 * gain;
  if (percent >= MOST) return powerWords(Math.log10(gain));
  if (gain > 0 && percent < LEAST) return null;
  return t("percent", { n: percent === 0 || percent >= 9.95 ? String(Math.round(percent)) : percent.toFixed(1) });
}
