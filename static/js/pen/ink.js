/**
 * The ink of a mark on a canvas: its paints, as the style sheets and its attributes say them, else those around it.
 * @import {Mark} from "../types.js"
 * @import {Look, Property} from "./looks.js"
 */

/**
 * What a mark takes over from those around it: its paints, and how opaque all of it is.
 * @typedef {object} Ink
 * @property {string} fill
 * @property {string} stroke
 * @property {number} width
 * @property {string} dash
 * @property {number} fillOpacity
 * @property {number} strokeOpacity
 * @property {number} opacity
 */

/** @type {Ink} */
export const PLAIN = {
  fill: "#000",
  stroke: "none",
  width: 1,
  dash: "none",
  fillOpacity: 1,
  strokeOpacity: 1,
  opacity: 1,
};

/**
 * The ink of marks that say nothing themselves, by their look and the ink around.
 * @type {WeakMap<Look, {around: Ink, ink: Ink}>}
 */
const ruledInks = new WeakMap();
/**
 * The ink of marks that are painted in many frames, by their attributes.
 * @type {WeakMap<Mark["attrs"], {around: Ink, look: Look, ink: Ink}>}
 */
const ownInks = new WeakMap();

/** @param {Ink} around @param {Look} look @param {Mark["attrs"]} attrs @returns {Ink} */
export function inkOf(around, look, attrs) {
  if (!says(attrs)) {
    if (!look.ruled) return around;
    const known = ruledInks.get(look);
    if (known?.around === around) return known.ink;
    const ink = mixed(around, look, attrs);
    ruledInks.set(look, { around, ink });
    return ink;
  }
  const known = ownInks.get(attrs);
  if (known?.around === around && known.look === look) return known.ink;
  const ink = mixed(around, look, attrs);
  ownInks.set(attrs, { around, look, ink });
  return ink;
}

/**
 * A mark's own paints: what a rule says, else its attribute, else those around it.
 * @param {Ink} around
 * @param {Look} look
 * @param {Mark["attrs"]} attrs
 * @returns {Ink}
 */
function mixed(around, { rules }, attrs) {
  const said = (/** @type {Property} */ name) => rules[name] ?? attrs[name];
  const number = (/** @type {Property} */ name, /** @type {number} */ other) => {
    const value = said(name);
    return value == null ? other : Number.parseFloat(String(value));
  };
  const text = (/** @type {Property} */ name, /** @type {string} */ other) => String(said(name) ?? other);
  return {
    fill: text("fill", around.fill),
    stroke: text("stroke", around.stroke),
    width: number("stroke-width", around.width),
    dash: text("stroke-dasharray", around.dash),
    fillOpacity: number("fill-opacity", around.fillOpacity),
    strokeOpacity: number("stroke-opacity", around.strokeOpacity),
    opacity: around.opacity * number("opacity", 1),
  };
}

/** Whether a mark's attributes say anything of its paints. @param {Mark["attrs"]} attrs */
const says = (attrs) =>
  attrs.fill != null ||
  attrs.stroke != null ||
  attrs.opacity != null ||
  attrs["stroke-width"] != null ||
  attrs["stroke-dasharray"] != null ||
  attrs["stroke-opacity"] != null ||
  attrs["fill-opacity"] != null;
