/** The path panel: the path of h, what its directions are made of, and the point that is looked at in words. */

import { computed, effect } from "../../vendor/signals.js";
import { draw, planeOf, rider, share } from "../charts/trajectory.js";
import { HEIGHT as DIRECTIONS_HEIGHT, draw as drawDirections } from "../charts/trajectory-directions.js";
import { nearest } from "../charts/trajectory-plane.js";
import { bindSteps } from "../gestures/steps.js";
import { paced, pacedRun } from "../page/pace.js";
import { playing, pointed, run, scheme, unit } from "../page/state.js";
import { find, say, tall, widthOf } from "../pen/dom.js";
import { short, sub } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { before } from "../run/algebra.js";
import { placeOf } from "../run/reading-order.js";
import { directionsTable, pathTable } from "../tables/trajectory.js";
import { bindTable } from "../widgets/chart-table.js";
import { t, words } from "../words/i18n.js";
import { named } from "../words/tokens.js";

/**
 * @import {Plane} from "../charts/trajectory-plane.js"
 * @import {Projection, Run} from "../types.js"
 */

const HEIGHT = 328;
/** A panel that is not shown has no width to draw in. */
const LEAST = 64;
/** A finger's reach around a point. */
const REACH = 24;

export function bindTrajectory() {
  const panel = find(".trajectory");
  const svg = find("#trajectory");
  const width = widthOf(svg);
  const options = computed(() => ({
    width: width.value,
    height: HEIGHT,
    scheme: scheme.value,
    pointed: pointed.value,
    say: t,
  }));
  tall(svg, HEIGHT);
  const at = paced(svg);
  const shown = pacedRun(svg);
  effect(() => {
    panel.toggleAttribute("hidden", run.value !== null && !run.value.projection);
    if (shown.value?.projection && words.value && width.value > LEAST)
      patch(svg, draw(shown.value, at.value, options.value));
  });
  const looked = lookedAt(at);
  bindWords(svg, looked);
  bindDirections(find(".directions", panel));
  bindTable(svg, () => run.value && pathTable(run.value, looked.value < 0 ? null : looked.value));
  bindPointer(svg, looked, () => run.value?.projection && planeOf(run.value, options.value));
}

/**
 * The step that is looked at: the one pointed at, else the playhead's; −1 is the start.
 * @param {{value: number}} at the playhead
 */
const lookedAt = (at) => computed(() => pointed.value ?? (run.value ? rider(run.value, at.value).at : -1));

/** @param {HTMLElement} svg @param {{value: number}} looked */
function bindWords(svg, looked) {
  const directions = find(".directions");
  const [shown, said] = [find("#trajectory-shown"), find("#trajectory-say")];
  effect(() => {
    const projection = run.value?.projection;
    if (!run.value || !projection || !words.value) return;
    const [a, b] = projection.explained_variance_ratio;
    directions.toggleAttribute("hidden", a === 0);
    say(shown, t(a > 0 ? "path-shown" : "path-still", { share: share(a + b) }));
    const text = sentenceOf(run.value, projection, looked.value);
    say(said, text);
    if (playing.value) return;
    svg.setAttribute("aria-valuemax", String(run.value.tokens.length - 1));
    svg.setAttribute("aria-valuenow", String(Math.max(looked.value, 0)));
    svg.setAttribute("aria-valuetext", text);
  });
}

/** Where a state is and how far it came, in words. @param {Run} run @param {Projection} projection @param {number} at */
function sentenceOf(run, projection, at) {
  const point = at < 0 ? projection.start : projection.points[at];
  const [x = 0, y = 0] = point ?? [];
  const where = { h: sub("h", placeOf(run, at)), x: short(x), y: short(y) };
  if (at < 0) return t("path-start", where);
  const from = at ? projection.points[at - 1] : projection.start;
  const h = /** @type {number[]} */ (run.steps[at]?.h);
  return t("path-moved", {
    ...where,
    token: named(run, at),
    before: sub("h", placeOf(run, at - 1)),
    moved: short(distance(h, before(run, at))),
    shown: short(distance([x, y], from ?? [])),
  });
}

/** @param {number[]} a @param {number[]} b */
const distance = (a, b) => Math.hypot(...a.map((v, i) => v - Number(b[i])));

/** @param {HTMLElement} svg */
function bindDirections(svg) {
  const width = widthOf(svg);
  svg.setAttribute("height", String(DIRECTIONS_HEIGHT));
  bindTable(svg, () => run.value && directionsTable(run.value, unit.value));
  effect(() => {
    const projection = run.value?.projection;
    if (projection && words.value && width.value > LEAST)
      patch(svg, drawDirections(projection, { width: width.value, scheme: scheme.value, say: t }));
  });
}

/**
 * The keys go along the path, from the playhead's own place.
 * @param {HTMLElement} svg
 * @param {{value: number}} looked
 * @param {() => Plane | null | undefined} plane
 */
function bindPointer(svg, looked, plane) {
  const hit = (/** @type {MouseEvent} */ event) => {
    const [at, box] = [plane(), svg.getBoundingClientRect()];
    return at ? nearest(at, event.clientX - box.left, event.clientY - box.top, REACH) : null;
  };
  svg.addEventListener("pointermove", (event) => svg.classList.toggle("over", hit(event) !== null));
  bindSteps(
    svg,
    hit,
    () => looked.value,
    () => looked.value,
  );
}
