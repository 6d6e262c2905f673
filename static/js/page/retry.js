/** A server that is away: the question is asked again by itself, soon at first, and at once when the line is back. */
import { effect } from "../../vendor/signals.js";
import { retry } from "./actions.js";
import { problems } from "./state.js";

/** So long after a failure the question is asked again, in ms; twice as long after each further one, up to a most. */
const [SOON, RARELY] = [1_000, 10_000];

export function bindAway() {
  let patience = SOON;
  // what was wanted by a press (`again`) waits for another one
  const failed = () => problems.value.some(({ passing, again }) => passing && !again);
  effect(() => {
    if (!failed()) {
      patience = SOON;
      return;
    }
    const waiting = setTimeout(retry, patience);
    patience = Math.min(2 * patience, RARELY);
    return () => clearTimeout(waiting);
  });
  addEventListener("online", () => {
    if (failed()) retry();
  });
}
