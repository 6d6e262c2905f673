/**
 * Which marks of a moving picture the canvas paints, and which the document keeps. A part that changes goes to the canvas,
 * and comes back when it has been the same for a while; where only something inside a group changes, only that goes. What
 * lies above something on the canvas goes with it, so that all is seen in its order.
 * @import {Mark} from "../types.js"
 * @import {Brush} from "./brush.js"
 * @import {Ink} from "./ink.js"
 * @import {Look} from "./looks.js"
 * @import {Matrix} from "./matrix.js"
 * @import {Room} from "./rectangle.js"
 */

import { inkOf } from "./ink.js";
import { matrixOf, times } from "./matrix.js";
import { joined, meet, moved } from "./rectangle.js";
import { roomOf } from "./room.js";

/** A part that has not changed for this many frames goes back to the document. */
export const STILL = 6;

/**
 * A part of a picture while it moves.
 * @typedef {object} Place
 * @property {Mark} now what it is
 * @property {number} since the frame of its last change
 * @property {boolean} away whether the canvas paints it, or something in it
 * @property {Mark | null} shown what of it the document has; of a group in parts, what it had when it was put together
 * @property {Place[] | null} inside the parts of a group that changes in parts
 * @property {Within | null} inner what its parts are painted in
 * @property {Taken | null} taken the room that it takes
 */

/**
 * What the parts of a group are painted in, and what the group itself is in.
 * @typedef {{around: Around, attrs: Mark["attrs"], own: Around}} Within
 */
/** The room of a mark in the picture, and what it is in. @typedef {{around: Around, mark: Mark, room: Room | null}} Taken */

/**
 * What a part is painted in: the look and ink of what is around it, and where that is.
 * @typedef {{look: Look, ink: Ink, at: Matrix}} Around
 */

/**
 * One frame of a picture. `document`: whether the document has to change; `canvas`: whether the canvas has to. `away`: the
 * rooms of what the canvas paints, in the order of painting.
 * @typedef {{brush: Brush, frame: number, first: boolean, document: boolean, canvas: boolean, away: Room[]}} Frame
 */

/**
 * The places of a frame's marks, given those of the frame before.
 * @param {Frame} frame
 * @param {Place[]} before
 * @param {Mark[]} marks
 * @param {Around} around
 * @returns {Place[]}
 */
export function follow(frame, before, marks, around) {
  const places = matched(frame, before, marks);
  for (let i = 0; i < places.length; i++) {
    const [place, mark] = [/** @type {Place} */ (places[i]), /** @type {Mark} */ (marks[i])];
    update(frame, place, mark, around, i === 0);
  }
  return places;
}

/** @param {Mark} mark @param {number} i */
const keyOf = ({ tag, attrs }, i) => `${tag} ${attrs.key ?? `#${i}`}`;

/**
 * Each mark's place: the one that it had, or a new one.
 * @param {Frame} frame
 * @param {Place[]} before
 * @param {Mark[]} marks
 */
function matched(frame, before, marks) {
  if (fit(before, marks)) return before;
  frame.canvas = true;
  const known = new Map(before.map((place, i) => [keyOf(place.now, i), { place, i }]));
  let last = -1;
  const places = marks.map((mark, i) => {
    const key = keyOf(mark, i);
    const found = known.get(key);
    known.delete(key);
    if (!found) return arrived(frame, mark);
    if (found.i < last && shownOf(found.place)) frame.document = true;
    last = Math.max(last, found.i);
    return found.place;
  });
  for (const { place } of known.values()) frame.document ||= shownOf(place) !== null;
  return places;
}

/** Whether marks are in the places of those before. @param {Place[]} before @param {Mark[]} marks */
function fit(before, marks) {
  if (before.length !== marks.length) return false;
  for (let i = 0; i < marks.length; i++) {
    const [{ now }, mark] = [/** @type {Place} */ (before[i]), /** @type {Mark} */ (marks[i])];
    if (now !== mark && (now.tag !== mark.tag || now.attrs.key !== mark.attrs.key)) return false;
  }
  return true;
}

/** At first all are in the document. @param {Frame} frame @param {Mark} mark @returns {Place} */
function arrived({ frame, first }, mark) {
  const since = first ? -STILL : frame;
  return { now: mark, since, away: !first, shown: first ? mark : null, inside: null, inner: null, taken: null };
}

/**
 * @param {Frame} frame
 * @param {Place} place
 * @param {Mark} mark
 * @param {Around} around
 * @param {boolean} first whether it is the first child of what is around it
 */
function update(frame, place, mark, around, first) {
  if (place.now !== mark) changed(frame, place, mark, around, first);
  if (!place.inside && !place.away && isCovered(frame, place, around, first)) {
    if (inParts(frame, mark, mark, around, first)) place.inside = split(frame, place);
    else leave(frame, place);
  }
  if (place.inside) within(frame, place, around, first);
  else stay(frame, place, around, first);
}

/**
 * It is another mark, which may look the same.
 * @param {Frame} frame
 * @param {Place} place
 * @param {Mark} mark
 * @param {Around} around
 * @param {boolean} first
 */
function changed(frame, place, mark, around, first) {
  if (place.inside && sameAttrs(place.now.attrs, mark.attrs)) {
    place.now = mark;
    return;
  }
  if (alike(place.now, mark)) return;
  if (!place.inside && inParts(frame, place.now, mark, around, first)) place.inside = split(frame, place);
  else gone(frame, place);
  place.now = mark;
}

/** It changed as a whole. @param {Frame} frame @param {Place} place */
function gone(frame, place) {
  frame.canvas = true;
  if (place.inside) {
    const shown = shownOf(place);
    Object.assign(place, { inside: null, away: false, shown });
  }
  place.since = frame.frame;
  if (!place.away) leave(frame, place);
}

