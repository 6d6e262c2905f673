/** How much is left of something, or how much it has grown, as a person says it: "about a third", "about 7 times". */
import { language, t } from "./i18n.js";

/** What stands between a half and the whole, and a share above a third, in per cent. */
const FRACTIONS = [40, 60, 66.7, 75, 80, 90, 100];
/** Parts of one that have a word of their own in English; of these the nearest is said. */
const PARTS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100];
const TIMES = [1.5, ...PARTS];
/** And then a figure and its zeros. */
const FIGURES = [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** Beyond this many decades nobody has a word for the number. */
const SAYABLE = 15;

/**
 * A factor in words, to about one figure.
 * @param {number | null} log10 null is nothing at all
 */
export function about(log10) {
  if (log10 === null) return t("about-nothing");
  if (Math.abs(log10) > SAYABLE) return t(log10 < 0 ? "about-none" : "about-endless");
  const factor = 10 ** log10;
  if (factor > Math.sqrt(1.5)) return said("about-times", rounded(factor, TIMES));
  const share = nearest(100 * factor, FRACTIONS);
  const n = rounded(1 / factor, PARTS);
  // of the two ways to say it the nearer one
  if (apart(100 * factor, share) < apart(1 / factor, n)) return t("about-fraction", { percent: Math.round(share) });
  return said("about-part", n);
}

/** @param {number} value @param {number[]} names */
const nearest = (value, names) => names.reduce((best, each) => (apart(value, each) < apart(value, best) ? each : best));

/** How far two numbers are apart, as a factor's logarithm. @param {number} a @param {number} b */
const apart = (a, b) => Math.abs(Math.log(a / b));

/** @param {number} n @param {number[]} names */
function rounded(n, names) {
  if (n < Number(names.at(-1))) return nearest(n, names);
  const order = 10 ** Math.floor(Math.log10(n));
  return nearest(n / order, FIGURES) * order;
}

/** @param {"about-times" | "about-part"} key @param {number} n */
const said = (key, n) => t(key, { n, text: written(n) });

/** "15", "3,000", "20 thousand", "2억". @param {number} n */
const written = (n) =>
  new Intl.NumberFormat(language(), n < 1e4 ? {} : { notation: "compact", compactDisplay: "long" }).format(n);
