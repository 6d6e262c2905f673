/**
 * The second painter of marks: on a canvas, with the looks that the style sheets give them in the document
 * (see svg.js, the first one). For what moves in every frame.
 * @import {Mark} from "../types.js"
 * @import {Brush} from "./brush.js"
 * @import {Ink} from "./ink.js"
 * @import {Look} from "./looks.js"
 * @import {Matrix} from "./matrix.js"
 * @import {Around, Place} from "./places.js"
 * @import {Room} from "./rectangle.js"
 */

import { inkOf } from "./ink.js";
import { lettered, linesOf } from "./lettering.js";
import { matrixOf, times } from "./matrix.js";
import { remember } from "./once.js";
import { pathLength } from "./path-length.js";
import { inside } from "./places.js";
import { moved } from "./rectangle.js";
import { roomWithin } from "./room.js";
import { shapeOf } from "./shape.js";

const MOST_IMAGES = 24;

/** How each tag is painted. @type {Record<string, (brush: Brush, mark: Mark, look: Look, ink: Ink) => void>} */
const TAGS = {
  path: (brush, { attrs }, look, ink) => {
    const { context } = brush;
    const d = String(attrs.d ?? "");
    if (!d) return;
    const { path } = shapeOf(d);
    painted(brush, look, ink, attrs, { d, fill: () => context.fill(path), stroke: () => context.stroke(path) });
  },
  rect: rectangle,
  circle: (brush, { attrs }, look, ink) =>
    outlined(brush, look, ink, attrs, () =>
      brush.context.arc(num(attrs.cx), num(attrs.cy), num(attrs.r), 0, 2 * Math.PI),
    ),
  line: (brush, { attrs }, look, ink) =>
    outlined(brush, look, ink, attrs, () => {
      const { context } = brush;
      context.moveTo(num(attrs.x1), num(attrs.y1));
      context.lineTo(num(attrs.x2), num(attrs.y2));
    }),
  image: (brush, { attrs }, _, { opacity }) => {
    const { context } = brush;
    const image = imageAt(String(attrs.href));
    if (!image.complete || image.naturalWidth === 0) {
      brush.waits = true;
      return;
    }
    seenThrough(brush, opacity);
    context.imageSmoothingEnabled = false;
    context.drawImage(image, num(attrs.x), num(attrs.y), num(attrs.width), num(attrs.height));
  },
  text: written,
  title: () => {},
};

const images = remember(MOST_IMAGES);

/** The image at a data address; it is there a moment after it was first asked for. @param {string} address */
const imageAt = (address) =>
  /** @type {HTMLImageElement} */ (
    images.of(address, () => {
      const image = new Image();
      image.src = address;
      return image;
    })
  );

/** @param {unknown} value */
const num = (value) => Number(value ?? 0);

/**
 * Paint those of a picture's parts that are on the canvas.
 * @param {Brush} brush
 * @param {Place[]} places
 * @param {Around} around what they are in
 */
export function paintPlaces(brush, places, around) {
  move(brush, around.at);
  for (const [i, place] of places.entries()) {
    if (!place.away) continue;
    if (!place.inside) paintMark(brush, place.now, brush.look(around.look, place.now, i === 0), around.ink);
    else {
      const { look, ink } = place.inner?.own ?? inside(brush, place.now, around, i === 0);
      const { transform } = place.now.attrs;
      const at = transform ? times(around.at, matrixOf(String(transform))) : around.at;
      paintPlaces(brush, place.inside, { look, ink, at });
      if (transform) move(brush, around.at);
    }
  }
}

/**
 * Paint marks in their order.
 * @param {Brush} brush
 * @param {Mark[]} marks
 * @param {Look} parent
 * @param {Ink} around
 */
export function paint(brush, marks, parent, around) {
  let first = true;
  for (const mark of marks) {
    paintMark(brush, mark, brush.look(parent, mark, first), around);
    first = false;
  }
}

