/**
 * A picture with two painters. At rest all of it is in the document (svg.js). While it changes in every frame, the parts
 * that do are painted on a canvas above it (canvas.js), and the document keeps the others as they are. A part that is on
 * the canvas stays in the document too, out of sight, for what asks the document where things are.
 * @import {Mark} from "../types.js"
 * @import {Place} from "./places.js"
 * @import {Surface} from "./surface.js"
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
  const tell = () => {
    const shown = (places ?? []).flatMap((place) => shownOf(place) ?? []);
    patch(svg, last.around ? [{ ...last.around, children: shown }] : shown);
  };
  const refresh = () => {
    if (!places || !bringUp(places)) return;
    told = performance.now();
    tell();
  };
  return {
    /**
     * Draw marks.
     * @param {Mark[]} marks
     * @param {boolean} moving whether they change in every frame
     * @param {string} [scheme] what looks depend on besides the style sheets
     */
    show(marks, moving, scheme = "") {
      const before = last;
      last = parted(marks);
      if (!moving || !surface) {
        places = null;
        surface?.clear();
        return patch(svg, marks);
      }
      if (places && marks === same && looks === scheme && !anyAway(places)) return;
      [same, looks] = [marks, scheme];
      if (!places) told = performance.now();
      const followed = surface.follow(places, last.around, last.parts, scheme);
      places = followed.places;
      if (followed.document || !alike(before.around, last.around)) tell();
      if (performance.now() - told > SELDOM) refresh();
      surface.paint(followed);
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
