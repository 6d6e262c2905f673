/** The order in which the units of a large network are shown. */
import { batch } from "../../vendor/signals.js";
import { sorted, unitName } from "../run/order.js";
import { pinUnit } from "./actions.js";
import { order, run, unit } from "./state.js";

/** Up to this many units can be told apart without being sorted. */
const FEW = 64;

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

/** Show the units in another order; the one that is looked at stays the same. @param {string} by */
export function sortBy(by) {
  const shown = run.peek();
  batch(() => {
    order.value = by;
    if (!shown) return;
    const name = unitName(shown, unit.peek());
    const next = inOrder(own.get(shown) ?? shown, by);
    run.value = next;
    const at = next.units ? next.units.indexOf(name) : name;
    pinUnit(at);
  });
}
