/** What becomes of a run's gradient on its whole way back. @import {Run} from "../types.js" */
import { sourceOf } from "./source.js";
import { isTruncated } from "./truncation.js";

/** Between half and twice its size a gradient holds, as log10. */
const HALF = Math.log10(2);

/**
 * log10 of the gradient at the beginning of the reading over that where it sets out: −Infinity where nothing arrives, null
 * where there is no way.
 * @param {Pick<Run, "steps">} run
 */
export function wholeWay(run) {
  const { steps } = run;
  const from = sourceOf(run);
  if (from < 1) return null;
  const end = steps[0]?.log10_grad_norm;
  return end == null ? Number.NEGATIVE_INFINITY : end - Number(steps[from]?.log10_grad_norm);
}

/**
 * Whether it fades to less than half, grows to more than twice, or holds; "cut" where it may not go all the way, "" where
 * there is no way.
 * @param {Run} run
 * @returns {"" | "cut" | "fades" | "grows" | "holds"}
 */
export function fateOf(run) {
  if (isTruncated(run)) return "cut";
  const change = wholeWay(run);
  if (change === null) return "";
  return change < -HALF ? "fades" : change > HALF ? "grows" : "holds";
}
