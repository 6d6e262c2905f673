/** The canvas above a picture: its size, the looks of what is painted on it, and whether it has to be painted again. */

/**
 * @import {Mark} from "../types.js"
 * @import {Brush} from "./canvas.js"
 * @import {Look} from "./looks.js"
 */

import { paintParts } from "./canvas.js";
import { lookOf, rootLook } from "./looks.js";

/**
 * @typedef {object} Surface
 * @property {(around: Mark | null, parts: Mark[], painted: (i: number) => boolean, scheme: string) => void} paint
 *   paint those parts of a picture, inside the group around all of them
 * @property {() => void} clear
 */

/**
 * @param {SVGSVGElement} svg
 * @returns {Surface | null} null where there is no canvas to be had
 */
export function surfaceOver(svg) {
  const canvas = document.createElement("canvas");
  const brush = brushOn(canvas, svg);
  if (!brush) return null;
  canvas.className = "surface";
  canvas.setAttribute("aria-hidden", "true");
  // until it is painted on it takes no room: a canvas is 300 px wide by itself
  Object.assign(canvas, { width: 0, height: 0 });
  svg.after(canvas);
  const size = sizeOf(svg);
  /** @type {{look: Look | null, scheme: string, empty: boolean}} */
  const state = { look: null, scheme: "", empty: true };
  document.fonts?.addEventListener("loadingdone", () => {
    state.look = null;
  });
  const clear = () => {
    if (state.empty) return;
    state.empty = true;
    brush.context.setTransform(1, 0, 0, 1, 0, 0);
    brush.context.clearRect(0, 0, canvas.width, canvas.height);
  };
  return {
    clear,
    paint(around, parts, painted, scheme) {
      if (state.scheme !== scheme) state.look = null;
      state.scheme = scheme;
      state.look ??= rootLook(svg);
      fit(brush, size());
      clear();
      state.empty = !parts.some((_, i) => painted(i));
      const ratio = devicePixelRatio;
      brush.at = [ratio, 0, 0, ratio, 0, 0];
      paintParts(brush, around, parts, painted, state.look);
    },
  };
}

/**
 * A canvas to paint on, and a second one below it where a group is seen through.
 * @param {HTMLCanvasElement} canvas
 * @param {SVGSVGElement} svg
 * @returns {Brush | null}
 */
function brushOn(canvas, svg) {
  const context = canvas.getContext("2d");
  if (!context) return null;
  /** @type {Brush | null} */
  let below = null;
  const layer = () => {
    below ??= brushOn(hiddenBeside(canvas), svg);
    if (below) fit(below, canvas);
    return below;
  };
  return { context, look: (parent, mark, first) => lookOf(svg, parent, mark, first), layer, at: [1, 0, 0, 1, 0, 0] };
}

/** Another canvas: in the document it has the page's figures. @param {HTMLCanvasElement} canvas */
function hiddenBeside(canvas) {
  const second = document.createElement("canvas");
  second.hidden = true;
  canvas.after(second);
  return second;
}

/** @param {Brush} brush @param {{width: number, height: number}} size device px */
function fit(brush, { width, height }) {
  const { canvas } = brush.context;
  if (canvas.width === width && canvas.height === height) return;
  Object.assign(canvas, { width, height });
  // a canvas that is given a size forgets its font
  Object.assign(brush, { font: "", spacing: "" });
  Object.assign(canvas.style, { width: `${width / devicePixelRatio}px`, height: `${height / devicePixelRatio}px` });
}

/** The size of a picture in device px: to ask for it in every frame would lay out the page. @param {SVGSVGElement} svg */
function sizeOf(svg) {
  let { width, height } = svg.getBoundingClientRect();
  new ResizeObserver(([entry]) => {
    if (entry) ({ width, height } = entry.contentRect);
  }).observe(svg);
  return () => ({ width: Math.round(width * devicePixelRatio), height: Math.round(height * devicePixelRatio) });
}
