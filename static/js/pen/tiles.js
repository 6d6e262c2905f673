/**
 * The third painter of marks, on the same canvas as canvas.js: for a picture that goes by as a whole. What is the very same
 * mark as in the frame before is painted once, on a canvas of its own (its tile), and copied from there as it goes.
 * @import {Mark} from "../types.js"
 * @import {Brush} from "./brush.js"
 * @import {Matrix} from "./matrix.js"
 * @import {Around} from "./places.js"
 */

import { move, paint, paintMark, seenThrough } from "./canvas.js";
import { roomy } from "./canvas-size.js";
import { inkOf } from "./ink.js";
import { matrixOf, times } from "./matrix.js";
import { inside } from "./places.js";
import { roomOf } from "./room.js";

/** To copy a tile for the first time costs as much as to paint so many marks. */
const FEW = 6;

/**
 * A part on a canvas of its own: its left upper corner in what it is in, and its size, all in pixels of the screen; how opaque
 * it is; what it was painted in; and whether it waits for an image.
 * @typedef {{brush: Brush, x: number, y: number, width: number, height: number, alpha: number, around: Around, waits: boolean}} Tile
 */

/**
 * @typedef {object} Passing
 * @property {(brush: Brush, parts: Mark[], around: Around, spare: Spare) => void} paint paint all parts
 * @property {(brush: Brush, parts: Mark[], around: Around, spare: Spare) => void} prepare
 *   have the tiles of a picture that comes next
 * @property {() => void} clear forget what was painted
 */
/** Gives a further canvas. @typedef {() => Brush | null} Spare */

/** @returns {Passing} */
export function passing() {
  /** The groups of the last frame, and their tiles; null before it is one's turn, false where it is not worth it. */
  let known = /** @type {Map<Mark, Tile | null | false>} */ (new Map());
  /** The same of this frame. @type {typeof known} */
  let now = new Map();
  /** Canvases whose parts have gone. @type {Brush[]} */
  const free = [];
  /** @type {Brush | null} */
  let scratch = null;
  const letGo = () => {
    for (const [part, tile] of known) if (tile && now.get(part) !== tile) free.push(tile.brush);
    [known, now] = [now, new Map()];
  };
  /** @param {Brush} brush @param {Mark} part @param {Around} around @param {boolean} first @param {Spare} spare */
  const tileFor = (brush, part, around, first, spare) => {
    const tile = known.get(part);
    if (tile === false || (tile === undefined && !part.rests)) return tile ?? null;
    if (tile && !tile.waits && sameAround(tile.around, around)) return tile;
    return isMuch(brush, part, around, first) && tileOf(brush, part, around, first, () => free.pop() ?? spare());
  };
  /** @param {Brush} brush @param {Mark[]} marks @param {Around} around @param {Spare} spare */
  const paintAll = (brush, marks, around, spare) => {
    for (let i = 0; i < marks.length; i++) {
      const [part, first] = [/** @type {Mark} */ (marks[i]), i === 0];
      if (part.rests && !inSight(brush, part, around, first)) continue;
      // a mark may be in two places, which look differently
      const tile = part.tag === "g" && !now.has(part) && tileFor(brush, part, around, first, spare);
      if (part.tag === "g" && !now.has(part)) now.set(part, tile);
      if (tile) copy(brush, tile, around.at);
      else paintOpen(brush, part, around, first, spare);
    }
  };
  /**
   * A part without a tile: what is in it may have some.
   * @param {Brush} brush
   * @param {Mark} part
   * @param {Around} around
   * @param {boolean} first
   * @param {Spare} spare
   */
  const paintOpen = (brush, part, around, first, spare) => {
    if (isOpen(brush, part, around, first))
      return paintAll(brush, /** @type {Mark[]} */ (part.children), inside(brush, part, around, first), spare);
    move(brush, around.at);
    paintMark(brush, part, brush.look(around.look, part, first), around.ink);
  };
  return {
    paint(brush, parts, around, spare) {
      paintAll(brush, parts, around, spare);
      letGo();
    },
    prepare(brush, parts, around, spare) {
      for (const [i, part] of parts.entries())
        if (part.rests && part.tag === "g" && !known.get(part) && inSight(brush, part, around, i === 0)) {
          const tile = tileFor(brush, part, around, i === 0, spare);
          known.set(part, tile);
          // a tile is filled when it is first copied
          scratch ??= spare();
          if (tile && scratch) copy(scratch, { ...tile, width: 1, height: 1 }, [1, 0, 0, 1, -tile.x, -tile.y]);
        }
    },
    clear() {
      letGo();
      letGo();
      for (const brush of free.splice(0)) brush.remove();
      scratch?.remove();
      scratch = null;
    },
  };
}

