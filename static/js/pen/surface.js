/** The canvas above a picture: where it is, the looks of what is painted on it, and whether it has to be painted again. */

/**
 * @import {Mark} from "../types.js"
 * @import {Brush} from "./brush.js"
 * @import {Look} from "./looks.js"
 * @import {Around, Place} from "./places.js"
 * @import {Room} from "./rectangle.js"
 */

import { paintPlaces } from "./canvas.js";
import { GRAIN, roomy, sized } from "./canvas-size.js";
import { inkOf, PLAIN } from "./ink.js";
import { lookOf, rootLook } from "./looks.js";
import { sharpness } from "./magnified.js";
import { awayRoom, follow, inside } from "./places.js";
import { joined, moved } from "./rectangle.js";

/**
 * The places of a frame, whether the document and the canvas have to change for them, what is around them, and the room of
 * those on the canvas.
 * @typedef {{places: Place[], document: boolean, canvas: boolean, outer: Around, room: Room | null}} Followed
 */

/** @import {Passing} from "./tiles.js" */

/**
 * @typedef {object} Surface
 * @property {(before: Place[] | null, around: Mark | null, parts: Mark[], scheme: string) => Followed} follow
 *   the places of a frame's parts, inside the group around all of them, given those of the frame before
 * @property {(followed: Followed) => void} paint
 * @property {(around: Mark | null, parts: Mark[], scheme: string, painter: Passing) => void} pass paint all parts
 * @property {(around: Mark | null, parts: Mark[], painter: Passing) => void} prepare have ready what the next picture needs
 * @property {() => void} clear
 */

/** @type {Around["at"]} */
const SAME = [1, 0, 0, 1, 0, 0];

/** A canvas this many times as large as need be for this many frames becomes smaller. */
const [LARGE, PATIENCE] = [2, 20];

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
  const ratio = () => sharpness(svg);
  const [size, place] = [sizeOf(svg), placing(brush, ratio)];
  /** @type {{look: Look | null, root: Around | null, inner: Around | null, at: string, scheme: string, empty: boolean, frame: number}} */
  const state = { look: null, root: null, inner: null, at: "", scheme: "", empty: true, frame: 0 };
  document.fonts?.addEventListener("loadingdone", () => {
    state.look = null;
  });
  const clear = () => {
    if (state.empty) return;
    state.empty = true;
    brush.context.setTransform(1, 0, 0, 1, 0, 0);
    brush.context.clearRect(0, 0, canvas.width, canvas.height);
  };
  /** @param {Mark | null} around */
  const outermost = (around) => {
    state.look ??= rootLook(svg);
    const { look } = state;
    if (state.root?.look !== look) state.root = { look, ink: inkOf(PLAIN, look, {}), at: SAME };
    return around ? inside(brush, around, state.root, true) : state.root;
  };
  /** @param {string} scheme */
  const look = (scheme) => {
    if (state.scheme !== scheme) state.look = null;
    state.scheme = scheme;
  };
  /** What the parts are in: the same as long as it looks the same, wherever it is. @param {Around} outer */
  const innermost = ({ look, ink }) => {
    if (state.inner?.look !== look || state.inner.ink !== ink) state.inner = { look, ink, at: SAME };
    return state.inner;
  };
  const spare = () => brushOn(hiddenBeside(canvas), svg);
  return {
    clear,
    follow(before, around, parts, scheme) {
      look(scheme);
      state.frame++;
      const frame = { brush, frame: state.frame, first: !before, document: !before, canvas: false, away: [] };
      const outer = outermost(around);
      const last = state.inner;
      const inner = innermost(outer);
      const places = follow(frame, before ?? [], parts, inner);
      const room = awayRoom(frame);
      const at = outer.at.join();
      const canvas = frame.canvas || state.at !== at || last !== inner || !before;
      state.at = at;
      return { places, document: frame.document, canvas, outer, room: room && moved(room, outer.at) };
    },
    pass(around, parts, scheme, painter) {
      look(scheme);
      const outer = outermost(around);
      const at = onto(outer.at, place(whole(size()), size()), ratio());
      clear();
      state.empty = false;
      painter.paint(brush, parts, { ...innermost(outer), at }, spare);
    },
    prepare(around, parts, painter) {
      const outer = outermost(around);
      const at = onto(outer.at, place(whole(size()), size()), ratio());
      painter.prepare(brush, parts, { ...innermost(outer), at }, spare);
    },
    paint({ places, outer, room, canvas }) {
      if (!canvas && state.empty === !room) return;
      clear();
      state.empty = !room;
      if (room) paintPlaces(brush, places, { ...outer, at: onto(outer.at, place(room, size()), ratio()) });
    },
  };
}

