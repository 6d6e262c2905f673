/** A network in the box on its own example, from the address or by hand. @import {BoxCard} from "../types.js" */
import { batch } from "../../vendor/signals.js";
import { atRandom, exampleFields, scalesOf } from "./box.js";
import { present } from "./opening.js";
import { ask } from "./shown-run.js";
import { fields, scales } from "./state.js";

/**
 * Show a network in the box: its example is read, and the playhead stops where all of it has been, in front of the
 * answer, at the unit that the card speaks of.
 * @param {BoxCard} card
 */
export function showExample(card) {
  return batch(() => {
    scales.value = scalesOf(card);
    return present({
      fields: exampleFields(card),
      view: "unrolled",
      look: () => ({ part: "", unit: card.facts.unit ?? 0, term: null }),
      from: () => 0,
      until: (T) => T,
    });
  });
}

/** Show a network of the same build that has learned nothing, on the same text or numbers. */
export const showRandom = () => ask(atRandom(fields.peek()));
