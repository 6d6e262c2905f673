/**
 * A picture with two painters. At rest all of it is in the document (svg.js). While it changes in every frame, the parts
 * that do are painted on a canvas above it (canvas.js), and the document keeps the others as they are. A part that is on
 * the canvas stays in the document too, out of sight, for what asks the document where things are.
 * @import {Mark} from "../types.js"
 * @import {Surface} from "./surface.js"
 */

import { surfaceOver } from "./surface.js";
import { patch } from "./svg.js";

/** A part that has not changed for this many frames goes back to the document. */
const STILL = 6;
/** While parts are on the canvas, their places in the document are brought up to date this often, in ms. */
const SELDOM = 500;

/**
 * A part of the picture while it moves: what it is now, for how many frames it has been so, whether the canvas paints it,
 * and what of it the document has.
 * @typedef {{now: Mark, still: number, away: boolean, shown: Mark | null}} Place
 */

/** The parts of a picture, and the one group around them, if there is one. @typedef {{around: Mark | null, parts: Mark[]}} Parted */

/**
 * @param {SVGSVGElement} svg
 * @param {(svg: SVGSVGElement) => Surface | null} [over] the canvas above it
 */
export function pictureIn(svg, over = surfaceOver) {
  const surface = over(svg);
  /** @type {Map<unknown, Place>} */
  let places = new Map();
  /** @type {Parted} */
  let last = { around: null, parts: [] };
  let told = 0;
  const tell = () => {
    const shown = [...places.values()].flatMap(({ shown }) => shown ?? []);
    patch(svg, last.around ? [{ ...last.around, children: shown }] : shown);
  };
  const refresh = () => {
    const away = [...places.values()].filter((place) => place.away);
    if (away.length === 0) return;
    told = performance.now();
    for (const place of away) place.shown = unseen(place.now);
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
        places = new Map();
        surface?.clear();
        return patch(svg, marks);
      }
      if (places.size === 0) told = performance.now();
      const changed = step(places, last.parts);
      places = changed.places;
      if (changed.document || !alike(before.around, last.around)) tell();
      if (performance.now() - told > SELDOM) refresh();
      surface.paint(last.around, last.parts, (i) => Boolean(changed.list[i]?.away), scheme);
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

/**
 * The places of a frame's parts, given those of the frame before. At first all are in the document.
 * @param {Map<unknown, Place>} before
 * @param {Mark[]} parts
 * @returns {{places: Map<unknown, Place>, list: Place[], document: boolean}} `document`: whether it has to change
 */
function step(before, parts) {
  /** @type {Map<unknown, Place>} */
  const places = new Map();
  let document = before.size === 0;
  const list = parts.map((part, i) => {
    const key = `${part.tag} ${part.attrs.key ?? `#${i}`}`;
    const known = before.get(key);
    const place = known ? moved(known, part) : arrived(part, before.size === 0);
    document ||= place.shown !== (known?.shown ?? null);
    places.set(key, place);
    return place;
  });
  for (const [key, { shown }] of before) document ||= shown !== null && !places.has(key);
  return { places, list, document };
}

/** @param {Mark} part @param {boolean} first whether this is the first frame @returns {Place} */
const arrived = (part, first) => ({ now: part, still: first ? STILL : 0, away: !first, shown: first ? part : null });

/** @param {Place} place @param {Mark} part @returns {Place} */
function moved({ now, still, away, shown }, part) {
  if (!alike(now, part)) return { now: part, still: 0, away: true, shown: away || !shown ? shown : unseen(shown) };
  if (!away || still + 1 < STILL) return { now, still: still + 1, away, shown };
  return { now, still: STILL, away: false, shown: now };
}

/** The same mark out of sight. @param {Mark} mark @returns {Mark} */
const unseen = (mark) => ({ ...mark, attrs: { ...mark.attrs, class: `${mark.attrs.class ?? ""} on-canvas` } });

/** Whether two marks look the same. @param {Mark | string | null} a @param {Mark | string | null} b @returns {boolean} */
export function alike(a, b) {
  if (a === b) return true;
  if (a === null || b === null || typeof a === "string" || typeof b === "string") return false;
  if (a.tag !== b.tag || a.children.length !== b.children.length || !sameAttrs(a.attrs, b.attrs)) return false;
  for (let i = 0; i < a.children.length; i++) if (!alike(a.children[i] ?? null, b.children[i] ?? null)) return false;
  return true;
}

/** @param {Mark["attrs"]} a @param {Mark["attrs"]} b */
function sameAttrs(a, b) {
  for (const name in a) if (a[name] !== b[name]) return false;
  for (const name in b) if (!(name in a)) return false;
  return true;
}