/** Whether two are painted alike, wherever they are. @param {Around} a @param {Around} b */
const sameAround = (a, b) => a.look === b.look && a.ink === b.ink && a.at[0] === b.at[0];

/**
 * Whether a part that rests is on the canvas at all; what moves is painted wherever it is.
 * @param {Brush} brush
 * @param {Mark} part
 * @param {Around} around
 * @param {boolean} first
 */
function inSight(brush, part, { look, ink, at: [ratio, , , , e] }, first) {
  const room = roomOf(brush, part, look, ink, first);
  return room !== null && room.right * ratio + e > 0 && room.left * ratio + e < brush.context.canvas.width;
}

/**
 * Whether a part is worth a tile: it has many marks, or is seen through.
 * @param {Brush} brush
 * @param {Mark} part
 * @param {Around} around
 * @param {boolean} first
 */
const isMuch = (brush, part, around, first) => marksIn(part) > FEW || opacityOf(brush, part, around, first) < 1;

/** @param {Mark} mark @returns {number} */
const marksIn = ({ children }) =>
  children.reduce((sum, child) => sum + (typeof child === "string" ? 0 : 1 + marksIn(child)), 0);

/** @param {Brush} brush @param {Mark} part @param {Around} around @param {boolean} first */
const opacityOf = (brush, part, { look, ink }, first) =>
  inkOf(ink, brush.look(look, part, first), part.attrs).opacity / (ink.opacity || 1);

/**
 * Whether what is in a group that changes can be painted one by one: it is whole, and only moved.
 * @param {Brush} brush
 * @param {Mark} part
 * @param {Around} around
 * @param {boolean} first
 */
function isOpen(brush, part, around, first) {
  if (part.tag !== "g" || brush.look(around.look, part, first).hidden) return false;
  const { transform } = part.attrs;
  return isShift(transform ? matrixOf(String(transform)) : null) && opacityOf(brush, part, around, first) === 1;
}

/** @param {Matrix | null} matrix */
const isShift = (matrix) => !matrix || (matrix[0] === 1 && matrix[1] === 0 && matrix[2] === 0 && matrix[3] === 1);

/**
 * A part on a canvas of its own; null where nothing of it is seen.
 * @param {Brush} whole what the picture is painted with
 * @param {Mark} part
 * @param {Around} around
 * @param {boolean} first
 * @param {() => Brush | null} canvas
 * @returns {Tile | null}
 */
function tileOf(whole, part, around, first, canvas) {
  const { look, ink } = around;
  const [ratio] = around.at;
  const room = roomOf(whole, part, look, ink, first);
  const brush = room && canvas();
  if (!brush) return null;
  const [x, y] = [Math.floor(room.left * ratio), Math.floor(room.top * ratio)];
  const [width, height] = [Math.ceil(room.right * ratio) - x, Math.ceil(room.bottom * ratio) - y];
  roomy(brush, width, height);
  move(brush, [1, 0, 0, 1, 0, 0]);
  brush.context.clearRect(0, 0, width, height);
  const own = brush.look(look, part, first);
  const { opacity: alpha, ...paints } = inkOf(ink, own, part.attrs);
  move(brush, times([ratio, 0, 0, ratio, -x, -y], matrixOf(String(part.attrs.transform ?? ""))));
  brush.waits = false;
  paint(brush, /** @type {Mark[]} */ (part.children), own, { ...paints, opacity: 1 });
  return { brush, x, y, width, height, alpha, around, waits: Boolean(brush.waits) };
}

/** @param {Brush} brush @param {Tile} tile @param {Matrix} at */
function copy(brush, { brush: { context }, x, y, width, height, alpha }, [, , , , e, f]) {
  move(brush, [1, 0, 0, 1, 0, 0]);
  seenThrough(brush, alpha);
  const [left, top] = [x + Math.round(e), y + Math.round(f)];
  brush.context.drawImage(context.canvas, 0, 0, width, height, left, top, width, height);
}
