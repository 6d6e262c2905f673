/**
 * The edges of a cell's diagram: cables that run along and then rise, or rise and then run along, round their one corner.
 * @import {Mark, Scheme} from "../types.js"
 */

import { colour } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { smallRiver } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { MOST_THREADS } from "./layout.js";
import { lanesOf } from "./water.js";

/**
 * From one place to another; `rises` first, or runs along first.
 * @typedef {{x1: number, y1: number, x2: number, y2: number, rises?: boolean}} Route
 */

const CORNER = 9;
/** A thread thinner than this is not drawn, px. */
const THINNEST = 0.03;

/**
 * One thread's path, `offset` px beside the middle of its cable.
 * @param {Route} route
 * @param {number} offset
 */
export function thread({ x1, y1, x2, y2, rises = false }, offset) {
  const o = round(offset);
  if (y1 === y2) return `M${round(x1)} ${round(y1 + o)}H${round(x2)}`;
  if (Math.abs(x1 - x2) < 1) return `M${round(x1 + o)} ${round(y1)}V${round(y2)}`;
  const [right, down] = [Math.sign(x2 - x1), Math.sign(y2 - y1)];
  const side = right * down > 0 ? -o : o;
  const bend = Math.min(CORNER, Math.abs(x2 - x1) / 2, Math.abs(y2 - y1) / 2);
  if (rises) {
    const [x, y] = [x1 + side, y2 + o];
    const corner = `Q${round(x)} ${round(y)} ${round(x + right * bend)} ${round(y)}`;
    return `M${round(x)} ${round(y1)}V${round(y - down * bend)}${corner}H${round(x2)}`;
  }
  const [x, y] = [x2 + side, y1 + o];
  return `M${round(x1)} ${round(y)}H${round(x - right * bend)}Q${round(x)} ${round(y)} ${round(x)} ${round(y + down * bend)}V${round(y2)}`;
}

/** @param {number} done 0…1 @param {boolean} [backward] from the far end */
function dash(done, backward = false) {
  if (done >= 1) return {};
  const shown = round(clamp(done), 1e3);
  return { pathLength: 1, "stroke-dasharray": backward ? `0 ${round(1 - shown, 1e3)} ${shown} 1` : `${shown} 2` };
}

/**
 * The values that flow along a route; `done` of it is covered. Past MOST_THREADS units one band shows them all.
 * @param {Route} route
 * @param {number[] | null | undefined} values
 * @param {{done: number, width: number, scheme: Scheme, key: string, bed?: boolean}} options `bed`: paper below, so that
 *   it passes over what it crosses; `done` below 0: the bed alone
 * @returns {Mark}
 */
export function wire(route, values, { done, width, scheme, key, bed = true }) {
  const under = bed && mark("path", { class: "bed", d: thread(route, 0), "stroke-width": width + BED });
  if (done < 0) return mark("g", { key }, under);
  const rail = done < 1 && mark("path", { class: "rail", d: thread(route, 0) });
  if (done <= 0) return mark("g", { key, class: "wire" }, under, rail);
  if (!values || values.length > MOST_THREADS) {
    const band = mark("path", { class: "stream", d: thread(route, 0), "stroke-width": width, ...dash(done) });
    return mark("g", { key, class: "wire" }, under, rail, band);
  }
  const gap = Math.min(width / values.length, 3);
  const threads = values.map((value, j) =>
    mark("path", {
      d: thread(route, (j - (values.length - 1) / 2) * gap),
      stroke: colour(value, scheme),
      "stroke-width": round(Math.max(gap * (0.4 + 0.55 * clamp(Math.abs(value))), 0.6)),
      ...dash(done),
    }),
  );
  return mark("g", { key, class: "wire" }, under, rail, ...threads);
}

/** A wire's bed is this much wider than its cable, px: so high may its gradient be. */
const BED = 5;

/**
 * A gradient that flows back along a route: a small river (pen/river-scale.js), as wide as the norm, a norm of 1 as wide as
 * the cable; its threads share the width as the river's lanes do.
 * @param {Route} route
 * @param {number[] | null | undefined} values
 * @param {{done: number, width: number, key: string}} options
 * @returns {Mark | null}
 */
export function wireBack(route, values, { done, width, key }) {
  if (done <= 0 || !values) return null;
  const norm = Math.hypot(...values);
  const log10 = norm === 0 ? null : Math.log10(norm);
  const wide = smallRiver(log10, width, width + BED);
  const lanes = lanesOf({ values, log10 });
  const [first, last] = [lanes[0], lanes.at(-1)];
  const whole = first && last ? last.bottom - first.top : 0;
  const threads = lanes.map(({ top, bottom, rises }) => {
    const size = whole > 0 ? ((bottom - top) * wide) / whole : 0;
    return (
      size >= THINNEST &&
      mark("path", {
        class: rises ? null : "falls",
        d: thread(route, (((top + bottom) / 2) * wide) / whole),
        "stroke-width": round(size),
        ...dash(done, true),
      })
    );
  });
  return mark("g", { key: `back ${key}`, class: "gradient" }, ...threads);
}
