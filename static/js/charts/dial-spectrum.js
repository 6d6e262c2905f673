/**
 * The eigenvalues of W_h on the complex plane: inside the unit circle a direction fades in the end, outside it grows.
 * Around them the circle of radius ρ that they touch, and the circle of radius σ that they cannot leave.
 * @import {Block, Mark} from "../types.js"
 */

import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";

/** The least reach of the plane; eigenvalues beyond it widen the plane. */
const LEAST = 1.3;
const BESIDE = 1.14;
const MARGIN = 4;

/**
 * @param {Block} block
 * @param {{size: number, width: number, trail?: Block["eigenvalues"]}} options the plane is a square in the middle of the
 *   width; `trail`: where eigenvalues were before, faint
 * @returns {Mark[]}
 */
export function draw(block, { size, width, trail = [] }) {
  const { eigenvalues, spectral_radius: rho, largest_singular_value: sigma } = block;
  const reach = Math.max(LEAST, rho * BESIDE);
  const scale = (size / 2 - MARGIN) / reach;
  const [left, right] = [(width - size) / 2, (width + size) / 2];
  const [cx, cy] = [width / 2, size / 2];
  const circle = (/** @type {string} */ name, /** @type {number} */ r) =>
    mark("circle", { class: name, cx, cy, r: round(r * scale) });
  const path = (/** @type {Block["eigenvalues"]} */ values) =>
    values.map(([re, im]) => `M${round(cx + re * scale)} ${round(cy - im * scale)}h0`).join("");
  const dots = (/** @type {boolean} */ outside) =>
    path(eigenvalues.filter(([re, im]) => Math.hypot(re, im) > 1 + 1e-9 === outside));
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
    trail.length > 0 && mark("path", { class: "trail", "stroke-width": wide / 2, d: path(trail.filter(seen(reach))) }),
    mark("path", { class: "eigenvalues", "stroke-width": wide, d: dots(false) }),
    mark("path", { class: "eigenvalues outside", "stroke-width": wide + 1, d: dots(true) }),
    mark("text", { class: "tick middle", ...one(block, scale, [cx, cy], size / 2 - MARGIN) }, "1"),
  ].filter((m) => m !== false);
}

/** Whether an eigenvalue is on the plane. @param {number} reach @returns {(value: [number, number]) => boolean} */
const seen =
  (reach) =>
  ([re, im]) =>
    Math.hypot(re, im) <= reach;

/** The angles at which the unit circle's name can be, in degrees, the best first, and its distances from the circle, px. */
const [ANGLES, ASIDE] = [
  [-9, 9, -45, 45, -135, 135, -171, 171, -81, 81, -99, 99],
  [-10, 10],
];

/**
 * The place of the unit circle's name: beside it, as far from the other circles, the axes and the dots as can be.
 * @param {Block} block
 * @param {number} scale
 * @param {[number, number]} centre
 * @param {number} half of the plane's side, where the axes end with their names, px
 */
function one({ eigenvalues, spectral_radius: rho, largest_singular_value: sigma }, scale, [cx, cy], half) {
  const names = [
    [half - NAME, -NAME],
    [NAME, NAME - half],
  ];
  const places = ANGLES.flatMap((degrees) =>
    ASIDE.map((aside) => {
      const [r, angle] = [scale + aside, (degrees * Math.PI) / 180];
      const [x, y] = [r * Math.cos(angle), r * Math.sin(angle)];
      const circles = [rho, sigma].map((other) => Math.abs(other * scale - r) - 2);
      const dots = eigenvalues.map(([re, im]) => Math.hypot(re * scale - x, -im * scale - y) - 3);
      const axes = names.map(([nx = 0, ny = 0]) => Math.hypot(nx - x, ny - y) - 2 * NAME);
      return { x: round(cx + x), y: round(cy + y + 4), room: Math.min(...circles, ...dots, ...axes, ROOM) };
    }),
  );
  const { x, y } = places.reduce((a, b) => (b.room > a.room ? b : a));
  return { x, y };
}

/** The room around a name, px, above which more makes no difference; and half the width of an axis's name. */
const [ROOM, NAME] = [8, 9];
