/**
 * The second painter of marks: on a canvas, with the looks that the style sheets give them in the document
 * (see svg.js, the first one). For what moves in every frame.
 * @import {Mark} from "../types.js"
 * @import {Look, Property} from "./looks.js"
 */

import { remember } from "./once.js";
import { pathLength } from "./path-length.js";

/** a, b, c, d, e, f as a canvas takes them. @typedef {[number, number, number, number, number, number]} Matrix */

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

/**
 * A canvas that is painted on. `look` finds a mark's look below another's; `layer` is a second canvas for groups that
 * are seen through.
 * @typedef {object} Brush
 * @property {CanvasRenderingContext2D} context
 * @property {(parent: Look, mark: Mark, first: boolean) => Look} look
 * @property {() => Brush | null} layer
 * @property {Matrix} at
 * @property {string} [font] what is set now
 * @property {string} [spacing]
 */

/** @type {Ink} */
const PLAIN = { fill: "#000", stroke: "none", width: 1, dash: "none", fillOpacity: 1, strokeOpacity: 1, opacity: 1 };

/** A text of a picture is one of few; beyond this many they are measured again. */
const MOST_WIDTHS = 600;
const MOST_IMAGES = 24;

/** How each tag is painted. @type {Record<string, (brush: Brush, mark: Mark, look: Look, ink: Ink) => void>} */
const TAGS = {
  path: ({ context }, { attrs }, look, ink) => {
    const d = String(attrs.d ?? "");
    const shape = d ? shapeOf(attrs, d) : null;
    if (shape)
      painted(context, look, ink, attrs, { d, fill: () => context.fill(shape), stroke: () => context.stroke(shape) });
  },
  rect: rectangle,
  circle: ({ context }, { attrs }, look, ink) =>
    outlined(context, look, ink, attrs, () => context.arc(num(attrs.cx), num(attrs.cy), num(attrs.r), 0, 2 * Math.PI)),
  line: ({ context }, { attrs }, look, ink) =>
    outlined(context, look, ink, attrs, () => {
      context.moveTo(num(attrs.x1), num(attrs.y1));
      context.lineTo(num(attrs.x2), num(attrs.y2));
    }),
  image: ({ context }, { attrs }, _, { opacity }) => {
    const image = imageAt(String(attrs.href));
    if (!image.complete || image.naturalWidth === 0) return;
    context.globalAlpha = opacity;
    context.imageSmoothingEnabled = false;
    context.drawImage(image, num(attrs.x), num(attrs.y), num(attrs.width), num(attrs.height));
  },
  text: written,
  title: () => {},
};

/** The shapes of paths that are painted in many frames, by their attributes. @type {WeakMap<Mark["attrs"], Path2D>} */
const shapes = new WeakMap();

/** @param {Mark["attrs"]} attrs @param {string} d */
function shapeOf(attrs, d) {
  const known = shapes.get(attrs);
  if (known) return known;
  const shape = new Path2D(d);
  shapes.set(attrs, shape);
  return shape;
}

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
 * Paint some parts of a picture, inside the group around all of them.
 * @param {Brush} brush
 * @param {Mark | null} around
 * @param {Mark[]} parts
 * @param {(i: number) => boolean} painted which of them
 * @param {Look} root the look of the picture itself
 */
export function paintParts(brush, around, parts, painted, root) {
  const before = brush.at;
  const own = inkOf(PLAIN, root, {});
  const look = around ? brush.look(root, around, true) : root;
  const ink = around ? inkOf(own, look, around.attrs) : own;
  move(brush, around?.attrs.transform ? times(before, matrixOf(String(around.attrs.transform))) : before);
  for (const [i, part] of parts.entries()) if (painted(i)) paintOne(brush, part, brush.look(look, part, i === 0), ink);
  move(brush, before);
}

/**
 * Paint marks in their order.
 * @param {Brush} brush
 * @param {Mark[]} marks
 * @param {Look} parent
 * @param {Ink} around
 */
function paint(brush, marks, parent, around) {
  let first = true;
  for (const mark of marks) {
    paintOne(brush, mark, brush.look(parent, mark, first), around);
    first = false;
  }
}

