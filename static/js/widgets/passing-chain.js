/**
 * A chain that is too long for the window, and passes: what paints it, which comes with the first such chain, and what is
 * made ready for its next stop.
 */
import { effect, signal } from "../../vendor/signals.js";
import { nextStop, passes, spentBefore, stops, tooLong } from "../page/haste.js";
import { bindWhen } from "../page/lazy.js";
import { u } from "../page/state.js";
import { draw } from "../scenes/unrolled.js";

/** @import {Mark, Run} from "../types.js" */
/** @import {Layout, Options} from "../scenes/layout.js" */
/** @import {Passing} from "../pen/tiles.js" */

/** A chain that was drawn before its time. @typedef {{run: Run, u: number, options: Options, marks: Mark[]}} Ready */

/**
 * @param {() => Layout | null} layout of the chain that runs right, where that is seen
 * @param {{prepare: (marks: Mark[]) => void}} picture
 */
export function bindPassing(layout, picture) {
  const painter = signal(/** @type {Passing | null} */ (null));
  /** @type {Ready | null} */
  let ready = null;
  effect(() => {
    const at = layout();
    tooLong.value = at !== null && at.total > at.width;
  });
  bindWhen(tooLong, () =>
    import("../pen/tiles.js").then(({ passing }) => {
      painter.value = passing();
    }),
  );
  return {
    /** What paints the chain now; null where it does not pass, or only some of it moves. */
    painter: () => (passes() ? painter.value : null),

    /** The chain at the playhead. @param {Run} run @param {Options} options */
    chain(run, options) {
      const at = u.value;
      const known = ready?.run === run && ready.u === at && alike(ready.options, options);
      return known ? /** @type {Ready} */ (ready).marks : draw(run, at, options);
    },

    /** Where it goes from stop to stop, have the next one ready in the second frame from now. @param {Run} run @param {Options} options */
    prepare(run, options) {
      if (!stops()) return;
      const from = u.peek();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (u.peek() !== from || !stops()) return;
          const [next, began] = [nextStop(from), performance.now()];
          ready = { run, u: next, options, marks: draw(run, next, options) };
          picture.prepare(ready.marks);
          spentBefore(performance.now() - began);
        }),
      );
    },
  };
}

/** @param {Record<string, unknown>} a @param {Record<string, unknown>} b */
const alike = (a, b) => Object.keys(b).every((name) => a[name] === b[name]);
