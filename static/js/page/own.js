/**
 * The numbers of the page's network as its reader may change them: a sheet, filled from the run that is shown. The first
 * change makes the network the reader's own.
 * @import {Fields} from "../types.js"
 * @import {Sheet} from "./sheet.js"
 */
import { batch, effect, signal } from "../../vendor/signals.js";
import { drawnAlike } from "./network.js";
import { inNetworkOrder } from "./order.js";
import { example, fieldsOf, isSmallSheet, isWritable, sheetOf } from "./sheet.js";
import { ask, follow } from "./shown-run.js";
import { fields, run } from "./state.js";

/** The numbers as they are written now; null where the network is too deep or too large for a sheet. */
export const sheet = signal(/** @type {Sheet | null} */ (null));

effect(() => {
  const shown = run.value;
  // an answer that is behind what was written since says nothing new
  if (!shown || (sheet.peek() && shown.asked !== fields.peek())) return;
  const next = isWritable(shown) ? sheetOf(inNetworkOrder(shown)) : null;
  sheet.value = next && isSmallSheet(next) ? next : null;
});

/** Have another sheet read, as a hand writes: the latest wins. @param {Sheet} next */
export function write(next) {
  batch(() => {
    sheet.value = next;
    follow(fieldsOf(next, fields.peek()));
  });
}

/** The present network's numbers become the reader's own; the run stays the same. */
export function takeOver() {
  if (sheet.value) write(sheet.value);
}

/** Show the ready exercise. */
export const writeExample = () => {
  const next = example();
  sheet.value = next;
  return ask({ ...fieldsOf(next, fields.peek()), objective: "sum", loss_at: null, target: null });
};

/** Back to a network that is drawn from the seed, in the same size, and to the sentence. */
export const drawAgain = () =>
  ask({ ...drawnAlike(fields.peek()), objective: "recall", state: null, layer: null, direction: "forward" });

/** Put fields back as they were before a change. @param {Fields} before */
export const restore = (before) => follow(before);
