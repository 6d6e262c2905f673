/**
 * The handle of the opening: a bow under the first A, bent to the spectral radius of W_h. To the left of its middle a
 * repeated W_h shrinks, to the right it stretches.
 * @import {Mark} from "../types.js"
 */
import { clamp, round } from "../pen/math.js";
import { mark } from "../pen/svg.js";

/** The largest radius that /step takes. */
export const MOST = 4;
/** Half of the bow's width, and how deep it hangs, px. */
const BOW = { half: 118, deep: 34, below: 2 };

/** The share of the bow at a radius; the same way as on the spectral dial, so that 1 is its middle. @param {number} radius */
const shareOf = (radius) => Math.sqrt(clamp(radius / MOST));

/** The radius at a place beside the middle of A, in two digits. @param {number} dx px */
export const radiusAt = (dx) => round(MOST * clamp((dx + BOW.half) / (2 * BOW.half)) ** 2);

/** @typedef {{x: number, y: number}} Point the middle of A's lower edge */

/** @param {Point} at @param {number} share */
function on({ x, y }, share) {
  const v = 2 * share - 1;
  return { x: round(x + BOW.half * v), y: round(y + BOW.below + BOW.deep * (1 - v * v)) };
}

/**
 * @param {number} radius
 * @param {Point} at
 * @param {{dries: string, swells: string, pulsing: boolean}} options
 * @returns {Mark[]}
 */
export function draw(radius, at, { dries, swells, pulsing }) {
  const [left, right, knob] = [on(at, 0), on(at, 1), on(at, shareOf(radius))];
  const d = `M${left.x} ${left.y}Q${at.x} ${round(left.y + 2 * BOW.deep)} ${right.x} ${right.y}`;
  return [
    mark("path", { key: "halo", class: "halo", d }),
    mark("path", { key: "bow", class: "bow", d }),
    mark("text", { key: "dries", class: "side", x: left.x - 14, y: left.y - 12 }, dries),
    mark("text", { key: "swells", class: "side end", x: right.x + 14, y: right.y - 12 }, swells),
    ...(pulsing ? [mark("circle", { key: "pulse", class: "pulse", cx: knob.x, cy: knob.y, r: 20 })] : []),
    mark("circle", { key: "ring", class: "ring", cx: knob.x, cy: knob.y, r: 23 }),
    mark("circle", { key: "knob", class: "knob", cx: knob.x, cy: knob.y, r: 18 }),
    mark(
      "text",
      { key: "name", class: "name", x: knob.x, y: knob.y + 6 },
      "W",
      mark("tspan", { class: "index", dy: 4 }, "h"),
    ),
    mark("path", { key: "hit", class: "hit", d }),
  ];
}
