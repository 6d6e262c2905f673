/**
 * The room that a mark takes on a canvas: a rectangle that all of it is in, its strokes and letters too. It may be
 * somewhat larger than what is seen, never smaller.
 * @import {Mark} from "../types.js"
 * @import {Brush} from "./brush.js"
 * @import {Ink} from "./ink.js"
 * @import {Look} from "./looks.js"
 * @import {Room} from "./rectangle.js"
 */

import { inkOf } from "./ink.js";
import { linesOf } from "./lettering.js";
import { matrixOf } from "./matrix.js";
import { joined, moved, wider } from "./rectangle.js";
import { shapeOf } from "./shape.js";

/** The edges of a shape are smoothed over this much more, in px. */
const EDGE = 1;
/** Letters reach this far above and below their base line, in heights of their font. */
const [ABOVE, BELOW] = [1, 0.3];
/** How far a stroke reaches beyond its line, in widths: where lines meet in a tip, further. */
const [ROUND, TIPPED] = [0.5, 2];

/** The rooms of marks that are there in many frames. @type {WeakMap<Mark, {look: Look, ink: Ink, room: Room | null}>} */
const known = new WeakMap();

/** @param {unknown} value */
const num = (value) => Number(value ?? 0);

/**
 * The room of a mark, in the coordinates of what is around it; null where nothing of it is seen.
 * @param {Brush} brush
 * @param {Mark} mark
 * @param {Look} parent the look of what is around it
 * @param {Ink} around its ink
 * @param {boolean} first whether it is its parent's first child
 * @returns {Room | null}
 */
export function roomOf(brush, mark, parent, around, first) {
  const found = known.get(mark);
  if (found?.look === parent && found.ink === around) return found.room;
  const look = brush.look(parent, mark, first);
  const ink = inkOf(around, look, mark.attrs);
  const own = look.hidden || ink.opacity === 0 ? null : (mark.room ?? roomWithin(brush, mark, look, ink));
  const { transform } = mark.attrs;
  const room = own && transform ? moved(own, matrixOf(String(transform))) : own;
  known.set(mark, { look: parent, ink: around, room });
  return room;
}

/**
 * The room of what is in a mark, in its own coordinates.
 * @param {Brush} brush
 * @param {Mark} mark
 * @param {Look} look its own
 * @param {Ink} ink its own
 * @returns {Room | null}
 */
export function roomWithin(brush, mark, look, ink) {
  const { tag, attrs, children } = mark;
  if (tag === "g") {
    /** @type {Room | null} */
    let all = null;
    for (let i = 0; i < children.length; i++)
      all = joined(all, roomOf(brush, /** @type {Mark} */ (children[i]), look, ink, i === 0));
    return all;
  }
  if (tag === "text") return textRoom(brush, mark, look, ink);
  const shape = SHAPES[tag]?.(attrs);
  if (!shape) return null;
  const stroke = ink.stroke === "none" ? 0 : ink.width * (look.join === "miter" ? TIPPED : ROUND);
  return wider(shape, stroke + EDGE);
}

/** The shape of each tag, without its stroke. @type {Record<string, (attrs: Mark["attrs"]) => Room | null>} */
const SHAPES = {
  path: ({ d }) => (d ? shapeOf(String(d)).room : null),
  rect: box,
  image: box,
  circle: ({ cx, cy, r }) => ({
    left: num(cx) - num(r),
    top: num(cy) - num(r),
    right: num(cx) + num(r),
    bottom: num(cy) + num(r),
  }),
  line: ({ x1, y1, x2, y2 }) => ({
    left: Math.min(num(x1), num(x2)),
    top: Math.min(num(y1), num(y2)),
    right: Math.max(num(x1), num(x2)),
    bottom: Math.max(num(y1), num(y2)),
  }),
};

/** @param {Mark["attrs"]} attrs @returns {Room} */
function box({ x, y, width, height }) {
  const [left, top] = [num(x), num(y)];
  return { left, top, right: left + num(width), bottom: top + num(height) };
}

/** @param {Brush} brush @param {Mark} mark @param {Look} look @param {Ink} ink */
function textRoom(brush, mark, look, ink) {
  /** @type {Room | null} */
  let all = null;
  for (const { x, y, width, look: own, ink: paint } of linesOf(brush, mark, look, ink)) {
    const size = Number(/([\d.]+)px/.exec(own.font)?.[1] ?? 0);
    const halo = paint.stroke === "none" ? 0 : paint.width;
    // a slanted letter leans out
    const lean = size / 4;
    const line = { left: x - lean, top: y - ABOVE * size, right: x + width + lean, bottom: y + BELOW * size };
    all = joined(all, wider(line, halo + EDGE));
  }
  return all;
}