/**
 * A matrix on a canvas that begins at a place of the picture.
 * @param {Around["at"]} matrix
 * @param {{left: number, top: number}} place
 * @param {number} ratio pixels of the screen for each px of the picture
 * @returns {Around["at"]}
 */
function onto([a, b, c, d, e, f], { left, top }, ratio) {
  return [a * ratio, b * ratio, c * ratio, d * ratio, (e - left) * ratio, (f - top) * ratio];
}

/**
 * Keep a canvas where there is something to paint: what is empty of it would be copied in every frame too.
 * @param {Brush} brush
 * @param {() => number} ratioNow pixels of the screen for each px of the picture
 */
function placing(brush, ratioNow) {
  /** @type {Room | null} */
  let now = null;
  let [large, last] = [0, ""];
  /** @param {Room} room @param {{width: number, height: number}} size of the picture, px @returns {Room} */
  return (room, size) => {
    const needed = grained(room, size);
    const enough = now && holds(now, needed);
    large = enough && area(/** @type {Room} */ (now)) > LARGE * area(needed) ? large + 1 : 0;
    if (!enough || large > PATIENCE) {
      const both = /** @type {Room} */ (joined(now, needed));
      now = large === 0 && area(both) <= LARGE * area(needed) ? both : needed;
      large = 0;
    }
    const place = within(/** @type {Room} */ (now), size);
    const ratio = ratioNow();
    const told = `${place.left} ${place.top} ${place.right} ${place.bottom} ${ratio}`;
    if (told !== last) fit(brush, place, ratio);
    last = told;
    return place;
  };
}

/** @param {{width: number, height: number}} size @returns {Room} */
const whole = ({ width, height }) => ({ left: 0, top: 0, right: width, bottom: height });

/** @param {Room} room */
const area = ({ left, top, right, bottom }) => (right - left) * (bottom - top);

/** Whether all of b is in a. @param {Room} a @param {Room} b */
const holds = (a, b) => b.left >= a.left && b.top >= a.top && b.right <= a.right && b.bottom <= a.bottom;

/**
 * A room up to the next grains, as far as the picture goes.
 * @param {Room} room
 * @param {{width: number, height: number}} size
 * @returns {Room}
 */
const grained = ({ left, top, right, bottom }, size) =>
  within(
    {
      left: Math.floor(left / GRAIN) * GRAIN,
      top: Math.floor(top / GRAIN) * GRAIN,
      right: Math.ceil(right / GRAIN) * GRAIN,
      bottom: Math.ceil(bottom / GRAIN) * GRAIN,
    },
    size,
  );

/** @param {Room} room @param {{width: number, height: number}} size @returns {Room} */
const within = ({ left, top, right, bottom }, { width, height }) => ({
  left: Math.max(left, 0),
  top: Math.max(top, 0),
  right: Math.max(Math.min(right, width), Math.max(left, 0)),
  bottom: Math.max(Math.min(bottom, height), Math.max(top, 0)),
});

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
  const layer = (/** @type {number} */ width, /** @type {number} */ height) => {
    below ??= brushOn(hiddenBeside(canvas), svg);
    if (below) roomy(below, width, height);
    return below;
  };
  return {
    context,
    look: (parent, mark, first) => lookOf(svg, parent, mark, first),
    layer,
    remove: () => {
      below?.remove();
      canvas.remove();
    },
    at: [1, 0, 0, 1, 0, 0],
    set: {},
  };
}

/** Another canvas: in the document it has the page's figures. @param {HTMLCanvasElement} canvas */
function hiddenBeside(canvas) {
  const second = document.createElement("canvas");
  second.hidden = true;
  canvas.after(second);
  return second;
}

/** @param {Brush} brush @param {Room} place px of the picture @param {number} ratio pixels of the screen for each of them */
function fit(brush, { left, top, right, bottom }, ratio) {
  const { canvas } = brush.context;
  const [width, height] = [Math.round((right - left) * ratio), Math.round((bottom - top) * ratio)];
  if (sized(brush, width, height))
    Object.assign(canvas.style, { width: `${width / ratio}px`, height: `${height / ratio}px` });
  canvas.style.transform = `translate(${left}px, ${top}px)`;
}

/** The size of a picture in px: to ask for it in every frame would lay out the page. @param {SVGSVGElement} svg */
function sizeOf(svg) {
  let { width, height } = svg.getBoundingClientRect();
  new ResizeObserver(([entry]) => {
    if (entry) ({ width, height } = entry.contentRect);
  }).observe(svg);
  return () => ({ width, height });
}
