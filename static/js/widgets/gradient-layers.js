/** The drawing of all layers of the gradient's chart, and of the way from one to the next: it comes with the first of them. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { ledgerPicture, morphed, pictureOf, reachWith } from "../charts/gradient-curves.js";
import { bothOf } from "../charts/gradient-ground.js";
import { pointedApart } from "../page/gradient-layers.js";
import { held } from "../page/pace.js";
import { calm, pointed, run } from "../page/state.js";
import { smooth } from "../pen/math.js";
import { patch } from "../pen/svg.js";
import { words } from "../words/i18n.js";

/** @import {GradientView, Layer, Reach, Run} from "../types.js" */
/** @import {Picture} from "../charts/gradient-curves.js" */

/** The way from one layer to the next, ms. */
const WAY = 700;

/** @typedef {{layer: Layer | null, run: Run}} Shown null is the ledger */

/**
 * @param {Element} svg
 * @param {GradientView} view
 */
export function bindLayers(svg, { options, shown, at, when, other }) {
  /** @param {Shown} what @returns {Picture} */
  const picture = ({ layer: one, run: own }) => {
    if (!one) return ledgerPicture(own, when.value, { ...options.value, pointed: pointed.value });
    const looked = one.here ? pointed.value : pointedApart.value;
    return pictureOf(one, one.here ? at.value : null, { ...options.value, pointed: looked });
  };
  const reach = holding();
  const now = computed(() => shown.value && { layer: other.value, run: shown.value });
  const share = signal(1);
  let before = /** @type {Shown | null} */ (null);
  let last = /** @type {Shown | null} */ (null);
  effect(() => {
    if (!now.value) return;
    const [from, to] = [last?.layer?.name, now.value.layer?.name];
    if (last && from !== to) {
      before = last;
      travel(share);
    }
    last = now.value;
  });
  effect(() => {
    if (!now.value || !words.value) return;
    const to = picture(now.value);
    const size = options.value;
    const holds = reach(to, reachWith(to, run.value, size, now.value.layer?.here ?? true), now.value);
    if (share.value >= 1 || !before) return patch(svg, morphed(to, holds));
    const was = picture(before);
    patch(
      svg,
      morphed(to, holds, {
        picture: was,
        reach: reachWith(was, before.run, size, before.layer?.here ?? true),
        share: share.value,
      }),
    );
  });
}

/** What the axis holds: while a hand is at the dial it only grows. */
function holding() {
  let last = { key: "", reach: /** @type {Reach} */ ([0, 0]) };
  return (/** @type {Picture} */ { name }, /** @type {Reach} */ needed, /** @type {Shown} */ { run: own }) => {
    const key = `${name} ${own.tokens.join(" ")}`;
    const reach = held.value && key === last.key ? bothOf(needed, last.reach) : needed;
    last = { key, reach };
    return reach;
  };
}

/** From 0 to 1 in the time of the way. @param {{value: number}} share */
function travel(share) {
  if (calm.peek()) {
    share.value = 1;
    return;
  }
  const start = performance.now();
  const mine = {};
  journey = mine;
  share.value = 0;
  const step = () => {
    if (journey !== mine) return;
    const done = (performance.now() - start) / WAY;
    share.value = smooth(done);
    if (done < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
/** The way that is under way. */
let journey = {};
