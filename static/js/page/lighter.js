/**
 * What brings a request down to the work that the server grants: the largest network, or the longest beginning of the
 * text, that it still computes.
 * @import {Fields, Run, Sizes} from "../types.js"
 */
import { isDrawn, readsText } from "./network.js";
import { limits, sizesOf, work } from "./price.js";

/**
 * The largest whole number from 1 up to, but not including, `now` for which `fits` holds, as it does for all smaller
 * ones; 0 where it holds for none.
 * @param {number} now
 * @param {(value: number) => boolean} fits
 */
export function largest(now, fits) {
  let [low, high] = [0, now - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}

/**
 * The change of the fields by which a request of a panel is granted: a smaller network where it is drawn, else a shorter
 * text. Null where neither helps, or where its price is not known here.
 * @param {string} path
 * @param {Fields} fields
 * @param {Run} run the run that is shown
 * @param {Sizes} [more] sizes that the request says besides
 * @returns {Partial<Fields> | null}
 */
export function lighter(path, fields, run, more = {}) {
  const granted = limits()?.max_work ?? 0;
  const sizes = { ...sizesOf(run), ...more };
  const fits = (/** @type {Sizes} */ change) => {
    const price = work(path, { ...fields, cell: run.cell }, { ...sizes, ...change });
    return price !== null && price <= granted;
  };
  const hidden = isDrawn(fields) ? largest(run.hidden_size, (hidden_size) => fits({ hidden_size })) : 0;
  if (hidden > 0) return { hidden_size: hidden };
  const tokens = largest(run.tokens.length, (count) => fits({ tokens: count }));
  const sentence = tokens > 0 && readsText(fields) ? beginning(fields.sentence, run.tokens, tokens) : null;
  return sentence === null ? null : { sentence, loss_at: null, target: null };
}

/**
 * A text up to the end of its n-th token; null where its tokens are not in it as they are.
 * @param {string} text
 * @param {string[]} tokens
 * @param {number} n
 */
export function beginning(text, tokens, n) {
  let end = 0;
  for (const token of tokens.slice(0, n)) {
    const at = text.indexOf(token, end);
    if (at < 0) return null;
    end = at + token.length;
  }
  return text.slice(0, end);
}
