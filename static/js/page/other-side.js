/**
 * h of the direction that is not shown: a head that reads both needs it to write out its sums. It is asked for once a run,
 * when a word of the answer is first pointed at.
 * @import {Run} from "../types.js"
 */
import { signal } from "../../vendor/signals.js";
import { lacksOtherSide, tellOtherSide } from "../run/head.js";
import { placeOf, readsBack } from "../run/reading-order.js";
import { fetchLean } from "./api.js";
import { lang } from "./state.js";

/** How many runs have been told their other side: what is written again when it comes looks at it. */
export const told = signal(0);

/** @type {WeakSet<Run>} */
const asked = new WeakSet();

/** Ask for the other side of a run, where it is lacking. @param {Run} run */
export async function askOtherSide(run) {
  if (!lacksOtherSide(run) || asked.has(run) || !run.asked) return;
  asked.add(run);
  try {
    const other = await fetchLean({ ...run.asked, direction: readsBack(run) ? "forward" : "backward" }, [], {
      lang: lang.peek(),
    });
    const h = Array.from(other.steps, () => /** @type {number[]} */ ([]));
    other.steps.forEach((step, k) => {
      h[placeOf(other, k)] = step.h;
    });
    tellOtherSide(run, h);
    told.value += 1;
  } catch {
    // the share is there without its sum; pointing again asks again
    asked.delete(run);
  }
}
