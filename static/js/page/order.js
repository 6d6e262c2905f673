/** The order in which the units of a large network are shown. */
import { batch } from "../../vendor/signals.js";
import { placeOfUnit, sorted, unitName } from "../run/order.js";
import { pinUnit } from "./actions.js";
import { order, run, unit } from "./state.js";

/** Up to this many units a strip writes its numbers, and is read as it is. */
const FEW = 8;

/** The answer as the network has it, for each that is shown in another order. @type {WeakMap<object, import("../types.js").Run>} */
const own = new WeakMap();

/** Whether the units of a run can be sorted. @param {import("../types.js").Run | null} of */
export const sortable = (of) => (of?.hidden_size ?? 0) > FEW;

/** A run as it is to be shown. @param {import("../types.js").Run} answer @param {string} by */
export function inOrder(answer, by) {
  if (!sortable(answer)) return answer;
  const shown = sorted(answer, by);
  own.set(shown, answer);
  return shown;
}

/** The same run as the network has it. @param {import("../types.js").Run} shown */
export const inNetworkOrder = (shown) => own.get(shown) ?? shown;

/** Show the units in another order; the one that is looked at stays the same. @param {string} by */
export function sortBy(by) {
  const shown = run.peek();
  batch(() => {
    order.value = by;
    if (!shown) return;
    const name = unitName(shown, unit.peek());
    run.value = inOrder(inNetworkOrder(shown), by);
    pinUnit(placeOfUnit(run.value, name));
  });
}
