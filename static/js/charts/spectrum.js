/**
 * The eigenvalues of W_h on the complex plane: inside the unit circle a direction fades in the end, outside it grows.
 * Around them the circle of radius ρ that they touch, and the circle of radius σ that they cannot leave.
 * @import {Block, Mark} from "../types.js"
 */
import { round } from "../scenes/vectors.js";
import { mark } from "../svg.js";

/** The plane reaches at least so far; beyond, it follows the eigenvalues. */
const LEAST = 1.3;
const BESIDE = 1.14;
const MARGIN = 4;

/**
 * @param {Block} block
 * @param {{size: number, width: number}} options the plane is a square in the middle of the width
 * @returns {Mark[]}
 */
export function draw({ eigenvalues, spectral_radius: rho, largest_singular_value: sigma }, { size, width }) {
  const reach = Math.max(LEAST, rho * BESIDE);
  const scale = (size / 2 - MARGIN) / reach;
  const [left, right] = [(width - size) / 2, (width + size) / 2];
  const [cx, cy] = [width / 2, size / 2];
  const circle = (/** @type {string} */ name, /** @type {number} */ r) =>
    mark("circle", { class: name, cx, cy, r: round(r * scale) });
  const dots = (/** @type {boolean} */ outside) =>
    eigenvalues
      .filter(([re, im]) => Math.hypot(re, im) > 1 + 1e-9 === outside)
      .map(([re, im]) => `M${round(cx + re * scale)} ${round(cy - im * scale)}h0`)
      .join("");
  const wide = eigenvalues.length > 64 ? 4 : 7;
  return [
    mark("path", {
      class: "grid",
      d: `M${left + MARGIN} ${cy}H${right - MARGIN}M${cx} ${MARGIN}V${size - MARGIN}`,
    }),
    mark("text", { class: "tick end", x: right - MARGIN, y: cy - 6 }, "Re"),
    mark("text", { class: "tick", x: cx + 6, y: MARGIN + 11 }, "Im"),
    circle("unit-circle", 1),
    sigma <= reach && sigma > rho * 1.001 && circle("sigma-circle", sigma),
    circle("rho-circle", rho),
    mark("text", { class: "tick end", x: round(cx + scale - 5), y: cy + 15 }, "1"),
    mark("path", { class: "eigenvalues", "stroke-width": wide, d: dots(false) }),
    mark("path", { class: "eigenvalues outside", "stroke-width": wide + 1, d: dots(true) }),
  ].filter((m) => m !== false);
}
