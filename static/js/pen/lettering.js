/**
 * The texts of a picture on a canvas: where each stretch of a text goes, and how wide it is.
 * @import {Mark} from "../types.js"
 * @import {Brush} from "./brush.js"
 * @import {Ink} from "./ink.js"
 * @import {Look} from "./looks.js"
 */

import { inkOf } from "./ink.js";

/** A text of a picture is one of few; beyond this many they are measured again. */
const MOST_WIDTHS = 600;

/** A stretch of a text that is written in one way. @typedef {{text: string, look: Look, ink: Ink, dx: number, dy: number}} Piece */

/**
 * The same, where it goes: its left end on its base line, and its width, in px.
 * @typedef {{text: string, look: Look, ink: Ink, x: number, y: number, width: number}} Line
 */

/** The lines of texts that are painted in many frames. @type {WeakMap<Mark, {look: Look, ink: Ink, lines: Line[]}>} */
const laid = new WeakMap();

/** @param {unknown} value */
const num = (value) => Number(value ?? 0);

/**
 * Where a text goes, piece by piece.
 * @param {Brush} brush
 * @param {Mark} mark
 * @param {Look} look
 * @param {Ink} ink
 * @returns {Line[]}
 */
export function linesOf(brush, mark, look, ink) {
  const known = laid.get(mark);
  if (known?.look === look && known.ink === ink) return known.lines;
  const lines = layOut(brush, mark, look, ink);
  laid.set(mark, { look, ink, lines });
  return lines;
}

/** @param {Brush} brush @param {Mark} mark @param {Look} look @param {Ink} ink @returns {Line[]} */
function layOut(brush, mark, look, ink) {
  const pieces = piecesOf(brush, mark, look, ink);
  const widths = pieces.map((piece) => widthOf(brush, piece));
  const whole = widths.reduce((sum, width, i) => sum + width + Number(pieces[i]?.dx), 0);
  let x = num(mark.attrs.x) - shareOf(look.anchor) * whole;
  let y = num(mark.attrs.y);
  return pieces.map((piece, i) => {
    const width = Number(widths[i]);
    x += piece.dx;
    y += piece.dy;
    const line = { text: piece.text, look: piece.look, ink: piece.ink, x, y, width };
    x += width;
    return line;
  });
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
export function lettered({ context, set }, { font, spacing }) {
  if (set.font !== font) context.font = set.font = font;
  if (set.spacing !== spacing) context.letterSpacing = set.spacing = spacing;
}