/** It goes to the canvas. @param {Frame} frame @param {Place} place */
function leave(frame, place) {
  frame.canvas = true;
  place.away = true;
  place.since = frame.frame;
  if (!place.shown) return;
  place.shown = unseen(place.shown);
  frame.document = true;
}

/**
 * Whether a group's parts go their own ways: it is the same around them, and is not seen through.
 * @param {Frame} frame
 * @param {Mark} before
 * @param {Mark} mark
 * @param {Around} around
 * @param {boolean} first
 */
const inParts = ({ brush }, before, mark, { look }, first) =>
  mark.tag === "g" &&
  mark.attrs.opacity == null &&
  (before === mark || sameAttrs(before.attrs, mark.attrs)) &&
  hasParts(mark) &&
  solid(brush.look(look, mark, first));

/** @param {Look} look */
const solid = ({ rules }) => rules.opacity === undefined || Number(rules.opacity) === 1;

/** Threads, cells and bars stay together. @param {Mark} mark */
function hasParts({ children }) {
  for (let i = 0; i < children.length; i++) {
    const tag = /** @type {Mark} */ (children[i]).tag;
    if (tag === "g" || tag === "text") return true;
  }
  return false;
}

/** The places of a group's parts, as they are. @param {Frame} frame @param {Place} place @returns {Place[]} */
function split(frame, { now, since, away, shown }) {
  if (away && shown) frame.document = true;
  return now.children.map((child) => {
    const part = /** @type {Mark} */ (child);
    const told = away ? shown && unseen(part) : part;
    return { now: part, since, away, shown: told, inside: null, inner: null, taken: null };
  });
}

/** @param {Place} place */
const isAway = ({ away }) => away;

/** Whether the canvas paints any. @param {Place[]} places */
export const anyAway = (places) => places.some(isAway);

/** A group in parts. @param {Frame} frame @param {Place} place @param {Around} around @param {boolean} first */
function within(frame, place, around, first) {
  const inner = innerOf(frame.brush, place, around, first);
  const marks = /** @type {Mark[]} */ (place.now.children);
  place.inside = follow(frame, place.inside ?? [], marks, inner);
  place.away = place.inside.some(isAway);
  if (place.away || place.inside.some(({ inside }) => inside) || isCovered(frame, place, around, first)) return;
  // all of it is in the document again
  Object.assign(place, { inside: null, since: frame.frame - STILL, shown: shownOf(place) });
}

/**
 * What the parts of a group are painted in.
 * @param {Brush} brush
 * @param {Place} place
 * @param {Around} around
 * @param {boolean} first
 */
function innerOf(brush, place, around, first) {
  const { now, inner } = place;
  if (inner?.around === around && (inner.attrs === now.attrs || sameAttrs(inner.attrs, now.attrs))) return inner.own;
  const own = inside(brush, now, around, first);
  place.inner = { around, attrs: now.attrs, own };
  return own;
}

/** @param {Brush} brush @param {Mark} mark @param {Around} around @param {boolean} first @returns {Around} */
export function inside(brush, mark, { look, ink, at }, first) {
  const own = brush.look(look, mark, first);
  const { transform } = mark.attrs;
  return {
    look: own,
    ink: inkOf(ink, own, mark.attrs),
    at: transform ? times(at, matrixOf(String(transform))) : at,
  };
}

/**
 * A part that is on the canvas comes back where it has been still and covers nothing.
 * @param {Frame} frame
 * @param {Place} place
 * @param {Around} around
 * @param {boolean} first
 */
function stay(frame, place, around, first) {
  if (!place.away) return;
  if (frame.frame - place.since >= STILL && !isCovered(frame, place, around, first)) {
    Object.assign(place, { away: false, shown: place.now });
    frame.document = frame.canvas = true;
    return;
  }
  const room = placeRoom(frame, place, around, first);
  if (room) frame.away.push(room);
}

/** @param {Frame} frame @param {Place} place @param {Around} around @param {boolean} first */
function placeRoom({ brush }, place, around, first) {
  const { now, taken } = place;
  if (taken?.mark === now && taken.around === around) return taken.room;
  const own = roomOf(brush, now, around.look, around.ink, first);
  const room = own && moved(own, around.at);
  place.taken = { around, mark: now, room };
  return room;
}

/** Whether something below it is on the canvas. @param {Frame} frame @param {Place} place @param {Around} around @param {boolean} first */
function isCovered(frame, place, around, first) {
  if (frame.away.length === 0) return false;
  const room = placeRoom(frame, place, around, first);
  if (!room) return false;
  for (const other of frame.away) if (meet(other, room)) return true;
  return false;
}

/** The room of all that the canvas paints. @param {Frame} frame */
export const awayRoom = ({ away }) => away.reduce(joined, /** @type {Room | null} */ (null));

/** What of a place the document has. @param {Place} place @returns {Mark | null} */
export function shownOf({ now, shown, inside }) {
  if (!inside) return shown;
  return { ...now, children: inside.flatMap((place) => shownOf(place) ?? []) };
}

/**
 * Have the document hold all as it is now, out of sight where the canvas paints it.
 * @param {Place[]} places
 * @returns {boolean} whether there is any
 */
export function bringUp(places) {
  let any = false;
  for (const place of places) {
    if (place.inside) any = bringUp(place.inside) || any;
    else if (place.away) {
      place.shown = unseen(place.now);
      any = true;
    }
  }
  return any;
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
  if (a === b) return true;
  for (const name in a) if (a[name] !== b[name]) return false;
  for (const name in b) if (!(name in a)) return false;
  return true;
}