/** @param {Brush} brush @param {Mark} mark @param {Look} look @param {Ink} around */
export function paintMark(brush, mark, look, around) {
  if (look.hidden) return;
  const ink = inkOf(around, look, mark.attrs);
  const before = brush.at;
  const { transform } = mark.attrs;
  if (transform) move(brush, times(before, matrixOf(String(transform))));
  if (mark.tag === "g") group(brush, mark, look, ink, ink.opacity / (around.opacity || 1));
  else {
    const tag = TAGS[mark.tag];
    if (!tag) throw new Error(`unknown tag: ${mark.tag}; have g, ${Object.keys(TAGS).join(", ")}`);
    tag(brush, mark, look, ink);
  }
  if (transform) move(brush, before);
}

/** @param {Brush} brush @param {Matrix} at */
export function move(brush, at) {
  brush.at = at;
  brush.context.setTransform(...at);
}

/**
 * @param {Brush} brush
 * @param {Mark} mark
 * @param {Look} look
 * @param {Ink} ink
 * @param {number} own how opaque the group itself is
 */
function group(brush, mark, look, ink, own) {
  const marks = /** @type {Mark[]} */ (mark.children);
  if (ink.opacity === 0) return;
  if (own === 1 || apart(marks)) return paint(brush, marks, look, ink);
  const inner = { ...ink, opacity: 1 };
  const room = roomWithin(brush, mark, look, inner);
  const place = room && pixels(moved(room, brush.at), brush.context.canvas);
  if (!place) return;
  const { left, top, width, height } = place;
  const layer = brush.layer(width, height);
  if (!layer) return paint(brush, marks, look, ink);
  move(layer, [1, 0, 0, 1, 0, 0]);
  layer.context.clearRect(0, 0, width, height);
  move(layer, times([1, 0, 0, 1, -left, -top], brush.at));
  paint(layer, marks, look, inner);
  const { context } = brush;
  context.setTransform(1, 0, 0, 1, 0, 0);
  seenThrough(brush, ink.opacity);
  context.drawImage(layer.context.canvas, 0, 0, width, height, left, top, width, height);
  context.setTransform(...brush.at);
}

/**
 * The whole pixels of a canvas that a room touches; null where there are none.
 * @param {Room} room
 * @param {{width: number, height: number}} canvas
 */
