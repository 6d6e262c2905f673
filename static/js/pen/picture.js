/**
 * A picture with two painters. At rest all of it is in the document (svg.js). While it changes in every frame, the parts
 * that do are painted on a canvas above it (canvas.js), and the document keeps the others as they are. A part that is on
 * the canvas stays in the document too, out of sight, for what asks the document where things are. Where a picture goes by
 * as a whole, all of it is on the canvas (tiles.js), and the document waits.
 * @import {Mark} from "../types.js"
 * @import {Place} from "./places.js"
 * @import {Surface} from "./surface.js"
 * @import {Passing} from "./tiles.js"
 */

import { alike, anyAway, bringUp, shownOf } from "./places.js";
import { surfaceOver } from "./surface.js";
import { patch } from "./svg.js";

/** While parts are on the canvas, their places in the document are brought up to date this often, in ms. */
const SELDOM = 500;

/** The parts of a picture, and the one group around them, if there is one. @typedef {{around: Mark | null, parts: Mark[]}} Parted */

/**
 * @param {SVGSVGElement} svg
 * @param {(svg: SVGSVGElement) => Surface | null} [over] the canvas above it
 */
export function pictureIn(svg, over = surfaceOver) {
  const surface = over(svg);
  /** @type {Place[] | null} */
  let places = null;
  /** @type {Parted} */
  let last = { around: null, parts: [] };
  let told = 0;
  /** @type {Mark[]} */
  let same = [];
  let looks = "";
  /** What paints all of it. @type {Passing | null} */
  let all = null;
  const tell = () => {
    const shown = (places ?? []).flatMap((place) => shownOf(place) ?? []);
    patch(svg, last.around ? [{ ...last.around, children: shown }] : shown);
  };
  /** @param {Passing | null} painter */
  const pass = (painter) => {
    if (all === painter) return;
    all?.clear();
    all = painter;
    svg.classList.toggle("passes", all !== null);
  };
  /** @param {{type: string}} [event] what asks for it: where all goes by, a pointer that moves on asks too often */
  const refresh = (event) => {
    if (all && event?.type === "pointermove" && performance.now() - told < SELDOM) return;
    if (!all && (!places || !bringUp(places))) return;
    told = performance.now();
    if (all) patch(svg, same);
    else tell();
  };
  return {
    /**
     * Draw marks.
     * @param {Mark[]} marks
     * @param {boolean} moving whether they change in every frame
     * @param {string} [scheme] what looks depend on besides the style sheets
     * @param {Passing | null} [painter] what paints a picture that goes by as a whole
     */
    show(marks, moving, scheme = "", painter = null) {
      const before = last;
      last = parted(marks);
      if (!moving || !surface) {
        places = null;
        surface?.clear();
        patch(svg, marks);
        return pass(null);
      }
      if (painter) {
        [places, same, looks] = [null, marks, scheme];
        pass(painter);
        return surface.pass(last.around, last.parts, scheme, painter);
      }
      if (places && marks === same && looks === scheme && !anyAway(places)) return;
      [same, looks] = [marks, scheme];
      if (!places) told = performance.now();
      const followed = surface.follow(places, last.around, last.parts, scheme);
      places = followed.places;
      if (followed.document || !alike(before.around, last.around)) tell();
      if (performance.now() - told > SELDOM) refresh();
      surface.paint(followed);
      pass(null);
    },
    /** Have ready what the next picture of those that go by needs. @param {Mark[]} marks */
    prepare(marks) {
      const { around, parts } = parted(marks);
      if (all) surface?.prepare(around, parts, all);
    },
    /** Bring the document up to date with what the canvas shows. */
    refresh,
  };
}

/** @param {Mark[]} marks @returns {Parted} */
export function parted(marks) {
  const [only] = marks;
  if (marks.length !== 1 || only?.tag !== "g") return { around: null, parts: marks };
  return { around: { ...only, children: [] }, parts: /** @type {Mark[]} */ (only.children) };
}