/** @param {Brush} brush @param {Mark} mark @param {Look} look @param {Ink} around */
function paintOne(brush, mark, look, around) {
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
function move(brush, at) {
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
function group(brush, { children }, look, ink, own) {
  const marks = /** @type {Mark[]} */ (children);
  if (ink.opacity === 0) return;
  const layer = own < 1 && !apart(marks) ? brush.layer() : null;
  if (!layer) return paint(brush, marks, look, ink);
  const { width, height } = layer.context.canvas;
  move(layer, [1, 0, 0, 1, 0, 0]);
  layer.context.clearRect(0, 0, width, height);
  move(layer, brush.at);
  paint(layer, marks, look, { ...ink, opacity: 1 });
  const { context } = brush;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = ink.opacity;
  context.drawImage(layer.context.canvas, 0, 0);
  context.setTransform(...brush.at);
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
function inkOf(around, look, attrs) {
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

/** @param {string} colour */
const seen = (colour) =>
  colour !== "none" && colour !== "transparent" && !(colour.startsWith("rgba(") && colour.endsWith(", 0)"));

/**
 * Fill and stroke a shape.
 * @param {CanvasRenderingContext2D} context
 * @param {Look} look
 * @param {Ink} ink
 * @param {Mark["attrs"]} attrs
 * @param {{d?: string, fill: () => void, stroke: () => void}} shape
 */
function painted(context, look, ink, attrs, shape) {
  const fill = () => {
    const alpha = ink.opacity * ink.fillOpacity;
    if (alpha === 0 || !seen(ink.fill)) return;
    context.globalAlpha = alpha;
    context.fillStyle = ink.fill;
    shape.fill();
  };
  if (!look.strokeFirst) fill();
  stroke(context, look, ink, attrs, shape);
  if (look.strokeFirst) fill();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Look} look
 * @param {Ink} ink
 * @param {Mark["attrs"]} attrs
 * @param {{d?: string, stroke: () => void}} shape
 */
function stroke(context, look, ink, attrs, shape) {
  const alpha = ink.opacity * ink.strokeOpacity;
  if (alpha === 0 || ink.width === 0 || !seen(ink.stroke)) return;
  context.globalAlpha = alpha;
  context.strokeStyle = ink.stroke;
  context.lineWidth = ink.width;
  context.lineCap = look.cap;
  context.lineJoin = look.join;
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
 * @param {CanvasRenderingContext2D} context
 * @param {Look} look
 * @param {Ink} ink
 * @param {Mark["attrs"]} attrs
 * @param {() => void} trace draws the outline
 */
function outlined(context, look, ink, attrs, trace) {
  context.beginPath();
  trace();
  painted(context, look, ink, attrs, { fill: () => context.fill(), stroke: () => context.stroke() });
}

/** @param {Brush} brush @param {Mark} mark @param {Look} look @param {Ink} ink */
function rectangle({ context }, { attrs }, look, ink) {
  const [x, y, width, height] = [num(attrs.x), num(attrs.y), num(attrs.width), num(attrs.height)];
  if (width <= 0 || height <= 0) return;
  const radius = Math.min(num(attrs.rx), width / 2, height / 2);
  if (radius > 0) outlined(context, look, ink, attrs, () => rounded(context, x, y, width, height, radius));
  else
    painted(context, look, ink, attrs, {
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

/** A stretch of a text that is written in one way. @typedef {{text: string, look: Look, ink: Ink, dx: number, dy: number}} Piece */

/** @param {Brush} brush @param {Mark} mark @param {Look} look @param {Ink} ink */
function written(brush, mark, look, ink) {
  const { context } = brush;
  const pieces = piecesOf(brush, mark, look, ink);
  const widths = pieces.map((piece) => widthOf(brush, piece));
  const whole = widths.reduce((sum, width, i) => sum + width + Number(pieces[i]?.dx), 0);
  let x = num(mark.attrs.x) - shareOf(look.anchor) * whole;
  let y = num(mark.attrs.y);
  for (const [i, piece] of pieces.entries()) {
    x += piece.dx;
    y += piece.dy;
    const [left, base] = [x, y];
    lettered(brush, piece.look);
    painted(
      context,
      piece.look,
      piece.ink,
      {},
      {
        fill: () => context.fillText(piece.text, left, base),
        stroke: () => context.strokeText(piece.text, left, base),
      },
    );
    x += Number(widths[i]);
  }
}

/** How much of a text is before its place. @param {string} anchor */
const shareOf = (anchor) => (anchor === "middle" ? 0.5 : anchor === "end" ? 1 : 0);

/** @param {Brush} brush @param {Mark} mark @param {Look} look @param {Ink} ink @returns {Piece[]} */
function piecesOf(brush, { attrs, children }, look, ink) {
  let [before, dx, dy] = [0, num(attrs.dx), num(attrs.dy)];
  return children.flatMap((child) => {
    const shift = { dx, dy };
    [dx, dy] = [0, 0];
    if (typeof child === "string") return [{ text: child, look, ink, ...shift }];
    const own = brush.look(look, child, before++ === 0);
    if (child.tag === "title" || own.hidden) return [];
    if (child.tag !== "tspan") throw new Error(`unknown tag in a text: ${child.tag}; have tspan, title`);
    const [first, ...others] = piecesOf(brush, child, own, inkOf(ink, own, child.attrs));
    return first ? [{ ...first, dx: first.dx + shift.dx, dy: first.dy + shift.dy }, ...others] : [];
  });
}

/** @param {Brush} brush @param {Piece} piece */
function widthOf(brush, { text, look }) {
  const known = look.widths.get(text);
  if (known !== undefined) return known;
  if (look.widths.size > MOST_WIDTHS) look.widths.clear();
  lettered(brush, look);
  const { width } = brush.context.measureText(text);
  look.widths.set(text, width);
  return width;
}

/** A canvas reads a font again each time it is set. @param {Brush} brush @param {Look} look */
function lettered(brush, { font, spacing }) {
  if (brush.font === font && brush.spacing === spacing) return;
  brush.context.font = brush.font = font;
  brush.context.letterSpacing = brush.spacing = spacing;
}

/** @param {Matrix} m @param {Matrix} n @returns {Matrix} */
export const times = ([a, b, c, d, e, f], [g, h, i, j, k, l]) => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];

/** The verbs of a transform. @type {Record<string, (...numbers: number[]) => Matrix>} */
const VERBS = {
  translate: (x = 0, y = 0) => [1, 0, 0, 1, x, y],
  scale: (x = 1, y = x) => [x, 0, 0, y, 0, 0],
  rotate: (degrees = 0, x = 0, y = 0) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
  },
  matrix: (a = 1, b = 0, c = 0, d = 1, e = 0, f = 0) => [a, b, c, d, e, f],
};

/** @param {string} text an SVG transform @returns {Matrix} */
export function matrixOf(text) {
  /** @type {Matrix} */
  let matrix = [1, 0, 0, 1, 0, 0];
  for (const [, verb = "", numbers = ""] of text.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const make = VERBS[verb];
    if (!make) throw new Error(`unknown transform: ${verb}; have ${Object.keys(VERBS).join(", ")}`);
    matrix = times(
      matrix,
      make(
        ...numbers
          .trim()
          .split(/[\s,]+/)
          .map(Number),
      ),
    );
  }
  return matrix;
}