function pixels(room, canvas) {
  const [left, top] = [Math.max(Math.floor(room.left), 0), Math.max(Math.floor(room.top), 0)];
  const width = Math.min(Math.ceil(room.right), canvas.width) - left;
  const height = Math.min(Math.ceil(room.bottom), canvas.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : null;
}

/** Whether marks are of one kind whose marks lie beside each other: letters, cells, threads. @param {Mark[]} marks */
function apart(marks) {
  /** @type {Set<string>} */
  const kinds = new Set();
  collect(marks, kinds);
  return kinds.size < 2;
}

/** @param {(Mark | string)[]} marks @param {Set<string>} kinds */
function collect(marks, kinds) {
  for (const mark of marks) {
    if (typeof mark === "string" || mark.tag === "title") continue;
    if (mark.tag === "g") collect(mark.children, kinds);
    else kinds.add(mark.tag);
  }
}

/** @param {string} colour */
const seen = (colour) =>
  colour !== "none" && colour !== "transparent" && !(colour.startsWith("rgba(") && colour.endsWith(", 0)"));

/**
 * Fill and stroke a shape.
 * @param {Brush} brush
 * @param {Look} look
 * @param {Ink} ink
 * @param {Mark["attrs"]} attrs
 * @param {{d?: string, fill: () => void, stroke: () => void}} shape
 */
function painted(brush, look, ink, attrs, shape) {
  if (!look.strokeFirst) fill(brush, ink, shape.fill);
  stroke(brush, look, ink, attrs, shape);
  if (look.strokeFirst) fill(brush, ink, shape.fill);
}

/** @param {Brush} brush @param {number} alpha */
export function seenThrough({ context, set }, alpha) {
  if (set.alpha !== alpha) context.globalAlpha = set.alpha = alpha;
}

/** @param {Brush} brush @param {Ink} ink @param {() => void} shape */
function fill(brush, ink, shape) {
  const alpha = ink.opacity * ink.fillOpacity;
  if (alpha === 0 || !seen(ink.fill)) return;
  const { context, set } = brush;
  seenThrough(brush, alpha);
  if (set.fill !== ink.fill) context.fillStyle = set.fill = ink.fill;
  shape();
}

/**
 * @param {Brush} brush
 * @param {Look} look
 * @param {Ink} ink
 * @param {Mark["attrs"]} attrs
 * @param {{d?: string, stroke: () => void}} shape
 */
function stroke(brush, { cap, join }, ink, attrs, shape) {
  const alpha = ink.opacity * ink.strokeOpacity;
  if (alpha === 0 || ink.width === 0 || !seen(ink.stroke)) return;
  const { context, set } = brush;
  seenThrough(brush, alpha);
  if (set.stroke !== ink.stroke) context.strokeStyle = set.stroke = ink.stroke;
  if (set.width !== ink.width) context.lineWidth = set.width = ink.width;
  if (set.cap !== cap) context.lineCap = set.cap = cap;
  if (set.join !== join) context.lineJoin = set.join = join;
  const dashed = ink.dash !== "none";
  if (dashed) context.setLineDash(dashes(ink.dash, attrs.pathLength, shape.d));
  shape.stroke();
  if (dashed) context.setLineDash([]);
}

/**
 * The dashes of a path, in px: where it says its own length, they are shares of that.
 * @param {string} text
 * @param {unknown} length
 * @param {string} [d]
 */
function dashes(text, length, d) {
  const share = length == null || d === undefined ? 1 : pathLength(d) / Number(length);
  return text.split(/[\s,]+/).map((each) => Number.parseFloat(each) * share);
}

/**
 * @param {Brush} brush
 * @param {Look} look
 * @param {Ink} ink
 * @param {Mark["attrs"]} attrs
 * @param {() => void} trace draws the outline
 */
function outlined(brush, look, ink, attrs, trace) {
  const { context } = brush;
  context.beginPath();
  trace();
  painted(brush, look, ink, attrs, { fill: () => context.fill(), stroke: () => context.stroke() });
}

/** @param {Brush} brush @param {Mark} mark @param {Look} look @param {Ink} ink */
function rectangle(brush, { attrs }, look, ink) {
  const { context } = brush;
  const [x, y, width, height] = [num(attrs.x), num(attrs.y), num(attrs.width), num(attrs.height)];
  if (width <= 0 || height <= 0) return;
  const radius = Math.min(num(attrs.rx), width / 2, height / 2);
  if (radius > 0) outlined(brush, look, ink, attrs, () => rounded(context, x, y, width, height, radius));
  else
    painted(brush, look, ink, attrs, {
      fill: () => context.fillRect(x, y, width, height),
      stroke: () => context.strokeRect(x, y, width, height),
    });
}

/**
 * A rectangle with round corners, also where the browser has no word for it.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {number} r
 */
function rounded(context, x, y, width, height, r) {
  if (context.roundRect) return context.roundRect(x, y, width, height, r);
  const [right, bottom] = [x + width, y + height];
  context.moveTo(x + r, y);
  context.arcTo(right, y, right, bottom, r);
  context.arcTo(right, bottom, x, bottom, r);
  context.arcTo(x, bottom, x, y, r);
  context.arcTo(x, y, right, y, r);
}

/** @param {Brush} brush @param {Mark} mark @param {Look} look @param {Ink} ink */
function written(brush, mark, look, ink) {
  const { context } = brush;
  for (const line of linesOf(brush, mark, look, ink)) {
    lettered(brush, line.look);
    painted(brush, line.look, line.ink, mark.attrs, {
      fill: () => context.fillText(line.text, line.x, line.y),
      stroke: () => context.strokeText(line.text, line.x, line.y),
    });
  }
}
